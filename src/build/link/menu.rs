//! Finds what the menu's items mean.

use crate::config::MenuItem;
use crate::diag::Diagnostic;
use crate::site::{MenuEntry, MenuTarget, Site};
use crate::yaml::Locator;

/// The menu of `site.yaml`; an item that means nothing is a mistake of the settings.
pub(super) fn link(site: &Site) -> (Vec<MenuEntry>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let trail = vec!["menu".to_owned()];
    let menu = items(site, &site.config.menu, &trail, &mut diagnostics);
    (menu, diagnostics)
}

fn items(site: &Site, items: &[MenuItem], trail: &[String], diagnostics: &mut Vec<Diagnostic>) -> Vec<MenuEntry> {
    let mut menu = Vec::new();
    for (place, item) in items.iter().enumerate() {
        let mut here = trail.to_vec();
        here.push(place.to_string());
        match item {
            MenuItem::Group { label, items: inner } => {
                here.push("items".to_owned());
                let items = self::items(site, inner, &here, diagnostics);
                menu.push(MenuEntry {
                    label: Some(label.clone()),
                    target: None,
                    items,
                });
            }
            MenuItem::Page { target, label } => match find(site, target) {
                Some(found) => menu.push(MenuEntry {
                    label: label.clone(),
                    target: Some(found),
                    items: Vec::new(),
                }),
                None => diagnostics.push(unknown(site, target, &here)),
            },
        }
    }
    menu
}

/// A type's folder, or `FOLDER/NAME` of an entry.
fn find(site: &Site, target: &str) -> Option<MenuTarget> {
    let target = target.trim_matches('/');
    if let Some(kind) = site.types.of_folder(target) {
        return Some(MenuTarget::List(kind.name.clone()));
    }
    let (folder, name) = target.split_once('/')?;
    let kind = site.types.of_folder(folder)?;
    let name = name.strip_suffix(".md").unwrap_or(name);
    site.keys
        .get(&(kind.name.clone(), name.to_owned()))
        .map(|id| MenuTarget::Entry(*id))
}

fn unknown(site: &Site, target: &str, trail: &[String]) -> Diagnostic {
    let text = &site.settings_text;
    let located = Locator::new(text).locate(trail);
    let folders: Vec<&str> = site.types.types.values().map(|kind| kind.folder.as_str()).collect();
    Diagnostic::new("menu-unknown", &site.config.file)
        .at(located.value.or(located.key))
        .with("written", target)
        .with("known", folders.join(" "))
}
