//! The trail of the account, and what it records.

use super::{bucket_of, is_on};
use crate::compliance::controls::buckets;
use crate::compliance::controls::records;
use crate::compliance::judge::Judge;
use crate::compliance::policy::text as words;
use crate::plan::{Block, Plan, Resource, Value};

pub(super) fn trails<'a>(judge: &Judge<'a>) -> Vec<(&'a Plan, &'a Resource)> {
    judge.plans().flat_map(|plan| plan.of_type("aws_cloudtrail").map(move |trail| (plan, trail))).collect()
}

pub(super) fn no_trail(judge: &mut Judge<'_>) {
    let line = judge.account_line();
    judge.lacks_line(None, line, ("証跡がない", "there is no trail"), ("aws_cloudtrail を 1 つ", "one aws_cloudtrail"));
}

pub(super) fn trail_complete(judge: &mut Judge<'_>) {
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

pub(super) fn objects_recorded(judge: &mut Judge<'_>) {
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
