//! Lets schemas share what they say alike: each such part stands once on a shelf of definitions.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

/// A shorter part is no longer than a reference to it.
const WORTH: usize = 80;

/// Keywords that hold schemas by name.
const BY_NAME: [&str; 3] = ["properties", "patternProperties", "dependencies"];

/// Keywords that hold a schema, or a list of them.
const DIRECT: [&str; 7] = [
    "items",
    "not",
    "additionalProperties",
    "contains",
    "anyOf",
    "allOf",
    "oneOf",
];

/// Takes the parts that are alike out of the schemas, and the definitions that they had: the shelf of all these.
/// `shelf` is what leads there from the schemas, such as `./_shared.schema.json#/definitions/`.
pub fn share(schemas: &mut [&mut Value], shelf: &str) -> Map<String, Value> {
    let mut sharing = Sharing::default();
    let mut definitions = Map::new();
    for schema in &mut *schemas {
        if let Some(Value::Object(own)) = schema.as_object_mut().and_then(|root| root.remove("definitions")) {
            definitions.extend(own);
        }
        children(schema, &mut |part| sharing.count(part));
    }
    for schema in &mut *schemas {
        children(schema, &mut |part| sharing.place(part, shelf));
    }
    definitions.extend(sharing.shelf);
    definitions
}

#[derive(Default)]
struct Sharing {
    /// How often each part occurs.
    seen: BTreeMap<String, usize>,
    /// What a shared part is called.
    names: BTreeMap<String, String>,
    shelf: Map<String, Value>,
}

impl Sharing {
    fn count(&mut self, part: &mut Value) {
        let times = self.seen.entry(part.to_string()).or_default();
        *times += 1;
        if *times == 1 {
            children(part, &mut |inner| self.count(inner));
        }
    }

    fn place(&mut self, part: &mut Value, shelf: &str) {
        if let Some(Value::String(leads)) = part.get_mut("$ref") {
            *leads = leads.replace("#/definitions/", shelf);
            return;
        }
        let text = part.to_string();
        let alike = part.is_object() && self.seen.get(&text).is_some_and(|times| *times > 1);
        if !alike || text.len() < WORTH {
            children(part, &mut |inner| self.place(inner, shelf));
            return;
        }
        let name = match self.names.get(&text) {
            Some(name) => name.clone(),
            None => self.shelve(text, part.clone()),
        };
        *part = json!({"$ref": format!("{shelf}{name}")});
    }

    /// On the shelf, parts lead to each other without naming its file.
    fn shelve(&mut self, text: String, mut part: Value) -> String {
        let name = (self.names.len() + 1).to_string();
        self.names.insert(text, name.clone());
        children(&mut part, &mut |inner| self.place(inner, "#/definitions/"));
        self.shelf.insert(name.clone(), part);
        name
    }
}

/// Every schema directly inside this one.
fn children(schema: &mut Value, then: &mut dyn FnMut(&mut Value)) {
    let Some(keywords) = schema.as_object_mut() else {
        return;
    };
    for (keyword, held) in keywords {
        match held {
            Value::Object(named) if BY_NAME.contains(&keyword.as_str()) => named.values_mut().for_each(&mut *then),
            Value::Array(all) if DIRECT.contains(&keyword.as_str()) => all.iter_mut().for_each(&mut *then),
            Value::Object(_) if DIRECT.contains(&keyword.as_str()) => then(held),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_alike_stands_once_and_says_the_same() {
        let long = "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十";
        let inner = json!({"type": "string", "description": long});
        let outer = json!({"items": inner, "description": long});
        let mut first =
            json!({"properties": {"a": outer, "b": inner, "c": {"type": "null"}}, "definitions": {"x": true}});
        let mut second = json!({"anyOf": [outer, {"$ref": "#/definitions/x"}], "enum": [inner]});
        let shelf = share(&mut [&mut first, &mut second], "./s.json#/definitions/");
        assert_eq!(
            first,
            json!({"properties": {
                "a": {"$ref": "./s.json#/definitions/1"},
                "b": {"$ref": "./s.json#/definitions/2"},
                "c": {"type": "null"},
            }})
        );
        assert_eq!(
            second,
            json!({
                "anyOf": [{"$ref": "./s.json#/definitions/1"}, {"$ref": "./s.json#/definitions/x"}],
                "enum": [inner],
            })
        );
        let expected = json!({"x": true, "2": inner, "1": {"items": {"$ref": "#/definitions/2"}, "description": long}});
        assert_eq!(Value::Object(shelf), expected);
    }
}
