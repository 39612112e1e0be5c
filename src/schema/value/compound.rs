//! Places, contacts and links: small values of several parts.

use rust_decimal::Decimal;

use crate::model::node::Node;
use crate::model::types::Kind;
use crate::model::value::{Contact, Link, Place};
use crate::schema::value::parts::{PartName, Parts, bad_part, parts};
use crate::schema::value::{Reading, Spot, not_of_kind, spelled};
use crate::yaml::report::{Fault, down};

pub(in crate::schema) const PLACE: [PartName; 3] = [
    ("longitude", &["经度"]),
    ("latitude", &["纬度"]),
    ("datum", &["坐标系"]),
];

/// Datums by key and by the names of the maps that use them.
pub(in crate::schema) const DATUMS: [(&str, &[&str]); 4] = [
    ("wgs84", &["wgs-84", "gps"]),
    ("gcj02", &["gcj-02", "高德", "腾讯", "火星坐标"]),
    ("bd09", &["bd-09", "百度"]),
    ("cgcs2000", &["2000", "天地图", "国家2000", "国家大地2000"]),
];

pub(in crate::schema) const CONTACT: [PartName; 6] = [
    ("name", &["姓名", "联系人"]),
    ("unit", &["单位"]),
    ("phone", &["电话", "手机", "联系电话"]),
    ("email", &["邮箱", "电子邮箱"]),
    ("hours", &["时间", "办公时间"]),
    ("languages", &["语言"]),
];

pub(in crate::schema) const LINK: [PartName; 2] = [("url", &["网址", "地址", "链接"]), ("label", &["名称", "标题"])];

pub(super) fn place(node: &Node, spot: Spot<'_>, reading: &Reading<'_>, faults: &mut Vec<Fault>) -> Option<Place> {
    let Node::Map(entries) = node else {
        faults.push(not_of_kind(node, &Kind::Place, spot, reading));
        return None;
    };
    let parts = parts(entries, &PLACE, spot, faults);
    let longitude = degrees("longitude", 180, &parts, spot, reading, faults);
    let latitude = degrees("latitude", 90, &parts, spot, reading, faults);
    let written = parts.get("datum").map(|_| parts.text("datum", reading, faults));
    let datum = match written {
        None => {
            faults.push(spot.fault("place-datum"));
            None
        }
        Some(found) => found.and_then(|(written, trail)| {
            let plain = written.to_lowercase();
            let datum = DATUMS
                .iter()
                .find(|(key, names)| *key == plain || names.contains(&plain.as_str()));
            if datum.is_none() {
                let known = DATUMS.map(|(key, _)| key).join("、");
                faults.push(bad_part("datum", &written, &known, trail));
            }
            datum.map(|(key, _)| (*key).to_owned())
        }),
    };
    Some(Place {
        longitude: longitude?,
        latitude: latitude?,
        datum: datum?,
    })
}

fn degrees(
    part: &'static str,
    most: i64,
    parts: &Parts<'_>,
    spot: Spot<'_>,
    reading: &Reading<'_>,
    faults: &mut Vec<Fault>,
) -> Option<Decimal> {
    let (written, trail) = parts.needed(part, spot, reading, faults)?;
    let number: Option<Decimal> = written.trim_end_matches('°').trim().parse().ok();
    let found = number.filter(|number| number.abs() <= Decimal::from(most));
    if found.is_none() {
        faults.push(
            Fault::value("place-degrees", trail)
                .with("part", part)
                .with("written", &written)
                .with("most", most),
        );
    }
    found
}

/// A map, or a single text: a telephone number, an e-mail address or a name, by its look.
pub(super) fn contact(node: &Node, spot: Spot<'_>, reading: &Reading<'_>, faults: &mut Vec<Fault>) -> Option<Contact> {
    let entries = match node {
        Node::Map(entries) => entries,
        Node::Scalar(scalar) => return Some(by_look(spelled(scalar, spot.trail, reading))),
        _ => {
            faults.push(not_of_kind(node, &Kind::Contact, spot, reading));
            return None;
        }
    };
    let parts = parts(entries, &CONTACT, spot, faults);
    let mut part = |key| parts.text(key, reading, faults).map(|(text, _)| text);
    let contact = Contact {
        name: part("name"),
        unit: part("unit"),
        phone: part("phone"),
        email: part("email"),
        hours: part("hours"),
        languages: languages(&parts, reading, faults),
    };
    if let Some((email, (_, trail))) = contact.email.as_ref().zip(parts.get("email"))
        && !is_email(email)
    {
        faults.push(bad_part("email", email, "", trail));
    }
    (contact != Contact::default()).then_some(contact)
}

fn by_look(written: String) -> Contact {
    let mut contact = Contact::default();
    let digits = written.chars().filter(char::is_ascii_digit).count();
    let of_phone = |letter: char| letter.is_ascii_digit() || "+-() /（）－—".contains(letter);
    if digits >= 5 && written.chars().all(of_phone) {
        contact.phone = Some(written);
    } else if is_email(&written) {
        contact.email = Some(written);
    } else {
        contact.name = Some(written);
    }
    contact
}

fn is_email(written: &str) -> bool {
    let (name, host) = written.split_once('@').unwrap_or_default();
    let plain = |part: &str| !part.is_empty() && !part.contains(char::is_whitespace);
    plain(name) && plain(host) && host.contains('.') && !host.contains('@')
}

fn languages(parts: &Parts<'_>, reading: &Reading<'_>, faults: &mut Vec<Fault>) -> Vec<String> {
    let Some((node, trail)) = parts.get("languages") else {
        return Vec::new();
    };
    let items = match node {
        Node::List(items) => items.as_slice(),
        single => std::slice::from_ref(single),
    };
    let mut found = Vec::with_capacity(items.len());
    for (place, item) in items.iter().enumerate() {
        match item {
            Node::Scalar(scalar) => found.push(spelled(scalar, &down(trail, place), reading)),
            Node::Null => {}
            _ => faults.push(bad_part("languages", "…", "", trail)),
        }
    }
    found
}

/// An address on the web, alone or with the words that show it.
pub(super) fn link(node: &Node, spot: Spot<'_>, reading: &Reading<'_>, faults: &mut Vec<Fault>) -> Option<Link> {
    match node {
        Node::Scalar(scalar) => {
            let url = address(&spelled(scalar, spot.trail, reading), spot, faults)?;
            Some(Link { url, label: None })
        }
        Node::Map(entries) => {
            let parts = parts(entries, &LINK, spot, faults);
            let label = parts.text("label", reading, faults).map(|(text, _)| text);
            if parts.get("url").is_none() && label.is_some() && spot_is_translated(reading) {
                return Some(Link {
                    url: String::new(),
                    label,
                });
            }
            let (written, trail) = parts.needed("url", spot, reading, faults)?;
            let url = address(&written, Spot { trail, ..spot }, faults)?;
            Some(Link { url, label })
        }
        _ => {
            faults.push(not_of_kind(node, &Kind::Link, spot, reading));
            None
        }
    }
}

/// A translation may give the words alone: the address stands in the original.
fn spot_is_translated(reading: &Reading<'_>) -> bool {
    reading.role == crate::schema::value::Role::Translation
}

/// Only http, https and mailto, and whole: what else a link could start is no address of a document.
fn address(written: &str, spot: Spot<'_>, faults: &mut Vec<Fault>) -> Option<String> {
    let lower = written.to_ascii_lowercase();
    let rest = ["https://", "http://", "mailto:"]
        .iter()
        .find_map(|scheme| lower.strip_prefix(scheme));
    let whole = rest.is_some_and(|rest| {
        rest.starts_with(|letter: char| letter.is_alphanumeric() || letter == '[')
            && !written.contains(|letter: char| letter.is_whitespace() || letter.is_control())
    });
    let mail = lower
        .strip_prefix("mailto:")
        .is_none_or(|to| is_email(to.split('?').next().unwrap_or_default()));
    if whole && mail {
        return Some(written.to_owned());
    }
    let mut fault = spot.fault("link-address").with("written", written);
    if !lower.contains(':') && lower.starts_with("www.") {
        fault = fault.replaced_by(format!("https://{written}"));
    }
    faults.push(fault);
    None
}
