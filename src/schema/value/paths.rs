//! Pictures, files and films: a path within `content/`, alone or with the words that name it.
//!
//! Whether the file is there is seen later.

use crate::model::node::Node;
use crate::model::types::Kind;
use crate::model::value::File;
use crate::schema::value::parts::{PartName, parts};
use crate::schema::value::{Reading, Role, Spot, not_of_kind, spelled};
use crate::yaml::report::Fault;

pub(in crate::schema) const FILE: [PartName; 2] = [
    ("file", &["文件", "图片", "路径"]),
    ("title", &["标题", "名称", "说明"]),
];

pub(super) fn file(
    node: &Node,
    kind: &Kind,
    spot: Spot<'_>,
    reading: &Reading<'_>,
    faults: &mut Vec<Fault>,
) -> Option<File> {
    match node {
        Node::Scalar(scalar) => {
            let written = spelled(scalar, spot.trail, reading);
            let path = path(&written, spot, reading, faults)?;
            Some(File { path, title: None })
        }
        Node::Map(entries) => {
            let parts = parts(entries, &FILE, spot, faults);
            let title = parts.text("title", reading, faults).map(|(text, _)| text);
            if parts.get("file").is_none() && title.is_some() && reading.role == Role::Translation {
                // The file itself is a fact: it stands in the original.
                return Some(File {
                    path: String::new(),
                    title,
                });
            }
            let (written, trail) = parts.needed("file", spot, reading, faults)?;
            let path = path(&written, Spot { trail, ..spot }, reading, faults)?;
            Some(File { path, title })
        }
        _ => {
            faults.push(not_of_kind(node, kind, spot, reading));
            None
        }
    }
}

/// A relative path with `/` between its parts that stays within the content folder.
fn path(written: &str, spot: Spot<'_>, reading: &Reading<'_>, faults: &mut Vec<Fault>) -> Option<String> {
    let fault = |code| spot.fault(code).with("path", written);
    let drive = written.as_bytes().get(1) == Some(&b':');
    if written.starts_with(['/', '\\']) || drive {
        faults.push(fault("path-absolute"));
        return None;
    }
    if written.split('/').next().is_some_and(|first| first.contains(':')) {
        faults.push(fault("path-scheme"));
        return None;
    }
    let path = written.replace('\\', "/");
    if leaves(&path, reading.places.file().folder()) {
        faults.push(fault("path-outside"));
        return None;
    }
    if path != written {
        faults.push(fault("path-backslash").with("plain", &path).replaced_by(&path));
    }
    Some(path)
}

/// Whether the path climbs above `content/`, seen from a folder of the site.
fn leaves(path: &str, folder: &str) -> bool {
    let within = folder.strip_prefix("content").unwrap_or_default();
    let mut depth = within.split('/').filter(|part| !part.is_empty()).count();
    for part in path.split('/') {
        match part {
            ".." if depth == 0 => return true,
            ".." => depth -= 1,
            "" | "." => {}
            _ => depth += 1,
        }
    }
    false
}
