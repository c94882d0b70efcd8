//! `bootstrap/`: values of the stack that is applied once for each AWS account, before any
//! environment.

use std::collections::BTreeSet;

use design_core::{Design, Value, gather, t};

use crate::{backend, hcl};

/// Path and text of each rendered file: one tfvars where all environments share an account, else one
/// for each account, and the backend to move to once the bucket exists.
pub(crate) fn render(design: &Design) -> Vec<(String, String)> {
    let accounts: BTreeSet<&str> = gather(design.environments.iter().map(|environment| environment.settings.aws_account_id.as_str()));
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
    let inside = || design.environments.iter().filter(|environment| environment.settings.aws_account_id == account);
    let zones: BTreeSet<&str> =
        if basics.hosted_zone == "create" { gather(inside().map(|environment| design.zone(environment))) } else { BTreeSet::new() };
    let zones = Value::List(zones.into_iter().map(str::to_owned).collect());
    let head = t("# アカウントに 1 度だけ適用する土台の値。\n\n", "# Values of the stack that is applied once for each account.\n\n");
    let mut out = head.get(project.language()).to_owned();
    out.push_str(&hcl::aligned(
        &[
            ("project".to_owned(), hcl::quote(&basics.name)),
            ("region".to_owned(), hcl::quote(&basics.region)),
            ("aws_account_id".to_owned(), hcl::text_or_null(account)),
        ],
        "",
    ));
    let flag = |on: bool| on.to_string();
    let account = &project.account;
    let baseline = [
        ("backup", flag(account.backup)),
        ("backup_copy_to_osaka", flag(account.backup_copy_to_osaka)),
        ("backup_vault_lock_mode", hcl::quote(&account.backup_vault_lock_mode)),
        ("config", flag(account.config)),
        ("guardduty", flag(account.guardduty)),
        ("guardduty_runtime", flag(account.guardduty_runtime)),
        ("inspector", flag(account.inspector)),
        ("s3_data_events", flag(account.s3_data_events)),
        ("securityhub", flag(account.securityhub)),
    ];
    let logs = [
        ("archive_days", account.archive_days.to_string()),
        ("object_lock_days", account.object_lock_days.to_string()),
        ("object_lock_mode", hcl::quote(&account.object_lock_mode)),
        ("retention_days", account.retention_days.to_string()),
    ];
    let state = [
        ("bucket", hcl::quote(&project.state_bucket())),
        ("lock_table", project.lock_table().map_or_else(|| "null".to_owned(), |table| hcl::quote(&table))),
    ];
    let names = Value::List(inside().map(|environment| environment.settings.name.clone()).collect());
    let object = |entries: &[(&str, String)]| hcl::object(entries.iter().map(|(name, value)| ((*name).to_owned(), value.clone())), 0);
    for (name, value) in [
        ("account_baseline", object(&baseline)),
        ("alarm_emails", hcl::value(&Value::List(basics.alarm_emails.clone()), 0)),
        ("create_github_oidc_provider", flag(account.create_github_oidc_provider)),
        ("environments", hcl::value(&names, 0)),
        ("hosted_zones", hcl::value(&zones, 0)),
        ("logs", object(&logs)),
        ("state", object(&state)),
        ("tags", hcl::value(&Value::Map(basics.tags.clone()), 0)),
    ] {
        out.push_str(&format!("\n{name} = {value}\n"));
    }
    out
}
