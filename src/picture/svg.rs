//! The size of a drawing, and whether it does more than draw. Its root element is read as text; nothing is drawn here.

use crate::model::picture::{Fault, Format, Ground, LONGEST_SIDE, Motion, Probe};

/// A drawing that gives no size is as large as browsers make it.
const WITHOUT_SIZE: (u32, u32) = (300, 150);

pub fn probe_svg(text: &str) -> Result<Probe, Fault> {
    if text.trim().is_empty() {
        return Err(Fault::Empty);
    }
    let root = root(text).ok_or(Fault::Unknown)?;
    if !text.trim_end().ends_with('>') {
        return Err(Fault::Broken);
    }
    if is_active(text) {
        return Err(Fault::Active);
    }
    let (width, height) = size(root);
    if width.max(height) > LONGEST_SIDE {
        return Err(Fault::TooLarge { width, height });
    }
    Ok(Probe {
        format: Format::Svg,
        width,
        height,
        motion: Motion::Still,
        ground: Ground::Transparent,
    })
}

/// The attributes of `<svg …>`.
fn root(text: &str) -> Option<&str> {
    let start = text.find("<svg")? + 4;
    let end = text[start..].find('>')? + start;
    Some(&text[start..end])
}

/// `width` and `height`, else the last two numbers of `viewBox`.
fn size(root: &str) -> (u32, u32) {
    let given = |name| attribute(root, name).and_then(pixels);
    let drawn: Vec<u32> = attribute(root, "viewBox")
        .map(|written| {
            let numbers = written.split([' ', ',', '\n', '\t']).filter(|part| !part.is_empty());
            numbers.filter_map(pixels).collect()
        })
        .unwrap_or_default();
    let drawn = match drawn.as_slice() {
        [_, _, width, height] if *width > 0 && *height > 0 => Some((*width, *height)),
        _ => None,
    };
    match (given("width"), given("height"), drawn) {
        (Some(width), Some(height), _) if width > 0 && height > 0 => (width, height),
        (_, _, Some(drawn)) => drawn,
        _ => WITHOUT_SIZE,
    }
}

fn attribute<'a>(root: &'a str, name: &str) -> Option<&'a str> {
    let mut from = 0;
    while let Some(found) = root[from..].find(name) {
        let at = from + found;
        from = at + name.len();
        let alone = root[..at].ends_with(|letter: char| letter.is_whitespace());
        let rest = root[from..].trim_start();
        let Some(rest) = rest.strip_prefix('=').filter(|_| alone) else {
            continue;
        };
        let rest = rest.trim_start();
        let quote = rest.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
        return rest[1..].split(quote).next();
    }
    None
}

/// `480`, `480.5`, `480px`; other units say nothing about pixels.
fn pixels(written: &str) -> Option<u32> {
    let number = written.trim().trim_end_matches("px");
    let whole = number.split('.').next()?;
    if number
        .chars()
        .any(|sign| !sign.is_ascii_digit() && !matches!(sign, '.' | '-'))
    {
        return None;
    }
    if whole.starts_with('-') {
        Some(0)
    } else {
        whole.parse().ok()
    }
}

const SIGNS: [&str; 6] = [
    "<script",
    "<foreignobject",
    "<?xml-stylesheet",
    "javascript:",
    "<!entity",
    "@import",
];

/// Scripts, handlers, and what is fetched from elsewhere. Opened by itself, a drawing is a page of the site.
fn is_active(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let handler = lower.match_indices(" on").any(|(at, _)| {
        let rest = &lower[at + 3..];
        let name = rest
            .find(|letter: char| !letter.is_ascii_alphabetic())
            .unwrap_or(rest.len());
        name > 2 && rest[name..].trim_start().starts_with('=')
    });
    let foreign = lower.match_indices("href").any(|(at, _)| {
        let rest = lower[at + 4..].trim_start();
        rest.strip_prefix('=').is_some_and(|rest| {
            let target = rest.trim_start().trim_start_matches(['"', '\'']).trim_start();
            !target.starts_with('#') && !target.starts_with("data:image/")
        })
    });
    // Within a drawing `url(#…)` names its own parts.
    let fetched = lower.match_indices("url(").any(|(at, _)| {
        let target = lower[at + 4..]
            .trim_start()
            .trim_start_matches(['"', '\''])
            .trim_start();
        !target.starts_with('#') && !target.starts_with("&quot;#")
    });
    handler || foreign || fetched || SIGNS.iter().any(|sign| lower.contains(sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(svg: &str, expected: &str) {
        let said = match probe_svg(svg) {
            Ok(probe) => format!("{}x{}", probe.width, probe.height),
            Err(fault) => format!("{fault:?}"),
        };
        assert_eq!(said, expected, "{svg}");
    }

    #[test]
    fn the_size_stands_in_the_root() {
        check("<svg width=\"480\" height='270px'/>", "480x270");
        check("<?xml version='1.0'?><svg viewBox='0 0 96.5, 48'></svg>", "96x48");
        check(
            "<svg stroke-width='2' width='100%' height='100%' viewBox='0 -10 30 20'/>",
            "30x20",
        );
        check("<svg/>", "300x150");
        check(
            "<svg width='99999' height='10'/>",
            "TooLarge { width: 99999, height: 10 }",
        );
    }

    #[test]
    fn a_drawing_that_does_more_than_draw_is_refused() {
        check("<svg><script>x</script></svg>", "Active");
        check("<svg onload = 'x()'/>", "Active");
        check("<svg><image href='https://example.com/a.png'/></svg>", "Active");
        check("<svg><a xlink:href=\"javascript:x\"/></svg>", "Active");
        check("<svg><path style='fill:url(https://example.com/a)'/></svg>", "Active");
        check("<?xml-stylesheet href='a.css'?><svg/>", "Active");
        check("<svg><path fill='url(#sky)'/></svg>", "300x150");
        check("<svg><use href='#a'/><text>on = off</text></svg>", "300x150");
    }

    #[test]
    fn what_is_no_drawing_is_told_apart() {
        check(" ", "Empty");
        check("<html></html>", "Unknown");
        check("<svg><path d='M0", "Broken");
    }
}
