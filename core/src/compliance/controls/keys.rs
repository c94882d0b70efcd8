//! Customer managed keys: which value names one, and whom a key's policy lets in.

use crate::compliance::policy::{Statement, statements};
use crate::plan::{Plan, Resource, Value};

/// What is wanted where a customer managed key is, in Japanese and English.
pub(super) const WANTED: (&str, &str) = ("この構成で作る KMS キー（CMK）", "a customer managed key of this design");

/// Does a value name a customer managed key? The keys that AWS manages (`alias/aws/…`) are none.
pub(super) fn is_customer(plan: &Plan, value: &Value) -> bool {
    value.references().iter().filter_map(|reference| plan.target(reference)).any(|target| match &*target.kind {
        "aws_kms_key" | "aws_kms_replica_key" | "aws_kms_external_key" | "aws_kms_alias" => {
            let name = ["name", "key_id"].iter().find_map(|argument| target.body.text(argument));
            !name.is_some_and(|name| name.starts_with("alias/aws/"))
        }
        _ => false,
    })
}

/// The key that a value names, also by its alias.
pub(super) fn key<'a>(plan: &'a Plan, value: &Value) -> Option<&'a Resource> {
    let alias = || plan.behind(plan.behind(value, "aws_kms_alias")?.body.value("target_key_id")?, "aws_kms_key");
    plan.behind(value, "aws_kms_key").or_else(alias)
}

/// Where a key's policy is written, and its statements; `None` where there is none that can be read.
pub(super) fn policy<'a>(plan: &'a Plan, key: &'a Resource) -> Option<(&'a Resource, Vec<Statement>)> {
    let apart = plan.pointing_at("aws_kms_key_policy", "key_id", &key.address);
    std::iter::once(key).chain(apart).find_map(|resource| {
        let attribute = resource.find("policy")?;
        Some((resource, statements(plan, &attribute.value, &attribute.line)?))
    })
}

/// Does one of the statements let a service use the key for encryption?
pub(super) fn lets(statements: &[Statement], service: &str) -> bool {
    let does = |statement: &Statement, wanted: &str| statement.actions.iter().any(|action| matches(action, wanted));
    statements.iter().filter(|statement| statement.allow && !statement.inverted_actions).any(|statement| {
        let named = statement.principals.iter().any(|(kind, id)| kind == "Service" && id == service);
        named && does(statement, "kms:Decrypt") && does(statement, "kms:GenerateDataKey")
    })
}

/// Does an action of a policy, with `*` and `?`, cover an action?
pub(super) fn matches(pattern: &str, action: &str) -> bool {
    fn covers(pattern: &[u8], action: &[u8]) -> bool {
        match (pattern.split_first(), action.split_first()) {
            (None, None) => true,
            (Some((b'*', rest)), _) => covers(rest, action) || action.split_first().is_some_and(|(_, tail)| covers(pattern, tail)),
            (Some((b'?', rest)), Some((_, tail))) => covers(rest, tail),
            (Some((first, rest)), Some((other, tail))) => first.eq_ignore_ascii_case(other) && covers(rest, tail),
            (None, Some(_)) | (Some(_), None) => false,
        }
    }
    covers(pattern.as_bytes(), action.as_bytes())
}
