//! What stands between a pull request and an apply.

use crate::compliance::controls::workflow::{self, Workflow};
use crate::compliance::judge::{Judge, both};
use crate::plan::Line;

/// Lines of a script that run a command of Terraform.
fn runs<'t>(script: &[(u32, &'t str)], command: &str) -> Vec<(u32, &'t str)> {
    let word = |text: &str| {
        let mut words = text.split_whitespace();
        words.any(|word| word == "terraform" || word.ends_with("$(terraform")) && words.any(|word| word == command)
    };
    script.iter().copied().filter(|(_, text)| word(text)).map(|(line, text)| (line, text.trim())).collect()
}

/// Does a job run for pull requests, as far as its own condition says?
fn for_pull_requests(workflow: &Workflow<'_>, job: &str) -> bool {
    let condition = workflow.find(&["jobs", job, "if"]).map_or_else(String::new, |entry| entry.text());
    let welcome = condition.is_empty() || condition.contains("github.event_name == 'pull_request'");
    welcome && workflow.on("pull_request").is_some()
}

const NOT_A_PULL_REQUEST: &str = "github.event_name != 'pull_request'";

pub(super) fn gated(judge: &mut Judge<'_>) {
    let workflows = workflow::all(judge);
    let mut applies = 0usize;
    let mut plans = 0usize;
    for workflow in &workflows {
        for job in workflow.jobs() {
            let script = workflow.script(job);
            let apply = runs(&script, "apply");
            applies += apply.len();
            if apply.is_empty() {
                if let Some((line, text)) = runs(&script, "plan").first().filter(|_| for_pull_requests(workflow, job)) {
                    plans += 1;
                    judge.saw_line(None, workflow.line(*line), *text, *text);
                }
                continue;
            }
            for (line, text) in apply {
                let saved = !text.contains("-auto-approve");
                judge.expect_line(saved, None, workflow.line(line), both(text), ("保存した plan の適用", "the apply of a saved plan"));
            }
            gate(judge, workflow, job);
        }
    }
    let place = workflows.iter().find(|workflow| workflow.jobs().iter().any(|job| !runs(&workflow.script(job), "init").is_empty()));
    let place = place.or(workflows.first()).map_or_else(|| judge.root_line(), |workflow| workflow.line(1));
    let missing = [
        (applies, ("terraform apply をするジョブ", "a job with terraform apply")),
        (plans, ("プルリクエストで terraform plan をするジョブ", "a job with terraform plan for pull requests")),
    ];
    for (_, wanted) in missing.iter().filter(|(count, _)| *count == 0) {
        judge.lacks_line(None, place.clone(), ("ワークフローに見つからない", "not found in the workflows"), *wanted);
    }
    if applies > 0 {
        mapped(judge);
    }
}

/// What stands between a merge and a job that applies.
fn gate(judge: &mut Judge<'_>, workflow: &Workflow<'_>, job: &str) {
    let job_line = workflow.find(&["jobs", job]).map_or_else(|| workflow.line(1), |entry| workflow.line_of(entry));
    let filled = |keys: &[&str]| workflow.find(keys).filter(|entry| !entry.text().is_empty());
    let environment = filled(&["jobs", job, "environment"]).or_else(|| filled(&["jobs", job, "environment", "name"]));
    match environment {
        Some(entry) => judge.saw_line(
            None,
            workflow.line_of(entry),
            format!("environment: {}", entry.text()),
            format!("environment: {}", entry.text()),
        ),
        None => judge.lacks_line(
            None,
            job_line.clone(),
            (format!("{job}: environment がない"), format!("{job}: no environment")),
            ("GitHub の環境", "a GitHub environment"),
        ),
    }
    let group = filled(&["jobs", job, "concurrency", "group"]);
    let cancels = filled(&["jobs", job, "concurrency", "cancel-in-progress"]).is_some_and(|entry| entry.text() != "false");
    let text = group.map_or_else(String::new, |entry| entry.text());
    let own = text.to_lowercase().contains("env") || text.contains(&judge.environment.name);
    let line = group.map_or_else(|| job_line.clone(), |entry| workflow.line_of(entry));
    judge.expect_line(
        own && !cancels,
        None,
        line,
        both(format!("{job}: concurrency: {text}")),
        ("環境ごとの group、cancel-in-progress なし", "a group per environment, without cancel-in-progress"),
    );
    // That event runs with the rights of the base branch; no condition here looks at it.
    match excluded(workflow, job, 0).filter(|_| workflow.on("pull_request_target").is_none()) {
        Some(line) => judge.saw_line(None, line, NOT_A_PULL_REQUEST, NOT_A_PULL_REQUEST),
        None if workflow.on("pull_request").is_none() && workflow.on("pull_request_target").is_none() => {
            let line = workflow.find(&["on"]).map_or_else(|| workflow.line(1), |entry| workflow.line_of(entry));
            judge.saw_line(None, line, "プルリクエストでは動かない", "does not run for pull requests");
        }
        None => judge.lacks_line(
            None,
            job_line.clone(),
            (format!("{job}: プルリクエストでも動く"), format!("{job}: runs for pull requests too")),
            (NOT_A_PULL_REQUEST, NOT_A_PULL_REQUEST),
        ),
    }
    match workflow.on("push") {
        Some(line) => judge.saw_line(None, line, "on: push", "on: push"),
        None => judge.lacks_line(
            None,
            job_line,
            ("push で始まらない", "is not started by a push"),
            ("マージ（push）での適用", "an apply on merge (push)"),
        ),
    }
}

/// The line that keeps pull requests away from a job, or from a job without whose success it does not run.
fn excluded(workflow: &Workflow<'_>, job: &str, depth: usize) -> Option<Line> {
    // An alternative could let pull requests in again.
    let condition = workflow.find(&["jobs", job, "if"]);
    let text = condition.map_or_else(String::new, |entry| entry.text());
    if text.contains("||") || depth > 8 {
        return None;
    }
    if let Some(entry) = condition.filter(|_| text.contains(NOT_A_PULL_REQUEST)) {
        return Some(workflow.line_of(entry));
    }
    let needs = workflow.find(&["jobs", job, "needs"])?.text();
    let forced = ["always()", "cancelled()", "failure()"].iter().any(|function| text.contains(function));
    let before = needs.split(|c: char| !(c.is_ascii_alphanumeric() || "_-".contains(c))).filter(|name| !name.is_empty());
    before
        .filter(|name| !forced || text.contains(&format!("needs.{name}.result == 'success'")))
        .find_map(|name| excluded(workflow, name, depth + 1))
}

const MAP: &str = "infra/environments.json";

/// Branch and GitHub environment of this environment, in the list that the workflows read.
fn mapped(judge: &mut Judge<'_>) {
    let name = judge.environment.name.clone();
    let list: Option<serde_json::Value> = judge.file(MAP).and_then(|text| serde_json::from_str(text).ok());
    let entries = list.as_ref().and_then(|list| list.get("environments")?.as_array()).map_or(&[][..], Vec::as_slice);
    let field = |entry: &serde_json::Value, key: &str| entry.get(key).and_then(|value| value.as_str()).unwrap_or("").to_owned();
    let own: Vec<_> = entries.iter().filter(|entry| field(entry, "name") == name).collect();
    let wanted = ("この環境だけの branch と github_environment", "a branch and a github_environment of this environment alone");
    let unique = |key: &str, value: &str| !value.is_empty() && entries.iter().filter(|entry| field(entry, key) == value).count() == 1;
    let line = judge.line_with(MAP, &format!("\"name\": \"{name}\"")).unwrap_or_else(|| Line::top(MAP));
    match own.as_slice() {
        [entry] => {
            let (branch, environment) = (field(entry, "branch"), field(entry, "github_environment"));
            let fine = unique("branch", &branch) && unique("github_environment", &environment);
            judge.expect_line(fine, None, line, both(format!("{name}: {branch} -> {environment}")), wanted);
        }
        _ => judge.lacks_line(None, line, (format!("{name} がない"), format!("{name} is not listed")), wanted),
    }
}
