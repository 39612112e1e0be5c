//! What a value of a kind looks like, for advice in messages. Places in examples are invented.

use crate::model::types::Kind;
use crate::schema::value::{Reading, choices};

/// A good value, as it would be typed.
pub fn example(kind: &Kind, reading: &Reading<'_>) -> String {
    let fixed = match kind {
        Kind::Text => "温泉康养",
        Kind::Markdown => "在县城**以北**",
        Kind::Integer => "12",
        Kind::Decimal => "1.5",
        Kind::Money => "约3.5亿元",
        Kind::Area => "64.29亩",
        Kind::Length => "12.5公里",
        Kind::Percent => "40%",
        Kind::Quantity { unit: None } => "120张",
        Kind::Quantity { unit: Some(_) } => "120",
        Kind::Date => "2014-09-04",
        Kind::DateTime => "2014-09-04 10:30",
        Kind::Period => "2020..2022",
        Kind::Boolean => "true",
        Kind::Reference { .. } => "青山",
        Kind::Place => "{longitude: 106.63, latitude: 26.65, datum: wgs84}",
        Kind::Image => "shanjing.jpg",
        Kind::File => "shouce.pdf",
        Kind::Video => "shanjing.mp4",
        Kind::Contact => "{name: 王敏, unit: 青山县招商局, phone: 0851-12345678}",
        Kind::Address => "青山县白露镇1号",
        Kind::Link => "https://example.com/",
        Kind::Choice { options } => {
            return options
                .first()
                .map_or("", |option| choices::told(option, reading))
                .to_owned();
        }
        Kind::List(item) => return format!("[{}]", example(item, reading)),
        Kind::Series(item) => return format!("{{2020: {}}}", example(item, reading)),
        Kind::Group(fields) => {
            let shown: Vec<String> = fields
                .iter()
                .filter(|field| !field.hidden)
                .take(3)
                .map(|field| format!("{}: {}", field.name, example(&field.kind, reading)))
                .collect();
            return format!("{{{}}}", shown.join(", "));
        }
    };
    fixed.to_owned()
}
