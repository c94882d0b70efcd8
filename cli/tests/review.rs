//! `plan`, `check`, `diff`, `environments` as a user runs them, on designs and on edited folders.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a broken expectation must stop a test")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn sekkei(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_sekkei")).args(arguments).output().unwrap()
}

fn stdout(arguments: &[&str]) -> String {
    let output = sekkei(arguments);
    assert!(matches!(output.status.code(), Some(0 | 1)), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn design(folder: &Path, from: &str, to: &str) -> String {
    let text = stdout(&["design"]);
    assert!(text.contains(from), "the default design has no {from}");
    let path = folder.join(format!("{}.json", to.len()));
    fs::write(&path, text.replace(from, to)).unwrap();
    path.to_string_lossy().into_owned()
}

/// A folder with the default bundle.
fn unpacked(folder: &Path) -> String {
    let path = folder.join("bundle").to_string_lossy().into_owned();
    let design = design(folder, "{", "{");
    assert!(sekkei(&["generate", "--design", &design, "--out", &path]).status.success());
    path
}

#[test]
fn plan_lists_every_resource_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let design = design(folder.path(), "{", "{");
    let text = stdout(&["plan", "--design", &design, "--env", "prod"]);
    assert!(text.contains("module.rds.aws_db_instance.this  hbp-cc-prod-postgres  infra/modules/rds/main.tf:"), "{text}");
    let json: serde_json::Value = serde_json::from_str(&stdout(&["plan", "--design", &design, "--format", "json"])).unwrap();
    let roots: Vec<&str> = json.as_array().unwrap().iter().map(|plan| plan["root"].as_str().unwrap()).collect();
    assert_eq!(roots, ["infra/envs/dev", "infra/envs/stg", "infra/envs/prod", "infra/bootstrap"]);
    assert!(json.as_array().unwrap().iter().all(|plan| plan["not_evaluated"].as_array().unwrap().is_empty()));
    assert_eq!(sekkei(&["plan", "--design", &design, "--env", "nowhere"]).status.code(), Some(1));
}

#[test]
fn diagrams_are_drawn_compared_and_lie_in_the_bundle() {
    let folder = tempfile::tempdir().unwrap();
    let bundle = unpacked(folder.path());
    let drawn = |more: &[&str]| stdout(&[&["--lang", "ja", "diagram", "--bundle", &bundle][..], more].concat());
    let list = drawn(&["--env", "prod", "--format", "list"]);
    assert!(list.contains("| ECS FastAPI | RDS PostgreSQL | `infra/modules/ecs/task_definitions.tf:"), "{list}");
    let lying = fs::read_to_string(format!("{bundle}/infra/docs/diagrams/dev/network.svg")).unwrap();
    assert_eq!(drawn(&["--env", "dev", "--view", "network"]), lying);
    let mermaid = drawn(&["--env", "prod", "--compare", "dev", "--format", "mermaid"]);
    assert!(mermaid.contains("n_worker[") && mermaid.contains("→ db.m7g.large"), "{mermaid}");
    assert!(drawn(&["--view", "delivery", "--format", "drawio"]).starts_with("<mxfile"));
    assert_eq!(sekkei(&["diagram", "--bundle", &bundle, "--env", "nowhere"]).status.code(), Some(1));
}

#[test]
fn an_edited_folder_is_judged_by_its_own_lines() {
    let folder = tempfile::tempdir().unwrap();
    let bundle = unpacked(folder.path());
    let file = Path::new(&bundle).join("infra/modules/rds/main.tf");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replace("storage_encrypted     = true", "storage_encrypted     = false")).unwrap();
    let line = text.lines().position(|line| line.contains("storage_encrypted ")).unwrap() + 1;
    let report = sekkei(&["check", "--bundle", &bundle]);
    assert_eq!(report.status.code(), Some(1));
    let text = String::from_utf8(report.stdout).unwrap();
    assert!(text.contains(&format!("infra/modules/rds/main.tf:{line}")), "{text}");
    let sarif: serde_json::Value = serde_json::from_str(&stdout(&["check", "--bundle", &bundle, "--format", "sarif"])).unwrap();
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    let lines: Vec<_> = results
        .iter()
        .filter(|result| result["ruleId"] == "ENC-01")
        .map(|result| result["locations"][0]["physicalLocation"]["region"]["startLine"].as_u64().unwrap())
        .collect();
    assert_eq!(lines, [line as u64; 3]);
}

#[test]
fn what_cannot_be_evaluated_is_named_and_nothing_is_met() {
    let folder = tempfile::tempdir().unwrap();
    let bundle = unpacked(folder.path());
    fs::write(Path::new(&bundle).join("infra/envs/prod/extra.tf"), "resource \"aws_sqs_queue\" \"x\" {\n  name = filesha256(\"x\")\n")
        .unwrap();
    let text = stdout(&["check", "--bundle", &bundle]);
    assert!(text.contains("not proven infra/envs/prod/extra.tf:"), "{text}");
    assert!(text.contains("prod: of") && text.contains(", 0 met,"), "{text}");
}

#[test]
fn diff_says_which_change_makes_a_resource_anew() {
    let folder = tempfile::tempdir().unwrap();
    let (old, new) = (design(folder.path(), "{", "{"), design(folder.path(), "10.30.0.0/16", "10.130.0.0/16"));
    let text = stdout(&["diff", &old, &new]);
    assert!(text.contains("prod: ~ module.vpc.aws_vpc.this (replaced)"), "{text}");
    assert!(!text.contains("dev: ~"), "{text}");
    assert!(text.contains("prod: vpc.cidr: \"10.30.0.0/16\" → \"10.130.0.0/16\""), "{text}");
    assert_eq!(stdout(&["diff", &old, &old]), "");
    let document = stdout(&["diff", &old, &new, "--format", "markdown"]);
    assert!(document.contains("- **replaced** `module.vpc.aws_vpc.this`"), "{document}");
    // A design and the folder that it was unpacked to are the same.
    assert_eq!(stdout(&["diff", &old, &unpacked(folder.path())]), "");
}

#[test]
fn diff_says_what_changes_in_a_month_and_what_happens_to_resources() {
    let folder = tempfile::tempdir().unwrap();
    let (old, new) = (design(folder.path(), "{", "{"), design(folder.path(), "\"rds.multi_az\": true", "\"rds.multi_az\": false"));
    let text = stdout(&["diff", &old, &new]);
    assert!(text.contains("prod: ~ module.rds.aws_db_instance.this (in place)"), "{text}");
    assert!(text.contains("prod: AVL-02: met → fails (error)"), "{text}");
    let document = stdout(&["diff", &old, &new, "--format", "markdown"]);
    let cost = document.lines().find(|line| line.starts_with("- Always charged in a month: ")).unwrap_or_default();
    assert!(cost.starts_with("- Always charged in a month: -") && cost.contains("lines that change are priced"), "{document}");
    let back = stdout(&["diff", &new, &old, "--format", "markdown", "--lang", "ja"]);
    assert!(back.contains("- 必ずかかる費用（月額）: +"), "{back}");
}

#[test]
fn environments_differ_in_sizes_and_declared_names_alone() {
    let folder = tempfile::tempdir().unwrap();
    let bundle = unpacked(folder.path());
    let statement = "Every file but `terraform.tfvars` and `backend.tf` is equal byte for byte.";
    assert_eq!(stdout(&["environments", "--bundle", &bundle]).matches(statement).count(), 2);
    let file = Path::new(&bundle).join("infra/envs/stg/main.tf");
    fs::write(&file, format!("{}\n# edited\n", fs::read_to_string(&file).unwrap())).unwrap();
    let text = stdout(&["environments", "--bundle", &bundle]);
    assert_eq!(text.matches(statement).count(), 1);
    assert!(text.contains("`infra/envs/prod/main.tf` differs between the environments"), "{text}");
}

/// How clients are known is a decision of each environment: declared, and no size.
#[test]
fn a_decision_on_clients_is_declared_and_its_consequences_are_said() {
    let folder = tempfile::tempdir().unwrap();
    let old = design(folder.path(), "{", "{");
    let new = design(folder.path(), "\"rds.multi_az\": true", "\"rds.multi_az\": true, \"alb.client_auth\": \"vpn\"");
    let text = stdout(&["diff", &old, &new]);
    for line in [
        "prod: alb.client_auth: \"none\" → \"vpn\"",
        "prod: ~ module.alb.aws_lb.this (replaced)",
        "prod: TLS-09: fails (error) → met",
        "prod: TLS-10: not applicable → to be confirmed",
    ] {
        assert!(text.contains(line), "{line} is missing in {text}");
    }
    let bundle = folder.path().join("closed").to_string_lossy().into_owned();
    assert!(sekkei(&["generate", "--design", &new, "--out", &bundle]).status.success());
    let text = stdout(&["environments", "--bundle", &bundle]);
    assert!(text.contains("- Declared differences besides sizes: `alb.client_auth`, "), "{text}");
    assert!(!text.contains("| `alb.client_auth` |"), "{text}");
}

#[test]
fn a_waiver_is_stale_after_its_last_day() {
    let folder = tempfile::tempdir().unwrap();
    let waiver = r#"{ "waivers": [{ "control": "TLS-09", "person": "A", "until": "2026-11-23", "reason": "moving to a closed line" }],"#;
    let design = design(folder.path(), "{", "{");
    let text = fs::read_to_string(&design).unwrap();
    fs::write(&design, text.replacen('{', waiver, 1)).unwrap();
    let on = |day: &str| stdout(&["check", "--design", &design, "--today", day]);
    assert!(on("2026-11-23").contains("prod: TLS-09 Client authentication on open networks [waived]"));
    let late = on("2026-11-24");
    assert!(late.contains("[fails (error)]") && late.contains("its last day has passed, so the finding is back"), "{late}");
    assert_eq!(sekkei(&["check", "--design", &design, "--today", "2026-02-30"]).status.code(), Some(2));
    assert!(stdout(&["validate", "--design", &design]).contains("0 errors"));
}

#[test]
fn reports_speak_japanese() {
    let folder = tempfile::tempdir().unwrap();
    let design = design(folder.path(), "{", "{");
    let text = stdout(&["--lang", "ja", "check", "--design", &design, "--format", "markdown"]);
    assert!(text.starts_with("# 管理策の検査結果") && !text.contains("準拠を満たす"), "{text}");
    assert!(stdout(&["check", "--design", &design, "--format", "csv"]).starts_with("control,title,environment,verdict"));
}
