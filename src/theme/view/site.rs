//! The site and the language as templates see them. Addresses in `site` are relative, so there is one for each depth.

use std::collections::BTreeMap;
use std::sync::Arc;

use tera::Value;

use crate::theme::settings::SettingValue;
use crate::theme::shape::{Shape, Slot};
use crate::theme::visible::{Visible, map, view};
use crate::theme::wanted::Wanted;

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
        pub code: Arc<str>,
        /// BCP 47, for the `lang` attribute.
        pub html_lang: Arc<str>,
        /// Its own name.
        pub name: Arc<str>,
        /// `ltr` or `rtl`
        pub dir: Arc<str>,
    }
}

/// The theme's settings with the site's choices.
#[derive(Clone, Debug, Default)]
pub struct Settings(pub BTreeMap<String, SettingValue>);

impl Visible for Settings {
    fn shape() -> Shape {
        Shape::Slot(Slot::Settings)
    }

    fn value(&self, _wanted: &Wanted) -> Value {
        map(self.0.iter().map(|(name, value)| {
            let value = match value {
                SettingValue::Text(text) => Value::normal_string(text),
                SettingValue::Boolean(flag) => Value::from(*flag),
                SettingValue::Colour { light, .. } => Value::normal_string(&light.to_string()),
            };
            (name.as_str(), value)
        }))
    }
}
