//! Several items written as one: `合作、公建民营`, `【合作，公建民营】`.

use crate::model::node::Node;
use crate::model::types::Kind;
use crate::schema::value::choices::option_written;
use crate::schema::value::{Reading, Spot, spelled};
use crate::yaml::report::{Fault, Part, down};

/// The signs that clerks put between items; a blank alone is none.
const BETWEEN: [char; 7] = ['、', '，', ',', '；', ';', '/', '／'];

/// The pairs that stand around a list instead of `[` and `]`.
const AROUND: [(char, char); 6] = [
    ('【', '】'),
    ('［', '］'),
    ('〔', '〕'),
    ('(', ')'),
    ('（', '）'),
    ('[', ']'),
];

/// The items that a text seems to hold; one where it holds no sign between items.
pub fn pieces(written: &str) -> Vec<&str> {
    let written = written.trim();
    let within = AROUND
        .iter()
        .find_map(|(open, close)| written.strip_prefix(*open)?.strip_suffix(*close));
    let pieces = within
        .unwrap_or(written)
        .split(BETWEEN)
        .flat_map(|piece| piece.split(" - "));
    pieces.map(str::trim).filter(|piece| !piece.is_empty()).collect()
}

/// The choices of an item that is none itself but holds several, each of which is one; with a note.
pub(super) fn choices(
    node: &Node,
    item: &Kind,
    whole: Spot<'_>,
    at: &[String],
    reading: &Reading<'_>,
) -> Option<(Vec<String>, Fault)> {
    let (Node::Scalar(scalar), Kind::Choice { options }) = (node, item) else {
        return None;
    };
    let written = spelled(scalar, at, reading);
    let pieces = pieces(&written);
    let marked = pieces.len() > 1 || pieces.first().is_some_and(|piece| *piece != written);
    if !marked || option_written(&written, options).is_some() {
        return None;
    }
    let found: Option<Vec<&str>> = pieces.iter().map(|piece| option_written(piece, options)).collect();
    let found = found?;
    let items = pieces.join(", ");
    let fault = Fault::value("choice-several", at)
        .with("field", whole.field)
        .with("written", &written)
        .with("count", found.len())
        .with("items", &items);
    let fault = if at == whole.trail {
        fault.replaced_by(format!("[{items}]"))
    } else if reading.places.is_flow(whole.trail) {
        fault.replaced_by(items)
    } else {
        fault
    };
    Some((found.into_iter().map(str::to_owned).collect(), fault))
}

/// Words that everyone reads as several: tags and other terms by which entries are found.
pub(super) fn joined(items: &[&str], spot: Spot<'_>, reading: &Reading<'_>, faults: &mut Vec<Fault>) {
    for (place, written) in items.iter().enumerate() {
        let pieces = pieces(written);
        if pieces.len() < 2 || !written.contains(['、', '，', ',', '；', ';']) {
            continue;
        }
        let item = down(spot.trail, place);
        let listed = reading.places.span(Part::Value, &item) != reading.places.span(Part::Value, spot.trail);
        let at = if listed { item } else { spot.trail.to_vec() };
        let flow = reading.places.is_flow(spot.trail);
        let text = pieces.join(", ");
        let fault = Fault::value("list-joined", &at)
            .with("field", spot.field)
            .with("written", written)
            .with("items", &text);
        faults.push(match (listed, flow) {
            (false, _) => fault.replaced_by(format!("[{text}]")),
            (true, true) => fault.replaced_by(text),
            (true, false) => fault,
        });
    }
}

#[cfg(test)]
mod tests {
    use crate::schema::value::several::pieces;

    #[test]
    fn items_are_told_apart_by_the_signs_of_clerks() {
        let check = |written: &str, expected: &[&str]| assert_eq!(pieces(written), expected);
        check("合作、公建民营", &["合作", "公建民营"]);
        check("【合作，公建民营】", &["合作", "公建民营"]);
        check("合作 - 公建民营；租赁", &["合作", "公建民营", "租赁"]);
        check("合作", &["合作"]);
        check("旅居（康养）", &["旅居（康养）"]);
        check(" 、 ", &[]);
    }
}
