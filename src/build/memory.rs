//! What one build leaves for the next: results by what they were made from, so that nothing is made twice.
//!
//! A result is taken again only where every input says the same, so a build that remembers equals one from nothing.

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::build::foundation::{Foundation, FoundationInputs};
use crate::build::read_entries::ReadFile;
use crate::check;
use crate::model::path::SourcePath;
use crate::yaml::mend::Mended;

/// Empty at first.
pub struct Memory {
    /// What files were mended to.
    pub(crate) mended: ByFile<Option<Mended>>,
    /// What stands below all entries, with its inputs.
    ground: Option<(FoundationInputs, Arc<Foundation>)>,
    /// Records of files, as that ground reads them.
    pub(crate) entries: ByFile<ReadFile>,
    /// What was found in texts, on that ground; none where no build follows.
    pub(crate) checks: Option<check::Remembered>,
}

impl Default for Memory {
    fn default() -> Self {
        Memory {
            mended: ByFile::default(),
            ground: None,
            entries: ByFile::default(),
            checks: Some(check::Remembered::default()),
        }
    }
}

impl Memory {
    /// For a build that no other follows: nothing is kept.
    pub(crate) fn of_one_build() -> Self {
        Memory {
            mended: ByFile::forgetful(),
            ground: None,
            entries: ByFile::forgetful(),
            checks: None,
        }
    }

    pub(crate) fn last_ground(&self) -> Option<&Foundation> {
        self.ground.as_ref().map(|(_, ground)| &**ground)
    }

    /// The ground of these inputs. What was read by other definitions is forgotten.
    pub(crate) fn ground(&mut self, inputs: FoundationInputs, make: impl FnOnce() -> Foundation) -> Arc<Foundation> {
        if let Some((known, ground)) = &self.ground
            && *known == inputs
        {
            return Arc::clone(ground);
        }
        let mut ground = make();
        if self.checks.is_none() {
            ground.sort_keys.clear();
        }
        let ground = Arc::new(ground);
        let before = self.ground.replace((inputs, Arc::clone(&ground)));
        let same = before.is_some_and(|(before, _)| self.ground.iter().all(|(now, _)| now.reads_as(&before)));
        if !same {
            self.entries = ByFile {
                forgetful: self.entries.forgetful,
                ..ByFile::default()
            };
            self.checks = self.checks.take().map(|_| check::Remembered::default());
        }
        ground
    }
}

/// What was made of each file, with the text it was made from.
pub(crate) struct ByFile<Made> {
    made: HashMap<SourcePath, (Arc<str>, Arc<Made>)>,
    forgetful: bool,
}

impl<Made> Default for ByFile<Made> {
    fn default() -> Self {
        ByFile {
            made: HashMap::new(),
            forgetful: false,
        }
    }
}

impl<Made> ByFile<Made> {
    fn forgetful() -> Self {
        ByFile {
            forgetful: true,
            ..ByFile::default()
        }
    }
}

impl<Made: Send + Sync> ByFile<Made> {
    /// What was made of a file at last.
    pub(crate) fn of(&self, path: &SourcePath) -> Option<&Made> {
        self.made.get(path).map(|(_, made)| &**made)
    }

    /// What is made of each of the files, in their order.
    pub(crate) fn each<'a, File: Sync>(
        &mut self,
        files: &'a [File],
        text: impl Fn(&'a File) -> (&'a SourcePath, &'a Arc<str>) + Sync,
        make: impl Fn(&'a File) -> Made + Sync,
    ) -> Vec<Arc<Made>> {
        let known = &self.made;
        let all: Vec<(bool, Arc<Made>)> = files
            .par_iter()
            .with_min_len(64)
            .map(|file| {
                let (path, text) = text(file);
                match known.get(path) {
                    Some((before, made)) if Arc::ptr_eq(before, text) || before == text => (true, Arc::clone(made)),
                    _ => (false, Arc::new(make(file))),
                }
            })
            .collect();
        if self.forgetful {
            return all.into_iter().map(|(_, made)| made).collect();
        }
        let forget = self.made.len() > 2 * files.len() + 64;
        if forget {
            self.made.clear();
        }
        for (file, (was_known, made)) in files.iter().zip(&all) {
            if forget || !was_known {
                let (path, text) = text(file);
                self.made.insert(path.clone(), (Arc::clone(text), Arc::clone(made)));
            }
        }
        all.into_iter().map(|(_, made)| made).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn only_what_says_something_else_is_made_again() {
        let path = |name: &str| SourcePath::new(name).expect("a path");
        let mut files: Vec<(SourcePath, Arc<str>)> = vec![(path("a"), "one".into()), (path("b"), "two".into())];
        let (mut memory, times) = (ByFile::default(), AtomicUsize::new(0));
        let mut run = |files: &[(SourcePath, Arc<str>)]| {
            let made = memory.each(
                files,
                |file| (&file.0, &file.1),
                |file| {
                    times.fetch_add(1, Ordering::Relaxed);
                    file.1.to_uppercase()
                },
            );
            made.iter().map(|made| made.as_str().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(run(&files), ["ONE", "TWO"]);
        files[1].1 = "two".into();
        assert_eq!(run(&files), ["ONE", "TWO"]);
        files[0].1 = "three".into();
        assert_eq!(run(&files), ["THREE", "TWO"]);
        files.swap(0, 1);
        assert_eq!(run(&files), ["TWO", "THREE"]);
        assert_eq!(times.load(Ordering::Relaxed), 3);
    }
}
