//! Logging (LOG): what is recorded, who cannot undo it, and how long it lasts.

mod containers;
mod database;
mod events;
mod retention;
mod traffic;
mod trail;
mod write_once;

use crate::compliance::control::{Control, Proof};
use crate::compliance::controls::relation::names;
use crate::plan::{Plan, Resource, Value};
use crate::text::t;
use containers::container_logs;
use database::{database_logs, trusted_time};
pub(super) use events::acts;
use events::trail_watched;
use retention::{archive, retention};
use traffic::{access_logs, flow_logs};
use trail::{objects_recorded, trail_complete};
use write_once::write_once;

pub(super) const CONTROLS: &[Control] = &[
    Control {
        id: "LOG-01",
        title: t("CloudTrail 全リージョン・検証付き", "Multi-region trail with validation"),
        what: t(
            "アカウントに証跡が 1 つだけあり、全リージョンとグローバルサービスの管理イベントを読み書きとも記録し、記録が有効で、ファイルの検証があり、この構成のバケットに保存すること。",
            "The account has exactly one trail; it is on, records management events (reads and writes) of all regions and of global services, validates its files, and writes to a bucket of this design.",
        ),
        why: t(
            "誰が何をしたかは、後から作れません。証跡が 2 つあると、費用も倍になります。",
            "Who did what cannot be recorded afterwards. A second trail doubles the cost.",
        ),
        fix: t("infra/bootstrap/trail.tf の aws_cloudtrail を元に戻してください。", "Restore aws_cloudtrail in infra/bootstrap/trail.tf."),
        settings: &[],
        proof: Proof::Files(trail_complete),
    },
    Control {
        id: "LOG-02",
        title: t("監査ログの WORM 保管", "Audit logs write-once"),
        what: t(
            "証跡のバケットに、バージョニング、365 日以上の Object Lock（GOVERNANCE か COMPLIANCE）、パブリックアクセスのブロック、別のバケットへのアクセスログがあること。検証と本番では、Object Lock を有効にした環境のバケット（監査ログ）も同じく固定すること。",
            "The trail's bucket has versioning, Object Lock (GOVERNANCE or COMPLIANCE) for at least 365 days, a public access block, and access logs in another bucket. In staging and production, buckets of the environment that were made for Object Lock (audit logs) are locked alike.",
        ),
        why: t(
            "侵入した者がまず消すのは、自分の記録です。期限までは管理者でも消せないようにします。",
            "The first thing an intruder deletes is the record of it. Until the date nobody can, not even an administrator by mistake.",
        ),
        fix: t(
            "account.object_lock_mode と logs.object_lock_mode を governance にし、日数を 365 以上にしてください。",
            "Set account.object_lock_mode and logs.object_lock_mode to governance, with 365 days or more.",
        ),
        settings: &["account.object_lock_days", "account.object_lock_mode", "logs.object_lock_days", "logs.object_lock_mode"],
        proof: Proof::Files(write_once),
    },
    Control {
        id: "LOG-03",
        title: t("証跡の監視アラーム", "Trail metric alarms"),
        what: t(
            "証跡が CloudWatch Logs に届き、CIS の 14 項目（ルートの利用、MFA のないサインイン、IAM・ネットワーク・鍵・証跡の変更、権限のない呼び出しなど）のフィルターとアラームがあり、アラームに通知先があること。",
            "The trail arrives in CloudWatch Logs, and the fourteen events of CIS (use of root, sign-ins without MFA, changes of IAM, network, keys and trail, unauthorized calls and so on) have a filter and an alarm with an action.",
        ),
        why: t(
            "記録していても、誰も見なければ侵入に気づくのは数か月後になります。",
            "A record that nobody reads tells of an intrusion months later.",
        ),
        fix: t("infra/bootstrap/alarms.tf の trail_events を元に戻してください。", "Restore trail_events in infra/bootstrap/alarms.tf."),
        settings: &[],
        proof: Proof::Files(trail_watched),
    },
    Control {
        id: "LOG-04",
        title: t("PHI バケットのオブジェクト操作記録", "Object-level logging on PHI buckets"),
        what: t(
            "アプリケーションのロールが読み書きするバケットのすべてについて、証跡が S3 のデータイベントを読み書きとも記録するか、サーバーアクセスログが別のバケットに残ること。",
            "For every bucket whose objects the application's roles read or write, the trail records S3 data events (reads and writes), or server access logs go to another bucket.",
        ),
        why: t(
            "どの患者のファイルを誰が開いたかを、漏えいの疑いが出たときに答えられるようにします。",
            "When a leak is suspected, one has to say who opened which patient's file.",
        ),
        fix: t(
            "account.s3_data_events をオンにするか、infra/modules/s3/main.tf の aws_s3_bucket_logging を戻してください。",
            "Turn account.s3_data_events on, or restore aws_s3_bucket_logging in infra/modules/s3/main.tf.",
        ),
        settings: &["account.s3_data_events"],
        proof: Proof::Files(objects_recorded),
    },
    Control {
        id: "LOG-05",
        title: t("VPC フローログ", "Flow logs"),
        what: t(
            "どの VPC にも、traffic_type が ALL で、この構成のロググループかバケットに届くフローログがあること。",
            "Each VPC has a flow log with traffic_type = ALL that arrives in a log group or bucket of this design.",
        ),
        why: t(
            "侵入の後に知りたいのは、拒んだ通信ではなく通った通信です。",
            "After an intrusion the question is what got through, not what was refused.",
        ),
        fix: t(
            "infra/modules/vpc/flow_logs.tf の aws_flow_log を元に戻してください。",
            "Restore aws_flow_log in infra/modules/vpc/flow_logs.tf.",
        ),
        settings: &[],
        proof: Proof::Files(flow_logs),
    },
    Control {
        id: "LOG-06",
        title: t("RDS ログ出力と監査", "RDS logs exported"),
        what: t(
            "PostgreSQL が postgresql と upgrade のログを CloudWatch Logs に出力し、パラメータグループで接続と切断を記録し、log_statement が ddl か mod（値を含む all は不可）で、本番では pgaudit が有効なこと。",
            "PostgreSQL exports its postgresql and upgrade logs, its parameter group records connections and disconnections, log_statement is ddl or mod (all would write values), and pgaudit is on in production.",
        ),
        why: t(
            "アプリケーションを通らないデータの変更や権限の変更は、データベースのログにしか残りません。",
            "Changes of data or rights that bypass the application are seen in the database's log only.",
        ),
        fix: t(
            "rds.pgaudit をオンにし、infra/modules/rds/parameters.tf と main.tf のログの指定を元に戻してください。",
            "Turn rds.pgaudit on and restore the log settings in infra/modules/rds/parameters.tf and main.tf.",
        ),
        settings: &["rds.pgaudit"],
        proof: Proof::Files(database_logs),
    },
    Control {
        id: "LOG-07",
        title: t("入口のアクセスログ", "Access logs at the edge"),
        what: t(
            "ロードバランサー、CloudFront、WAF のすべてがアクセスログをこの構成の保存先に残すこと。WAF の保存先の名前は aws-waf-logs- で始まること。",
            "Every load balancer, distribution and web ACL writes access logs to a place of this design; that of a web ACL has a name that begins with aws-waf-logs-.",
        ),
        why: t(
            "攻撃や不正アクセスの発信元と範囲は、入口の記録からしか分かりません。",
            "Where an attack came from and how far it reached is known from the entrance only.",
        ),
        fix: t(
            "infra/modules/alb（access_logs、waf.tf）と infra/modules/cloudfront/logging.tf を元に戻してください。",
            "Restore infra/modules/alb (access_logs, waf.tf) and infra/modules/cloudfront/logging.tf.",
        ),
        settings: &[],
        proof: Proof::Files(access_logs),
    },
    Control {
        id: "LOG-08",
        title: t("コンテナ・バッチのログ", "Container and batch logs"),
        what: t(
            "すべてのコンテナとバッチジョブに logConfiguration（awslogs か awsfirelens）があり、awslogs はこの構成のロググループに書くこと。",
            "Every container and batch job has a logConfiguration (awslogs or awsfirelens); awslogs writes to a log group of this design.",
        ),
        why: t(
            "コンテナは消えるとログも消えます。指定のないバッチのログは、無期限の共通グループに混ざります。",
            "With the container its log is gone. Batch without one writes to a shared group that never expires.",
        ),
        fix: t(
            "infra/modules/ecs/task_definitions.tf と infra/modules/batch/main.tf の logConfiguration を元に戻してください。",
            "Restore logConfiguration in infra/modules/ecs/task_definitions.tf and infra/modules/batch/main.tf.",
        ),
        settings: &[],
        proof: Proof::Files(container_logs),
    },
    Control {
        id: "LOG-09",
        title: t("CloudWatch Logs 保持日数", "Log group retention"),
        what: t(
            "どのロググループにも CloudWatch Logs の定める保持日数があり、開発 30 日、検証 90 日、本番 365 日以上であること（製品の方針。法令の定めではありません）。",
            "Each log group has a retention that CloudWatch Logs knows, of at least 30 days in dev, 90 in stg, 365 in prod (product policy; no law sets it).",
        ),
        why: t(
            "短いと、気付いた時には記録がありません。指定がないと、永久に費用がかかります。",
            "Too short, and the record is gone when it is needed. Unset, it costs for ever.",
        ),
        fix: t("logs.retention_days と account.retention_days を上げてください。", "Raise logs.retention_days and account.retention_days."),
        settings: &["account.retention_days", "logs.retention_days"],
        proof: Proof::Files(retention),
    },
    Control {
        id: "LOG-10",
        title: t("ログ長期保管", "Log archive period"),
        what: t(
            "ログの届くバケットが、開発 90 日、検証 365 日、本番 1827 日（5 年）より早くログを消さないこと（製品の方針。診療録の 5 年に合わせます）。",
            "Buckets that logs arrive in do not expire them before 90 days in dev, 365 in stg, 1827 (5 years) in prod (product policy, after the five years of medical records).",
        ),
        why: t(
            "診療録が残る間は、誰がそれを扱ったかの記録も残します。",
            "As long as a medical record lives, so does the evidence of who handled it.",
        ),
        fix: t("logs.archive_days と account.archive_days を上げてください。", "Raise logs.archive_days and account.archive_days."),
        settings: &["account.archive_days", "logs.archive_days"],
        proof: Proof::Files(archive),
    },
    Control {
        id: "LOG-11",
        title: t("信頼できる時刻", "Trusted time"),
        what: t(
            "provider の既定リージョンが日本にあり（AWS が同期する時計を使います）、PostgreSQL の timezone が明示されていること。",
            "The default region of the provider lies in Japan (with clocks that AWS keeps), and the timezone of PostgreSQL is stated.",
        ),
        why: t("複数の記録を突き合わせるには、時刻がそろっている必要があります。", "Records can only be compared when their clocks agree."),
        fix: t(
            "infra/modules/rds/parameters.tf の timezone を元に戻してください。",
            "Restore timezone in infra/modules/rds/parameters.tf.",
        ),
        settings: &["region"],
        proof: Proof::Files(trusted_time),
    },
];

/// On, or not written where on is AWS's default.
pub(super) fn is_on(value: &Value) -> bool {
    *value == Value::Null || value.as_bool() == Some(true)
}

pub(super) fn bucket_of<'a>(plan: &'a Plan, value: Option<&Value>) -> Option<&'a Resource> {
    let value = value?;
    plan.of_type("aws_s3_bucket").find(|bucket| names(value, bucket, "bucket"))
}

pub(super) fn group_of<'a>(plan: &'a Plan, value: Option<&Value>) -> Option<&'a Resource> {
    let value = value?;
    plan.of_type("aws_cloudwatch_log_group").find(|group| names(value, group, "name"))
}
