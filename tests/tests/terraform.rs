//! The bundle as real Terraform reads it: formatted, valid and planned against the schema of the real
//! AWS provider, in both lines.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use design_core::{DesignDraft, Edit, apply};
use sekkei_tests::draft::{edited, size};
use sekkei_tests::folder::Folder;
use sekkei_tests::plan::Plan;
use sekkei_tests::random;
use sekkei_tests::terraform::{SCHEMAS, plain, said, succeeds, validate};
use serde_json::json;

#[test]
fn every_bundle_is_formatted() {
    succeeds(
        "fmt of the default",
        &plain(&Folder::of(&DesignDraft::default()).path("infra"), &["fmt", "-check", "-recursive", "-diff", "-no-color"]),
    );
    let many = tempfile::tempdir().unwrap();
    for seed in 0..100 {
        let bundle = infra_templates::Bundle::render(&sekkei_tests::folder::design(&random::valid(seed)));
        for (path, text) in bundle.files() {
            let name = path.replace('/', "_");
            if [".tfvars", "backend.tf", "versions.tf"].iter().any(|end| path.ends_with(end)) {
                fs::write(many.path().join(format!("{seed}_{name}")), text.as_bytes()).unwrap();
            }
        }
    }
    succeeds("fmt of 100 random designs", &plain(many.path(), &["fmt", "-check", "-diff", "-no-color"]));
}

/// Plans dev, stg, prod and bootstrap of a draft.
fn plans(schema: &str, draft: &DesignDraft) -> [Plan; 4] {
    let folder = Folder::of(draft);
    ["infra/envs/dev", "infra/envs/stg", "infra/envs/prod", "infra/bootstrap"].map(|inside| {
        let root = folder.init(schema, inside);
        succeeds(&format!("validate of {inside}"), &validate(schema, &root));
        Plan::of(schema, &root)
    })
}

fn default_bundle_plans(schema: &str) {
    let [dev, stg, prod, bootstrap] = plans(schema, &DesignDraft::default());
    println!(
        "{schema}: dev {}, stg {}, prod {}, bootstrap {} resources",
        dev.addresses().len(),
        stg.addresses().len(),
        prod.addresses().len(),
        bootstrap.addresses().len()
    );
    for address in dev.addresses() {
        assert!(
            !["worker", "module.batch", "module.sqs", "aws_sqs", "aws_batch"].iter().any(|absent| address.contains(absent)),
            "dev plans {address}"
        );
    }
    for present in ["module.sqs[0].", "module.batch[0].", "worker"] {
        assert!(stg.addresses().iter().any(|address| address.contains(present)), "stg does not plan {present}");
    }
    let only = |a: &Plan, b: &Plan| a.addresses().difference(&b.addresses()).cloned().collect::<Vec<_>>();
    assert_eq!(only(&stg, &prod), Vec::<String>::new(), "stg plans what prod does not");
    assert_eq!(only(&prod, &stg), Vec::<String>::new(), "prod plans what stg does not");
    assert_eq!(only(&dev, &prod), Vec::<String>::new(), "dev plans what prod does not");
    let database = dev.of_type("aws_db_instance").next().expect("a database").1;
    assert_eq!(
        (&database["instance_class"], &database["allocated_storage"], &database["multi_az"]),
        (&json!("db.t4g.micro"), &json!(20), &json!(false))
    );
    let database = prod.of_type("aws_db_instance").next().expect("a database").1;
    assert_eq!(
        (&database["instance_class"], &database["backup_retention_period"], &database["multi_az"]),
        (&json!("db.m7g.large"), &json!(35), &json!(true))
    );
    assert_eq!(bootstrap.of_type("aws_cloudtrail").count(), 1);
}

#[test]
fn the_default_design_plans_with_provider_5() {
    default_bundle_plans(SCHEMAS[0]);
}

#[test]
fn the_default_design_plans_with_provider_6() {
    default_bundle_plans(SCHEMAS[1]);
}

/// Addresses that a size adds, each explained by that size.
#[test]
fn a_size_changes_only_the_counts_that_it_explains() {
    let draft = edited(&[
        size(2, "vpc.az_count", json!(3)),
        size(2, "vpc.nat_gateway_count", json!(3)),
        size(2, "elasticache.num_cache_clusters", json!(3)),
    ]);
    let [_, stg, prod, _] = plans(SCHEMAS[0], &draft);
    let (stg, prod) = (stg.addresses(), prod.addresses());
    assert!(stg.is_subset(&prod), "{:?}", stg.difference(&prod).collect::<Vec<_>>());
    for address in prod.difference(&stg) {
        // The third node, and the gateway of the third zone.
        let watched = ["[\"003\"]", ".nat_ports[\"d\"]"].iter().any(|key| address.contains(key));
        let explained = address.starts_with("module.vpc.") || (address.starts_with("module.monitoring.") && watched);
        assert!(explained && address.ends_with(']'), "{address} is explained by no size");
    }
}

/// One switch at a time, both ways.
#[test]
fn each_component_switch_adds_and_removes_its_own_resources() {
    let marks = [("components.worker", "worker"), ("components.batch", "module.batch"), ("components.sqs", "module.sqs")];
    for (id, mark) in marks {
        let draft = edited(&[size(0, id, json!(true)), size(1, id, json!(false))]);
        let [dev, stg, _, _] = plans(SCHEMAS[0], &draft);
        let has = |plan: &Plan| plan.addresses().iter().any(|address| address.contains(mark));
        assert!(has(&dev), "{id} on adds nothing");
        assert!(!has(&stg), "{id} off leaves {:?}", stg.addresses().iter().find(|address| address.contains(mark)));
    }
}

/// Name limits at the longest project and environment name.
#[test]
fn planned_names_fit_aws_at_their_longest() {
    let mut draft = DesignDraft::default();
    apply(&mut draft, &Edit::SetProject { id: "name".into(), value: json!("fifteen-letters") });
    apply(&mut draft, &Edit::SetEnvironment { environment: 2, id: "name".into(), value: json!("sixsix") });
    let folder = Folder::of(&draft);
    let plan = Plan::of(SCHEMAS[0], &folder.init(SCHEMAS[0], "infra/envs/sixsix"));
    // Source: name rules of 2026-11-23 (botocore 1.44.5 API models).
    let limits = [
        ("aws_lb", "name", 32),
        ("aws_lb_target_group", "name", 32),
        ("aws_db_instance", "identifier", 63),
        ("aws_db_subnet_group", "name", 255),
        ("aws_db_parameter_group", "name", 255),
        ("aws_elasticache_replication_group", "replication_group_id", 40),
        ("aws_elasticache_subnet_group", "name", 255),
        ("aws_elasticache_user", "user_id", 40),
        ("aws_ecs_cluster", "name", 255),
        ("aws_ecs_service", "name", 255),
        ("aws_ecr_repository", "name", 256),
        ("aws_s3_bucket", "bucket", 63),
        ("aws_iam_role", "name", 64),
        ("aws_iam_policy", "name", 128),
        ("aws_sqs_queue", "name", 80),
        ("aws_codedeploy_app", "name", 100),
        ("aws_codedeploy_deployment_group", "deployment_group_name", 100),
        ("aws_batch_job_queue", "name", 128),
        ("aws_batch_job_definition", "name", 128),
        ("aws_wafv2_web_acl", "name", 128),
        ("aws_kms_alias", "name", 256),
        ("aws_sns_topic", "name", 256),
        ("aws_cloudwatch_metric_alarm", "alarm_name", 255),
        ("aws_secretsmanager_secret", "name", 512),
        ("aws_cloudfront_function", "name", 64),
        ("aws_cloudfront_origin_access_control", "name", 64),
        ("aws_cloudfront_response_headers_policy", "name", 128),
    ];
    let mut checked = 0;
    for (kind, attribute, limit) in limits {
        for (address, values) in plan.of_type(kind) {
            if let Some(name) = values[attribute].as_str() {
                assert!(name.chars().count() <= limit, "{address}: {name} is longer than {limit}");
                checked += 1;
            }
        }
    }
    println!("{checked} planned names fit");
    assert!(checked > 60);
    // The core warns by a table of the longest names; the same as planned.
    for promised in design_core::names::planned("fifteen-letters", "sixsix") {
        let (kind, attribute) = promised.attribute.split_once('.').unwrap();
        let longest = plan.of_type(kind).filter_map(|(_, values)| values[attribute].as_str()).map(str::len).max();
        assert_eq!(longest, Some(promised.text.len()), "{}: the table says {}", promised.attribute, promised.text);
    }
}

/// `validate` judges the `.tf` files alone, and designs share most of them: each different tree among
/// 500 designs is validated once. Their values are judged in `sizes.rs`.
#[test]
fn five_hundred_random_designs_validate() {
    let mut trees: BTreeMap<String, DesignDraft> = BTreeMap::new();
    for seed in 0..500 {
        let draft = random::valid(seed);
        let first = format!("infra/envs/{}/", draft.environments[0].name());
        let bundle = infra_templates::Bundle::render(&sekkei_tests::folder::design(&draft));
        let shared = bundle.files().iter().filter(|(path, _)| !path.starts_with("infra/envs/") || path.starts_with(&first));
        let code = shared.filter(|(path, _)| path.ends_with(".tf") && !path.ends_with("/backend.tf"));
        let tree: String = code.map(|(path, text)| format!("{}\n{text}", path.replace(&first, "environment/"))).collect();
        trees.entry(infra_templates::sha256_hex(tree.as_bytes())).or_insert(draft);
    }
    println!("500 random designs make {} different trees", trees.len());
    for draft in trees.values() {
        let folder = Folder::of(draft);
        let schema = SCHEMAS[usize::from(draft.project["aws_provider"] == "~> 6.0")];
        for inside in [format!("infra/envs/{}", draft.environments[0].name()), "infra/bootstrap".to_owned()] {
            let root = folder.init(schema, &inside);
            succeeds(&format!("validate of {inside}"), &validate(schema, &root));
        }
    }
}

/// A sample of random designs, planned whole.
#[test]
fn random_designs_plan() {
    let mut planned = 0;
    for (number, seed) in (1000..1012).enumerate() {
        let draft = random::valid(seed);
        let folder = Folder::of(&draft);
        let environment = draft.environments[number % draft.environments.len()].name().to_owned();
        let schema = SCHEMAS[number % 2];
        let root = folder.init(schema, &format!("infra/envs/{environment}"));
        succeeds(&format!("validate, seed {seed}"), &validate(schema, &root));
        planned += Plan::of(schema, &root).addresses().len();
    }
    println!("12 random designs plan {planned} resources");
}

/// A check that cannot fail proves nothing: each mutation must be refused.
#[test]
fn a_broken_bundle_is_refused() {
    let mutations = [
        ("a renamed attribute", "infra/modules/rds/main.tf", "storage_encrypted ", "storage_encrypt_ed "),
        ("a missing argument", "infra/modules/rds/main.tf", "\n  instance_class ", "\n  # instance_class "),
        ("a wrong type", "infra/modules/rds/main.tf", "storage_encrypted ", "allow_major_version_upgrade = [\"a\"]\n  storage_encrypted "),
        (
            "an unknown block",
            "infra/modules/vpc/main.tf",
            "resource \"aws_vpc\" \"this\" {",
            "resource \"aws_vpc\" \"this\" {\n  nonsense {}\n",
        ),
        ("an unknown type", "infra/modules/vpc/main.tf", "resource \"aws_vpc\" \"this\"", "resource \"aws_vpcc\" \"this\""),
        ("an unknown output", "infra/envs/prod/main.tf", "module.vpc.vpc_id", "module.vpc.vpc_idd"),
        ("a missing input", "infra/envs/prod/main.tf", "\n  rds ", "\n  # rds "),
    ];
    let names: BTreeSet<&str> = mutations.iter().map(|(name, ..)| *name).collect();
    assert_eq!(names.len(), mutations.len());
    for (name, path, from, to) in mutations {
        let folder = Folder::of(&DesignDraft::default());
        let root = folder.init(SCHEMAS[0], "infra/envs/prod");
        folder.replace(path, from, to);
        let output = validate(SCHEMAS[0], &root);
        assert!(!output.status.success(), "{name} was accepted: {}", said(&output));
    }
}
