//! Secrets: nowhere in clear text, and changed in time.

use crate::compliance::controls::clear_text::{has_access_key, is_secret_name};
use crate::compliance::controls::containers::{Definition, definitions, name};
use crate::compliance::judge::{Judge, both};
use crate::plan::{Line, Plan, Resource, Value};

/// The longest between two rotations of the database's password, in days (product policy).
const LONGEST_ROTATION: f64 = 365.0;

pub(super) fn no_clear_secrets(judge: &mut Judge<'_>) {
    let root = judge.plan().root.clone();
    for path in judge.paths() {
        let terraform = path.starts_with("infra/") && (path.ends_with(".tf") || path.ends_with(".tfvars"));
        let elsewhere = path.starts_with("infra/envs/") && !path.starts_with(&format!("{root}/"));
        if !terraform || elsewhere {
            continue;
        }
        let found = &judge.clear_text(path).secrets;
        if found.is_empty() && path.ends_with(".tfvars") {
            judge.saw_line(None, Line::top(path), "シークレットの名前を持つ値がない", "no value with the name of a secret");
        }
        for found in found {
            judge.lacks_line(
                None,
                found.line.clone(),
                both(format!("{} = \"…\"", found.name)),
                ("Secrets Manager の参照", "a reference to Secrets Manager"),
            );
        }
    }
    for plan in judge.plans() {
        secrets_in_state(judge, plan);
    }
    let plan = judge.plan();
    for database in plan.of_type("aws_db_instance").chain(plan.of_type("aws_rds_cluster")) {
        judge.expect_bool(database, "manage_master_user_password", true);
        let unset = |value: &Value| *value == Value::Null;
        if database.find("password").is_some() || database.find("master_password").is_some() {
            let path = if database.find("password").is_some() { "password" } else { "master_password" };
            judge.expect(database, path, unset, "manage_master_user_password = true", "manage_master_user_password = true");
        }
        for rotation in plan.pointing_at("aws_secretsmanager_secret_rotation", "secret_id", &database.address) {
            rotates(judge, rotation);
        }
    }
    for definition in definitions(plan) {
        clean_containers(judge, plan, &definition);
    }
}

/// Without a rule of its own the password that RDS manages changes every seven days.
fn rotates<'a>(judge: &mut Judge<'a>, rotation: &'a Resource) {
    const SCHEDULE: &str = "rotation_rules.schedule_expression";
    if rotation.find(SCHEDULE).is_some() {
        judge.expect(rotation, SCHEDULE, |value| value.as_str().is_some_and(yearly), "年に 1 回以上", "once a year or more often");
    } else {
        let often = |value: &Value| value.as_number().is_some_and(|days| (1.0..=LONGEST_ROTATION).contains(&days));
        let wanted = (format!("{LONGEST_ROTATION} 日以内"), format!("{LONGEST_ROTATION} days or fewer"));
        judge.expect(rotation, "rotation_rules.automatically_after_days", often, wanted.0, wanted.1);
    }
}

/// Does a schedule come round at least once a year: a rate of that many days, or a cron line for any year?
fn yearly(schedule: &str) -> bool {
    let inside = |name: &str| schedule.strip_prefix(name)?.strip_prefix('(')?.strip_suffix(')');
    if let Some(rate) = inside("rate") {
        let mut words = rate.split_whitespace();
        let number: Option<f64> = words.next().and_then(|number| number.parse().ok());
        return match (number, words.next()) {
            (Some(days), Some("day" | "days")) => days <= LONGEST_ROTATION,
            (Some(_), Some("hour" | "hours")) => true,
            _ => false,
        };
    }
    inside("cron").is_some_and(|cron| cron.split_whitespace().nth(5) == Some("*"))
}

/// Values that Terraform would write into its state.
fn secrets_in_state(judge: &mut Judge<'_>, plan: &Plan) {
    let wanted = ("値を Terraform に渡さない", "a value that Terraform never sees");
    const HOLDERS: &[(&str, &str)] = &[
        ("aws_elasticache_replication_group", "auth_token"),
        ("aws_elasticache_user", "passwords"),
        ("aws_elasticache_user", "authentication_mode.passwords"),
        ("aws_secretsmanager_secret_version", "secret_binary"),
        ("aws_secretsmanager_secret_version", "secret_string"),
        ("random_password", "length"),
        ("tls_private_key", "algorithm"),
    ];
    for (kind, argument) in HOLDERS {
        for resource in plan.of_type(kind).filter(|resource| resource.find(argument).is_some()) {
            // The argument may hold the secret itself: it is not shown.
            judge.lacks(resource, both(format!("{kind}.{argument}")), wanted);
        }
    }
    for parameter in plan.of_type("aws_ssm_parameter") {
        if parameter.body.text("type") == Some("SecureString") && parameter.find("value").is_some() {
            judge.lacks(parameter, both("SecureString: value"), wanted);
        }
    }
}

fn clean_containers(judge: &mut Judge<'_>, plan: &Plan, definition: &Definition<'_>) {
    let resource = definition.resource;
    let line = definition.line();
    for container in definition.read(judge) {
        let named = |list: &'static str| container.entry(list).map_or(&[][..], Value::items).iter();
        for variable in named("environment") {
            let name = variable.entry("name").and_then(Value::as_str).unwrap_or("…");
            if is_secret_name(name) || variable.entry("value").and_then(Value::as_str).is_some_and(has_access_key) {
                judge.lacks_line(
                    Some(resource),
                    line.clone(),
                    both(format!("environment: {name}")),
                    ("secrets の valueFrom", "valueFrom in secrets"),
                );
            }
        }
        for secret in named("secrets") {
            let name = secret.entry("name").and_then(Value::as_str).unwrap_or("…");
            let source = secret.entry("valueFrom").is_some_and(|value| is_secret_source(plan, value));
            let wanted = ("この構成で作るシークレットの ARN", "the ARN of a secret of this design");
            judge.expect_line(source, Some(resource), line.clone(), both(format!("secrets: {name}")), wanted);
        }
        if named("environment").next().is_some() {
            let count = named("environment").count();
            let name = name(container);
            let (ja, en) = (format!("{name}: 環境変数 {count} 個を確認"), format!("{name}: looked at {count} environment variables"));
            judge.saw_line(Some(resource), line.clone(), ja, en);
        }
    }
}

fn is_secret_source(plan: &Plan, value: &Value) -> bool {
    let holders = ["aws_db_instance", "aws_rds_cluster", "aws_secretsmanager_secret", "aws_ssm_parameter"];
    holders.iter().any(|kind| plan.behind(value, kind).is_some())
        || value.as_str().is_some_and(|text| text.starts_with("arn:aws:secretsmanager:") || text.starts_with("arn:aws:ssm:"))
}
