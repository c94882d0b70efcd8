//! The database's logs, and its clock.

use crate::compliance::controls::relation::names;
use crate::compliance::judge::{Judge, both};
use crate::compliance::policy::text as words;
use crate::plan::{Plan, Resource, Value};

pub(super) fn database_logs(judge: &mut Judge<'_>) {
    judge.absent("データベースがありません。", "There is no database.");
    let plan = judge.plan();
    for database in plan.of_type("aws_db_instance") {
        let exported =
            |value: &Value| ["postgresql", "upgrade"].iter().all(|log| value.items().iter().any(|item| item.as_str() == Some(log)));
        judge.expect(database, "enabled_cloudwatch_logs_exports", exported, "postgresql と upgrade", "postgresql and upgrade");
        let Some(group) = parameter_group(plan, database) else {
            let wanted = ("この構成のパラメータグループ", "a parameter group of this design");
            judge.lacks_argument(database, "parameter_group_name", wanted.0, wanted.1);
            continue;
        };
        let on = |value: &Value| matches!(words(value).as_str(), "1" | "on" | "true");
        parameter(judge, group, "log_connections", &on, "1");
        parameter(judge, group, "log_disconnections", &on, "1");
        parameter(judge, group, "log_statement", &|value| matches!(value.as_str(), Some("ddl" | "mod")), "ddl");
        if judge.threshold(false, false, true) {
            let loaded = |value: &Value| words(value).split(',').any(|library| library.trim() == "pgaudit");
            if !parameter(judge, group, "shared_preload_libraries", &loaded, "pgaudit") {
                mend_pgaudit(judge);
            }
            let classes = |value: &Value| !matches!(words(value).as_str(), "" | "none");
            if !parameter(judge, group, "pgaudit.log", &classes, "ddl,role") {
                mend_pgaudit(judge);
            }
        }
    }
}

fn parameter_group<'a>(plan: &'a Plan, database: &Resource) -> Option<&'a Resource> {
    let value = database.body.value("parameter_group_name")?;
    plan.of_type("aws_db_parameter_group").find(|group| names(value, group, "name"))
}

/// The size can mend it where the size switched it off.
fn mend_pgaudit(judge: &mut Judge<'_>) {
    let chosen = judge.plan().variables().get("rds").and_then(|rds| rds.entry("pgaudit")?.as_bool());
    if chosen == Some(false) {
        judge.mend_size("rds.pgaudit", true);
    }
}

/// Asks a parameter of a parameter group.
fn parameter<'a>(judge: &mut Judge<'a>, group: &'a Resource, name: &str, fine: &dyn Fn(&Value) -> bool, wanted: &str) -> bool {
    let found = group.body.blocks_of("parameter").find(|block| block.text("name") == Some(name));
    let Some(block) = found else {
        judge.lacks(group, (format!("{name} がない"), format!("{name} is missing")), both(format!("{name} = {wanted}")));
        return false;
    };
    let value = block.find("value");
    let fine = fine(value.map_or(&Value::Null, |attribute| &attribute.value));
    let text = both(format!("{name} = {}", value.map_or_else(String::new, |attribute| words(&attribute.value))));
    let line = value.map_or_else(|| block.line.clone(), |attribute| attribute.line.clone());
    judge.expect_line(fine, Some(group), line, text, both(format!("{name} = {wanted}")))
}

pub(super) fn trusted_time(judge: &mut Judge<'_>) {
    let plan = judge.plan();
    let default = plan.providers().get("aws");
    let line =
        default.map_or_else(|| judge.root_line(), |provider| provider.find("region").map_or(&provider.line, |region| &region.line).clone());
    let region = default.and_then(|provider| provider.text("region"));
    let wanted = ("東京（ap-northeast-1）か大阪（ap-northeast-3）", "Tokyo (ap-northeast-1) or Osaka (ap-northeast-3)");
    let found = both(format!("region = {:?}", region.unwrap_or("")));
    judge.expect_line(matches!(region, Some("ap-northeast-1" | "ap-northeast-3")), None, line, found, wanted);
    for database in plan.of_type("aws_db_instance") {
        match parameter_group(plan, database) {
            Some(group) => drop(parameter(judge, group, "timezone", &|value| value.as_str().is_some_and(|zone| !zone.is_empty()), "UTC")),
            None => judge.lacks_argument(
                database,
                "parameter_group_name",
                "timezone のあるパラメータグループ",
                "a parameter group with timezone",
            ),
        }
    }
}
