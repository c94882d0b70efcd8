//! Logs of containers and jobs.

use super::group_of;
use crate::compliance::controls::containers::{definitions, name};
use crate::compliance::judge::{Judge, both};
use crate::compliance::policy::text as words;
use crate::plan::Value;

pub(super) fn container_logs(judge: &mut Judge<'_>) {
    judge.absent("タスク定義もジョブ定義もありません。", "There are neither task nor job definitions.");
    let plan = judge.plan();
    for definition in definitions(plan) {
        let resource = definition.resource;
        let line = definition.line();
        for container in definition.read(judge) {
            let logs = container.entry("logConfiguration");
            let driver = logs.and_then(|logs| logs.entry("logDriver")).and_then(Value::as_str).unwrap_or("-");
            let target = logs.and_then(|logs| logs.entry("options")?.entry("awslogs-group"));
            let fine = match driver {
                "awslogs" => group_of(plan, target).is_some(),
                "awsfirelens" => true,
                _ => false,
            };
            let group = target.map_or_else(String::new, |target| format!(" {}", words(target)));
            let found = both(format!("{}: {driver}{group}", name(container)));
            let wanted = ("この構成のロググループへの awslogs", "awslogs to a log group of this design");
            judge.expect_line(fine, Some(resource), line.clone(), found, wanted);
        }
    }
}
