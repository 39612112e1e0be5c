//! A type file of a site: read or refused, every place that is told lies in it, and editors get a schema of what was read.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use wutong::lang::figure::units::Units;
use wutong::lang::figure::units_file::UnitsFile;
use wutong::model::path::SourcePath;
use wutong::schema::json_schema::{Holding, schema};
use wutong::schema::{Layer, TypeFile, declared, read_types};
use wutong::schema::value::{Reading, Role};
use wutong::yaml::report::Places;
use wutong::yaml::typed;

static UNITS: LazyLock<Units> = LazyLock::new(|| {
    let file: UnitsFile = typed(include_str!("../../themes/wutong/units.yaml")).expect("units");
    Units::new(&file).expect("units")
});

fuzz_target!(|text: &str| {
    let file = |name: &str, text: &str, layer| TypeFile {
        file: SourcePath::new(name).expect("a path"),
        text: text.into(),
        layer,
    };
    let theme = |name: &str, text: &str| file(&format!("themes/wutong/types/{name}.yaml"), text, Layer::Theme);
    let files = [
        theme("_entry", include_str!("../../themes/wutong/types/_entry.yaml")),
        theme("region", include_str!("../../themes/wutong/types/region.yaml")),
        file("content/types/region.yaml", text, Layer::Site),
        file("content/types/ship.yaml", text, Layer::Site),
    ];
    let (types, mistakes) = read_types(&files, declared(&files), &UNITS);
    for mistake in mistakes.iter().filter(|mistake| mistake.file.as_str().starts_with("content/")) {
        if let Some(span) = mistake.span.clone() {
            assert!(text.get(span.clone()).is_some(), "{span:?}");
        }
    }
    let places = Places::new(&files[0].file, "", 0);
    let reading = Reading {
        units: &UNITS,
        places: &places,
        role: Role::Original,
        chain: &[],
    };
    for kind in types.types.values() {
        let _ = schema(kind, Holding::One, &reading);
    }
});
