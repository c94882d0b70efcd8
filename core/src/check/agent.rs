//! Memory that GuardDuty's agent takes from the tasks of ECS while runtime monitoring is on. The agent
//! joins each new task and shares its memory, so a size that fitted the application may no longer.
//! Says nothing about Batch, whose jobs no size rule compares with a load either.

use crate::data::fargate_memory;
use crate::design::Environment;
use crate::edit::Edit;
use crate::issue::{Issue, Level, Place, w};
use crate::settings::ProjectSettings;

/// From this share of a task on, its size was chosen without the agent. AWS names no limit; below it the
/// smallest tasks of every CPU but the least have room.
const SHARE: i64 = 5;

/// Most memory of the agent in MiB beside a task of these sizes. Source: AWS GuardDuty user guide,
/// prerequisites for Fargate, CPU and memory limits (read 2026-11-28). The table ends at 20 GB for 4 vCPU;
/// above that the next row is taken.
fn agent_mib(cpu: i64, memory: i64) -> i64 {
    match (cpu, memory) {
        (..4096, _) | (4096, ..=20480) => 128,
        (4096, _) | (8192, ..32768) => 256,
        (8192, _) => 512,
        _ => 1024,
    }
}

fn is_tight(cpu: i64, memory: i64) -> bool {
    agent_mib(cpu, memory) * SHARE >= memory
}

pub(super) fn check(project: Option<&ProjectSettings>, environments: &[(usize, Environment)], issues: &mut Vec<Issue>) {
    if !project.is_some_and(|project| project.account.guardduty && project.account.guardduty_runtime) {
        return;
    }
    for (index, environment) in environments {
        let sizes = &environment.sizes;
        let services = [
            ("api.task_memory", true, sizes.api.task_cpu, sizes.api.task_memory),
            ("worker.task_memory", sizes.components.worker, sizes.worker.task_cpu, sizes.worker.task_memory),
        ];
        for (id, exists, cpu, memory) in services {
            if !exists || !is_tight(cpu, memory) {
                continue;
            }
            let (agent, left) = (agent_mib(cpu, memory), memory - agent_mib(cpu, memory));
            let roomy = fargate_memory(cpu).into_iter().find(|larger| *larger > memory && !is_tight(cpu, *larger));
            issues.push(Issue {
                level: Level::Notice,
                rule: "guardduty.memory",
                place: Place::Environment(*index, id.to_owned()),
                what: w(
                    format!("GuardDuty のエージェントが最大 {agent} MiB を使い、アプリケーションに残るのは {left} MiB です。"),
                    format!("GuardDuty's agent may take {agent} MiB, which leaves {left} MiB for the application."),
                ),
                why: w(
                    "ランタイム監視のエージェントはタスクのメモリーを分け合います。足りなくなるとタスクが強制終了されます。",
                    "The agent of runtime monitoring shares the task's memory. A task that runs out of it is killed.",
                ),
                fix: w(
                    "タスクのメモリーを増やすか、ランタイム監視をオフにしてください（MON-02 は満たされなくなります）。",
                    "Give the task more memory, or switch runtime monitoring off (MON-02 is then not met).",
                ),
                repair: roomy
                    .map(|memory| Edit::SetSize { environment: *index, id: id.to_owned(), value: memory.into() })
                    .into_iter()
                    .collect(),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{agent_mib, is_tight};
    use crate::data::{fargate_cpus, fargate_memory};

    #[test]
    fn the_agent_takes_what_the_table_of_aws_says() {
        let rows = [
            (256, 512, 128),
            (1024, 8192, 128),
            (4096, 20480, 128),
            (4096, 21504, 256),
            (8192, 16384, 256),
            (8192, 28672, 256),
            (8192, 32768, 512),
            (16384, 32768, 1024),
        ];
        for (cpu, memory, agent) in rows {
            assert_eq!(agent_mib(cpu, memory), agent, "{cpu} with {memory}");
        }
    }

    #[test]
    fn only_the_smallest_task_is_too_small() {
        let tight: Vec<_> = fargate_cpus()
            .flat_map(|cpu| fargate_memory(cpu).into_iter().map(move |memory| (cpu, memory)))
            .filter(|(cpu, memory)| is_tight(*cpu, *memory))
            .collect();
        assert_eq!(tight, [(256, 512)]);
    }
}
