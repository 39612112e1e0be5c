//! Steps → HTML. No inline styles, no scripts: a strict Content-Security-Policy is content with it.

mod images;
mod notes;
mod tables;

use std::fmt::Write as _;

use pulldown_cmark::{CodeBlockKind, Tag, TagEnd};

use crate::markdown::address::{Address, address};
use crate::markdown::commonmark;
use crate::markdown::escape::{foreign_address, push_attribute, push_text};
use crate::markdown::figures::Word;
use crate::markdown::notes::{Notes, number};
use crate::markdown::shape::{mark, read};
use crate::markdown::steps::{Block, LinkStart, Placed, Step, Title};
use crate::markdown::{Dialect, LinkAnswer, Options, Picture, Scope};

use notes::NoteText;
use tables::Table;

/// The text's HTML. With [`Dialect::CommonMark`] and a scope that changes nothing
/// it is the specification's, byte for byte.
pub fn render(text: &str, options: &Options, scope: &dyn Scope) -> String {
    if options.dialect == Dialect::CommonMark {
        return commonmark::render(text, options.raw_html, scope);
    }
    let marked = mark(text, *options);
    let steps = read(&marked, *options).steps;
    let mut writer = Writer::new(scope, number(&steps));
    let mut rest = steps.as_slice();
    while let Some((placed, behind)) = rest.split_first() {
        let taken = writer.write_figure_paragraph(rest);
        if taken == 0 {
            writer.step(placed, behind, steps.len() - rest.len());
        }
        rest = &rest[taken.max(1)..];
    }
    writer.finish()
}

/// The HTML written so far, and what is open.
struct Writer<'s, 'm> {
    scope: &'s dyn Scope,
    /// The page, and on top of it the blocks and footnotes that are open.
    sheets: Vec<Sheet<'m>>,
    /// Text not yet converted: a word may reach over several steps.
    pending: String,
    link_end: &'static str,
    task_end: &'static str,
    table: Table,
    /// The last heading, if it does not name a table yet.
    heading: Option<String>,
    tables: usize,
    notes: Notes,
    note_texts: Vec<NoteText>,
    /// How often each footnote has been referred to, by number.
    note_uses: Vec<usize>,
}

/// Where HTML goes until its end is reached.
struct Sheet<'m> {
    html: String,
    kind: SheetKind<'m>,
    pictures: Vec<Picture>,
}

enum SheetKind<'m> {
    Page,
    Block(&'m Block),
    /// A footnote's number; none for one that is not shown.
    Note(Option<usize>),
}

impl<'s, 'm> Writer<'s, 'm> {
    fn new(scope: &'s dyn Scope, notes: Notes) -> Self {
        Self {
            scope,
            sheets: vec![Sheet {
                html: String::new(),
                kind: SheetKind::Page,
                pictures: Vec::new(),
            }],
            pending: String::new(),
            link_end: "",
            task_end: "",
            table: Table::default(),
            heading: None,
            tables: 0,
            note_uses: vec![0; notes.numbers.len() + 1],
            notes,
            note_texts: Vec::new(),
        }
    }

    fn sheet(&mut self) -> &mut Sheet<'m> {
        self.sheets.last_mut().expect("the page's sheet is never taken off")
    }

    fn out(&mut self) -> &mut String {
        &mut self.sheet().html
    }

    fn put(&mut self, html: &str) {
        self.out().push_str(html);
    }

    /// Puts the tag of a block: it begins a line, and no label reaches over it.
    fn put_block(&mut self, html: &str) {
        self.end_task();
        let out = self.out();
        if !out.is_empty() && !out.ends_with('\n') {
            out.push('\n');
        }
        out.push_str(html);
    }

    fn end_task(&mut self) {
        let end = std::mem::take(&mut self.task_end);
        self.put(end);
    }

    fn flush(&mut self) {
        if self.pending.is_empty() {
            return;
        }
        let text = std::mem::take(&mut self.pending);
        let words = self.scope.words(&text);
        push_text(self.out(), &words);
    }

    /// Plain text of words: converted, figures filled in, not escaped.
    fn plain(&self, words: &[Word<'_>]) -> String {
        let mut plain = String::new();
        for word in words {
            match word {
                Word::Text(text) => plain.push_str(&self.scope.words(text)),
                Word::Figure(name) => plain.push_str(&self.scope.figure(name).unwrap_or_default()),
            }
        }
        plain
    }

    /// Writes a step; `behind` are the steps after it.
    fn step(&mut self, placed: &'m Placed<'m>, behind: &[Placed<'_>], index: usize) {
        match &placed.step {
            Step::Text(text) => return self.pending.push_str(text),
            Step::SoftBreak => return self.pending.push('\n'),
            _ => self.flush(),
        }
        match &placed.step {
            Step::Start(tag) => self.start(tag, behind, index),
            Step::End(tag) => self.end(*tag),
            Step::Heading(title) => self.start_heading(title),
            Step::Link(link) => self.start_link(link),
            Step::Image(image) => self.write_inline_image(image),
            Step::Figure(name) => {
                let figure = self.scope.figure(name).unwrap_or_default();
                push_text(self.out(), &figure);
            }
            Step::Code(code) => {
                self.put("<code>");
                push_text(self.out(), code);
                self.put("</code>");
            }
            Step::Verbatim(code) => push_text(self.out(), code),
            Step::Html(html) => self.put(html),
            Step::HardBreak => self.put("<br>\n"),
            Step::Rule => self.put_block("<hr>\n"),
            Step::Task(done) => {
                let checked = if *done { " checked" } else { "" };
                self.put(&format!("<label><input type=\"checkbox\" disabled{checked}> "));
                self.task_end = "</label>";
            }
            Step::NoteReference(name) => self.write_note_reference(name),
            Step::OpenBlock(block) => {
                self.put_block("");
                self.open_sheet(SheetKind::Block(block));
            }
            Step::CloseBlock => self.close_block(),
            Step::Text(_) | Step::SoftBreak => {}
        }
    }

    fn open_sheet(&mut self, kind: SheetKind<'m>) {
        self.sheets.push(Sheet {
            html: String::new(),
            kind,
            pictures: Vec::new(),
        });
    }

    fn close_block(&mut self) {
        self.end_task();
        let Some(sheet) = self.sheets.pop_if(|sheet| matches!(sheet.kind, SheetKind::Block(_))) else {
            return;
        };
        let SheetKind::Block(block) = sheet.kind else {
            return;
        };
        let rendered = self
            .scope
            .block(&block.name, &block.arguments, &sheet.html, &sheet.pictures);
        self.put_block(&rendered.unwrap_or(sheet.html));
        let out = self.out();
        if !out.is_empty() && !out.ends_with('\n') {
            out.push('\n');
        }
    }

    fn start_heading(&mut self, title: &Title) {
        self.put_block(&format!("<h{}", title.level));
        push_attribute(self.out(), "id", &title.id);
        self.put(">");
        self.heading = Some(title.id.clone());
    }

    fn start_link(&mut self, link: &LinkStart<'_>) {
        let target = match link.kind {
            Address::Inside => match self.scope.link(&link.target) {
                LinkAnswer::Address(address) => address,
                LinkAnswer::Text => return self.link_end = "",
            },
            _ => foreign_address(&link.target),
        };
        self.link_end = "</a>";
        let title = self.plain(&link.title);
        let out = self.out();
        out.push_str("<a");
        push_attribute(out, "href", &target);
        if !title.is_empty() {
            push_attribute(out, "title", &title);
        }
        if address(&target) == Address::Web {
            push_attribute(out, "rel", "noopener");
        }
        out.push('>');
    }

    fn start(&mut self, tag: &'m Tag<'m>, behind: &[Placed<'_>], index: usize) {
        match tag {
            Tag::Paragraph => self.put_block("<p>"),
            Tag::BlockQuote(_) => self.put_block("<blockquote>\n"),
            Tag::CodeBlock(kind) => self.start_code(kind),
            Tag::List(None) => self.put_block("<ul>\n"),
            Tag::List(Some(1)) => self.put_block("<ol>\n"),
            Tag::List(Some(first)) => self.put_block(&format!("<ol start=\"{first}\">\n")),
            Tag::Item => {
                let mut first = behind.iter().map(|placed| &placed.step);
                let task = match first.next() {
                    Some(Step::Start(Tag::Paragraph) | Step::Heading(_)) => {
                        matches!(first.next(), Some(Step::Task(_)))
                    }
                    other => matches!(other, Some(Step::Task(_))),
                };
                self.put_block(if task { "<li class=\"task\">" } else { "<li>" });
            }
            Tag::FootnoteDefinition(name) => self.start_note(name, index),
            Tag::Table(alignments) => self.start_table(alignments),
            Tag::TableHead => self.start_row(tables::Part::Head),
            Tag::TableRow => self.start_row(tables::Part::Body),
            Tag::TableCell => self.start_cell(behind),
            Tag::Emphasis => self.put("<em>"),
            Tag::Strong => self.put("<strong>"),
            Tag::Strikethrough => self.put("<del>"),
            _ => {}
        }
    }

    fn start_code(&mut self, kind: &CodeBlockKind<'_>) {
        self.put_block("<pre><code");
        if let CodeBlockKind::Fenced(info) = kind
            && let Some(language) = info.split_whitespace().next()
        {
            push_attribute(self.out(), "class", &format!("language-{language}"));
        }
        self.put(">");
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => {
                self.end_task();
                self.put("</p>\n");
            }
            TagEnd::Heading(level) => {
                self.end_task();
                let out = self.out();
                // Writing to a String cannot fail.
                let _ = writeln!(out, "</{level}>");
            }
            TagEnd::BlockQuote(_) => self.put_block("</blockquote>\n"),
            TagEnd::CodeBlock => self.put("</code></pre>\n"),
            TagEnd::List(true) => self.put_block("</ol>\n"),
            TagEnd::List(false) => self.put_block("</ul>\n"),
            TagEnd::Item => {
                self.end_task();
                self.put("</li>\n");
            }
            TagEnd::FootnoteDefinition => self.end_note(),
            TagEnd::Table => self.end_table(),
            TagEnd::TableHead | TagEnd::TableRow => self.end_row(),
            TagEnd::TableCell => self.end_cell(),
            TagEnd::Emphasis => self.put("</em>"),
            TagEnd::Strong => self.put("</strong>"),
            TagEnd::Strikethrough => self.put("</del>"),
            TagEnd::Link => {
                let end = std::mem::take(&mut self.link_end);
                self.put(end);
            }
            _ => {}
        }
    }

    fn finish(mut self) -> String {
        self.flush();
        self.write_notes();
        self.sheets.swap_remove(0).html
    }
}
