//! Policies of resources: who is allowed what without being named.

use super::wide::READABLE;
use crate::compliance::judge::{Judge, both};
use crate::compliance::policy::{Statement, statements};

/// Where resources hold a policy about themselves.
const RESOURCE_POLICIES: &[(&str, &str)] = &[
    ("aws_backup_vault_policy", "policy"),
    ("aws_cloudwatch_log_resource_policy", "policy_document"),
    ("aws_ecr_registry_policy", "policy"),
    ("aws_ecr_repository_policy", "policy"),
    ("aws_iam_role", "assume_role_policy"),
    ("aws_kms_key", "policy"),
    ("aws_kms_key_policy", "policy"),
    ("aws_s3_bucket_policy", "policy"),
    ("aws_secretsmanager_secret", "policy"),
    ("aws_secretsmanager_secret_policy", "policy"),
    ("aws_sns_topic", "policy"),
    ("aws_sns_topic_policy", "policy"),
    ("aws_sqs_queue", "policy"),
    ("aws_sqs_queue_policy", "policy"),
];

pub(super) fn nothing_for_everybody(judge: &mut Judge<'_>) {
    judge.absent("リソースのポリシーがありません。", "There are no policies of resources.");
    let wanted = ("相手を特定した許可", "named principals, or a condition that limits the caller");
    for plan in judge.plans() {
        for (resource, argument) in
            RESOURCE_POLICIES.iter().flat_map(|(kind, argument)| plan.of_type(kind).map(move |resource| (resource, argument)))
        {
            let Some(attribute) = resource.find(argument) else { continue };
            let Some(statements) = statements(plan, &attribute.value, &attribute.line) else {
                judge.lacks_attribute(resource, argument, attribute, READABLE.0, READABLE.1);
                continue;
            };
            let open: Vec<_> = statements.iter().filter(|statement| is_for_everybody(statement)).collect();
            if open.is_empty() {
                judge.saw_line(Some(resource), attribute.line.clone(), "誰にでも（*）の許可がない", "nothing is allowed to everybody (*)");
            }
            for statement in open {
                let found = both(format!("Allow *: {}", statement.actions.join(", ")));
                judge.lacks_line(Some(resource), statement.line.clone(), found, wanted);
            }
        }
        for acl in plan.of_type("aws_s3_bucket_acl").chain(plan.of_type("aws_s3_bucket")) {
            if acl.body.text("acl").is_some_and(|acl| acl.starts_with("public-") || acl == "authenticated-read") {
                judge.lacks_argument(acl, "acl", "private", "private");
            }
        }
    }
}

/// Does a statement allow everybody (also by leaving its principals open, as NotPrincipal does)?
fn is_for_everybody(statement: &Statement) -> bool {
    let anybody =
        statement.principals.is_empty() || statement.principals.iter().any(|(kind, id)| matches!(kind.as_str(), "*" | "AWS") && id == "*");
    statement.allow && anybody && !statement.conditions.iter().any(limits_caller)
}

fn limits_caller((test, key, values): &(String, String, Vec<String>)) -> bool {
    const CALLERS: &[&str] = &[
        "aws:principalaccount",
        "aws:principalarn",
        "aws:principalorgid",
        "aws:sourceaccount",
        "aws:sourcearn",
        "aws:sourceowner",
        "aws:sourcevpc",
        "aws:sourcevpce",
        "kms:calleraccount",
    ];
    let narrow = ["StringEquals", "StringLike", "ArnEquals", "ArnLike"].contains(&test.as_str());
    let bound = |value: &String| !value.chars().all(|c| c == '*') && !value.starts_with("arn:aws:*:*:*");
    narrow && CALLERS.contains(&key.to_ascii_lowercase().as_str()) && !values.is_empty() && values.iter().all(bound)
}
