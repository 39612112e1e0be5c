//! A body, read once for all pages that show it: what others may know of it is at hand, its HTML is where it is cheapest.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use crate::markdown::{Compiled, Options, Outline, Pieces, pieces};
use crate::model::shelf::{Place, Shelf};

#[derive(Debug, Default)]
pub struct Text {
    pub outline: Outline,
    html: Html,
}

#[derive(Debug)]
enum Html {
    Here(Pieces),
    Aside {
        shelf: Arc<dyn Shelf>,
        place: Place,
    },
    /// Only the words are here: an earlier build remembers the outline, and most pages stay as they are.
    Unread {
        source: Arc<str>,
        body: Range<usize>,
        options: Options,
    },
}

impl Default for Html {
    fn default() -> Self {
        Html::Here(Pieces::default())
    }
}

impl Text {
    /// Its HTML waits on the shelf, if there is one and it wants it.
    pub fn new(compiled: Compiled, shelf: Option<&Arc<dyn Shelf>>) -> Self {
        let Compiled { outline, pieces } = compiled;
        let shelf = shelf.filter(|shelf| shelf.wants(pieces.length()));
        let aside = shelf.and_then(|shelf| {
            let (place, shelf) = (shelf.put(&pieces.to_bytes()?)?, Arc::clone(shelf));
            Some(Html::Aside { shelf, place })
        });
        Text {
            outline,
            html: aside.unwrap_or(Html::Here(pieces)),
        }
    }

    /// A text whose outline an earlier build remembers; its HTML is made when a page wants it.
    pub fn unread(outline: Outline, source: Arc<str>, body: Range<usize>, options: Options) -> Self {
        let html = Html::Unread { source, body, options };
        Text { outline, html }
    }

    /// Whether an earlier build remembers it, which told nothing of it.
    pub fn is_recalled(&self) -> bool {
        matches!(self.html, Html::Unread { .. })
    }

    /// Its HTML with holes. Empty where a shelf lost it; the shelf tells.
    pub fn pieces(&self) -> Cow<'_, Pieces> {
        match &self.html {
            Html::Here(pieces) => Cow::Borrowed(pieces),
            Html::Aside { shelf, place } => {
                let pieces = shelf.take(*place).and_then(|bytes| Pieces::from_bytes(&bytes));
                Cow::Owned(pieces.unwrap_or_default())
            }
            Html::Unread { source, body, options } => {
                let words = source.get(body.clone()).unwrap_or_default();
                Cow::Owned(pieces(words, options))
            }
        }
    }

    /// Keeps what pages show, and lets go of what only checks need; without `converted`, also of the places of
    /// words, which only a page needs that converts them.
    pub fn lighten(&mut self, converted: bool) {
        self.outline.lighten();
        if let Html::Here(pieces) = &mut self.html
            && !converted
        {
            pieces.without_words();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;
    use crate::markdown::{Dialect, MixedBreak, RawHtml, compile};

    const OPTIONS: Options = Options {
        dialect: Dialect::Wutong,
        raw_html: RawHtml::Refuse,
        mixed_break: MixedBreak::Blank,
    };

    /// Takes what is longer than so many bytes.
    #[derive(Debug)]
    struct Drawer(usize, Mutex<Vec<Vec<u8>>>);

    impl Shelf for Drawer {
        fn wants(&self, length: usize) -> bool {
            length > self.0
        }

        fn put(&self, bytes: &[u8]) -> Option<Place> {
            let mut kept = self.1.lock().expect("no thread failed");
            let at = kept.len() as u64;
            let length = bytes.len();
            kept.push(bytes.to_vec());
            Some(Place { at, length })
        }

        fn take(&self, place: Place) -> Option<Vec<u8>> {
            let kept = self.1.lock().expect("no thread failed");
            kept.get(usize::try_from(place.at).ok()?).cloned()
        }
    }

    #[test]
    fn a_text_is_the_same_wherever_its_html_waits() {
        let words = "---\n## 温泉 {#spa}\n\n[青山](../towns/a.md)与{=总投资}。[^1]\n\n::: note {kind=tip}\n![山](a.jpg)\n:::\n\n\
            | 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n\n[^1]: 注\n";
        let compiled = || compile(&words[4..], &OPTIONS);
        let here = Text::new(compiled(), None);
        let drawer = |least| Arc::new(Drawer(least, Mutex::default()));
        let (wants, refuses) = (drawer(0), drawer(1 << 20));
        let shelf: Arc<dyn Shelf> = wants.clone();
        let aside = Text::new(compiled(), Some(&shelf));
        assert!(matches!(aside.html, Html::Aside { .. }));
        let shelf: Arc<dyn Shelf> = refuses;
        let refused = Text::new(compiled(), Some(&shelf));
        let unread = Text::unread(compiled().outline, words.into(), 4..words.len(), OPTIONS);
        for text in [&aside, &refused, &unread] {
            assert_eq!(text.outline, here.outline);
            assert_eq!(*text.pieces(), *here.pieces());
        }
        assert_ne!(*here.pieces(), Pieces::default());
        wants.1.lock().expect("no thread failed").clear();
        assert_eq!(*aside.pieces(), Pieces::default());
    }
}
