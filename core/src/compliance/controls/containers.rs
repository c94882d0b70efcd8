//! Containers of ECS task definitions and of Batch job definitions, in one shape.

use crate::compliance::judge::Judge;
use crate::compliance::policy::json;
use crate::plan::{Attribute, Line, Plan, Resource, Value};

/// A task or job definition with its containers.
pub(super) struct Definition<'a> {
    pub(super) resource: &'a Resource,
    /// The argument that holds the containers; `None` where it is not written.
    pub(super) attribute: Option<&'a Attribute>,
    /// `None` where they cannot be known.
    pub(super) containers: Option<Vec<Value>>,
    /// Role that starts them, and role of what runs inside.
    pub(super) execution_role: Value,
    pub(super) task_role: Value,
}

impl Definition<'_> {
    /// Where the containers stand, or would.
    pub(super) fn line(&self) -> Line {
        self.attribute.map_or_else(|| self.resource.line(), |attribute| &attribute.line).clone()
    }

    /// The containers; that they cannot be read is a finding.
    pub(super) fn read(&self, judge: &mut Judge<'_>) -> &[Value] {
        if self.containers.is_none() {
            let wanted = ("読める定義", "a definition that can be read");
            judge.lacks_line(Some(self.resource), self.line(), ("コンテナを読めない", "the containers cannot be read"), wanted);
        }
        self.containers.as_deref().unwrap_or_default()
    }
}

/// Every definition of a plan.
pub(super) fn definitions(plan: &Plan) -> Vec<Definition<'_>> {
    let tasks = plan.of_type("aws_ecs_task_definition").map(|task| {
        let attribute = task.find("container_definitions");
        let read = attribute.and_then(|attribute| json(&attribute.value));
        let containers = read.filter(|read| matches!(read, Value::List(_))).map(|read| read.items().to_vec());
        let role = |argument: &str| task.body.value(argument).cloned().unwrap_or(Value::Null);
        Definition { resource: task, attribute, containers, execution_role: role("execution_role_arn"), task_role: role("task_role_arn") }
    });
    let jobs = plan.of_type("aws_batch_job_definition").map(|job| {
        let attribute = job.find("container_properties");
        let container = attribute.and_then(|attribute| json(&attribute.value)).filter(|read| matches!(read, Value::Map(_)));
        let role = |argument: &str| container.as_ref().and_then(|container| container.entry(argument)).cloned().unwrap_or(Value::Null);
        let (execution_role, task_role) = (role("executionRoleArn"), role("jobRoleArn"));
        Definition { resource: job, attribute, containers: container.map(|container| vec![container]), execution_role, task_role }
    });
    tasks.chain(jobs).collect()
}

/// Name of a container; a job's has none.
pub(super) fn name(container: &Value) -> &str {
    container.entry("name").and_then(Value::as_str).unwrap_or("container")
}

/// Does a service run this definition with ECS Exec switched on?
pub(super) fn has_exec(plan: &Plan, definition: &Resource) -> bool {
    let runs = plan.pointing_at("aws_ecs_service", "task_definition", &definition.address);
    runs.into_iter().any(|service| service.body.bool("enable_execute_command") == Some(true))
}
