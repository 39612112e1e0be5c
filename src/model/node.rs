//! What a YAML text says, as a plain tree. Where it says it is asked of `yaml` only when something must be placed.

/// One value of a YAML text. Maps keep the order in which they were written.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Node {
    /// Nothing was written: `key:` or `~`.
    Null,
    Scalar(Scalar),
    List(Vec<Node>),
    Map(Vec<(String, Node)>),
}

/// A single word or text, with what YAML takes it for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Scalar {
    /// The text. For a number this is its shortest form, not always its spelling: see `yaml::spelling`.
    pub text: String,
    pub style: Style,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Style {
    Text,
    Number,
    Boolean,
}

/// The way from the root of a YAML text to one of its values: keys as written, list places as numbers.
pub type Trail = Vec<String>;

impl Node {
    pub fn text(&self) -> Option<&str> {
        match self {
            Node::Scalar(scalar) => Some(&scalar.text),
            _ => None,
        }
    }

    pub fn map(&self) -> Option<&[(String, Node)]> {
        match self {
            Node::Map(entries) => Some(entries),
            _ => None,
        }
    }

    pub fn list(&self) -> Option<&[Node]> {
        match self {
            Node::List(items) => Some(items),
            _ => None,
        }
    }

    pub fn get(&self, key: &str) -> Option<&Node> {
        self.map()?.iter().find(|(name, _)| name == key).map(|(_, node)| node)
    }

    /// The node at the end of a trail.
    pub fn at(&self, trail: &[String]) -> Option<&Node> {
        trail.iter().try_fold(self, |node, step| match node {
            Node::List(items) => items.get(step.parse::<usize>().ok()?),
            _ => node.get(step),
        })
    }
}
