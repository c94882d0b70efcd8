//! Rights beyond measure: what a policy allows, and which policies of AWS are attached.

use crate::compliance::controls::rights::{attachments, grants, is_everywhere, policies};
use crate::compliance::judge::{Judge, both};
use crate::compliance::policy::Statement;

/// Rights by which their holder gives itself every other right, unless they are limited to some names.
const WIDENING: [&str; 8] = [
    "iam:AttachRolePolicy",
    "iam:CreateAccessKey",
    "iam:CreatePolicyVersion",
    "iam:PassRole",
    "iam:PutRolePolicy",
    "iam:PutUserPolicy",
    "iam:UpdateAssumeRolePolicy",
    "sts:AssumeRole",
];

pub(super) const READABLE: (&str, &str) = ("内容を読めるポリシー", "a policy that can be read");

pub(super) fn no_administrators(judge: &mut Judge<'_>) {
    judge.absent("IAM のポリシーがありません。", "There are no policies of IAM.");
    for plan in judge.plans() {
        for policy in policies(plan) {
            let line = policy.attribute.line.clone();
            let Some(statements) = policy.statements else {
                judge.lacks_attribute(policy.resource, "policy", policy.attribute, READABLE.0, READABLE.1);
                continue;
            };
            let wide: Vec<_> = statements.iter().filter_map(|statement| Some((statement, too_wide(statement)?))).collect();
            if wide.is_empty() {
                let (ja, en) = (
                    format!("{} 個の文に広すぎる許可がない", statements.len()),
                    format!("no wide grant in {} statements", statements.len()),
                );
                judge.saw_line(Some(policy.resource), line, ja, en);
            }
            for (statement, grant) in wide {
                let wanted = ("必要な操作とリソースだけの許可", "only the actions and resources that are needed");
                judge.lacks_line(Some(policy.resource), statement.line.clone(), both(grant), wanted);
            }
        }
        for attachment in attachments(plan) {
            let Some(managed) = attachment.managed else { continue };
            if is_wide_managed(&managed) {
                judge.lacks_attribute(
                    attachment.resource,
                    attachment.argument,
                    attachment.attribute,
                    "限られたポリシー",
                    "a limited policy",
                );
            } else {
                judge.saw_argument(attachment.resource, attachment.argument, attachment.attribute);
            }
        }
    }
}

/// What a statement allows beyond measure.
fn too_wide(statement: &Statement) -> Option<String> {
    if !statement.allow {
        return None;
    }
    if statement.inverted_actions {
        return Some(format!("NotAction: {}", statement.actions.join(", ")));
    }
    let everywhere = is_everywhere(statement);
    let wide = statement.actions.iter().find(|action| match action.split_once(':') {
        Some((service, name)) => service.contains(['*', '?']) || (everywhere && name.chars().all(|c| c == '*')),
        None => true,
    });
    // A region limits nothing here: IAM is in every region the same.
    let free = everywhere && statement.conditions.iter().all(|(_, key, _)| key.eq_ignore_ascii_case("aws:RequestedRegion"));
    let widening = WIDENING.iter().find(|action| free && grants(statement, action));
    let found = wide.map(String::as_str).or(widening.copied())?;
    Some(format!("{found}: {}", if statement.inverted_resources { "NotResource".to_owned() } else { statement.resources.join(", ") }))
}

/// Policies of AWS that open whole services, and one whose name cannot be known.
fn is_wide_managed(name: &str) -> bool {
    matches!(name, "AdministratorAccess" | "IAMFullAccess" | "PowerUserAccess" | "SystemAdministrator" | "DatabaseAdministrator")
        || name.ends_with("FullAccess")
        || name.starts_with("AdministratorAccess")
        || name.contains('…')
        || name.is_empty()
}
