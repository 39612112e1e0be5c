//! Finds the site's folder.

use std::path::{Path, PathBuf};

use crate::cli::console::Console;

/// The folder named on the command line, else this one or the nearest above with `content/site.yaml`.
pub(super) fn find(console: &Console, named: Option<&Path>) -> Result<PathBuf, String> {
    let has_site = |folder: &Path| folder.join("content").join("site.yaml").exists();
    if let Some(folder) = named {
        return std::path::absolute(folder).map_err(|error| error.to_string());
    }
    let here = std::env::current_dir().map_err(|error| error.to_string())?;
    here.ancestors()
        .find(|folder| has_site(folder))
        .map(Path::to_path_buf)
        .ok_or_else(|| {
            console
                .say(
                    "这里和上级文件夹里都没有 content/site.yaml；请到网站所在的文件夹运行，或用 --site 指明",
                    "no content/site.yaml here or above; run this in the site's folder, or name it with --site",
                )
                .to_owned()
        })
}
