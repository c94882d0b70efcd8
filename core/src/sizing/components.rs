//! What an environment creates at all: the founding exception of dev, and the real-data flag.

use super::params;
use crate::param::Preset::Bool;
use crate::param::{Group, Kind, Scope, Unit};
use crate::text::t;

params! {
    /// The real-data flag; it becomes the tag `Phi`.
    Phi in Scope::Size, Group::Components, "";
    phi: bool = {
        kind: Kind::Switch,
        unit: Unit::None,
        label: t("実データ（患者情報）を置く", "Holds real patient data"),
        help: t("オンにすると、この環境は本番と同じ基準で見ます。オフの環境に患者情報を置かないでください。", "When on, this environment is held to the standards of production. Do not put patient data where it is off."),
        source: "control DAT-05: real-data flag per environment",
        defaults: [Bool(false), Bool(false), Bool(true)],
    }
}

params! {
    /// Component switches.
    Components in Scope::Size, Group::Components, "components.";
    worker: bool = {
        kind: Kind::Switch,
        unit: Unit::None,
        label: t("arq worker", "arq worker"),
        help: t("非同期処理のワーカーサービス。オフなら ECS サービスも ECR リポジトリも作りません。", "Service for asynchronous work. When off, neither the ECS service nor its ECR repository is created."),
        source: "product plan: dev creates no worker, Batch or SQS",
        defaults: [Bool(false), Bool(true), Bool(true)],
    }
    batch: bool = {
        kind: Kind::Switch,
        unit: Unit::None,
        label: t("AWS Batch", "AWS Batch"),
        help: t("重い処理を別プロセスで動かすジョブキューとジョブ定義。", "Job queue and job definition for heavy work outside the API."),
        source: "product plan: dev creates no worker, Batch or SQS",
        defaults: [Bool(false), Bool(true), Bool(true)],
    }
    sqs: bool = {
        kind: Kind::Switch,
        unit: Unit::None,
        label: t("SQS キュー", "SQS queues"),
        help: t("メーラー用と LINE 用のキュー、それぞれのデッドレターキュー。", "Mailer and LINE queues, each with its dead-letter queue."),
        source: "product plan: dev creates no worker, Batch or SQS",
        defaults: [Bool(false), Bool(true), Bool(true)],
    }
}
