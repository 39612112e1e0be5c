//! A loaded theme, and what it makes of a view.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::sync::Arc;

use tera::{Context, Tera, Value};

use crate::diag::Diagnostic;
use crate::model::path::SourcePath;
use crate::theme::assets::Assets;
use crate::theme::failure::{self, Sources};
use crate::theme::functions;
use crate::theme::growth::{self, Added};
use crate::theme::manifest::Manifest;
use crate::theme::settings::SettingValue;
use crate::theme::view::art::ArtView;
use crate::theme::view::block::BlockView;
use crate::theme::view::page::PageView;
use crate::theme::view::site::{LangView, SiteView};
use crate::theme::visible::{Shared, Visible};
use crate::theme::wanted::{Asked, Wanted};

/// Stack that a thread needs to render the deepest templates that `load` lets pass.
pub const STACK_BYTES: usize = 16 << 20;

/// A theme whose templates were checked.
#[derive(Clone)]
pub struct Theme {
    pub(in crate::theme) tera: Arc<Tera>,
    /// Files behind tera's names: `wutong:entry.html`.
    pub(in crate::theme) sources: Sources,
    /// Paths below `templates/` → tera's name of the nearest.
    pub(in crate::theme) nearest: BTreeMap<String, String>,
    pub manifest: Manifest,
    /// The site's choices, or the defaults.
    pub settings: BTreeMap<String, SettingValue>,
    pub assets: Arc<Assets>,
    /// What the templates ask for.
    pub asked: Asked,
    /// Where the templates that tera has differ from those that were written.
    pub(in crate::theme) added: BTreeMap<String, Added>,
}

/// The three names that every template has beside `page` or `block`.
#[derive(Clone, Copy, Debug)]
pub struct Around<'a> {
    pub site: &'a Shared<SiteView>,
    pub lang: &'a Shared<LangView>,
    /// `""`, `"../"` … up to the site's root.
    pub root: &'a str,
}

impl Theme {
    /// The first of these templates that the theme has.
    pub fn pick<'a>(&'a self, names: &[impl AsRef<str>]) -> Option<&'a str> {
        names
            .iter()
            .find_map(|name| self.nearest.get_key_value(name.as_ref()).map(|(name, _)| name.as_str()))
    }

    /// Names of the block templates: `note` of `blocks/note.html`.
    pub fn blocks(&self) -> Vec<String> {
        let names = self
            .nearest
            .keys()
            .filter_map(|path| path.strip_prefix("blocks/")?.strip_suffix(".html"));
        names.map(str::to_owned).collect()
    }

    /// Names of all templates, as [`Theme::pick`] gives them.
    pub fn templates(&self) -> BTreeSet<&str> {
        self.nearest.keys().map(String::as_str).collect()
    }

    /// What a template asks for, with all that it is made of. `template` is one that [`Theme::pick`] gave.
    pub fn wanted_by(&self, template: &str) -> &Arc<Wanted> {
        let name = self.nearest.get(template);
        let by_template = name.and_then(|name| self.asked.by_template.get(name));
        by_template.unwrap_or(&self.asked.everywhere)
    }

    /// Where a message about the theme as a whole belongs.
    pub(in crate::theme) fn file(&self) -> SourcePath {
        let first = self.sources.values().next();
        first.cloned().unwrap_or_else(|| SourcePath::of_program("theme.yaml"))
    }

    /// A whole page, in UTF-8. `template` is one that [`Theme::pick`] gave.
    pub fn page(&self, template: &str, around: Around<'_>, page: &PageView) -> Result<Vec<u8>, Box<Diagnostic>> {
        self.render(
            template,
            Some(around),
            ("page", page.value(self.wanted_by(template))),
            &page.head.path,
        )
    }

    /// The HTML of a block: of `blocks/NAME.html`. `path` is the address of the page it stands in.
    pub fn block(
        &self,
        template: &str,
        around: Around<'_>,
        block: &BlockView,
        path: &str,
    ) -> Result<String, Box<Diagnostic>> {
        self.render(
            template,
            Some(around),
            ("block", block.value(&self.asked.everywhere)),
            path,
        )
        .map(text)
    }

    /// The illustration of an entry: of `art/TYPE.svg`. `path` is the entry's file.
    pub fn art(&self, template: &str, art: &ArtView, path: &str) -> Result<String, Box<Diagnostic>> {
        self.render(template, None, ("art", art.value(&self.asked.everywhere)), path)
            .map(text)
    }

    fn render(
        &self,
        template: &str,
        around: Option<Around<'_>>,
        own: (&'static str, Value),
        path: &str,
    ) -> Result<Vec<u8>, Box<Diagnostic>> {
        let Some((name, file)) = self
            .nearest
            .get(template)
            .and_then(|name| Some((name, self.sources.get(name)?)))
        else {
            let file = SourcePath::of_program(template);
            return Err(Box::new(
                Diagnostic::new("template-missing", &file).with("name", template),
            ));
        };
        let mut context = Context::new();
        if let Some(around) = around {
            context.insert_value("site", around.site.value(&self.asked.everywhere));
            context.insert_value("lang", around.lang.value(&self.asked.everywhere));
            context.insert_value("root", Value::normal_string(around.root));
        }
        context.insert_value(own.0, own.1);
        functions::begin();
        growth::filters::begin();
        let mut page = Page {
            bytes: Vec::with_capacity(USUAL_BYTES),
            ..Page::default()
        };
        match self.tera.render_to(name, &context, &mut page) {
            Ok(()) => Ok(page.bytes),
            Err(_) if page.full => Err(Box::new(failure::endless(template, file, path))),
            Err(error) => Err(Box::new(failure::failed(&error, (template, file), path, self))),
        }
    }
}

/// What a template writes is text.
fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

/// The bytes of a page, which may not become more than any page needs.
#[derive(Default)]
struct Page {
    bytes: Vec<u8>,
    writes: usize,
    full: bool,
}

/// Most pages are no longer: room for them is taken at once.
const USUAL_BYTES: usize = 16 << 10;
const MOST_BYTES: usize = 32 << 20;
const MOST_WRITES: usize = 4_000_000;

impl Write for Page {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.writes += 1;
        if self.bytes.len() + bytes.len() > MOST_BYTES || self.writes > MOST_WRITES {
            self.full = true;
            return Err(io::Error::other(functions::ENDLESS));
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
