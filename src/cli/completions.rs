//! `wutong completions SHELL` and `wutong man`: what shells and manuals are told of the commands.

use clap::{Command, CommandFactory};
use clap_complete::{Shell, generate};
use clap_mangen::Man;

use crate::cli::arguments::{Arguments, CompletionsOptions, ManOptions, ShellName};
use crate::cli::console::{Console, complain_line, print};
use crate::cli::{CLEAN, USAGE};

#[expect(clippy::unnecessary_wraps, reason = "every command may be refused by the machine")]
pub(super) fn completions(options: &CompletionsOptions) -> Result<u8, String> {
    let shell = match options.shell {
        ShellName::Bash => Shell::Bash,
        ShellName::Zsh => Shell::Zsh,
        ShellName::Fish => Shell::Fish,
        ShellName::Powershell => Shell::PowerShell,
    };
    let mut script = Vec::new();
    generate(shell, &mut Arguments::command(), "wutong", &mut script);
    print(&String::from_utf8_lossy(&script));
    Ok(CLEAN)
}

/// The page of the program, or of one command.
pub(super) fn man(console: &Console, options: &ManOptions) -> Result<u8, String> {
    let mut program = Arguments::command();
    program.build();
    let command = match &options.command {
        None => Some(program),
        Some(name) => program
            .find_subcommand(name)
            .cloned()
            .map(|command| named(command, name)),
    };
    let Some(command) = command else {
        complain_line(console.say("没有这个命令", "there is no such command"));
        return Ok(USAGE);
    };
    let mut page = Vec::new();
    Man::new(command).render(&mut page).map_err(|error| error.to_string())?;
    print(&String::from_utf8_lossy(&page));
    Ok(CLEAN)
}

/// Titled `wutong-build`, as manuals of subcommands are.
fn named(command: Command, name: &str) -> Command {
    command.display_name(format!("wutong-{name}"))
}
