//! Assets of a theme: each is published once, under a name that holds the hash of its bytes.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diag::{Diagnostic, suggest};
use crate::model::path::SourcePath;
use crate::theme::css;
use crate::theme::layers::{Content, Layer, LayerFile, merged};

/// All assets of a theme. The keys are paths below `assets/`: `css/site.css`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Assets {
    pub by_path: BTreeMap<String, Asset>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Asset {
    /// Address from the site's root: `assets/css/site.1f0c9ab2.css`.
    pub published: String,
    pub content: AssetContent,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum AssetContent {
    Text(Arc<str>),
    /// To be copied from the site's folder.
    File(SourcePath),
    /// Inside the program.
    Inside(&'static [u8]),
}

impl Assets {
    /// The bytes of an asset that lies in memory; none of one that is copied from the disk.
    pub fn bytes(&self, path: &str) -> Cow<'_, [u8]> {
        match self.by_path.get(path).map(|asset| &asset.content) {
            Some(AssetContent::Text(text)) => Cow::Borrowed(text.as_bytes()),
            Some(AssetContent::Inside(bytes)) => Cow::Borrowed(bytes),
            Some(AssetContent::File(_)) | None => Cow::Borrowed(&[]),
        }
    }

    pub fn published(&self, path: &str) -> Option<&str> {
        self.by_path.get(path).map(|asset| asset.published.as_str())
    }

    /// The words of a message about an asset that is not there.
    pub(in crate::theme) fn unknown(&self, file: &SourcePath, path: &str) -> Diagnostic {
        let known = self.by_path.keys().map(String::as_str).enumerate();
        let nearest = suggest::nearest(path, known.map(|(place, word)| (word, place)));
        Diagnostic::new("asset-unknown", file).with("path", path).with(
            "nearest",
            nearest.map_or_else(String::new, |near| format!("`{}`?", near.word)),
        )
    }
}

/// The assets of all layers; the nearest layer's file wins, and any file wins over one that is `made`.
/// In style sheets, `url(…)` and `@import` of other assets are turned to their published names.
pub fn assets(order: &[&Layer], made: Option<(&str, &str)>) -> (Assets, Vec<Diagnostic>) {
    let mut maker = Maker {
        files: merged(order, "assets/"),
        made: Assets::default(),
        chain: Vec::new(),
        diagnostics: Vec::new(),
    };
    if let Some((path, text)) = made.filter(|(path, _)| !maker.files.contains_key(path)) {
        let asset = Asset {
            published: format!("assets/{}", hashed_name(path, &hash(text.as_bytes()))),
            content: AssetContent::Text(Arc::from(text)),
        };
        maker.made.by_path.insert(path.to_owned(), asset);
    }
    let paths: Vec<&str> = maker.files.keys().copied().collect();
    for path in paths {
        maker.make(path);
    }
    (maker.made, maker.diagnostics)
}

struct Maker<'a> {
    files: BTreeMap<&'a str, &'a LayerFile>,
    made: Assets,
    chain: Vec<String>,
    diagnostics: Vec<Diagnostic>,
}

impl Maker<'_> {
    /// The published address of an asset; none if there is no such file, or in a circle.
    fn make(&mut self, path: &str) -> Option<String> {
        if let Some(asset) = self.made.by_path.get(path) {
            return Some(asset.published.clone());
        }
        let file = *self.files.get(path)?;
        let (digest, content) = match &file.content {
            Content::Binary { digest, .. } => (*digest, AssetContent::File(file.source.clone())),
            Content::Inside(bytes) => (hash(bytes), AssetContent::Inside(bytes)),
            Content::Text(text) => {
                let text = if is_style_sheet(path) {
                    self.rewrite(path, &file.source, text)
                } else {
                    Arc::clone(text)
                };
                (hash(text.as_bytes()), AssetContent::Text(text))
            }
        };
        let published = format!("assets/{}", hashed_name(path, &digest));
        let asset = Asset {
            published: published.clone(),
            content,
        };
        self.made.by_path.insert(path.to_owned(), asset);
        Some(published)
    }

    fn rewrite(&mut self, path: &str, source: &SourcePath, text: &Arc<str>) -> Arc<str> {
        self.chain.push(path.to_owned());
        let mut rewritten = String::with_capacity(text.len() + 64);
        let mut copied = 0;
        for span in css::references(text) {
            let written = &text[span.clone()];
            let target = css::target(path, written);
            let Some(target) = target else { continue };
            let name_start = span.start + written.rfind('/').map_or(0, |slash| slash + 1);
            if self.chain.contains(&target) || self.chain.len() > DEEPEST {
                let chain = format!("{} → {target}", self.chain.join(" → "));
                let mistake = Diagnostic::new("asset-circle", source).at(span);
                self.diagnostics.push(mistake.with("chain", chain));
            } else if let Some(published) = self.make(&target) {
                let name = published.rsplit('/').next().unwrap_or_default();
                rewritten.push_str(&text[copied..name_start]);
                rewritten.push_str(name);
                copied = span.end;
            } else {
                let unknown = self.made.unknown(source, &target);
                self.diagnostics.push(unknown.at(span));
            }
        }
        rewritten.push_str(&text[copied..]);
        self.chain.pop();
        Arc::from(rewritten)
    }
}

/// Style sheets that import each other deeper than this are taken for a circle.
const DEEPEST: usize = 32;

fn is_style_sheet(path: &str) -> bool {
    path.rsplit('.')
        .next()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("css"))
}

fn hash(bytes: &[u8]) -> [u8; 32] {
    *blake3::hash(bytes).as_bytes()
}

/// `css/site.css` → `css/site.1f0c9ab2.css`
fn hashed_name(path: &str, digest: &[u8; 32]) -> String {
    let [a, b, c, d, ..] = digest;
    let hex = format!("{a:02x}{b:02x}{c:02x}{d:02x}");
    let name_start = path.rfind('/').map_or(0, |slash| slash + 1);
    match path[name_start..].rfind('.') {
        Some(dot) if dot > 0 => {
            let (stem, ending) = path.split_at(name_start + dot);
            format!("{stem}.{hex}{ending}")
        }
        _ => format!("{path}.{hex}"),
    }
}

#[cfg(test)]
mod tests {
    use crate::theme::assets::{AssetContent, assets};
    use crate::theme::fixture::layer;

    #[track_caller]
    fn check(files: &[(&str, &str)], expected: &[&str]) {
        let (assets, diagnostics) = assets(&[&layer("river", files)], None);
        let mut found: Vec<String> = assets
            .by_path
            .values()
            .map(|asset| match &asset.content {
                AssetContent::Text(text) => format!("{}: {text}", asset.published),
                _ => asset.published.clone(),
            })
            .collect();
        found.extend(diagnostics.iter().map(|mistake| {
            let place = mistake.span.clone().map_or("-", |span| {
                let path = mistake.file.as_str().trim_start_matches("themes/river/");
                &files.iter().find(|(name, _)| *name == path).expect("there").1[span]
            });
            format!("{} at {place}", mistake.code)
        }));
        assert_eq!(found, expected);
    }

    #[test]
    fn references_follow_the_hashed_names() {
        check(
            &[
                ("assets/css/site.css", "a{background:url(../img/leaf.svg#x)}"),
                ("assets/img/leaf.svg", "<svg/>"),
            ],
            &[
                "assets/css/site.b11d51d6.css: a{background:url(../img/leaf.09a1d6ef.svg#x)}",
                "assets/img/leaf.09a1d6ef.svg: <svg/>",
            ],
        );
    }

    #[test]
    fn a_file_without_ending_has_its_hash_at_the_end() {
        check(&[("assets/LICENCE", "x")], &["assets/LICENCE.3ae7d805: x"]);
    }

    #[test]
    fn missing_and_circular_references_are_named() {
        check(
            &[("assets/a.css", "a{background:url('leef.svg')}")],
            &[
                "assets/a.3f2ef2a3.css: a{background:url('leef.svg')}",
                "asset-unknown at leef.svg",
            ],
        );
        check(
            &[
                ("assets/a.css", "@import 'b.css';"),
                ("assets/b.css", "@import 'a.css';"),
            ],
            &[
                "assets/a.e0b75a71.css: @import 'b.629d03d2.css';",
                "assets/b.629d03d2.css: @import 'a.css';",
                "asset-circle at a.css",
            ],
        );
    }
}
