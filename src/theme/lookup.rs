//! Which templates a page may be rendered with, and which pages a template may be for.

use crate::theme::view::page::Kind;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Edition {
    Standard,
    Care,
}

/// Names of templates in the order in which they are tried, for [`Theme::pick`](crate::theme::render::Theme::pick).
pub fn candidates(kind: Kind, type_name: Option<&str>, edition: Edition) -> Vec<String> {
    let (suffix, general) = match kind {
        Kind::Home => return in_edition(vec!["home.html".to_owned()], edition),
        Kind::NotFound => return in_edition(vec!["404.html".to_owned()], edition),
        Kind::Entry => ("", "entry.html"),
        Kind::List => ("-list", "list.html"),
        Kind::Term => ("-term", "term.html"),
    };
    let mut names: Vec<String> = type_name
        .map(|name| format!("{name}{suffix}.html"))
        .into_iter()
        .collect();
    names.push(general.to_owned());
    in_edition(names, edition)
}

/// Templates of the illustration of a type's entries. A theme need not have any.
pub fn art(type_name: &str) -> [String; 2] {
    [format!("art/{type_name}.svg"), "art/entry.svg".to_owned()]
}

fn in_edition(names: Vec<String>, edition: Edition) -> Vec<String> {
    match edition {
        Edition::Standard => names,
        Edition::Care => names
            .iter()
            .map(|name| format!("care/{name}"))
            .chain(names.iter().cloned())
            .collect(),
    }
}

/// What a template is looked up for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Role {
    /// The page of a kind; of one type, or of every type that has no template of its own.
    Page(Kind, Option<String>),
    /// A block of this name: `blocks/gallery.html`.
    Block(String),
    /// The illustration of an entry, or a part of one: `art/town.svg`, `art/hills.svg`.
    Art,
    /// Only others use it.
    Part,
}

/// The role that a template's name gives it. `is_type` knows the names of types.
pub fn role(name: &str, is_type: impl Fn(&str) -> bool) -> Role {
    if let Some(block) = name.strip_prefix("blocks/").and_then(|rest| rest.strip_suffix(".html")) {
        return Role::Block(block.to_owned());
    }
    if name.starts_with("art/") {
        return Role::Art;
    }
    let Some(stem) = name.strip_prefix("care/").unwrap_or(name).strip_suffix(".html") else {
        return Role::Part;
    };
    let of_type = |stem: &str| is_type(stem).then(|| Some(stem.to_owned()));
    match stem {
        "home" => Role::Page(Kind::Home, None),
        "404" => Role::Page(Kind::NotFound, None),
        "entry" => Role::Page(Kind::Entry, None),
        "list" => Role::Page(Kind::List, None),
        "term" => Role::Page(Kind::Term, None),
        _ => {
            let list = stem.strip_suffix("-list").and_then(of_type);
            let term = stem.strip_suffix("-term").and_then(of_type);
            match (of_type(stem), list, term) {
                (Some(of), _, _) => Role::Page(Kind::Entry, of),
                (_, Some(of), _) => Role::Page(Kind::List, of),
                (_, _, Some(of)) => Role::Page(Kind::Term, of),
                _ => Role::Part,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::theme::lookup::{Edition, Role, candidates, role};
    use crate::theme::view::page::Kind;

    #[test]
    fn the_particular_comes_before_the_general_and_care_before_both() {
        let names = |kind, edition| candidates(kind, Some("town"), edition).join(" ");
        assert_eq!(names(Kind::Entry, Edition::Standard), "town.html entry.html");
        assert_eq!(
            names(Kind::List, Edition::Care),
            "care/town-list.html care/list.html town-list.html list.html"
        );
    }

    #[test]
    fn a_name_tells_what_a_template_is_for() {
        let check = |name: &str| role(name, |word| word == "town");
        assert_eq!(
            check("care/town-term.html"),
            Role::Page(Kind::Term, Some("town".into()))
        );
        assert_eq!(check("town.html"), Role::Page(Kind::Entry, Some("town".into())));
        assert_eq!(check("entry.html"), Role::Page(Kind::Entry, None));
        assert_eq!(check("blocks/note.html"), Role::Block("note".into()));
        assert_eq!(check("art/town.svg"), Role::Art);
        assert_eq!(check("art/hills.svg"), Role::Art);
        assert_eq!(check("base.html"), Role::Part);
        assert_eq!(check("parts/list.html"), Role::Part);
    }
}
