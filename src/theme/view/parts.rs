//! The parts of a page that only its kind has: entry, list, term, not found.

use std::collections::BTreeMap;

use tera::Value;

use crate::theme::shape::{Key, Shape, Slot};
use crate::theme::view::card::{Card, CoverView};
use crate::theme::view::field::FieldView;
use crate::theme::visible::{Entries, Html, Keys, Shared, Visible, map, view};
use crate::theme::wanted::Wanted;

/// What the page of an entry has.
#[derive(Clone, Debug)]
pub struct EntryPart {
    /// Every field of the type, in its order; one without a value is none.
    pub fields: Vec<(String, Option<FieldView>)>,
    /// Fields that belong together. One without a value is left out, a group without any too.
    pub groups: Vec<FieldGroup>,
    pub links: EntryLinks,
}

#[derive(Clone, Debug)]
pub struct FieldGroup {
    /// Empty for the fields that are in no group.
    pub label: String,
    /// Places in `EntryPart::fields`.
    pub fields: Vec<usize>,
}

view! {
    /// Where the page of an entry leads.
    pub struct EntryLinks {
        /// Entries that point here, by the names that the type declares.
        pub back: Back,
        pub children: Vec<Card>,
        pub parent: Option<Card>,
        /// What the entry cites.
        pub sources: Vec<Card>,
        pub attachments: Vec<AttachmentView>,
        pub previous: Option<Card>,
        pub next: Option<Card>,
        pub tags: Vec<TagView>,
        pub cover: Option<CoverView>,
        /// Address of the illustration, if the theme draws one.
        pub art: Option<String>,
        pub json_ld: Option<Html>,
    }
}

view! {
    /// The shape of a group; its value is made from `EntryPart::groups`.
    pub struct GroupView {
        pub label: String,
        pub fields: Vec<FieldView>,
    }
}

view! {
    pub struct AttachmentView {
        pub title: String,
        pub url: String,
        /// `1.2 MB`
        pub size_text: String,
        /// `PDF`
        pub format: String,
    }
}

view! {
    pub struct TagView {
        pub title: String,
        pub url: String,
    }
}

view! {
    /// What the pages of lists and terms have.
    pub struct ListPart {
        pub cards: Vec<Card>,
        /// On all pages of the list together.
        pub count: u32,
        /// None on a list of one page.
        pub pager: Option<PagerView>,
        pub facets: Vec<Shared<FacetView>>,
    }
}

view! {
    pub struct PagerView {
        pub number: u32,
        pub total: u32,
        pub previous: Option<String>,
        pub next: Option<String>,
        pub pages: Vec<PagerPageView>,
    }
}

view! {
    pub struct PagerPageView {
        pub number: u32,
        pub url: String,
        pub current: bool,
    }
}

view! {
    pub struct FacetView {
        pub key: String,
        pub label: String,
        pub terms: Vec<FacetTermView>,
    }
}

view! {
    pub struct FacetTermView {
        pub title: String,
        pub url: String,
        pub count: u32,
        pub current: bool,
    }
}

view! {
    /// What the page of a term has beside its list.
    pub struct TermPart {
        pub facet: FacetNameView,
        pub term: TermView,
    }
}

view! {
    pub struct FacetNameView {
        pub key: String,
        pub label: String,
    }
}

view! {
    pub struct TermView {
        pub title: String,
        /// The entry that the term is.
        pub card: Option<Card>,
    }
}

view! {
    /// What `404.html` has: all languages on one page.
    pub struct NotFoundPart {
        pub messages: Vec<MessageView>,
    }
}

view! {
    pub struct MessageView {
        pub html_lang: String,
        pub title: String,
        pub text: String,
        pub home: String,
        pub home_label: String,
    }
}

/// Cards by the names under `back:` in the type: each is there, if only empty.
#[derive(Clone, Debug, Default)]
pub struct Back(pub BTreeMap<String, Vec<Card>>);

impl Visible for Back {
    fn shape() -> Shape {
        Shape::Slot(Slot::Back)
    }

    fn value(&self, wanted: &Wanted) -> Value {
        self.0.value(wanted)
    }
}

const OWN: [Key; 2] = [
    Key {
        name: "fields",
        shape: || Shape::Slot(Slot::PageFields),
    },
    Key {
        name: "groups",
        shape: <Vec<GroupView> as Visible>::shape,
    },
];

impl Keys for EntryPart {
    const NAME: &'static str = "EntryPart";
    const KEYS: &'static [Key] = &{
        let mut keys = [OWN[0]; OWN.len() + EntryLinks::KEYS.len()];
        keys[1] = OWN[1];
        let mut at = 0;
        while at < EntryLinks::KEYS.len() {
            keys[OWN.len() + at] = EntryLinks::KEYS[at];
            at += 1;
        }
        keys
    };

    fn write(&self, wanted: &Wanted, into: &mut Entries) {
        // A field is converted once and stands in `fields` and in its group.
        let values: Vec<Value> = self.fields.iter().map(|(_, field)| field.value(wanted)).collect();
        if wanted.has("groups") {
            let groups = self
                .groups
                .iter()
                .filter_map(|group| group_value(group, &values, wanted));
            into.push("groups", Value::from(groups.collect::<Vec<Value>>()));
        }
        if wanted.has("fields") {
            let names = self.fields.iter().map(|(name, _)| name.as_str());
            into.push("fields", map(names.zip(values)));
        }
        self.links.write(wanted, into);
    }
}

/// A group with those of its fields that have a value; none without any.
fn group_value(group: &FieldGroup, values: &[Value], wanted: &Wanted) -> Option<Value> {
    let given = group.fields.iter().filter_map(|place| values.get(*place));
    let fields: Vec<Value> = given.filter(|value| !value.is_none()).cloned().collect();
    if fields.is_empty() {
        return None;
    }
    let mut entries = Entries::default();
    entries.push("label", group.label.value(wanted));
    entries.push("fields", Value::from(fields));
    Some(Value::from(entries))
}
