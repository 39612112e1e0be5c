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

impl Site {
    pub fn address(&self, page: &PageKey) -> Address {
        let mut path = self.prefix(page.lang, page.edition);
        match &page.subject {
            Subject::Home => self.index(path),
            Subject::List(type_name) => {
                path.push_str(self.folder(type_name));
                path.push('/');
                if page.number == 1 {
                    self.index(path)
                } else {
                    self.leaf(path, &format!("page-{}", page.number))
                }
            }
            Subject::Entry(id) => {
                let route = &self.entry(*id).route;
                self.leaf(path, route)
            }
            Subject::Term(type_name, facet, term) => {
                let facet = &self.collections[type_name].facets[*facet];
                path.push_str(self.folder(type_name));
                path.push('/');
                path.push_str(&facet.field);
                path.push('/');
                let slug = &facet.terms[*term].slug;
                if page.number == 1 {
                    self.leaf(path, slug)
                } else {
                    self.leaf(path, &format!("{slug}-page-{}", page.number))
                }
            }
        }
    }

    /// Whether search engines are told of a page: the standard edition, in words of its own language.
    pub fn in_sitemap(&self, page: &PageKey) -> bool {
        page.edition == Edition::Standard && self.has_own_words(&page.subject, page.lang)
    }

    /// `en/care/`.
    pub fn prefix(&self, lang: LangId, edition: Edition) -> String {
        let mut prefix = self.language(lang).prefix.clone();
        if edition == Edition::Care {
            prefix.push_str("care/");
        }
        prefix
    }

    fn folder(&self, type_name: &str) -> &str {
        self.types.get(type_name).map_or("", |kind| kind.folder.as_str())
    }

    fn index(&self, path: String) -> Address {
        let file = format!("{path}index.html");
        match self.config.addresses {
            AddressStyle::Files => Address {
                link: file.clone(),
                file,
            },
            AddressStyle::Folders => Address { link: path, file },
        }
    }

    fn leaf(&self, path: String, name: &str) -> Address {
        match self.config.addresses {
            AddressStyle::Files => {
                let file = format!("{path}{name}.html");
                Address {
                    link: file.clone(),
                    file,
                }
            }
            AddressStyle::Folders => {
                let link = format!("{path}{name}/");
                Address {
                    file: format!("{link}index.html"),
                    link,
                }
            }
        }
    }
}

/// `../` for each folder that a file lies in.
pub fn root_of(file: &str) -> String {
    "../".repeat(file.matches('/').count())
}

/// A link from a page whose root is `root` to an address.
pub fn relative(root: &str, link: &str) -> String {
    let address = format!("{root}{link}");
    if address.is_empty() { "./".to_owned() } else { address }
}
