//! The life of an environment with real Terraform and the schema-serving provider: applied, then a plan
//! that has nothing to change, then destroyed to the last resource.

use std::fs;
use std::path::Path;

use design_core::{DesignDraft, Edit};
use sekkei_tests::draft::{edited, size};
use sekkei_tests::folder::Folder;
use sekkei_tests::terraform::{SCHEMAS, said, succeeds, with_schema};
use serde_json::json;

/// The only files that refuse to be destroyed: keys, data and what an account needs once.
const GUARDED: [&str; 8] = [
    "infra/bootstrap/backup.tf",
    "infra/bootstrap/logs.tf",
    "infra/bootstrap/main.tf",
    "infra/bootstrap/state.tf",
    "infra/bootstrap/trail.tf",
    "infra/modules/rds/kms.tf",
    "infra/modules/s3/kms.tf",
    "infra/modules/s3/main.tf",
];

/// How many resources a root module has in its state.
fn resources(schema: &str, root: &Path) -> usize {
    let list = with_schema(schema, root, &["state", "list"]);
    succeeds("state list", &list);
    said(&list).lines().filter(|line| !line.starts_with("data.") && !line.contains(".data.")).count()
}

/// Takes `prevent_destroy` out of every file, as docs/OPERATIONS.md has it before a teardown.
fn unguard(folder: &Folder) {
    for file in guarded(folder) {
        let path = folder.path(&file);
        let text = fs::read_to_string(&path).unwrap();
        fs::write(path, text.replace("prevent_destroy = true", "prevent_destroy = false")).unwrap();
    }
}

/// Files of the bundle that say `prevent_destroy`.
fn guarded(folder: &Folder) -> Vec<String> {
    let bundle = folder.path("");
    let mut found = Vec::new();
    let mut folders = vec![bundle.join("infra/bootstrap"), bundle.join("infra/modules")];
    while let Some(inside) = folders.pop() {
        for entry in fs::read_dir(inside).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "tf")
                && fs::read_to_string(&path).unwrap().contains("prevent_destroy = true")
            {
                found.push(path.strip_prefix(&bundle).unwrap().to_str().unwrap().to_owned());
            }
        }
    }
    found.sort();
    found
}

/// Applies, and asks for a second plan, which must have nothing to change. Tells how many resources live.
fn settles(schema: &str, root: &Path, what: &str) -> usize {
    succeeds(&format!("apply of {what}"), &with_schema(schema, root, &["apply", "-auto-approve", "-input=false", "-no-color"]));
    let again = with_schema(schema, root, &["plan", "-detailed-exitcode", "-input=false", "-no-color"]);
    assert_eq!(again.status.code(), Some(0), "a second plan of {what} is not empty: {}", said(&again));
    resources(schema, root)
}

const DESTROY: [&str; 5] = ["destroy", "-auto-approve", "-refresh=false", "-input=false", "-no-color"];

/// Destroys to the last resource, once the guards are taken out.
fn ends(schema: &str, folder: &Folder, root: &Path, what: &str) {
    unguard(folder);
    succeeds(&format!("destroy of {what}"), &with_schema(schema, root, &DESTROY));
    assert_eq!(resources(schema, root), 0, "destroy of {what}");
}

/// A root module of the default design: applied, planned without a change, kept from destruction by its
/// guards, and destroyed without them.
fn lives(schema: &str, inside: &str) {
    let folder = Folder::of(&DesignDraft::default());
    let root = folder.init(schema, inside);
    let count = settles(schema, &root, inside);
    println!("{schema} {inside}: {count} resources");
    let refused = with_schema(schema, &root, &DESTROY);
    assert!(said(&refused).contains("Instance cannot be destroyed"), "destroy of {inside} was not refused: {}", said(&refused));
    assert_eq!(resources(schema, &root), count, "destroy of {inside} was refused half-way");
    ends(schema, &folder, &root, inside);
}

#[test]
fn dev_is_applied_once_and_destroyed() {
    lives(SCHEMAS[0], "infra/envs/dev");
}

#[test]
fn stg_is_applied_once_and_destroyed() {
    lives(SCHEMAS[1], "infra/envs/stg");
}

#[test]
fn prod_is_applied_once_and_destroyed() {
    lives(SCHEMAS[0], "infra/envs/prod");
}

#[test]
fn bootstrap_is_applied_once_and_destroyed() {
    for schema in SCHEMAS {
        lives(schema, "infra/bootstrap");
    }
}

/// Every switch and every number of gateways, one after the other on the same state, as an operator
/// would set them: each is applied once, and the last destroyed.
#[test]
fn every_switch_is_applied_once_to_what_runs_already() {
    let steps: [(&str, &[(&str, serde_json::Value)]); 10] = [
        ("nothing beside the API", &[]),
        ("worker", &[("components.worker", json!(true))]),
        ("AWS Batch", &[("components.batch", json!(true))]),
        ("queues", &[("components.sqs", json!(true))]),
        ("three zones", &[("vpc.az_count", json!(3)), ("elasticache.num_cache_clusters", json!(3))]),
        ("two gateways", &[("vpc.az_count", json!(3)), ("vpc.nat_gateway_count", json!(2))]),
        (
            "three gateways",
            &[
                ("vpc.az_count", json!(3)),
                ("vpc.nat_gateway_count", json!(3)),
                ("logs.object_lock_mode", json!("governance")),
                ("rds.monitoring_interval", json!(0)),
                ("rds.pgaudit", json!(true)),
            ],
        ),
        ("client certificates", &[("alb.client_auth", json!("mtls"))]),
        ("a closed network", &[("alb.client_auth", json!("vpn"))]),
        ("nothing beside the API again", &[]),
    ];
    let schema = SCHEMAS[0];
    let folder = Folder::of(&DesignDraft::default());
    let root = folder.init(schema, "infra/envs/dev");
    let mut counts = Vec::new();
    for (what, edits) in &steps {
        let edits: Vec<Edit> = edits.iter().map(|(id, value)| size(0, id, value.clone())).collect();
        let wanted = Folder::of(&edited(&edits));
        fs::copy(wanted.path("infra/envs/dev/terraform.tfvars"), root.join("terraform.tfvars")).unwrap();
        counts.push(settles(schema, &root, what));
        println!("{what}: {} resources", counts[counts.len() - 1]);
    }
    assert_eq!(counts.first(), counts.last(), "switching off leaves nothing behind");
    assert!(counts[1..9].iter().all(|count| *count > counts[0]), "{counts:?}");
    ends(schema, &folder, &root, "the last of them");
}

#[test]
fn only_keys_data_and_the_account_refuse_to_be_destroyed() {
    assert_eq!(guarded(&Folder::of(&DesignDraft::default())), GUARDED);
}
