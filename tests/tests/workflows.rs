//! What a script of a workflow does, run by `bash` beside a `gh` that only writes down what it is asked.

use std::fs;
use std::path::Path;
use std::process::Command;

use sekkei_tests::root;

/// The script of a step of the bundle's `terraform.yml`.
fn script(step: &str) -> String {
    let text = fs::read_to_string(root().join("infra-templates/bundle/.github/workflows/terraform.yml")).unwrap();
    let from = text.split_once(&format!("- name: {step}\n")).unwrap_or_else(|| panic!("no step {step}")).1;
    let lines = from.split_once("run: |\n").unwrap().1.lines();
    let inside = lines.take_while(|line| line.is_empty() || line.starts_with("          "));
    inside.map(|line| format!("{}\n", line.trim_start())).collect()
}

/// Runs a script where `gh issue list` answers with these titles, numbered from 1; tells what else `gh` was asked.
fn asked(script: &str, open: &[&str]) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let issues: Vec<_> = open.iter().zip(1..).map(|(title, number)| serde_json::json!({ "number": number, "title": title })).collect();
    fs::write(folder.path().join("issues.json"), serde_json::to_string(&issues).unwrap()).unwrap();
    let gh = "#!/bin/bash\nif [ \"$2\" = list ]; then\n  while [ $# -gt 0 ]; do if [ \"$1\" = --jq ]; then jq --raw-output \"$2\" issues.json; fi; shift; done\nelse\n  printf '%s|' \"$@\" >> asked; echo >> asked\nfi\n";
    let path = folder.path().join("gh");
    fs::write(&path, gh).unwrap();
    executable(&path);
    let search = format!("{}:{}", folder.path().display(), std::env::var("PATH").unwrap());
    let output = Command::new("bash")
        .args(["--noprofile", "--norc", "-eo", "pipefail", "-c", script])
        .current_dir(folder.path())
        .envs([
            ("PATH", &*search),
            ("GITHUB_REPOSITORY", "o/r"),
            ("BRANCH", "production"),
            ("RUN", "https://github.com/o/r/actions/runs/1"),
        ])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    fs::read_to_string(folder.path().join("asked")).unwrap_or_default().lines().map(str::to_owned).collect()
}

fn executable(path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
}

/// A drift check that failed is one open issue per branch, however many nights it lasts.
#[test]
fn a_failed_drift_check_is_an_issue() {
    let script = script("Say so in an issue");
    let opened = asked(&script, &["Something else", "Drift check of branch staging failed"]);
    assert!(
        opened.len() == 1 && opened[0].starts_with("issue|create|--repo|o/r|--title|Drift check of branch production failed|"),
        "{opened:?}"
    );
    let told = asked(&script, &["Something else", "Drift check of branch production failed"]);
    assert!(
        told.len() == 1 && told[0].starts_with("issue|comment|2|--repo|o/r|--body|") && told[0].contains("/actions/runs/1"),
        "{told:?}"
    );
}
