//! Every kind of output, one file each: what it shows, and how its bytes are made.

mod body;
mod breadcrumb;
mod card;
mod context;
mod entry;
mod feed;
mod field;
mod head;
mod home;
mod json_ld;
mod list;
mod lists;
mod not_found;
mod redirect;
mod robots;
mod sitemap;
mod value;

use std::borrow::Cow;

use context::Viewpoint;
pub use context::{RenderContext, markdown_options};

use crate::config::Edition;
use crate::diag::Diagnostic;
use crate::site::address::{PageKey, Subject};
use crate::site::output::{Output, Product};

/// The bytes of one output. Copies have none here: their bytes stay on the disk.
pub fn render<'a>(context: &'a RenderContext<'a>, output: &Output) -> Result<Cow<'a, [u8]>, Box<Diagnostic>> {
    let text = match &output.product {
        Product::Page(key) => page(context, key)?,
        Product::NotFound => not_found::render(context)?,
        Product::Feed { lang, type_name } => feed::render(context, *lang, type_name.as_deref()),
        Product::SitemapIndex { parts } => sitemap::index(context, parts),
        Product::Sitemap { lang, part } => sitemap::part(context, *lang, *part),
        Product::Robots => robots::render(context),
        Product::Redirect { to } => redirect::render(context, to, output.path.as_str()),
        Product::Asset(path) => return Ok(context.theme.assets.bytes(path)),
        Product::Copy(_) => return Ok(Cow::Borrowed(&[])),
    };
    Ok(Cow::Owned(text.into_bytes()))
}

fn page(context: &RenderContext<'_>, key: &PageKey) -> Result<String, Box<Diagnostic>> {
    let at = Viewpoint::of(context.site, key);
    let type_name = type_of(context, &key.subject);
    let (view, names) = match &key.subject {
        Subject::Home => (home::view(context, &at, key), vec!["home.html".to_owned()]),
        Subject::Entry(id) => (entry::view(context, &at, key, *id), names(type_name, "", "entry.html")),
        Subject::List(_) => (list::list(context, &at, key), names(type_name, "-list", "list.html")),
        Subject::Term(..) => (list::term(context, &at, key), names(type_name, "-term", "term.html")),
    };
    let template = context.template(&names, key.edition);
    let site = context.site_view(&at);
    context.theme.page(&template, context.around(&site, &at), &view)
}

fn type_of<'a>(context: &'a RenderContext<'_>, subject: &'a Subject) -> &'a str {
    match subject {
        Subject::Home => "",
        Subject::Entry(id) => &context.site.entry(*id).key.type_name,
        Subject::List(name) | Subject::Term(name, ..) => name,
    }
}

/// `project-list.html`, `list.html`.
fn names(type_name: &str, suffix: &str, general: &str) -> Vec<String> {
    vec![format!("{type_name}{suffix}.html"), general.to_owned()]
}

impl RenderContext<'_> {
    /// The first template there is: in the care edition, `care/…` of all names before the names themselves.
    fn template(&self, names: &[String], edition: Edition) -> String {
        let care = names
            .iter()
            .map(|name| format!("care/{name}"))
            .filter(|_| edition == Edition::Care);
        let all: Vec<String> = care.chain(names.iter().cloned()).collect();
        let all: Vec<&str> = all.iter().map(String::as_str).collect();
        self.theme
            .pick(&all)
            .unwrap_or_else(|| all.last().copied().unwrap_or_default())
            .to_owned()
    }
}
