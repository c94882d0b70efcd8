//! Every resource is created by the calls that the AWS provider makes, judged by the models of AWS's APIs and made
//! in an account that moto plays (tests/emulator). What the provider itself does, IAM and time are not in it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use design_core::plan::{Line, Reader};
use design_core::{DesignDraft, Edit, Survey};
use sekkei_tests::draft::{edited, size};
use sekkei_tests::folder::Folder;
use sekkei_tests::root;
use sekkei_tests::terraform::{SCHEMAS, said, succeeds, with_schema};
use serde::Deserialize;
use serde_json::json;

const ACCOUNT: &str = "infra/bootstrap";
const ALL: [&str; 4] = [ACCOUNT, "infra/envs/dev", "infra/envs/stg", "infra/envs/prod"];

/// What the emulation says.
#[derive(Debug, Deserialize)]
struct Report {
    resources: BTreeMap<String, usize>,
    made: BTreeMap<String, usize>,
    only_validated: BTreeMap<String, BTreeMap<String, usize>>,
    faults: Vec<Fault>,
    limits_without_need: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct Fault {
    root: String,
    address: String,
    attribute: String,
    call: String,
    path: String,
    what: String,
    /// Where the argument is written, or the resource where the fault is about no single argument.
    #[serde(skip)]
    place: Option<Line>,
}

/// The texts of a folder, by their paths in it.
fn texts(folder: &Path, inside: &Path, found: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(inside).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            texts(folder, &path, found);
        } else {
            found.insert(path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned(), fs::read_to_string(&path).unwrap());
        }
    }
}

/// Adds to each fault the line that the evaluator has read its resource from.
fn place(survey: &Survey, faults: &mut [Fault]) {
    let environments = survey.environments.iter().map(|subject| &subject.plan);
    let plans: BTreeMap<&str, _> = environments
        .chain(survey.accounts.iter().map(|account| &account.plan))
        .map(|plan| (plan.root.rsplit('/').next().unwrap(), plan))
        .collect();
    for fault in faults {
        let body = &plans[&*fault.root].resources()[&*fault.address].body;
        fault.place = Some(body.attributes.get(&fault.attribute).map_or(&body.line, |attribute| &attribute.line).clone());
    }
}

/// Plans and applies roots of a folder with the schema-serving provider, then creates what came of it, in this order.
fn created(schema: &str, folder: &Folder, roots: &[&str]) -> Report {
    // Before Terraform writes files of its own beside them.
    let mut files = BTreeMap::new();
    texts(&folder.path(""), &folder.path(""), &mut files);
    let out = tempfile::tempdir().unwrap();
    let mut command = Command::new("python3");
    command.arg(root().join("tests/emulator/emulate.py"));
    for inside in roots {
        let root = folder.init(schema, inside);
        let terraform = |args: &[&str]| {
            let output = with_schema(schema, &root, args);
            succeeds(&format!("{args:?} in {inside}"), &output);
            output.stdout
        };
        let place = out.path().join(inside.rsplit('/').next().unwrap());
        fs::create_dir(&place).unwrap();
        terraform(&["plan", "-input=false", "-no-color", "-out=plan.tfplan"]);
        fs::write(place.join("plan.json"), terraform(&["show", "-json", "plan.tfplan"])).unwrap();
        terraform(&["apply", "-input=false", "-no-color", "plan.tfplan"]);
        fs::write(place.join("state.json"), terraform(&["show", "-json"])).unwrap();
        command.arg(place);
    }
    let output = command.output().expect("python3 starts tests/emulator/emulate.py");
    let mut report: Report = serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {}", said(&output)));
    if !report.faults.is_empty() {
        place(&Survey::of(&mut Reader::new(), &files), &mut report.faults);
    }
    report
}

/// Nothing is refused; how much was tried is printed.
fn nothing_is_refused(what: &str, report: &Report) {
    println!(
        "{what}: {} resources, {} calls made, {} calls judged by their model alone:",
        report.resources.values().sum::<usize>(),
        report.made.values().sum::<usize>(),
        report.only_validated.values().flat_map(BTreeMap::values).sum::<usize>()
    );
    for (call, reasons) in &report.only_validated {
        println!("  {call}: {}", reasons.iter().map(|(why, count)| format!("{count} × {why}")).collect::<Vec<_>>().join("; "));
    }
    assert!(
        report.faults.is_empty(),
        "{what}: {} faults, the first: {:#?}",
        report.faults.len(),
        &report.faults[..report.faults.len().min(20)]
    );
}

#[test]
fn the_default_design_is_created_without_a_refusal() {
    let report = created(SCHEMAS[0], &Folder::of(&DesignDraft::default()), &ALL);
    nothing_is_refused("default", &report);
    let calls: usize = report.made.values().sum();
    assert!(calls > report.resources.values().sum::<usize>(), "{calls} calls are fewer than resources");
    assert_eq!(report.limits_without_need, Vec::<String>::new(), "entries of tests/emulator/aws_calls/limits.py that nothing needs");
}

#[test]
fn switches_and_the_longest_names_are_created_without_a_refusal() {
    let project = |id: &str, value: serde_json::Value| Edit::SetProject { id: id.into(), value };
    let draft = edited(&[
        project("name", json!("fifteen-letters")),
        project("cache_engine", json!("valkey")),
        project("state_lock", json!("s3")),
        project("aws_provider", json!("~> 6.0")),
        project("account.guardduty", json!(false)),
        size(0, "components.worker", json!(false)),
        size(0, "components.batch", json!(false)),
        size(0, "components.sqs", json!(false)),
        size(1, "alb.client_auth", json!("vpn")),
        size(2, "alb.client_auth", json!("mtls")),
        size(2, "vpc.az_count", json!(3)),
    ]);
    nothing_is_refused("switches", &created(SCHEMAS[1], &Folder::of(&draft), &ALL));
}

/// File, text, what stands there instead, and what must be said: address, attribute or call, words.
const FAULTS: [(&str, &str, &str, [&str; 3]); 17] = [
    (
        "alb/main.tf",
        "target_type          = \"ip\"",
        "target_type          = \"ips\"",
        ["aws_lb_target_group.this", "elbv2:CreateTargetGroup", "none of"],
    ),
    (
        "ecs/task_definitions.tf",
        "network_mode             = \"awsvpc\"",
        "network_mode             = \"awsvpcs\"",
        ["aws_ecs_task_definition", "ecs:RegisterTaskDefinition", "none of"],
    ),
    (
        "s3/main.tf",
        "object_ownership = \"BucketOwnerEnforced\"",
        "object_ownership = \"OwnerEnforced\"",
        ["aws_s3_bucket_ownership_controls", "s3:PutBucketOwnershipControls", "none of"],
    ),
    (
        "monitoring/alarms_compute.tf",
        "statistic           = \"Average\"",
        "statistic           = \"Mean\"",
        ["aws_cloudwatch_metric_alarm", "cloudwatch:PutMetricAlarm", "none of"],
    ),
    (
        "ecs/codedeploy.tf",
        "deployment_type   = \"BLUE_GREEN\"",
        "deployment_type   = \"GREEN\"",
        ["aws_codedeploy_deployment_group", "codedeploy:CreateDeploymentGroup", "none of"],
    ),
    (
        "cloudfront/main.tf",
        "minimum_protocol_version = \"TLSv1.2_2021\"",
        "minimum_protocol_version = \"TLSv1.4\"",
        ["aws_cloudfront_distribution", "cloudfront:CreateDistribution", "none of"],
    ),
    (
        "vpc/main.tf",
        "data_cidr   = cidrsubnet(var.vpc.cidr, 8, 52 + index)",
        "data_cidr   = cidrsubnet(\"192.168.0.0/16\", 8, 52 + index)",
        ["aws_subnet", "ec2:CreateSubnet", "InvalidSubnet"],
    ),
    (
        "sqs/main.tf",
        "message_retention_seconds         = var.sqs.dlq_retention_seconds",
        "message_retention_seconds         = 10",
        ["aws_sqs_queue", "sqs:CreateQueue", "is not between"],
    ),
    (
        "rds/main.tf",
        "instance_class = var.rds.instance_class",
        "instance_class = \"db.t4g.tiny\"",
        ["aws_db_instance", "rds:CreateDBInstance", "is not offered"],
    ),
    (
        "elasticache/main.tf",
        "node_type            = var.elasticache.node_type",
        "node_type            = \"cache.t4g.tiny\"",
        ["aws_elasticache_replication_group", "elasticache:CreateReplicationGroup", "is not offered"],
    ),
    (
        "ses/events.tf",
        "topic_arn = ",
        "topic_arn = \"arn:aws:sns:ap-northeast-1:topic\" #",
        ["aws_sesv2_configuration_set_event_destination", "sesv2:CreateConfigurationSetEventDestination", "is no ARN"],
    ),
    (
        "alb/main.tf",
        "name                 = \"${var.name_prefix}-api-${each.value}\"",
        "name                 = format(\"%.33s\", \"${var.name_prefix}-api-${each.value}-0123456789-0123456789\")",
        ["aws_lb_target_group.this", "elbv2:CreateTargetGroup", "is no name of 1 to 32"],
    ),
    (
        "batch/iam.tf",
        "policy = data.aws_iam_policy_document.job.json",
        "policy = \"{\"",
        ["aws_iam_role_policy.job", "iam:PutRolePolicy", "is no policy"],
    ),
    (
        "cicd/apply.tf",
        "resources = [\"arn:aws:sqs:${local.region_account}:${var.name_prefix}-*\"]",
        "resources = [\"arn:aws:sqs:${var.name_prefix}-*\"]",
        ["aws_iam_policy.apply", "iam:CreatePolicy", "Resource 'arn:aws:sqs:hbp-cc-stg-*' is no ARN"],
    ),
    (
        "s3/kms.tf",
        "arn:aws:logs:${var.aws_region}:${local.account_id}:log-group:*",
        "arn:aws:logs:${var.aws_region}:log-group",
        ["aws_kms_key.logs", "kms:CreateKey", "kms:EncryptionContext:aws:logs:arn 'arn:aws:logs:ap-northeast-1:log-group' is no ARN"],
    ),
    (
        "cloudfront/bucket_policy.tf",
        "resources = [\"${var.front_bucket.arn}/*\"]",
        "resources = [\"arn:aws:s3:ap-northeast-1:123456789012:front/*\"]",
        ["aws_s3_bucket_policy.front", "s3:PutBucketPolicy", "is no ARN"],
    ),
    (
        "rds/main.tf",
        "\"cron(0 18 1 1,4,7,10 ? *)\"",
        "\"cron(0 18 1 1,4,7,10 * *)\"",
        ["aws_secretsmanager_secret_rotation", "secretsmanager:RotateSecret", "is no schedule"],
    ),
];

#[test]
fn planted_faults_are_refused_where_they_stand() {
    let folder = Folder::of(&DesignDraft::default());
    for (file, from, to, _) in FAULTS {
        folder.replace(&format!("infra/modules/{file}"), from, to);
    }
    let report = created(SCHEMAS[0], &folder, &[ACCOUNT, "infra/envs/stg"]);
    for (file, _, to, [address, call, words]) in FAULTS {
        let found: Vec<&Fault> = report
            .faults
            .iter()
            .filter(|fault| {
                fault.root == "stg" && fault.address.contains(address) && fault.call.contains(call) && fault.what.contains(words)
            })
            .collect();
        assert!(!found.is_empty(), "{to} in {file} was taken: {:#?}", report.faults);
        // The line is that of the argument, or where that lies in a block or a document, of its resource.
        let path = format!("infra/modules/{file}");
        let text = fs::read_to_string(folder.path(&path)).unwrap();
        let (kind, _) = address.split_once('.').unwrap_or((address, ""));
        let stands = |place: &Line| {
            let line = text.lines().nth(place.line as usize - 1).unwrap();
            // What lies in a policy is told at the argument that takes the policy.
            let takes = line.trim_start().starts_with("policy") && words.ends_with("is no ARN");
            *place.path == *path && (takes || line.contains(to) || line.starts_with(&format!("resource {kind:?}")))
        };
        // A fault of a local value is told at the resource that takes it.
        let elsewhere = file == "vpc/main.tf";
        for fault in found {
            let place = fault.place.as_ref().unwrap();
            assert!(elsewhere || stands(place), "{to} in {file} is said to be at {place}");
        }
    }
    // Each says which argument it is about, where the model alone decides.
    let named = report.faults.iter().filter(|fault| fault.what.contains("none of")).all(|fault| !fault.path.is_empty());
    assert!(named && report.faults.iter().any(|fault| fault.attribute == "statistic"), "{:#?}", report.faults);
}
