//! The way from the home page to a page.

use std::collections::BTreeMap;

use crate::model::types::{Address, Type};
use crate::product::context::{RenderContext, Viewpoint};
use crate::product::list;
use crate::site::EntryId;
use crate::site::address::{PageKey, Subject};
use crate::theme::view::page::CrumbView;
use crate::theme::visible::Shared;

/// How the way begins, for all pages that look from the same place: home, and the lists of the types by their names.
pub(super) struct Steps {
    home: Shared<CrumbView>,
    lists: BTreeMap<String, Shared<CrumbView>>,
}

impl Steps {
    fn new(context: &RenderContext<'_>, at: &Viewpoint) -> Self {
        let site = context.site;
        let home = context
            .text(at.lang, "home")
            .unwrap_or_else(|| context.short(&site.config.title, at.lang));
        let list = |kind: &Type| {
            let title = context.short(&kind.many, at.lang);
            let to = Subject::List(kind.name.clone());
            (kind.name.clone(), step(context, at, title, Some(to)))
        };
        Steps {
            home: step(context, at, home, Some(Subject::Home)),
            lists: site.types.types.values().map(list).collect(),
        }
    }

    fn list(&self, type_name: &str) -> Option<Shared<CrumbView>> {
        self.lists.get(type_name).cloned()
    }
}

/// From home to here; the last step is the page itself and leads nowhere. Empty on the home page.
pub(super) fn trail(context: &RenderContext<'_>, at: &Viewpoint, key: &PageKey) -> Vec<Shared<CrumbView>> {
    let fresh;
    let make = || Steps::new(context, at);
    let steps = if let Some(shelf) = context.shelf(at) {
        shelf.steps.get_or_init(make)
    } else {
        fresh = make();
        &fresh
    };
    let site = context.site;
    let here = |title: String| step(context, at, title, None);
    let mut trail = vec![steps.home.clone()];
    match &key.subject {
        Subject::Home => return Vec::new(),
        Subject::List(name) => {
            let title = site.types.get(name).map(|kind| context.short(&kind.many, at.lang));
            trail.push(here(title.unwrap_or_default()));
        }
        Subject::Term(name, facet, term) => {
            trail.extend(steps.list(name));
            trail.push(here(list::term_title(context, at, name, *facet, *term)));
        }
        Subject::Entry(id) => {
            let entry = site.entry(*id);
            let kind = site.types.get(&entry.key.type_name);
            if kind.is_some_and(|kind| kind.address == Address::Folder) {
                trail.extend(steps.list(&entry.key.type_name));
            }
            trail.extend(above(context, at, *id));
            trail.push(here(context.title(*id, at.lang).into_owned()));
        }
    }
    trail
}

/// The entries that an entry lies under, the uppermost first.
fn above(context: &RenderContext<'_>, at: &Viewpoint, id: EntryId) -> Vec<Shared<CrumbView>> {
    let site = context.site;
    let mut above = Vec::new();
    let mut parent = site.entry(id).parent;
    while let Some(id) = parent {
        if !site.entry(id).is_held() {
            let title = context.title(id, at.lang).into_owned();
            above.push(step(context, at, title, Some(Subject::Entry(id))));
        }
        parent = site.entry(id).parent;
    }
    above.reverse();
    above
}

fn step(context: &RenderContext<'_>, at: &Viewpoint, title: String, to: Option<Subject>) -> Shared<CrumbView> {
    let url = to.map(|subject| context.url(at, subject));
    Shared::new(&CrumbView { title, url }, &context.theme.asked.everywhere)
}
