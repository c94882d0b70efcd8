//! Containers from which an intruder does not get far.

use crate::compliance::controls::containers::{definitions, has_exec, name};
use crate::compliance::judge::{Judge, both};
use crate::plan::{Line, Resource, Value};

pub(super) fn containers_hardened(judge: &mut Judge<'_>) {
    judge.absent("タスク定義もジョブ定義もありません。", "There are neither task nor job definitions.");
    let plan = judge.plan();
    for definition in definitions(plan) {
        let resource = definition.resource;
        let line = definition.line();
        for mode in ["ipc_mode", "pid_mode"].into_iter().filter(|mode| resource.find(mode).is_some()) {
            judge.expect(resource, mode, |value| value.as_str() == Some("task"), "ホストと共有しない", "not shared with the host");
        }
        for container in definition.read(judge) {
            hardened(judge, resource, &line, container, has_exec(plan, resource));
        }
    }
}

fn hardened(judge: &mut Judge<'_>, resource: &Resource, line: &Line, container: &Value, exec: bool) {
    let name = name(container);
    let text = |argument: &str| container.entry(argument).map_or_else(|| "-".to_owned(), crate::compliance::judge::shown);
    let privileged = container.entry("privileged").unwrap_or(&Value::Null);
    let plain = *privileged == Value::Null || privileged.as_bool() == Some(false);
    judge.expect_line(
        plain,
        Some(resource),
        line.clone(),
        both(format!("{name}: privileged = {}", text("privileged"))),
        both("privileged = false"),
    );
    let user = container.entry("user").and_then(Value::as_str).unwrap_or("");
    let rootless = !matches!(user.split(':').next(), None | Some("" | "0" | "root"));
    judge.expect_line(
        rootless,
        Some(resource),
        line.clone(),
        both(format!("{name}: user = {}", text("user"))),
        ("root 以外の user", "a user other than root"),
    );
    let read_only = container.entry("readonlyRootFilesystem").and_then(Value::as_bool) == Some(true);
    let found = format!("{name}: readonlyRootFilesystem = {}", text("readonlyRootFilesystem"));
    let found =
        if exec && !read_only { (format!("{found}（ECS Exec のため）"), format!("{found} (for ECS Exec)")) } else { both(found) };
    judge.expect_line(read_only || exec, Some(resource), line.clone(), found, both("readonlyRootFilesystem = true"));
}
