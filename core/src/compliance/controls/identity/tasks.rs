//! Roles of tasks and jobs, and what they may do for ECS Exec.

use std::collections::BTreeSet;

use crate::compliance::controls::containers::{Definition, definitions, has_exec};
use crate::compliance::controls::rights::{attachments, of_role};
use crate::compliance::judge::{Judge, both};
use crate::compliance::policy::Statement;
use crate::plan::{Plan, Resource};

/// The actions that ECS Exec needs, on the task role.
pub(super) const EXEC: [&str; 4] =
    ["ssmmessages:CreateControlChannel", "ssmmessages:CreateDataChannel", "ssmmessages:OpenControlChannel", "ssmmessages:OpenDataChannel"];

pub(super) fn task_roles(judge: &mut Judge<'_>) {
    judge.absent("タスク定義もジョブ定義もありません。", "There are neither task nor job definitions.");
    let plan = judge.plan();
    let mut execution_roles = BTreeSet::new();
    let mut task_roles = BTreeSet::new();
    for definition in definitions(plan) {
        let task = plan.behind(&definition.task_role, "aws_iam_role");
        let execution = plan.behind(&definition.execution_role, "aws_iam_role");
        roles_differ(judge, &definition, task, execution);
        execution_roles.extend(execution.map(|role| role.address.clone()));
        let exec = has_exec(plan, definition.resource);
        match task {
            Some(role) => drop(task_roles.insert((role.address.clone(), exec))),
            None if exec => judge.lacks(definition.resource, ("タスクロールがない", "no task role"), ("タスクロール", "a task role")),
            None => {}
        }
    }
    for (address, exec) in &task_roles {
        let exec = *exec || task_roles.contains(&(address.clone(), true));
        if let Some(role) = plan.at(address) {
            exec_rights(judge, plan, role, exec);
        }
    }
    let tasks: BTreeSet<_> = task_roles.iter().map(|(address, _)| address).collect();
    for role in execution_roles.iter().filter(|address| !tasks.contains(address)).filter_map(|address| plan.at(address)) {
        exec_rights(judge, plan, role, false);
    }
    for attachment in
        judge.plans().flat_map(attachments).filter(|attachment| attachment.managed.as_deref() == Some("AmazonSSMManagedInstanceCore"))
    {
        let wanted = ("タスクロールの ssmmessages の 4 操作", "the four ssmmessages actions on the task role");
        judge.lacks_attribute(attachment.resource, attachment.argument, attachment.attribute, wanted.0, wanted.1);
    }
}

fn roles_differ(judge: &mut Judge<'_>, definition: &Definition<'_>, task: Option<&Resource>, execution: Option<&Resource>) {
    let line = definition.resource.line().clone();
    let label = |role: Option<&Resource>| role.map_or_else(|| "-".to_owned(), |role| role.address.to_string());
    let apart = task.zip(execution).is_some_and(|(task, execution)| task.address != execution.address);
    let found = (
        format!("タスクロール {}、実行ロール {}", label(task), label(execution)),
        format!("task role {}, execution role {}", label(task), label(execution)),
    );
    judge.expect_line(apart, Some(definition.resource), line, found, ("この構成で作る別々のロール", "two different roles of this design"));
}

/// The channels of ECS Exec: all four where a service uses it, and nothing beyond them.
fn exec_rights(judge: &mut Judge<'_>, plan: &Plan, role: &Resource, exec: bool) {
    let policies = of_role(plan, role);
    let statements: Vec<&Statement> = policies.iter().filter_map(|policy| policy.statements.as_ref()).flatten().collect();
    let mut given: BTreeSet<&str> = BTreeSet::new();
    for statement in statements.iter().filter(|statement| statement.allow && !statement.inverted_actions) {
        for action in statement.actions.iter().filter(|action| is_channel(action)) {
            let exact = EXEC.iter().find(|wanted| wanted.eq_ignore_ascii_case(action));
            let found = both(format!("{}: {action}", role.address));
            given.extend(exact.copied());
            judge.expect_line(
                exec && exact.is_some(),
                Some(role),
                statement.line.clone(),
                found,
                ("ECS Exec を使うタスクロールの 4 操作だけ", "only the four actions, on the task role of a service with ECS Exec"),
            );
        }
    }
    for missing in EXEC.iter().filter(|action| exec && !given.contains(*action)) {
        judge.lacks(role, (format!("{missing} がない"), format!("{missing} is missing")), both(*missing));
    }
}

fn is_channel(action: &str) -> bool {
    let action = action.to_ascii_lowercase();
    action.starts_with("ssmmessages:")
        || action.starts_with("ec2messages:")
        || action == "ssm:*"
        || action.starts_with("ssm:updateinstance")
}
