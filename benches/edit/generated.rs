//! A generated portal of as many pages as wanted, the same at every run: projects in regions, in three languages.
//!
//! Of one content, in Wutong's own way and in Hugo's: facts once for Wutong, in every file for Hugo.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// A project in a region; each has a page in each of three languages.
const LANGUAGES: [&str; 3] = ["zh-Hans", "en", "ja"];
const REGIONS: usize = 34;
const SECTORS: [&str; 8] = [
    "hot_spring",
    "rehabilitation",
    "community",
    "training",
    "tourism",
    "food",
    "equipment",
    "insurance",
];

const SENTENCES: [&[&str]; 3] = [
    &[
        "本项目计划推进基础设施，以满足未来十年的需求。",
        "当地政府正在评估供水管网，并带动周边城镇发展。",
        "建设单位重点支持公共服务中心，预计明年投入使用。",
        "园区逐步扩大生态修复工程，有关资料可在门户查询。",
        "专家组公开发布数字化平台，资金来自多个渠道。",
    ],
    &[
        "The project plans to extend the water network to meet demand over the next decade. ",
        "The municipality is now assessing a transport hub, which supports the surrounding towns. ",
        "The contractor gives priority to public service centres, with opening expected next year. ",
        "The review board publishes data on river restoration works, using funds from several sources. ",
    ],
    &[
        "本事業は基礎インフラを計画的に整備し、今後十年の需要に対応する。",
        "地元自治体は給水網を段階的に拡大し、周辺の町の発展につながる。",
        "建設会社は交通拠点を重点的に支援し、来年の開業を予定している。",
        "専門家会議は河川再生事業を継続的に改善し、資料はポータルで確認できる。",
    ],
];
const HEADINGS: [&[&str]; 3] = [
    &["概况", "建设内容", "展望"],
    &["Overview", "Scope of works", "Outlook"],
    &["概要", "整備内容", "展望"],
];

/// Numbers that look random and are always the same.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % limit as u64).expect("below a usize")
    }
}

fn put(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, text).expect("a file");
}

/// Some three thousand letters of Markdown.
fn body(numbers: &mut Numbers, lang: usize) -> String {
    let mut text = String::new();
    for heading in HEADINGS[lang] {
        let _ = write!(text, "\n## {heading}\n\n");
        for paragraph in 0..4 {
            for _ in 0..3 {
                text.push_str(SENTENCES[lang][numbers.below(SENTENCES[lang].len())]);
            }
            text.push_str("\n\n");
            if paragraph == 1 {
                let _ = write!(
                    text,
                    "| 1 | 2 | 3 |\n|---|---:|---|\n| {} | **{}** | *{}* |\n\n- {}\n- {}\n\n",
                    numbers.below(900),
                    numbers.below(90),
                    numbers.below(9),
                    numbers.below(900),
                    numbers.below(900)
                );
            }
        }
    }
    text
}

fn title(lang: usize, nth: usize) -> String {
    match lang {
        0 => format!("示例康养项目{nth}号"),
        1 => format!("Sample project {nth}"),
        _ => format!("サンプル事業{nth}号"),
    }
}

/// Where the original of a project lies.
pub(crate) fn wutong_file(nth: usize) -> String {
    format!("content/projects/p{nth:05}.md")
}

pub(crate) fn hugo_file(nth: usize) -> String {
    format!("content/projects/p{nth:05}.md")
}

/// Writes a site of about so many content pages for Wutong.
pub(crate) fn wutong(root: &Path, pages: usize) {
    let settings = "title: {zh-Hans: 示例门户, en: Sample portal, ja: サンプル}\nurl: https://example.com/\ntheme: wutong\neditions: [standard]\n\
        languages:\n  zh-Hans: {}\n  en: {fallback: [zh-Hans]}\n  ja: {fallback: [en, zh-Hans]}\nmenu: [projects, regions]\n";
    put(root, "content/site.yaml", settings);
    for region in 0..REGIONS {
        put(
            root,
            &format!("content/regions/r{region:02}.md"),
            &format!("---\n标题: 示例{region}县\n---\n"),
        );
        put(
            root,
            &format!("content/regions/r{region:02}.en.md"),
            &format!("---\ntitle: County {region}\n---\n"),
        );
    }
    let mut numbers = Numbers(1);
    for nth in 0..pages / LANGUAGES.len() {
        let facts = format!(
            "region: r{:02}\nstage: promoting\ninvestment: {}.{}亿元\npublished: {}-{:02}-{:02}\n",
            numbers.below(REGIONS),
            1 + numbers.below(90),
            numbers.below(10),
            2016 + numbers.below(10),
            1 + numbers.below(12),
            1 + numbers.below(28),
        );
        for (lang, tag) in LANGUAGES.iter().enumerate() {
            let name = if lang == 0 {
                wutong_file(nth)
            } else {
                format!("content/projects/p{nth:05}.{tag}.md")
            };
            let own = if lang == 0 { facts.as_str() } else { "" };
            put(
                root,
                &name,
                &format!(
                    "---\ntitle: {}\n{own}---\n{}",
                    title(lang, nth),
                    body(&mut numbers, lang)
                ),
            );
        }
    }
}

/// The same for Hugo, with templates that show the same: facts, lists of twenty, terms.
pub(crate) fn hugo(root: &Path, pages: usize) {
    let languages = "[languages.zh]\nweight = 1\n[languages.en]\nweight = 2\n[languages.ja]\nweight = 3\n";
    put(
        root,
        "hugo.toml",
        &format!(
            "baseURL = \"https://example.com/\"\ndefaultContentLanguage = \"zh\"\ntitle = \"Sample\"\n[pagination]\npagerSize = 20\n[taxonomies]\nregion = \"regions\"\nsector = \"sectors\"\n{languages}"
        ),
    );
    put(
        root,
        "layouts/baseof.html",
        "<!doctype html><html lang=\"{{ .Site.Language }}\"><head><meta charset=\"utf-8\"><title>{{ .Title }}</title></head><body><nav>{{ range .Site.Sections }}<a href=\"{{ .RelPermalink }}\">{{ .Title }}</a>{{ end }}{{ range .Translations }}<a href=\"{{ .RelPermalink }}\">{{ .Language }}</a>{{ end }}</nav>{{ block \"main\" . }}{{ end }}</body></html>\n",
    );
    put(
        root,
        "layouts/page.html",
        "{{ define \"main\" }}<h1>{{ .Title }}</h1><table><tr><th>investment</th><td>{{ .Params.investment }}</td></tr><tr><th>stage</th><td>{{ .Params.stage }}</td></tr></table>{{ .Content }}{{ end }}\n",
    );
    let list = "{{ define \"main\" }}<h1>{{ .Title }}</h1>{{ range (.Paginate .Pages).Pages }}<article><a href=\"{{ .RelPermalink }}\">{{ .Title }}</a> {{ .Params.investment }}</article>{{ end }}{{ end }}\n";
    for name in ["section", "taxonomy", "term", "home"] {
        put(root, &format!("layouts/{name}.html"), list);
    }
    let mut numbers = Numbers(1);
    for nth in 0..pages / LANGUAGES.len() {
        let facts = format!(
            "regions: [r{:02}]\nsectors: [{}]\nstage: promoting\ninvestment: {}.{}\ndate: {}-{:02}-{:02}\n",
            numbers.below(REGIONS),
            SECTORS[nth % SECTORS.len()],
            1 + numbers.below(90),
            numbers.below(10),
            2016 + numbers.below(10),
            1 + numbers.below(12),
            1 + numbers.below(28),
        );
        for (lang, tag) in ["zh", "en", "ja"].iter().enumerate() {
            let name = if lang == 0 {
                hugo_file(nth)
            } else {
                format!("content/projects/p{nth:05}.{tag}.md")
            };
            put(
                root,
                &name,
                &format!(
                    "---\ntitle: {}\n{facts}---\n{}",
                    title(lang, nth),
                    body(&mut numbers, lang)
                ),
            );
        }
    }
}
