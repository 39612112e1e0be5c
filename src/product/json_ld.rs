//! Structured data for search engines (schema.org), only from what the page shows.

use serde_json::{Map, Value as Json, json};

use crate::model::types::Type;
use crate::product::body;
use crate::product::context::{RenderContext, Viewpoint};
use crate::site::Entry;
use crate::site::address::{PageKey, Subject};
use crate::site::entry::{How, Shown};
use crate::theme::view::field::FieldView;
use crate::theme::visible::Html;

const REGION: &str = "region";

/// The fields that are read as the page shows them.
pub(super) const READ: [&str; 1] = [REGION];

/// None for a type that names no schema.org class.
pub(super) fn of_entry(
    context: &RenderContext<'_>,
    at: &Viewpoint,
    entry: &Entry,
    shown: &Shown<'_>,
    kind: &Type,
    fields: &[(String, Option<FieldView>)],
) -> Option<Html> {
    let class = kind.schema_org.as_deref()?;
    let key = PageKey {
        subject: Subject::Entry(entry.id),
        lang: at.lang,
        edition: crate::config::Edition::Standard,
        number: 1,
    };
    let mut data = Map::new();
    data.insert("@context".into(), json!("https://schema.org"));
    data.insert("@type".into(), json!(class));
    data.insert(
        "name".into(),
        json!(body::line(context, at, Some(entry), shown, shown.title())),
    );
    data.insert(
        "url".into(),
        json!(context.site.config.url.absolute(&context.address(&key).link)),
    );
    let summary = body::line(context, at, Some(entry), shown, shown.summary());
    if !summary.is_empty() {
        data.insert("description".into(), json!(summary));
    }
    let words = if shown.how == How::Fallback {
        shown.from
    } else {
        at.lang
    };
    data.insert("inLanguage".into(), json!(context.formats(words).html_lang()));
    let published = entry.date("published").map(|date| date.to_string());
    if let Some(published) = published.filter(|_| !["AdministrativeArea", "Place", "Organization"].contains(&class)) {
        data.insert("datePublished".into(), json!(published));
    }
    let region = fields
        .iter()
        .find(|(name, _)| name == REGION)
        .and_then(|(_, field)| field.as_ref());
    if let Some(region) = region.filter(|region| !region.text.is_empty()) {
        data.insert("spatialCoverage".into(), json!(region.text));
    }
    // `</script>` must not end the block from within.
    let text = Json::Object(data).to_string().replace('<', "\\u003c");
    Some(Html(text))
}
