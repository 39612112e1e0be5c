//! What each stage costs a page, on one processor: `cargo bench --bench stages [-- NAME]`.
//!
//! On a generated portal of 900 pages. A figure is the time of the whole stage; beside it stands how many pages (or
//! files, or outputs) that is a second. The portal lies in the folder of temporary files: `TMPDIR=` names another, such
//! as one on a RAM disk. `cargo bench --bench stages -- --help` tells the options of the harness.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a bench has a disk and a terminal, and fails loudly"
)]

#[path = "../portal/mod.rs"]
mod portal;

use std::borrow::Cow;
use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;

use criterion::{BatchSize, BenchmarkGroup, Criterion, Throughput, criterion_group, criterion_main};
use wutong::build::aids::{Aids, Manner};
use wutong::build::link::Drafts;
use wutong::build::parse::parse;
use wutong::build::pipeline::{Memory, Prepared, Rendering, Request, Today, prepare, prepare_again};
use wutong::build::validate::{Context, Identity, Role, validate};
use wutong::disk::{Content, Item, PublishOptions, read_site, stage};
use wutong::model::date::Date;
use wutong::model::lang::Lang;
use wutong::model::node::Trail;
use wutong::model::path::SourcePath;
use wutong::model::snapshot::Snapshot;
use wutong::product::markdown_options;
use wutong::site::address::{PageKey, Subject};
use wutong::site::output::{Output, Product};
use wutong::site::record::EntryKey;

use portal::{Breadth, Facets, Form};

const PAGES: usize = 900;

type Choice = fn(&Output) -> bool;
type Group<'a> = BenchmarkGroup<'a, criterion::measurement::WallTime>;

fn request() -> Request {
    Request {
        today: Today::Is(Date::from_day(2026, 6, 1).unwrap()),
        drafts: Drafts::Hold,
        base_url: None,
        profile: std::sync::Arc::default(),
        aids: Aids::default(),
    }
}

/// The texts of all entries, with what each is.
fn texts(snapshot: &Snapshot) -> Vec<(SourcePath, Arc<str>, Identity)> {
    let of = portal::items(PAGES);
    let each = (0..of).flat_map(|nth| (0..portal::LANGUAGES.len()).map(move |lang| (portal::item(nth, of), lang)));
    each.map(|(item, lang)| {
        let path = SourcePath::new(&portal::file(&item, lang)).unwrap();
        let text = Arc::clone(snapshot.text(&path).unwrap());
        let type_name = match item.section {
            "projects" => "project",
            "towns" => "town",
            news => news,
        };
        let what = Identity {
            key: EntryKey {
                type_name: type_name.to_owned(),
                name: item.name,
            },
            lang: Lang::parse(portal::LANGUAGES[lang]).unwrap(),
            trail: Trail::new(),
            role: if lang == 0 { Role::Original } else { Role::Translation },
        };
        (path, text, what)
    })
    .collect()
}

fn files(group: &mut Group<'_>, snapshot: &Snapshot, prepared: &Prepared) {
    let texts = texts(snapshot);
    group.throughput(Throughput::Elements(texts.len() as u64));
    group.bench_function("parse", |bencher| {
        bencher.iter(|| {
            for (path, text, _) in &texts {
                black_box(parse(path, text));
            }
        });
    });
    let documents: Vec<_> = texts
        .iter()
        .map(|(path, text, what)| (parse(path, text).0.unwrap(), what))
        .collect();
    let config = &prepared.site.config;
    let languages = config.langs();
    let context = Context {
        units: &prepared.site.units,
        original: &config.original,
        languages: &languages,
        manner: Manner {
            options: markdown_options(config),
            converted: false,
        },
        aids: &Aids::default(),
    };
    let types = &prepared.site.types.types;
    group.bench_function("validate", |bencher| {
        bencher.iter(|| {
            for (document, what) in &documents {
                black_box(validate(document, what, &types[&what.key.type_name], &context));
            }
        });
    });
    let mut memory = Memory::default();
    prepare_again(snapshot, &request(), &mut memory);
    group.bench_function("link", |bencher| {
        // Every file is remembered: what is left is linking, the checks, and the plan.
        bencher.iter(|| black_box(prepare_again(snapshot, &request(), &mut memory)));
    });
}

fn is_entry(output: &Output) -> bool {
    matches!(
        &output.product,
        Product::Page(PageKey {
            subject: Subject::Entry(_),
            ..
        })
    )
}

fn is_list(output: &Output) -> bool {
    matches!(
        &output.product,
        Product::Page(PageKey {
            subject: Subject::List(_) | Subject::Term(..),
            ..
        })
    )
}

fn is_joint(output: &Output) -> bool {
    matches!(
        &output.product,
        Product::Feed { .. } | Product::Sitemap { .. } | Product::SitemapIndex { .. }
    )
}

fn rendering(group: &mut Group<'_>, prepared: &Prepared) {
    let context = prepared.context();
    let rendering = Rendering::new(&context, &prepared.outputs);
    let kinds: [(&str, Choice); 3] = [
        ("render entries", is_entry),
        ("render lists", is_list),
        ("render feeds and sitemaps", is_joint),
    ];
    for (name, is_one) in kinds {
        let all = 0..prepared.outputs.len();
        let places: Vec<usize> = all.filter(|place| is_one(&prepared.outputs[*place])).collect();
        assert!(!places.is_empty(), "{name}");
        group.throughput(Throughput::Elements(places.len() as u64));
        group.bench_function(name, |bencher| {
            bencher.iter(|| {
                for place in &places {
                    black_box(rendering.bytes(*place).unwrap());
                }
            });
        });
    }
}

/// Comparing, writing and discarding; then comparing alone, where everything is there already.
fn emitting(group: &mut Group<'_>, prepared: &Prepared, site: &Path) {
    let context = prepared.context();
    let rendering = Rendering::new(&context, &prepared.outputs);
    let made = |output: &&Output| is_entry(output) || is_list(output) || is_joint(output);
    let (mut items, mut bytes) = (Vec::new(), Vec::new());
    for (place, output) in prepared.outputs.iter().enumerate().filter(|(_, output)| made(output)) {
        items.push(Item {
            path: output.path.clone(),
            content: Content::Made,
        });
        bytes.push(rendering.bytes(place).unwrap().into_owned());
    }
    let render = |nth: usize| Some(Cow::Borrowed(bytes[nth].as_slice()));
    let staged = || {
        stage(
            (site, &site.join("public")),
            &items,
            &render,
            &|| (),
            &PublishOptions::default(),
            None,
        )
        .unwrap()
    };
    group.throughput(Throughput::Elements(items.len() as u64));
    group.bench_function("emit, all new", |bencher| {
        bencher.iter_batched(|| (), |()| staged().discard().unwrap(), BatchSize::PerIteration);
    });
    staged().commit().unwrap();
    group.bench_function("emit, nothing new", |bencher| {
        bencher.iter(|| staged().commit().unwrap());
    });
}

fn stages(criterion: &mut Criterion) {
    // One processor: what is measured is work, not how well it is spread.
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1);
    pool.stack_size(wutong::theme::render::STACK_BYTES)
        .build_global()
        .unwrap();
    let folder = tempfile::tempdir().unwrap();
    let site = folder.path().join("site");
    portal::write(&site, Form::Wutong(Breadth::Three), PAGES, Facets::Two);
    let mut group = criterion.benchmark_group("stages");
    group.sample_size(20);
    group.throughput(Throughput::Elements(PAGES as u64));
    group.bench_function("read", |bencher| {
        bencher.iter(|| black_box(read_site(&site, None, &["content", "themes"]).unwrap()));
    });
    let snapshot = read_site(&site, None, &["content", "themes"]).unwrap();
    let prepared = prepare(&snapshot, &request()).0.unwrap();
    files(&mut group, &snapshot, &prepared);
    rendering(&mut group, &prepared);
    emitting(&mut group, &prepared, &site);
    group.finish();
}

criterion_group!(benches, stages);
criterion_main!(benches);
