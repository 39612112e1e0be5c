//! Operators and modes written alone, as in the long form of a figure: by key, sign, or a word of any language.

use crate::lang::figure::units::Units;
use crate::lang::figure::words::{Lead, Trail, fold};
use crate::model::figure::{Mode, Op};

/// The operator that is written alone: `>=`, `≥`, `at_least`, `over`, 至少, 以上.
pub fn parse_op(written: &str, units: &Units) -> Option<Op> {
    let folded = folded(written);
    let by_key = Op::ALL
        .into_iter()
        .find(|op| [op.key(), op.name()].contains(&folded.iter().collect::<String>().as_str()));
    by_key
        .or_else(|| match whole(units.lead.longest(&folded), &folded)? {
            [Lead::Op(op)] => Some(*op),
            _ => None,
        })
        .or_else(|| match whole(units.trail.longest(&folded), &folded)? {
            [Trail::Op(op)] => Some(*op),
            _ => None,
        })
        .or_else(|| match whole(units.inner.longest(&folded), &folded)? {
            [op] => Some(*op),
            _ => None,
        })
}

/// The mode that is written alone: `target`, 目标, 建成.
pub fn parse_mode(written: &str, units: &Units) -> Option<Mode> {
    let folded = folded(written);
    let key: String = folded.iter().collect();
    let by_key = Mode::ALL.into_iter().find(|mode| mode.key() == key);
    by_key.or_else(|| match whole(units.lead.longest(&folded), &folded)? {
        [Lead::Mode(mode)] => Some(*mode),
        _ => None,
    })
}

fn folded(written: &str) -> Vec<char> {
    written.trim().chars().map(fold).collect()
}

fn whole<'a, T>(found: Option<(usize, &'a [T])>, text: &[char]) -> Option<&'a [T]> {
    found
        .filter(|(length, _)| *length == text.len())
        .map(|(_, meanings)| meanings)
}

#[cfg(test)]
mod tests {
    use crate::lang::figure::keyword::{parse_mode, parse_op};
    use crate::lang::figure::read_tests::theme_units;

    fn check(written: &str, op: &str, mode: &str) {
        let units = theme_units();
        let found_op = parse_op(written, units).map_or("", |op| op.name());
        let found_mode = parse_mode(written, units).map_or("", |mode| mode.key());
        assert_eq!((found_op, found_mode), (op, mode), "{written}");
    }

    #[test]
    fn operators_are_known_by_key_sign_and_word() {
        check("=", "equal", "");
        check("≥", "at_least", "");
        check("＞＝", "at_least", "");
        check("at_most", "at_most", "");
        check("over", "over", "");
        check(" About ", "about", "");
        check("不超过", "at_most", "");
        check("以上", "at_least", "");
        check("余", "over", "");
        check("约莫", "", "");
        check("", "", "");
    }

    #[test]
    fn modes_are_known_by_key_and_word() {
        check("target", "", "target");
        check("Forecast", "", "forecast");
        check("declared", "", "declared");
        check("actual", "", "actual");
        check("estimate", "", "estimate");
        check("启动", "", "started");
        check("建成", "", "built");
        check("估算", "", "estimate");
    }
}
