//! Roles that workflows of GitHub assume: whom each admits.

use super::rights::grants;
use crate::compliance::policy::{Statement, statements};
use crate::plan::{Plan, Resource};

/// Who signs the tokens.
pub(super) const ISSUER: &str = "token.actions.githubusercontent.com";
/// Whom the tokens are for.
pub(super) const AUDIENCE: &str = "sts.amazonaws.com";
const ASSUME: &str = "sts:AssumeRoleWithWebIdentity";

/// What the subject of a token says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Origin {
    /// A job in a GitHub environment, whose protection rules hold.
    Environment,
    /// A job on a branch.
    Branch,
    /// A job for a pull request.
    PullRequest,
}

/// Roles with the statements of their trust policies that admit workflows.
pub(super) fn roles(plan: &Plan) -> Vec<(&Resource, Vec<Statement>)> {
    let admitting = plan.of_type("aws_iam_role").filter_map(|role| {
        let attribute = role.find("assume_role_policy")?;
        let trust = statements(plan, &attribute.value, &attribute.line)?;
        Some((role, trust.into_iter().filter(admits).collect::<Vec<_>>()))
    });
    admitting.filter(|(_, trust)| !trust.is_empty()).collect()
}

/// Roles whose trust policy cannot be known.
pub(super) fn unread(plan: &Plan) -> Vec<&Resource> {
    let known = |role: &&Resource| {
        role.find("assume_role_policy").is_some_and(|attribute| statements(plan, &attribute.value, &attribute.line).is_some())
    };
    plan.of_type("aws_iam_role").filter(|role| !known(role)).collect()
}

/// Any web identity counts as GitHub's, unless a condition names another issuer.
fn admits(statement: &Statement) -> bool {
    let issued_elsewhere = statement
        .conditions
        .iter()
        .any(|(_, key, _)| key.rsplit_once(':').is_some_and(|(issuer, claim)| matches!(claim, "aud" | "sub") && issuer != ISSUER));
    grants(statement, ASSUME) && !issued_elsewhere
}

/// The values that a statement wants of a claim, to the letter; empty where it does not.
pub(super) fn exactly<'s>(statement: &'s Statement, claim: &str) -> &'s [String] {
    let wanted = format!("{ISSUER}:{claim}");
    let condition = statement.conditions.iter().find(|(test, key, _)| test == "StringEquals" && key.eq_ignore_ascii_case(&wanted));
    condition.map_or(&[], |(_, _, values)| values)
}

/// Reads a subject such as `repo:organization/repository:environment:production`; `None` where it
/// does not name one repository and one environment, branch or kind of event.
pub(super) fn origin(subject: &str) -> Option<Origin> {
    let plain = |text: &str| !text.is_empty() && !text.contains(['*', '?', '…', ':']);
    let (repository, rest) = subject.strip_prefix("repo:")?.split_once(':')?;
    let (owner, name) = repository.split_once('/')?;
    if !plain(owner) || !plain(name) || name.contains('/') {
        return None;
    }
    if rest == "pull_request" {
        return Some(Origin::PullRequest);
    }
    if let Some(environment) = rest.strip_prefix("environment:") {
        return plain(environment).then_some(Origin::Environment);
    }
    rest.strip_prefix("ref:refs/heads/").filter(|branch| plain(branch)).map(|_| Origin::Branch)
}
