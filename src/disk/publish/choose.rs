//! Chooses between exchanging folders and going file by file.

use std::collections::BTreeSet;
use std::path::Path;

use crate::disk::publish::place::Place;
use crate::disk::publish::scan::{Shape, Standing};
use crate::disk::publish::{PublishOptions, Why, files};

/// Why folders cannot be exchanged here, or none if they can as far as can be seen.
pub(crate) fn obstacle(place: &Place, standing: &Standing, options: &PublishOptions) -> Option<Why> {
    if options.force_in_place && place.exists() {
        return Some(Why::Asked);
    }
    if !place.exists() {
        return None;
    }
    if cfg!(not(target_os = "linux")) {
        return Some(Why::SystemCannot);
    }
    if place.linked {
        return Some(Why::TargetIsLink);
    }
    if files::is_mount(&place.target) {
        return Some(Why::TargetIsMount);
    }
    mount_inside(place, standing).or_else(|| folder_that_stays(place, standing))
}

fn mount_inside(place: &Place, standing: &Standing) -> Option<Why> {
    let mut folders = standing.folders.iter();
    folders
        .find(|path| files::is_mount(&place.target.join(path)))
        .map(|path| Why::MountInside(path.clone()))
}

fn folder_that_stays(place: &Place, standing: &Standing) -> Option<Why> {
    let mut folders = standing.strangers.iter().filter(|one| one.shape == Shape::Folder);
    let stays = |path: &Path| {
        let folder = place.target.join(path);
        let nameable = path.to_str().is_some_and(|text| !text.contains(['\n', '\r']));
        !nameable || files::is_mount(&folder) || !files::may_move(&folder)
    };
    folders
        .find(|one| stays(&one.path))
        .map(|one| Why::ForeignStays(one.shown()))
}

/// The order in which files are put in place one by one, so that whoever follows links from a page
/// that was there before never meets one that is missing: what pages need; then what is new, pages
/// first, for nothing leads there yet; then the pages that were there, and what points at pages.
/// `new` holds the paths that are not in the target yet.
pub(crate) fn in_order<'a>(paths: impl Iterator<Item = &'a str>, new: &BTreeSet<&str>) -> Vec<&'a str> {
    let mut paths: Vec<&str> = paths.collect();
    paths.sort_by_cached_key(|path| (rank(path, new.contains(path)), *path));
    paths
}

fn rank(path: &str, new: bool) -> u8 {
    let later = if new { 0 } else { 2 };
    match path.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "html" | "htm" => 1 + later,
        "xml" | "json" => 2 + later,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use crate::disk::publish::choose::in_order;

    #[test]
    fn files_go_before_the_pages_that_need_them_and_pages_before_the_sitemap() {
        let paths = [
            "sitemap.xml",
            "index.html",
            "new/feed.xml",
            "new.html",
            "assets/a.css",
            "search.json",
            "zwei.html",
        ];
        assert_eq!(
            in_order(paths.into_iter(), &["new.html", "new/feed.xml"].into()),
            [
                "assets/a.css",
                "new.html",
                "new/feed.xml",
                "index.html",
                "zwei.html",
                "search.json",
                "sitemap.xml"
            ]
        );
    }
}
