//! Versions that do not move by themselves: of Terraform, providers and actions; and the least permissions for workflows.

use std::collections::BTreeSet;

use crate::compliance::controls::workflow::{self, Workflow};
use crate::compliance::judge::{Judge, both};
use crate::plan::{Block, Line, Plan, Value};

pub(super) fn required_version(plan: &Plan) -> Option<(&str, Line)> {
    plan.settings().iter().find_map(|settings| {
        let attribute = settings.find("required_version")?;
        Some((attribute.value.as_str()?, attribute.line.clone()))
    })
}

/// Does a constraint refuse everything older than this?
pub(super) fn at_least(constraint: &str, (major, minor): (u32, u32)) -> bool {
    constraint.split(',').any(|part| {
        let part = part.trim();
        let Some(version) = [">=", "~>", "="].iter().find_map(|operator| part.strip_prefix(operator)) else { return false };
        let mut numbers = version.trim().split('.').map(|number| number.parse::<u32>().ok());
        let lowest = (numbers.next().flatten(), numbers.next().flatten().unwrap_or(0));
        lowest.0.is_some_and(|first| (first, lowest.1) >= (major, minor))
    })
}

pub(super) fn pinned(judge: &mut Judge<'_>) {
    let plan = judge.plan();
    match required_version(plan) {
        Some((text, line)) => judge.saw_line(None, line, format!("required_version = {text:?}"), format!("required_version = {text:?}")),
        None => judge.lacks_line(
            None,
            judge.root_line(),
            ("required_version がない", "no required_version"),
            ("required_version", "required_version"),
        ),
    }
    providers_bounded(judge, plan);
    lock_file(judge, plan);
    for workflow in workflow::all(judge) {
        actions_pinned(judge, &workflow);
        least_permissions(judge, &workflow);
    }
}

fn providers_bounded(judge: &mut Judge<'_>, plan: &Plan) {
    let required: Vec<&Block> = plan.settings().iter().flat_map(|settings| settings.blocks_of("required_providers")).collect();
    let mut bounded = BTreeSet::new();
    for (name, attribute) in required.iter().flat_map(|block| &block.attributes) {
        let version = attribute.value.entry("version").and_then(Value::as_str).unwrap_or("");
        let exact = version.starts_with(|c: char| c.is_ascii_digit() || c == '=');
        let fine = exact || version.contains("~>") || version.contains('<');
        bounded.insert(&**name);
        judge.expect_line(
            fine,
            None,
            attribute.line.clone(),
            both(format!("{name}: version = {version:?}")),
            ("上限のある version（~> など）", "a version with an upper bound, such as ~>"),
        );
    }
    for name in plan.providers().keys().filter_map(|name| name.split('.').next()) {
        if bounded.insert(name) {
            let found = (format!("required_providers に {name} がない"), format!("required_providers lacks {name}"));
            judge.lacks_line(None, judge.root_line(), found, (format!("{name} の version"), format!("a version of {name}")));
        }
    }
}

/// Patterns of `.gitignore` that would keep the lock file out of the repository.
fn hides_lock(pattern: &str) -> bool {
    let pattern = pattern.trim().trim_start_matches(['/', '*']).trim_start_matches('/');
    [".terraform.lock.hcl", ".lock.hcl", "lock.hcl", ".hcl", ".terraform*", ".terraform.*", ".terraform.lock*"].contains(&pattern)
}

fn lock_file(judge: &mut Judge<'_>, plan: &Plan) {
    let path = format!("{}/.terraform.lock.hcl", plan.root);
    match judge.line_with(&path, "hashes = [") {
        Some(line) => judge.saw_line(None, line, ".terraform.lock.hcl のハッシュ", "hashes in .terraform.lock.hcl"),
        None => {
            let found = (".terraform.lock.hcl がない", "there is no .terraform.lock.hcl");
            let wanted = ("terraform providers lock で作ったファイル", "the file that terraform providers lock makes");
            judge.lacks_line(None, Line::top(&format!("{}/versions.tf", plan.root)), found, wanted);
        }
    }
    for path in judge.paths() {
        if path != ".gitignore" && !path.ends_with("/.gitignore") {
            continue;
        }
        let lines = judge.file(path).into_iter().flat_map(str::lines);
        for (number, text) in (1u32..).zip(lines).filter(|(_, text)| hides_lock(text)) {
            let line = Line { path: path.into(), line: number };
            judge.lacks_line(None, line, (text, text), ("ロックファイルを無視しない", "the lock file is not ignored"));
        }
    }
}

/// A local action, an image by digest, or an action by the 40 digits of a commit.
fn is_pinned(action: &str) -> bool {
    if action.starts_with("./") {
        return true;
    }
    if let Some(image) = action.strip_prefix("docker://") {
        return image.contains("@sha256:");
    }
    action.rsplit_once('@').is_some_and(|(_, commit)| commit.len() == 40 && commit.chars().all(|c| c.is_ascii_hexdigit()))
}

fn actions_pinned(judge: &mut Judge<'_>, workflow: &Workflow<'_>) {
    let wanted = ("コミット SHA（40 桁）", "the 40 digits of a commit");
    let mut seen = BTreeSet::new();
    for entry in workflow.each("uses") {
        let line = workflow.line_of(entry);
        seen.insert(line.line);
        let action = entry.text();
        judge.expect_line(is_pinned(&action), None, line, both(format!("uses: {action}")), wanted);
    }
    // Written in a style that is not read: not shown to be pinned.
    for (number, text) in (1u32..).zip(judge.file(workflow.path).into_iter().flat_map(str::lines)) {
        if text.contains("uses:") && !text.trim_start().starts_with('#') && !seen.contains(&number) {
            judge.lacks_line(None, workflow.line(number), both(text.trim()), wanted);
        }
    }
}

fn least_permissions(judge: &mut Judge<'_>, workflow: &Workflow<'_>) {
    let wanted = ("permissions: {} と、ジョブごとの最小の権限", "permissions: {} and the least for each job");
    let reads = |value: &str| matches!(value, "read" | "none");
    match workflow.find(&["permissions"]) {
        Some(entry) => {
            let listed: Vec<_> = workflow.under(&["permissions"]).collect();
            let text = entry.text();
            let fine = if listed.is_empty() { text == "{}" } else { text.is_empty() && listed.iter().all(|entry| reads(&entry.text())) };
            judge.expect_line(fine, None, workflow.line_of(entry), both(format!("permissions: {text}")), wanted);
        }
        None => judge.lacks_line(None, workflow.line(1), ("permissions がない", "no permissions"), wanted),
    }
    for job in workflow.jobs() {
        let place = ["jobs", job, "permissions"];
        let Some(entry) = workflow.find(&place) else { continue };
        let rights: Vec<(String, String)> = workflow.under(&place).map(|entry| (entry.key().to_owned(), entry.text())).collect();
        // A job that signs in to AWS writes nothing in GitHub.
        let aws = rights.iter().any(|(right, value)| right == "id-token" && value == "write");
        let least = |(right, value): &(String, String)| match (right.as_str(), value.as_str()) {
            (_, "read" | "none") | ("id-token", "write") => true,
            ("actions" | "checks" | "issues" | "pull-requests" | "security-events", "write") => !aws,
            _ => false,
        };
        let text = if rights.is_empty() {
            entry.text()
        } else {
            rights.iter().map(|(right, value)| format!("{right}: {value}")).collect::<Vec<_>>().join(", ")
        };
        let fine = if rights.is_empty() { text == "{}" } else { entry.text().is_empty() && rights.iter().all(least) };
        judge.expect_line(fine, None, workflow.line_of(entry), both(format!("{job}: {text}")), wanted);
    }
}
