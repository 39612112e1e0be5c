//! Names the stages in their order: a snapshot of the folder in, the site and every file of it out.

use std::borrow::Cow;
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

use crate::build::aids::Aids;
use crate::build::echoes::without_echoes;
use crate::build::foundation::{Foundation, FoundationInputs};
use crate::build::link::{self, Drafts, Parts};
use crate::build::meant::{self, Mends};
pub use crate::build::memory::Memory;
use crate::build::{foundation, plan, read_entries, sources, troubles};
use crate::check;
use crate::config::SiteUrl;
use crate::diag::severities::Severities;
use crate::diag::{Diagnostic, has_errors, sorted};
use crate::lang::formats::Formats;
use crate::lang::strings::Catalogue;
use crate::lang::zone::Zone;
use crate::model::date::Date;
use crate::model::path::SourcePath;
use crate::model::profile::Profile;
use crate::model::snapshot::Snapshot;
use crate::product::{self, RenderContext};
use crate::site::Site;
use crate::site::output::Output;
use crate::site::record::Record;
use crate::theme::render::Theme;

/// What a build depends on beside the folder.
#[derive(Clone, Debug)]
pub struct Request {
    pub today: Today,
    pub drafts: Drafts,
    /// In place of the `url` of `site.yaml`.
    pub base_url: Option<SiteUrl>,
    /// Measures, where the command line wants it.
    pub profile: Arc<Profile>,
    /// How texts are read; changes no byte of any page.
    pub aids: Aids,
}

/// Which day it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Today {
    Is(Date),
    /// Seconds since 1970 in UTC; the site's time zone makes a day of it.
    At(i64),
}

/// A site that is ready to be rendered.
pub struct Prepared {
    pub site: Site,
    pub theme: Arc<Theme>,
    pub formats: Arc<[Formats]>,
    /// Interface words, by language.
    pub strings: Arc<Vec<Catalogue>>,
    pub outputs: Vec<Output>,
    pub zone: Zone,
    /// In the site's own time zone.
    pub today: Date,
    profile: Arc<Profile>,
    mends: Mends,
}

/// Everything up to rendering. Mistakes of all stages come together; a site comes only where there is one at all.
pub fn prepare(snapshot: &Snapshot, request: &Request) -> (Option<Prepared>, Vec<Diagnostic>) {
    prepare_again(snapshot, request, &mut Memory::of_one_build())
}

/// The same, with what an earlier build left, and leaving as much for the next.
pub fn prepare_again(
    snapshot: &Snapshot,
    request: &Request,
    memory: &mut Memory,
) -> (Option<Prepared>, Vec<Diagnostic>) {
    let (meant, mends) = request
        .profile
        .stage("mend", || meant::meant(snapshot, &request.aids, memory));
    let outcome = prepare_meant(meant.as_ref().unwrap_or(snapshot), request, memory);
    let mut diagnostics = mends.restored(without_echoes(outcome.diagnostics));
    diagnostics.extend(mends.notes(snapshot));
    let prepared = outcome.prepared.map(|prepared| Prepared { mends, ..prepared });
    (prepared, sorted(outcome.severities.weigh(diagnostics)))
}

/// One entry's file read anew on the ground of the last build, where it has one record and nothing new is wrong with
/// it. Beside it the folder, where its words are those of a list page.
pub(crate) fn reread(snapshot: &Snapshot, path: &SourcePath, memory: &Memory) -> Option<(Option<String>, Arc<Record>)> {
    let text = snapshot.text(path)?;
    let ground = memory.last_ground()?;
    let before = memory.mended.of(path);
    if before.is_some_and(Option::is_some) || meant::one(path, text).is_some() {
        return None;
    }
    read_entries::reread((path, text), ground, &memory.entries)
}

/// The theme and the outputs of a linked site whose templates or assets changed and nothing else; none where that
/// brings mistakes, or other blocks that texts may use.
pub(crate) fn relook(
    snapshot: &Snapshot,
    request: &Request,
    memory: &mut Memory,
    prepared: &Prepared,
) -> Option<(Arc<Theme>, Vec<Output>)> {
    let (meant, _) = meant::meant(snapshot, &request.aids, memory);
    let snapshot = meant.as_ref().unwrap_or(snapshot);
    let content = sources::content(snapshot);
    let ground = laid(snapshot, &content, request, memory)?;
    let theme = ground.theme.clone().filter(|_| !has_errors(&ground.diagnostics))?;
    if theme.blocks() != prepared.theme.blocks() {
        return None;
    }
    let (outputs, found) = plan::plan(&prepared.site, &theme, &content.plain);
    found.is_empty().then_some((theme, outputs))
}

/// What all entries stand on; none without settings.
fn laid(
    snapshot: &Snapshot,
    content: &sources::Sources<'_>,
    request: &Request,
    memory: &mut Memory,
) -> Option<Arc<Foundation>> {
    let settings = content.settings?;
    let inputs = FoundationInputs::new(snapshot, content, request.base_url.clone());
    let make = || {
        foundation::make(
            snapshot,
            content,
            settings,
            request.base_url.as_ref(),
            request.aids.tried,
        )
    };
    Some(memory.ground(inputs, make))
}

/// What there is once the stages have run; places are those of the text as it is meant.
struct Outcome {
    prepared: Option<Prepared>,
    severities: Severities,
    diagnostics: Vec<Diagnostic>,
}

impl Outcome {
    fn without_site(severities: Severities, diagnostics: Vec<Diagnostic>) -> Self {
        Outcome {
            prepared: None,
            severities,
            diagnostics,
        }
    }
}

fn prepare_meant(snapshot: &Snapshot, request: &Request, memory: &mut Memory) -> Outcome {
    let profile = &request.profile;
    let content = profile.stage("sort", || sources::content(snapshot));
    let ground = profile.stage("theme", || laid(snapshot, &content, request, memory));
    let (Some((file, text)), Some(ground)) = (content.settings, ground) else {
        return Outcome::without_site(Severities::default(), without_settings(snapshot));
    };
    let mut diagnostics = troubles::diagnostics(snapshot, file);
    diagnostics.extend(content.diagnostics);
    diagnostics.extend(ground.diagnostics.iter().cloned());
    let today = day(request.today, &ground.zone);
    let (entries, found) = profile.stage("entries", || {
        read_entries::read(&content.entries, &ground, &request.aids, &mut memory.entries)
    });
    diagnostics.extend(found);
    if ground.formats.len() != ground.languages.len() {
        return Outcome::without_site(ground.config.severities.clone(), diagnostics);
    }
    let parts = Parts {
        settings_text: text.clone(),
        records: entries.records,
        indexes: entries.indexes,
        media: content.media,
        pictures: content.pictures,
        plain: content.plain.clone(),
        blocks: ground.theme.as_deref().map(Theme::blocks),
        drafts: request.drafts,
        ground: &ground,
        today,
    };
    let (site, found) = profile.stage("link", || link::link(parts));
    diagnostics.extend(found);
    diagnostics.extend(profile.stage("check", || check::check(&site, &ground.formats, memory.checks.as_mut())));
    let Some(theme) = ground.theme.clone() else {
        return Outcome::without_site(site.config.severities.clone(), diagnostics);
    };
    let outputs = profile.stage("plan", || planned(&site, &theme, &content.plain, &mut diagnostics));
    let prepared = Prepared {
        site,
        theme,
        formats: Arc::clone(&ground.formats),
        strings: Arc::clone(&ground.catalogues),
        outputs,
        zone: ground.zone.clone(),
        today,
        profile: Arc::clone(&request.profile),
        mends: Mends::default(),
    };
    Outcome {
        severities: prepared.site.config.severities.clone(),
        prepared: Some(prepared),
        diagnostics,
    }
}

/// A folder that is no site, and what else is wrong with it.
fn without_settings(snapshot: &Snapshot) -> Vec<Diagnostic> {
    let file = SourcePath::new("content/site.yaml").expect("a good path");
    let mut diagnostics = troubles::diagnostics(snapshot, &file);
    diagnostics.push(Diagnostic::new("site-missing", &file));
    diagnostics
}

/// Every output. An address taken twice shows again in every language: once is enough.
fn planned(
    site: &Site,
    theme: &Theme,
    plain: &[(SourcePath, String)],
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Output> {
    let (outputs, found) = plan::plan(site, theme, plain);
    let told = |code: &str| diagnostics.iter().any(|diagnostic| diagnostic.code == code);
    if !["route-taken", "route-reserved", "slug-form", "name-twice"]
        .iter()
        .any(|code| told(code))
    {
        diagnostics.extend(found);
    }
    outputs
}

/// The day of the request, in the site's own time zone.
pub(crate) fn day(today: Today, zone: &Zone) -> Date {
    match today {
        Today::Is(date) => date,
        Today::At(seconds) => zone
            .day_at(seconds)
            .unwrap_or_else(|| Date::from_day(1970, 1, 1).expect("a day of the calendar")),
    }
}

impl Prepared {
    /// The text of a file as it was read: with its mends, as places in records count.
    pub fn text<'a>(&'a self, snapshot: &'a Snapshot, path: &SourcePath) -> Option<&'a str> {
        self.mends
            .text(path)
            .or_else(|| snapshot.text(path).map(|text| &**text))
    }

    /// The files that were read otherwise than they stand, whether that was told or not.
    pub fn mended(&self) -> impl Iterator<Item = &SourcePath> {
        self.mends.files()
    }

    /// Lets go of all that rendering does not need; checks are over then.
    pub fn lighten(&mut self) {
        self.site.lighten();
    }

    /// What rendering works with; made once, then shared by all threads.
    pub fn context(&self) -> RenderContext<'_> {
        RenderContext::new(
            &self.site,
            &self.theme,
            &self.formats,
            &self.strings,
            &self.zone,
            &self.outputs,
            &self.profile,
        )
    }
}

/// Renders outputs on demand and keeps the mistakes that come to light.
pub struct Rendering<'a> {
    context: &'a RenderContext<'a>,
    outputs: &'a [Output],
    mistakes: Mutex<Vec<Diagnostic>>,
}

impl<'a> Rendering<'a> {
    pub fn new(context: &'a RenderContext<'a>, outputs: &'a [Output]) -> Self {
        Rendering {
            context,
            outputs,
            mistakes: Mutex::new(Vec::new()),
        }
    }

    /// The bytes of the output at this place; none where its template failed.
    pub fn bytes(&self, place: usize) -> Option<Cow<'a, [u8]>> {
        match product::render(self.context, self.outputs.get(place)?) {
            Ok(bytes) => Some(bytes),
            Err(diagnostic) => {
                self.mistakes
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .push(*diagnostic);
                None
            }
        }
    }

    /// Makes every output for its mistakes alone; the bytes are dropped.
    pub fn try_all(&self) {
        (0..self.outputs.len())
            .into_par_iter()
            .for_each(|place| drop(self.bytes(place)));
    }

    pub fn mistakes(self) -> Vec<Diagnostic> {
        let mut mistakes = self.mistakes.into_inner().unwrap_or_else(PoisonError::into_inner);
        mistakes.extend(self.context.noted());
        sorted(self.context.site.config.severities.weigh(mistakes))
    }
}
