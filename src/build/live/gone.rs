//! Remembers pages that are no longer there, to say where they went.

use std::collections::HashMap;
use std::sync::Arc;

use crate::build::pipeline::Prepared;
use crate::config::Edition;
use crate::model::lang::Lang;
use crate::model::path::SourcePath;
use crate::site::address::{PageKey, Subject};
use crate::site::output::Product;
use crate::site::record::EntryKey;

/// More than this is nobody's history.
const MOST: usize = 20_000;

#[derive(Default)]
pub(super) struct Gone {
    pages: HashMap<String, Left>,
}

/// What was known of a page when it left.
struct Left {
    source: SourcePath,
    /// Of an entry: what it was and what its file said.
    entry: Option<(EntryKey, Arc<str>)>,
    lang: Lang,
    edition: Edition,
}

/// Where a page went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Went {
    pub source: SourcePath,
    /// From the site's root, where the same entry has another address now.
    pub now: Option<String>,
}

impl Gone {
    /// Between two states of the site: what the first has and the second has not.
    pub(super) fn note(&mut self, before: &Prepared, has: impl Fn(&str) -> bool) {
        for output in &before.outputs {
            let Product::Page(key) = &output.product else { continue };
            let path = output.path.as_str();
            if has(path) {
                self.pages.remove(path);
            } else if self.pages.len() < MOST {
                let entry = match key.subject {
                    Subject::Entry(id) => {
                        let entry = before.site.entry(id);
                        Some((entry.key.clone(), Arc::clone(&entry.facts.source)))
                    }
                    _ => None,
                };
                let left = Left {
                    source: output.origin.clone(),
                    entry,
                    lang: before.site.language(key.lang).lang.clone(),
                    edition: key.edition,
                };
                self.pages.insert(path.to_owned(), left);
            }
        }
    }

    /// Where the page went that stood here.
    pub(super) fn went(&self, path: &str, now: &Prepared) -> Option<Went> {
        let left = self.pages.get(path)?;
        Some(Went {
            source: left.source.clone(),
            now: address(left, now),
        })
    }
}

/// The same entry, or one whose file was moved as it was.
fn address(left: &Left, now: &Prepared) -> Option<String> {
    let (key, text) = left.entry.as_ref()?;
    let site = &now.site;
    let pair = (key.type_name.clone(), key.name.clone());
    let same_text = || {
        let mut entries = site.entries.iter();
        entries
            .find(|entry| *entry.facts.source == **text)
            .map(|entry| entry.id)
    };
    let id = site.keys.get(&pair).copied().or_else(same_text)?;
    if site.entry(id).is_held() {
        return None;
    }
    let key = PageKey {
        subject: Subject::Entry(id),
        lang: site.lang_id(&left.lang)?,
        edition: left.edition,
        number: 1,
    };
    Some(site.address(&key).link)
}
