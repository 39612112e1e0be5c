//! Random edits of a site, as people and their programs make them.

use std::collections::{BTreeMap, BTreeSet};

use crate::folder::Folder;

/// A generator of numbers with a seed, so that a failure can be had again.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn roll(&mut self, below: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % below as u64).unwrap()
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.roll(from.len())]
    }
}

/// What the files say, as far as the edits must know.
pub(crate) struct Draft {
    projects: BTreeMap<String, Project>,
    per_page: usize,
    editions: usize,
    title: usize,
    extra_field: bool,
    template: usize,
    broken: Option<(String, String)>,
    next: usize,
    ever: BTreeSet<String>,
}

#[derive(Clone, Default)]
struct Project {
    title: usize,
    body: usize,
    money: usize,
    draft: bool,
    english: Option<usize>,
    link: Option<String>,
    picture: bool,
}

const BODIES: [&str; 5] = [
    "温泉在县城以北。",
    "## 位置\n\n依山而建，{=总投资}。",
    "**重点**：分两期建设。\n\n- 甲\n- 乙",
    "总投资{=总投资}。\n\n## 配套\n\n医院与车站。",
    "",
];
const MONEY: [&str; 4] = ["约3.5亿元", "1200万元", "超过2亿元", "8000万元"];
const TITLES: [&str; 5] = ["青山温泉", "绿水康养", "银杏小镇", "竹海疗养", "茶园民宿"];
const TEMPLATES: [&str; 3] = [
    "",
    "{% extends \"entry.html\" %}\n{% block main %}<p class=\"mine\">{{ page.title }}</p>{{ super() }}{% endblock main %}\n",
    "{% extends \"entry.html\" %}\n{% block main %}{{ page.body }}{% endblock main %}\n",
];

impl Draft {
    pub(crate) fn new() -> Self {
        Draft {
            projects: (0..6)
                .map(|nth| {
                    (
                        format!("p{nth}"),
                        Project {
                            title: nth % 5,
                            ..Project::default()
                        },
                    )
                })
                .collect(),
            per_page: 4,
            editions: 1,
            title: 0,
            extra_field: false,
            template: 0,
            broken: None,
            next: 6,
            ever: BTreeSet::new(),
        }
    }

    pub(crate) fn folder(&self) -> Folder {
        let folder = Folder::new(&[
            ("content/regions/青山县.md", "---\n标题: 青山县\n---\n"),
            ("themes/own/theme.yaml", "extends: [wutong]\n"),
            (
                "content/pages/about.md",
                "---\n标题: 关于\n---\n::: list {type=project limit=3}\n:::\n",
            ),
        ]);
        self.settings(&folder);
        for name in self.projects.keys() {
            self.project(&folder, name);
        }
        folder
    }

    fn settings(&self, folder: &Folder) {
        let editions = ["[standard]", "[standard, care]"][self.editions % 2];
        let text = format!(
            "title: {{zh-Hans: 示例门户{0}, en: Sample {0}}}\nurl: https://example.com/kangyang/\ntheme: own\nper_page: {1}\neditions: {editions}\n\
             languages:\n  zh-Hans: {{}}\n  zh-Hant: {{convert_from: zh-Hans, usage: hk}}\n  en: {{fallback: [zh-Hans]}}\n",
            self.title, self.per_page
        );
        folder.write("content/site.yaml", &text);
    }

    fn text(&self, name: &str) -> String {
        let project = &self.projects[name];
        let link = project.link.as_ref().filter(|other| self.projects.contains_key(*other));
        let link = link.map_or_else(String::new, |other| format!("\n\n见[另一个项目]({other}.md)。"));
        let picture = if project.picture {
            "\n\n![山](../media/山.svg)"
        } else {
            ""
        };
        let extra = if self.extra_field && project.money.is_multiple_of(2) {
            "车位: 120个\n"
        } else {
            ""
        };
        format!(
            "---\n标题: {}{name}\n地区: 青山县\n阶段: 招商中\n总投资: {}\n{extra}{}---\n{}{link}{picture}\n",
            TITLES[project.title],
            MONEY[project.money],
            if project.draft { "草稿: 是\n" } else { "" },
            BODIES[project.body],
        )
    }

    fn project(&self, folder: &Folder, name: &str) {
        folder.write(&format!("content/projects/{name}.md"), &self.text(name));
        let english = format!("content/projects/{name}.en.md");
        match self.projects[name].english {
            Some(body) => folder.write(
                &english,
                &format!("---\ntitle: Project {name} {body}\n---\nPhase {body}, {{=investment}}.\n"),
            ),
            None => {
                let _ = std::fs::remove_file(folder.path().join(english));
            }
        }
    }

    fn all(&self, folder: &Folder) {
        self.projects.keys().for_each(|name| self.project(folder, name));
    }

    /// Does something to the site and says what.
    pub(crate) fn edit(&mut self, folder: &Folder, dice: &mut Dice) -> String {
        if let Some((path, good)) = self.broken.take() {
            folder.write(&path, &good);
            return format!("{path} mended");
        }
        let names: Vec<String> = self.projects.keys().cloned().collect();
        let name = names[dice.roll(names.len())].clone();
        let what = dice.roll(20);
        let project = self.projects.get_mut(&name).unwrap();
        match what {
            0..=4 => project.body = dice.roll(BODIES.len()),
            5 | 6 => project.title = dice.roll(TITLES.len()),
            7 => project.money = dice.roll(MONEY.len()),
            8 => project.draft = !project.draft,
            9 | 10 => project.english = [None, Some(dice.roll(3))][dice.roll(2)],
            11 => project.link = Some(names[dice.roll(names.len())].clone()),
            12 => {
                project.picture = !project.picture;
                let size = 1 + dice.roll(3);
                let drawing = format!(
                    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{size}0\" height=\"10\"><path d=\"M0 0h{size}\"/></svg>"
                );
                folder.write("content/media/山.svg", &drawing);
                self.all(folder);
            }
            13 => self.come(folder),
            14 if names.len() > 3 => self.go(folder, &name),
            15 if names.len() > 3 => self.rename(folder, &name),
            16 => return self.define(folder, dice),
            17 => {
                self.per_page = 2 + dice.roll(4);
                self.editions += dice.roll(2);
                self.title = dice.roll(3);
                self.settings(folder);
            }
            18 => {
                self.template = dice.roll(TEMPLATES.len());
                let path = "themes/own/templates/project.html";
                match TEMPLATES[self.template] {
                    "" => drop(std::fs::remove_file(folder.path().join(path))),
                    text => folder.write(path, text),
                }
            }
            _ => return self.spoil(folder, &name, dice),
        }
        if self.projects.contains_key(&name) && what <= 11 {
            self.project(folder, &name);
        }
        format!("edit {what} of {name}")
    }

    fn come(&mut self, folder: &Folder) {
        let name = format!("p{}", self.next);
        self.next += 1;
        self.projects.insert(
            name.clone(),
            Project {
                title: self.next % 5,
                ..Project::default()
            },
        );
        self.project(folder, &name);
    }

    fn go(&mut self, folder: &Folder, name: &str) {
        self.projects.remove(name);
        for path in [
            format!("content/projects/{name}.md"),
            format!("content/projects/{name}.en.md"),
        ] {
            let _ = std::fs::remove_file(folder.path().join(path));
        }
        self.all(folder);
    }

    fn rename(&mut self, folder: &Folder, name: &str) {
        let project = self.projects[name].clone();
        self.go(folder, name);
        let new = format!("q{}", self.next);
        self.next += 1;
        self.projects.insert(new, project);
        self.all(folder);
    }

    /// Types, words of the interface, style, terms.
    fn define(&mut self, folder: &Folder, dice: &mut Dice) -> String {
        match dice.roll(4) {
            0 => {
                self.extra_field = !self.extra_field;
                let path = "content/types/project.yaml";
                if self.extra_field {
                    folder.write(
                        path,
                        "extends: project\nfields:\n  parking: {kind: quantity, label: {zh-Hans: 车位, en: Parking}}\n",
                    );
                } else {
                    std::fs::remove_file(folder.path().join(path)).unwrap();
                }
                self.all(folder);
            }
            1 => folder.write("content/strings/en.yaml", &format!("skip: Jump {}\n", dice.roll(3))),
            2 => folder.write(
                "themes/own/assets/css/mine.css",
                &format!("p {{ margin: {}px }}\n", dice.roll(5)),
            ),
            _ => folder.write(
                "content/terms.yaml",
                &format!("- {{zh-Hans: 温泉, zh-Hant: {}}}\n", dice.pick(&["溫泉", "泡湯"])),
            ),
        }
        "a definition".to_owned()
    }

    /// A mistake, mended by the next edit.
    fn spoil(&mut self, folder: &Folder, name: &str, dice: &mut Dice) -> String {
        let path = format!("content/projects/{name}.md");
        let good = self.text(name);
        let bad = match dice.roll(4) {
            0 => good.replacen("---\n", "", 1),
            1 => good.replace("地区: 青山县", "地区: 没有的县"),
            2 => good.replace("标题: ", "标题: ["),
            _ => String::new(),
        };
        folder.write(&path, &bad);
        self.broken = Some((path.clone(), good));
        format!("{path} spoilt")
    }

    /// Files that the site had once and has no longer.
    pub(crate) fn gone(&mut self, now: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
        self.ever.extend(now.keys().cloned());
        self.ever
            .iter()
            .filter(|path| !now.contains_key(*path))
            .cloned()
            .collect()
    }
}
