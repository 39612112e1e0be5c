//! The site and the language as templates see them. Addresses in `site` are relative, so there is one for each depth.

use std::collections::BTreeMap;

use crate::theme::settings::SettingValue;
use crate::theme::shape::{Shape, Slot};
use crate::theme::visible::{Visible, named, view};

view! {
    pub struct SiteView {
        pub title: String,
        /// Address of the home page in this language and edition.
        pub home: String,
        /// Absolute address of the site.
        pub url: String,
        pub menu: Vec<MenuView>,
        /// Only what is given.
        pub identity: Vec<IdentityView>,
        pub settings: Settings,
        /// Address of the language's feed.
        pub feed: String,
    }
}

view! {
    pub struct MenuView {
        pub label: String,
        pub url: String,
        /// Equals `page.section` on the pages that belong to it.
        pub section: String,
        pub items: Vec<MenuItemView>,
    }
}

view! {
    pub struct MenuItemView {
        pub label: String,
        pub url: String,
        pub section: String,
    }
}

view! {
    /// Organiser, site code, ICP number …
    pub struct IdentityView {
        pub key: String,
        pub label: String,
        pub text: String,
        pub url: Option<String>,
    }
}

view! {
    pub struct LangView {
        /// `zh-Hans`
        pub code: String,
        /// BCP 47, for the `lang` attribute.
        pub html_lang: String,
        /// Its own name.
        pub name: String,
        /// `ltr` or `rtl`
        pub dir: String,
    }
}

/// The theme's settings with the site's choices.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Settings(pub BTreeMap<String, SettingValue>);

impl Visible for Settings {
    fn value(&self) -> tera::Value {
        named(self.0.iter().map(|(name, value)| (name.as_str(), value.value())))
    }

    fn shape() -> Shape {
        Shape::Slot(Slot::Settings)
    }
}

impl Visible for SettingValue {
    fn value(&self) -> tera::Value {
        match self {
            SettingValue::Text(text) => text.value(),
            SettingValue::Boolean(flag) => flag.value(),
        }
    }

    fn shape() -> Shape {
        Shape::Leaf
    }
}
