//! The way from the home page to a page.

use crate::model::types::Address;
use crate::product::context::{RenderContext, Viewpoint};
use crate::product::list;
use crate::site::address::{PageKey, Subject};
use crate::theme::view::page::CrumbView;

/// From home to here; the last step is the page itself and leads nowhere. Empty on the home page.
pub(super) fn trail(context: &RenderContext<'_>, at: &Viewpoint, key: &PageKey) -> Vec<CrumbView> {
    let site = context.site;
    let step = |title: String, subject: Subject| CrumbView {
        title,
        url: Some(context.url(at, subject)),
    };
    let here = |title: String| CrumbView { title, url: None };
    let home = context
        .text(at.lang, "home")
        .unwrap_or_else(|| context.short(&site.config.title, at.lang));
    let list_step = |name: &String| {
        site.types
            .get(name)
            .map(|kind| step(context.short(&kind.many, at.lang), Subject::List(name.clone())))
    };
    let mut trail = vec![step(home, Subject::Home)];
    match &key.subject {
        Subject::Home => return Vec::new(),
        Subject::List(name) => {
            let title = site
                .types
                .get(name)
                .map(|kind| context.short(&kind.many, at.lang))
                .unwrap_or_default();
            trail.push(here(title));
        }
        Subject::Term(name, facet, term) => {
            trail.extend(list_step(name));
            trail.push(here(list::term_title(context, at, name, *facet, *term)));
        }
        Subject::Entry(id) => {
            let entry = site.entry(*id);
            if site
                .types
                .get(&entry.key.type_name)
                .is_some_and(|kind| kind.address == Address::Folder)
            {
                trail.extend(list_step(&entry.key.type_name));
            }
            let mut above = Vec::new();
            let mut parent = entry.parent;
            while let Some(id) = parent {
                if !site.entry(id).is_held() {
                    above.push(step(context.title(id, at.lang).into_owned(), Subject::Entry(id)));
                }
                parent = site.entry(id).parent;
            }
            trail.extend(above.into_iter().rev());
            trail.push(here(context.title(*id, at.lang).into_owned()));
        }
    }
    trail
}
