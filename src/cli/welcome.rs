//! `wutong` alone: what to do next, inside a site and outside.

use std::path::Path;

use crate::cli::CLEAN;
use crate::cli::console::{Console, print};
use crate::cli::site_folder;

const OUTSIDE_ZH: &str = "梧桐 Wutong：把招商项目、康养小镇和品牌活动的文稿做成多语言网站。

这里还没有网站。先建一个能直接看的小网站：

  wutong new site 我的网站
  cd 我的网站
  wutong build            # 然后打开 public/index.html

全部命令：wutong --help
";

const OUTSIDE_EN: &str = "Wutong turns texts about projects, towns and campaigns into a site in several languages.

There is no site here yet. Start with a small one that can be looked at right away:

  wutong new site my-site
  cd my-site
  wutong build            # then open public/index.html

All commands: wutong --help
";

const INSIDE_ZH: &str = "  wutong check            检查文稿，写错的地方告诉您怎么改
  wutong build            生成网站，放在 public/
  wutong status           看哪些译文缺了、旧了
  wutong new project 名称 新写一个项目（wutong new 列出所有类型）

全部命令：wutong --help
";

const INSIDE_EN: &str = "  wutong check             checks the texts and says how to mend what is wrong
  wutong build             makes the site in public/
  wutong status            tells which translations are missing or stale
  wutong new project NAME  starts a project (wutong new lists all types)

All commands: wutong --help
";

#[expect(clippy::unnecessary_wraps, reason = "every command may be refused by the machine")]
pub(super) fn run(console: &Console, site: Option<&Path>) -> Result<u8, String> {
    match site_folder::find(console, site) {
        Ok(folder) => {
            let site = console.say("网站", "Site");
            print(&format!("{site}: {}\n\n", folder.display()));
            print(console.say(INSIDE_ZH, INSIDE_EN));
        }
        Err(_) => print(console.say(OUTSIDE_ZH, OUTSIDE_EN)),
    }
    Ok(CLEAN)
}
