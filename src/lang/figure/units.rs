//! Units, checked and ready to be looked up: by key, by what a clerk writes, and for comparison.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::lang::figure::units_file::{Dimension, ReadingWords, UnitRow, UnitWords, UnitsFile};
use crate::lang::figure::words::{Lead, Trail, WordList, add_words, lead_words, op_words, plain_words, trail_words};
use crate::model::figure::{Figure, Mode, Op};

/// All units of a site, and the words by which its figures are read.
#[derive(Clone, Debug)]
pub struct Units {
    rows: BTreeMap<String, UnitRow>,
    factors: BTreeMap<String, Factor>,
    words: ReadingWords,
    /// Names behind a number, names before one, and every word of the reading list.
    pub(super) behind: WordList<String>,
    pub(super) before: WordList<String>,
    pub(super) lead: WordList<Lead>,
    pub(super) trail: WordList<Trail>,
    pub(super) inner: WordList<Op>,
    pub(super) scales: WordList<Vec<u32>>,
    pub(super) to: WordList<()>,
    pub(super) per: WordList<()>,
    pub(super) vague: WordList<()>,
}

/// How many base units a unit is, as an exact fraction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Factor {
    over: Decimal,
    under: Decimal,
}

/// What is wrong in a `units.yaml`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitsMistake {
    /// The unit or word list it is in.
    pub key: String,
    /// What is wrong.
    pub problem: UnitsProblem,
}

/// A kind of mistake in a `units.yaml`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UnitsProblem {
    /// Not a positive number or fraction.
    Factor(String),
    /// A pattern without `{n}`.
    Pattern(String),
    /// A conversion to a unit that is missing, has no factor, or measures something else.
    Conversion(String),
    /// An operator or mode that does not exist.
    Word(String),
    /// It adds to a unit that is not there.
    Dimension,
    /// A key that could not be told from a compound: it is empty or holds `/` or a space.
    Key,
}

impl Units {
    /// Units of a theme's file. All mistakes are returned together.
    pub fn new(file: &UnitsFile) -> Result<Units, Vec<UnitsMistake>> {
        let mistakes = mistakes_in(&file.units, &file.words);
        if !mistakes.is_empty() {
            return Err(mistakes);
        }
        let factors = file
            .units
            .iter()
            .filter_map(|(key, row)| Some((key.clone(), parse_factor(row.factor.as_deref()?)?)))
            .collect();
        Ok(Units {
            behind: names(&file.units, |row| &row.names),
            before: names(&file.units, |row| &row.before),
            lead: lead_words(&file.words),
            trail: trail_words(&file.words),
            inner: op_words(&file.words.inner, |op| op),
            scales: WordList::new(
                file.words
                    .scales
                    .iter()
                    .map(|(word, powers)| (word.clone(), powers.clone())),
            ),
            to: plain_words(&file.words.to),
            per: plain_words(&file.words.per),
            vague: plain_words(&file.words.vague),
            rows: file.units.clone(),
            factors,
            words: file.words.clone(),
        })
    }

    /// These units with the rows of a nearer file: a row with a dimension takes the place of one with the same
    /// key, a row without adds to it. Words are added.
    pub fn merge(&self, nearer: &UnitsFile) -> Result<Units, Vec<UnitsMistake>> {
        let mut whole = UnitsFile {
            units: self.rows.clone(),
            words: self.words.clone(),
        };
        for (key, row) in &nearer.units {
            match whole.units.get_mut(key) {
                Some(known) if row.dimension.is_none() => add_to_row(known, row),
                _ => drop(whole.units.insert(key.clone(), row.clone())),
            }
        }
        add_words(&mut whole.words, &nearer.words);
        Units::new(&whole)
    }

    /// The row of a unit.
    pub fn row(&self, key: &str) -> Option<&UnitRow> {
        self.rows.get(key)
    }

    /// All keys, sorted.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.rows.keys().map(String::as_str)
    }

    /// Whether the key is a unit, or a compound of units such as `CNY/person/year`.
    pub fn knows(&self, key: &str) -> bool {
        key.split('/').all(|part| self.rows.contains_key(part))
    }

    /// What a unit measures; a compound measures nothing of the list.
    pub fn dimension(&self, key: &str) -> Option<Dimension> {
        self.rows.get(key)?.dimension
    }

    /// The words of the reading list.
    pub(super) fn words(&self) -> &ReadingWords {
        &self.words
    }

    /// The number turned from one unit into another, exactly; none where that cannot be done.
    pub fn convert(&self, number: Decimal, from: &str, to: &str) -> Option<Decimal> {
        if from == to {
            return Some(number);
        }
        if self.dimension(from)? != self.dimension(to)? {
            return None;
        }
        let (from, to) = (self.factors.get(from)?, self.factors.get(to)?);
        let over = number.checked_mul(from.over)?.checked_mul(to.under)?;
        let under = from.under.checked_mul(to.over)?;
        over.checked_div(under)
    }

    /// Orders figures of mixed units: first by what is measured, then by amount.
    ///
    /// The first part is the smallest convertible unit of the dimension, or the unit itself where there is
    /// no conversion (currencies, compounds): amounts of different first parts cannot be compared.
    pub fn sort_key(&self, figure: &Figure) -> (String, Decimal) {
        let base = self.factors.get(&figure.unit).and_then(|_| {
            let dimension = self.dimension(&figure.unit)?;
            let key = self
                .factors
                .iter()
                .filter(|(key, _)| self.dimension(key) == Some(dimension))
                .find(|(_, factor)| factor.over == factor.under)?
                .0;
            Some((key.clone(), self.convert(figure.low, &figure.unit, key)?))
        });
        base.unwrap_or_else(|| (figure.unit.clone(), figure.sort_value()))
    }
}

fn add_to_row(row: &mut UnitRow, nearer: &UnitRow) {
    row.names.extend(nearer.names.iter().cloned());
    row.before.extend(nearer.before.iter().cloned());
    row.accepts.extend(nearer.accepts.iter().cloned());
    row.show.extend(nearer.show.clone());
    row.convert.extend(nearer.convert.clone());
    if nearer.factor.is_some() {
        row.factor.clone_from(&nearer.factor);
    }
    if nearer.symbol.is_some() {
        row.symbol.clone_from(&nearer.symbol);
    }
}

fn names<'a>(rows: &'a BTreeMap<String, UnitRow>, which: impl Fn(&'a UnitRow) -> &'a Vec<String>) -> WordList<String> {
    WordList::new(rows.iter().flat_map(|(key, row)| {
        which(row)
            .iter()
            .map(|name| (name.clone(), key.clone()))
            .collect::<Vec<_>>()
    }))
}

fn parse_factor(written: &str) -> Option<Factor> {
    let (over, under) = written.split_once('/').unwrap_or((written, "1"));
    let factor = Factor {
        over: over.trim().parse().ok()?,
        under: under.trim().parse().ok()?,
    };
    let positive = |number: Decimal| number > Decimal::ZERO;
    (positive(factor.over) && positive(factor.under)).then_some(factor)
}

fn mistakes_in(rows: &BTreeMap<String, UnitRow>, words: &ReadingWords) -> Vec<UnitsMistake> {
    let mut mistakes = Vec::new();
    let mut add = |key: &str, problem| {
        mistakes.push(UnitsMistake {
            key: key.to_owned(),
            problem,
        });
    };
    for (key, row) in rows {
        if key.is_empty() || key.contains(['/', ' ']) {
            add(key, UnitsProblem::Key);
        }
        if row.dimension.is_none() {
            add(key, UnitsProblem::Dimension);
        }
        if let Some(factor) = row.factor.as_deref().filter(|text| parse_factor(text).is_none()) {
            add(key, UnitsProblem::Factor(factor.to_owned()));
        }
        for pattern in patterns(row).filter(|pattern| !pattern.contains("{n}")) {
            add(key, UnitsProblem::Pattern(pattern.to_owned()));
        }
        for target in row.convert.values().flatten().collect::<BTreeSet<_>>() {
            let fits = rows.get(target).is_some_and(|other| {
                other.dimension == row.dimension && other.factor.is_some() && row.factor.is_some()
            });
            if !fits {
                add(key, UnitsProblem::Conversion(target.clone()));
            }
        }
    }
    let ops = [&words.before, &words.after, &words.inner];
    for name in ops.into_iter().flat_map(BTreeMap::keys) {
        if !Op::ALL.iter().any(|op| op.name() == name) {
            add("words", UnitsProblem::Word(name.clone()));
        }
    }
    for name in words.modes.keys() {
        if !Mode::ALL.iter().any(|mode| mode.key() == name) {
            add("words", UnitsProblem::Word(name.clone()));
        }
    }
    mistakes
}

fn patterns(row: &UnitRow) -> impl Iterator<Item = &str> {
    row.show
        .values()
        .flat_map(UnitWords::patterns)
        .chain(row.symbol.as_deref())
}

#[cfg(test)]
mod tests {
    use crate::lang::figure::mistake::Expected;
    use crate::lang::figure::read::read_figure;
    use crate::lang::figure::read_tests::theme_units;
    use crate::lang::figure::units::Units;
    use crate::lang::figure::units_file::UnitsFile;

    fn file(yaml: &str) -> UnitsFile {
        serde_yaml::from_str(yaml).unwrap()
    }

    #[test]
    fn a_site_adds_units_and_words_without_copying() {
        let site = "units: {tonne: {dimension: mass, factor: '1000', names: [吨]}}\nwords: {before: {about: [约莫]}}";
        let units = theme_units().merge(&file(site)).unwrap();
        let read = |text| read_figure(text, &Expected::Quantity(None), &units).map(|figure| figure.canonical());
        assert_eq!(read("约莫3万吨"), Ok("about 30000 tonne".to_owned()));
        assert_eq!(read("64.29亩"), Ok("64.29 mu".to_owned()));
    }

    #[test]
    fn a_row_without_a_dimension_adds_to_the_one_that_is_there() {
        let site = "units: {mu: {names: [마지기], show: {ko: '{n}묘'}}, tuo: {names: [庹]}}";
        let mistakes = theme_units().merge(&file(site)).unwrap_err();
        assert_eq!(
            format!("{mistakes:?}"),
            "[UnitsMistake { key: \"tuo\", problem: Dimension }]"
        );
        let units = theme_units()
            .merge(&file(&site.replace(", tuo: {names: [庹]}", "")))
            .unwrap();
        let read = |text| read_figure(text, &Expected::Area, &units).map(|figure| figure.canonical());
        assert_eq!(read("3마지기"), read("3亩"));
        let show = &units.row("mu").unwrap().show;
        assert!(show.contains_key("ko") && show.contains_key("ja"));
    }

    #[test]
    fn areas_are_converted_exactly() {
        let units = theme_units();
        let convert = |number: &str, from, to| {
            units
                .convert(number.parse().unwrap(), from, to)
                .map(|number| number.normalize().to_string())
        };
        assert_eq!(convert("64.29", "mu", "ha"), Some("4.286".to_owned()));
        assert_eq!(convert("15", "mu", "m2"), Some("10000".to_owned()));
        assert_eq!(convert("1", "mu", "m"), None);
        assert_eq!(convert("1", "CNY", "USD"), None);
    }

    #[test]
    fn figures_of_one_dimension_sort_by_amount() {
        let units = theme_units();
        let key = |text| {
            let figure = read_figure(text, &Expected::Quantity(None), units).unwrap();
            units.sort_key(&figure)
        };
        assert!(key("2公顷") > key("29亩"));
        assert!(key("2公顷") < key("31亩"));
        assert!(key("1亿元") < key("2亿元"));
        assert_ne!(key("1亿元").0, key("1亿美元").0, "currencies are not compared");
    }

    #[test]
    fn mistakes_in_a_file_of_units_are_found_together() {
        let wrong = "
units:
  a/b: {dimension: other}
  acre: {dimension: area, factor: '0', show: {en: acres}, convert: {en: [m2, hectare]}}
  m2: {dimension: area, factor: '1'}
words: {before: {abuot: [约]}, modes: {planed: [计划]}}";
        let mistakes = Units::new(&file(wrong)).unwrap_err();
        let keys: Vec<String> = mistakes
            .iter()
            .map(|one| format!("{} {:?}", one.key, one.problem))
            .collect();
        assert_eq!(
            keys.join(" · "),
            "a/b Key · acre Factor(\"0\") · acre Pattern(\"acres\") · acre Conversion(\"hectare\") · words Word(\"abuot\") · words Word(\"planed\")"
        );
        assert!(serde_yaml::from_str::<UnitsFile>("units: {x: {dimension: mony}}").is_err());
    }
}
