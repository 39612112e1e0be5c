//! The site as templates see it: title, menu, identity, feed.

use crate::product::context::{RenderContext, Viewpoint};
use crate::site::address::Subject;
use crate::site::{LangId, MenuEntry, MenuTarget};
use crate::theme::view::site::{IdentityView, MenuItemView, MenuView, Settings, SiteView};

/// The site as the pages of one language, edition and depth see it.
pub(super) fn view(context: &RenderContext<'_>, at: &Viewpoint) -> SiteView {
    let prefix = &context.site.language(at.lang).prefix;
    SiteView {
        title: context.short(&context.site.config.title, at.lang),
        home: context.url(at, Subject::Home),
        url: context.site.config.url.absolute(""),
        menu: context
            .site
            .menu
            .iter()
            .filter_map(|item| menu(context, at, item))
            .collect(),
        identity: identity(context, at.lang),
        settings: Settings(context.theme.settings.clone()),
        feed: format!("{}{prefix}feed.xml", at.root),
    }
}

fn menu(context: &RenderContext<'_>, at: &Viewpoint, item: &MenuEntry) -> Option<MenuView> {
    let items: Vec<MenuItemView> = item
        .items
        .iter()
        .filter_map(|inner| {
            let (label, url, section) = menu_target(context, at, inner)?;
            Some(MenuItemView { label, url, section })
        })
        .collect();
    if item.target.is_none() {
        items.first()?;
        let label = item
            .label
            .as_ref()
            .map(|label| context.short(label, at.lang))
            .unwrap_or_default();
        return Some(MenuView {
            label,
            url: String::new(),
            section: String::new(),
            items,
        });
    }
    let (label, url, section) = menu_target(context, at, item)?;
    Some(MenuView {
        label,
        url,
        section,
        items,
    })
}

fn menu_target(context: &RenderContext<'_>, at: &Viewpoint, item: &MenuEntry) -> Option<(String, String, String)> {
    let own = item.label.as_ref().map(|label| context.short(label, at.lang));
    match item.target.as_ref()? {
        MenuTarget::List(name) => {
            let kind = context.site.types.get(name)?;
            let label = own.unwrap_or_else(|| context.short(&kind.many, at.lang));
            Some((label, context.url(at, Subject::List(name.clone())), kind.folder.clone()))
        }
        MenuTarget::Entry(id) => {
            let entry = context.site.entry(*id);
            if entry.is_held() {
                return None;
            }
            let label = own.unwrap_or_else(|| context.title(*id, at.lang).into_owned());
            Some((label, context.url(at, Subject::Entry(*id)), entry.route.clone()))
        }
    }
}

fn identity(context: &RenderContext<'_>, lang: LangId) -> Vec<IdentityView> {
    let icp = "https://beian.miit.gov.cn/";
    let given = context.site.config.identity.iter();
    given
        .map(|(key, words)| {
            let text = context.short(words, lang);
            let url = match key.as_str() {
                "icp" => Some(icp.to_owned()),
                "email" => Some(format!("mailto:{text}")),
                _ => None,
            };
            let label = context.text(lang, &format!("identity_{key}")).unwrap_or_default();
            IdentityView {
                key: key.clone(),
                label,
                text,
                url,
            }
        })
        .collect()
}
