//! How this repository itself is built, published and rolled back: workflows that linters accept, and
//! scripts that write in an order in which no visitor meets half a release. `aws` is a script here
//! that writes down what it was asked.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use sekkei_tests::root;
use sekkei_tests::scanners::{configuration, is_content, python};
use sekkei_tests::terraform::said;
use tempfile::TempDir;

const WORKFLOWS: [&str; 4] = ["audit.yml", "ci.yml", "publish.yml", "rollback.yml"];

fn workflow(name: &str) -> String {
    fs::read_to_string(root().join(".github/workflows").join(name)).unwrap()
}

/// The workflows as they are, or with one text in each of some replaced.
fn workflows(changes: &[(&str, &str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for name in WORKFLOWS {
        let mut text = workflow(name);
        for (_, from, to) in changes.iter().filter(|(file, ..)| *file == name) {
            assert!(text.contains(from), "{name} has no {from:?}");
            text = text.replacen(from, to, 1);
        }
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

fn lints(folder: &Path) -> [(&'static str, Output); 3] {
    let files: Vec<PathBuf> = WORKFLOWS.iter().map(|name| folder.join(name)).collect();
    let actionlint = python("actionlint").arg("-no-color").args(&files).output().unwrap();
    // Without a configuration zizmor asks for hashes, which this repository has.
    let zizmor = python("zizmor").args(["--offline", "--no-progress", "--no-config"]).args(&files).output().unwrap();
    let yamllint = python("yamllint").args(["--strict", "--config-file"]).arg(configuration("yamllint.yml")).args(&files).output().unwrap();
    [("actionlint", actionlint), ("zizmor", zizmor), ("yamllint", yamllint)]
}

#[test]
fn workflows_and_scripts_are_clean() {
    let present: Vec<_> = fs::read_dir(root().join(".github/workflows")).unwrap().collect();
    assert_eq!(present.len(), WORKFLOWS.len(), "a workflow is linted by nobody");
    for (tool, output) in lints(workflows(&[]).path()) {
        is_content(tool, &output);
    }
    let scripts = ["hosting/publish.sh", "hosting/rollback.sh", ".ci/run"].map(|script| root().join(script));
    is_content("shellcheck", &python("shellcheck").args(scripts).output().unwrap());
}

#[test]
fn careless_changes_are_found() {
    let folder = workflows(&[
        ("ci.yml", "@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1", "@v7"),
        ("rollback.yml", "hosting/rollback.sh ${VERSION:+\"$VERSION\"}", "hosting/rollback.sh ${{ inputs.nothing }} $VERSION"),
        ("publish.yml", "permissions: {}", "permissions: {} "),
    ]);
    for (tool, output) in lints(folder.path()) {
        assert!(!output.status.success(), "{tool} found nothing");
    }
}

#[test]
fn workflows_agree_with_the_rest_of_the_repository() {
    let pins = fs::read_to_string(root().join("xtask/src/pins.rs")).unwrap();
    let terraform = pins.split_once("TERRAFORM: &str = \"").unwrap().1.split('"').next().unwrap();
    assert!(workflow("ci.yml").contains(&format!("terraform_version: {terraform}\n")));
    // The role of hosting/ trusts one environment, and its outputs are the variables.
    let trust = fs::read_to_string(root().join("hosting/publish.tf")).unwrap();
    assert!(trust.contains(":environment:production\""));
    for name in ["publish.yml", "rollback.yml"] {
        let text = workflow(name);
        assert_eq!(text.matches("environment: production\n").count(), text.matches("role-to-assume:").count(), "{name}");
        // What a pipe ends with must not hide that publishing failed.
        assert_eq!(text.matches("shell: bash").count(), text.matches("| tee").count(), "{name}");
    }
    // One commit for an action, wherever it stands.
    let mut pins = BTreeMap::new();
    for line in WORKFLOWS.iter().map(|name| workflow(name)).collect::<String>().lines() {
        if let Some((action, pin)) = line.trim().trim_start_matches("- ").strip_prefix("uses: ").and_then(|uses| uses.split_once('@')) {
            assert_eq!(pins.entry(action.to_owned()).or_insert_with(|| pin.to_owned()), pin, "{action}");
        }
    }
    assert_eq!(pins.len(), 6);
}

/// A folder with a release, its list of objects and an `aws` that notes each call.
struct Stage {
    folder: TempDir,
}

impl Stage {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let aws = folder.path().join("aws");
        // Answers as the real one for the few calls that have an answer; fails where FAIL says so.
        let script = "#!/bin/sh\nprintf '%s\\n' \"$*\" >> \"$CALLS\"\n\
                      case \"$*\" in\n  *\"${FAIL:-no such call}\"*) exit 1 ;;\n  *create-invalidation*) echo I1 ;;\n\
                      \x20 *list-objects-v2*) cat \"$KEYS\" ;;\nesac\n";
        fs::write(&aws, script).unwrap();
        fs::set_permissions(&aws, fs::Permissions::from_mode(0o755)).unwrap();
        let list = "app-0123456789abcdef.js\tapp-0123456789abcdef.js\ttext/javascript; charset=utf-8\tpublic, max-age=31536000, immutable\n\
                    releases/0011223344556677/index.html\tindex.html\ttext/html; charset=utf-8\tno-cache\n\
                    favicon.svg\tfavicon.svg\timage/svg+xml\tno-cache\n\
                    sw.js\tsw.js\ttext/javascript; charset=utf-8\tno-cache\n\
                    index.html\tindex.html\ttext/html; charset=utf-8\tno-cache\n";
        fs::write(folder.path().join("objects.tsv"), list).unwrap();
        let keys = "favicon.svg index.html manifest.webmanifest sw.js".split(' ').map(|name| format!("releases/0011223344556677/{name}\n"));
        fs::write(folder.path().join("keys"), keys.collect::<String>()).unwrap();
        Self { folder }
    }

    fn run(&self, script: &str, arguments: &[&str], fail: &str) -> Output {
        let here = self.folder.path();
        let path = format!("{}:{}", here.display(), std::env::var("PATH").unwrap());
        let mut command = Command::new(root().join("hosting").join(script));
        command.current_dir(here).args(arguments).env("PATH", path).env("BUCKET", "site").env("DISTRIBUTION_ID", "D1").env("FAIL", fail);
        command.env("CALLS", here.join("calls")).env("KEYS", here.join("keys")).output().unwrap()
    }

    fn calls(&self) -> Vec<String> {
        fs::read_to_string(self.folder.path().join("calls")).unwrap_or_default().lines().map(str::to_owned).collect()
    }
}

#[test]
fn publishing_writes_the_page_last_and_then_makes_cloudfront_ask_again() {
    let stage = Stage::new();
    let output = stage.run("publish.sh", &["dist", "objects.tsv"], "");
    assert!(output.status.success() && said(&output).contains("published release 0011223344556677"), "{}", said(&output));
    let calls = stage.calls();
    let copies: Vec<&str> = calls.iter().filter_map(|call| call.strip_prefix("s3 cp dist/")).collect();
    assert_eq!(copies.len(), 5);
    assert!(
        copies[0].ends_with("--content-type text/javascript; charset=utf-8 --cache-control public, max-age=31536000, immutable"),
        "{}",
        copies[0]
    );
    assert!(copies[4].starts_with("index.html s3://site/index.html "), "{}", copies[4]);
    assert_eq!(
        calls[5],
        "cloudfront create-invalidation --distribution-id D1 --paths / /favicon.svg /sw.js /index.html --query Invalidation.Id --output text"
    );
    assert_eq!(calls[6], "cloudfront wait invalidation-completed --distribution-id D1 --id I1");
    assert_eq!(calls.len(), 7);
}

#[test]
fn publishing_stops_at_the_first_failure_and_before_half_a_list() {
    let stage = Stage::new();
    assert!(!stage.run("publish.sh", &["dist", "objects.tsv"], "s3://site/favicon.svg").status.success());
    assert!(!stage.calls().iter().any(|call| call.contains("s3://site/index.html") || call.contains("cloudfront")));

    let stage = Stage::new();
    let list = fs::read_to_string(stage.folder.path().join("objects.tsv")).unwrap();
    fs::write(stage.folder.path().join("objects.tsv"), list.lines().take(3).map(|line| format!("{line}\n")).collect::<String>()).unwrap();
    assert!(!stage.run("publish.sh", &["dist", "objects.tsv"], "").status.success());
    assert_eq!(stage.calls(), Vec::<String>::new());
}

#[test]
fn going_back_copies_a_former_release_and_nothing_else() {
    let stage = Stage::new();
    let output = stage.run("rollback.sh", &["0011223344556677"], "");
    assert!(output.status.success(), "{}", said(&output));
    let calls = stage.calls();
    let copied: Vec<&str> = calls.iter().filter_map(|call| call.strip_prefix("s3api copy-object --bucket site --copy-source ")).collect();
    let expected = ["favicon.svg", "manifest.webmanifest", "sw.js", "index.html"]
        .map(|name| format!("site/releases/0011223344556677/{name} --key {name}"));
    assert_eq!(copied, expected);
    assert!(calls[calls.len() - 2].contains("--paths / /favicon.svg /manifest.webmanifest /sw.js /index.html "));

    for wrong in ["", "../x", "0011223344556677/", "0011223344556677 ", "$(id)", "ffffffffffffffff"] {
        let stage = Stage::new();
        assert!(!stage.run("rollback.sh", &[wrong], "").status.success(), "{wrong:?}");
        assert!(!stage.calls().iter().any(|call| call.contains("copy-object") || call.contains("create-invalidation")), "{wrong:?}");
    }
    let stage = Stage::new();
    assert!(stage.run("rollback.sh", &[], "").status.success());
    assert_eq!(stage.calls(), ["s3 ls s3://site/releases/"]);
}
