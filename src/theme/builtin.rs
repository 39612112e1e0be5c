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
                let source = SourcePath::new(&format!("{}:{path}", layer.name));
                layer.files.insert(path, LayerFile { source, content });
            }
        }
    }
}
