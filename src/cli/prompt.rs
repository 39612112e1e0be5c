//! Asks for a few answers on a terminal: a question, its hints, one line of answer; an empty line leaves it open.

use std::io::{BufRead, Write};

/// How often a question is asked before it is left open.
const TRIES: usize = 3;

/// One thing to ask.
pub(super) struct Question {
    /// The field that the answer is for.
    pub(super) field: String,
    pub(super) label: String,
    /// Lines shown above the question.
    pub(super) hints: Vec<String>,
    /// Answers by number, where there is a choice.
    pub(super) options: Vec<String>,
    /// What is said to a number that stands before no option.
    pub(super) no_such: String,
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
        match one(question, input, output)? {
            Answer::Given(answer) => answers.push((question.field.clone(), answer)),
            Answer::LeftOpen => {}
            Answer::End => break,
        }
    }
    Ok(answers)
}

enum Answer {
    Given(String),
    LeftOpen,
    /// The end of the input: nobody will answer any more.
    End,
}

/// What was typed, or the option of that number; asks a few times more where there is none of that number.
fn one(question: &Question, input: &mut dyn BufRead, output: &mut dyn Write) -> std::io::Result<Answer> {
    for _ in 0..TRIES {
        write!(output, "{}: ", question.label)?;
        output.flush()?;
        let mut line = String::new();
        if input.read_line(&mut line)? == 0 {
            writeln!(output)?;
            return Ok(Answer::End);
        }
        let typed = line.trim();
        if typed.is_empty() {
            return Ok(Answer::LeftOpen);
        }
        let number = typed.parse::<usize>().ok().filter(|_| !question.options.is_empty());
        let Some(number) = number else {
            return Ok(Answer::Given(typed.to_owned()));
        };
        match number.checked_sub(1).and_then(|place| question.options.get(place)) {
            Some(option) => return Ok(Answer::Given(option.clone())),
            None => writeln!(output, "  {}", question.no_such)?,
        }
    }
    Ok(Answer::LeftOpen)
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
            no_such: "no such number".to_owned(),
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
        check("青山\n3\n0\n2\n", &[("title", "青山"), ("stage", "洽谈中")]);
        check("青山\n3\n4\n5\n白露\n", &[("title", "青山"), ("region", "白露")]);
        check("2030\n3\n", &[("title", "2030")]);
        check("", &[]);
    }
}
