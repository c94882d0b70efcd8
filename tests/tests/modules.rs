//! The tests that the modules and the account's baseline bring along, with real Terraform and mocked
//! providers; and that they refuse whatever a module says it refuses.

use std::collections::BTreeMap;
use std::fs;

use design_core::DesignDraft;
use sekkei_tests::folder::Folder;
use sekkei_tests::terraform::{SCHEMAS, init, said, succeeds, test};

/// Folders of what brings tests: the modules, and the baseline, which is none.
fn tested(folder: &Folder) -> Vec<String> {
    let names = fs::read_dir(folder.path("infra/modules")).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut folders: Vec<String> = names.map(|name| format!("infra/modules/{name}")).collect();
    folders.push("infra/bootstrap".to_owned());
    folders.sort();
    folders
}

fn read(folder: &Folder, path: &str) -> String {
    fs::read_to_string(folder.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// How often each variable is followed by a line that begins so.
fn by_variable(text: &str, starts: impl Fn(&str) -> Option<&str>, counts: impl Fn(&str) -> bool) -> BTreeMap<String, usize> {
    let mut found = BTreeMap::new();
    let mut variable = String::new();
    for line in text.lines() {
        if let Some(name) = starts(line) {
            name.clone_into(&mut variable);
        }
        if counts(line) {
            *found.entry(variable.clone()).or_default() += 1;
        }
    }
    found
}

#[test]
fn every_module_passes_its_own_tests() {
    let folder = Folder::of(&DesignDraft::default());
    let modules = tested(&folder);
    assert_eq!(modules.len(), 15);
    let mut runs = 0;
    for (number, module) in modules.iter().enumerate() {
        let schema = SCHEMAS[number % SCHEMAS.len()];
        let root = folder.path(module);
        init(schema, &root);
        let output = test(schema, &root);
        succeeds(&format!("test of {module} with {schema}"), &output);
        runs += said(&output).matches("... pass\n").count() - 1;
    }
    println!("14 modules and the baseline, {runs} runs");
    assert!(runs > 130);
}

/// A new validation needs a run that breaks it.
#[test]
fn every_validation_of_a_module_has_a_run_that_is_refused() {
    let folder = Folder::of(&DesignDraft::default());
    let mut validations = 0;
    for module in tested(&folder) {
        let name = module.rsplit_once('/').unwrap().1;
        let declared = by_variable(
            &read(&folder, &format!("{module}/variables.tf")),
            |line| line.strip_prefix("variable \"")?.strip_suffix("\" {"),
            |line| line == "  validation {",
        );
        let refused = by_variable(
            &read(&folder, &format!("{module}/tests/{name}.tftest.hcl")),
            |line| line.strip_prefix("  expect_failures = [var.")?.strip_suffix(']'),
            |line| line.starts_with("  expect_failures = [var."),
        );
        for (variable, count) in declared {
            let runs = refused.get(&variable).copied().unwrap_or_default();
            assert!(runs >= count, "{module}: var.{variable} has {count} validations and {runs} runs that break one");
            validations += count;
        }
    }
    println!("{validations} validations");
    assert!(validations > 90);
}

/// A test that cannot fail proves nothing.
#[test]
fn a_module_without_a_safeguard_fails_its_tests() {
    let cases = [
        ("infra/modules/rds", "main.tf", "  storage_encrypted     = true", "  storage_encrypted     = false"),
        ("infra/modules/s3", "main.tf", "  block_public_policy     = true", "  block_public_policy     = false"),
        ("infra/modules/cicd", "ecr.tf", "\"IMMUTABLE\"", "\"MUTABLE\""),
        ("infra/bootstrap", "state.tf", "  deletion_protection_enabled = true", "  deletion_protection_enabled = false"),
        ("infra/bootstrap", "trail.tf", "  is_multi_region_trail         = true", "  is_multi_region_trail         = false"),
        ("infra/bootstrap", "variables.tf", "var.logs.archive_days >= 365 ", "var.logs.archive_days >= 364 "),
        (
            "infra/bootstrap",
            "backup.tf",
            "local.backup_rules.daily.delete_after\n}\n\nresource \"aws_kms_key\" \"backup_osaka\"",
            "local.backup_rules.monthly.delete_after\n}\n\nresource \"aws_kms_key\" \"backup_osaka\"",
        ),
        ("infra/modules/monitoring", "us_east_1.tf", "values(local.us_east_1_alarms)", "[local.us_east_1_alarms.errors]"),
        ("infra/modules/monitoring", "us_east_1.tf", "var.targets.cdn_certificate_arn", "var.targets.certificate_arn"),
        ("infra/modules/monitoring", "events.tf", "\"RotationFailed\", \"RotationSucceeded\"", "\"RotationFailed\""),
        ("infra/modules/monitoring", "main.tf", "900 + var.targets", "9000 + var.targets"),
        ("infra/modules/alb", "main.tf", "enabled = var.alb.client_auth == \"mtls\"", "enabled = false"),
        ("infra/bootstrap", "alarms.tf", "rate = 0.05 ", "rate = 0.5 "),
        ("infra/modules/sqs", "variables.tf", "var.sqs.max_receive_count >= 1 ", "var.sqs.max_receive_count >= 0 "),
    ];
    for (module, file, from, to) in cases {
        let folder = Folder::of(&DesignDraft::default());
        let root = folder.path(module);
        init(SCHEMAS[0], &root);
        folder.replace(&format!("{module}/{file}"), from, to);
        let output = test(SCHEMAS[0], &root);
        assert!(!output.status.success(), "{module}: {to} was accepted: {}", said(&output));
    }
}
