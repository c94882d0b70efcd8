//! The Terraform of the site itself (`hosting/`): valid for both provider lines, tested with mocked
//! providers, every validation broken once, nothing found that is not explained there, planned as a
//! file to read (`UPDATE_EXPECT=1` rewrites it), applied without a rest and destroyed.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use sekkei_tests::folder::{init_beside, replace};
use sekkei_tests::golden;
use sekkei_tests::plan::Plan;
use sekkei_tests::root;
use sekkei_tests::scanners::{Scan, checkov, ids, trivy};
use sekkei_tests::terraform::{SCHEMAS, init, plain, said, succeeds, test, validate, with_schema};
use serde_json::Value;
use tempfile::TempDir;

/// The files of `hosting/`, with its tests or without, where Terraform may write beside them.
fn copy(with_tests: bool) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy_files(&root().join("hosting"), folder.path());
    if with_tests {
        fs::create_dir(folder.path().join("tests")).unwrap();
        copy_files(&root().join("hosting/tests"), &folder.path().join("tests"));
    }
    folder
}

fn copy_files(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            fs::copy(&path, to.join(path.file_name().unwrap())).unwrap();
        }
    }
}

/// As somebody would set it up, with its state beside it.
fn set_up(schema: &str) -> TempDir {
    let folder = copy(false);
    let values = "domain            = \"sekkei.example.jp\"\ngithub_repository = \"example/sekkei\"\n\
                  name_prefix       = \"sekkei\"\nzone_id           = \"Z0123456789ABCDEFGHIJ\"\n";
    fs::write(folder.path().join("terraform.tfvars"), values).unwrap();
    init_beside(schema, folder.path());
    folder
}

/// Each address and what was set there; what AWS fills in is left out.
fn lines(plan: &Plan) -> String {
    let mut text = String::new();
    for address in plan.addresses() {
        text.push_str(&format!("{address}\n"));
        let mut found = Vec::new();
        leaves("", plan.get(&address), &mut found);
        found.iter().for_each(|line| text.push_str(&format!("  {line}\n")));
    }
    text
}

fn leaves(path: &str, value: &Value, found: &mut Vec<String>) {
    let below = |step: &str| if path.is_empty() { step.to_owned() } else { format!("{path}.{step}") };
    match value {
        Value::Null => {}
        Value::Array(entries) => entries.iter().enumerate().for_each(|(index, entry)| leaves(&below(&index.to_string()), entry, found)),
        Value::Object(entries) => entries.iter().for_each(|(name, entry)| leaves(&below(name), entry, found)),
        Value::String(text) if text.starts_with('{') => {
            leaves(path, &serde_json::from_str(text).unwrap(), found);
        }
        value => found.push(format!("{path} = {value}")),
    }
}

#[test]
fn its_plan_is_the_one_on_file() {
    let folder = set_up(SCHEMAS[0]);
    let found = lines(&Plan::of(SCHEMAS[0], folder.path()));
    golden::expect("hosting", "tests/goldens/plans/hosting.txt", &found);
}

#[test]
fn it_is_applied_without_a_rest_and_destroyed() {
    for schema in SCHEMAS {
        let folder = set_up(schema);
        let run = |arguments: &[&str]| with_schema(schema, folder.path(), arguments);
        succeeds("apply of hosting", &run(&["apply", "-auto-approve", "-input=false", "-no-color"]));
        let again = run(&["plan", "-input=false", "-no-color", "-detailed-exitcode"]);
        assert_eq!(again.status.code(), Some(0), "a second plan has something to do: {}", said(&again));
        succeeds("destroy of hosting", &run(&["destroy", "-auto-approve", "-input=false", "-no-color"]));
        let left = run(&["state", "list"]);
        assert_eq!(said(&left).lines().filter(|line| line.starts_with("aws_")).collect::<Vec<_>>(), Vec::<&str>::new());
    }
}

#[test]
fn it_is_formatted_and_valid_for_both_provider_lines() {
    succeeds("format of hosting", &plain(&root().join("hosting"), &["fmt", "-check", "-recursive", "-diff"]));
    for schema in SCHEMAS {
        let folder = copy(false);
        init(schema, folder.path());
        succeeds(&format!("validation of hosting with {schema}"), &validate(schema, folder.path()));
    }
}

#[test]
fn it_keeps_its_promises() {
    for schema in SCHEMAS {
        let folder = copy(true);
        init(schema, folder.path());
        succeeds(&format!("tests of hosting with {schema}"), &test(schema, folder.path()));
    }
}

/// A test that nothing can fail says nothing: each line that matters is spoilt once.
#[test]
fn its_tests_notice_what_is_spoilt() {
    let cases = [
        ("main.tf", "\"TLSv1.2_2021\"", "\"TLSv1\"", "TLS 1.2 or newer"),
        ("main.tf", "if !contains(local.named_headers, name) }", "if name == \"Permissions-Policy\" }", "sent by nobody"),
        ("headers.txt", "script-src 'self'", "script-src * 'self'", "Scripts must come"),
        ("headers.txt", "max-age=31536000", "max-age=60", "for a year"),
        ("buckets.tf", "block_public_policy     = true", "block_public_policy     = false", "No bucket may be public"),
        ("buckets.tf", "status = \"Enabled\"\n  }\n}", "status = \"Suspended\"\n  }\n}", "go back to"),
        ("buckets.tf", "each.key == \"logs\" ? [var.log", "each.key == \"site\" ? [var.log", "must not expire"),
        ("publish.tf", ":environment:production", ":*", "Only the environment"),
        ("publish.tf", "\"s3:PutObject\"]", "\"s3:PutObject\", \"s3:DeleteObject\"]", "must not delete"),
    ];
    for (file, from, to, message) in cases {
        let folder = copy(true);
        replace(&folder.path().join(file), from, to);
        init(SCHEMAS[0], folder.path());
        let output = test(SCHEMAS[0], folder.path());
        let said = said(&output).split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(!output.status.success() && said.contains(message), "{from:?} became {to:?}: {said}");
    }
}

#[test]
fn every_validation_has_a_run_that_breaks_it() {
    let variables = fs::read_to_string(root().join("hosting/variables.tf")).unwrap();
    let tests = fs::read_to_string(root().join("hosting/tests/hosting.tftest.hcl")).unwrap();
    for block in variables.split("\nvariable \"").map(|block| block.trim_start_matches("variable \"")) {
        let name = block.split('"').next().unwrap();
        let runs = tests.matches(&format!("run \"refuses_{name}\"")).count();
        assert_eq!(runs, block.matches("validation {").count(), "{name}");
    }
}

/// Ids in a file of accepted findings.
fn accepted(file: &str, before: &str) -> BTreeSet<String> {
    let text = fs::read_to_string(root().join("hosting").join(file)).unwrap();
    let entries = text.lines().map(str::trim).filter_map(|line| line.strip_prefix(before));
    entries.filter(|entry| !entry.is_empty() && !entry.starts_with('#')).map(|entry| entry.split(' ').next().unwrap().to_owned()).collect()
}

#[test]
fn scanners_find_what_is_explained_and_nothing_else() {
    let folder = copy(false);
    let found = |scan: &Scan| {
        assert!(!scan.passed.is_empty(), "the scanner looked at nothing");
        ids(&scan.failed).into_iter().map(str::to_owned).collect::<BTreeSet<_>>()
    };
    // The scanners see the code alone, so that what is accepted has to be found.
    fs::remove_file(folder.path().join(".checkov.yaml")).unwrap();
    fs::remove_file(folder.path().join(".trivyignore")).unwrap();
    assert_eq!(found(&checkov("terraform", &[folder.path().to_owned()])), accepted(".checkov.yaml", "- "));
    assert_eq!(found(&trivy(folder.path())), accepted(".trivyignore", ""));
}
