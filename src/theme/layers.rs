//! Layers of a theme: which themes stand behind one another, and which file of them is the nearest.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::diag::{Diagnostic, suggest};
use crate::model::path::SourcePath;
use crate::theme::builtin::{builtin, ground};
use crate::theme::manifest;

/// A theme's folder, or the built-in theme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layer {
    pub name: String,
    /// By path inside the folder: `theme.yaml`, `templates/base.html`, `assets/css/site.css` …
    pub files: BTreeMap<String, LayerFile>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LayerFile {
    /// What messages call it: `themes/river/theme.yaml`, `wutong:templates/base.html`.
    pub source: SourcePath,
    pub content: Content,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    Text(Arc<str>),
    /// Length in bytes and blake3 of the bytes.
    Binary {
        length: u64,
        digest: [u8; 32],
    },
    /// A binary file inside the program.
    Inside(&'static [u8]),
}

impl Layer {
    pub fn text(&self, path: &str) -> Option<(&SourcePath, &Arc<str>)> {
        let file = self.files.get(path)?;
        match &file.content {
            Content::Text(text) => Some((&file.source, text)),
            Content::Binary { .. } | Content::Inside(_) => None,
        }
    }
}

/// The layers of a theme, nearest first: itself, then what it extends. A theme that several
/// extend stands behind all of them. `asked` is where the site names the theme.
pub fn resolve<'a>(
    name: &str,
    asked: (&SourcePath, Option<Range<usize>>),
    available: &'a BTreeMap<String, Layer>,
) -> (Vec<&'a Layer>, Vec<Diagnostic>) {
    let mut walk = Walk {
        available,
        chain: Vec::new(),
        done: Vec::new(),
        diagnostics: Vec::new(),
    };
    walk.visit(name, asked);
    walk.done.reverse();
    (walk.done, walk.diagnostics)
}

struct Walk<'a> {
    available: &'a BTreeMap<String, Layer>,
    chain: Vec<String>,
    /// Farthest first.
    done: Vec<&'a Layer>,
    diagnostics: Vec<Diagnostic>,
}

impl Walk<'_> {
    fn visit(&mut self, name: &str, asked: (&SourcePath, Option<Range<usize>>)) {
        if self.done.iter().any(|layer| layer.name == name) {
            return;
        }
        let (file, span) = asked;
        if let Some(start) = self.chain.iter().position(|other| other == name) {
            let mut chain = self.chain[start..].to_vec();
            chain.push(name.to_owned());
            self.diagnostics.push(
                Diagnostic::new("theme-circle", file)
                    .at(span)
                    .with("name", name)
                    .with("chain", chain.join(" → ")),
            );
            return;
        }
        let Some(layer) = find(name, self.available) else {
            let mut known: Vec<&str> = self.available.keys().map(String::as_str).collect();
            if !known.contains(&builtin().name.as_str()) {
                known.push(&builtin().name);
            }
            self.diagnostics.push(
                Diagnostic::new("theme-unknown", file)
                    .at(span)
                    .with("name", name)
                    .with("known", suggest::listed(known)),
            );
            return;
        };
        self.chain.push(name.to_owned());
        // What is named last is pushed first, so that reversing gives nearest first.
        for (parent, place) in manifest::parents(layer).into_iter().rev() {
            self.visit(&parent, place);
        }
        self.chain.pop();
        self.done.push(layer);
    }
}

fn find<'a>(name: &str, available: &'a BTreeMap<String, Layer>) -> Option<&'a Layer> {
    available.get(name).or_else(|| (builtin().name == name).then(builtin))
}

/// The layers farthest first, with the program's own ground behind them where the default theme is not among them.
pub fn from_the_ground<'a>(order: &[&'a Layer]) -> Vec<&'a Layer> {
    let grounded = order.iter().any(|layer| std::ptr::eq(*layer, builtin()));
    let behind = (!grounded).then(ground);
    behind.into_iter().chain(order.iter().rev().copied()).collect()
}

/// Every file under a folder such as `assets/`, by the path below it; the nearest layer's wins.
pub fn merged<'a>(order: &[&'a Layer], folder: &str) -> BTreeMap<&'a str, &'a LayerFile> {
    let mut files = BTreeMap::new();
    for layer in order.iter().rev() {
        for (path, file) in &layer.files {
            if let Some(below) = path.strip_prefix(folder) {
                files.insert(below, file);
            }
        }
    }
    files
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use crate::model::path::SourcePath;
    use crate::theme::fixture::layer;
    use crate::theme::layers::{Layer, merged, resolve};

    fn themes(list: &[(&str, &str)]) -> BTreeMap<String, Layer> {
        list.iter()
            .map(|(name, extends)| {
                let yaml = format!("extends: [{extends}]\n");
                let layer = layer(name, &[("theme.yaml", &yaml), ("assets/a.css", name)]);
                ((*name).to_owned(), layer)
            })
            .collect()
    }

    #[track_caller]
    fn check(list: &[(&str, &str)], expected: &str) {
        let available = themes(list);
        let site = SourcePath::of_program("content/site.yaml");
        let (order, diagnostics) = resolve(list[0].0, (&site, None), &available);
        let mut found: Vec<String> = order.iter().map(|layer| layer.name.clone()).collect();
        found.extend(
            diagnostics
                .iter()
                .map(|mistake| format!("{} in {}", mistake.code, mistake.file)),
        );
        assert_eq!(found.join(", "), expected);
    }

    #[test]
    fn what_is_extended_stands_behind() {
        check(&[("a", "b, c"), ("b", "d"), ("c", "d"), ("d", "")], "a, b, c, d");
    }

    #[test]
    fn the_built_in_theme_is_always_there() {
        check(&[("a", "wutong")], "a, wutong");
    }

    #[test]
    fn a_theme_of_the_site_hides_the_built_in_one() {
        let available = themes(&[("wutong", "")]);
        let site = SourcePath::of_program("content/site.yaml");
        let (order, _) = resolve("wutong", (&site, None), &available);
        assert!(std::ptr::eq(order[0], &raw const available["wutong"]));
    }

    #[test]
    fn circles_and_unknown_themes_are_named() {
        check(&[("a", "b"), ("b", "a")], "a, b, theme-circle in themes/b/theme.yaml");
        check(&[("a", "b")], "a, theme-unknown in themes/a/theme.yaml");
    }

    #[test]
    fn the_nearest_file_wins() {
        let available = themes(&[("a", "b"), ("b", "")]);
        let order = [&available["a"], &available["b"]];
        assert_eq!(
            merged(&order, "assets/")["a.css"].source.as_str(),
            "themes/a/assets/a.css"
        );
    }
}
