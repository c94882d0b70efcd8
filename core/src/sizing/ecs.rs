//! The two Fargate services: API and arq worker (modules/ecs).

use super::params;
use crate::param::Preset::{Number, Text};
use crate::param::{Group, Kind, Scope, TextRule, Unit};
use crate::text::{self, t};

const FARGATE: &str = "botocore 1.44.5 batch ResourceRequirement.value; cfn-lint 1.58.0 fargate_cpu_memory.json";
const TASKS: &str = "ECS service quotas: 5,000 tasks a service; this product offers 1 to 1,000";
const TRACKING: &str = "botocore 1.44.5 application-autoscaling TargetTrackingScalingPolicyConfiguration";

const TASK_COUNT: Kind = Kind::Number { min: 1, max: 1000 };
const CPU_TARGET: Kind = Kind::Number { min: 10, max: 90 };

const CPU_HELP: text::Text =
    t("1 タスクの CPU。選べるメモリはこの値で決まります。", "CPU of one task. It decides which memory sizes can be chosen.");
const MEMORY_HELP: text::Text = t(
    "1 タスクのメモリ。CPU ごとに AWS が認める組み合わせだけを選べます。",
    "Memory of one task. Only the pairs that AWS accepts for the CPU can be chosen.",
);
const DESIRED_HELP: text::Text =
    t("最初に動かす数。以後は自動スケールが決めます。", "Number at the start; auto scaling decides afterwards.");
const TARGET_HELP: text::Text = t("平均 CPU 使用率。超えるとタスクを増やします。", "Average CPU use. Above it tasks are added.");

const PATH: TextRule = TextRule {
    words: t(
        "/ で始まる 1,024 文字までの URL パス（英数字と -_./~%）",
        "a URL path that begins with /, up to 1,024 characters of letters, digits and -_./~%",
    ),
    max_chars: 1024,
    accepts: |text| text.starts_with('/') && text.chars().all(|c| c.is_ascii_alphanumeric() || "-_./~%".contains(c)),
};

params! {
    /// API service behind the load balancer, deployed blue/green.
    Api in Scope::Size, Group::Api, "api.";
    task_cpu: i64 = {
        kind: Kind::FargateCpu,
        unit: Unit::CpuUnits,
        label: t("タスク CPU", "Task CPU"),
        help: CPU_HELP,
        source: FARGATE,
        defaults: [Number(256), Number(512), Number(1024)],
    }
    task_memory: i64 = {
        kind: Kind::FargateMemory { cpu: "api.task_cpu" },
        unit: Unit::Mib,
        label: t("タスクメモリ", "Task memory"),
        help: MEMORY_HELP,
        source: FARGATE,
        defaults: [Number(512), Number(1024), Number(2048)],
    }
    min_count: i64 = {
        kind: TASK_COUNT,
        unit: Unit::Count,
        label: t("タスク数・最小", "Tasks, minimum"),
        help: t("自動スケールの下限。本番は AZ 数以上にすると 1 つの AZ が止まっても動き続けます。", "Lower bound of auto scaling. In production at least one task per zone keeps the service up when a zone fails."),
        source: TASKS,
        defaults: [Number(1), Number(2), Number(4)],
    }
    desired_count: i64 = {
        kind: TASK_COUNT,
        unit: Unit::Count,
        label: t("タスク数・通常", "Tasks, desired"),
        help: DESIRED_HELP,
        source: TASKS,
        defaults: [Number(1), Number(2), Number(4)],
    }
    max_count: i64 = {
        kind: TASK_COUNT,
        unit: Unit::Count,
        label: t("タスク数・最大", "Tasks, maximum"),
        help: t("自動スケールの上限。ブルー/グリーン切り替え中はこの 2 倍が同時に動きます。", "Upper bound of auto scaling. During a blue/green deployment twice as many run."),
        source: "ECS service quotas: 5,000 tasks a service; this product offers 1 to 1,000; product plan: maximum 2 to 3 times the expected load",
        defaults: [Number(2), Number(4), Number(12)],
    }
    autoscaling_requests_per_target: i64 = {
        kind: Kind::Number { min: 1, max: 1000000 },
        unit: Unit::Count,
        label: t("自動スケールの目標・リクエスト数", "Scaling target, requests"),
        help: t("1 タスクあたり毎分のリクエスト数。超えるとタスクを増やします。負荷試験で決めてください。", "Requests per task and minute. Above it tasks are added. Decide it by a load test."),
        source: TRACKING,
        defaults: [Number(600), Number(600), Number(600)],
    }
    autoscaling_cpu_percent: i64 = {
        kind: CPU_TARGET,
        unit: Unit::Percent,
        label: t("自動スケールの目標・CPU", "Scaling target, CPU"),
        help: TARGET_HELP,
        source: TRACKING,
        defaults: [Number(60), Number(60), Number(60)],
    }
    health_check_path: String = {
        kind: Kind::Text(PATH),
        unit: Unit::None,
        label: t("ヘルスチェックのパス", "Health check path"),
        help: t("ロードバランサーが 200 を期待する URL のパス。", "URL path at which the load balancer expects status 200."),
        source: "botocore 1.44.5 elbv2 Path (1 to 1,024 characters)",
        defaults: [Text("/health"), Text("/health"), Text("/health")],
    }
    deregistration_delay_seconds: i64 = {
        kind: Kind::Number { min: 0, max: 3600 },
        unit: Unit::Seconds,
        label: t("切り離し待ち", "Deregistration delay"),
        help: t("外すタスクが処理中のリクエストを終えるまで待つ時間。", "Time that a leaving task gets to finish its requests."),
        source: "botocore 1.44.5 elbv2 TargetGroupAttribute.Key",
        defaults: [Number(30), Number(60), Number(120)],
    }
    termination_wait_minutes: i64 = {
        kind: Kind::Number { min: 0, max: 2880 },
        unit: Unit::Minutes,
        label: t("旧タスクを残す時間", "Old tasks are kept"),
        help: t("切り替え後、すぐ戻せるように旧タスクを残す時間。", "After the switch the old tasks stay this long, so that a rollback is immediate."),
        source: "botocore 1.44.5 codedeploy BlueInstanceTerminationOption",
        defaults: [Number(5), Number(15), Number(60)],
    }
    processes: i64 = {
        kind: Kind::Number { min: 1, max: 16 },
        unit: Unit::Count,
        label: t("プロセス数", "Processes"),
        help: t("1 タスクの中の Web プロセス数（WEB_CONCURRENCY）。", "Web processes in one task (WEB_CONCURRENCY)."),
        source: "product default; sized by the load model",
        defaults: [Number(1), Number(1), Number(1)],
    }
    db_pool_size: i64 = {
        kind: Kind::Number { min: 1, max: 100 },
        unit: Unit::Count,
        label: t("DB 接続プール", "Database pool"),
        help: t("1 プロセスが持ち続ける DB 接続数。worker も同じ値を使います。", "Database connections that one process keeps. The worker uses the same value."),
        source: "SQLAlchemy 2.1.9 QueuePool pool_size",
        defaults: [Number(5), Number(5), Number(5)],
    }
    db_pool_overflow: i64 = {
        kind: Kind::Number { min: 0, max: 100 },
        unit: Unit::Count,
        label: t("DB 接続プールの超過", "Database pool overflow"),
        help: t("混雑時に 1 プロセスが追加で開く DB 接続数。", "Connections that one process may open on top under load."),
        source: "SQLAlchemy 2.1.9 QueuePool max_overflow",
        defaults: [Number(5), Number(5), Number(5)],
    }
}

params! {
    /// arq worker service, updated by rolling deployment.
    Worker in Scope::Size, Group::Worker, "worker.";
    task_cpu: i64 = {
        kind: Kind::FargateCpu,
        unit: Unit::CpuUnits,
        label: t("タスク CPU", "Task CPU"),
        help: CPU_HELP,
        source: FARGATE,
        defaults: [Number(512), Number(512), Number(1024)],
    }
    task_memory: i64 = {
        kind: Kind::FargateMemory { cpu: "worker.task_cpu" },
        unit: Unit::Mib,
        label: t("タスクメモリ", "Task memory"),
        help: MEMORY_HELP,
        source: FARGATE,
        defaults: [Number(1024), Number(1024), Number(2048)],
    }
    min_count: i64 = {
        kind: TASK_COUNT,
        unit: Unit::Count,
        label: t("タスク数・最小", "Tasks, minimum"),
        help: t("自動スケールの下限。", "Lower bound of auto scaling."),
        source: TASKS,
        defaults: [Number(1), Number(1), Number(2)],
    }
    desired_count: i64 = {
        kind: TASK_COUNT,
        unit: Unit::Count,
        label: t("タスク数・通常", "Tasks, desired"),
        help: DESIRED_HELP,
        source: TASKS,
        defaults: [Number(1), Number(1), Number(2)],
    }
    max_count: i64 = {
        kind: TASK_COUNT,
        unit: Unit::Count,
        label: t("タスク数・最大", "Tasks, maximum"),
        help: t("自動スケールの上限。更新中はこの 2 倍まで動きます。", "Upper bound of auto scaling. Up to twice as many run during an update."),
        source: TASKS,
        defaults: [Number(2), Number(2), Number(4)],
    }
    autoscaling_cpu_percent: i64 = {
        kind: CPU_TARGET,
        unit: Unit::Percent,
        label: t("自動スケールの目標・CPU", "Scaling target, CPU"),
        help: TARGET_HELP,
        source: TRACKING,
        defaults: [Number(60), Number(60), Number(60)],
    }
    max_jobs: i64 = {
        kind: Kind::Number { min: 1, max: 1000 },
        unit: Unit::Count,
        label: t("同時ジョブ数", "Concurrent jobs"),
        help: t("1 タスクが同時に実行する arq ジョブ数。", "arq jobs that one task runs at once."),
        source: "arq 0.28.0 Worker max_jobs (default 10)",
        defaults: [Number(10), Number(10), Number(10)],
    }
}
