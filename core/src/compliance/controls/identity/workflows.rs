//! Roles that workflows assume: whom each admits, and which only read.

use std::collections::BTreeSet;

use super::wide::READABLE;
use crate::compliance::controls::github::{AUDIENCE, Origin, exactly, origin, roles, unread};
use crate::compliance::controls::rights::{attachments_of, of_role, only_reads};
use crate::compliance::judge::{Judge, Subject, both};
use crate::compliance::policy::Statement;
use crate::plan::{Line, Plan, Resource, Value};

pub(super) fn subjects_pinned(judge: &mut Judge<'_>) {
    judge.absent("GitHub Actions が引き受けるロールがありません。", "There is no role that GitHub Actions assumes.");
    for plan in judge.plans() {
        for role in unread(plan) {
            judge.lacks_argument(role, "assume_role_policy", READABLE.0, READABLE.1);
        }
        for (role, trust) in roles(plan) {
            for statement in &trust {
                subject_pinned(judge, role, statement);
            }
        }
        for provider in plan.of_type("aws_iam_openid_connect_provider") {
            let ours = |value: &Value| !value.items().is_empty() && value.items().iter().all(|item| item.as_str() == Some(AUDIENCE));
            let wanted = format!("[\"{AUDIENCE}\"]");
            judge.expect(provider, "client_id_list", ours, wanted.clone(), wanted);
        }
    }
}

fn subject_pinned(judge: &mut Judge<'_>, role: &Resource, statement: &Statement) {
    let line = || statement.line.clone();
    let audience = exactly(statement, "aud");
    let fine = !audience.is_empty() && audience.iter().all(|value| value == AUDIENCE);
    let wanted = (format!("StringEquals で aud = {AUDIENCE}"), format!("aud = {AUDIENCE} by StringEquals"));
    judge.expect_line(fine, Some(role), line(), both(format!("aud = {}", audience.join(", "))), wanted);
    let subjects = exactly(statement, "sub");
    let fine = !subjects.is_empty() && subjects.iter().all(|subject| origin(subject).is_some());
    let wanted = (
        "StringEquals で sub = repo:組織/リポジトリ:environment:環境 など",
        "sub = repo:organisation/repository:environment:name or the like, by StringEquals",
    );
    judge.expect_line(fine, Some(role), line(), both(format!("sub = {}", subjects.join(", "))), wanted);
}

pub(super) fn roles_apart(judge: &mut Judge<'_>) {
    let plan = judge.plan();
    let tables = lock_tables(judge);
    let own = roles(plan);
    let shared: Vec<_> = judge.account.into_iter().flat_map(roles).collect();
    for (role, _) in &shared {
        let found = ("全環境に共通のロール", "a role that all environments share");
        judge.lacks(role, found, ("環境ごとのロール", "a role of each environment"));
    }
    if own.is_empty() && shared.is_empty() {
        return judge.absent("GitHub Actions が引き受けるロールがありません。", "There is no role that GitHub Actions assumes.");
    }
    let others: Vec<&Subject> = judge.all.iter().filter(|other| other.name != judge.environment.name).collect();
    let taken: BTreeSet<String> = others.iter().flat_map(|other| roles(&other.plan)).filter_map(|(role, _)| role_name(role)).collect();
    let theirs: BTreeSet<String> = others.iter().flat_map(|other| changing_subjects(&other.plan, &tables)).collect();
    let mut readers = 0usize;
    for (role, trust) in &own {
        let subjects: Vec<&String> = trust.iter().flat_map(|statement| exactly(statement, "sub")).collect();
        let origins: Vec<Option<Origin>> = subjects.iter().map(|subject| origin(subject)).collect();
        let line = trust.first().map_or_else(|| role.line().clone(), |statement| statement.line.clone());
        if role_name(role).is_some_and(|name| taken.contains(&name)) {
            judge.lacks_argument(role, "name", "この環境だけのロール", "a role of this environment alone");
        }
        let text = subjects.iter().map(|subject| subject.as_str()).collect::<Vec<_>>().join(", ");
        match change(plan, role, &tables) {
            None => {
                readers += usize::from(origins.contains(&Some(Origin::PullRequest)));
                judge.saw_line(Some(role), line, format!("読み取りだけのロール: {text}"), format!("a role that only reads: {text}"));
            }
            Some((change, grant)) => {
                let guarded = !origins.is_empty() && origins.iter().all(|origin| *origin == Some(Origin::Environment));
                let found = (format!("{change} ができるロール: {text}"), format!("a role that may {change}: {text}"));
                let wanted = ("GitHub 環境のジョブだけ", "jobs of a GitHub environment only");
                if !judge.expect_line(guarded, Some(role), line.clone(), found.clone(), wanted) {
                    let wanted = ("読み取りだけの許可", "a grant that only reads");
                    judge.lacks_line(Some(role), grant, both(change), wanted);
                }
                if let Some(taken) = subjects.iter().find(|subject| theirs.contains(**subject)) {
                    let name = taken.rsplit(':').next().unwrap_or_default();
                    let chosen = judge.line_with(&format!("{}/terraform.tfvars", plan.root), &format!("\"{name}\""));
                    let line = chosen.unwrap_or(line);
                    let wanted = ("ほかの環境と別の GitHub 環境", "a GitHub environment that no other environment uses");
                    judge.lacks_line(Some(role), line, found, wanted);
                }
            }
        }
    }
    if readers == 0 {
        let line = own.first().map_or_else(|| judge.root_line(), |(role, _)| role.line().clone());
        let found = ("プルリクエスト用の読み取りだけのロールがない", "no role for pull requests that only reads");
        judge.lacks_line(None, line, found, ("plan 用の読み取りだけのロール", "a role for plans that only reads"));
    }
}

fn role_name(role: &Resource) -> Option<String> {
    role.body.text("name").map(str::to_owned)
}

/// Subjects that the changing roles of a plan admit.
fn changing_subjects(plan: &Plan, tables: &[&str]) -> Vec<String> {
    let changing = roles(plan).into_iter().filter(|(role, _)| change(plan, role, tables).is_some());
    changing.flat_map(|(_, trust)| trust.iter().flat_map(|statement| exactly(statement, "sub").to_vec()).collect::<Vec<_>>()).collect()
}

/// Something that a role may change, other than the lock of the state, and the line that says so.
fn change(plan: &Plan, role: &Resource, tables: &[&str]) -> Option<(String, Line)> {
    let reads = |name: &str| matches!(name, "ReadOnlyAccess" | "SecurityAudit" | "ViewOnlyAccess");
    let managed = attachments_of(plan, role).into_iter().find_map(|attachment| {
        let name = attachment.managed.filter(|name| !reads(name))?;
        Some((name, attachment.attribute.line.clone()))
    });
    managed.or_else(|| {
        of_role(plan, role).into_iter().find_map(|policy| {
            let Some(statements) = policy.statements else { return Some(("*".to_owned(), policy.attribute.line.clone())) };
            statements.iter().filter(|statement| statement.allow && !locks(statement, tables)).find_map(|statement| {
                let action = statement.actions.iter().find(|action| statement.inverted_actions || !only_reads(action))?;
                Some((action.clone(), statement.line.clone()))
            })
        })
    })
}

/// Names of the tables that lock states: those of the backends, and those that hold a `LockID`.
fn lock_tables<'a>(judge: &Judge<'a>) -> Vec<&'a str> {
    let backends = judge.all.iter().flat_map(|subject| subject.plan.settings()).filter_map(|settings| settings.block("backend"));
    let named = backends.filter_map(|backend| backend.text("dynamodb_table"));
    let made = judge.plans().flat_map(|plan| plan.of_type("aws_dynamodb_table"));
    let made = made.filter(|table| table.body.text("hash_key") == Some("LockID")).filter_map(|table| table.body.text("name"));
    named.chain(made).collect()
}

/// Is a statement about nothing but the lock of the state: the lock file, or the rows of the lock table?
fn locks(statement: &Statement, tables: &[&str]) -> bool {
    let is_lock =
        |resource: &String| resource.ends_with(".tflock") || tables.iter().any(|table| resource.ends_with(&format!(":table/{table}")));
    !statement.inverted_resources && !statement.resources.is_empty() && statement.resources.iter().all(is_lock)
}
