//! A bundle that somebody has edited, with ten weaknesses in one: `sekkei check --bundle` finds each of
//! them, on its line, and blames nothing else.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a broken expectation must stop a test")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

/// One weakness: an edit of a file, and the controls that find it, each on the line of a text.
struct Weakness {
    path: &'static str,
    from: &'static str,
    to: &'static str,
    found: &'static [(&'static str, &'static str)],
}

const RDS: &str = "infra/modules/rds/main.tf";
const ALB: &str = "infra/modules/alb/main.tf";

const WEAKNESSES: [Weakness; 10] = [
    // A port that is open to the world.
    Weakness {
        path: "infra/modules/vpc/security_groups.tf",
        from: "# Cache\n",
        to: "resource \"aws_vpc_security_group_ingress_rule\" \"wide\" {\n  cidr_ipv4 = \"0.0.0.0/0\"\n  from_port = 22\n  ip_protocol = \"tcp\"\n  security_group_id = aws_security_group.alb.id\n  to_port = 22\n}\n\n# Cache\n",
        found: &[("NET-02", "resource \"aws_vpc_security_group_ingress_rule\" \"wide\"")],
    },
    // Buckets without encryption.
    Weakness {
        path: "infra/modules/s3/main.tf",
        from: "resource \"aws_s3_bucket_server_side_encryption_configuration\" \"this\" {\n  for_each = aws_s3_bucket.this",
        to: "resource \"aws_s3_bucket_server_side_encryption_configuration\" \"this\" {\n  for_each = {}",
        found: &[("ENC-02", "resource \"aws_s3_bucket\" \"this\"")],
    },
    // Anybody's repository may sign in.
    Weakness {
        path: "infra/modules/cicd/main.tf",
        from: "values   = each.value",
        to: "values   = [\"repo:*\"]",
        found: &[("IAM-02", "  statement {"), ("IAM-03", "resource \"aws_iam_role\" \"github\" {")],
    },
    // A policy that still speaks TLS 1.0.
    Weakness {
        path: ALB,
        from: "= var.alb.ssl_policy",
        to: "= \"ELBSecurityPolicy-2016-08\"",
        found: &[("TLS-02", "ELBSecurityPolicy-2016-08")],
    },
    // Nobody knows who came.
    Weakness {
        path: ALB,
        from: "    enabled = true\n    prefix  = \"alb\"",
        to: "    enabled = false\n    prefix  = \"alb\"",
        found: &[("LOG-07", "    enabled = false")],
    },
    // A database in the internet.
    Weakness {
        path: RDS,
        from: "publicly_accessible    = false",
        to: "publicly_accessible    = true",
        found: &[("NET-01", "publicly_accessible    = true")],
    },
    // A password in a file.
    Weakness {
        path: "infra/modules/ecs/secrets.tf",
        from: "# Created empty",
        to: "locals {\n  line_api_token = \"c2Vra2VpLXRlc3Q\"\n}\n\n# Created empty",
        found: &[("IAM-07", "line_api_token")],
    },
    // A database without backups.
    Weakness {
        path: RDS,
        from: "var.rds.enable_pitr ? max(1, var.rds.backup_retention_days) : 0",
        to: "0",
        found: &[("BKP-01", "backup_retention_period")],
    },
    // A task that may do everything.
    Weakness {
        path: "infra/modules/batch/iam.tf",
        from: "  statement {\n    sid       = \"KeyOfObjectsAndMessages\"\n    actions   = [\"kms:Decrypt\", \"kms:GenerateDataKey\"]\n    resources = [var.kms_key_arn]",
        to: "  statement { # all\n    sid       = \"KeyOfObjectsAndMessages\"\n    actions   = [\"*\"]\n    resources = [\"*\"]",
        found: &[("IAM-01", "statement { # all"), ("ENC-07", "statement { # all")],
    },
    // No firewall in front of the API.
    Weakness {
        path: "infra/modules/alb/waf.tf",
        from: "resource_arn = aws_lb.this.arn",
        to: "resource_arn = aws_lb_target_group.this[\"blue\"].arn",
        found: &[("NET-07", "resource \"aws_wafv2_web_acl\" \"this\""), ("NET-10", "resource \"aws_wafv2_web_acl\" \"this\"")],
    },
];

/// What follows from a task that may do everything: it also reads and writes the buckets of the front
/// end and of the logs, which then hold records of patients that nobody backs up or watches.
const CONSEQUENCES: [&str; 2] = ["BKP-02", "LOG-04"];

fn sekkei(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_sekkei")).args(arguments).output().unwrap()
}

/// What fails in production: control to the lines of its findings.
fn failures(folder: &Path) -> BTreeMap<String, BTreeSet<String>> {
    let output = sekkei(&["check", "--bundle", folder.to_str().unwrap(), "--format", "json"]);
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["not_evaluated"], serde_json::json!([]));
    let fails = |entry: &&serde_json::Value| {
        entry["environment"] == "prod" && ["error", "warning", "info"].contains(&entry["verdict"].as_str().unwrap())
    };
    let lines = |entry: &serde_json::Value| -> BTreeSet<String> {
        entry["findings"].as_array().unwrap().iter().map(|finding| finding["line"].as_str().unwrap().to_owned()).collect()
    };
    let controls = report["controls"].as_array().unwrap().iter().filter(fails);
    controls.map(|entry| (entry["control"].as_str().unwrap().to_owned(), lines(entry))).collect()
}

#[test]
fn ten_weaknesses_in_one_bundle_are_found_on_their_lines() {
    let folder = tempfile::tempdir().unwrap();
    let bundle = folder.path().join("bundle");
    let design = folder.path().join("design.json");
    fs::write(&design, sekkei(&["design"]).stdout).unwrap();
    let made = sekkei(&["generate", "--design", design.to_str().unwrap(), "--out", bundle.to_str().unwrap()]);
    assert!(made.status.success());
    let before = failures(&bundle);
    for weakness in &WEAKNESSES {
        let path = bundle.join(weakness.path);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(weakness.from), "{} has no {:?}", weakness.path, weakness.from);
        fs::write(&path, text.replace(weakness.from, weakness.to)).unwrap();
    }
    let mut after = failures(&bundle);
    after.retain(|control, lines| before.get(control) != Some(lines));
    let named = WEAKNESSES.iter().flat_map(|weakness| weakness.found).map(|(control, _)| *control);
    let named: BTreeSet<&str> = named.chain(CONSEQUENCES).collect();
    assert_eq!(after.keys().map(String::as_str).collect::<BTreeSet<_>>(), named, "the controls that react");
    for weakness in &WEAKNESSES {
        let text = fs::read_to_string(bundle.join(weakness.path)).unwrap();
        for (control, marker) in weakness.found {
            let numbers = (1..).zip(text.lines()).filter(|(_, line)| line.contains(marker)).map(|(number, _)| number);
            let lines: Vec<String> = numbers.map(|number: usize| format!("{}:{number}", weakness.path)).collect();
            assert!(!lines.is_empty(), "{} has no {marker:?}", weakness.path);
            assert!(lines.iter().all(|line| after[*control].contains(line)), "{control}: {lines:?} are not among {:?}", after[*control]);
        }
    }
}
