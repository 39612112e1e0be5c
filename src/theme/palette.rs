//! The colours of a theme: whether they read on one another, and the style sheet that carries them.
//!
//! A colour that nobody chose follows one that somebody did: it is made lighter or darker until it reads.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::diag::Diagnostic;
use crate::theme::colour::Colour;
use crate::theme::colour_rule::ColourRule;
use crate::theme::settings::{Setting, SettingKind, SettingValue};
use crate::theme::written::Written;

/// The path of the style sheet below `assets/`.
pub(in crate::theme) const FILE: &str = "css/palette.css";

/// What text needs in the care edition, and what edges need there (WCAG 2.2, 1.4.6), in hundredths.
const CARE_TEXT: u32 = 700;
const CARE_EDGE: u32 = 450;
const TEXT: u32 = 450;

/// A chain of colours that stand on one another is no longer than this.
const PASSES: usize = 4;

/// All colours in one light.
type Colours<'a> = BTreeMap<&'a str, Colour>;

/// The colours of a theme, as chosen.
#[derive(Clone, Debug, Default)]
pub(in crate::theme) struct Palette<'a> {
    rules: BTreeMap<&'a str, &'a ColourRule>,
    light: Colours<'a>,
    dark: Colours<'a>,
}

/// The colours that the theme declares with the values that hold; `given` are those that the site chose.
pub(in crate::theme) fn palette<'a>(
    declared: &'a BTreeMap<String, Setting>,
    values: &BTreeMap<String, SettingValue>,
    given: &BTreeSet<String>,
) -> Palette<'a> {
    let mut palette = Palette::default();
    let mut undecided = BTreeSet::new();
    for (name, setting) in declared {
        let (SettingKind::Colour(rule), Some(SettingValue::Colour { light, dark })) = (&setting.kind, values.get(name))
        else {
            continue;
        };
        palette.rules.insert(name, rule);
        palette.light.insert(name, *light);
        palette.dark.insert(name, dark.unwrap_or(*light));
        if dark.is_none() {
            undecided.insert(name.as_str());
        }
    }
    let free = |name: &str| !given.is_empty() && !given.contains(name);
    let rules = &palette.rules;
    settle(&mut palette.light, rules, free, |rule| rule.contrast);
    settle(
        &mut palette.dark,
        rules,
        |name| free(name) || undecided.contains(name),
        |rule| rule.contrast,
    );
    palette
}

/// Moves the colours that may be moved until they read on their grounds.
fn settle<'a>(
    colours: &mut Colours<'a>,
    rules: &BTreeMap<&'a str, &'a ColourRule>,
    free: impl Fn(&str) -> bool,
    wanted: impl Fn(&ColourRule) -> u32,
) {
    for _ in 0..PASSES {
        for (name, rule) in rules {
            let grounds = grounds(colours, rule);
            let Some(colour) = colours.get(name).filter(|_| free(name)) else {
                continue;
            };
            if let Some(moved) = colour.reaching(wanted(rule), &grounds) {
                colours.insert(name, moved);
            }
        }
    }
}

fn grounds(colours: &Colours<'_>, rule: &ColourRule) -> Vec<Colour> {
    rule.on
        .iter()
        .filter_map(|ground| colours.get(ground.as_str()).copied().or_else(|| Colour::parse(ground)))
        .collect()
}

impl Palette<'_> {
    /// Colours that do not read on what they stand on: said where the site chose one of the two, else where the theme did.
    pub(in crate::theme) fn check(
        &self,
        declared: &BTreeMap<String, Setting>,
        given: &BTreeSet<String>,
        site: Option<&Written<'_>>,
    ) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        for (name, rule) in &self.rules {
            let lights = [("light", &self.light), ("dark", &self.dark)];
            let worst = lights
                .into_iter()
                .flat_map(|(light, colours)| rule.on.iter().map(move |ground| (light, colours, ground)))
                .filter_map(|(light, colours, ground)| {
                    let on = colours
                        .get(ground.as_str())
                        .copied()
                        .or_else(|| Colour::parse(ground))?;
                    let colour = *colours.get(name)?;
                    Some((colour.contrast(on), light, colour, ground, on))
                })
                .filter(|(contrast, ..)| *contrast < rule.contrast)
                .min_by_key(|(contrast, ..)| *contrast);
            let Some((contrast, light, colour, ground, on)) = worst else {
                continue;
            };
            let chosen = [*name, ground.as_str()].into_iter().find(|name| given.contains(*name));
            let mistake = match (chosen, site) {
                (Some(chosen), Some(site)) => site.mistake("contrast-low", &[chosen]),
                _ => declared[*name].mistake("contrast-low"),
            };
            let colours = if light == "light" { &self.light } else { &self.dark };
            let better = colour.reaching(rule.contrast, &grounds(colours, rule));
            found.push(
                mistake
                    .with("name", name)
                    .with("colour", colour)
                    .with("ground", ground)
                    .with("on", on)
                    .with("light", light)
                    .with("contrast", ratio(contrast))
                    .with("wanted", ratio(rule.contrast))
                    .with(
                        "better",
                        better.map_or_else(String::new, |better| format!("`{better}`")),
                    ),
            );
        }
        found
    }

    /// All colours as custom properties, for both lights and for the care edition; none where there is no colour.
    pub(in crate::theme) fn style_sheet(&self) -> Option<String> {
        if self.rules.is_empty() {
            return None;
        }
        let mut sheet = String::from(":root{color-scheme:light dark;");
        declare(&mut sheet, &self.light);
        sheet.push_str("}\n@media (prefers-color-scheme:dark){:root{");
        declare(&mut sheet, &self.dark);
        sheet.push_str("}}\n.care{");
        declare(&mut sheet, &self.care(&self.light));
        sheet.push_str("}\n@media (prefers-color-scheme:dark){.care{");
        declare(&mut sheet, &self.care(&self.dark));
        sheet.push_str("}}\n@media print{:root,.care{color-scheme:light;");
        declare(&mut sheet, &self.light);
        sheet.push_str("}}\n");
        Some(sheet)
    }

    /// The same colours, moved until they read as the care edition wants it.
    fn care<'a>(&'a self, colours: &Colours<'a>) -> Colours<'a> {
        let mut colours = colours.clone();
        settle(
            &mut colours,
            &self.rules,
            |_| true,
            |rule| {
                if rule.contrast >= TEXT {
                    CARE_TEXT.max(rule.contrast)
                } else {
                    CARE_EDGE
                }
            },
        );
        colours
    }
}

/// `450` → `4.5`
fn ratio(hundredths: u32) -> String {
    let text = format!("{}.{:02}", hundredths / 100, hundredths % 100);
    let text = text.trim_end_matches('0').trim_end_matches('.');
    format!("{text}:1")
}

fn declare(sheet: &mut String, colours: &Colours<'_>) {
    for (name, colour) in colours {
        // Writing to a text cannot fail.
        let _ = write!(sheet, "--{}:{colour};", name.replace('_', "-"));
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use crate::model::path::SourcePath;
    use crate::theme::fixture::{layer, types};
    use crate::theme::manifest::manifest;
    use crate::theme::palette::palette;
    use crate::theme::settings::chosen;
    use crate::theme::written::{Written, read};

    const THEME: &str = "settings:
  paper: {kind: colour, default: '#ffffff', dark: '#101010'}
  accent: {kind: colour, default: '#1f6047', dark: '#8fd1b0', on: paper}
  on_accent: {kind: colour, default: '#ffffff', dark: '#10211a', on: accent}
";

    fn made(theme: &str, site: &str) -> (String, Vec<String>) {
        let layer = layer("river", &[("theme.yaml", theme)]);
        let (manifest, diagnostics) = manifest(&[&layer], &types());
        assert!(diagnostics.is_empty(), "{diagnostics:?}");
        let file = SourcePath::of_program("content/site.yaml");
        let node = read(&file, site).unwrap();
        let written = Written::new(&file, site);
        let (values, diagnostics) = chosen(&manifest.settings, Some((&written, &node)));
        assert!(diagnostics.is_empty(), "{diagnostics:?}");
        let given: BTreeSet<String> = node
            .map()
            .unwrap_or_default()
            .iter()
            .map(|(name, _)| name.clone())
            .collect();
        let palette = palette(&manifest.settings, &values, &given);
        let found = palette.check(&manifest.settings, &given, Some(&written));
        let said = found.iter().map(|mistake| {
            let part = |name: &str| {
                mistake
                    .parts
                    .iter()
                    .find(|(key, _)| *key == name)
                    .map(|(_, text)| text.clone())
                    .unwrap_or_default()
            };
            format!(
                "{} {} on {} {} {}",
                mistake.file,
                part("name"),
                part("ground"),
                part("light"),
                part("contrast")
            )
        });
        (palette.style_sheet().unwrap_or_default(), said.collect())
    }

    #[test]
    fn a_theme_s_own_colours_stand_as_they_are() {
        let (sheet, mistakes) = made(THEME, "{}");
        assert_eq!(mistakes, Vec::<String>::new());
        assert!(
            sheet.starts_with(":root{color-scheme:light dark;--accent:#1f6047;--on-accent:#ffffff;--paper:#ffffff;}"),
            "{sheet}"
        );
        assert!(
            sheet.contains("dark){:root{--accent:#8fd1b0;--on-accent:#10211a;--paper:#101010;}}"),
            "{sheet}"
        );
    }

    #[test]
    fn what_nobody_chose_follows_what_somebody_chose() {
        let (sheet, mistakes) = made(THEME, "{accent: '#7a1f2b'}");
        assert_eq!(mistakes, Vec::<String>::new());
        assert!(
            sheet.contains(":root{color-scheme:light dark;--accent:#7a1f2b;"),
            "{sheet}"
        );
        // The dark side of a dark red is a lighter red.
        let dark = sheet.split("dark){:root{--accent:").nth(1).unwrap();
        assert!(!dark.starts_with("#7a1f2b") && !dark.starts_with("#8fd1b0"), "{sheet}");
    }

    #[test]
    fn a_colour_that_does_not_read_is_a_mistake_where_it_was_chosen() {
        let (_, mistakes) = made(THEME, "{accent: '#e8d27a'}");
        assert_eq!(mistakes, ["content/site.yaml accent on paper light 1.5:1"]);
        let (_, mistakes) = made(
            "settings: {ink: {kind: colour, default: '#aaaaaa', on: '#ffffff'}}\n",
            "{}",
        );
        assert_eq!(mistakes, ["themes/river/theme.yaml ink on #ffffff light 2.32:1"]);
    }

    #[test]
    fn the_care_edition_reads_better() {
        let (sheet, _) = made(
            "settings: {ink: {kind: colour, default: '#767676', on: '#ffffff'}}\n",
            "{}",
        );
        assert!(
            sheet.starts_with(":root{color-scheme:light dark;--ink:#767676;}"),
            "{sheet}"
        );
        assert!(!sheet.contains(".care{--ink:#767676;"), "{sheet}");
    }
}
