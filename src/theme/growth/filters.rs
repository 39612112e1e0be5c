//! The filters that count, and tera's own that could make much of little, within the same bounds.

use std::cell::Cell;
use std::thread::LocalKey;

use tera::{Error, Kwargs, State, StringInput, Tera, TeraResult, Value};

/// Behind what a template makes, behind what it walks, behind what it prints where it is caught.
pub(super) const MADE: &str = "wutong_made";
pub(super) const LOOP: &str = "wutong_loop";
pub(super) const TOLD: &str = "wutong_told";

/// Marks an error of ours in tera's text.
pub(in crate::theme) const GROWS: &str = "wutong-grows";
pub(in crate::theme) const WALKS: &str = "wutong-walks";

/// One text that a template makes, in bytes.
pub(in crate::theme) const LARGEST: usize = 512 << 10;
/// All that one page's templates make on the way, in bytes.
const MOST_MADE: usize = 64 << 20;
/// All that they print where it is caught, in bytes: a buffer may be twice as large as what is in it.
const MOST_TOLD: usize = 8 << 20;
/// One list or map that a template makes, in bytes as it would be printed: the same text may stand in it
/// any number of times and take room but once.
const LARGEST_LIST: usize = 8 * LARGEST;
/// What it is taken to be at least.
const LIST: usize = 256;
/// Lists in lists.
const DEEPEST: usize = 32;
/// Steps of all loops of one page.
const STEPS: usize = 2_000_000;

thread_local! {
    static MADE_LEFT: Cell<usize> = const { Cell::new(MOST_MADE) };
    static TOLD_LEFT: Cell<usize> = const { Cell::new(MOST_TOLD) };
    static STEPS_LEFT: Cell<usize> = const { Cell::new(STEPS) };
}

/// Begins a new page on this thread.
pub(in crate::theme) fn begin() {
    MADE_LEFT.set(MOST_MADE);
    TOLD_LEFT.set(MOST_TOLD);
    STEPS_LEFT.set(STEPS);
}

pub(in crate::theme) fn register(tera: &mut Tera) {
    tera.register_filter(MADE, made);
    tera.register_filter(LOOP, walked);
    tera.register_filter(TOLD, told);
    tera.register_filter("replace", replace);
    tera.register_filter("join", join);
}

fn grows<T>() -> TeraResult<T> {
    Err(Error::message(GROWS))
}

fn take(from: &'static LocalKey<Cell<usize>>, bytes: usize) -> TeraResult<()> {
    let Some(left) = from.get().checked_sub(bytes) else {
        return grows();
    };
    from.set(left);
    Ok(())
}

fn made(value: Value, _: Kwargs, _: &State<'_>) -> TeraResult<Value> {
    if let Some(text) = value.as_str() {
        if text.len() > LARGEST {
            return grows();
        }
        take(&MADE_LEFT, text.len())?;
    } else if value.is_array() || value.is_map() {
        take(&MADE_LEFT, LIST + printed(&value, LARGEST_LIST, DEEPEST)?)?;
    }
    Ok(value)
}

fn walked(value: Value, _: Kwargs, _: &State<'_>) -> TeraResult<Value> {
    let steps = value.len().unwrap_or_default();
    match STEPS_LEFT.get().checked_sub(steps) {
        Some(left) => {
            STEPS_LEFT.set(left);
            Ok(value)
        }
        None => Err(Error::message(WALKS)),
    }
}

fn told(value: Value, _: Kwargs, _: &State<'_>) -> TeraResult<Value> {
    match value.as_str() {
        Some(text) => take(&TOLD_LEFT, text.len())?,
        None if value.is_array() || value.is_map() => take(&TOLD_LEFT, printed(&value, LARGEST_LIST, DEEPEST)?)?,
        None => {}
    }
    Ok(value)
}

/// About how many bytes a value comes to when it is printed, as long as they are no more than these.
fn printed(value: &Value, most: usize, deeper: usize) -> TeraResult<usize> {
    let inner: Box<dyn Iterator<Item = &Value> + '_> = match (value.as_array(), value.as_map()) {
        (Some(items), _) => Box::new(items.iter()),
        (_, Some(map)) => Box::new(map.values()),
        _ => return Ok(value.as_str().map_or(8, str::len)),
    };
    let Some(deeper) = deeper.checked_sub(1) else {
        return grows();
    };
    let mut bytes = 2_usize;
    for item in inner {
        bytes += 2 + printed(item, most.saturating_sub(bytes), deeper)?;
        if bytes > most {
            return grows();
        }
    }
    Ok(bytes)
}

/// As tera's own, within the bounds.
fn replace(text: StringInput<'_>, given: Kwargs, state: &State<'_>) -> TeraResult<Value> {
    let from = given.must_get::<&str>("from")?;
    let to = given.must_get::<StringInput<'_>>("to")?;
    let safe = state.autoescaping_enabled() && (text.is_safe() || to.is_safe());
    let replaced = |text: &str, to: &str| {
        let times = text.matches(from).count();
        let bytes = text.len() + times.saturating_mul(to.len().saturating_sub(from.len()));
        if bytes > LARGEST.max(text.len()) {
            return grows();
        }
        Ok(text.replace(from, to))
    };
    if safe {
        replaced(&text.rendered(state)?, &to.rendered(state)?).map(|text| Value::safe_string(&text))
    } else {
        replaced(text.as_str(), to.as_str()).map(Value::from)
    }
}

/// As tera's own, within the bounds.
fn join(items: &[Value], given: Kwargs, state: &State<'_>) -> TeraResult<Value> {
    let between = given.get::<StringInput<'_>>("sep")?;
    let safe_between = between.as_ref().is_some_and(StringInput::is_safe);
    let safe =
        state.autoescaping_enabled() && (safe_between || items.iter().any(|item| item.is_string() && item.is_safe()));
    let between = match &between {
        Some(between) if safe => between.rendered(state)?.into_owned(),
        Some(between) => between.as_str().to_owned(),
        None => String::new(),
    };
    let mut whole = String::new();
    for (nth, item) in items.iter().enumerate() {
        if nth > 0 {
            whole.push_str(&between);
        }
        printed(item, LARGEST_LIST, DEEPEST)?;
        if safe && !item.is_undefined() {
            whole.push_str(&state.escape_if_needed(item)?);
        } else if !safe {
            whole.push_str(&item.to_string());
        }
        if whole.len() > LARGEST_LIST {
            return grows();
        }
    }
    Ok(if safe {
        Value::safe_string(&whole)
    } else {
        Value::from(whole)
    })
}
