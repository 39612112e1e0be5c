//! Every kind of output, one file each: what it shows, and how its bytes are made.

pub mod art;
mod body;
mod breadcrumb;
mod card;
mod context;
mod dates;
mod entry;
mod feed;
mod field;
mod head;
mod home;
mod json_ld;
mod key_figures;
mod list;
mod lists;
mod not_found;
mod picture;
mod redirect;
mod robots;
mod shelf;
mod site_view;
mod sitemap;
mod tongue;
mod value;

use std::borrow::Cow;

use context::Viewpoint;
pub use context::{RenderContext, markdown_options};

use crate::config::Edition;
use crate::diag::Diagnostic;
use crate::model::profile::Part;
use crate::site::address::{PageKey, Subject};
use crate::site::output::{Output, Product};
use crate::theme::lookup;
use crate::theme::view::page::Kind;

/// The bytes of one output. Copies and pictures have none here: their bytes stay on the disk.
pub fn render<'a>(context: &'a RenderContext<'a>, output: &Output) -> Result<Cow<'a, [u8]>, Box<Diagnostic>> {
    let text = match &output.product {
        Product::Page(key) => return page(context, key).map(Cow::Owned),
        Product::NotFound => return not_found::render(context).map(Cow::Owned),
        Product::Feed { lang, type_name } => feed::render(context, *lang, type_name.as_deref()),
        Product::SitemapIndex { parts } => sitemap::index(context, parts),
        Product::Sitemap { lang, part } => sitemap::part(context, *lang, *part),
        Product::Robots => robots::render(context),
        Product::Art(id) => art::render(context, *id)?,
        Product::Redirect { to } => redirect::render(context, to, output.path.as_str()),
        Product::Asset(path) => return Ok(context.theme.assets.bytes(path)),
        Product::Copy(_) | Product::Picture { .. } => return Ok(Cow::Borrowed(&[])),
    };
    Ok(Cow::Owned(text.into_bytes()))
}

fn page(context: &RenderContext<'_>, key: &PageKey) -> Result<Vec<u8>, Box<Diagnostic>> {
    let type_name = type_of(context, &key.subject);
    let kind = match &key.subject {
        Subject::Home => Kind::Home,
        Subject::Entry(_) => Kind::Entry,
        Subject::List(_) => Kind::List,
        Subject::Term(..) => Kind::Term,
    };
    let template = context.template(kind, type_name, key.edition);
    let at = Viewpoint::of(context.site, key, context.theme.wanted_by(&template));
    let view = || match &key.subject {
        Subject::Home => home::view(context, &at, key),
        Subject::Entry(id) => entry::view(context, &at, key, *id),
        Subject::List(name) => list::list(context, &at, key, name),
        Subject::Term(name, facet, term) => list::term(context, &at, key, (name, *facet, *term)),
    };
    let view = context.profile.measure(Part::Type, type_name.unwrap_or("home"), view);
    let site = context.site_view(&at);
    context.profile.measure(Part::Template, &template, || {
        context.theme.page(&template, context.around(&site, &at), &view)
    })
}

fn type_of<'a>(context: &'a RenderContext<'_>, subject: &'a Subject) -> Option<&'a str> {
    match subject {
        Subject::Home => None,
        Subject::Entry(id) => Some(&context.site.entry(*id).key.type_name),
        Subject::List(name) | Subject::Term(name, ..) => Some(name),
    }
}

impl RenderContext<'_> {
    /// The first template there is for such a page.
    fn template(&self, kind: Kind, type_name: Option<&str>, edition: Edition) -> String {
        let edition = match edition {
            Edition::Standard => lookup::Edition::Standard,
            Edition::Care => lookup::Edition::Care,
        };
        let names = lookup::candidates(kind, type_name, edition);
        self.theme
            .pick(&names)
            .or(names.last().map(String::as_str))
            .unwrap_or_default()
            .to_owned()
    }
}
