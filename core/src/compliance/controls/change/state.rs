//! The state: one key for each environment, locked, with versions.

use super::versions::{at_least, required_version};
use crate::compliance::controls::buckets;
use crate::compliance::judge::{Judge, both, shown};
use crate::plan::{Block, Plan, Resource, Value};

fn backend(plan: &Plan) -> Option<&Block> {
    plan.settings().iter().find_map(|settings| settings.block("backend"))
}

pub(super) fn state_kept(judge: &mut Judge<'_>) {
    let plan = judge.plan();
    let Some(backend) = backend(plan) else {
        let found = ("backend がない（state が手元に残る）", "no backend, so the state stays on somebody's disk");
        judge.lacks_line(None, judge.root_line(), found, ("backend \"s3\"", "backend \"s3\""));
        return;
    };
    let line = backend.line.clone();
    let kind = backend.labels.first().map_or("", |label| label);
    judge.expect_line(kind == "s3", None, line.clone(), both(format!("backend {kind:?}")), ("backend \"s3\"", "backend \"s3\""));
    own_key(judge, backend);
    locked(judge, plan, backend);
    let account = judge.account;
    let bucket = account.and_then(|account| {
        account.of_type("aws_s3_bucket").find(|bucket| same(backend, "bucket", bucket, "bucket")).map(|bucket| (account, bucket))
    });
    let Some((account, bucket)) = bucket else {
        let found = both(format!("bucket = {}", backend.value("bucket").map_or_else(|| "null".to_owned(), shown)));
        judge.lacks_line(None, line, found, ("この構成で作るバケット", "a bucket that this bundle creates"));
        return;
    };
    match buckets::of(account, bucket, "aws_s3_bucket_versioning") {
        Some(versioning) => {
            let enabled = |value: &Value| value.as_str() == Some("Enabled");
            judge.expect(versioning, "versioning_configuration.status", enabled, "Enabled", "Enabled");
        }
        None => judge.lacks(bucket, ("バージョニングがない", "no versioning"), ("aws_s3_bucket_versioning", "an aws_s3_bucket_versioning")),
    }
}

/// Do an argument of the backend and one of a resource write the same name?
fn same(backend: &Block, argument: &str, resource: &Resource, its: &str) -> bool {
    backend.text(argument).is_some() && backend.text(argument) == resource.body.text(its)
}

fn own_key(judge: &mut Judge<'_>, own: &Block) {
    let others = judge.all.iter().filter(|other| other.name != judge.environment.name);
    let place = |backend: &Block| [backend.text("bucket").map(str::to_owned), backend.text("key").map(str::to_owned)];
    let taken = others.filter_map(|other| backend(&other.plan)).any(|other| place(other) == place(own));
    let line = own.find("key").map_or_else(|| own.line.clone(), |key| key.line.clone());
    let text = both(format!("key = {:?}", own.text("key").unwrap_or("")));
    judge.expect_line(own.text("key").is_some() && !taken, None, line, text, ("この環境だけの key", "a key of this environment alone"));
}

fn locked(judge: &mut Judge<'_>, plan: &Plan, backend: &Block) {
    let table = backend.find("dynamodb_table");
    let file = backend.find("use_lockfile").filter(|lock| lock.value.as_bool() == Some(true));
    if let Some(lock) = file {
        let new = required_version(plan).is_some_and(|(text, _)| at_least(text, (1, 10)));
        let wanted = ("use_lockfile と Terraform 1.10 以降", "use_lockfile with Terraform 1.10 or later");
        judge.expect_line(new, None, lock.line.clone(), both("use_lockfile = true"), wanted);
    }
    let Some(name) = table else {
        if file.is_none() {
            let found = ("ロックがない".to_owned(), "no lock".to_owned());
            judge.lacks_line(
                None,
                backend.line.clone(),
                found,
                ("dynamodb_table または use_lockfile = true", "dynamodb_table or use_lockfile = true"),
            );
            judge.mend_project("state_lock", "dynamodb");
        }
        return;
    };
    let known = judge
        .account
        .and_then(|account| account.of_type("aws_dynamodb_table").find(|table| same(backend, "dynamodb_table", table, "name")));
    let found = both(format!("dynamodb_table = {}", shown(&name.value)));
    judge.expect_line(known.is_some(), None, name.line.clone(), found, ("この構成で作る表", "a table that this bundle creates"));
    if let Some(table) = known {
        judge.expect(table, "hash_key", |value| value.as_str() == Some("LockID"), "LockID", "LockID");
        judge.expect_bool(table, "point_in_time_recovery.enabled", true);
    }
}
