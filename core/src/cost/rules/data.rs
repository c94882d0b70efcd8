//! Database, cache, buckets, queues, mail, tables: what holds or carries data.
//! Sources: AWS pricing pages of the services; gp3 baseline from terraform-provider-aws issue 28382.

use super::super::bench::{Amount, Bench};
use super::{Class, Entry, fixed, usage};
use crate::plan::Resource;
use crate::text::t;

pub(super) const TABLE: &[Entry] = &[
    ("aws_db_instance", fixed(database)),
    ("aws_elasticache_replication_group", fixed(cache)),
    ("aws_s3_bucket", usage(bucket)),
    ("aws_sqs_queue", usage(queue)),
    ("aws_sesv2_email_identity", usage(mail)),
    ("aws_dynamodb_table", usage(table)),
    (
        "aws_sns_topic",
        Class::NotPriced(t(
            "通知の件数で課金。単価の記録が見つかっていません",
            "Charged by notification; no record of the price was found",
        )),
    ),
    (
        "aws_backup_plan",
        Class::NotPriced(t(
            "復元ポイントの容量と大阪への転送で課金。単価の記録が見つかっていません",
            "Charged by the size of recovery points and the copy to Osaka; no record of the price was found",
        )),
    ),
];

/// From this size gp3 volumes of RDS for PostgreSQL stripe; what they have by then costs nothing more.
const STRIPED_GIB: i64 = 400;
const BASELINE_IOPS: [i64; 2] = [3_000, 12_000];
/// Performance Insights keeps seven days without charge.
const FREE_INSIGHTS_DAYS: i64 = 7;

fn database(bench: &mut Bench<'_>, database: &Resource) {
    // What is not known before an apply, and what is another product, has no price here.
    let zones = match database.find("multi_az") {
        None => "single",
        Some(found) => found.value.as_bool().map_or("?", |multi| if multi { "multi" } else { "single" }),
    };
    let engine = match database.body.text("engine") {
        Some("postgres") => "pg",
        other => other.unwrap_or("?"),
    };
    let kind = database.body.text("storage_type").unwrap_or("?");
    let both = database.find("multi_az").map(|found| bench.trace(database, found)).unwrap_or_default();
    // Unknown or wrong: the line stays, without a price.
    let (class, class_trace) = match database.find("instance_class") {
        Some(found) => (found.value.as_str().unwrap_or("?").to_owned(), bench.trace(database, found)),
        None => ("?".to_owned(), Vec::new()),
    };
    let mut instance = Amount::one().hours();
    instance.trace = class_trace.into_iter().chain(both.clone()).collect();
    bench.fixed(database, t("インスタンス", "Instance"), instance, &format!("rds.{engine}.{class}.{zones}"));
    let mut storage = bench.number(database, "allocated_storage");
    let allocated = storage.quantity.map_or(0, super::super::money::Quantity::ceiling);
    storage.trace.extend(both);
    bench.fixed(database, t("ストレージ", "Storage"), storage, &format!("rds.{engine}.{kind}.{zones}"));
    let [small, large] = BASELINE_IOPS;
    let iops = bench.number(database, "iops").above(if allocated >= STRIPED_GIB { large } else { small });
    if iops.quantity.is_some_and(|above| above.ceiling() > 0) {
        bench.fixed(database, t("ベースラインを超える IOPS", "IOPS above the baseline"), iops, "rds.gp3.iops");
    }
    let insights = bench.number(database, "performance_insights_retention_period");
    if database.body.bool("performance_insights_enabled") == Some(true)
        && insights.quantity.is_some_and(|days| days.ceiling() > FREE_INSIGHTS_DAYS)
    {
        let kept = Amount { trace: insights.trace, ..Amount::one() };
        bench.fixed(database, t("Performance Insights の長期保存", "Performance Insights beyond seven days"), kept, "rds.insights");
    }
    if database.body.bool("manage_master_user_password") == Some(true) {
        bench.fixed(database, t("マスターパスワードのシークレット", "Secret of the master password"), Amount::one(), "secrets.secret");
    }
    bench.usage(database, t("無料枠を超えるバックアップ", "Backups above the free amount"), "usage.rds_backup_gb", 1, "rds.backup");
    if class.starts_with("db.t") {
        bench.usage(database, t("超過 CPU クレジット", "Surplus CPU credits"), "usage.rds_credit_vcpu_hours", 1, "rds.pg.t4g.cpu_credit");
    }
}

fn cache(bench: &mut Bench<'_>, cache: &Resource) {
    let engine = cache.find("engine").map_or("redis", |found| found.value.as_str().unwrap_or("?"));
    let (node, trace) = match cache.find("node_type") {
        Some(found) => (found.value.as_str().unwrap_or("?").to_owned(), bench.trace(cache, found)),
        None => ("?".to_owned(), Vec::new()),
    };
    let shards = match cache.find("num_node_groups") {
        Some(_) => {
            let replicas = bench.number(cache, "replicas_per_node_group");
            let each = Amount {
                quantity: replicas
                    .quantity
                    .or(Some(super::super::money::Quantity::ZERO))
                    .map(|n| n + super::super::money::Quantity::whole(1)),
                trace: replicas.trace,
            };
            bench.number(cache, "num_node_groups").by(each)
        }
        None => bench.number(cache, "num_cache_clusters"),
    };
    let mut nodes = Amount { trace, ..Amount::one() }.by(shards).hours();
    nodes.trace.dedup();
    bench.fixed(cache, t("ノード", "Nodes"), nodes, &format!("elasticache.{engine}.{node}"));
    bench.usage(
        cache,
        t("2 つ目以降のスナップショット", "Snapshots beyond the first"),
        "usage.cache_snapshot_gb",
        1,
        "elasticache.snapshot_gb",
    );
}

fn bucket(bench: &mut Bench<'_>, bucket: &Resource) {
    bench.usage(bucket, t("保存", "Storage"), "usage.s3_gb", 1, "s3.std.gb");
    bench.usage(bucket, t("書き込み", "Writes"), "usage.s3_puts_million", 1000, "s3.put1k");
    bench.usage(bucket, t("読み出し", "Reads"), "usage.s3_gets_million", 100, "s3.get10k");
}

fn queue(bench: &mut Bench<'_>, queue: &Resource) {
    let price = if queue.body.bool("fifo_queue") == Some(true) { "sqs.fifo1m" } else { "sqs.std1m" };
    bench.usage(queue, t("キューのリクエスト", "Requests to queues"), "usage.queue_requests_million", 1, price);
}

fn mail(bench: &mut Bench<'_>, mail: &Resource) {
    bench.usage(mail, t("メールの送信", "Mails sent"), "usage.mails_thousand", 1, "ses.out1k");
    bench.usage(mail, t("添付ファイル", "Attachments"), "usage.mail_attachments_gb", 1, "ses.attach_gb");
}

fn table(bench: &mut Bench<'_>, table: &Resource) {
    if table.body.text("billing_mode") == Some("PAY_PER_REQUEST") {
        bench.usage(table, t("書き込み", "Writes"), "usage.state_writes_million", 1, "dynamodb.wru1m");
    } else {
        bench.fixed(
            table,
            t("割り当てた書き込み", "Provisioned writes"),
            bench.number(table, "write_capacity").hours(),
            "dynamodb.wcu_hour",
        );
        bench.fixed(table, t("割り当てた読み出し", "Provisioned reads"), bench.number(table, "read_capacity").hours(), "dynamodb.rcu_hour");
    }
}
