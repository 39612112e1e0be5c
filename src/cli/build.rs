//! `wutong build`: reads, checks, renders, and replaces `public/` as a whole.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::time::{Instant, SystemTime};

use crate::build::aids::Aids;
use crate::build::faces::Stays;
use crate::build::link::Drafts;
use crate::build::pipeline::{Prepared, Rendering, Request, Today, prepare};
use crate::cli::again::{self, Earlier};
use crate::cli::arguments::BuildOptions;
use crate::cli::console::{Console, complain, complain_line, print_line, progress};
use crate::cli::pictures::Pictures;
use crate::cli::profile;
use crate::cli::shard::Shard;
use crate::cli::told;
use crate::cli::{CLEAN, MISTAKES, USAGE, failure_words, site_folder};
use crate::config::SiteUrl;
use crate::diag::has_errors;
use crate::disk::{Content, Glance, Item, PublishOptions, Published, Spool, look, read_site, stage};
use crate::model::path::SourcePath;
use crate::model::profile::Profile;
use crate::model::snapshot::Snapshot;
use crate::site::output::{Output, Product};
use crate::theme::lists::Lists;

/// The exit status, or why the machine refused.
pub(super) fn run(console: &Console, site: Option<&Path>, options: &BuildOptions) -> Result<u8, String> {
    let started = Instant::now();
    let request = request(
        console,
        options.today.as_deref(),
        options.base_url.as_deref(),
        options.drafts,
    );
    let shard = Shard::asked(console, options.shard.as_deref(), options.output.as_deref());
    let (request, shard) = match request.and_then(|request| Ok((request, shard?))) {
        Ok(asked) => asked,
        Err(usage) => {
            complain_line(usage);
            return Ok(USAGE);
        }
    };
    let folder = site_folder::find(console, site)?;
    threads(options.threads)?;
    let mut request = request;
    if options.profile {
        request.profile = Arc::new(Profile::new(profile::clock, profile::scales));
    }
    let site = Asked {
        console,
        folder: &folder,
        target: &folder.join(options.output.as_deref().unwrap_or(Path::new("public"))),
        options,
        shard,
        started,
    };
    // On a thread of the pool itself: nothing is handed over to it and back at each of the many parallel steps.
    rayon::scope(|_| site.build(request))
}

/// A build as it was asked for.
struct Asked<'a> {
    console: &'a Console,
    folder: &'a Path,
    target: &'a Path,
    options: &'a BuildOptions,
    shard: Option<Shard>,
    started: Instant,
}

impl Asked<'_> {
    fn build(&self, mut request: Request) -> Result<u8, String> {
        let (console, folder) = (self.console, self.folder);
        let profile = Arc::clone(&request.profile);
        let mut publishing = publishing(self.options);
        let places = (folder, self.target);
        // A share leaves no note, and asks for none.
        let known = || {
            let program = self.shard.is_none().then(again::program)??;
            Some((program, again::noted(places, &publishing)))
        };
        let (snapshot, known) = profile.stage("read", || rayon::join(|| read(console, folder, self.options), known));
        let snapshot = snapshot?;
        let earlier = profile.stage("recognise", || {
            known.map(|(program, noted)| Earlier::new((console, program), (&snapshot, &request), noted))
        });
        let same = earlier.as_ref().and_then(|earlier| earlier.same(places, &publishing));
        if let Some((last, published)) = same {
            complain(&last.told);
            told::summary(console, &last.lines, &published, self.started);
            profile::print(console, &profile, &Lists::new());
            return Ok(CLEAN);
        }
        let spool = Arc::new(Spool::new(folder));
        request.aids = profile.stage("recall", || again::aids(earlier.as_ref(), folder, &spool));
        let glance = || earlier.as_ref()?.is_second().then(|| look(places, &publishing))?;
        let ((prepared, diagnostics), glance) = rayon::join(|| prepare(&snapshot, &request), glance);
        let told = console.told(&diagnostics, &|path| text(&snapshot, path));
        complain(&told);
        let mut prepared = match prepared {
            Some(prepared) if !has_errors(&diagnostics) => prepared,
            _ => {
                nothing_changed(console);
                return Ok(MISTAKES);
            }
        };
        let_go(snapshot);
        let (unchanged, (faces, lines)) = profile.stage("note", || {
            let earlier = earlier.as_ref();
            let unchanged = earlier.and_then(|earlier| earlier.unchanged(&prepared));
            let keep = || earlier.map(|earlier| earlier.keep(folder, &prepared, &request.aids, &diagnostics));
            let as_before = unchanged.is_some();
            let known = || earlier.map(|earlier| earlier.faces(&prepared, as_before));
            let say = || told::lines(console, &prepared, request.drafts);
            let (_, noted) = rayon::join(keep, || rayon::join(known, say));
            (unchanged, noted)
        });
        publishing.before = unchanged.as_ref().map(|(_, record)| *record);
        let stays = unchanged.as_ref().map(|(stays, _)| stays);
        profile.stage("lighten", || prepared.lighten());
        let parts = self.parts(&prepared, stays);
        let published = self.publish(&prepared, &parts, (&publishing, glance), &spool)?;
        if let Some((published, silent)) = &published {
            if let Some(shard) = self.shard {
                print_line(shard.told(console, parts.len(), prepared.outputs.len()));
            }
            if let (Some(earlier), Some(faces), true) = (&earlier, &faces, *silent) {
                let said = (&faces[..], &lines[..], &told[..]);
                profile
                    .stage("remember", || {
                        earlier.remember(places, &publishing, &prepared, said, published)
                    })
                    .map_err(|failure| failure_words::failure(console, &failure))?;
            }
            told::summary(console, &lines, published, self.started);
            profile::print(console, &profile, &prepared.theme.manifest.lists);
        }
        // The program ends here: the system takes its memory back faster than piece by piece.
        std::mem::forget((prepared, earlier, request));
        Ok(if published.is_some() { CLEAN } else { MISTAKES })
    }

    /// The outputs of this share, by their places, as what they are to be published.
    fn parts(&self, prepared: &Prepared, stays: Option<&Stays>) -> Vec<(usize, Item)> {
        let outputs = (0..).zip(&prepared.outputs);
        let of_shard = outputs.filter(|(_, output)| self.shard.is_none_or(|shard| shard.holds(output)));
        let items = of_shard.map(|(place, output)| (place, item(output, stays.is_some_and(|stays| stays(output)))));
        items.collect()
    }

    /// Renders and writes these outputs; none where a template failed, and then nothing was changed.
    /// Beside what was done, whether nothing at all was to be said.
    fn publish(
        &self,
        prepared: &Prepared,
        parts: &[(usize, Item)],
        (publishing, glance): (&PublishOptions, Option<Glance>),
        spool: &Spool,
    ) -> Result<Option<(Published, bool)>, String> {
        let (console, folder) = (self.console, self.folder);
        let context = prepared.context();
        let rendering = Rendering::new(&context, &prepared.outputs);
        let pictures = Pictures::new(folder, &prepared.site);
        let made = parts.iter().filter(|(_, item)| item.content == Content::MadeMeanwhile);
        let shown: BTreeSet<&SourcePath> = made
            .filter_map(|(place, _)| picture(&prepared.outputs[*place]))
            .collect();
        let stay = parts.iter().filter(|(_, item)| item.content == Content::AsBefore);
        let bar = progress(parts.len() - stay.count() + shown.len());
        let render = |nth: usize| {
            let (place, _) = parts.get(nth)?;
            let bytes = match &prepared.outputs.get(*place)?.product {
                Product::Picture { source, recipe } => pictures.bytes(source, recipe).map(Cow::Owned),
                _ => rendering.bytes(*place),
            };
            bar.inc(1);
            bytes
        };
        let profile = context.profile;
        let items: Vec<Item> = parts.iter().map(|(_, item)| item.clone()).collect();
        let meanwhile = || pictures.prepare(&shown, profile, &|| bar.inc(1));
        let staged = profile.stage("render, write", || {
            stage((folder, self.target), &items, &render, &meanwhile, publishing, glance)
        });
        let staged = staged.map_err(|failure| failure_words::failure(console, &failure))?;
        bar.finish_and_clear();
        let mut mistakes = rendering.mistakes();
        mistakes.extend(pictures.mistakes(console)?);
        if let Some(failure) = spool.lost() {
            return Err(failure_words::failure(console, &failure));
        }
        if !mistakes.is_empty() {
            // The texts were let go; they are read again for their excerpts.
            let snapshot = read(console, folder, self.options)?;
            console.diagnostics(&mistakes, &|path| text(&snapshot, path));
        }
        if has_errors(&mistakes) {
            staged
                .discard()
                .map_err(|failure| failure_words::failure(console, &failure))?;
            nothing_changed(console);
            return Ok(None);
        }
        let published = profile
            .stage("swap", || staged.commit())
            .map_err(|failure| failure_words::failure(console, &failure))?;
        pictures.tidy();
        std::mem::forget(context);
        Ok(Some((published, mistakes.is_empty())))
    }
}

/// Sources are not needed for rendering. Another thread takes them apart; where there is none, nobody would before the
/// build is over.
fn let_go(snapshot: Snapshot) {
    if rayon::current_num_threads() == 1 {
        drop(snapshot);
    } else {
        rayon::spawn(|| drop(snapshot));
    }
}

fn nothing_changed(console: &Console) {
    complain_line(console.say("有错误，public/ 没有改动。", "There are mistakes; nothing was changed."));
}

fn publishing(options: &BuildOptions) -> PublishOptions {
    PublishOptions {
        adopt: options.adopt,
        force_in_place: options.in_place,
        themes_root: options.themes.clone(),
        before: None,
        part: options.shard.is_some(),
    }
}

fn read(console: &Console, folder: &Path, options: &BuildOptions) -> Result<Snapshot, String> {
    read_site(folder, options.themes.as_deref(), &["content", "themes"])
        .map_err(|failure| failure_words::failure(console, &failure))
}

/// The picture that an output is a variant of.
fn picture(output: &Output) -> Option<&SourcePath> {
    match &output.product {
        Product::Picture { source, .. } => Some(source),
        _ => None,
    }
}

fn item(output: &Output, stays: bool) -> Item {
    let content = match &output.product {
        Product::Copy(source) => Content::Copy(source.clone()),
        _ if stays => Content::AsBefore,
        Product::Picture { .. } => Content::MadeMeanwhile,
        _ => Content::Made,
    };
    Item {
        path: output.path.clone(),
        content,
    }
}

/// A file of the site, or of the theme inside the program.
pub(super) fn text(snapshot: &Snapshot, path: &SourcePath) -> Option<String> {
    let own = snapshot.text(path).map(ToString::to_string);
    own.or_else(|| crate::theme::builtin::text(path).map(str::to_owned))
}

pub(super) fn request(
    console: &Console,
    today: Option<&str>,
    base_url: Option<&str>,
    drafts: bool,
) -> Result<Request, String> {
    let today = match today {
        None => Today::At(now()),
        Some(written) => match crate::config::iso_date(written) {
            Some(date) => Today::Is(date),
            None => {
                return Err(format!(
                    "--today {written}: {}",
                    console.say("请写成 2026-11-21", "write it as 2026-11-21")
                ));
            }
        },
    };
    let base_url = match base_url {
        None => None,
        Some(written) => Some(SiteUrl::parse(written).ok_or_else(|| {
            format!(
                "--base-url {written}: {}",
                console.say("请写成 https://example.com/", "write it as https://example.com/")
            )
        })?),
    };
    Ok(Request {
        today,
        drafts: if drafts { Drafts::Show } else { Drafts::Hold },
        base_url,
        profile: Arc::default(),
        aids: Aids::default(),
    })
}

pub(super) fn now() -> i64 {
    SystemTime::now()
        .duration_since(SystemTime::UNIX_EPOCH)
        .map_or(0, |since| i64::try_from(since.as_secs()).unwrap_or(i64::MAX))
}

/// Templates may nest deeply, so threads get the stack that the theme asks for.
pub(super) fn threads(number: Option<u16>) -> Result<(), String> {
    rayon::ThreadPoolBuilder::new()
        .num_threads(number.map_or(0, usize::from))
        .stack_size(crate::theme::render::STACK_BYTES)
        .build_global()
        .map_err(|error| error.to_string())
}

/// Dates on the command line are whole days.
#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::console::Speech;
    use crate::model::date::Date;

    fn check(written: &str, expected: Option<Date>) {
        let console = Console::new(Speech::English);
        let found = request(&console, Some(written), None, false)
            .ok()
            .map(|request| request.today);
        assert_eq!(found, expected.map(Today::Is));
    }

    #[test]
    fn today_is_a_whole_day() {
        check("2026-11-21", Date::from_day(2026, 11, 21).ok());
        check("2026-11-31", None);
        check("2026", None);
    }
}
