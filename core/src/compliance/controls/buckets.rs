//! What belongs to a bucket: its encryption, its public access block, its policy.

use super::relation::names;
use crate::compliance::policy::{Statement, statements};
use crate::plan::{Block, Line, Plan, Resource};

/// The resource of a type that is about a bucket, such as its `aws_s3_bucket_versioning`.
pub(super) fn of<'a>(plan: &'a Plan, bucket: &'a Resource, kind: &'a str) -> Option<&'a Resource> {
    about(plan, bucket, kind).next()
}

fn about<'a>(plan: &'a Plan, bucket: &'a Resource, kind: &'a str) -> impl Iterator<Item = &'a Resource> + use<'a> {
    plan.of_type(kind).filter(move |other| other.body.value("bucket").is_some_and(|value| names(value, bucket, "bucket")))
}

/// The policy of a bucket and its statements; `None` where there is none, or its text is unknown.
pub(super) fn policy<'a>(plan: &'a Plan, bucket: &'a Resource) -> Option<(&'a Resource, Vec<Statement>)> {
    about(plan, bucket, "aws_s3_bucket_policy").find_map(|policy| {
        let attribute = policy.find("policy")?;
        Some((policy, statements(plan, &attribute.value, &attribute.line)?))
    })
}

/// The statement that refuses everybody who comes without TLS, for the bucket and its objects.
pub(super) fn refuses_clear_text(statements: &[Statement]) -> Option<Line> {
    statements.iter().find(|statement| is_tls_only(statement)).map(|statement| statement.line.clone())
}

fn is_tls_only(statement: &Statement) -> bool {
    let everybody = statement.principals.iter().any(|(kind, id)| matches!(kind.as_str(), "*" | "AWS") && id == "*");
    let everything = !statement.inverted_actions && statement.actions.iter().any(|action| matches!(action.as_str(), "*" | "s3:*"));
    let everywhere = statement.resources.iter().any(|resource| resource == "*")
        || (statement.resources.iter().any(|resource| resource.ends_with("/*"))
            && statement.resources.iter().any(|resource| !resource.contains('/')));
    // A second condition would narrow the refusal.
    let without_tls = match statement.conditions.as_slice() {
        [(test, key, values)] => {
            test == "Bool"
                && key.eq_ignore_ascii_case("aws:SecureTransport")
                && values.iter().all(|value| value == "false")
                && !values.is_empty()
        }
        _ => false,
    };
    !statement.allow && everybody && everything && everywhere && without_tls
}

/// Rules in force that expire current versions; those that only sweep up delete markers do not.
pub(super) fn expirations(rules: &Resource) -> Vec<(&Resource, &Block)> {
    let active = rules.body.blocks_of("rule").filter(|rule| rule.text("status") != Some("Disabled"));
    active
        .flat_map(|rule| rule.blocks_of("expiration"))
        .filter(|expiration| expiration.find("days").is_some() || expiration.find("date").is_some())
        .map(|expiration| (rules, expiration))
        .collect()
}
