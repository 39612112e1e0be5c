//! What `{=name}` in a text means: a field of the entry itself, or of another one.

use crate::model::figure::Figure;
use crate::model::types::Field;
use crate::model::value::Value;
use crate::site::{Entry, EntryId, Site};

/// What a name in `{=…}` leads to.
#[derive(Clone, Copy, Debug)]
pub enum Named<'a> {
    Value {
        entry: &'a Entry,
        field: &'a Field,
        value: &'a Value,
    },
    /// One year of a series.
    Year {
        entry: &'a Entry,
        field: &'a Field,
        year: i32,
        figure: &'a Figure,
    },
    /// There is such a field, but nothing stands in it.
    Empty {
        entry: &'a Entry,
        field: &'a Field,
    },
    Unknown,
}

impl Site {
    /// `总投资`, `investment`, or `shili-2020.total`: another entry's file name, a dot, and its field.
    /// Behind a series a year may stand: `values.2022`, `shili-towns.values.2022`.
    pub fn figure<'a>(&'a self, entry: Option<&'a Entry>, name: &str) -> Named<'a> {
        let whole = self.field_named(entry, name);
        let year = name
            .rsplit_once('.')
            .and_then(|(series, year)| Some((self.field_named(entry, series), year.parse::<i32>().ok()?)));
        match (whole, year) {
            (Named::Unknown, Some((Named::Value { entry, field, value }, year))) => of_year(entry, field, value, year),
            _ => whole,
        }
    }

    fn field_named<'a>(&'a self, entry: Option<&'a Entry>, name: &str) -> Named<'a> {
        let own = entry.map_or(Named::Unknown, |entry| self.field_of(entry, name));
        if !matches!(own, Named::Unknown) {
            return own;
        }
        let Some((other, field)) = name.rsplit_once('.') else {
            return Named::Unknown;
        };
        match self.by_file_name(other).as_slice() {
            [one] => self.field_of(self.entry(*one), field),
            _ => Named::Unknown,
        }
    }

    fn field_of<'a>(&'a self, entry: &'a Entry, name: &str) -> Named<'a> {
        let Some(field) = self
            .types
            .get(&entry.key.type_name)
            .and_then(|kind| kind.field_written(name))
        else {
            return Named::Unknown;
        };
        entry
            .fact(&field.name)
            .map_or(Named::Empty { entry, field }, |value| Named::Value {
                entry,
                field,
                value,
            })
    }

    /// `baihe`, or `regions/baihe` where two types have such a file.
    fn by_file_name(&self, written: &str) -> Vec<EntryId> {
        let (folder, name) = written
            .split_once('/')
            .map_or((None, written), |(folder, name)| (Some(folder), name));
        let types = self
            .types
            .types
            .values()
            .filter(|kind| folder.is_none_or(|folder| kind.folder == folder));
        types
            .filter_map(|kind| self.keys.get(&(kind.name.clone(), name.to_owned())).copied())
            .collect()
    }
}

/// A year that the series does not give is as empty as a field without a value.
fn of_year<'a>(entry: &'a Entry, field: &'a Field, value: &'a Value, year: i32) -> Named<'a> {
    let Value::Series(years) = value else {
        return Named::Unknown;
    };
    years
        .iter()
        .find(|(known, _)| *known == year)
        .map_or(Named::Empty { entry, field }, |(_, figure)| Named::Year {
            entry,
            field,
            year,
            figure,
        })
}
