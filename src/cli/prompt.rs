//! Asks for a few answers on a terminal: a question, its hints, one line of answer; an empty line leaves it open.

use std::io::{BufRead, Write};

/// One thing to ask.
pub(super) struct Question {
    /// The field that the answer is for.
    pub(super) field: String,
    pub(super) label: String,
    /// Lines shown above the question.
    pub(super) hints: Vec<String>,
    /// Answers by number, where there is a choice.
    pub(super) options: Vec<String>,
}

/// The answers given, by field. The end of the input leaves all further questions open.
pub(super) fn ask(
    questions: &[Question],
    input: &mut dyn BufRead,
    output: &mut dyn Write,
) -> std::io::Result<Vec<(String, String)>> {
    let mut answers = Vec::new();
    for question in questions {
        for hint in &question.hints {
            writeln!(output, "  {hint}")?;
        }
        for (place, option) in question.options.iter().enumerate() {
            writeln!(output, "  {}. {option}", place + 1)?;
        }
        write!(output, "{}: ", question.label)?;
        output.flush()?;
        let mut line = String::new();
        if input.read_line(&mut line)? == 0 {
            writeln!(output)?;
            break;
        }
        if let Some(answer) = answer(&line, &question.options) {
            answers.push((question.field.clone(), answer));
        }
    }
    Ok(answers)
}

/// What was typed, or the option of that number.
fn answer(line: &str, options: &[String]) -> Option<String> {
    let typed = line.trim();
    let number = typed.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
    let chosen = number.and_then(|place| options.get(place)).cloned();
    chosen.or_else(|| (!typed.is_empty()).then(|| typed.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(typed: &str, expected: &[(&str, &str)]) {
        let question = |field: &str, options: &[&str]| Question {
            field: field.to_owned(),
            label: field.to_owned(),
            hints: Vec::new(),
            options: options.iter().map(|option| (*option).to_owned()).collect(),
        };
        let questions = [
            question("title", &[]),
            question("stage", &["招商中", "洽谈中"]),
            question("region", &[]),
        ];
        let mut shown = Vec::new();
        let answers = ask(&questions, &mut typed.as_bytes(), &mut shown).unwrap();
        let expected: Vec<(String, String)> = expected.iter().map(|(a, b)| ((*a).into(), (*b).into())).collect();
        assert_eq!(answers, expected, "{typed}");
        assert!(String::from_utf8(shown).unwrap().starts_with("title: "));
    }

    #[test]
    fn answers_are_taken_by_line_or_number_and_may_be_left_out() {
        check(
            "青山\n2\n白露\n",
            &[("title", "青山"), ("stage", "洽谈中"), ("region", "白露")],
        );
        check("青山\r\n\n白露\n", &[("title", "青山"), ("region", "白露")]);
        check("\n招商中\n", &[("stage", "招商中")]);
        check("", &[]);
    }
}
