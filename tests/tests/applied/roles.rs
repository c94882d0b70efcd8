//! Roles and policies: what a workflow calls is allowed to the role it assumes, and no more.

use std::collections::{BTreeMap, BTreeSet};

use design_core::DesignDraft;
use sekkei_tests::iam::{Statement, allowed, matches, statements};
use sekkei_tests::state::State;
use serde_json::Value;

use crate::calls::At::{Arn, Nothing};
use crate::calls::calls;
use crate::{bootstrap, certificates, documents, prod};

const ACCOUNT: &str = "123456789012";
const R: &str = "ap-northeast-1:123456789012";

/// What the inline and attached policies of a role of GitHub's say, without those that AWS keeps.
pub fn role(state: &State, name: &str) -> Vec<Statement> {
    let address = format!("module.cicd.aws_iam_role.github[\"{name}\"]");
    let (id, role) = (state.text(&address, "id"), state.text(&address, "name"));
    let inline = state.of_type("aws_iam_role_policy").filter(|(_, policy)| policy["role"] == id);
    let attached: BTreeSet<&str> = state
        .of_type("aws_iam_role_policy_attachment")
        .filter(|(_, attachment)| attachment["role"] == role)
        .filter_map(|(_, attachment)| attachment["policy_arn"].as_str())
        .collect();
    let managed = state.of_type("aws_iam_policy").filter(|(_, policy)| policy["arn"].as_str().is_some_and(|arn| attached.contains(arn)));
    inline.chain(managed).flat_map(|(_, policy)| statements(policy["policy"].as_str().unwrap())).collect()
}

#[test]
fn every_policy_is_a_document_and_opens_nothing_to_everybody() {
    let mut count = 0;
    for (address, text) in documents(prod()).into_iter().chain(documents(bootstrap())) {
        for statement in statements(text) {
            count += 1;
            let everybody = statement.principal == "*" || statement.principal["AWS"] == "*";
            // The way to S3 names no principal: who may pass is a matter of the account, or of TLS.
            let is_narrowed = statement.condition != Value::Null && address.contains("aws_vpc_endpoint.s3");
            assert!(!everybody || !statement.allows() || is_narrowed, "{address}: {} is open to everybody", statement.sid);
        }
    }
    println!("{count} statements");
    assert!(count > 120);
}

/// Services and jobs read the same variables: who is told a queue's address may write to the queue.
#[test]
fn a_job_that_queues_mail_is_not_denied() {
    for (module, role) in [("module.ecs", "task"), ("module.batch[0]", "job")] {
        let id = prod().text(&format!("{module}.aws_iam_role.{role}"), "id");
        let policies = prod().of_type("aws_iam_role_policy").filter(|(_, policy)| policy["role"] == id);
        let granted: Vec<Statement> = policies.flat_map(|(_, policy)| statements(policy["policy"].as_str().unwrap())).collect();
        let queue = prod().text("module.sqs[0].aws_sqs_queue.this[\"mailer\"]", "arn");
        assert!(allowed(&granted, "sqs:SendMessage", queue), "{module}: {role}");
        let key = prod().text("module.s3.aws_kms_key.data", "arn");
        let opens = granted.iter().any(|statement| {
            let service = &statement.condition["StringEquals"]["kms:ViaService"];
            let by_queue = service.is_null() || service.to_string().contains("sqs.ap-northeast-1.amazonaws.com");
            by_queue && allowed(std::slice::from_ref(statement), "kms:GenerateDataKey", key)
        });
        assert!(opens, "{module}: {role} may not encrypt a message");
    }
}

/// Limits of IAM: 6,144 characters for a managed policy, 10,240 for all inline policies of a role.
#[test]
fn policies_fit_their_limits() {
    let length = |text: &str| text.chars().filter(|letter| !letter.is_whitespace()).count();
    let mut inline: BTreeMap<String, usize> = BTreeMap::new();
    for state in [prod(), bootstrap()] {
        for (address, policy) in state.of_type("aws_iam_policy") {
            let length = length(policy["policy"].as_str().unwrap());
            println!("{address}: {length} of 6144");
            assert!(length <= 6144, "{address} has {length} characters");
        }
        for (_, policy) in state.of_type("aws_iam_role_policy") {
            *inline.entry(policy["role"].to_string()).or_default() += length(policy["policy"].as_str().unwrap());
        }
    }
    for (role, length) in inline {
        println!("{role}: {length} of 10240 inline");
        assert!(length <= 10240, "{role} has {length} characters of inline policies");
    }
}

fn filled(template: &str, values: &Value) -> String {
    let mut text = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, tail) = after.split_once('}').unwrap();
        text.push_str(before);
        text.push_str(values[name].as_str().unwrap_or_else(|| panic!("{template}: no {name} in {values}")));
        rest = tail;
    }
    text.push_str(rest);
    text
}

#[test]
fn the_apply_role_may_do_what_every_resource_needs() {
    may_do_all(prod());
}

/// Certificates of clients bring a resource of their own, and a file that the workflows may read and not write.
#[test]
fn the_apply_role_may_do_what_client_certificates_need() {
    let state = certificates();
    assert_eq!(state.of_type("aws_lb_trust_store").count(), 1);
    may_do_all(state);
    let file = "arn:aws:s3:::hbp-cc-tfstate/hbp-cc/prod/client-ca.pem";
    for name in ["apply", "plan"] {
        let [with, without] = [state, prod()].map(|state| role(state, name));
        // ReadOnlyAccess allows it, unless something denies.
        let denied = |statements: &[Statement], action: &str, object: &str| {
            statements.iter().any(|statement| !statement.allows() && statement.covers(action, object))
        };
        for action in ["s3:GetObject", "s3:GetObjectVersion"] {
            assert!(!denied(&with, action, file), "{name} may not read the file: {action}");
            assert!(denied(&with, action, &file.replace("/prod/", "/dev/")), "{name} reads another environment's file");
            assert!(denied(&without, action, file), "{name} reads what nobody needs");
        }
        for action in ["s3:DeleteObject", "s3:PutObject"] {
            assert!(!allowed(&with, action, file), "{name} may change whom the service trusts: {action}");
        }
    }
}

fn may_do_all(state: &State) {
    let statements = role(state, "apply");
    let boundary = statements_without_conditions(bootstrap().text("aws_iam_policy.boundary", "policy"));
    let calls = calls();
    let mut checked = 0;
    let mut denied = BTreeSet::new();
    for (address, item) in &state.resources {
        let Some(actions) = calls.get(&*item.kind) else {
            panic!("{address}: say in this table what the apply role needs for {}", item.kind);
        };
        for (action, at) in actions {
            let resource = match at {
                Nothing => "*".to_owned(),
                Arn(template) => filled(template, &item.values),
            };
            checked += 1;
            let mut look = |action: &str| {
                if !allowed(&statements, action, &resource) {
                    denied.insert(format!("{}: {action} on {resource}", item.kind));
                }
                if boundary.iter().any(|statement| !statement.allows() && statement.covers(action, &resource)) {
                    denied.insert(format!("{}: {action} on {resource}, by the boundary", item.kind));
                }
            };
            look(action);
            if let Some(undone) = untagging(action) {
                look(&undone);
            }
        }
    }
    println!("{checked} calls for {} resources", state.resources.len());
    assert_eq!(denied, BTreeSet::new());
}

/// What takes a tag away, of an action that puts it there: a tag that was renamed is a call of each.
fn untagging(action: &str) -> Option<String> {
    let (service, name) = action.split_once(':')?;
    let undone = match name {
        "AddTags" => "RemoveTags",
        "AddTagsToCertificate" => "RemoveTagsFromCertificate",
        "AddTagsToResource" => "RemoveTagsFromResource",
        "CreateTags" => "DeleteTags",
        "TagPolicy" => "UntagPolicy",
        "TagQueue" => "UntagQueue",
        "TagResource" => "UntagResource",
        "TagRole" => "UntagRole",
        // An empty list is put.
        "PutBucketTagging" => name,
        _ => return None,
    };
    Some(format!("{service}:{undone}"))
}

/// Who tags is asked in every change of a tag, long after the resource was made by somebody with more rights.
#[test]
fn whatever_has_tags_may_be_tagged_by_the_apply_role() {
    let calls = calls();
    let without: BTreeSet<&str> = prod()
        .resources
        .values()
        .filter(|item| item.values["tags"].as_object().is_some_and(|tags| !tags.is_empty()))
        .map(|item| &*item.kind)
        .filter(|kind| !calls[kind].iter().any(|(action, _)| untagging(action).is_some()))
        .collect();
    assert_eq!(without, BTreeSet::new(), "no call of this type puts its tags");
}

/// Keys have no names: the conditions on their tag, and on the service that uses them, are what lets apply near one.
#[test]
fn every_key_meets_the_conditions_under_which_apply_may_use_it() {
    let statements = role(prod(), "apply");
    let condition = |sid: &str, operator: &str, key: &str| -> Vec<String> {
        let statement = statements.iter().find(|statement| statement.sid == sid).unwrap_or_else(|| panic!("no {sid}"));
        match &statement.condition[operator][key] {
            Value::String(text) => vec![text.clone()],
            Value::Array(items) => items.iter().map(|item| item.as_str().unwrap().to_owned()).collect(),
            other => panic!("{sid}: {other}"),
        }
    };
    let names = [
        condition("KeysNew", "StringLike", "aws:RequestTag/Name"),
        condition("KeysOwn", "StringLike", "aws:ResourceTag/Name"),
        condition("KeysThroughServices", "StringLike", "aws:ResourceTag/Name"),
    ]
    .concat();
    for (address, key) in prod().of_type("aws_kms_key") {
        let name = key["tags"]["Name"].as_str().unwrap();
        assert!(names.iter().all(|pattern| matches(pattern, name)), "{address}: {name} is none of {names:?}");
    }
    let services = condition("KeysThroughServices", "StringEquals", "kms:ViaService");
    for (kind, attribute, service) in [
        ("aws_db_instance", "kms_key_id", "rds"),
        ("aws_ecr_repository", "encryption_configuration", "ecr"),
        ("aws_elasticache_replication_group", "kms_key_id", "elasticache"),
        ("aws_secretsmanager_secret", "kms_key_id", "secretsmanager"),
    ] {
        assert!(prod().of_type(kind).any(|(_, values)| !values[attribute].is_null()), "{kind} uses no key of ours");
        assert!(services.contains(&format!("{service}.ap-northeast-1.amazonaws.com")), "{kind}: {services:?}");
    }
}

/// What a document says in every case.
fn statements_without_conditions(document: &str) -> Vec<Statement> {
    statements(document).into_iter().filter(|statement| statement.condition == Value::Null).collect()
}

/// Roles are handed to services, and policies of AWS attached, only as the apply role's conditions allow.
#[test]
fn the_apply_role_may_hand_over_every_role_and_attach_every_policy() {
    let statements = role(prod(), "apply");
    let values = |action: &str, key: &str| -> Vec<String> {
        let conditions = statements.iter().filter(|statement| statement.allows() && statement.names(action)).flat_map(|statement| {
            let operators = statement.condition.as_object().cloned().unwrap_or_default();
            operators.into_iter().map(|(_, keys)| keys[key].clone()).collect::<Vec<_>>()
        });
        conditions
            .flat_map(|value| match value {
                Value::String(text) => vec![text],
                Value::Array(items) => items.iter().filter_map(|item| item.as_str().map(str::to_owned)).collect(),
                _ => Vec::new(),
            })
            .collect()
    };
    let services = values("iam:PassRole", "iam:PassedToService");
    for (address, role) in prod().of_type("aws_iam_role") {
        let trust: Value = serde_json::from_str(role["assume_role_policy"].as_str().unwrap()).unwrap();
        if let Some(service) = trust["Statement"][0]["Principal"]["Service"].as_str() {
            assert!(services.iter().any(|known| known == service), "{address} cannot be handed to {service}");
        }
    }
    let policies = values("iam:AttachRolePolicy", "iam:PolicyARN");
    for (address, attachment) in prod().of_type("aws_iam_role_policy_attachment") {
        let arn = attachment["policy_arn"].as_str().unwrap();
        assert!(policies.iter().any(|pattern| matches(pattern, arn)), "{address}: {arn} cannot be attached");
    }
}

/// What `apply` must never be able to do.
#[test]
fn the_apply_role_reaches_no_data_and_no_other_environment() {
    let statements = role(prod(), "apply");
    for (action, resource) in [
        ("s3:GetObject", "arn:aws:s3:::hbp-cc-prod-user-resources-123456789012/a"),
        ("s3:PutObject", "arn:aws:s3:::hbp-cc-prod-user-resources-123456789012/a"),
        ("s3:PutObject", "arn:aws:s3:::hbp-cc-tfstate/hbp-cc/dev/terraform.tfstate"),
        ("s3:DeleteObject", "arn:aws:s3:::hbp-cc-tfstate/hbp-cc/prod/terraform.tfstate"),
        ("secretsmanager:GetSecretValue", "arn:aws:secretsmanager:ap-northeast-1:123456789012:secret:hbp-cc-prod/app/jwt-secret-key-abc"),
        ("iam:PutRolePolicy", "arn:aws:iam::123456789012:role/hbp-cc-stg-github-apply"),
        ("iam:CreateUser", "arn:aws:iam::123456789012:user/x"),
        ("iam:CreateAccessKey", "arn:aws:iam::123456789012:user/x"),
        ("rds:DeleteDBInstance", "arn:aws:rds:ap-northeast-1:123456789012:db:hbp-cc-stg-postgres"),
        ("cloudtrail:StopLogging", "arn:aws:cloudtrail:ap-northeast-1:123456789012:trail/hbp-cc"),
        ("sts:AssumeRole", "arn:aws:iam::123456789012:role/any"),
    ] {
        assert!(!allowed(&statements, action, resource), "{action} on {resource}");
    }
}

#[test]
fn apply_and_plan_use_the_state_of_their_environment_alone() {
    let state = "arn:aws:s3:::hbp-cc-tfstate/hbp-cc/prod/terraform.tfstate";
    let table = "arn:aws:dynamodb:ap-northeast-1:123456789012:table/hbp-cc-tflock";
    for name in ["apply", "plan"] {
        let statements = role(prod(), name);
        let may = |action: &str, resource: &str| allowed(&statements, action, resource);
        assert!(may("s3:ListBucket", "arn:aws:s3:::hbp-cc-tfstate") && may("s3:GetObject", state), "{name} reads the state");
        assert_eq!(may("s3:PutObject", state), name == "apply", "{name} writes the state");
        for action in ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"] {
            assert!(may(action, &format!("{state}.tflock")), "{name}: {action} of the lock file");
        }
        for action in ["dynamodb:DeleteItem", "dynamodb:DescribeTable", "dynamodb:GetItem", "dynamodb:PutItem"] {
            assert!(may(action, table), "{name}: {action} of the lock table");
        }
        for action in ["kms:Decrypt", "kms:GenerateDataKey"] {
            assert!(may(action, "arn:aws:kms:ap-northeast-1:123456789012:key/0"), "{name}: {action}");
        }
        let keys: Vec<&Value> =
            statements.iter().filter(|statement| statement.sid == "StateKey").map(|statement| &statement.condition).collect();
        let alias = bootstrap().text("aws_kms_alias.state", "name");
        assert!(
            keys.iter().any(|condition| condition["ForAnyValue:StringEquals"]["kms:ResourceAliases"] == alias),
            "{name}: the key of bootstrap"
        );
    }
}

/// Who may assume which role, to the letter.
#[test]
fn subjects_of_github_are_pinned() {
    let repository = "repo:change--me/hbp-cc";
    let environment = format!("{repository}:environment:production");
    for (name, wanted) in [
        ("apply", vec![environment.clone()]),
        ("deploy", vec![environment]),
        ("plan", vec![format!("{repository}:pull_request"), format!("{repository}:ref:refs/heads/production")]),
    ] {
        let trust = prod().text(&format!("module.cicd.aws_iam_role.github[\"{name}\"]"), "assume_role_policy");
        let json: Value = serde_json::from_str(trust).unwrap();
        assert_eq!(json["Statement"].as_array().unwrap().len(), 1, "{name}");
        let statement = &json["Statement"][0];
        assert_eq!(statement["Action"], "sts:AssumeRoleWithWebIdentity");
        let equals = &statement["Condition"]["StringEquals"];
        assert_eq!(equals["token.actions.githubusercontent.com:aud"], "sts.amazonaws.com", "{name}");
        let subjects = match &equals["token.actions.githubusercontent.com:sub"] {
            Value::String(text) => vec![text.clone()],
            Value::Array(items) => items.iter().map(|item| item.as_str().unwrap().to_owned()).collect(),
            other => panic!("{name}: {other}"),
        };
        assert_eq!(subjects.into_iter().collect::<BTreeSet<_>>(), wanted.into_iter().collect(), "{name}");
        assert_eq!(statement["Condition"].as_object().unwrap().len(), 1, "{name}: nothing but StringEquals");
    }
}

/// Calls of the deployment workflows, the actions behind them, and where they are checked.
fn deployment_calls() -> Vec<(&'static str, Vec<(&'static str, String)>)> {
    let state = prod();
    let repository = state.text("module.cicd.aws_ecr_repository.this[\"worker\"]", "arn").to_owned();
    let group = format!(
        "arn:aws:codedeploy:{R}:deploymentgroup:{}/{}",
        state.text("module.ecs.aws_codedeploy_deployment_group.api", "app_name"),
        state.text("module.ecs.aws_codedeploy_deployment_group.api", "deployment_group_name")
    );
    let application = format!("arn:aws:codedeploy:{R}:application:{}", state.text("module.ecs.aws_codedeploy_app.api", "name"));
    let configuration = format!(
        "arn:aws:codedeploy:{R}:deploymentconfig:{}",
        state.text("module.ecs.aws_codedeploy_deployment_group.api", "deployment_config_name")
    );
    let service = format!("arn:aws:ecs:{R}:service/hbp-cc-prod/{}", state.text("module.ecs.aws_ecs_service.worker[0]", "name"));
    let task = format!("arn:aws:ecs:{R}:task-definition/{}:2", state.text("module.ecs.aws_ecs_task_definition.worker[0]", "family"));
    let job = format!("arn:aws:batch:{R}:job-definition/{}", state.text("module.batch[0].aws_batch_job_definition.this", "name"));
    let job_roles = ["module.ecs.aws_iam_role.execution", "module.batch[0].aws_iam_role.job"];
    let task_roles = ["module.ecs.aws_iam_role.execution", "module.ecs.aws_iam_role.task"];
    let handed = |roles: [&str; 2]| roles.map(|role| ("iam:PassRole", state.text(role, "arn").to_owned()));
    let front = state.text("module.s3.aws_s3_bucket.this[\"front\"]", "arn").to_owned();
    let distribution = state.text("module.cloudfront.aws_cloudfront_distribution.this", "arn").to_owned();
    let nothing = || "*".to_owned();
    let one = |action, resource: &String| (action, resource.clone());
    vec![
        ("aws ecr get-login-password", vec![("ecr:GetAuthorizationToken", nothing())]),
        ("aws ecr describe-images", vec![one("ecr:DescribeImages", &repository)]),
        (
            "docker push",
            [
                "ecr:BatchCheckLayerAvailability",
                "ecr:CompleteLayerUpload",
                "ecr:InitiateLayerUpload",
                "ecr:PutImage",
                "ecr:UploadLayerPart",
            ]
            .map(|action| one(action, &repository))
            .to_vec(),
        ),
        ("aws ecs describe-task-definition", vec![("ecs:DescribeTaskDefinition", nothing())]),
        (
            "aws ecs register-task-definition",
            [vec![one("ecs:RegisterTaskDefinition", &task), one("ecs:TagResource", &task)], handed(task_roles).to_vec()].concat(),
        ),
        ("aws ecs update-service", vec![one("ecs:UpdateService", &service)]),
        ("aws ecs wait", vec![one("ecs:DescribeServices", &service)]),
        ("aws ecs describe-services", vec![one("ecs:DescribeServices", &service)]),
        ("aws deploy list-deployments", vec![one("codedeploy:ListDeployments", &group)]),
        (
            "aws deploy create-deployment",
            vec![
                one("codedeploy:CreateDeployment", &group),
                one("codedeploy:GetApplicationRevision", &application),
                one("codedeploy:GetDeploymentConfig", &configuration),
                one("codedeploy:RegisterApplicationRevision", &application),
            ],
        ),
        ("aws deploy get-deployment", vec![one("codedeploy:GetDeployment", &group)]),
        ("aws batch describe-job-definitions", vec![("batch:DescribeJobDefinitions", nothing())]),
        (
            "aws batch register-job-definition",
            [vec![one("batch:RegisterJobDefinition", &job), one("batch:TagResource", &job)], handed(job_roles).to_vec()].concat(),
        ),
        ("aws s3 cp", vec![("s3:PutObject", format!("{front}/index.html")), one("s3:ListBucket", &front)]),
        ("aws cloudfront create-invalidation", vec![one("cloudfront:CreateInvalidation", &distribution)]),
        ("aws cloudfront wait", vec![one("cloudfront:GetInvalidation", &distribution)]),
    ]
}

/// Commands of AWS and of the registry in a workflow: the words up to the operation.
fn commands(workflow: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for line in workflow.lines().filter(|line| !line.trim_start().starts_with('#')) {
        let words: Vec<&str> =
            line.split(|letter: char| letter.is_whitespace() || "$(\"')".contains(letter)).filter(|word| !word.is_empty()).collect();
        for (at, word) in words.iter().enumerate() {
            match (*word, words.get(at + 1), words.get(at + 2)) {
                ("aws", Some(service), Some(operation)) => found.insert(format!("aws {service} {operation}")),
                ("docker", Some(&"push"), _) => found.insert("docker push".to_owned()),
                _ => false,
            };
        }
    }
    found
}

#[test]
fn the_deploy_role_may_do_what_the_workflows_call() {
    let bundle = infra_templates::Bundle::render(&sekkei_tests::folder::design(&DesignDraft::default()));
    let workflows: String = bundle.files().iter().filter(|(path, _)| path.ends_with(".yml")).map(|(_, text)| &**text).collect();
    let called = commands(&workflows);
    let table = deployment_calls();
    let known: BTreeSet<String> = table.iter().map(|(command, _)| (*command).to_owned()).collect();
    assert_eq!(called, known, "commands of the workflows and of this table");
    let statements = role(prod(), "deploy");
    for (command, actions) in table {
        for (action, resource) in actions {
            assert!(allowed(&statements, action, &resource), "`{command}` needs {action} on {resource}");
        }
    }
    for (action, resource) in [
        ("s3:PutObject", "arn:aws:s3:::hbp-cc-prod-user-resources-123456789012/a".to_owned()),
        ("iam:PassRole", format!("arn:aws:iam::{ACCOUNT}:role/hbp-cc-prod-github-apply")),
        ("ecs:UpdateService", format!("arn:aws:ecs:{R}:service/hbp-cc-stg/hbp-cc-stg-worker")),
    ] {
        assert!(!allowed(&statements, action, &resource), "{action} on {resource}");
    }
}

/// The upper limit of every role lies where no workflow comes, and is the one that apply's conditions name.
#[test]
fn every_role_of_an_environment_stays_below_the_boundary() {
    let arn = bootstrap().text("aws_iam_policy.boundary", "arn");
    for (address, role) in prod().of_type("aws_iam_role") {
        assert_eq!(role["permissions_boundary"], arn, "{address}");
    }
    let boundary = statements(bootstrap().text("aws_iam_policy.boundary", "policy"));
    assert!(allowed(&boundary, "rds:CreateDBInstance", "*"), "it limits by what it names alone");
    let key = bootstrap().text("aws_kms_key.trail", "arn");
    let copies = bootstrap().text("aws_kms_key.backup_osaka[0]", "arn");
    let events = bootstrap().text("aws_cloudwatch_log_group.trail", "arn").trim_end_matches(":*").to_owned();
    let state = bootstrap().text("aws_s3_bucket.state", "arn");
    let table = bootstrap().text("aws_dynamodb_table.lock[0]", "arn");
    let trail = bootstrap().text("aws_s3_bucket.trail", "arn");
    for (action, resource) in [
        ("backup:DeleteRecoveryPoint", "*"),
        ("cloudtrail:StopLogging", "*"),
        ("cloudwatch:DeleteAlarms", "arn:aws:cloudwatch:ap-northeast-1:123456789012:alarm:hbp-cc-account-root-use"),
        ("dynamodb:DeleteTable", table),
        ("iam:CreateAccessKey", "arn:aws:iam::123456789012:user/x"),
        ("iam:CreatePolicyVersion", arn),
        ("iam:CreateUser", "arn:aws:iam::123456789012:user/x"),
        ("iam:DeleteRolePermissionsBoundary", "arn:aws:iam::123456789012:role/hbp-cc-prod-ecs-task"),
        ("iam:PassRole", "arn:aws:iam::123456789012:role/administrators"),
        ("kms:ScheduleKeyDeletion", key),
        ("kms:ScheduleKeyDeletion", copies),
        ("logs:DeleteLogGroup", &events),
        ("logs:DeleteLogGroup", &format!("{events}:*")),
        ("s3:BypassGovernanceRetention", "arn:aws:s3:::any/object"),
        ("s3:DeleteObjectVersion", &format!("{state}/hbp-cc/prod/terraform.tfstate")),
        ("s3:PutBucketPolicy", trail),
        ("s3:PutEncryptionConfiguration", state),
        ("sns:DeleteTopic", bootstrap().text("aws_sns_topic.alarms", "arn")),
        ("sts:AssumeRole", "arn:aws:iam::123456789012:role/administrators"),
    ] {
        assert!(!allowed(&boundary, action, resource), "{action} on {resource}");
    }
    // What a workflow does all day: unlock, write its state, watch its own environment.
    for (action, resource) in [
        ("dynamodb:DeleteItem", table),
        ("s3:DeleteObject", &format!("{state}/hbp-cc/prod/terraform.tfstate.tflock")),
        ("s3:PutObject", &format!("{state}/hbp-cc/prod/terraform.tfstate")),
        ("cloudwatch:PutMetricAlarm", "arn:aws:cloudwatch:ap-northeast-1:123456789012:alarm:hbp-cc-prod-api-5xx"),
    ] {
        assert!(allowed(&boundary, action, resource), "{action} on {resource}");
    }
    let without = boundary.iter().find(|statement| statement.sid == "NoRoleWithout").unwrap();
    assert_eq!(without.condition["StringNotEquals"]["iam:PermissionsBoundary"], arn);
    for action in ["iam:AttachRolePolicy", "iam:CreateRole", "iam:PutRolePermissionsBoundary", "iam:PutRolePolicy"] {
        assert!(without.names(action), "the boundary says nothing of {action}");
        for statement in role(prod(), "apply").iter().filter(|statement| statement.allows() && statement.names(action)) {
            assert_eq!(statement.condition["StringEquals"]["iam:PermissionsBoundary"], arn, "{action}, {}", statement.sid);
        }
    }
}
