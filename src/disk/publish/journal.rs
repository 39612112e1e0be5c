//! What an update is about to do, written down before it touches the target.

use std::collections::BTreeSet;
use std::iter;

use crate::disk::publish::record::Stamp;
use crate::disk::publish::sealed;

/// One update.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Journal {
    /// The tree is exchanged with the target.
    Swap(Swap),
    /// Files are put into the target one after another, in this order.
    InPlace(Vec<Step>),
}

/// An exchange of trees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Swap {
    /// The number by which the system knows the new tree: where it is, the exchange was.
    pub(crate) number: u64,
    /// Foreign folders that are given back to the target, relative paths.
    pub(crate) folders: Vec<String>,
    /// Paths in the old tree that we wrote.
    pub(crate) ours: BTreeSet<String>,
}

/// One file of an update in place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// Put a file where there is none.
    Add(String),
    /// Put a file over ours.
    Replace(String),
    /// Remove ours, as long as it is as we wrote it.
    Remove { path: String, left: Stamp },
}

const HEAD: &str = "wutong journal 1\n";

impl Journal {
    /// Reads a journal; none if it is not whole.
    pub(crate) fn parse(bytes: &[u8]) -> Option<Self> {
        let mut lines = sealed::open(bytes)?.strip_prefix(HEAD)?.lines();
        let kind = lines.next()?;
        if kind == "in-place" {
            return lines.map(step).collect::<Option<_>>().map(Self::InPlace);
        }
        let number = kind.strip_prefix("swap ")?.parse().ok()?;
        let (mut folders, mut ours) = (Vec::new(), BTreeSet::new());
        for line in lines {
            match line.split_once(' ')? {
                ("folder", path) => folders.push(path.to_owned()),
                ("ours", path) => drop(ours.insert(path.to_owned())),
                _ => return None,
            }
        }
        Some(Self::Swap(Swap { number, folders, ours }))
    }
}

impl Swap {
    /// The journal as it stands on the disk. Paths hold no line ends.
    pub(crate) fn to_text(&self) -> String {
        let head = iter::once(format!("swap {}", self.number));
        let folders = self.folders.iter().map(|path| format!("folder {path}"));
        let ours = self.ours.iter().map(|path| format!("ours {path}"));
        text_of(head.chain(folders).chain(ours))
    }
}

/// The journal of an update in place as it stands on the disk.
pub(crate) fn steps_text(steps: &[Step]) -> String {
    let lines = steps.iter().map(|step| match step {
        Step::Add(path) => format!("add {path}"),
        Step::Replace(path) => format!("replace {path}"),
        Step::Remove {
            path,
            left: Stamp { length, changed_ns },
        } => format!("remove {length} {changed_ns} {path}"),
    });
    text_of(iter::once("in-place".to_owned()).chain(lines))
}

fn text_of(lines: impl Iterator<Item = String>) -> String {
    let mut text = HEAD.to_owned();
    for line in lines {
        text.push_str(&line);
        text.push('\n');
    }
    sealed::seal(text)
}

fn step(line: &str) -> Option<Step> {
    let (act, rest) = line.split_once(' ')?;
    match act {
        "add" => Some(Step::Add(rest.to_owned())),
        "replace" => Some(Step::Replace(rest.to_owned())),
        "remove" => {
            let mut parts = rest.splitn(3, ' ');
            let left = Stamp {
                length: parts.next()?.parse().ok()?,
                changed_ns: parts.next()?.parse().ok()?,
            };
            let path = parts.next()?.to_owned();
            Some(Step::Remove { path, left })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::disk::publish::journal::{Journal, Step, Swap, steps_text};
    use crate::disk::publish::record::Stamp;

    #[test]
    fn a_journal_comes_back_as_it_was() {
        let swap = Swap {
            number: 42,
            folders: vec![".git".to_owned(), "a b/旧".to_owned()],
            ours: ["index.html", "en/a b.html"].map(str::to_owned).into(),
        };
        let text = swap.to_text();
        assert_eq!(Journal::parse(text.as_bytes()), Some(Journal::Swap(swap)));
        let path = "a b.html".to_owned();
        let steps = vec![
            Step::Add("assets/a.css".to_owned()),
            Step::Replace("index.html".to_owned()),
            Step::Remove {
                path,
                left: Stamp {
                    length: 3,
                    changed_ns: -1,
                },
            },
        ];
        let text = steps_text(&steps);
        assert_eq!(Journal::parse(text.as_bytes()), Some(Journal::InPlace(steps)));
    }
}
