//! The matrix: one row a type, one column a language, each number with its mark. Columns stand straight under Chinese words.

use crate::build::standing::{Counts, STANDINGS, Standing};
use crate::cli::status::signs::Signs;
use crate::diag::columns::{padded, width};

/// A row: its label, and the counts of each language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) label: String,
    pub(super) cells: Vec<Counts>,
}

/// Between two languages, and between two numbers of one.
const WIDE_GAP: &str = "    ";
const GAP: &str = "  ";

/// The lines of the table; `languages` are the heads of the cells.
pub(super) fn lines(languages: &[&str], rows: &[Row], signs: Signs) -> Vec<String> {
    let labels = rows.iter().map(|row| width(&row.label)).max().unwrap_or_default();
    let columns: Vec<Column> = (0..languages.len()).map(|place| Column::new(rows, place)).collect();
    let widths = columns.iter().zip(languages).map(|(column, language)| {
        let cells = rows.iter().map(|row| row.cells.as_slice());
        let cells = cells.filter_map(|cells| cells.get(column.place));
        let widest = cells.map(|counts| width(&column.cell(counts, signs))).max();
        widest.unwrap_or_default().max(width(language))
    });
    let widths: Vec<usize> = widths.collect();
    let line = |label: &str, cells: Vec<String>| {
        let mut line = padded(label, labels);
        for (cell, width) in cells.iter().zip(&widths) {
            line.push_str(WIDE_GAP);
            line.push_str(&padded(cell, *width));
        }
        line.trim_end().to_owned()
    };
    let head = line("", languages.iter().map(|language| (*language).to_owned()).collect());
    let body = rows.iter().map(|row| {
        let cells = row.cells.iter().zip(&columns);
        line(
            &row.label,
            cells.map(|(counts, column)| column.cell(counts, signs)).collect(),
        )
    });
    std::iter::once(head).chain(body).collect()
}

/// The standings that there are anywhere in these rows.
pub(super) fn standings(rows: &[Row]) -> Vec<Standing> {
    let there = |standing: &Standing| {
        rows.iter()
            .flat_map(|row| &row.cells)
            .any(|counts| counts[*standing as usize] > 0)
    };
    STANDINGS.into_iter().filter(there).collect()
}

/// The sums of the rows, language by language.
pub(super) fn sum(label: &str, rows: &[Row]) -> Row {
    let mut cells = vec![Counts::default(); rows.first().map_or(0, |row| row.cells.len())];
    for row in rows {
        for (sum, counts) in cells.iter_mut().zip(&row.cells) {
            for (sum, count) in sum.iter_mut().zip(counts) {
                *sum += count;
            }
        }
    }
    Row {
        label: label.to_owned(),
        cells,
    }
}

/// One language: which standings it has, and how wide their numbers are.
struct Column {
    place: usize,
    digits: Vec<(Standing, usize)>,
}

impl Column {
    fn new(rows: &[Row], place: usize) -> Column {
        let counts = || rows.iter().filter_map(|row| row.cells.get(place));
        let digits = STANDINGS.into_iter().filter_map(|standing| {
            let most = counts().map(|counts| counts[standing as usize]).max()?;
            (most > 0).then(|| (standing, most.to_string().len()))
        });
        Column {
            place,
            digits: digits.collect(),
        }
    }

    /// `12 ✓   2 ⟳`; blanks where there is nothing to count.
    fn cell(&self, counts: &Counts, signs: Signs) -> String {
        let parts = self.digits.iter().map(|(standing, digits)| {
            let mark = signs.mark(*standing);
            match counts[*standing as usize] {
                0 => " ".repeat(digits + 1 + width(mark)),
                count => format!("{count:>digits$} {mark}"),
            }
        });
        parts.collect::<Vec<_>>().join(GAP)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::console::Speech;

    fn check(signs: Signs, expected: &[&str]) {
        let row = |label: &str, cells: [Counts; 2]| Row {
            label: label.to_owned(),
            cells: cells.to_vec(),
        };
        let mut rows = vec![
            row("招商项目", [[12, 2, 0, 0, 3], [0, 0, 0, 17, 0]]),
            row("Brands", [[3, 0, 1, 0, 0], [0, 0, 0, 4, 0]]),
        ];
        rows.push(sum("合计", &rows));
        assert_eq!(lines(&["en", "zh-Hant"], &rows, signs), expected);
        assert_eq!(standings(&rows), STANDINGS);
        assert_eq!(
            standings(&rows[1..2]),
            [Standing::Fresh, Standing::Unknown, Standing::Derived]
        );
    }

    #[test]
    fn numbers_stand_under_each_other_beside_chinese_labels() {
        check(
            Signs::Signs,
            &[
                "            en                     zh-Hant",
                "招商项目    12 ✓  2 ⟳       3 -    17 ~",
                "Brands       3 ✓       1 ?          4 ~",
                "合计        15 ✓  2 ⟳  1 ?  3 -    21 ~",
            ],
        );
    }

    #[test]
    fn words_stand_where_signs_cannot_be_shown() {
        check(
            Signs::Words(Speech::Chinese),
            &[
                "            en                                   zh-Hant",
                "招商项目    12 最新  2 过期            3 缺少    17 转换",
                "Brands       3 最新          1 未核对             4 转换",
                "合计        15 最新  2 过期  1 未核对  3 缺少    21 转换",
            ],
        );
    }
}
