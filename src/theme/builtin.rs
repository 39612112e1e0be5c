//! The default theme, which lies inside the program.

use std::sync::{Arc, LazyLock};

use include_dir::{Dir, DirEntry, include_dir};

use crate::model::path::SourcePath;
use crate::theme::layers::{Content, Layer, LayerFile};

static FOLDER: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/wutong");

/// The layer `wutong`. Its files are called `wutong:templates/base.html` and so on.
pub fn builtin() -> &'static Layer {
    static LAYER: LazyLock<Layer> = LazyLock::new(|| {
        let mut layer = Layer {
            name: "wutong".to_owned(),
            files: std::collections::BTreeMap::new(),
        };
        add(&FOLDER, &mut layer);
        layer
    });
    &LAYER
}

/// What stands behind every theme, also behind one that extends nothing: how figures, dates and names are
/// read and shown, the words that the program itself says, and the fields and types that it knows by name.
pub fn ground() -> &'static Layer {
    static LAYER: LazyLock<Layer> = LazyLock::new(|| Layer {
        name: builtin().name.clone(),
        files: builtin()
            .files
            .iter()
            .filter(|(path, _)| is_ground(path))
            .map(|(path, file)| (path.clone(), file.clone()))
            .collect(),
    });
    &LAYER
}

fn is_ground(path: &str) -> bool {
    const FILES: [&str; 6] = [
        "units.yaml",
        "readings.yaml",
        "types/_entry.yaml",
        "types/_index.yaml",
        "types/page.yaml",
        "types/source.yaml",
    ];
    FILES.contains(&path) || path.starts_with("formats/") || path.starts_with("strings/")
}

/// The text of a file of the default theme, by the path that diagnostics show.
pub fn text(path: &SourcePath) -> Option<&'static str> {
    let file = builtin().files.values().find(|file| file.source == *path)?;
    match &file.content {
        Content::Text(text) => Some(text),
        Content::Binary { .. } | Content::Inside(_) => None,
    }
}

fn add(folder: &Dir<'static>, layer: &mut Layer) {
    for entry in folder.entries() {
        match entry {
            DirEntry::Dir(inner) => add(inner, layer),
            DirEntry::File(file) => {
                let path = file.path().to_string_lossy().replace('\\', "/");
                let content = match file.contents_utf8() {
                    Some(text) => Content::Text(Arc::from(text)),
                    None => Content::Inside(file.contents()),
                };
                let source = SourcePath::in_program(&path);
                layer.files.insert(path, LayerFile { source, content });
            }
        }
    }
}
