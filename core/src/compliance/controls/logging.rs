//! Logging and monitoring (LOG, MON).

use crate::compliance::control::{Control, Proof};
use crate::compliance::judge::Judge;
use crate::plan::Value;
use crate::text::t;

pub(super) const CONTROLS: &[Control] = &[
    Control {
        id: "LOG-01",
        title: t("CloudTrail を全リージョンで、検証付きで", "Multi-region trail with validation"),
        what: t(
            "アカウント共通の構成に、全リージョンを記録し、グローバルサービスを含み、ファイルの検証が有効な証跡が 1 つだけあること。",
            "The account baseline has exactly one trail: all regions, global services, file validation.",
        ),
        why: t(
            "誰が何をしたかは、後から作れません。証跡が 2 つあると費用も倍になります。",
            "Who did what cannot be recorded afterwards. A second trail doubles the cost.",
        ),
        fix: t("infra/bootstrap/trail.tf の引数を元に戻してください。", "Restore the arguments in infra/bootstrap/trail.tf."),
        settings: &[],
        proof: Proof::Files(trail),
    },
    Control {
        id: "LOG-05",
        title: t("VPC フローログ", "VPC flow logs"),
        what: t("どの VPC にも、traffic_type が ALL のフローログがあること。", "Each VPC has a flow log with traffic_type = ALL."),
        why: t(
            "侵入の後に知りたいのは、拒んだ通信ではなく通った通信です。",
            "After an intrusion the question is what got through, not what was refused.",
        ),
        fix: t("modules/vpc/flow_logs.tf の traffic_type を ALL に戻してください。", "Set traffic_type = ALL in modules/vpc/flow_logs.tf."),
        settings: &[],
        proof: Proof::Files(flow_logs),
    },
    Control {
        id: "LOG-09",
        title: t("CloudWatch Logs の保持日数", "Retention of log groups"),
        what: t(
            "どのロググループにも保持日数があり、開発 30 日、検証 90 日、本番 365 日以上であること（製品の方針。法令の定めではありません）。",
            "Each log group has a retention of at least 30 days in dev, 90 in stg, 365 in prod (product policy; no law sets it).",
        ),
        why: t(
            "短いと、気付いた時には記録がありません。指定がないと、永久に費用がかかります。",
            "Too short, and the record is gone when it is needed. Unset, it costs for ever.",
        ),
        fix: t("サイズ表の logs.retention_days を上げてください。", "Raise logs.retention_days in the sizes."),
        settings: &["logs.retention_days"],
        proof: Proof::Files(retention),
    },
];

fn trail(judge: &mut Judge<'_>) {
    let Some(account) = judge.account else {
        let line = judge.account_line();
        judge.lacks_line(None, line, ("アカウント共通の構成がない", "there is no account baseline"), ("証跡を 1 つ", "one trail"));
        return;
    };
    let trails: Vec<_> = account.of_type("aws_cloudtrail").collect();
    if trails.len() != 1 {
        let line = trails.get(1).map_or_else(|| judge.account_line(), |second| second.line().clone());
        let count = trails.len();
        judge.lacks_line(
            trails.get(1).copied(),
            line,
            (format!("証跡が {count} 個ある"), format!("there are {count} trails")),
            ("証跡を 1 つ", "one trail"),
        );
    }
    for trail in trails {
        judge.expect_bool(trail, "is_multi_region_trail", true);
        judge.expect_bool(trail, "enable_log_file_validation", true);
        let on = |value: &Value| *value == Value::Null || value.as_bool() == Some(true);
        judge.expect(
            trail,
            "include_global_service_events",
            on,
            "include_global_service_events = true",
            "include_global_service_events = true",
        );
        judge.expect(trail, "enable_logging", on, "enable_logging = true", "enable_logging = true");
    }
}

fn flow_logs(judge: &mut Judge<'_>) {
    judge.absent("VPC がありません。", "There is no VPC.");
    for vpc in judge.of_type("aws_vpc") {
        match judge.plan().pointing_at("aws_flow_log", "vpc_id", &vpc.address).next() {
            Some(log) => {
                judge.expect(
                    log,
                    "traffic_type",
                    |value| value.as_str() == Some("ALL"),
                    "traffic_type = \"ALL\"",
                    "traffic_type = \"ALL\"",
                );
            }
            None => judge.lacks(vpc, ("フローログがない", "there is no flow log"), ("aws_flow_log", "an aws_flow_log")),
        }
    }
}

fn retention(judge: &mut Judge<'_>) {
    judge.absent("ロググループがありません。", "There are no log groups.");
    let least = judge.threshold(30.0, 90.0, 365.0);
    for group in judge.of_type("aws_cloudwatch_log_group") {
        let enough = |value: &Value| value.as_number().is_some_and(|days| days >= least);
        if !judge.expect(group, "retention_in_days", enough, format!("{least} 日以上"), format!("at least {least} days")) {
            judge.mend_size("logs.retention_days", judge.threshold(30, 90, 365));
        }
    }
}
