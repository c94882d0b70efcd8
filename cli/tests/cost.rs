//! `cost`, `capacity` and `prices` as a user runs them, on designs and on edited folders.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a broken expectation must stop a test")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn sekkei(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_sekkei")).args(arguments).output().unwrap()
}

fn stdout(arguments: &[&str]) -> String {
    let output = sekkei(arguments);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn json(arguments: &[&str]) -> serde_json::Value {
    serde_json::from_str(&stdout(arguments)).unwrap()
}

/// A design file: the default one with a text replaced.
fn design(folder: &Path, name: &str, from: &str, to: &str) -> String {
    let text = stdout(&["design"]);
    assert!(text.contains(from), "the default design has no {from}");
    let path = folder.join(name);
    fs::write(&path, text.replacen(from, to, 1)).unwrap();
    path.to_string_lossy().into_owned()
}

#[test]
fn cost_says_every_line_with_the_line_that_decides_it() {
    let folder = tempfile::tempdir().unwrap();
    let design = design(folder.path(), "a.json", "{", "{");
    let text = stdout(&["cost", "--design", &design, "--env", "prod", "--today", "2027-01-31"]);
    assert!(text.starts_with("prod: 938.67 USD (41 of 46 lines priced)"), "{text}");
    let vcpu = text.lines().find(|line| line.contains("2,920 vCPU-hours × 0.05056 = 147.64 USD [older than 90 days]")).unwrap();
    let (_, places) = vcpu.split_once("infra/envs/prod/terraform.tfvars:").unwrap();
    let shipped = fs::read_to_string("../infra-templates/bundle/infra/envs/prod/terraform.tfvars").unwrap();
    let named =
        |place: &str| shipped.lines().nth(place.parse::<usize>().unwrap() - 1).unwrap().split('=').next().unwrap().trim().to_owned();
    assert_eq!(places.split(", ").map(named).collect::<Vec<_>>(), ["desired_count", "task_cpu"]);
    let report = json(&["cost", "--design", &design, "--format", "json", "--today", "2026-11-23"]);
    let names: Vec<&str> = report["roots"].as_array().unwrap().iter().map(|root| root["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["dev", "stg", "prod", ""]);
    let bundle = folder.path().join("bundle").to_string_lossy().into_owned();
    assert!(sekkei(&["generate", "--design", &design, "--out", &bundle]).status.success());
    for line in report["roots"][2]["lines"].as_array().unwrap() {
        let (path, number) = line["line"].as_str().unwrap().rsplit_once(':').unwrap();
        let text = fs::read_to_string(Path::new(&bundle).join(path)).unwrap();
        assert!(text.lines().nth(number.parse::<usize>().unwrap() - 1).is_some_and(|line| !line.trim().is_empty()), "{line}");
    }
    // The same of the unpacked files.
    assert_eq!(report, json(&["cost", "--bundle", &bundle, "--format", "json", "--today", "2026-11-23"]));
    assert_eq!(sekkei(&["cost", "--design", &design, "--env", "nowhere"]).status.code(), Some(1));
    assert_eq!(sekkei(&["cost", "--design", &design, "--today", "yesterday"]).status.code(), Some(2));
}

#[test]
fn cost_against_another_design_shows_what_moved() {
    let folder = tempfile::tempdir().unwrap();
    let old = design(folder.path(), "old.json", "{", "{");
    let new = design(folder.path(), "new.json", "\"vpc.nat_gateway_count\": 1", "\"vpc.nat_gateway_count\": 2");
    let text = stdout(&["cost", "--design", &new, "--against", &old]);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 3, "{text}");
    assert!(lines[0].starts_with("dev: +0.10 USD  module.monitoring.aws_cloudwatch_metric_alarm.nat_ports"), "{text}");
    assert!(lines[1].starts_with("dev: +3.65 USD  module.vpc.aws_eip.nat"), "{text}");
    assert!(lines[2].starts_with("dev: +45.26 USD  module.vpc.aws_nat_gateway.this"), "{text}");
    assert!(stdout(&["cost", "--design", &old, "--against", &old]).is_empty());
}

#[test]
fn documents_say_the_same_each_time_in_both_languages() {
    let folder = tempfile::tempdir().unwrap();
    let design = design(folder.path(), "a.json", "{", "{");
    for (command, ja, en) in
        [("cost", "# 月額の見積もり", "# Monthly estimate"), ("capacity", "# どこまで耐えられるか", "# What it can carry")]
    {
        for (lang, title) in [("ja", ja), ("en", en)] {
            let document =
                |today: &[&str]| stdout(&[&[command, "--design", &design, "--format", "markdown", "--lang", lang], today].concat());
            let text = document(&[]);
            assert!(text.starts_with(title), "{text}");
            assert_eq!(text, document(if command == "cost" { &["--today", "2030-01-01"] } else { &[] }));
        }
    }
}

#[test]
fn capacity_says_what_runs_out_first() {
    let folder = tempfile::tempdir().unwrap();
    let design = design(folder.path(), "a.json", "{", "{");
    let text = stdout(&["capacity", "--design", &design]);
    assert!(text.contains("prod: ") && text.contains("first to run out: Fargate quota"), "{text}");
    assert!(text.contains("Database connections: 357 / 720 connections [fits]  infra/envs/prod/terraform.tfvars:"), "{text}");
    let report = json(&["capacity", "--design", &design, "--format", "json"]);
    assert_eq!(report["environments"][2]["bounded_by"], "fargate_quota");
    assert_eq!(report["quotas"][0]["vcpu_peak"], 59.0);
}

#[test]
fn a_price_list_fills_the_design() {
    let folder = tempfile::tempdir().unwrap();
    let design = design(folder.path(), "a.json", "{", "{");
    let list = folder.path().join("AmazonRDS.csv");
    fs::write(
        &list,
        "\"FormatVersion\",\"v1.0\"\n\"Disclaimer\",\"x\"\n\"Publication Date\",\"2026-10-06T17:00:00Z\"\n\"Version\",\"1\"\n\"OfferCode\",\"AmazonRDS\"\n\
         \"SKU\",\"TermType\",\"StartingRange\",\"PricePerUnit\",\"Currency\",\"Instance Type\",\"Database Engine\",\"Deployment Option\",\"usageType\"\n\
         \"S1\",\"OnDemand\",\"0\",\"0.5\",\"USD\",\"db.m7g.large\",\"PostgreSQL\",\"Multi-AZ\",\"APN1-Multi-AZUsage:db.m7g.large\"\n",
    )
    .unwrap();
    let filled = stdout(&["prices", "--design", &design, &list.to_string_lossy()]);
    let path = folder.path().join("filled.json");
    fs::write(&path, filled).unwrap();
    let text = stdout(&["cost", "--design", &path.to_string_lossy(), "--env", "prod"]);
    // 938.67 and 730 hours at 0.5.
    assert!(text.starts_with("prod: 1,303.67 USD (42 of 46 lines priced)"), "{text}");
    assert_eq!(sekkei(&["prices", "--design", &design, "nowhere.csv"]).status.code(), Some(3));
}
