//! What docs/scale.md shows does what it says: its matrix, its job and its lines are run as they stand there.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::thread;

use serde_yaml::Value;

use crate::folder::{Folder, files};

const PAGE: &str = include_str!("../../docs/scale.md");

/// The one code block of a language that holds these words.
fn block(language: &str, words: &str) -> &'static str {
    let start = format!("```{language}\n");
    let blocks = PAGE.split(&start).skip(1).map(|rest| rest.split("```").next().unwrap());
    let found: Vec<&str> = blocks.filter(|block| block.contains(words)).collect();
    assert_eq!(found.len(), 1, "{words}");
    found[0]
}

/// Runs a script as the shell of a runner does, with the program on its path.
fn sh(folder: &Path, script: &str, environment: &[(&str, &str)]) -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_wutong")).parent().unwrap();
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap());
    let mut command = Command::new("sh");
    command.args(["-ec", script]).current_dir(folder).env("PATH", path);
    let output = command.envs(environment.iter().copied()).output().unwrap();
    let complained = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{script}\n{complained}");
    String::from_utf8(output.stdout).unwrap()
}

fn words<'a>(value: &'a Value, place: &[&str]) -> &'a str {
    let found = place.iter().fold(value, |value, key| &value[*key]);
    found.as_str().unwrap_or_else(|| panic!("{place:?}"))
}

fn copy(from: &Path, to: &Path, wanted: impl Fn(&str) -> bool) {
    for (path, bytes) in files(from).into_iter().filter(|(path, _)| wanted(path)) {
        let place = to.join(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        assert!(!place.exists(), "two shares have {}", place.display());
        fs::write(place, bytes).unwrap();
    }
}

/// The site, with a name that begins with a dot among its files.
fn site() -> Folder {
    Folder::small(&[(
        "content/files/.well-known/security.txt",
        "Contact: mailto:a@example.com\n",
    )])
}

fn whole(site: &Folder, today: &str) -> BTreeMap<String, Vec<u8>> {
    let run = site.run(&["build", "--today", today]);
    assert_eq!(run.status, 0, "{}", run.complained);
    site.public()
}

/// A runner of workflows, as far as this one goes: what it does not know is a mistake.
fn share_of_matrix(steps: &Value, site: &Folder, values: &[(&str, &str)], artifacts: &Path) {
    let place = tempfile::tempdir().unwrap();
    let fill = |text: &str| {
        let filled = values.iter().fold(text.to_owned(), |text, (name, value)| {
            text.replace(&format!("${{{{ {name} }}}}"), value)
        });
        assert!(!filled.contains("${{"), "{filled}");
        filled
    };
    for step in steps.as_sequence().unwrap() {
        if let Some(script) = step["run"].as_str() {
            sh(place.path(), &fill(script), &[]);
            continue;
        }
        match words(step, &["uses"]) {
            "actions/checkout@v4" => copy(site.path(), place.path(), |path| path.starts_with("content/")),
            "actions/upload-artifact@v4" => {
                let hidden = step["with"]["include-hidden-files"].as_bool() == Some(true);
                let name = fill(words(step, &["with", "name"]));
                let shown = |path: &str| hidden || !path.split('/').any(|part| part.starts_with('.'));
                let from = place.path().join(words(step, &["with", "path"]));
                copy(&from, &artifacts.join(name), shown);
            }
            other => panic!("{other}"),
        }
    }
}

#[test]
fn the_matrix_builds_the_whole() {
    let jobs = serde_yaml::from_str::<Value>(block("yaml", "matrix:")).unwrap()["jobs"].clone();
    let (site, runner) = (site(), tempfile::tempdir().unwrap());
    let said = runner.path().join("output");
    let day = words(&jobs["day"]["steps"][0], &["run"]);
    sh(runner.path(), day, &[("GITHUB_OUTPUT", said.to_str().unwrap())]);
    let said = fs::read_to_string(said).unwrap();
    let today = said.trim().strip_prefix("today=").unwrap();
    let artifacts = runner.path().join("artifacts");
    let shares = jobs["share"]["strategy"]["matrix"]["share"].as_sequence().unwrap();
    for share in shares {
        let share = share.as_u64().unwrap().to_string();
        let values = [("needs.day.outputs.today", today), ("matrix.share", &share)];
        share_of_matrix(&jobs["share"]["steps"], &site, &values, &artifacts);
    }
    let download = &jobs["merge"]["steps"][0];
    assert_eq!(words(download, &["uses"]), "actions/download-artifact@v4");
    assert_eq!(download["with"]["merge-multiple"].as_bool(), Some(true));
    let pattern = words(download, &["with", "pattern"]).strip_suffix('*').unwrap();
    let public = runner.path().join(words(download, &["with", "path"]));
    for artifact in fs::read_dir(&artifacts).unwrap() {
        let artifact = artifact.unwrap();
        assert!(artifact.file_name().to_str().unwrap().starts_with(pattern));
        copy(&artifact.path(), &public, |_| true);
    }
    let whole = whole(&site, today);
    assert!(whole.contains_key(".well-known/security.txt"));
    assert!(files(&public) == whole);
}

/// The shares of a folder put together as the page says, over an older site.
fn merged(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    fs::create_dir(folder.join("public")).unwrap();
    fs::write(folder.join("public/older.html"), "older").unwrap();
    sh(folder, block("", "mv new public"), &[]);
    assert!(!folder.join("old").exists());
    files(&folder.join("public"))
}

#[test]
fn the_job_builds_the_whole() {
    let job: Value = serde_yaml::from_str(block("yaml", "kind: Job")).unwrap();
    let (site, volume) = (site(), tempfile::tempdir().unwrap());
    let container = &job["spec"]["template"]["spec"]["containers"][0];
    let shell: Vec<&str> = container["command"]
        .as_sequence()
        .unwrap()
        .iter()
        .filter_map(Value::as_str)
        .collect();
    assert_eq!(shell, ["sh", "-ec"]);
    assert_eq!(words(&container["volumeMounts"][0], &["mountPath"]), "/shares");
    let shares = volume.path().join("shares");
    let script = container["args"][0].as_str().unwrap();
    let script = script.replace("/shares", shares.to_str().unwrap());
    let script = script.replace("--site /site", &format!("--site {}", site.path().display()));
    let completions = job["spec"]["completions"].as_u64().unwrap();
    // A pod that was broken off left this; it is started again.
    fs::create_dir_all(shares.join("3")).unwrap();
    fs::write(shares.join("3/broken.html"), "broken").unwrap();
    thread::scope(|scope| {
        for index in 0..completions {
            let script = &script;
            let index = index.to_string();
            scope.spawn(move || sh(Path::new("/"), script, &[("JOB_COMPLETION_INDEX", &index)]));
        }
    });
    assert!(merged(volume.path()) == whole(&site, "2026-06-01"));
}

#[test]
fn the_line_without_parallel_builds_the_whole() {
    let site = site();
    let whole = whole(&site, "2026-06-01");
    let line = PAGE.split('`').find(|code| code.starts_with("seq 7 | xargs")).unwrap();
    let parallel = block("", "parallel --halt");
    let options = parallel
        .split("wutong build ")
        .nth(1)
        .unwrap()
        .split("--shard")
        .next()
        .unwrap();
    sh(site.path(), &line.replace('…', options.trim()), &[]);
    fs::remove_dir_all(site.path().join("public")).unwrap();
    assert!(merged(site.path()) == whole);
}
