//! Fargate: services by their desired number of tasks, jobs by the hours that somebody states, images.
//! Sources: AWS Fargate pricing (per vCPU and GB second, 20 GiB of storage included).

use super::super::bench::{Amount, Bench};
use super::{Entry, fixed, usage};
use crate::plan::{Part, Resource, Unknown, Value};
use crate::text::t;

pub(super) const TABLE: &[Entry] = &[
    ("aws_ecs_service", fixed(service)),
    ("aws_batch_job_definition", usage(job)),
    (
        "aws_ecr_repository",
        usage(|bench, resource| {
            bench.usage(resource, t("イメージの保存", "Image storage"), "usage.image_gb", 1, "ecr.gb");
        }),
    ),
];

/// Storage of a task that is included, in GiB.
const INCLUDED_GIB: i64 = 20;

fn service(bench: &mut Bench<'_>, service: &Resource) {
    if service.body.text("launch_type") != Some("FARGATE") {
        // Instances and Spot capacity are other products.
        bench.fixed(service, t("Fargate ではないタスク", "Tasks that are not on Fargate"), Amount::default(), "ecs.other");
        return;
    }
    let tasks = bench.number(service, "desired_count");
    let task = service.body.value("task_definition").and_then(|value| bench.plan.behind(value, "aws_ecs_task_definition")).cloned();
    let size = |argument: &str| match &task {
        Some(task) => bench.number(task, argument).over(1024),
        None => Amount::default(),
    };
    let (vcpu, gb) = (size("cpu"), size("memory"));
    let architecture = task.as_ref().and_then(|task| task.body.text("runtime_platform.cpu_architecture")).unwrap_or("X86_64");
    let [vcpu_price, gb_price] = fargate(architecture);
    let storage = task.as_ref().filter(|task| task.find("ephemeral_storage.size_in_gib").is_some());
    let storage = storage.map(|task| bench.number(task, "ephemeral_storage.size_in_gib").above(INCLUDED_GIB));
    bench.fixed(service, t("タスクの vCPU", "vCPU of the tasks"), tasks.clone().by(vcpu.clone()).hours(), vcpu_price);
    bench.fixed(service, t("タスクのメモリ", "Memory of the tasks"), tasks.clone().by(gb.clone()).hours(), gb_price);
    if let Some(storage) = storage {
        bench.fixed(
            service,
            t("タスクのストレージ（20 GiB 超）", "Storage of the tasks above 20 GiB"),
            tasks.by(storage).hours(),
            "fargate.ephemeral_gb",
        );
    }
    let extra = match &*service.name {
        "api" => "usage.extra_task_hours_api",
        "worker" => "usage.extra_task_hours_worker",
        // Services of an edited bundle: nobody can state their extra hours.
        _ => return,
    };
    bench.usage_of(service, t("増設タスクの vCPU", "vCPU of extra tasks"), extra, vcpu, vcpu_price);
    bench.usage_of(service, t("増設タスクのメモリ", "Memory of extra tasks"), extra, gb, gb_price);
}

/// Price ids of vCPU and memory.
fn fargate(architecture: &str) -> [&'static str; 2] {
    if architecture == "ARM64" { ["fargate.arm.vcpu", "fargate.arm.gb"] } else { ["fargate.x86.vcpu", "fargate.x86.gb"] }
}

fn job(bench: &mut Bench<'_>, job: &Resource) {
    let Some(properties) = job.find("container_properties") else { return };
    let trace = bench.trace(job, properties);
    let size = |kind: &str| {
        let quantity = json_number(&properties.value, kind).and_then(super::super::money::Quantity::of);
        Amount { quantity, trace: trace.clone() }
    };
    let arm = document(&properties.value).and_then(|all| all.entry("runtimePlatform")?.entry("cpuArchitecture")?.as_str());
    let [vcpu_price, gb_price] = fargate(arm.unwrap_or("X86_64"));
    bench.usage_of(job, t("ジョブの vCPU", "vCPU of jobs"), "usage.batch_job_hours", size("VCPU"), vcpu_price);
    bench.usage_of(job, t("ジョブのメモリ", "Memory of jobs"), "usage.batch_job_hours", size("MEMORY").over(1024), gb_price);
}

/// The object behind `jsonencode`, as far as it is known before an apply.
pub(crate) fn document(value: &Value) -> Option<&Value> {
    match value {
        Value::Unknown(Unknown::Json(inner)) => Some(inner),
        Value::Unknown(Unknown::Template(parts)) => match parts.first() {
            Some(Part::Unknown(Unknown::Json(inner))) if parts.len() == 1 => Some(inner),
            _ => None,
        },
        _ => None,
    }
}

fn json_number(value: &Value, kind: &str) -> Option<f64> {
    let requirements = document(value)?.entry("resourceRequirements")?;
    requirements.items().iter().find(|item| item.entry("type").and_then(Value::as_str) == Some(kind))?.entry("value")?.as_number()
}
