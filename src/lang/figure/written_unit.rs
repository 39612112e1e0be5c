//! Reads a unit as it is written: behind a number, and behind "per" (元/人·年, 每人每年, per person per year).

use std::ops::Range;

use crate::lang::figure::mistake::Expected;
use crate::lang::figure::scan::Scan;
use crate::lang::figure::units::Units;

/// A unit as written.
#[derive(Clone, Debug)]
pub(super) struct Named {
    /// Keys it can mean, never empty.
    pub(super) keys: Vec<String>,
    pub(super) at: Range<usize>,
}

/// The unit behind a number; a name that only the field's own unit accepts counts if none is longer.
pub(super) fn unit_behind(scan: &mut Scan<'_>, expected: &Expected, units: &Units) -> Option<Named> {
    let place = scan.place();
    scan.skip_spaces();
    let start = scan.place();
    let accepted = accepted_length(scan.rest(), expected, units);
    let known = units.behind.longest(scan.rest()).map_or(0, |(length, _)| length);
    let keys = match expected {
        Expected::Quantity(Some(key)) if accepted > 0 && accepted >= known => {
            scan.advance(accepted);
            Some(vec![key.clone()])
        }
        _ => scan.word(&units.behind),
    };
    if keys.is_none() {
        scan.return_to(place);
    }
    Some(Named {
        keys: keys?,
        at: scan.since(start),
    })
}

fn accepted_length(rest: &[char], expected: &Expected, units: &Units) -> usize {
    let Expected::Quantity(Some(key)) = expected else {
        return 0;
    };
    let accepts = units.row(key).map(|row| row.accepts.as_slice()).unwrap_or_default();
    accepts
        .iter()
        .map(|name| name.chars().collect::<Vec<char>>())
        .filter(|name| rest.starts_with(name))
        .map(|name| name.len())
        .max()
        .unwrap_or(0)
}

/// One "per" with its unit, such as 每人; the scan stays where it is if there is none.
pub(super) fn per(scan: &mut Scan<'_>, units: &Units, found: &mut Vec<String>) -> bool {
    let place = scan.place();
    scan.skip_spaces();
    if scan.word(&units.per).is_some() {
        scan.skip_spaces();
        if let Some(key) = one_unit(scan, units) {
            found.push(key);
            return true;
        }
    }
    scan.return_to(place);
    false
}

fn one_unit(scan: &mut Scan<'_>, units: &Units) -> Option<String> {
    let place = scan.place();
    let key = scan.word(&units.behind).and_then(|keys| keys.into_iter().next());
    if key.is_none() {
        scan.return_to(place);
    }
    key
}

/// Every "per" behind the unit: /人·年, /(人·年), 每人每年, per person per year.
pub(super) fn per_behind(scan: &mut Scan<'_>, units: &Units, found: &mut Vec<String>) {
    loop {
        let place = scan.place();
        scan.skip_spaces();
        if scan.step_over(&['/']).is_some() {
            let open = scan.step_over(&['(']).is_some();
            let Some(first) = one_unit(scan, units) else {
                return scan.return_to(place);
            };
            found.push(first);
            while let Some(next) = joined_unit(scan, units) {
                found.push(next);
            }
            if open && scan.step_over(&[')']).is_none() {
                return scan.return_to(place);
            }
        } else {
            scan.return_to(place);
            if !per(scan, units, found) {
                return;
            }
        }
    }
}

fn joined_unit(scan: &mut Scan<'_>, units: &Units) -> Option<String> {
    let place = scan.place();
    let _ = scan.step_over(&['·', '・', '･', '•', '*', '.']);
    let key = one_unit(scan, units);
    if key.is_none() {
        scan.return_to(place);
    }
    key
}
