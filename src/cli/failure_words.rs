//! What the machine refused, in the language of the person at the keyboard.

use crate::cli::console::{Console, Speech};
use crate::diag::catalogue::word;
use crate::disk::{Act, Failure, Forbidden, Notice, Remedy, Why, reason};

/// One sentence with its place and, where there is one, the way out.
pub(super) fn failure(console: &Console, failure: &Failure) -> String {
    if console.speech == Speech::English {
        return failure.to_string();
    }
    match failure {
        Failure::Refused { act, path, error } => {
            let reason = reason(error);
            let why = word(&reason, Speech::Chinese);
            format!("不能{} `{}`：{why}", action(*act), path.display())
        }
        Failure::Busy { lock } => format!("另一个构建正在进行（占用着 `{}`），请等它结束", lock.display()),
        Failure::ForeignTarget { target, names, remedy } => {
            let shown = names
                .iter()
                .take(10)
                .map(|name| format!("`{name}`"))
                .collect::<Vec<_>>()
                .join(" ");
            let rest = names.len().saturating_sub(10);
            let more = if rest > 0 {
                format!(" 等，另有 {rest} 个")
            } else {
                String::new()
            };
            let advice = match remedy {
                Remedy::Adopt => "请把它们移走，或换一个 --output；如果确定可以由梧桐接管，加上 --adopt",
                Remedy::MoveAway => "请先把它们移走，或换一个 --output",
            };
            format!("`{}` 里有不是梧桐写的内容：{shown}{more}。{advice}", target.display())
        }
        Failure::TargetForbidden { target, reason } => {
            format!("不能把网站生成到 `{}`：{}", target.display(), forbidden(*reason))
        }
        Failure::NotAFolder { path } => format!("`{}` 不是文件夹", path.display()),
        Failure::Occupied { path } => format!(
            "`{}` 是准备更新用的地方，但里面有不是梧桐写的内容，请移走",
            path.display()
        ),
        Failure::PathTwice { path } => format!("两个页面要写到同一个文件 `{path}`"),
        Failure::Incomplete { failed } => format!("有 {failed} 个文件没有做成，什么都没有发布"),
        Failure::Exists { path } => format!("`{}` 已经有了，没有改动它", path.display()),
        Failure::NotEmpty { path, names } => format!(
            "文件夹 `{}` 不是空的（里面有 {}），请换一个新文件夹",
            path.display(),
            names.join("、")
        ),
        Failure::TooManyFiles { path } => format!("`{}` 里文件太多，不像一个网站", path.display()),
    }
}

fn action(act: Act) -> &'static str {
    match act {
        Act::Read => "读取",
        Act::List => "列出文件夹",
        Act::Examine => "查看",
        Act::Write => "写入",
        Act::MakeFolder => "建立文件夹",
        Act::Link => "建立链接",
        Act::Move => "移动",
        Act::Remove => "移除",
        Act::Exchange => "交换",
        Act::Flush => "写到磁盘",
        Act::Lock => "锁定",
    }
}

fn forbidden(reason: Forbidden) -> &'static str {
    match reason {
        Forbidden::Root => "这是磁盘的根",
        Forbidden::Home => "这是或包含着你的主文件夹",
        Forbidden::Site => "这是或包含着网站自己的文件夹",
        Forbidden::Source => "它会和网站的原稿或主题混在一起",
        Forbidden::Nowhere => "它不指向任何地方",
    }
}

/// How the site came into place, if not in the usual way.
pub(super) fn why(console: &Console, why: &Why) -> Option<String> {
    let chinese = match why {
        Why::Usual => return None,
        Why::Asked => "按要求".to_owned(),
        Why::TargetIsLink => "输出文件夹是一个链接".to_owned(),
        Why::TargetIsMount => "输出文件夹是一个挂载点".to_owned(),
        Why::MountInside(path) => format!("`{path}` 是一个挂载点"),
        Why::ForeignStays(path) => format!("不属于梧桐的文件夹 `{path}` 不能移动"),
        Why::ExchangeRefused(reason) => format!("文件系统不能交换文件夹：{reason}"),
        Why::LinksRefused(reason) => format!("文件系统不能建立链接：{reason}"),
        Why::SystemCannot => "本系统不能交换文件夹".to_owned(),
    };
    Some(if console.speech == Speech::Chinese {
        chinese
    } else {
        why.to_string()
    })
}

/// What else happened on the way.
pub(super) fn notice(console: &Console, notice: &Notice) -> String {
    if console.speech == Speech::English {
        return notice.to_string();
    }
    match notice {
        Notice::Resumed => "上一次构建中断了，已先把它做完".to_owned(),
        Notice::Cleaned => "上一次构建中断了，已清理它留下的内容".to_owned(),
        Notice::LaidAside(path) => format!("来历不明的文件放在 `{}`，请查看后删去", path.display()),
    }
}
