//! How many mistakes each file has, as a table whose columns stand straight under Chinese names.

use std::collections::BTreeMap;

use crate::diag::catalogue::Speech;
use crate::diag::columns::{padded, width};
use crate::diag::{Diagnostic, Severity};
use crate::model::path::SourcePath;

/// Errors, warnings and notes.
pub type Counts = [usize; 3];

/// How many of each severity there are.
pub fn counts<'d>(diagnostics: impl IntoIterator<Item = &'d Diagnostic>) -> Counts {
    let mut counts = Counts::default();
    for diagnostic in diagnostics {
        counts[place(diagnostic.severity())] += 1;
    }
    counts
}

/// The same for each file, in the order of paths.
pub fn counts_by_file(diagnostics: &[Diagnostic]) -> BTreeMap<&SourcePath, Counts> {
    let mut files: BTreeMap<&SourcePath, Counts> = BTreeMap::new();
    for diagnostic in diagnostics {
        files.entry(&diagnostic.file).or_default()[place(diagnostic.severity())] += 1;
    }
    files
}

/// One row a file, then the sums.
pub fn table(diagnostics: &[Diagnostic], speech: Speech) -> String {
    let files = counts_by_file(diagnostics);
    let heads = match speech {
        Speech::Chinese => ["文件", "错误", "警告", "提示"],
        Speech::English => ["file", "errors", "warnings", "notes"],
    };
    let sum = match speech {
        Speech::Chinese => format!("合计 {} 个文件", files.len()),
        Speech::English if files.len() == 1 => "1 file".to_owned(),
        Speech::English => format!("{} files in all", files.len()),
    };
    let rows = files.iter().map(|(file, counts)| row(file.as_str(), *counts));
    let mut table = vec![heads.map(str::to_owned)];
    table.extend(rows);
    table.push(row(&sum, counts(diagnostics)));
    let widths: [usize; 4] = std::array::from_fn(|column| {
        let cells = table.iter().map(|row| width(&row[column]));
        cells.max().unwrap_or_default()
    });
    table.iter().map(|row| line(row, widths)).collect()
}

fn place(severity: Severity) -> usize {
    match severity {
        Severity::Error => 0,
        Severity::Warning => 1,
        Severity::Note => 2,
    }
}

/// Nothing stands where there is nothing to count.
fn row(name: &str, counts: Counts) -> [String; 4] {
    let [errors, warnings, notes] = counts.map(|count| match count {
        0 => "-".to_owned(),
        count => count.to_string(),
    });
    [name.to_owned(), errors, warnings, notes]
}

/// Names to the left, numbers to the right.
fn line(row: &[String; 4], widths: [usize; 4]) -> String {
    let [name, numbers @ ..] = row;
    let mut line = padded(name, widths[0]);
    for (number, columns) in numbers.iter().zip(&widths[1..]) {
        let blanks = " ".repeat(2 + columns - width(number));
        line.push_str(&blanks);
        line.push_str(number);
    }
    line.push('\n');
    line
}

#[cfg(test)]
mod tests {
    use crate::diag::Diagnostic;
    use crate::diag::catalogue::Speech;
    use crate::diag::table::table;
    use crate::model::path::SourcePath;

    #[test]
    fn columns_stand_straight_under_chinese_names() {
        let found = |code, file: &str| Diagnostic::new(code, &SourcePath::new(file).expect("a path"));
        let found = [
            found("yaml-tab", "content/projects/青山温泉.md"),
            found("link-held", "content/projects/青山温泉.md"),
            found("image-alt", "content/b.md"),
        ];
        assert_eq!(
            table(&found, Speech::Chinese),
            "文件                          错误  警告  提示\n\
             content/b.md                     -     1     -\n\
             content/projects/青山温泉.md     1     -     1\n\
             合计 2 个文件                    1     1     1\n"
        );
        assert_eq!(
            table(&found[2..], Speech::English),
            "file          errors  warnings  notes\n\
             content/b.md       -         1      -\n\
             1 file             -         1      -\n"
        );
    }
}
