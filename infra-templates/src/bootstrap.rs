//! `bootstrap/`: values of the stack that is applied once for each AWS account, before any
//! environment.

use std::collections::{BTreeMap, BTreeSet};

use design_core::{Design, Value};

use crate::{backend, hcl};

/// Path and text of each rendered file: one tfvars where all environments share an account, else one
/// for each account, and the backend to move to once the bucket exists.
pub(crate) fn render(design: &Design) -> Vec<(String, String)> {
    let accounts: BTreeSet<&str> = design.environments.iter().map(|environment| environment.settings.aws_account_id.as_str()).collect();
    let mut files = vec![("infra/bootstrap/backend.tf.example".to_owned(), backend::render_bootstrap(design))];
    if accounts.len() < 2 {
        let account = accounts.first().copied().unwrap_or_default();
        files.push(("infra/bootstrap/terraform.tfvars".to_owned(), tfvars(design, account)));
        return files;
    }
    for account in accounts {
        let name = if account.is_empty() { "account" } else { account };
        files.push((format!("infra/bootstrap/{name}.tfvars"), tfvars(design, account)));
    }
    files
}

fn tfvars(design: &Design, account: &str) -> String {
    let project = &design.project;
    let basics = &project.basics;
    let zones: BTreeSet<&str> = if basics.hosted_zone == "create" {
        let inside = design.environments.iter().filter(|environment| environment.settings.aws_account_id == account);
        inside.map(|environment| design.zone(environment)).collect()
    } else {
        BTreeSet::new()
    };
    let zones = Value::List(zones.into_iter().map(str::to_owned).collect());
    let mut out = String::from("# アカウントに 1 度だけ適用する土台の値。\n\n");
    out.push_str(&hcl::aligned(
        &[
            ("project".to_owned(), hcl::quote(&basics.name)),
            ("region".to_owned(), hcl::quote(&basics.region)),
            ("aws_account_id".to_owned(), hcl::text_or_null(account)),
        ],
        "",
    ));
    let flags: BTreeMap<&str, String> = BTreeMap::from([
        ("backup", project.account.backup.to_string()),
        ("config", project.account.config.to_string()),
        ("guardduty", project.account.guardduty.to_string()),
        ("security_hub", project.account.security_hub.to_string()),
    ]);
    let trail = [
        ("archive_days", project.account.trail_archive_days.to_string()),
        ("object_lock_days", project.account.trail_object_lock_days.to_string()),
        ("object_lock_mode", hcl::quote(&project.account.trail_object_lock_mode)),
    ];
    let state = [
        ("bucket", hcl::quote(&project.state_bucket())),
        ("lock_table", project.lock_table().map_or_else(|| "null".to_owned(), |table| hcl::quote(&table))),
    ];
    let object = |entries: Vec<(&str, String)>| hcl::object(entries.into_iter().map(|(name, value)| (name.to_owned(), value)), 0);
    out.push_str(&format!("\naccount_baseline = {}\n", object(flags.into_iter().collect())));
    out.push_str(&format!("\nalarm_emails = {}\n", hcl::value(&Value::List(basics.alarm_emails.clone()), 0)));
    out.push_str(&format!("\nhosted_zones = {}\n", hcl::value(&zones, 0)));
    out.push_str(&format!("\nstate = {}\n", object(state.to_vec())));
    out.push_str(&format!("\ntags = {}\n", hcl::value(&Value::Map(basics.tags.clone()), 0)));
    out.push_str(&format!("\ntrail = {}\n", object(trail.to_vec())));
    out
}
