//! Who may do what: the policies that an identity of IAM holds, and what their statements grant.

use std::collections::BTreeSet;

use super::keys::matches;
use super::relation::names;
use crate::compliance::policy::{Statement, statements, text};
use crate::plan::{Attribute, Plan, Resource, Value};

/// A policy that the files write for identities.
pub(super) struct Policy<'a> {
    pub(super) resource: &'a Resource,
    pub(super) attribute: &'a Attribute,
    /// `None` where its text cannot be known.
    pub(super) statements: Option<Vec<Statement>>,
}

/// A policy by ARN, mostly one that AWS manages.
pub(super) struct Attachment<'a> {
    pub(super) resource: &'a Resource,
    pub(super) argument: &'static str,
    pub(super) attribute: &'a Attribute,
    /// Last part of the ARN, such as `ReadOnlyAccess`; `None` for a policy that the files write.
    pub(super) managed: Option<String>,
}

const ATTACHMENTS: &[(&str, &str)] = &[
    ("aws_iam_group_policy_attachment", "policy_arn"),
    ("aws_iam_policy_attachment", "policy_arn"),
    ("aws_iam_role", "managed_policy_arns"),
    ("aws_iam_role_policy_attachment", "policy_arn"),
    ("aws_iam_role_policy_attachments_exclusive", "policy_arns"),
    ("aws_iam_user_policy_attachment", "policy_arn"),
    ("aws_ssoadmin_managed_policy_attachment", "managed_policy_arn"),
];

/// Every identity policy that a plan writes.
pub(super) fn policies(plan: &Plan) -> Vec<Policy<'_>> {
    written(plan).map(|(resource, attribute)| read(plan, resource, attribute)).collect()
}

/// Every identity policy with its text, without those that are a boundary and nothing else.
pub(super) fn written(plan: &Plan) -> impl Iterator<Item = (&Resource, &Attribute)> {
    let kinds = ["aws_iam_group_policy", "aws_iam_policy", "aws_iam_role_policy", "aws_iam_user_policy"];
    let own = kinds.into_iter().flat_map(|kind| plan.of_type(kind)).filter_map(|resource| Some((resource, resource.find("policy")?)));
    let own = own.filter(|(resource, _)| !only_limits(plan, resource));
    let inline = plan
        .of_type("aws_iam_role")
        .flat_map(|role| role.body.blocks_of("inline_policy").filter_map(move |block| Some((role, block.find("policy")?))));
    own.chain(inline)
}

/// Is a policy the boundary of a role, and attached to nothing? Then it takes rights away and gives none.
fn only_limits(plan: &Plan, policy: &Resource) -> bool {
    let points = |resource: &Resource, argument: &str| resource.find(argument).is_some_and(|found| found.value.refers_to(&policy.address));
    let limits =
        ["aws_iam_role", "aws_iam_user"].iter().any(|kind| plan.of_type(kind).any(|holder| points(holder, "permissions_boundary")));
    limits && !ATTACHMENTS.iter().any(|(kind, argument)| plan.of_type(kind).any(|holder| points(holder, argument)))
}

fn read<'a>(plan: &'a Plan, resource: &'a Resource, attribute: &'a Attribute) -> Policy<'a> {
    Policy { resource, attribute, statements: statements(plan, &attribute.value, &attribute.line) }
}

/// Every policy that a plan attaches by ARN.
pub(super) fn attachments(plan: &Plan) -> Vec<Attachment<'_>> {
    let arguments = ATTACHMENTS.iter().flat_map(|(kind, argument)| plan.of_type(kind).map(move |resource| (resource, *argument)));
    arguments
        .filter_map(|(resource, argument)| Some((resource, argument, resource.find(argument)?)))
        .flat_map(|(resource, argument, attribute)| {
            let arns = match &attribute.value {
                Value::List(items) | Value::Set(items) => items.to_vec(),
                single => vec![single.clone()],
            };
            arns.into_iter().map(move |arn| Attachment { resource, argument, attribute, managed: managed(plan, &arn) })
        })
        .collect()
}

/// Last part of an ARN; `None` where the files write the policy behind it.
fn managed(plan: &Plan, arn: &Value) -> Option<String> {
    let behind = plan.behind(arn, "aws_iam_policy");
    let arn = match behind {
        Some(written) if plan.managed(&written.address).is_some() => return None,
        // A data source that looks a policy up.
        Some(found) => ["name", "arn"].iter().find_map(|argument| found.body.value(argument)).map_or_else(|| text(arn), text),
        None => text(arn),
    };
    Some(arn.rsplit('/').next().unwrap_or_default().to_owned())
}

/// The policies of a role that the files write: its own and those attached to it.
pub(super) fn of_role<'a>(plan: &'a Plan, role: &Resource) -> Vec<Policy<'a>> {
    let attached: BTreeSet<_> = attachments_of(plan, role)
        .iter()
        .flat_map(|attachment| attachment.attribute.value.references())
        .map(|reference| reference.address)
        .collect();
    let is_of = |resource: &Resource| {
        resource.address == role.address
            || attached.contains(&resource.address)
            || resource.body.value("role").is_some_and(|value| names(value, role, "name"))
    };
    written(plan).filter(|(resource, _)| is_of(resource)).map(|(resource, attribute)| read(plan, resource, attribute)).collect()
}

/// What is attached to a role by ARN.
pub(super) fn attachments_of<'a>(plan: &'a Plan, role: &Resource) -> Vec<Attachment<'a>> {
    let is_of = |attachment: &Attachment<'a>| {
        let body = &attachment.resource.body;
        attachment.resource.address == role.address
            || ["role", "role_name", "roles"]
                .iter()
                .filter_map(|argument| body.value(argument))
                .any(|value| names(value, role, "name") || value.items().iter().any(|item| names(item, role, "name")))
    };
    attachments(plan).into_iter().filter(is_of).collect()
}

/// Does a statement allow an action, on whatever resource?
pub(super) fn grants(statement: &Statement, action: &str) -> bool {
    let named = statement.actions.iter().any(|pattern| matches(pattern, action));
    statement.allow && named != statement.inverted_actions
}

/// Does an identity's statement hold for every resource of a service?
pub(super) fn is_everywhere(statement: &Statement) -> bool {
    let all = |resource: &String| resource == "*" || resource.split(':').nth(5) == Some("*");
    statement.inverted_resources || statement.resources.iter().any(all)
}

/// Does an action only read? Decrypting and making data keys count as reading: without the data
/// they change nothing.
pub(super) fn only_reads(action: &str) -> bool {
    const VERBS: &[&str] = &[
        "batchcheck",
        "batchget",
        "decrypt",
        "describe",
        "generatedatakey",
        "get",
        "head",
        "list",
        "lookup",
        "query",
        "scan",
        "search",
        "view",
    ];
    let name = action.split_once(':').map_or("", |(_, name)| name).to_ascii_lowercase();
    VERBS.iter().any(|verb| name.starts_with(verb))
}

/// Does the trust policy of a role admit one of these services?
pub(super) fn serves(plan: &Plan, role: &Resource, services: &[&str]) -> bool {
    let trust = role.find("assume_role_policy").and_then(|attribute| statements(plan, &attribute.value, &attribute.line));
    trust.is_some_and(|trust| {
        let admitted = trust.iter().filter(|statement| statement.allow).flat_map(|statement| &statement.principals);
        admitted.into_iter().any(|(kind, id)| kind == "Service" && services.contains(&id.as_str()))
    })
}
