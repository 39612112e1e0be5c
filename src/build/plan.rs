//! Site → every file there will be. Two claims to one path are found here, before anything is made.

use std::collections::HashMap;

use foldhash::fast::RandomState;
use rayon::prelude::*;
use unicode_normalization::UnicodeNormalization;

use crate::config::Edition;
use crate::diag::Diagnostic;
use crate::model::path::{OutputPath, PathFault, SourcePath};
use crate::model::types::Address;
use crate::product::art;
use crate::site::address::{PageKey, Subject};
use crate::site::output::{Output, Product, SITEMAP_LIMIT};
use crate::site::{LangId, MenuTarget, Site};
use crate::theme::assets::AssetContent;
use crate::theme::render::Theme;

/// Every output, sorted by path.
pub(crate) fn plan(site: &Site, theme: &Theme, plain: &[(SourcePath, String)]) -> (Vec<Output>, Vec<Diagnostic>) {
    let editions = site.config.editions.iter();
    let parts: Vec<_> = editions
        .flat_map(|edition| site.languages.iter().map(|language| (language.id, *edition)))
        .collect();
    let pages = parts.into_par_iter().map(|(lang, edition)| {
        let mut part = Planning::new(site);
        part.pages(lang, edition);
        part
    });
    let mut planning = Planning::new(site);
    for part in pages.collect::<Vec<_>>() {
        planning.outputs.extend(part.outputs);
        planning.diagnostics.extend(part.diagnostics);
    }
    planning.joint();
    planning.redirects();
    planning.art(theme);
    planning.assets(theme);
    planning.media();
    for (source, published) in plain {
        planning.add(published, Product::Copy(source.clone()), source);
    }
    let Planning {
        mut outputs,
        mut diagnostics,
        ..
    } = planning;
    outputs.par_sort_by(|a, b| a.path.cmp(&b.path));
    diagnostics.extend(collisions(&outputs));
    (outputs, diagnostics)
}

/// The key of the words for it.
fn word(fault: PathFault) -> &'static str {
    match fault {
        PathFault::Empty => "path-empty",
        PathFault::Absolute => "path-absolute",
        PathFault::Dots => "path-dots",
        PathFault::Backslash => "path-backslash",
        PathFault::Control => "path-control",
        PathFault::Reserved => "path-reserved",
        PathFault::NotPortable => "path-not-portable",
        PathFault::TooLong => "path-too-long",
    }
}

struct Planning<'a> {
    site: &'a Site,
    outputs: Vec<Output>,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> Planning<'a> {
    fn new(site: &'a Site) -> Self {
        Planning {
            site,
            outputs: Vec::new(),
            diagnostics: Vec::new(),
        }
    }

    fn add(&mut self, path: &str, product: Product, origin: &SourcePath) {
        match OutputPath::new(path) {
            Ok(path) => self.outputs.push(Output {
                path,
                product,
                origin: origin.clone(),
            }),
            Err(fault) => {
                let diagnostic = Diagnostic::new("route-form", origin)
                    .with("route", path)
                    .with("why", word(fault));
                self.diagnostics.push(diagnostic);
            }
        }
    }

    fn page(&mut self, subject: Subject, lang: LangId, edition: Edition, numbers: usize, origin: &SourcePath) {
        for number in 1..=numbers.max(1) {
            let key = PageKey {
                subject: subject.clone(),
                lang,
                edition,
                number,
            };
            let file = self.site.address(&key).file;
            self.add(&file, Product::Page(key), origin);
        }
    }

    /// Home, lists, terms and entries of one language and edition.
    fn pages(&mut self, lang: LangId, edition: Edition) {
        let site = self.site;
        let settings = site.config.file.clone();
        self.page(Subject::Home, lang, edition, 1, &settings);
        for kind in site.types.types.values().filter(|kind| kind.address == Address::Folder) {
            let collection = &site.collections[&kind.name];
            let count = collection.ordered[usize::from(lang.0)].len();
            let has_pages = site
                .entries
                .iter()
                .any(|entry| entry.key.type_name == kind.name && !entry.is_held());
            if !has_pages && !site.indexes.contains_key(&kind.folder) && !in_menu(site, &kind.name) {
                continue;
            }
            let origin = index_file(site, &kind.folder).unwrap_or_else(|| settings.clone());
            self.page(
                Subject::List(kind.name.clone()),
                lang,
                edition,
                pages_of(site, count),
                &origin,
            );
            for (place, facet) in collection.facets.iter().enumerate() {
                for (term_place, term) in facet.terms.iter().enumerate() {
                    let count = term.entries[usize::from(lang.0)].len();
                    let subject = Subject::Term(kind.name.clone(), place, term_place);
                    self.page(subject, lang, edition, pages_of(site, count), &origin);
                }
            }
        }
        for entry in site.entries.iter().filter(|entry| !entry.is_held()) {
            self.page(Subject::Entry(entry.id), lang, edition, 1, entry.file());
        }
    }

    /// Files that speak of the whole site.
    fn joint(&mut self) {
        let site = self.site;
        let origin = site.config.file.clone();
        self.add("404.html", Product::NotFound, &origin);
        self.add("robots.txt", Product::Robots, &origin);
        let mut parts = Vec::new();
        for language in site.languages.iter() {
            let prefix = &language.prefix;
            self.add(
                &format!("{prefix}feed.xml"),
                Product::Feed {
                    lang: language.id,
                    type_name: None,
                },
                &origin,
            );
            for kind in site.types.types.values().filter(|kind| kind.address == Address::Folder) {
                if !site.collections[&kind.name].ordered[usize::from(language.id.0)].is_empty() {
                    let feed = Product::Feed {
                        lang: language.id,
                        type_name: Some(kind.name.clone()),
                    };
                    self.add(&format!("{prefix}{}/feed.xml", kind.folder), feed, &origin);
                }
            }
            let is_own = |output: &&Output| matches!(&output.product, Product::Page(key) if key.lang == language.id && site.in_sitemap(key));
            let own = self.outputs.iter().filter(is_own).count();
            for part in 0..own.div_ceil(SITEMAP_LIMIT) {
                let path = format!("sitemap-{}-{}.xml", language.lang, part + 1);
                self.add(
                    &path,
                    Product::Sitemap {
                        lang: language.id,
                        part,
                    },
                    &origin,
                );
                parts.push(path);
            }
        }
        self.add("sitemap.xml", Product::SitemapIndex { parts }, &origin);
    }

    /// The theme's assets. To be made from memory, they name the site's settings as their origin.
    fn assets(&mut self, theme: &Theme) {
        let origin = self.site.config.file.clone();
        for (path, asset) in &theme.assets.by_path {
            let product = match &asset.content {
                AssetContent::File(source) => Product::Copy(source.clone()),
                AssetContent::Text(_) | AssetContent::Inside(_) => Product::Asset(path.clone()),
            };
            self.add(&asset.published, product, &origin);
        }
    }

    /// Pictures as they are to be shown; documents, drawings and what is linked to, as they are.
    fn media(&mut self) {
        let site = self.site;
        for (source, published) in &site.media {
            let picture = site.pictures.get(published);
            if picture.is_none_or(|picture| picture.original) {
                self.add(published, Product::Copy(source.clone()), source);
            }
            for variant in picture.into_iter().flat_map(|picture| &picture.variants) {
                let product = Product::Picture {
                    source: source.clone(),
                    recipe: variant.recipe,
                };
                self.add(&variant.path, product, source);
            }
        }
    }

    /// One illustration an entry, where the theme draws any.
    fn art(&mut self, theme: &Theme) {
        for entry in self.site.entries.iter().filter(|entry| !entry.is_held()) {
            if let Some(path) = art::address(self.site, theme, entry.id) {
                self.add(&path, Product::Art(entry.id), entry.file());
            }
        }
    }

    /// Old addresses of an entry, in the entry's language.
    fn redirects(&mut self) {
        for entry in self.site.entries.iter().filter(|entry| !entry.is_held()) {
            for alias in aliases(entry) {
                let alias = alias.trim_start_matches('/');
                let file = match alias.rsplit('/').next() {
                    Some("") => format!("{alias}index.html"),
                    Some(name) if name.contains('.') => alias.to_owned(),
                    _ => format!("{alias}.html"),
                };
                let to = PageKey {
                    subject: Subject::Entry(entry.id),
                    lang: self.site.original,
                    edition: Edition::Standard,
                    number: 1,
                };
                self.add(&file, Product::Redirect { to }, entry.file());
            }
        }
    }
}

fn aliases(entry: &crate::site::Entry) -> Vec<String> {
    use crate::model::value::Value;
    match entry.fact("aliases") {
        Some(Value::List(items)) => items
            .iter()
            .filter_map(|item| match item {
                Value::Text(text) => Some(text.clone()),
                _ => None,
            })
            .collect(),
        _ => Vec::new(),
    }
}

fn pages_of(site: &Site, count: usize) -> usize {
    count.div_ceil(site.config.per_page).max(1)
}

fn in_menu(site: &Site, type_name: &str) -> bool {
    fn within(items: &[crate::site::MenuEntry], type_name: &str) -> bool {
        items.iter().any(|item| {
            matches!(&item.target, Some(MenuTarget::List(name)) if name == type_name) || within(&item.items, type_name)
        })
    }
    within(&site.menu, type_name)
}

fn index_file(site: &Site, folder: &str) -> Option<SourcePath> {
    site.indexes
        .get(folder)?
        .words
        .iter()
        .flatten()
        .next()
        .map(|words| words.record.file.clone())
}

/// Paths that are the same to some file system: by letter case or Unicode form.
fn collisions(outputs: &[Output]) -> Vec<Diagnostic> {
    let folded = outputs.par_iter().with_min_len(256).map(|output| {
        let path = output.path.as_str();
        if path.is_ascii() {
            path.to_ascii_lowercase()
        } else {
            path.nfc().collect::<String>().to_lowercase()
        }
    });
    let mut claims: HashMap<String, &Output, RandomState> = HashMap::default();
    claims.reserve(outputs.len());
    let mut diagnostics = Vec::new();
    for (output, folded) in outputs.iter().zip(folded.collect::<Vec<_>>()) {
        if let Some(other) = claims.get(&folded) {
            diagnostics.push(
                Diagnostic::new("route-taken", &output.origin)
                    .with("route", &output.path)
                    .with("other", &other.origin)
                    .see(&other.origin, None),
            );
            continue;
        }
        claims.insert(folded, output);
    }
    diagnostics
}
