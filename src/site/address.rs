//! Where every page stands: the file that is written, and the address that links show.
//!
//! `[LANG/][care/]…` as the formats page of the documentation says. Addresses are permanent.

use crate::config::{AddressStyle, Edition};
use crate::site::entry::EntryId;
use crate::site::{LangId, Site};

/// What a page is about, apart from language, edition and page number.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Subject {
    Home,
    Entry(EntryId),
    /// The list of a type.
    List(String),
    /// Type, place of the facet, place of the term.
    Term(String, usize, usize),
}

/// One page.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PageKey {
    pub subject: Subject,
    pub lang: LangId,
    pub edition: Edition,
    /// From 1.
    pub number: usize,
}

/// Both from the site's root.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Address {
    /// The file that is written: `en/projects/sanbaishan.html`.
    pub file: String,
    /// What a link says: the file, or its folder with a slash at the end (empty for the root).
    pub link: String,
}

/// How file and link of a page end.
struct Ending {
    file: &'static str,
    link: &'static str,
}

/// Room that most addresses fit in.
const USUAL_BYTES: usize = 64;

impl Site {
    pub fn address(&self, page: &PageKey) -> Address {
        let mut file = String::with_capacity(USUAL_BYTES);
        let ending = self.stem(page, &mut file);
        let mut link = String::with_capacity(file.len() + ending.link.len());
        link.push_str(&file);
        link.push_str(ending.link);
        file.push_str(ending.file);
        Address { file, link }
    }

    /// A link to a page from one whose root is `root`: [`relative`] of its address.
    pub fn link(&self, root: &str, page: &PageKey) -> String {
        let mut link = String::with_capacity(root.len() + USUAL_BYTES);
        link.push_str(root);
        let ending = self.stem(page, &mut link);
        link.push_str(ending.link);
        or_here(link)
    }

    /// Writes what file and link of a page begin with, and tells how they end.
    fn stem(&self, page: &PageKey, into: &mut String) -> Ending {
        self.push_prefix(page.lang, page.edition, into);
        match &page.subject {
            Subject::Home => return self.ending(true),
            Subject::Entry(id) => into.push_str(&self.entry(*id).route),
            Subject::List(type_name) => {
                into.push_str(self.folder(type_name));
                into.push('/');
                if page.number == 1 {
                    return self.ending(true);
                }
                into.push_str("page-");
                into.push_str(&page.number.to_string());
            }
            Subject::Term(type_name, facet, term) => {
                let facet = &self.collections[type_name].facets[*facet];
                for part in [self.folder(type_name), "/", &facet.field, "/", &facet.terms[*term].slug] {
                    into.push_str(part);
                }
                if page.number > 1 {
                    into.push_str("-page-");
                    into.push_str(&page.number.to_string());
                }
            }
        }
        self.ending(false)
    }

    /// `is_index`: the page is that of its folder.
    fn ending(&self, is_index: bool) -> Ending {
        let (file, link) = match (self.config.addresses, is_index) {
            (AddressStyle::Files, true) => ("index.html", "index.html"),
            (AddressStyle::Files, false) => (".html", ".html"),
            (AddressStyle::Folders, true) => ("index.html", ""),
            (AddressStyle::Folders, false) => ("/index.html", "/"),
        };
        Ending { file, link }
    }

    /// Whether search engines are told of a page: the standard edition, in words of its own language.
    pub fn in_sitemap(&self, page: &PageKey) -> bool {
        page.edition == Edition::Standard && self.has_own_words(&page.subject, page.lang)
    }

    /// `en/care/`.
    pub fn prefix(&self, lang: LangId, edition: Edition) -> String {
        let mut prefix = String::new();
        self.push_prefix(lang, edition, &mut prefix);
        prefix
    }

    fn push_prefix(&self, lang: LangId, edition: Edition, into: &mut String) {
        into.push_str(&self.language(lang).prefix);
        if edition == Edition::Care {
            into.push_str("care/");
        }
    }

    fn folder(&self, type_name: &str) -> &str {
        self.types.get(type_name).map_or("", |kind| kind.folder.as_str())
    }
}

/// `../` for each folder that a file lies in.
pub fn root_of(file: &str) -> String {
    "../".repeat(file.matches('/').count())
}

/// A link from a page whose root is `root` to an address.
pub fn relative(root: &str, link: &str) -> String {
    or_here([root, link].concat())
}

/// An empty link would lead to the page itself, whatever it is called.
fn or_here(link: String) -> String {
    if link.is_empty() { "./".to_owned() } else { link }
}

#[cfg(test)]
mod tests {
    use crate::model::chance::runs;
    use proptest::prelude::*;

    use super::{relative, root_of};

    /// Where a link leads from a page, as browsers do it: RFC 3986, section 5.2, written anew.
    fn resolved(page: &str, link: &str) -> String {
        let (origin, path) = page.split_at(page.find("://").map_or(0, |at| at + 3));
        let path = &path[path.find('/').unwrap_or(path.len())..];
        let host = &page[origin.len()..page.len() - path.len()];
        let mut parts: Vec<&str> = path.split('/').collect();
        parts.pop();
        for part in link.split('/') {
            match part {
                ".." => drop(parts.pop()),
                "." => {}
                part => parts.push(part),
            }
        }
        if link.ends_with("./") || link.ends_with("../") {
            parts.push("");
        }
        let whole = parts.join("/");
        let whole = whole
            .strip_suffix("//")
            .map_or(whole.clone(), |short| format!("{short}/"));
        format!("{origin}{host}{whole}")
    }

    /// A page's file and what a link to it says, in both styles of addresses.
    fn page() -> impl Strategy<Value = (String, String, String)> {
        let folders = proptest::collection::vec("[a-z0-9][a-z0-9-]{0,6}", 0..4);
        (folders, "[a-z0-9][a-z0-9-]{0,8}|index").prop_map(|(folders, name)| {
            let folder = folders.iter().fold(String::new(), |whole, folder| whole + folder + "/");
            let in_folder = match name.as_str() {
                "index" => folder.clone(),
                name => format!("{folder}{name}/"),
            };
            (folder, name, in_folder)
        })
    }

    proptest! {
        #![proptest_config(runs(5_000))]

        #[test]
        fn any_page_leads_to_any_other_from_a_root_a_sub_path_and_a_disk(
            (from_folder, from_name, from_address) in page(),
            (to_folder, to_name, to_address) in page(),
        ) {
            let bases = [
                "https://example.com/",
                "https://example.com/zt/yanglao/",
                "file:///media/usb/%E9%97%A8%E6%88%B7/public/",
            ];
            for base in bases {
                // Addresses are files.
                let (from, to) = (format!("{from_folder}{from_name}.html"), format!("{to_folder}{to_name}.html"));
                let link = relative(&root_of(&from), &to);
                prop_assert!(!link.starts_with('/') && !link.contains("//"), "{}", link);
                prop_assert_eq!(resolved(&format!("{base}{from}"), &link), format!("{base}{to}"));
                // Addresses are folders: the page is shown as its folder or as the file in it.
                let file = format!("{from_address}index.html");
                let link = relative(&root_of(&file), &to_address);
                prop_assert!(!link.is_empty() && !link.starts_with('/'), "{}", link);
                for shown in [&from_address, &file] {
                    prop_assert_eq!(resolved(&format!("{base}{shown}"), &link), format!("{base}{to_address}"));
                }
            }
        }
    }

    #[test]
    fn links_are_resolved_as_rfc_3986_says() {
        for (link, expected) in [
            ("g", "http://a/b/c/g"),
            ("./g", "http://a/b/c/g"),
            ("g/", "http://a/b/c/g/"),
            ("./", "http://a/b/c/"),
            ("../", "http://a/b/"),
            ("../g", "http://a/b/g"),
            ("../../", "http://a/"),
            ("../../g", "http://a/g"),
        ] {
            assert_eq!(resolved("http://a/b/c/d", link), expected, "{link}");
        }
    }
}
