//! Mailer and LINE queues (modules/sqs).

use super::params;
use crate::param::Preset::Number;
use crate::param::{Group, Kind, Scope, Unit};
use crate::text::t;

params! {
    /// Queues and their dead-letter queues.
    Sqs in Scope::Size, Group::Queue, "sqs.";
    visibility_timeout_seconds: i64 = {
        kind: Kind::Number { min: 0, max: 43200 },
        unit: Unit::Seconds,
        label: t("可視性タイムアウト", "Visibility timeout"),
        help: t("受け取ったメッセージが他から見えない時間。処理時間より長くします。", "Time that a received message is hidden from others. Longer than the work takes."),
        source: "botocore 1.44.5 sqs CreateQueue; arq job timeout 300 s",
        defaults: [Number(360), Number(360), Number(360)],
    }
    message_retention_seconds: i64 = {
        kind: Kind::Number { min: 60, max: 1209600 },
        unit: Unit::Seconds,
        label: t("メッセージ保持", "Message retention"),
        help: t("処理されないメッセージを残す時間。", "Time that an unprocessed message is kept."),
        source: "botocore 1.44.5 sqs CreateQueue",
        defaults: [Number(345600), Number(345600), Number(345600)],
    }
    dlq_retention_seconds: i64 = {
        kind: Kind::Number { min: 60, max: 1209600 },
        unit: Unit::Seconds,
        label: t("デッドレター保持", "Dead-letter retention"),
        help: t("失敗したメッセージを残す時間。メッセージ保持以上にします。", "Time that a failed message is kept. At least the message retention."),
        source: "botocore 1.44.5 sqs CreateQueue",
        defaults: [Number(1209600), Number(1209600), Number(1209600)],
    }
    max_receive_count: i64 = {
        kind: Kind::Number { min: 1, max: 1000 },
        unit: Unit::Count,
        label: t("受信回数の上限", "Maximum receives"),
        help: t("この回数失敗するとデッドレターキューへ移します。", "After this many failures the message moves to the dead-letter queue."),
        source: "botocore 1.44.5 sqs RedrivePolicy maxReceiveCount",
        defaults: [Number(5), Number(5), Number(5)],
    }
}
