//! The kinds of fields: their names, and what may be asked of each.

use crate::lang::figure::mistake::Expected;
use crate::model::types::Kind;

/// The names of all kinds, as type files write them.
pub const KIND_NAMES: [&str; 25] = [
    "text",
    "markdown",
    "integer",
    "decimal",
    "money",
    "area",
    "length",
    "percent",
    "quantity",
    "date",
    "datetime",
    "period",
    "choice",
    "boolean",
    "reference",
    "list",
    "group",
    "series",
    "place",
    "image",
    "file",
    "video",
    "contact",
    "address",
    "link",
];

/// What a figure of this kind must measure; none for kinds that are no figures.
pub(crate) fn expected(kind: &Kind) -> Option<Expected> {
    match kind {
        Kind::Integer => Some(Expected::Integer),
        Kind::Decimal => Some(Expected::Decimal),
        Kind::Money => Some(Expected::Money),
        Kind::Area => Some(Expected::Area),
        Kind::Length => Some(Expected::Length),
        Kind::Percent => Some(Expected::Percent),
        Kind::Quantity { unit } => Some(Expected::Quantity(unit.clone())),
        _ => None,
    }
}

/// The kind of a list's items, and of anything else itself.
pub(crate) fn innermost(kind: &Kind) -> &Kind {
    match kind {
        Kind::List(item) => innermost(item),
        _ => kind,
    }
}

/// Whether a field of this kind holds words, which each language writes in its own file.
pub(crate) fn holds_words(kind: &Kind) -> bool {
    matches!(
        innermost(kind),
        Kind::Text
            | Kind::Markdown
            | Kind::Address
            | Kind::Contact
            | Kind::Link
            | Kind::Image
            | Kind::File
            | Kind::Video
    )
}
