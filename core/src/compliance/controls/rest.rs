//! Encryption at rest (ENC).

use super::entries::{balancers, bucket_behind, distributions};
use super::relation::names;
use super::rights::written;
use super::{buckets, keys};
use crate::compliance::control::{Control, Proof};
use crate::compliance::judge::{Judge, both, shown};
use crate::compliance::policy::{Statement, statements};
use crate::plan::{Attribute, Block, Plan, Resource, Value};
use crate::text::t;

pub(super) const CONTROLS: &[Control] = &[
    Control {
        id: "ENC-01",
        title: t("RDS の保存時暗号化（CMK）", "RDS encrypted with a customer managed key"),
        what: t(
            "データベースの storage_encrypted が true で、kms_key_id と Performance Insights の鍵がこの構成の KMS キーであること。",
            "The database has storage_encrypted = true, and its kms_key_id and the key of Performance Insights are KMS keys of this design.",
        ),
        why: t(
            "ディスクやスナップショットが持ち出されても読めないようにします。後から暗号化するには作り直しが必要です。",
            "A disk or snapshot that leaves the account cannot be read. Encrypting later means building the database anew.",
        ),
        fix: t(
            "infra/modules/rds/main.tf の storage_encrypted と kms_key_id を元に戻してください。",
            "Restore storage_encrypted and kms_key_id in infra/modules/rds/main.tf.",
        ),
        settings: &[],
        proof: Proof::Files(rds_encrypted),
    },
    Control {
        id: "ENC-02",
        title: t("S3 暗号化", "S3 encryption"),
        what: t(
            "環境とアカウントの土台のすべてのバケットに既定の暗号化があり、この構成の KMS キー（aws:kms）であること。AES256 でよいのは、CloudFront が配る画面のバケットと、ロードバランサーや S3 のアクセスログを受け取るバケットだけ。",
            "Every bucket, of the environment and of the account baseline, has default encryption with a KMS key of this design (aws:kms). AES256 is enough for the bucket that CloudFront serves and for those that receive access logs of load balancer or S3.",
        ),
        why: t(
            "KMS の鍵なら、オブジェクトを読むには鍵の権限も要り、使われた記録が残ります。AES256 だけではバケットの権限がすべてです。",
            "With a KMS key, reading an object takes a right on the key as well, and every use is recorded. With AES256 the bucket's rights are all there is.",
        ),
        fix: t(
            "infra/modules/s3/main.tf（土台は infra/bootstrap）の aws_s3_bucket_server_side_encryption_configuration を元に戻してください。",
            "Restore aws_s3_bucket_server_side_encryption_configuration in infra/modules/s3/main.tf, or in infra/bootstrap.",
        ),
        settings: &[],
        proof: Proof::Files(buckets_encrypted),
    },
    Control {
        id: "ENC-03",
        title: t("ElastiCache 保存時暗号化", "Cache encrypted at rest"),
        what: t(
            "キャッシュの at_rest_encryption_enabled が true で、本番では kms_key_id がこの構成の KMS キーであること。",
            "The cache has at_rest_encryption_enabled = true, and in production a kms_key_id of this design.",
        ),
        why: t(
            "キューとセッションの中身は、スナップショットやディスクへの退避で保存されます。",
            "Queued jobs and sessions are written to disk with every snapshot.",
        ),
        fix: t(
            "infra/modules/elasticache/main.tf の at_rest_encryption_enabled と kms_key_id を元に戻してください。",
            "Restore at_rest_encryption_enabled and kms_key_id in infra/modules/elasticache/main.tf.",
        ),
        settings: &[],
        proof: Proof::Files(cache_encrypted),
    },
    Control {
        id: "ENC-04",
        title: t("SQS・SNS 暗号化", "Queue and topic encryption"),
        what: t(
            "すべてのキューとトピックの鍵がこの構成の KMS キーで、トピックへ通知するサービス（CloudWatch アラーム、EventBridge、SES）がその鍵のポリシーで許可されていること。",
            "Every queue and topic is encrypted with a KMS key of this design, and the key's policy lets those services use it that publish to the topic (CloudWatch alarms, EventBridge, SES).",
        ),
        why: t(
            "キューには患者への連絡が入ります。トピックは、鍵のポリシーに通知元がないとアラームが黙って失われます。",
            "Queues hold messages to patients. A topic whose key refuses the publisher loses alarms without a word.",
        ),
        fix: t(
            "infra/modules/sqs と infra/modules/monitoring の kms_master_key_id、infra/modules/s3/kms.tf の PublishersToEncryptedTopics を元に戻してください。",
            "Restore kms_master_key_id in infra/modules/sqs and infra/modules/monitoring, and PublishersToEncryptedTopics in infra/modules/s3/kms.tf.",
        ),
        settings: &[],
        proof: Proof::Files(messages_encrypted),
    },
    Control {
        id: "ENC-05",
        title: t("シークレット・ECR の CMK", "CMK for secrets and registry"),
        what: t(
            "シークレット、RDS が作るマスターパスワード、ECR のリポジトリがこの構成の KMS キーで暗号化され、SSM パラメータが同じ鍵の SecureString であること。",
            "Secrets, the master password that RDS keeps and ECR repositories are encrypted with KMS keys of this design; SSM parameters are SecureString under such a key.",
        ),
        why: t(
            "自分の鍵なら、誰が読めるかを鍵のポリシーで絞り、止めることもできます。",
            "One's own key decides who can read, and can be taken away.",
        ),
        fix: t(
            "infra/modules/ecs/secrets.tf、infra/modules/rds/main.tf、infra/modules/cicd/ecr.tf の鍵の指定を元に戻してください。ECR の暗号化は作成時にしか選べません。",
            "Restore the keys in infra/modules/ecs/secrets.tf, infra/modules/rds/main.tf and infra/modules/cicd/ecr.tf. A repository's encryption can be chosen at creation only.",
        ),
        settings: &[],
        proof: Proof::Files(secrets_encrypted),
    },
    Control {
        id: "ENC-06",
        title: t("ログの暗号化", "Logs encrypted"),
        what: t(
            "環境とアカウントの土台のすべてのロググループと CloudTrail の kms_key_id が、この構成の KMS キーであること。",
            "Every log group and CloudTrail, of the environment and of the account baseline, has a kms_key_id of this design.",
        ),
        why: t(
            "ログには、誰がいつ何を扱ったかが残ります。読める人を、運用の権限とは別に絞ります。",
            "Logs tell who handled what and when. Who may read them is settled apart from the rights to operate.",
        ),
        fix: t(
            "ロググループの kms_key_id（各モジュールの logs_kms_key_arn）と infra/bootstrap/trail.tf の kms_key_id を元に戻してください。",
            "Restore kms_key_id of the log groups (logs_kms_key_arn of the modules) and of infra/bootstrap/trail.tf.",
        ),
        settings: &[],
        proof: Proof::Files(logs_encrypted),
    },
    Control {
        id: "ENC-07",
        title: t("KMS 鍵の衛生", "CMK hygiene"),
        what: t(
            "すべての KMS キーに自動ローテーション、30 日以上の削除待ち、誰にでも（*）許可しない明示的なポリシーがあり、IAM ポリシーがすべての鍵での復号を条件なしに許していないこと。",
            "Every KMS key is rotated, waits at least 30 days before it is deleted and has a policy of its own that allows nobody by *; no IAM policy allows decryption with every key unconditionally.",
        ),
        why: t(
            "鍵を失えば暗号化したデータも失われ、鍵が開いていれば暗号化の意味がなくなります。",
            "A lost key is lost data, and an open key is no encryption.",
        ),
        fix: t(
            "「鍵の削除待ち日数」を 30 にし、infra/modules/*/kms.tf のローテーションとポリシー、IAM の kms:Decrypt の対象と条件を元に戻してください。",
            "Set the waiting period of deleted keys to 30, and restore rotation and policies in infra/modules/*/kms.tf and resources and conditions of kms:Decrypt in IAM.",
        ),
        settings: &["kms.deletion_window_days"],
        proof: Proof::Files(key_hygiene),
    },
    Control {
        id: "ENC-08",
        title: t("tfstate の保護", "State encrypted and private"),
        what: t(
            "バックエンドが encrypt = true の S3 で、そのバケット（infra/bootstrap）に既定の暗号化、4 項目の公開アクセスブロック、TLS なしの拒否があり、ロックのテーブルも KMS キーで暗号化されていること。",
            "The backend is S3 with encrypt = true; its bucket (infra/bootstrap) has default encryption, a public access block with all four switches and refuses requests without TLS; the lock table is encrypted with a KMS key.",
        ),
        why: t(
            "state には構成のすべてと、一部の値が書かれています。読まれれば攻撃の地図になります。",
            "The state names everything there is, and some of its values: a map for an attacker.",
        ),
        fix: t(
            "infra/envs/*/backend.tf の encrypt と infra/bootstrap/state.tf を元に戻してください。",
            "Restore encrypt in infra/envs/*/backend.tf, and infra/bootstrap/state.tf.",
        ),
        settings: &["state_bucket", "state_lock", "state_lock_table"],
        proof: Proof::Files(state_protected),
    },
];

/// Expects a customer managed key of the plan.
fn expect_key<'a>(judge: &mut Judge<'a>, plan: &'a Plan, resource: &'a Resource, argument: &str) -> bool {
    let (ja, en) = keys::WANTED;
    judge.expect(resource, argument, |value| keys::is_customer(plan, value), format!("{argument} = {ja}"), format!("{argument} = {en}"))
}

fn rds_encrypted(judge: &mut Judge<'_>) {
    judge.absent("データベースがありません。", "There is no database.");
    let plan = judge.plan();
    for database in plan.of_type("aws_db_instance").chain(plan.of_type("aws_rds_cluster")) {
        judge.expect_bool(database, "storage_encrypted", true);
        expect_key(judge, plan, database, "kms_key_id");
    }
    for kind in ["aws_db_instance", "aws_rds_cluster", "aws_rds_cluster_instance"] {
        for database in plan.of_type(kind) {
            // Unknown or not: where the switch is not off, there is something to encrypt.
            let off = database.body.value("performance_insights_enabled").is_none_or(|value| value.as_bool() == Some(false));
            if !off {
                expect_key(judge, plan, database, "performance_insights_kms_key_id");
            }
        }
    }
}

fn buckets_encrypted(judge: &mut Judge<'_>) {
    judge.absent("S3 バケットがありません。", "There is no S3 bucket.");
    for plan in judge.plans() {
        for bucket in plan.of_type("aws_s3_bucket") {
            bucket_encrypted(judge, plan, bucket);
        }
    }
}

fn bucket_encrypted<'a>(judge: &mut Judge<'a>, plan: &'a Plan, bucket: &'a Resource) {
    const DEFAULT: &str = "rule.apply_server_side_encryption_by_default";
    let Some(encryption) = buckets::of(plan, bucket, "aws_s3_bucket_server_side_encryption_configuration") else {
        let found = ("既定の暗号化がない", "no default encryption");
        return judge.lacks(bucket, found, ("aws:kms とこの構成の KMS キー", "aws:kms with a KMS key of this design"));
    };
    let algorithm = format!("{DEFAULT}.sse_algorithm");
    let kms = |value: &Value| matches!(value.as_str(), Some("aws:kms" | "aws:kms:dsse"));
    if takes_only_sse_s3(plan, bucket) {
        let fine = |value: &Value| value.as_str() == Some("AES256") || kms(value);
        judge.expect(encryption, &algorithm, fine, "AES256 / aws:kms", "AES256 / aws:kms");
    } else if judge.expect(encryption, &algorithm, kms, "aws:kms", "aws:kms") {
        expect_key(judge, plan, encryption, &format!("{DEFAULT}.kms_master_key_id"));
    }
}

/// Does AWS itself write to this bucket, or read it for everybody? Access logs of load balancers and
/// of S3 accept no key of one's own.
fn takes_only_sse_s3(plan: &Plan, bucket: &Resource) -> bool {
    let is_it = |value: Option<&Value>| value.is_some_and(|value| names(value, bucket, "bucket"));
    let served = distributions(plan)
        .flat_map(|distribution| distribution.body.blocks_of("origin"))
        .any(|origin| bucket_behind(plan, origin).is_some_and(|behind| behind.address == bucket.address));
    served
        || balancers(plan).any(|balancer| is_it(balancer.body.value("access_logs.bucket")))
        || plan.of_type("aws_s3_bucket_logging").any(|logging| is_it(logging.body.value("target_bucket")))
}

fn cache_encrypted(judge: &mut Judge<'_>) {
    judge.absent("キャッシュがありません。", "There is no cache.");
    let plan = judge.plan();
    for cache in plan.of_type("aws_elasticache_replication_group") {
        judge.expect_bool(cache, "at_rest_encryption_enabled", true);
        if judge.threshold(false, false, true) {
            expect_key(judge, plan, cache, "kms_key_id");
        }
    }
    for cache in plan.of_type("aws_elasticache_cluster").filter(|cache| cache.find("replication_group_id").is_none()) {
        let wanted = ("保存時暗号化のあるレプリケーショングループ", "a replication group with encryption at rest");
        judge.lacks(cache, ("単独のクラスター", "a cluster on its own"), wanted);
    }
}

fn messages_encrypted(judge: &mut Judge<'_>) {
    judge.absent("キューもトピックもありません。", "There is no queue and no topic.");
    for plan in judge.plans() {
        for queue in plan.of_type("aws_sqs_queue") {
            expect_key(judge, plan, queue, "kms_master_key_id");
        }
        for topic in plan.of_type("aws_sns_topic") {
            if expect_key(judge, plan, topic, "kms_master_key_id") {
                publishers_admitted(judge, plan, topic);
            }
        }
    }
}

/// Services that publish: type, arguments with the topic, principal.
const PUBLISHERS: [(&str, &[&str], &str); 5] = [
    ("aws_cloudwatch_composite_alarm", &["alarm_actions", "ok_actions"], "cloudwatch.amazonaws.com"),
    ("aws_cloudwatch_event_target", &["arn"], "events.amazonaws.com"),
    ("aws_cloudwatch_metric_alarm", &["alarm_actions", "ok_actions"], "cloudwatch.amazonaws.com"),
    ("aws_ses_event_destination", &["sns_destination.topic_arn"], "ses.amazonaws.com"),
    ("aws_sesv2_configuration_set_event_destination", &["event_destination.sns_destination.topic_arn"], "ses.amazonaws.com"),
];

/// Whoever publishes to an encrypted topic has to be let in by its key's policy.
fn publishers_admitted<'a>(judge: &mut Judge<'a>, plan: &'a Plan, topic: &'a Resource) {
    let publishes = |kind: &'a str, arguments: &[&str]| {
        plan.of_type(kind).any(|resource| {
            arguments.iter().filter_map(|argument| resource.body.value(argument)).any(|value| value.refers_to(&topic.address))
        })
    };
    let mut services: Vec<&str> =
        PUBLISHERS.iter().filter(|(kind, arguments, _)| publishes(kind, arguments)).map(|(_, _, service)| *service).collect();
    services.sort_unstable();
    services.dedup();
    let key = topic.body.value("kms_master_key_id").and_then(|value| keys::key(plan, value));
    let policy = key.and_then(|key| keys::policy(plan, key));
    for service in services {
        let wanted = (format!("鍵のポリシーで {service} を許可"), format!("the key's policy allows {service}"));
        match &policy {
            Some((place, statements)) if keys::lets(statements, service) => {
                judge.saw(
                    place,
                    format!("{service} が {} に通知できる", topic.address),
                    format!("{service} can publish to {}", topic.address),
                );
            }
            Some((place, statements)) => {
                let line = statements.last().map_or_else(|| place.line(), |statement| &statement.line);
                let found =
                    (format!("{service} は {} に通知できない", topic.address), format!("{service} cannot publish to {}", topic.address));
                judge.lacks_line(Some(place), line.clone(), found, wanted);
            }
            None => judge.lacks(topic, ("鍵のポリシーが読めない", "the key's policy cannot be read"), wanted),
        }
    }
}

fn secrets_encrypted(judge: &mut Judge<'_>) {
    judge.absent("シークレットもリポジトリもありません。", "There is no secret and no repository.");
    let plan = judge.plan();
    for secret in plan.of_type("aws_secretsmanager_secret") {
        expect_key(judge, plan, secret, "kms_key_id");
    }
    for database in plan.of_type("aws_db_instance").chain(plan.of_type("aws_rds_cluster")) {
        if database.body.bool("manage_master_user_password") == Some(true) {
            expect_key(judge, plan, database, "master_user_secret_kms_key_id");
        }
    }
    for repository in plan.of_type("aws_ecr_repository") {
        let kms = |value: &Value| matches!(value.as_str(), Some("KMS" | "KMS_DSSE"));
        if judge.expect(repository, "encryption_configuration.encryption_type", kms, "KMS", "KMS") {
            expect_key(judge, plan, repository, "encryption_configuration.kms_key");
        }
    }
    for parameter in plan.of_type("aws_ssm_parameter") {
        if judge.expect(parameter, "type", |value| value.as_str() == Some("SecureString"), "SecureString", "SecureString") {
            expect_key(judge, plan, parameter, "key_id");
        }
    }
}

fn logs_encrypted(judge: &mut Judge<'_>) {
    judge.absent("ロググループも CloudTrail もありません。", "There is no log group and no trail.");
    for plan in judge.plans() {
        for log in plan.of_type("aws_cloudwatch_log_group").chain(plan.of_type("aws_cloudtrail")) {
            expect_key(judge, plan, log, "kms_key_id");
        }
    }
}

fn key_hygiene(judge: &mut Judge<'_>) {
    judge.absent("KMS キーがありません。", "There is no KMS key.");
    for plan in judge.plans() {
        for key in plan.of_type("aws_kms_key") {
            // A key that signs cannot be rotated.
            if key.body.text("key_usage").is_none_or(|usage| usage == "ENCRYPT_DECRYPT") {
                judge.expect_bool(key, "enable_key_rotation", true);
            }
            // AWS waits 30 days unless told otherwise.
            let long = |value: &Value| *value == Value::Null || value.as_number().is_some_and(|days| days >= 30.0);
            if !judge.expect(key, "deletion_window_in_days", long, "30 日", "30 days") {
                judge.mend_chosen_size("kms.deletion_window_days", 30);
            }
            for_nobody_else(judge, plan, key);
        }
        for (resource, attribute) in written(plan) {
            decrypts_narrowly(judge, plan, resource, attribute);
        }
    }
}

/// A key has a policy of its own, which allows nobody by `*`.
fn for_nobody_else<'a>(judge: &mut Judge<'a>, plan: &'a Plan, key: &'a Resource) {
    let Some((place, statements)) = keys::policy(plan, key) else {
        return judge.lacks_argument(key, "policy", "読める明示的なポリシー", "a policy of its own that can be read");
    };
    let anybody: Vec<&Statement> = statements
        .iter()
        .filter(|statement| statement.allow && statement.principals.iter().any(|(kind, id)| id.contains('*') || kind == "*"))
        .collect();
    if anybody.is_empty() {
        judge.saw(place, "鍵のポリシーに * への許可がない", "the key's policy allows nobody by *");
    }
    for statement in anybody {
        let found = ("誰にでも（*）許可する文", "a statement that allows anybody by *");
        judge.lacks_line(Some(place), statement.line.clone(), found, ("相手を特定した許可", "named principals only"));
    }
}

/// No statement lets its holder decrypt with every key, unless a condition says with which.
fn decrypts_narrowly(judge: &mut Judge<'_>, plan: &Plan, resource: &Resource, attribute: &Attribute) {
    let wanted = ("復号できる鍵を限定", "decryption limited to certain keys");
    let Some(statements) = statements(plan, &attribute.value, &attribute.line) else {
        return judge.lacks_attribute(resource, "policy", attribute, "読めるポリシー", "a policy that can be read");
    };
    for statement in statements.iter().filter(|statement| statement.allow && decrypts(statement)) {
        let every = |resource: &String| resource == "*" || resource.ends_with(":*") || resource.ends_with("key/*");
        let wide = statement.resources.iter().any(every) && !names_keys(statement);
        let found = both(format!("{}: {}", statement.actions.join(", "), statement.resources.join(", ")));
        judge.expect_line(!wide, Some(resource), statement.line.clone(), found, wanted);
    }
}

fn decrypts(statement: &Statement) -> bool {
    let does = |action: &str| statement.actions.iter().any(|pattern| keys::matches(pattern, action));
    ["kms:Decrypt", "kms:ReEncryptFrom"].into_iter().any(|action| does(action) != statement.inverted_actions)
}

/// Does a condition say which keys? The service on the way (`kms:ViaService`) alone does not.
fn names_keys(statement: &Statement) -> bool {
    statement.conditions.iter().any(|(test, key, values)| {
        let key = key.to_ascii_lowercase();
        let about_keys = key == "kms:resourcealiases" || key.starts_with("kms:encryptioncontext:") || key.starts_with("aws:resourcetag/");
        about_keys && !test.contains("Not") && !test.ends_with("IfExists") && !values.is_empty() && values.iter().all(|value| value != "*")
    })
}

fn state_protected(judge: &mut Judge<'_>) {
    let plan = judge.plan();
    let wanted = ("encrypt = true の S3 バックエンド", "the S3 backend with encrypt = true");
    let Some(backend) = plan.settings().iter().find_map(|settings| settings.block("backend")) else {
        let place = plan.settings().first().map_or_else(|| judge.root_line(), |settings| settings.line.clone());
        return judge.lacks_line(None, place, ("バックエンドがない", "no backend"), wanted);
    };
    if backend.labels.first().map(|label| &**label) != Some("s3") {
        return judge.lacks_line(None, backend.line.clone(), ("S3 ではないバックエンド", "a backend other than S3"), wanted);
    }
    setting(judge, backend, "encrypt", backend.bool("encrypt") == Some(true), wanted);
    // Without a key of its own the backend asks for SSE-S3, whatever the bucket's default is.
    match backend.find("kms_key_id") {
        Some(key) => {
            let fine = key.value.as_str().is_some_and(|key| is_key_of_state(judge.account, key));
            setting(judge, backend, "kms_key_id", fine, ("この構成の鍵か、鍵の ARN", "a key of this design, or the ARN of a key"));
        }
        None => judge.saw_line(
            None,
            backend.line.clone(),
            "kms_key_id は未指定: state のオブジェクトは AES256（SSE-S3）で書かれる",
            "kms_key_id is not set: objects of the state are written with AES256 (SSE-S3)",
        ),
    }
    let account = judge.account;
    let bucket = account.zip(backend.text("bucket")).and_then(|(account, name)| {
        let bucket = account.of_type("aws_s3_bucket").find(|bucket| bucket.body.text("bucket") == Some(name))?;
        Some((account, bucket))
    });
    let here = ("この構成（infra/bootstrap）の state のバケット", "a bucket of this design (infra/bootstrap)");
    setting(judge, backend, "bucket", bucket.is_some(), here);
    if let Some((account, bucket)) = bucket {
        state_bucket(judge, account, bucket);
    }
    if backend.find("dynamodb_table").is_some() {
        let table = account.zip(backend.text("dynamodb_table")).and_then(|(account, name)| {
            let table = account.of_type("aws_dynamodb_table").find(|table| table.body.text("name") == Some(name))?;
            Some((account, table))
        });
        let here = ("この構成（infra/bootstrap）のロックのテーブル", "a table of this design (infra/bootstrap)");
        setting(judge, backend, "dynamodb_table", table.is_some(), here);
        if let Some((account, table)) = table {
            judge.expect_bool(table, "server_side_encryption.enabled", true);
            expect_key(judge, account, table, "server_side_encryption.kms_key_arn");
        }
    }
}

/// A key of one's own by an alias that the account baseline makes, by ARN or by id; not one of AWS's.
fn is_key_of_state(account: Option<&Plan>, key: &str) -> bool {
    if key.starts_with("alias/") {
        return account.is_some_and(|account| account.of_type("aws_kms_alias").any(|alias| alias.body.text("name") == Some(key)));
    }
    let id = key.len() == 36 && key.chars().all(|c| c.is_ascii_hexdigit() || c == '-');
    id || (key.starts_with("arn:aws:kms:") && !key.contains(":alias/aws/"))
}

/// An argument of a block that is no resource.
fn setting(judge: &mut Judge<'_>, block: &Block, name: &str, fine: bool, wanted: (&str, &str)) {
    let (line, found) = match block.find(name) {
        Some(attribute) => (attribute.line.clone(), both(format!("{name} = {}", shown(&attribute.value)))),
        None => (block.line.clone(), (format!("{name} は未指定"), format!("{name} is not set"))),
    };
    judge.expect_line(fine, None, line, found, wanted);
}

fn state_bucket<'a>(judge: &mut Judge<'a>, account: &'a Plan, bucket: &'a Resource) {
    match buckets::of(account, bucket, "aws_s3_bucket_server_side_encryption_configuration") {
        Some(encryption) => {
            let path = "rule.apply_server_side_encryption_by_default.sse_algorithm";
            judge.expect(encryption, path, |value| value.as_str().is_some(), "AES256 / aws:kms", "AES256 / aws:kms");
        }
        None => judge.lacks(bucket, ("既定の暗号化がない", "no default encryption"), ("aws:kms", "aws:kms")),
    }
    match buckets::of(account, bucket, "aws_s3_bucket_public_access_block") {
        Some(block) => {
            for switch in ["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"] {
                judge.expect_bool(block, switch, true);
            }
        }
        None => {
            let wanted = ("4 項目の公開アクセスブロック", "a public access block with all four switches");
            judge.lacks(bucket, ("公開アクセスブロックがない", "no public access block"), wanted);
        }
    }
    let policy = buckets::policy(account, bucket);
    let refuses = policy.as_ref().and_then(|(policy, statements)| Some((policy, buckets::refuses_clear_text(statements)?)));
    match refuses {
        Some((policy, line)) => judge.saw_line(Some(policy), line, "TLS なしを拒否", "refuses requests without TLS"),
        None => {
            let place = policy.map_or(bucket, |(policy, _)| policy);
            judge.lacks(
                place,
                ("TLS なしを拒否しない", "takes requests without TLS"),
                ("aws:SecureTransport = false の拒否", "a refusal of aws:SecureTransport = false"),
            );
        }
    }
}
