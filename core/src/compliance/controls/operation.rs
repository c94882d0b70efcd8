//! Operation (OPS): duties that no file can show. Beside each stands what the files do say.

use crate::compliance::control::{Control, Proof};
use crate::compliance::judge::Judge;
use crate::plan::{Plan, Value};
use crate::text::t;

pub(super) const CONTROLS: &[Control] = &[
    Control {
        id: "OPS-01",
        title: t("責任分界と開示書", "Split of responsibilities, disclosure"),
        what: t(
            "責任分界を医療機関と合意し、サービス仕様適合開示書、SLA、セキュリティ更新の責任条項、MDS/SDS（99 項目）を渡していること。人が確認します。横に、更新を自動で当てる設定を示します。",
            "Responsibilities are agreed with the medical institution, and it has the disclosure of service specifications, the SLA, the clause on security updates and MDS/SDS (99 items). A person confirms it. Beside it: what applies updates by itself.",
        ),
        why: t(
            "医療機関は、どこまでが事業者の責任かを書面で確かめたうえで、自分の対策を決めます。",
            "The institution settles its own measures from what the vendor answers for in writing.",
        ),
        fix: t(
            "契約書、SLA、開示書、MDS/SDS を用意し、確認した人と日付を記録してください。",
            "Prepare contract, SLA, disclosure and MDS/SDS, and record who confirmed them and when.",
        ),
        settings: &[],
        proof: Proof::Person(responsibilities),
    },
    Control {
        id: "OPS-02",
        title: t("ログの点検と ID の棚卸", "Review of logs and of accounts"),
        what: t(
            "アクセスログを定期的に点検し、利用者と権限を棚卸していること。人が確認します。横に、点検するログと、人やワークフローが引き受けるロールを示します。",
            "Access logs are reviewed and accounts and rights are gone through at fixed intervals. A person confirms it. Beside it: the logs to review and the roles that people and workflows assume.",
        ),
        why: t(
            "記録するだけでは不正に気づけません。退職者の権限は、見直さなければ残ります。",
            "A log that nobody reads reveals nothing. Rights of those who left stay until somebody looks.",
        ),
        fix: t(
            "infra/docs/OPERATIONS.md に点検の周期と担当を書き、実施を記録してください。",
            "Write interval and person into infra/docs/OPERATIONS.md and record each review.",
        ),
        settings: &[],
        proof: Proof::Person(reviews),
    },
    Control {
        id: "OPS-03",
        title: t("復旧訓練と BCP", "Restore drill, business continuity"),
        what: t(
            "バックアップからの復元を試し、目標の復旧時間（RTO）と復旧時点（RPO）、止まっている間の診療の手順を決めていること。人が確認します。横に、戻れるバックアップを示します。",
            "A restore has been tried, and recovery time (RTO), recovery point (RPO) and the way of working without the system are settled. A person confirms it. Beside it: the backups there are.",
        ),
        why: t(
            "試していないバックアップは、戻せるとは言えません。ランサムウェアの後、診療を続けられるかはここで決まります。",
            "A backup that was never restored is a hope. Whether care goes on after ransomware is decided here.",
        ),
        fix: t(
            "infra/docs/OPERATIONS.md の手順で復元し、日付と所要時間を記録してください。",
            "Restore by infra/docs/OPERATIONS.md and record day and duration.",
        ),
        settings: &["account.backup", "rds.backup_retention_days"],
        proof: Proof::Person(drills),
    },
    Control {
        id: "OPS-04",
        title: t("第三者認証と漏えい報告の体制", "Certification, breach reporting"),
        what: t(
            "プライバシーマークか ISMS の認証があり、漏えい時に個人情報保護委員会・厚生労働省・医療機関へ報告する経路と担当が決まっていること。人が確認します。横に、異常が知らされる先を示します。",
            "There is a certificate (PrivacyMark or ISMS), and it is settled who reports a breach to the Personal Information Protection Commission, the ministry and the institutions. A person confirms it. Beside it: whom an alarm reaches.",
        ),
        why: t(
            "要配慮個人情報の漏えいは、件数にかかわらず報告が必要です。気づいてから経路を探しては間に合いません。",
            "A leak of medical history has to be reported whatever its size. There is no time to look for the way then.",
        ),
        fix: t(
            "認証書の写しと、連絡先の一覧を用意し、確認した人と日付を記録してください。",
            "Keep a copy of the certificate and a list of contacts, and record who confirmed them and when.",
        ),
        settings: &["alarm_emails"],
        proof: Proof::Person(reporting),
    },
];

/// Shows an argument of every resource of a type, in the environment and in the account.
fn show(judge: &mut Judge<'_>, kind: &str, argument: &str) {
    let plans: Vec<&Plan> = [Some(judge.plan()), judge.account].into_iter().flatten().collect();
    for plan in plans {
        for resource in plan.of_type(kind) {
            if let Some(attribute) = resource.find(argument).filter(|attribute| attribute.value != Value::Null) {
                judge.saw_argument(resource, argument, attribute);
            }
        }
    }
}

fn responsibilities(judge: &mut Judge<'_>) {
    for kind in ["aws_db_instance", "aws_elasticache_replication_group"] {
        show(judge, kind, "auto_minor_version_upgrade");
    }
}

fn reviews(judge: &mut Judge<'_>) {
    show(judge, "aws_cloudtrail", "s3_bucket_name");
    show(judge, "aws_ecs_cluster", "configuration.execute_command_configuration.log_configuration.cloud_watch_log_group_name");
    let plan = judge.plan();
    for role in plan.of_type("aws_iam_role") {
        // Assumed from outside: by workflows and people, not by a service of AWS.
        let trust = role.body.value("assume_role_policy").and_then(|policy| plan.behind(policy, "aws_iam_policy_document"));
        let federated = trust.is_some_and(|trust| trust.body.text("statement.principals.type") == Some("Federated"));
        if federated {
            judge.saw(role, "外から引き受けるロール", "a role assumed from outside");
        }
    }
}

fn drills(judge: &mut Judge<'_>) {
    show(judge, "aws_db_instance", "backup_retention_period");
    show(judge, "aws_elasticache_replication_group", "snapshot_retention_limit");
    show(judge, "aws_s3_bucket_versioning", "versioning_configuration.status");
    show(judge, "aws_backup_plan", "rule.schedule");
}

fn reporting(judge: &mut Judge<'_>) {
    show(judge, "aws_sns_topic", "name");
    show(judge, "aws_sns_topic_subscription", "endpoint");
    show(judge, "aws_guardduty_detector", "enable");
}
