//! Type files → the site's types. What is wrong in a file never hides what is wrong in another.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::diag::Diagnostic;
use crate::lang::figure::units::Units;
use crate::model::node::Node;
use crate::model::path::SourcePath;
use crate::model::types::{Field, Types};
use crate::schema::check::{check_declaration, folders_apart};
use crate::schema::complete::{Level, add_fields};
use crate::schema::declare::{Declaration, TYPE_ATTRIBUTES, declare};
use crate::schema::layers::{add_to_type, new_type, taking_part};
use crate::schema::value::{Reading, Role};
use crate::yaml;
use crate::yaml::explain::yaml_diagnostic;
use crate::yaml::report::{Fault, Places};

/// One file of a `types/` folder; its name is the type's.
#[derive(Clone, Debug)]
pub struct TypeFile {
    pub file: SourcePath,
    pub text: Arc<str>,
    pub layer: Layer,
}

/// Who wrote a type file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layer {
    Theme,
    Site,
}

/// The name of the file that holds the envelope.
pub(super) const ENVELOPE: &str = "_entry";

/// The name of the file that holds the fields of list pages and of the home page.
pub(super) const INDEX: &str = "_index";

/// A type file on its way into the types.
pub(super) struct Sheet<'a> {
    pub(super) name: String,
    pub(super) layer: Layer,
    pub(super) places: &'a Places<'a>,
    pub(super) declaration: Declaration,
    pub(super) faults: Vec<Fault>,
}

/// What one type file declares, before it is seen beside others; or why it is no YAML.
pub struct Declared(Result<(Declaration, Vec<Fault>), yaml::Mistake>);

/// Reads type files, each by itself.
pub fn declared(files: &[TypeFile]) -> Vec<Declared> {
    let declared = files.par_iter().map(|file| {
        let root = yaml::read(&file.text);
        Declared(root.map(|root| declaration(file, &root)))
    });
    declared.collect()
}

/// Makes the types of a site from its type files, with what each declares.
///
/// They come farthest first: themes from the farthest to the nearest, then the site. Of one name, a nearer
/// theme's file takes the place of a farther one, unless it says `extends:` and then adds to it, as those of
/// the envelope and of list pages always do; a site's file always has to say so. Types with mistakes are given as far as they can be read.
pub fn read_types(files: &[TypeFile], declared: Vec<Declared>, units: &Units) -> (Types, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let mut sheets = Vec::new();
    let all_places: Vec<Places<'_>> = files
        .iter()
        .map(|file| Places::new(&file.file, &file.text, 0))
        .collect();
    for ((file, places), declared) in files.iter().zip(&all_places).zip(declared) {
        match declared.0 {
            Ok((declaration, faults)) => sheets.push(Sheet {
                name: type_name(&file.file),
                layer: file.layer,
                places,
                declaration,
                faults,
            }),
            Err(mistake) => diagnostics.push(yaml_diagnostic(&file.file, 0, &mistake)),
        }
    }
    let mut layers = taking_part(&mut sheets);
    let mut envelope = Vec::new();
    for place in layers.remove(ENVELOPE).unwrap_or_default() {
        add_own_fields(&mut envelope, &mut sheets[place], Level::Envelope, units);
    }
    let mut index = Vec::new();
    for place in layers.remove(INDEX).unwrap_or_default() {
        add_own_fields(&mut index, &mut sheets[place], Level::Type, units);
    }
    let mut types = joined(&layers, &mut sheets, &envelope, units);
    types.index = index;
    for places in layers.values() {
        for place in places {
            check_declaration(&mut sheets[*place], &types);
        }
    }
    folders_apart(&layers, &mut sheets);
    for sheet in sheets {
        let Sheet { places, faults, .. } = sheet;
        diagnostics.extend(faults.into_iter().map(|fault| fault.diagnostic(places)));
    }
    (types, diagnostics)
}

fn declaration(file: &TypeFile, root: &Node) -> (Declaration, Vec<Fault>) {
    let mut faults = Vec::new();
    let name = type_name(&file.file);
    let of_fields = name == ENVELOPE || name == INDEX;
    let known: &[&str] = if of_fields {
        &["fields", "extends"]
    } else {
        &TYPE_ATTRIBUTES
    };
    if !of_fields && !is_type_name(&name) {
        faults.push(Fault::key("type-name", &[]).with("type", &name));
    }
    let declaration = declare(root, known, &mut faults);
    (declaration, faults)
}

/// The file's name without its ending.
fn type_name(file: &SourcePath) -> String {
    let name = file.file_name();
    name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned()
}

/// Templates are named for types (`TYPE-list.html`), so a type's name holds no `-`.
fn is_type_name(name: &str) -> bool {
    name.starts_with(|letter: char| letter.is_ascii_lowercase())
        && name
            .bytes()
            .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_'))
}

/// Adds what a sheet declares to fields that farther sheets declared.
pub(super) fn add_own_fields<'a>(fields: &mut Vec<Field>, sheet: &mut Sheet<'a>, level: Level, units: &'a Units) {
    let reading = Reading {
        units,
        places: sheet.places,
        role: Role::Original,
        chain: &[],
    };
    let declared = &sheet.declaration.fields;
    add_fields(fields, declared, level, &reading, &mut sheet.faults);
}

fn joined<'a>(
    layers: &BTreeMap<String, Vec<usize>>,
    sheets: &mut [Sheet<'a>],
    envelope: &[Field],
    units: &'a Units,
) -> Types {
    // Their places ascend in `layers` too, farthest first.
    let mut named: BTreeMap<String, Vec<&mut Sheet<'a>>> = BTreeMap::new();
    for (place, sheet) in sheets.iter_mut().enumerate() {
        if layers.get(&sheet.name).is_some_and(|places| places.contains(&place)) {
            named.entry(sheet.name.clone()).or_default().push(sheet);
        }
    }
    let made = named.into_par_iter().filter_map(|(name, mut sheets)| {
        let (first, later) = sheets.split_first_mut()?;
        let mut kind = new_type(first, envelope, units);
        for sheet in later {
            add_to_type(&mut kind, sheet, units);
        }
        Some((name, kind))
    });
    Types {
        types: made.collect(),
        ..Types::default()
    }
}
