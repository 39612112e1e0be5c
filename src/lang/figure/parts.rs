//! Takes apart a text that holds several figures: 10省级+30市级, 4大项15小项, 3000元、4800元.

use crate::lang::figure::mistake::{Expected, FigureMistake, FigureProblem};
use crate::lang::figure::read::read_figure;
use crate::lang::figure::units::Units;
use crate::lang::figure::words::fold;
use crate::model::figure::Figure;

/// A figure among several, with the words that tell it from the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabelledFigure {
    /// The figure.
    pub figure: Figure,
    /// What stood behind it and is no unit (省级); empty if nothing did.
    pub label: String,
}

/// Every figure of the text, for whoever turns one cell into several rows.
///
/// Words behind a number that are no unit become its label, where the field says the unit or asks for none.
pub fn read_figures(text: &str, expected: &Expected, units: &Units) -> Result<Vec<LabelledFigure>, FigureMistake> {
    let mut found = Vec::new();
    for part in parts(text) {
        labelled(part, expected, units, &mut found).map_err(|mistake| {
            let offset = part.as_ptr() as usize - text.as_ptr() as usize;
            FigureMistake {
                at: mistake.at.start + offset..mistake.at.end + offset,
                ..mistake
            }
        })?;
    }
    share_units(&mut found);
    Ok(found)
}

/// In 3000/4800元 the first takes the unit of the second; in 每人每年3000元、4800元 the second takes the "per".
fn share_units(found: &mut [LabelledFigure]) {
    for place in 1..found.len() {
        let earlier = found[place - 1].figure.unit.clone();
        let later = &mut found[place].figure.unit;
        if earlier.split_once('/').is_some_and(|(base, _)| base == later) {
            later.clone_from(&earlier);
        }
    }
    for place in (1..found.len()).rev() {
        let later = found[place].figure.unit.clone();
        let earlier = &mut found[place - 1].figure.unit;
        if earlier.is_empty() {
            *earlier = later;
        }
    }
}

fn labelled(
    part: &str,
    expected: &Expected,
    units: &Units,
    found: &mut Vec<LabelledFigure>,
) -> Result<(), FigureMistake> {
    let mistake = match read_figure(part, expected, units) {
        Ok(figure) => {
            found.push(LabelledFigure {
                figure,
                label: String::new(),
            });
            return Ok(());
        }
        Err(mistake) => mistake,
    };
    let label = match &mistake.problem {
        FigureProblem::Several(pieces) => {
            return pieces.iter().try_for_each(|piece| {
                // The piece may be put together of several places; then the whole is at fault.
                let placed = |inner: FigureMistake| match part.find(piece.as_str()) {
                    Some(start) => FigureMistake {
                        at: inner.at.start + start..inner.at.end + start,
                        ..inner
                    },
                    None => FigureMistake {
                        at: mistake.at.clone(),
                        ..inner
                    },
                };
                labelled(piece, expected, units, found).map_err(placed)
            });
        }
        FigureProblem::UnknownUnit { written, .. } | FigureProblem::Leftover(written) => written,
        _ => return Err(mistake),
    };
    let figure = read_figure(&part[..mistake.at.start], expected, units)?;
    found.push(LabelledFigure {
        figure,
        label: label.clone(),
    });
    Ok(())
}

/// The pieces of a text that each hold a figure; one piece if there is only one figure.
///
/// Cut at a plus, a slash, a Chinese enumeration comma or a semicolon that stands before a digit.
pub(super) fn parts(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut letters = text.char_indices().peekable();
    while let Some((byte, letter)) = letters.next() {
        let digit_next = letters.peek().is_some_and(|(_, next)| fold(*next).is_ascii_digit());
        if matches!(fold(letter), '+' | '/' | '、' | ';') && digit_next && holds_digit(&text[start..byte]) {
            pieces.push(text[start..byte].trim());
            start = byte + letter.len_utf8();
        }
    }
    pieces.push(text[start..].trim());
    pieces
}

fn holds_digit(text: &str) -> bool {
    text.chars().any(|letter| fold(letter).is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use crate::lang::figure::mistake::Expected;
    use crate::lang::figure::parts::read_figures;
    use crate::lang::figure::read_tests::theme_units;

    /// Found by trying texts that nobody writes: see `fuzz/`.
    #[test]
    fn the_place_of_a_mistake_among_several_figures_lies_in_the_text() {
        for text in ["约62km8\0\0\0", "约62km8睪", "约3km5〇〇km", "约62km+8睪"] {
            for kind in [Expected::Length, Expected::Quantity(None), Expected::Money] {
                if let Err(mistake) = read_figures(text, &kind, theme_units()) {
                    assert!(text.get(mistake.at.clone()).is_some(), "{text}: {:?}", mistake.at);
                }
            }
        }
    }
}
