//! Jobs on AWS Batch with Fargate (modules/batch).

use super::params;
use crate::param::Preset::Number;
use crate::param::{Group, Kind, Scope, Unit};
use crate::text::t;

params! {
    /// Compute environment, queue and job definition.
    Batch in Scope::Size, Group::Batch, "batch.";
    max_vcpus: i64 = {
        kind: Kind::Number { min: 1, max: 10000 },
        unit: Unit::Count,
        label: t("最大 vCPU", "Maximum vCPU"),
        help: t("同時に動くジョブ全体の vCPU の上限。", "Limit of the vCPU of all running jobs together."),
        source: "botocore 1.44.5 batch ComputeResource.maxvCpus",
        defaults: [Number(4), Number(4), Number(16)],
    }
    job_cpu: i64 = {
        kind: Kind::FargateCpu,
        unit: Unit::CpuUnits,
        label: t("ジョブの CPU", "Job CPU"),
        help: t("1 ジョブの CPU。選べるメモリはこの値で決まります。", "CPU of one job. It decides which memory sizes can be chosen."),
        source: "botocore 1.44.5 batch ResourceRequirement.value",
        defaults: [Number(1024), Number(1024), Number(1024)],
    }
    job_memory: i64 = {
        kind: Kind::FargateMemory { cpu: "batch.job_cpu" },
        unit: Unit::Mib,
        label: t("ジョブのメモリ", "Job memory"),
        help: t("1 ジョブのメモリ。", "Memory of one job."),
        source: "botocore 1.44.5 batch ResourceRequirement.value",
        defaults: [Number(2048), Number(2048), Number(2048)],
    }
    job_attempts: i64 = {
        kind: Kind::Number { min: 1, max: 10 },
        unit: Unit::Count,
        label: t("試行回数", "Attempts"),
        help: t("失敗したジョブを実行する回数（初回を含む）。", "How often a failing job is run, the first time included."),
        source: "botocore 1.44.5 batch RetryStrategy",
        defaults: [Number(1), Number(2), Number(3)],
    }
    job_timeout_seconds: i64 = {
        kind: Kind::Number { min: 60, max: 1209600 },
        unit: Unit::Seconds,
        label: t("ジョブの制限時間", "Job timeout"),
        help: t("超えたジョブを止めます。", "A job that takes longer is stopped."),
        source: "botocore 1.44.5 batch JobTimeout (at least 60 s)",
        defaults: [Number(3600), Number(3600), Number(3600)],
    }
}
