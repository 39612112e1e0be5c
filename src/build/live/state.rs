//! One state of the site, with the files that were made of it so far.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use crate::build::foundation::Foundation;
use crate::build::live::gone::{Gone, Went};
use crate::build::live::patch::{Patch, Reach};
use crate::build::pipeline::{Prepared, Rendering};
use crate::diag::{Diagnostic, Severity, has_errors, sorted};
use crate::model::path::SourcePath;
use crate::model::picture::Recipe;
use crate::model::snapshot::Snapshot;
use crate::site::address::PageKey;
use crate::site::output::{Output, Product};
use crate::theme::render::Theme;

#[derive(Default)]
pub(super) struct State {
    pub(super) number: u64,
    pub(super) prepared: Option<Prepared>,
    pub(super) mistakes: Arc<[Diagnostic]>,
    pub(super) snapshot: Arc<Snapshot>,
    /// Path of an output → its place.
    places: HashMap<String, usize>,
    /// By place.
    slots: Vec<Mutex<Option<Made>>>,
    /// Bytes of earlier states, for pages that cannot be made any more.
    earlier: Mutex<HashMap<String, Arc<[u8]>>>,
    gone: Gone,
    /// Nobody has looked yet what is wrong with what is shown: bytes of the state before may be the last good ones.
    unsettled: bool,
    made: AtomicU64,
}

#[derive(Clone)]
struct Made {
    /// None where the page could never be made.
    bytes: Option<Arc<[u8]>>,
    mistakes: Vec<Diagnostic>,
}

/// A file of the site as it is to be served.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    pub bytes: FileBytes,
    /// Present for pages, which get the preview's block.
    pub page: Option<PageFile>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileBytes {
    Here(Arc<[u8]>),
    /// The page has a mistake and never was without.
    Never,
    /// To be copied from the site's folder.
    Source(SourcePath),
    Picture {
        source: SourcePath,
        recipe: Recipe,
    },
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageFile {
    Page(PageKey),
    NotFound,
}

impl State {
    /// Takes the next state and gives the one before; where there is no site any more, that one stays.
    pub(super) fn replace(
        &mut self,
        prepared: Option<Prepared>,
        mistakes: Arc<[Diagnostic]>,
        snapshot: Arc<Snapshot>,
    ) -> Option<Prepared> {
        self.number += 1;
        self.snapshot = snapshot;
        self.mistakes = mistakes;
        let prepared = prepared?;
        self.unsettled &= has_errors(&self.mistakes);
        self.lay_aside();
        self.unsettled = false;
        self.place(&prepared.outputs);
        self.prepared.replace(prepared)
    }

    /// Takes another look for the site as it is.
    pub(super) fn dress(&mut self, theme: Arc<Theme>, outputs: Vec<Output>, snapshot: Arc<Snapshot>) {
        self.number += 1;
        self.snapshot = snapshot;
        self.lay_aside();
        self.unsettled = true;
        self.place(&outputs);
        if let Some(prepared) = &mut self.prepared {
            prepared.theme = theme;
            prepared.outputs = outputs;
        }
    }

    /// Where each of the next outputs stands; none of them is made yet.
    fn place(&mut self, outputs: &[Output]) {
        let places = outputs.iter().enumerate();
        self.places = places
            .map(|(place, output)| (output.path.as_str().to_owned(), place))
            .collect();
        if let Some(before) = &self.prepared {
            let places = &self.places;
            self.gone.note(before, |path| places.contains_key(path));
        }
        self.slots.clear();
        self.slots.resize_with(outputs.len(), Mutex::default);
    }

    /// Puts other words into the site; the pages that show them are made again when they are asked for.
    pub(super) fn patch(&mut self, patches: Vec<Patch>, ground: &Foundation, snapshot: Arc<Snapshot>) {
        self.number += 1;
        self.snapshot = snapshot;
        if patches.iter().any(|patch| patch.reach() == Reach::All) {
            self.lay_aside();
        }
        let unsettled = std::mem::replace(&mut self.unsettled, true);
        let Some(prepared) = &mut self.prepared else { return };
        let shown: Vec<_> = patches
            .into_iter()
            .map(|patch| patch.apply(&mut prepared.site, ground))
            .collect();
        for (output, slot) in prepared.outputs.iter().zip(&mut self.slots) {
            if let Product::Page(key) = &output.product
                && shown.iter().any(|shows| shows(key))
            {
                let made = slot.get_mut().unwrap_or_else(PoisonError::into_inner).take();
                if let Some(bytes) = made.and_then(|made| made.bytes) {
                    let earlier = self.earlier.get_mut().unwrap_or_else(PoisonError::into_inner);
                    set_aside(earlier, output, bytes, unsettled);
                }
            }
        }
    }

    /// The same site, with other things to say about it.
    pub(super) fn remark(&mut self, mistakes: Arc<[Diagnostic]>) {
        self.unsettled = false;
        if self.mistakes != mistakes {
            self.number += 1;
            self.mistakes = mistakes;
        }
    }

    /// Remembers what was made of the state before, for pages that will not be made again.
    fn lay_aside(&mut self) {
        let Some(before) = &self.prepared else { return };
        let earlier = self.earlier.get_mut().unwrap_or_else(PoisonError::into_inner);
        for (output, slot) in before.outputs.iter().zip(&mut self.slots) {
            let made = slot.get_mut().unwrap_or_else(PoisonError::into_inner).take();
            if let (Product::Page(_), Some(bytes)) = (&output.product, made.and_then(|made| made.bytes)) {
                set_aside(earlier, output, bytes, self.unsettled);
            }
        }
    }

    pub(super) fn went(&self, path: &str) -> Option<Went> {
        self.gone.went(path, self.prepared.as_ref()?)
    }

    pub(super) fn has(&self, path: &str) -> bool {
        self.places.contains_key(path)
    }

    pub(super) fn file(&self, path: &str) -> Option<File> {
        let place = *self.places.get(path)?;
        let prepared = self.prepared.as_ref()?;
        let output = &prepared.outputs[place];
        let bytes = match &output.product {
            Product::Copy(source) => FileBytes::Source(source.clone()),
            Product::Picture { source, recipe } => FileBytes::Picture {
                source: source.clone(),
                recipe: *recipe,
            },
            _ => self
                .make(prepared, output, place)
                .bytes
                .map_or(FileBytes::Never, FileBytes::Here),
        };
        let page = match &output.product {
            Product::Page(key) => Some(PageFile::Page(key.clone())),
            Product::NotFound => Some(PageFile::NotFound),
            _ => None,
        };
        Some(File { bytes, page })
    }

    fn make(&self, prepared: &Prepared, output: &Output, place: usize) -> Made {
        let mut slot = self.slots[place].lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(made) = &*slot {
            return made.clone();
        }
        let path = output.path.as_str();
        let mut earlier = None;
        if self.has_errors(&output.origin) {
            earlier = self.earlier().get(path).cloned();
        }
        let made = match earlier {
            Some(bytes) => Made {
                bytes: Some(bytes),
                mistakes: Vec::new(),
            },
            None => self.render(prepared, path, place),
        };
        *slot = Some(made.clone());
        made
    }

    fn render(&self, prepared: &Prepared, path: &str, place: usize) -> Made {
        self.made.fetch_add(1, Ordering::Relaxed);
        let context = prepared.context();
        let rendering = Rendering::new(&context, &prepared.outputs);
        let bytes = rendering.bytes(place).map(|bytes| Arc::from(bytes.into_owned()));
        let mistakes = rendering.mistakes();
        let mut earlier = self.earlier();
        if bytes.is_some() && !self.unsettled {
            earlier.remove(path);
        }
        let bytes = bytes.or_else(|| earlier.get(path).cloned());
        Made { bytes, mistakes }
    }

    fn has_errors(&self, file: &SourcePath) -> bool {
        self.mistakes
            .iter()
            .any(|mistake| mistake.file == *file && mistake.severity() == Severity::Error)
    }

    fn earlier(&self) -> std::sync::MutexGuard<'_, HashMap<String, Arc<[u8]>>> {
        self.earlier.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn all_mistakes(&self) -> Vec<Diagnostic> {
        let mut all = self.mistakes.to_vec();
        for slot in &self.slots {
            let slot = slot.lock().unwrap_or_else(PoisonError::into_inner);
            all.extend(slot.iter().flat_map(|made| made.mistakes.iter().cloned()));
        }
        sorted(all)
    }

    pub(super) fn made(&self) -> u64 {
        self.made.load(Ordering::Relaxed)
    }
}

/// Keeps what was made of an output; while nobody has looked what is wrong, what was there before is kept.
fn set_aside(earlier: &mut HashMap<String, Arc<[u8]>>, output: &Output, bytes: Arc<[u8]>, unsettled: bool) {
    let path = output.path.as_str().to_owned();
    if unsettled {
        earlier.entry(path).or_insert(bytes);
    } else {
        earlier.insert(path, bytes);
    }
}
