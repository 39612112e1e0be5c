//! The functions that templates may call: `t`, `asset` and a bounded `range`. They depend on nothing but their arguments and the page.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::sync::Arc;

use tera::{Error, Function, Kwargs, State, Tera, TeraResult, Value};

use crate::theme::assets::Assets;

/// The interface words of theme and site.
pub trait Interface: Send + Sync {
    /// The words of a key; `n` is a decimal number that chooses the plural form and fills `{n}`,
    /// `arguments` fill the other places. None if no layer gives the key in this language.
    fn text(&self, lang: &str, key: &str, n: Option<&str>, arguments: &BTreeMap<String, String>) -> Option<String>;
}

/// Names of the functions, for messages.
pub(in crate::theme) const FUNCTIONS: [&str; 5] = ["t", "asset", "range", "super", "throw"];

pub(in crate::theme) fn register(tera: &mut Tera, words: Arc<dyn Interface>, assets: Arc<Assets>) {
    tera.register_function("t", Words { words });
    tera.register_function("asset", Address { assets });
    tera.register_function("range", range);
}

/// What one rendering may still take from `range`, so that no loop runs for ever.
const STEPS: u32 = 100_000;

thread_local! {
    static LEFT: Cell<u32> = const { Cell::new(STEPS) };
}

/// Begins a new rendering on this thread.
pub(in crate::theme) fn begin() {
    LEFT.set(STEPS);
}

/// Marks an error of ours in tera's text, so that it can be said in our words.
pub(in crate::theme) const NO_STRING: &str = "wutong-string-unknown:";
pub(in crate::theme) const NO_ASSET: &str = "wutong-asset-unknown:";
pub(in crate::theme) const ENDLESS: &str = "wutong-endless";

struct Words {
    words: Arc<dyn Interface>,
}

impl Function<TeraResult<Value>> for Words {
    fn call(&self, given: Kwargs, state: &State<'_>) -> TeraResult<Value> {
        let lang = state
            .get::<Value>("lang")?
            .and_then(|lang| lang.get_from_path("code").and_then(Value::as_str).map(str::to_owned))
            .ok_or_else(|| Error::message("`t` needs `lang`: declare `@lang` in the component"))?;
        let mut key = None;
        let mut n = None;
        let mut arguments = BTreeMap::new();
        for (name, value) in given.iter() {
            let text = value.to_string();
            match name.as_str() {
                Some("key") => key = Some(text),
                Some("n") if !value.is_none() => n = Some(text),
                Some(name) => {
                    arguments.insert(name.to_owned(), text);
                }
                None => {}
            }
        }
        let key = key.ok_or_else(|| Error::message("`t` needs `key`"))?;
        self.words
            .text(&lang, &key, n.as_deref(), &arguments)
            .map(|text| Value::normal_string(&text))
            .ok_or_else(|| Error::message(format!("{NO_STRING}{lang}:{key}")))
    }
}

struct Address {
    assets: Arc<Assets>,
}

impl Function<TeraResult<Value>> for Address {
    fn call(&self, given: Kwargs, state: &State<'_>) -> TeraResult<Value> {
        let path = given.must_get::<String>("path")?;
        let root = state
            .get::<String>("root")?
            .ok_or_else(|| Error::message("`asset` needs `root`: declare `@root` in the component"))?;
        self.assets
            .published(&path)
            .map(|published| Value::normal_string(&format!("{root}{published}")))
            .ok_or_else(|| Error::message(format!("{NO_ASSET}{path}")))
    }
}

/// As tera's own, within the bounds of one rendering.
#[expect(
    clippy::needless_pass_by_value,
    reason = "tera gives functions their arguments by value"
)]
fn range(given: Kwargs, _: &State<'_>) -> TeraResult<Value> {
    let start = given.get::<i64>("start")?.unwrap_or(0);
    let end = given.must_get::<i64>("end")?;
    let step = usize::try_from(given.get::<i64>("step_by")?.unwrap_or(1))
        .unwrap_or(0)
        .max(1);
    let mut numbers = Vec::new();
    for number in (start..end).step_by(step) {
        let left = LEFT.get().checked_sub(1).ok_or_else(|| Error::message(ENDLESS))?;
        LEFT.set(left);
        numbers.push(Value::from(number));
    }
    Ok(Value::from(numbers))
}
