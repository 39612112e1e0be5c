//! The site and the language as templates see them. Addresses in `site` are relative, so there is one for each depth.

use std::collections::BTreeMap;

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::theme::settings::SettingValue;
use crate::theme::shape::{Shape, Slot};
use crate::theme::visible::{Visible, view};

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

impl Serialize for Settings {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, value) in &self.0 {
            match value {
                SettingValue::Text(text) => map.serialize_entry(name, text)?,
                SettingValue::Boolean(flag) => map.serialize_entry(name, flag)?,
                SettingValue::Colour { light, .. } => map.serialize_entry(name, &light.to_string())?,
            }
        }
        map.end()
    }
}

impl Visible for Settings {
    fn shape() -> Shape {
        Shape::Slot(Slot::Settings)
    }
}
