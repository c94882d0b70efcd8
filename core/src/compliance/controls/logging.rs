//! Logging (LOG): what is recorded, who cannot undo it, and how long it lasts.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::containers::{definitions, name};
use super::records;
use super::relation::names;
use super::{buckets, entries};
use crate::compliance::control::{Control, Proof};
use crate::compliance::judge::Judge;
use crate::compliance::policy::text as words;
use crate::plan::{Block, Plan, Resource, Value};
use crate::sizing::s3::LOG_RETENTION_DAYS;
use crate::text::t;

/// A year, in days: the least that the archive of the trail is locked.
const YEAR: u32 = 365;

/// What the trail's filters have to notice (CIS AWS Foundations 5.0.0, section 4), each by the words
/// that only a filter about it contains.
const EVENTS: &[(&str, &[&str], &str, &str)] = &[
    ("4.1", &["UnauthorizedOperation", "AccessDenied"], "権限のない呼び出し", "unauthorized calls"),
    ("4.2", &["ConsoleLogin", "MFAUsed"], "MFA のないサインイン", "sign-ins without MFA"),
    ("4.3", &["userIdentity", "Root"], "ルートユーザーの利用", "use of the root user"),
    ("4.4", &["PutRolePolicy", "AttachRolePolicy"], "IAM の変更", "changes of IAM"),
    ("4.5", &["StopLogging", "DeleteTrail"], "証跡の変更", "changes of the trail"),
    ("4.6", &["ConsoleLogin", "Failed"], "サインインの失敗", "failed sign-ins"),
    ("4.7", &["DisableKey", "ScheduleKeyDeletion"], "鍵の無効化と削除", "keys disabled or deleted"),
    ("4.8", &["PutBucketPolicy", "DeleteBucketPolicy"], "S3 ポリシーの変更", "changes of S3 policies"),
    ("4.9", &["StopConfigurationRecorder"], "AWS Config の変更", "changes of AWS Config"),
    ("4.10", &["AuthorizeSecurityGroupIngress", "RevokeSecurityGroupIngress"], "セキュリティグループの変更", "changes of security groups"),
    ("4.11", &["CreateNetworkAclEntry", "DeleteNetworkAclEntry"], "ネットワーク ACL の変更", "changes of network ACLs"),
    ("4.12", &["CreateInternetGateway", "AttachInternetGateway"], "ゲートウェイの変更", "changes of gateways"),
    ("4.13", &["CreateRoute", "ReplaceRoute"], "ルートの変更", "changes of routes"),
    ("4.14", &["CreateVpc", "DeleteVpc"], "VPC の変更", "changes of VPCs"),
];

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

fn both(text: impl Into<String>) -> (String, String) {
    let text = text.into();
    (text.clone(), text)
}

/// On, or not written where on is AWS's default.
pub(super) fn is_on(value: &Value) -> bool {
    *value == Value::Null || value.as_bool() == Some(true)
}

fn trails<'a>(judge: &Judge<'a>) -> Vec<(&'a Plan, &'a Resource)> {
    judge.plans().flat_map(|plan| plan.of_type("aws_cloudtrail").map(move |trail| (plan, trail))).collect()
}

fn bucket_of<'a>(plan: &'a Plan, value: Option<&Value>) -> Option<&'a Resource> {
    let value = value?;
    plan.of_type("aws_s3_bucket").find(|bucket| names(value, bucket, "bucket"))
}

fn group_of<'a>(plan: &'a Plan, value: Option<&Value>) -> Option<&'a Resource> {
    let value = value?;
    plan.of_type("aws_cloudwatch_log_group").find(|group| names(value, group, "name"))
}

fn no_trail(judge: &mut Judge<'_>) {
    let line = judge.account_line();
    judge.lacks_line(None, line, ("証跡がない", "there is no trail"), ("aws_cloudtrail を 1 つ", "one aws_cloudtrail"));
}

fn trail_complete(judge: &mut Judge<'_>) {
    let own = trails(judge);
    let others = judge.all.iter().filter(|other| other.name != judge.environment.name);
    let others: Vec<_> = others.flat_map(|other| other.plan.of_type("aws_cloudtrail").map(|trail| (&*other.plan, trail))).collect();
    if own.is_empty() {
        no_trail(judge);
    }
    for (_, second) in own.iter().chain(&others).skip(1) {
        judge.lacks(
            second,
            ("証跡が 2 つ以上ある", "there is more than one trail"),
            ("アカウントに証跡を 1 つ", "one trail in the account"),
        );
    }
    for (plan, trail) in own {
        judge.expect_bool(trail, "is_multi_region_trail", true);
        judge.expect_bool(trail, "enable_log_file_validation", true);
        for argument in ["enable_logging", "include_global_service_events"] {
            judge.expect(trail, argument, is_on, format!("{argument} = true"), format!("{argument} = true"));
        }
        let here = |value: &Value| bucket_of(plan, Some(value)).is_some();
        judge.expect(trail, "s3_bucket_name", here, "この構成で作るバケット", "a bucket of this design");
        management_events(judge, trail);
    }
}

/// A trail records management events unless its selectors leave them out.
fn management_events(judge: &mut Judge<'_>, trail: &Resource) {
    let advanced: Vec<&Block> = trail.body.blocks_of("advanced_event_selector").collect();
    let simple: Vec<&Block> = trail.body.blocks_of("event_selector").collect();
    let whole = |block: &&&Block| match &*block.kind {
        "event_selector" => {
            is_on(block.value("include_management_events").unwrap_or(&Value::Null))
                && block.text("read_write_type").is_none_or(|kind| kind == "All")
        }
        _ => {
            let only_category = block.blocks_of("field_selector").all(|field| field.text("field") == Some("eventCategory"));
            only_category && selects(block, "eventCategory", "Management")
        }
    };
    let found = advanced.iter().chain(&simple).find(whole);
    let wanted = ("管理イベントを読み書きとも記録", "management events, reads and writes");
    match found {
        Some(block) => judge.saw_block(trail, block, "管理イベントを記録", "records management events"),
        None if advanced.is_empty() && simple.is_empty() => {
            judge.saw(trail, "既定のとおり管理イベントを記録", "records management events, as is the default");
        }
        None => judge.lacks(trail, ("管理イベントの選択がない", "no selector for management events"), wanted),
    }
}

/// Does an advanced selector want exactly this value of a field?
fn selects(selector: &Block, field: &str, wanted: &str) -> bool {
    let fields = selector.blocks_of("field_selector").filter(|block| block.text("field") == Some(field));
    fields
        .into_iter()
        .any(|block| block.value("equals").is_some_and(|value| value.items().iter().any(|item| item.as_str() == Some(wanted))))
}

fn write_once(judge: &mut Judge<'_>) {
    let trails = trails(judge);
    if trails.is_empty() {
        no_trail(judge);
    }
    for (plan, trail) in trails {
        let Some(bucket) = bucket_of(plan, trail.body.value("s3_bucket_name")) else {
            judge.lacks_argument(trail, "s3_bucket_name", "この構成で作るバケット", "a bucket of this design");
            continue;
        };
        versioned(judge, plan, bucket);
        locked(judge, plan, bucket, None);
        closed(judge, plan, bucket);
        let apart =
            |log: &&Resource| bucket_of(plan, log.body.value("target_bucket")).is_some_and(|target| target.address != bucket.address);
        match buckets::of(plan, bucket, "aws_s3_bucket_logging").filter(apart) {
            Some(log) => judge.saw(log, "アクセスログを別のバケットへ", "access logs in another bucket"),
            None => judge.lacks(bucket, ("アクセスログがない", "no access logs"), ("aws_s3_bucket_logging", "an aws_s3_bucket_logging")),
        }
    }
    if judge.threshold(false, true, true) {
        let plan = judge.plan();
        for bucket in plan.of_type("aws_s3_bucket").filter(|bucket| bucket.body.bool("object_lock_enabled") == Some(true)) {
            versioned(judge, plan, bucket);
            locked(judge, plan, bucket, Some(("logs.object_lock_mode", "logs.object_lock_days")));
        }
    }
}

fn versioned<'a>(judge: &mut Judge<'a>, plan: &'a Plan, bucket: &'a Resource) {
    match buckets::of(plan, bucket, "aws_s3_bucket_versioning") {
        Some(versioning) => {
            let enabled = |value: &Value| value.as_str() == Some("Enabled");
            judge.expect(versioning, "versioning_configuration.status", enabled, "Enabled", "Enabled");
        }
        None => judge.lacks(bucket, ("バージョニングがない", "no versioning"), ("aws_s3_bucket_versioning", "an aws_s3_bucket_versioning")),
    }
}

/// The lock of a bucket; `sizes` names the sizes that decide it, else the account's settings do.
fn locked<'a>(judge: &mut Judge<'a>, plan: &'a Plan, bucket: &'a Resource, sizes: Option<(&str, &str)>) {
    let Some(lock) = buckets::of(plan, bucket, "aws_s3_bucket_object_lock_configuration") else {
        let wanted = ("365 日以上の Object Lock", "Object Lock for at least 365 days");
        judge.lacks(bucket, ("Object Lock の既定の保持がない", "no default retention of Object Lock"), wanted);
        match sizes {
            Some((mode, _)) => judge.mend_size(mode, "governance"),
            None => judge.mend_project("account.object_lock_mode", "governance"),
        }
        return;
    };
    let mode = |value: &Value| matches!(value.as_str(), Some("COMPLIANCE" | "GOVERNANCE"));
    judge.expect(lock, "rule.default_retention.mode", mode, "GOVERNANCE または COMPLIANCE", "GOVERNANCE or COMPLIANCE");
    if lock.find("rule.default_retention.years").is_some() {
        let enough = |value: &Value| value.as_number().is_some_and(|years| years >= 1.0);
        judge.expect(lock, "rule.default_retention.years", enough, "1 年以上", "at least a year");
        return;
    }
    let enough = |value: &Value| value.as_number().is_some_and(|days| days >= f64::from(YEAR));
    if !judge.expect(lock, "rule.default_retention.days", enough, format!("{YEAR} 日以上"), format!("at least {YEAR} days")) {
        match sizes {
            Some((_, days)) => judge.mend_chosen_size(days, YEAR),
            None => judge.mend_project("account.object_lock_days", YEAR),
        }
    }
}

fn closed<'a>(judge: &mut Judge<'a>, plan: &'a Plan, bucket: &'a Resource) {
    let Some(block) = buckets::of(plan, bucket, "aws_s3_bucket_public_access_block") else {
        let wanted = ("aws_s3_bucket_public_access_block", "an aws_s3_bucket_public_access_block");
        return judge.lacks(bucket, ("パブリックアクセスのブロックがない", "no public access block"), wanted);
    };
    for argument in ["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"] {
        judge.expect_bool(block, argument, true);
    }
}

fn trail_watched(judge: &mut Judge<'_>) {
    let trails = trails(judge);
    if trails.is_empty() {
        no_trail(judge);
    }
    for (plan, trail) in trails {
        let Some(group) = group_of(plan, trail.body.value("cloud_watch_logs_group_arn")) else {
            let wanted = ("この構成のロググループ", "a log group of this design");
            judge.lacks_argument(trail, "cloud_watch_logs_group_arn", wanted.0, wanted.1);
            continue;
        };
        judge.expect(trail, "cloud_watch_logs_group_arn", |_| true, "", "");
        let written = |value: &Value| plan.behind(value, "aws_iam_role").is_some();
        judge.expect(trail, "cloud_watch_logs_role_arn", written, "この構成のロール", "a role of this design");
        let filters: Vec<_> = plan
            .of_type("aws_cloudwatch_log_metric_filter")
            .filter(|filter| filter.body.value("log_group_name").is_some_and(|value| names(value, group, "name")))
            .collect();
        for (number, markers, ja, en) in EVENTS {
            let filter = filters.iter().find(|filter| filter.body.text("pattern").is_some_and(|pattern| notices(pattern, markers)));
            let Some(filter) = filter else {
                let found = (format!("フィルターがない: {ja}（CIS {number}）"), format!("no filter: {en} (CIS {number})"));
                judge.lacks(
                    filters.first().copied().unwrap_or(group),
                    found,
                    ("aws_cloudwatch_log_metric_filter", "an aws_cloudwatch_log_metric_filter"),
                );
                continue;
            };
            let alarm = plan.of_type("aws_cloudwatch_metric_alarm").find(|alarm| rings(alarm, filter));
            match alarm {
                Some(alarm) => judge.saw(alarm, format!("{ja}（CIS {number}）"), format!("{en} (CIS {number})")),
                None => judge.lacks(
                    filter,
                    (format!("通知するアラームがない: {ja}"), format!("no alarm with an action: {en}")),
                    ("alarm_actions のある aws_cloudwatch_metric_alarm", "an aws_cloudwatch_metric_alarm with alarm_actions"),
                ),
            }
        }
    }
}

/// Does a pattern contain each of these words, as words?
fn notices(pattern: &str, markers: &[&str]) -> bool {
    let found: BTreeSet<&str> = pattern.split(|c: char| !c.is_ascii_alphanumeric()).collect();
    markers.iter().all(|marker| found.contains(marker))
}

/// Does an alarm watch the metric of a filter, and tell somebody?
fn rings(alarm: &Resource, filter: &Resource) -> bool {
    let same = |argument: &str, transformed: &str| {
        let value = alarm.body.value(argument);
        value.is_some() && value == filter.body.value(&format!("metric_transformation.{transformed}"))
    };
    same("metric_name", "name") && same("namespace", "namespace") && acts(alarm)
}

/// Does an alarm tell somebody?
pub(super) fn acts(alarm: &Resource) -> bool {
    alarm.body.value("alarm_actions").is_some_and(|actions| !actions.items().is_empty())
        && is_on(alarm.body.value("actions_enabled").unwrap_or(&Value::Null))
}

fn objects_recorded(judge: &mut Judge<'_>) {
    let plan = judge.plan();
    let buckets = records::buckets(plan);
    if buckets.is_empty() {
        return judge
            .absent("アプリケーションが読み書きするバケットがありません。", "There is no bucket that the application reads or writes.");
    }
    let trails = trails(judge);
    for bucket in buckets {
        let selector = trails.iter().find_map(|(_, trail)| Some((trail, data_events(trail, bucket)?)));
        let apart =
            |log: &&Resource| bucket_of(plan, log.body.value("target_bucket")).is_some_and(|target| target.address != bucket.address);
        let access = buckets::of(plan, bucket, "aws_s3_bucket_logging").filter(apart);
        let label = &bucket.address;
        if let Some((trail, block)) = selector {
            judge.saw_block(trail, block, format!("データイベントを記録: {label}"), format!("data events are recorded: {label}"));
        }
        if let Some(log) = access {
            judge.saw(log, format!("サーバーアクセスログ: {label}"), format!("server access logs: {label}"));
        }
        if selector.is_none() && access.is_none() {
            let wanted = ("証跡のデータイベント、またはサーバーアクセスログ", "data events of the trail, or server access logs");
            judge.lacks(bucket, ("オブジェクトの操作を記録していない", "operations on objects are not recorded"), wanted);
            if judge.account.is_some() {
                judge.mend_project("account.s3_data_events", true);
            }
        }
    }
}

/// The selector of a trail that records reads and writes of a bucket's objects.
fn data_events<'a>(trail: &'a Resource, bucket: &Resource) -> Option<&'a Block> {
    let object = format!("{}/", records::arn(bucket)?);
    let advanced = trail.body.blocks_of("advanced_event_selector").find(|selector| {
        let fields = || selector.blocks_of("field_selector");
        let known = fields().all(|field| matches!(field.text("field"), Some("eventCategory" | "resources.ARN" | "resources.type")));
        let narrowed = || fields().filter(|field| field.text("field") == Some("resources.ARN"));
        let covers = |field: &Block| {
            let starts = field.value("starts_with").map_or(&[][..], Value::items).iter();
            field.value("equals").is_none() && starts.map(words).any(|start| !start.is_empty() && object.starts_with(&start))
        };
        known
            && selects(selector, "eventCategory", "Data")
            && selects(selector, "resources.type", "AWS::S3::Object")
            && narrowed().all(covers)
    });
    advanced.or_else(|| {
        trail.body.blocks_of("event_selector").find(|selector| {
            let all = selector.text("read_write_type").is_none_or(|kind| kind == "All");
            let objects = selector.blocks_of("data_resource").filter(|data| data.text("type") == Some("AWS::S3::Object"));
            let mut values = objects.filter_map(|data| data.value("values")).flat_map(Value::items);
            all && values.any(|value| words(value) == "arn:aws:s3" || object.starts_with(&words(value)) || value.refers_to(&bucket.address))
        })
    })
}

fn flow_logs(judge: &mut Judge<'_>) {
    judge.absent("VPC がありません。", "There is no VPC.");
    let plan = judge.plan();
    for vpc in plan.of_type("aws_vpc") {
        let Some(log) = plan.pointing_at("aws_flow_log", "vpc_id", &vpc.address).next() else {
            judge.lacks(vpc, ("フローログがない", "there is no flow log"), ("aws_flow_log", "an aws_flow_log"));
            continue;
        };
        judge.expect(log, "traffic_type", |value| value.as_str() == Some("ALL"), "traffic_type = \"ALL\"", "traffic_type = \"ALL\"");
        let here = |value: &Value| group_of(plan, Some(value)).is_some() || bucket_of(plan, Some(value)).is_some();
        let argument = if log.find("log_group_name").is_some() { "log_group_name" } else { "log_destination" };
        judge.expect(log, argument, here, "この構成のロググループかバケット", "a log group or bucket of this design");
    }
}

fn database_logs(judge: &mut Judge<'_>) {
    judge.absent("データベースがありません。", "There is no database.");
    let plan = judge.plan();
    for database in plan.of_type("aws_db_instance") {
        let exported =
            |value: &Value| ["postgresql", "upgrade"].iter().all(|log| value.items().iter().any(|item| item.as_str() == Some(log)));
        judge.expect(database, "enabled_cloudwatch_logs_exports", exported, "postgresql と upgrade", "postgresql and upgrade");
        let group = database
            .body
            .value("parameter_group_name")
            .and_then(|value| plan.of_type("aws_db_parameter_group").find(|group| names(value, group, "name")));
        let Some(group) = group else {
            let wanted = ("この構成のパラメータグループ", "a parameter group of this design");
            judge.lacks_argument(database, "parameter_group_name", wanted.0, wanted.1);
            continue;
        };
        let on = |value: &Value| matches!(words(value).as_str(), "1" | "on" | "true");
        parameter(judge, group, "log_connections", &on, "1");
        parameter(judge, group, "log_disconnections", &on, "1");
        parameter(judge, group, "log_statement", &|value| matches!(value.as_str(), Some("ddl" | "mod")), "ddl");
        if judge.threshold(false, false, true) {
            let loaded = |value: &Value| words(value).split(',').any(|library| library.trim() == "pgaudit");
            if !parameter(judge, group, "shared_preload_libraries", &loaded, "pgaudit") {
                mend_pgaudit(judge);
            }
            let classes = |value: &Value| !matches!(words(value).as_str(), "" | "none");
            if !parameter(judge, group, "pgaudit.log", &classes, "ddl,role") {
                mend_pgaudit(judge);
            }
        }
    }
}

/// The size can mend it where the size switched it off.
fn mend_pgaudit(judge: &mut Judge<'_>) {
    let chosen = judge.plan().variables().get("rds").and_then(|rds| rds.entry("pgaudit")?.as_bool());
    if chosen == Some(false) {
        judge.mend_size("rds.pgaudit", true);
    }
}

/// Asks a parameter of a parameter group.
fn parameter<'a>(judge: &mut Judge<'a>, group: &'a Resource, name: &str, fine: &dyn Fn(&Value) -> bool, wanted: &str) -> bool {
    let found = group.body.blocks_of("parameter").find(|block| block.text("name") == Some(name));
    let Some(block) = found else {
        judge.lacks(group, (format!("{name} がない"), format!("{name} is missing")), both(format!("{name} = {wanted}")));
        return false;
    };
    let value = block.find("value");
    let fine = fine(value.map_or(&Value::Null, |attribute| &attribute.value));
    let text = both(format!("{name} = {}", value.map_or_else(String::new, |attribute| words(&attribute.value))));
    let line = value.map_or_else(|| block.line.clone(), |attribute| attribute.line.clone());
    judge.expect_line(fine, Some(group), line, text, both(format!("{name} = {wanted}")))
}

fn access_logs(judge: &mut Judge<'_>) {
    judge.absent("入口（ロードバランサー、CloudFront、WAF）がありません。", "There is no entrance (load balancer, CloudFront, WAF).");
    let plan = judge.plan();
    for balancer in
        entries::balancers(plan).filter(|balancer| balancer.body.text("load_balancer_type").is_none_or(|kind| kind == "application"))
    {
        judge.expect_bool(balancer, "access_logs.enabled", true);
        let here = |value: &Value| bucket_of(plan, Some(value)).is_some();
        judge.expect(balancer, "access_logs.bucket", here, "この構成のバケット", "a bucket of this design");
    }
    for distribution in entries::distributions(plan) {
        distribution_logs(judge, plan, distribution);
    }
    for list in plan.of_type("aws_wafv2_web_acl") {
        let log = plan.pointing_at("aws_wafv2_web_acl_logging_configuration", "resource_arn", &list.address).next();
        let Some(log) = log else {
            let wanted = ("aws_wafv2_web_acl_logging_configuration", "an aws_wafv2_web_acl_logging_configuration");
            judge.lacks(list, ("WAF のログがない", "no log of the firewall"), wanted);
            continue;
        };
        let named = |target: &Resource| {
            let name = ["name", "bucket"].iter().find_map(|argument| target.body.value(argument)).map(words);
            name.is_some_and(|name| name.starts_with("aws-waf-logs-"))
        };
        let here = |value: &Value| value.references().iter().filter_map(|reference| plan.target(reference)).any(named);
        judge.expect(
            log,
            "log_destination_configs",
            here,
            "aws-waf-logs- で始まる保存先",
            "a destination whose name begins with aws-waf-logs-",
        );
    }
}

/// Standard logging: the old kind inside the distribution, or the new kind as a delivery.
fn distribution_logs<'a>(judge: &mut Judge<'a>, plan: &'a Plan, distribution: &'a Resource) {
    if distribution.find("logging_config.bucket").is_some() {
        let here = |value: &Value| bucket_of(plan, Some(value)).is_some();
        judge.expect(distribution, "logging_config.bucket", here, "この構成のバケット", "a bucket of this design");
        return;
    }
    let sources = plan.pointing_at("aws_cloudwatch_log_delivery_source", "resource_arn", &distribution.address);
    let source = sources.into_iter().find(|source| source.body.text("log_type") == Some("ACCESS_LOGS"));
    let delivery = source.and_then(|source| {
        plan.of_type("aws_cloudwatch_log_delivery")
            .find(|delivery| delivery.body.value("delivery_source_name").is_some_and(|value| names(value, source, "name")))
    });
    let destination = delivery
        .and_then(|delivery| plan.behind(delivery.body.value("delivery_destination_arn")?, "aws_cloudwatch_log_delivery_destination"));
    let Some(destination) = destination else {
        let wanted = ("logging_config、またはログの配信", "a logging_config, or a delivery of logs");
        return judge.lacks(distribution, ("アクセスログがない", "no access logs"), wanted);
    };
    const TARGET: &str = "delivery_destination_configuration.destination_resource_arn";
    let here = |value: &Value| bucket_of(plan, Some(value)).is_some() || group_of(plan, Some(value)).is_some();
    judge.expect(destination, TARGET, here, "この構成のバケットかロググループ", "a bucket or log group of this design");
}

fn container_logs(judge: &mut Judge<'_>) {
    judge.absent("タスク定義もジョブ定義もありません。", "There are neither task nor job definitions.");
    let plan = judge.plan();
    for definition in definitions(plan) {
        let resource = definition.resource;
        let line = definition.attribute.map_or_else(|| resource.line().clone(), |attribute| attribute.line.clone());
        let Some(containers) = &definition.containers else {
            let wanted = ("読める定義", "a definition that can be read");
            judge.lacks_line(Some(resource), line, ("コンテナを読めない", "the containers cannot be read"), wanted);
            continue;
        };
        for container in containers {
            let logs = container.entry("logConfiguration");
            let driver = logs.and_then(|logs| logs.entry("logDriver")).and_then(Value::as_str).unwrap_or("-");
            let target = logs.and_then(|logs| logs.entry("options")?.entry("awslogs-group"));
            let fine = match driver {
                "awslogs" => group_of(plan, target).is_some(),
                "awsfirelens" => true,
                _ => false,
            };
            let group = target.map_or_else(String::new, |target| format!(" {}", words(target)));
            let found = both(format!("{}: {driver}{group}", name(container)));
            let wanted = ("この構成のロググループへの awslogs", "awslogs to a log group of this design");
            judge.expect_line(fine, Some(resource), line.clone(), found, wanted);
        }
    }
}

fn retention(judge: &mut Judge<'_>) {
    judge.absent("ロググループがありません。", "There are no log groups.");
    let least = judge.threshold(30, 90, 365);
    let known = |value: &Value| LOG_RETENTION_DAYS.iter().any(|days| value.as_number() == Some(*days as f64) && *days >= least);
    let mend = judge.threshold(30, 90, 400);
    for plan in judge.plans() {
        for group in plan.of_type("aws_cloudwatch_log_group") {
            let wanted = (
                format!("{least} 日以上の、CloudWatch Logs の定める日数"),
                format!("a period that CloudWatch Logs knows, at least {least} days"),
            );
            if judge.expect(group, "retention_in_days", known, wanted.0, wanted.1) {
                continue;
            }
            if judge.plan().at(&group.address).is_some() {
                judge.mend_chosen_size("logs.retention_days", mend);
            } else if group.find("retention_in_days").is_some() {
                judge.mend_project("account.retention_days", mend);
            }
        }
    }
}

/// Arguments by which AWS writes logs into a bucket.
const LOG_TARGETS: &[(&str, &str)] = &[
    ("aws_alb", "access_logs.bucket"),
    ("aws_cloudfront_distribution", "logging_config.bucket"),
    ("aws_cloudtrail", "s3_bucket_name"),
    ("aws_cloudwatch_log_delivery_destination", "delivery_destination_configuration.destination_resource_arn"),
    ("aws_config_delivery_channel", "s3_bucket_name"),
    ("aws_flow_log", "log_destination"),
    ("aws_lb", "access_logs.bucket"),
    ("aws_s3_bucket_logging", "target_bucket"),
    ("aws_wafv2_web_acl_logging_configuration", "log_destination_configs"),
];

/// Buckets that logs arrive in.
fn log_buckets(plan: &Plan) -> Vec<&Resource> {
    let mut found: BTreeMap<&Arc<str>, &Resource> = BTreeMap::new();
    for (kind, argument) in LOG_TARGETS {
        for value in plan.of_type(kind).filter_map(|resource| resource.body.value(argument)) {
            found.extend(bucket_of(plan, Some(value)).map(|bucket| (&bucket.address, bucket)));
        }
    }
    found.into_values().collect()
}

fn archive(judge: &mut Judge<'_>) {
    judge.absent("ログの届くバケットがありません。", "There is no bucket that logs arrive in.");
    let least: u32 = judge.threshold(90, 365, 1827);
    let enough = |value: &Value| value.as_number().is_some_and(|days| days >= f64::from(least));
    let wanted = (format!("{least} 日以上、または消さない"), format!("at least {least} days, or never"));
    for plan in judge.plans() {
        for bucket in log_buckets(plan) {
            let rules = plan.of_type("aws_s3_bucket_lifecycle_configuration");
            let rules = rules.filter(|rules| rules.body.value("bucket").is_some_and(|value| names(value, bucket, "bucket")));
            let expiring: Vec<_> = rules.flat_map(expirations).collect();
            if expiring.is_empty() {
                judge.saw(bucket, "ログを消さない", "logs are not expired");
            }
            for (rules, expiration) in expiring {
                if judge.expect_in(rules, expiration, "days", enough, wanted.0.clone(), wanted.1.clone()) {
                    continue;
                }
                if judge.plan().at(&bucket.address).is_some() {
                    judge.mend_chosen_size("logs.archive_days", least);
                } else {
                    judge.mend_project("account.archive_days", least);
                }
            }
        }
    }
}

/// Rules in force that expire current versions; those that only sweep up delete markers do not.
pub(super) fn expirations(rules: &Resource) -> Vec<(&Resource, &Block)> {
    let active = rules.body.blocks_of("rule").filter(|rule| rule.text("status") != Some("Disabled"));
    active
        .flat_map(|rule| rule.blocks_of("expiration"))
        .filter(|expiration| expiration.find("days").is_some() || expiration.find("date").is_some())
        .map(|expiration| (rules, expiration))
        .collect()
}

fn trusted_time(judge: &mut Judge<'_>) {
    let plan = judge.plan();
    let default = plan.providers().get("aws");
    let line =
        default.map_or_else(|| judge.root_line(), |provider| provider.find("region").map_or(&provider.line, |region| &region.line).clone());
    let region = default.and_then(|provider| provider.text("region"));
    let wanted = ("東京（ap-northeast-1）か大阪（ap-northeast-3）", "Tokyo (ap-northeast-1) or Osaka (ap-northeast-3)");
    let found = both(format!("region = {:?}", region.unwrap_or("")));
    judge.expect_line(matches!(region, Some("ap-northeast-1" | "ap-northeast-3")), None, line, found, wanted);
    for database in plan.of_type("aws_db_instance") {
        let group = database
            .body
            .value("parameter_group_name")
            .and_then(|value| plan.of_type("aws_db_parameter_group").find(|group| names(value, group, "name")));
        match group {
            Some(group) => drop(parameter(judge, group, "timezone", &|value| value.as_str().is_some_and(|zone| !zone.is_empty()), "UTC")),
            None => judge.lacks_argument(
                database,
                "parameter_group_name",
                "timezone のあるパラメータグループ",
                "a parameter group with timezone",
            ),
        }
    }
}
