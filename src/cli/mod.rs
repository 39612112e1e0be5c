//! The commands. Alone knows arguments, environment, terminal and clock.

#![expect(
    clippy::disallowed_methods,
    reason = "this is the room that knows arguments, environment and clock"
)]

mod again;
mod arguments;
mod build;
mod check;
mod completions;
mod console;
mod failure_words;
mod held_words;
mod mend;
mod new;
mod pictures;
mod profile;
mod prompt;
mod schema;
mod serve;
mod shard;
mod site_folder;
mod status;
mod told;
mod welcome;

use std::process::ExitCode;

use clap::Parser;

use arguments::{Arguments, Command};
use console::Console;

/// Exit statuses of every command.
const CLEAN: u8 = 0;
const MISTAKES: u8 = 1;
const REFUSED: u8 = 2;
const USAGE: u8 = 64;

/// Runs the command that the arguments name.
pub fn run() -> ExitCode {
    let speech = console::speech_of_arguments();
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            let code = if error.use_stderr() { USAGE } else { CLEAN };
            arguments::show(&error, speech);
            return ExitCode::from(code);
        }
    };
    let console = Console::new(arguments.lang.map_or(speech, Into::into));
    let outcome = match &arguments.command {
        None => welcome::run(&console, arguments.site.as_deref()),
        Some(Command::Build(options)) => build::run(&console, arguments.site.as_deref(), options),
        Some(Command::Serve(options)) => serve::run(&console, arguments.site.as_deref(), options),
        Some(Command::Check(options)) => check::run(&console, arguments.site.as_deref(), options),
        Some(Command::Status(options)) => status::run(&console, arguments.site.as_deref(), options),
        Some(Command::New(options)) => new::run(&console, arguments.site.as_deref(), options),
        Some(Command::Schema(options)) => schema::run(&console, arguments.site.as_deref(), options),
        Some(Command::Completions(options)) => completions::completions(options),
        Some(Command::Man(options)) => completions::man(&console, options),
    };
    ExitCode::from(outcome.unwrap_or_else(|failure| {
        console.fail(&failure);
        REFUSED
    }))
}
