//! What can be typed behind `wutong`, with its help in Chinese and English.

use std::path::PathBuf;

use clap::builder::styling::Styles;
use clap::error::ErrorKind;
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::cli::console::{self, Speech};

/// 梧桐：把招商项目、康养小镇和品牌活动的文稿做成多语言网站
///
/// Wutong: Markdown and YAML about places that seek investors, as a site in several languages
#[derive(Debug, Parser)]
#[command(name = "wutong", version, styles = Styles::plain(), infer_subcommands = false)]
#[command(
    after_help = "退出状态 exit status: 0 正常 clean · 1 内容有错 mistakes in the content · 2 机器拒绝 the machine refused · 64 用法有误 wrong usage"
)]
pub(super) struct Arguments {
    /// 网站所在文件夹 · Folder of the site (default: this folder, or the nearest above with content/site.yaml)
    #[arg(long, global = true, value_name = "DIR")]
    pub(super) site: Option<PathBuf>,

    /// 提示所用语言 · Language of messages (default: as the system)
    #[arg(long, global = true, value_name = "LANG")]
    pub(super) lang: Option<MessageLang>,

    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// 生成网站，整体替换 public/ · Read, check, render, and replace public/ as a whole
    Build(BuildOptions),
    /// 边写边看：预览网站，存盘即更新 · Preview the site; every save shows at once
    Serve(ServeOptions),
    /// 检查文稿，不写任何文件；--fix 自动改正 · Check everything that build checks, write nothing; --fix corrects
    Check(CheckOptions),
    /// 译文状态和未发布的页面 · Translations: fresh, stale, missing; pages held back
    Status(StatusOptions),
    /// 新建网站、条目或译文 · Start a site, an entry, or a translation
    New(NewOptions),
    /// 给编辑器用的 JSON Schema：提示、说明、红线 · JSON Schema for editors: completion, help, underlines
    Schema(SchemaOptions),
    /// 命令行补全脚本 · Completion script for a shell
    Completions(CompletionsOptions),
    /// 手册页（roff）· Manual page (roff)
    Man(ManOptions),
}

#[derive(Debug, Args)]
#[command(
    override_usage = "wutong new site DIR\n       wutong new TYPE [TITLE] [--yaml]\n       wutong new --translate LANG FILE"
)]
pub(super) struct NewOptions {
    /// `site`，或条目的类型（project、招商项目）；加了 --translate 时是原文的文件 · `site`, a type, or with --translate the original's file
    #[arg(value_name = "WHAT")]
    pub(super) what: Option<String>,

    /// 网站的文件夹，或条目的标题 · The site's folder, or the entry's title
    #[arg(value_name = "NAME")]
    pub(super) name: Option<String>,

    /// 给这个文件建一份译文，如 --translate en · Make a translation of the file into this language
    #[arg(long, value_name = "LANG")]
    pub(super) translate: Option<String>,

    /// 只要字段，不要正文（.yaml 文件）· Fields only, without running text (a .yaml file)
    #[arg(long, conflicts_with = "translate")]
    pub(super) yaml: bool,

    /// 什么都不问 · Ask nothing
    #[arg(long)]
    pub(super) no_input: bool,
}

#[derive(Debug, Args)]
pub(super) struct SchemaOptions {
    /// 只输出这一个：project、project.list、project.translation、site…… · Print this one alone
    #[arg(value_name = "TYPE")]
    pub(super) name: Option<String>,

    /// 写到这个文件夹（默认是网站的 .vscode/schemas）· Write into this folder (default: the site's .vscode/schemas)
    #[arg(long, value_name = "DIR")]
    pub(super) output: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct CompletionsOptions {
    /// 哪种命令行 · Which shell
    #[arg(value_name = "SHELL")]
    pub(super) shell: ShellName,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum ShellName {
    Bash,
    Zsh,
    Fish,
    Powershell,
}

#[derive(Debug, Args)]
pub(super) struct ManOptions {
    /// 哪个命令的手册；不写就是总的 · The page of one command; without it that of the program
    #[arg(value_name = "COMMAND")]
    pub(super) command: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct BuildOptions {
    /// 输出文件夹（默认 public） · Where the site is written (default: public)
    #[arg(long, value_name = "DIR")]
    pub(super) output: Option<PathBuf>,

    /// 代替 site.yaml 里的 url · In place of the url of site.yaml
    #[arg(long, value_name = "URL")]
    pub(super) base_url: Option<String>,

    /// 也生成草稿和未到日期的页面 · Build drafts and future pages too
    #[arg(long)]
    pub(super) drafts: bool,

    /// 以这一天为今天，如 2026-11-21 · Take this day for today
    #[arg(long, value_name = "DATE")]
    pub(super) today: Option<String>,

    /// 从这个只读文件夹读取共用主题 · Read shared themes from this folder
    #[arg(long, value_name = "DIR")]
    pub(super) themes: Option<PathBuf>,

    /// 接管输出文件夹里不是梧桐写的同名文件 · Take over files in the output folder that Wutong has no record of
    #[arg(long)]
    pub(super) adopt: bool,

    /// 逐个文件替换，不整体交换 · Replace file by file instead of swapping the whole folder
    #[arg(long)]
    pub(super) in_place: bool,

    /// 说出时间用在哪里 · Say where the time went
    #[arg(long)]
    pub(super) profile: bool,

    /// 使用几个线程（默认为处理器个数） · How many threads to use (default: as many as processors)
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub(super) threads: Option<u16>,

    /// 只生成几份中的一份，如 2/7：写到自己的 --output，从不删除 · Build one share, such as 2/7, into an --output of its own; removes nothing
    #[arg(long, value_name = "I/N")]
    pub(super) shard: Option<String>,
}

#[derive(Debug, Args)]
#[command(
    after_help = "例 examples:\n  wutong serve --open\n  wutong serve --base-path /zt/yanglao/\n  wutong serve --lan"
)]
pub(super) struct ServeOptions {
    /// 从这个端口起，用第一个空闲的 · The first free port from this one on
    #[arg(long, value_name = "PORT", default_value_t = 1111)]
    pub(super) port: u16,

    /// 打开浏览器 · Open the browser
    #[arg(long)]
    pub(super) open: bool,

    /// 放在这个路径下预览，如 /zt/yanglao/ · Show the site below this path
    #[arg(long, value_name = "PATH")]
    pub(super) base_path: Option<String>,

    /// 不显示草稿和未到日期的页面 · Hold back drafts and future pages, as build does
    #[arg(long)]
    pub(super) no_drafts: bool,

    /// 让同一局域网里的手机也能看：显示二维码和一次性地址 · Let a phone in this network look: QR code and one-time address
    #[arg(long)]
    pub(super) lan: bool,

    /// 定时查看文件夹，不等系统通知（网络盘、同步盘） · Look at the folder often instead of waiting for events (network folders)
    #[arg(long)]
    pub(super) poll: bool,

    /// 以这一天为今天，如 2026-11-21 · Take this day for today
    #[arg(long, value_name = "DATE")]
    pub(super) today: Option<String>,

    /// 从这个只读文件夹读取共用主题 · Read shared themes from this folder
    #[arg(long, value_name = "DIR")]
    pub(super) themes: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[command(
    after_help = "例 examples:\n  wutong check\n  wutong check --explain yaml-tab\n  wutong check --only 'figure-*' --except figure-typed\n  wutong check --fix --dry-run\n  wutong check --fix\n  wutong check --undo"
)]
pub(super) struct CheckOptions {
    /// 只看这些提示（代号，或一类如 figure-*） · Only these codes, or families such as figure-*
    #[arg(long, value_name = "CODE", num_args = 1..)]
    pub(super) only: Vec<String>,

    /// 不看这些提示 · All but these codes or families
    #[arg(long, value_name = "CODE", num_args = 1..)]
    pub(super) except: Vec<String>,

    /// 说明一条提示：什么意思、为什么、怎么写 · Explain one code: what it means, why, and how to write it
    #[arg(long, value_name = "CODE", conflicts_with_all = ["only", "except", "fix", "undo", "json", "sarif", "github"])]
    pub(super) explain: Option<String>,

    /// 改正能自动改正的地方 · Make the corrections that the messages show
    #[arg(long, conflicts_with_all = ["json", "sarif", "github", "themes"])]
    pub(super) fix: bool,

    /// 与 --fix 合用：只显示会怎样改，不改文件 · With --fix: show what would change, and change nothing
    #[arg(long, requires = "fix")]
    pub(super) dry_run: bool,

    /// 撤销上一次 --fix · Take back the last --fix
    #[arg(long, conflicts_with_all = ["fix", "json", "sarif", "github"])]
    pub(super) undo: bool,

    /// 给程序读的 JSON · JSON, for a program to read
    #[arg(long, group = "form")]
    pub(super) json: bool,

    /// 给代码平台和编辑器读的 SARIF 2.1.0 · SARIF 2.1.0, for code hosts and editors
    #[arg(long, group = "form")]
    pub(super) sarif: bool,

    /// GitHub Actions 的注释 · Annotations of GitHub Actions
    #[arg(long, group = "form")]
    pub(super) github: bool,

    /// 也检查草稿和未到日期的页面 · Check drafts and future pages too
    #[arg(long)]
    pub(super) drafts: bool,

    /// 以这一天为今天，如 2026-11-21 · Take this day for today
    #[arg(long, value_name = "DATE")]
    pub(super) today: Option<String>,

    /// 从这个只读文件夹读取共用主题 · Read shared themes from this folder
    #[arg(long, value_name = "DIR")]
    pub(super) themes: Option<PathBuf>,

    /// 使用几个线程（默认为处理器个数） · How many threads to use (default: as many as processors)
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub(super) threads: Option<u16>,
}

#[derive(Debug, Args)]
#[command(
    after_help = "例 examples:\n  wutong status\n  wutong status --to en --stale --full\n  wutong status --type project --missing\n  wutong status content/projects\n  wutong status --accept content/projects/NAME.en.md"
)]
pub(super) struct StatusOptions {
    /// 只看这些文稿或文件夹 · Only these files or folders
    #[arg(value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,

    /// 只看译成这种语言的，如 en · Only translations into this language
    #[arg(long, value_name = "LANG")]
    pub(super) to: Vec<String>,

    /// 只看这个类型，如 project 或 招商项目 · Only this type
    #[arg(long = "type", value_name = "TYPE")]
    pub(super) types: Vec<String>,

    /// 列出过期的译文和原文改了什么 · List stale translations, with what changed in the original
    #[arg(long)]
    pub(super) stale: bool,

    /// 列出没有核对记录的译文 · List translations without a record of what they were made from
    #[arg(long)]
    pub(super) unknown: bool,

    /// 列出缺少的译文 · List missing translations
    #[arg(long)]
    pub(super) missing: bool,

    /// 列出未发布和已失效的页面 · List drafts, future and expired pages
    #[arg(long)]
    pub(super) held: bool,

    /// 原文改动的段落全文照录 · Show changed passages whole
    #[arg(long)]
    pub(super) full: bool,

    /// 译文已核对：把原文现在的状态记入这个译文 · The translation was reviewed: record the original's present state in it
    #[arg(long, value_name = "FILE", num_args = 1.., conflicts_with_all = ["files", "to", "types", "json"])]
    pub(super) accept: Vec<PathBuf>,

    /// 以这一天为今天，如 2026-11-21 · Take this day for today
    #[arg(long, value_name = "DATE")]
    pub(super) today: Option<String>,

    /// 给程序读的 JSON · JSON, for a program to read
    #[arg(long, conflicts_with_all = ["stale", "unknown", "missing", "held", "full"])]
    pub(super) json: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum MessageLang {
    Zh,
    En,
}

impl From<MessageLang> for Speech {
    fn from(lang: MessageLang) -> Speech {
        match lang {
            MessageLang::Zh => Speech::Chinese,
            MessageLang::En => Speech::English,
        }
    }
}

/// Prints clap's answer: help and version as they are, a mistake with a word in Chinese before it.
pub(super) fn show(error: &clap::Error, speech: Speech) {
    let text = error.render().to_string();
    if !error.use_stderr() {
        console::print(&text);
        return;
    }
    let cause = match (speech, error.kind()) {
        (Speech::English, _)
        | (_, ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand | ErrorKind::MissingSubcommand) => "",
        (_, ErrorKind::UnknownArgument) => "用法有误：没有这个参数。\n",
        (_, ErrorKind::InvalidSubcommand) => "用法有误：没有这个命令。\n",
        (_, ErrorKind::InvalidValue | ErrorKind::ValueValidation) => "用法有误：参数的值不对。\n",
        _ => "用法有误。\n",
    };
    console::complain(&format!("{cause}{text}"));
}
