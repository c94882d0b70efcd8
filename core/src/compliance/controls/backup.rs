//! Backup (BKP): several ways back, some of which nobody can close, and nothing deleted too early.

use super::keys::matches;
use super::relation::{names, region};
use super::{buckets, records};
use crate::compliance::control::{Control, Proof};
use crate::compliance::judge::{Judge, both};
use crate::compliance::policy::text as words;
use crate::plan::{Attribute, Block, Plan, Resource, Value};
use crate::text::t;

/// The longest that RDS keeps automated backups, in days.
const LONGEST_AUTOMATED: f64 = 35.0;
/// Five years with two leap days (医師法 24 条 2 項: five years of medical records).
const FIVE_YEARS: f64 = 1827.0;

pub(super) const CONTROLS: &[Control] = &[
    Control {
        id: "BKP-01",
        title: t("RDS 自動バックアップと PITR", "RDS automated backup and PITR"),
        what: t(
            "backup_retention_period が、開発 1 日、検証 7 日、本番 35 日以上であること（35 日が RDS の上限で、0 は任意時点への復元も止めます）。",
            "backup_retention_period is at least 1 day in dev, 7 in stg, 35 in prod (35 is the most that RDS keeps; 0 also turns point-in-time recovery off).",
        ),
        why: t(
            "誤った更新やランサムウェアの前の時点へ戻す、最初の手段です。",
            "It is the first way back to before a mistake or an extortion.",
        ),
        fix: t(
            "rds.enable_pitr をオンにし、rds.backup_retention_days を上げてください。",
            "Turn rds.enable_pitr on and raise rds.backup_retention_days.",
        ),
        settings: &["rds.backup_retention_days", "rds.enable_pitr"],
        proof: Proof::Files(automated_backup),
    },
    Control {
        id: "BKP-02",
        title: t("複数方式・複数世代", "Several methods and generations"),
        what: t(
            "自動バックアップのほかに AWS Backup の計画があり、日次と月次の規則と 35 日を超える保持を持ち、データベースと、アプリケーションが読み書きするバケットを対象にしていること。",
            "Besides automated backups there is a plan of AWS Backup with daily and monthly rules and a retention beyond 35 days, and it selects the database and the buckets that the application reads or writes.",
        ),
        why: t(
            "1 つの方式だけでは、その方式の不具合や誤操作で全世代を失います。ガイドラインも複数の方式と世代を求めています。",
            "With a single method, its failure takes every generation along. The guideline asks for several methods and generations.",
        ),
        fix: t(
            "account.backup をオンにし、患者データのある環境は phi をオンにしてください（AWS Backup は Phi タグで選びます）。",
            "Turn account.backup on, and phi where an environment holds patients' data (AWS Backup selects by the tag Phi).",
        ),
        settings: &["account.backup", "phi"],
        proof: Proof::Files(second_method),
    },
    Control {
        id: "BKP-03",
        title: t("改ざん不能・分離コピー", "Immutable, isolated copy"),
        what: t(
            "バックアップの保管庫に最短保持日数のあるボールトロックがあり、すべての規則が日本の別リージョン（大阪など）か別アカウントへのコピーを持ち、そのコピー先もロックされていること。",
            "Backup vaults are locked with a minimum retention, every rule copies to another region in Japan (Osaka) or to another account, and the vault of the copies is locked too.",
        ),
        why: t(
            "ランサムウェアはバックアップから消します。管理者の権限を奪われても消せないコピーが、最後の手段です。",
            "Ransomware deletes the backups first. A copy that not even a stolen administrator can delete is the last way back.",
        ),
        fix: t(
            "account.backup_vault_lock_mode を governance 以上に、account.backup_copy_to_osaka をオンにしてください。",
            "Set account.backup_vault_lock_mode to governance or more and turn account.backup_copy_to_osaka on.",
        ),
        settings: &["account.backup", "account.backup_copy_to_osaka", "account.backup_vault_lock_mode"],
        proof: Proof::Files(immutable_copy),
    },
    Control {
        id: "BKP-04",
        title: t("S3 バージョニングと旧版保持", "S3 versioning"),
        what: t(
            "環境とアカウント共通のどのバケットもバージョニングが Enabled で、旧版を 30 日（本番の環境のバケットは 90 日）より早く消さないこと。",
            "Every bucket of the environment and of the account has versioning Enabled, and old versions stay for at least 30 days (90 in the buckets of a production environment).",
        ),
        why: t(
            "上書きや削除、暗号化する攻撃から、1 つ前の版に戻せます。",
            "What was overwritten, deleted or encrypted by an attacker can be brought back.",
        ),
        fix: t(
            "s3.noncurrent_days を上げ、infra/modules/s3/main.tf の aws_s3_bucket_versioning を元に戻してください。",
            "Raise s3.noncurrent_days and restore aws_s3_bucket_versioning in infra/modules/s3/main.tf.",
        ),
        settings: &["s3.noncurrent_days"],
        proof: Proof::Files(versioning),
    },
    Control {
        id: "BKP-05",
        title: t("削除保護", "Deletion protection"),
        what: t(
            "データベース・ロードバランサー・state のロック表の削除保護が有効で、データベースは削除時に最終スナップショットを取り、スナップショットにタグを引き継ぎ、バケットは中身ごと消せず（force_destroy）、KMS キー・state・アプリケーションのバケットに prevent_destroy があること。",
            "Database, load balancer and the lock table of the state have deletion protection; the database takes a final snapshot and hands its tags on; no bucket can be destroyed with its content (force_destroy); KMS keys, the state's bucket and the application's buckets have prevent_destroy.",
        ),
        why: t(
            "terraform destroy の打ち間違い 1 つで、診療情報が消えないようにします。",
            "One mistyped terraform destroy must not erase patients' data.",
        ),
        fix: t(
            "rds.deletion_protection と alb.deletion_protection をオンにし、modules の lifecycle を元に戻してください。",
            "Turn rds.deletion_protection and alb.deletion_protection on, and restore the lifecycle blocks of the modules.",
        ),
        settings: &["alb.deletion_protection", "rds.deletion_protection"],
        proof: Proof::Files(deletion_protection),
    },
    Control {
        id: "BKP-06",
        title: t("キャッシュの永続性", "Cache snapshot"),
        what: t(
            "検証と本番で、キャッシュの snapshot_retention_limit が 1 以上であること。",
            "In staging and production the cache has a snapshot_retention_limit of 1 or more.",
        ),
        why: t(
            "キャッシュには arq のジョブのキューがあります。作り直したときに、未処理のジョブを失わないようにします。",
            "The queue of arq lives in the cache. When it is rebuilt, jobs not yet done must not be lost.",
        ),
        fix: t("elasticache.snapshot_retention_days を 1 以上にしてください。", "Set elasticache.snapshot_retention_days to 1 or more."),
        settings: &["elasticache.snapshot_retention_days"],
        proof: Proof::Files(cache_snapshots),
    },
    Control {
        id: "BKP-07",
        title: t("法定保存期間を下回る自動削除の禁止", "No lifecycle deletion below statutory period"),
        what: t(
            "アプリケーションが読み書きするバケットに、現在の版を 1827 日（5 年）より早く消すライフサイクルの規則がないこと。旧版の削除は対象にしません。",
            "No lifecycle rule of a bucket that the application reads or writes expires current versions before 1827 days (5 years). Old versions are not meant.",
        ),
        why: t(
            "診療録は診療の完結から 5 年の保存が義務です。オブジェクトの作成日からの日数で消すと、義務に反します。",
            "Medical records are kept for five years from the end of care. Deleting by the age of an object breaks that duty.",
        ),
        fix: t(
            "infra/modules/s3/lifecycle.tf の app の規則から expiration を除いてください。",
            "Remove expiration from the rules of app in infra/modules/s3/lifecycle.tf.",
        ),
        settings: &[],
        proof: Proof::Files(nothing_expires),
    },
];

/// Off, or not written where off is the default.
fn is_off(value: &Value) -> bool {
    *value == Value::Null || value.as_bool() == Some(false)
}

fn automated_backup(judge: &mut Judge<'_>) {
    judge.absent("データベースがありません。", "There is no database.");
    let least: u32 = judge.threshold(1, 7, 35);
    let plan = judge.plan();
    for database in plan.of_type("aws_db_instance").chain(plan.of_type("aws_rds_cluster")) {
        let enough = |value: &Value| value.as_number().is_some_and(|days| (f64::from(least)..=LONGEST_AUTOMATED).contains(&days));
        let wanted = (format!("{least} 日以上 35 日以下"), format!("{least} to 35 days"));
        if judge.expect(database, "backup_retention_period", enough, wanted.0, wanted.1) {
            continue;
        }
        if database.body.number("backup_retention_period") == Some(0.0) {
            judge.mend_chosen_size("rds.enable_pitr", true);
        }
        judge.mend_chosen_size("rds.backup_retention_days", least);
    }
}

/// Every rule of every backup plan, with the plan of Terraform that holds it.
fn rules<'a>(judge: &Judge<'a>) -> Vec<(&'a Plan, &'a Resource, &'a Block)> {
    let plans = judge.plans().flat_map(|plan| plan.of_type("aws_backup_plan").map(move |backup| (plan, backup)));
    plans.flat_map(|(plan, backup)| backup.body.blocks_of("rule").map(move |rule| (plan, backup, rule))).collect()
}

fn no_backup_plan(judge: &mut Judge<'_>) {
    let line = judge.account_line();
    judge.lacks_line(None, line, ("AWS Backup の計画がない", "there is no plan of AWS Backup"), both("aws_backup_plan"));
    if judge.account.is_some() {
        judge.mend_project("account.backup", true);
    }
}

fn second_method(judge: &mut Judge<'_>) {
    let plan = judge.plan();
    let databases: Vec<_> = plan.of_type("aws_db_instance").collect();
    let records = records::buckets(plan);
    if databases.is_empty() && records.is_empty() {
        return judge.absent(
            "データベースもアプリケーションのバケットもありません。",
            "There is neither a database nor a bucket of the application.",
        );
    }
    let rules = rules(judge);
    if rules.is_empty() {
        return no_backup_plan(judge);
    }
    generations(judge, &rules);
    for database in databases {
        let arn = database.body.value("identifier").map(|name| format!("arn:aws:rds:…:…:db:{}", words(name)));
        selected(judge, database, arn);
    }
    for bucket in records {
        selected(judge, bucket, records::arn(bucket));
    }
}

fn generations(judge: &mut Judge<'_>, rules: &[(&Plan, &Resource, &Block)]) {
    let kinds = [
        ("日次", "daily", is_daily as fn(&str) -> bool, 1.0),
        ("月次（35 日を超えて保持）", "monthly, kept beyond 35 days", is_monthly as fn(&str) -> bool, LONGEST_AUTOMATED + 1.0),
    ];
    for (ja, en, is_kind, least) in kinds {
        let rule = rules.iter().find(|(_, _, rule)| {
            // Without delete_after nothing is ever deleted; an unknown one shows nothing.
            let kept = rule.find("lifecycle.delete_after").is_none_or(|days| days.value.as_number().is_some_and(|days| days >= least));
            rule.text("schedule").is_some_and(is_kind) && kept
        });
        match rule {
            Some((_, backup, rule)) => judge.saw_block(backup, rule, format!("{ja}の規則"), format!("a rule: {en}")),
            None => {
                let line = rules.first().map_or_else(|| judge.account_line(), |(_, backup, _)| backup.line().clone());
                let resource = rules.first().map(|(_, backup, _)| *backup);
                judge.lacks_line(
                    resource,
                    line,
                    (format!("{ja}の規則がない"), format!("no rule: {en}")),
                    (format!("{ja}の規則"), format!("a rule: {en}")),
                );
            }
        }
    }
}

/// Fields of a schedule: day of the month, month, day of the week.
fn fields(schedule: &str) -> Option<(&str, &str, &str)> {
    let cron = schedule.strip_prefix("cron(")?.strip_suffix(')')?;
    let mut fields = cron.split_whitespace().skip(2);
    Some((fields.next()?, fields.next()?, fields.next()?))
}

fn is_daily(schedule: &str) -> bool {
    let any = |field: &str| matches!(field, "*" | "?");
    fields(schedule).is_some_and(|(day, month, weekday)| any(day) && any(month) && any(weekday))
        || matches!(schedule, "rate(1 day)" | "rate(24 hours)" | "rate(12 hours)")
}

fn is_monthly(schedule: &str) -> bool {
    let one_day = |day: &str| day == "L" || day.parse::<u8>().is_ok_and(|day| (1..=28).contains(&day));
    fields(schedule).is_some_and(|(day, month, weekday)| one_day(day) && month == "*" && weekday == "?")
}

/// How far a selection of AWS Backup comes to a resource.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Reach {
    No,
    /// Its list does, but the tags of the resource are others.
    ButForTags,
    Yes,
}

fn selected(judge: &mut Judge<'_>, resource: &Resource, arn: Option<String>) {
    let selections = judge.plans().flat_map(|plan| plan.of_type("aws_backup_selection").map(move |selection| (plan, selection)));
    let of_plan = |(plan, selection): &(&Plan, &Resource)| {
        selection.body.value("plan_id").is_some_and(|value| plan.behind(value, "aws_backup_plan").is_some())
    };
    let found = selections.filter(of_plan).map(|(_, selection)| (reach(selection, resource, arn.as_deref()), selection));
    let wanted = ("AWS Backup の対象になる名前とタグ（Phi = true）", "a name and tags that AWS Backup selects (Phi = true)");
    match found.max_by_key(|(reach, _)| *reach) {
        Some((Reach::Yes, selection)) => {
            judge.saw(selection, format!("対象: {}", resource.address), format!("selects {}", resource.address));
        }
        Some((Reach::ButForTags, _)) => judge.lacks_argument(resource, "tags", wanted.0, wanted.1),
        Some((Reach::No, selection)) => {
            let found = (format!("対象でない: {}", resource.address), format!("does not select {}", resource.address));
            judge.lacks(selection, found, wanted);
        }
        None => judge.lacks(resource, ("AWS Backup の対象でない", "not selected by AWS Backup"), wanted),
    }
}

fn reach(selection: &Resource, resource: &Resource, arn: Option<&str>) -> Reach {
    let listed = |argument: &str| selection.body.value(argument).map_or(&[][..], Value::items);
    let hit = |pattern: &Value| pattern.refers_to(&resource.address) || arn.is_some_and(|arn| covers(&words(pattern), arn));
    if listed("not_resources").iter().any(hit) {
        return Reach::No;
    }
    let tag = |key: &str| resource.body.value("tags").and_then(|tags| tags.entry(key)).and_then(Value::as_str);
    let tagged = selection.body.blocks_of("selection_tag").any(|block| {
        let value = block.text("key").and_then(tag);
        block.text("type") == Some("STRINGEQUALS") && value.is_some() && value == block.text("value")
    });
    let mut conditions = selection.body.blocks_of("condition").flat_map(|condition| &condition.blocks);
    let holds = conditions.all(|block| {
        let value = block.text("key").and_then(|key| tag(key.strip_prefix("aws:ResourceTag/")?));
        &*block.kind == "string_equals" && value.is_some() && value == block.text("value")
    });
    match (tagged, listed("resources").iter().any(hit)) {
        (true, _) => Reach::Yes,
        (false, true) if holds => Reach::Yes,
        (false, true) => Reach::ButForTags,
        (false, false) => Reach::No,
    }
}

/// Does a pattern cover an ARN part by part? A part that is not known covers one that is not known.
fn covers(pattern: &str, arn: &str) -> bool {
    if pattern == "*" {
        return true;
    }
    let head = |text: &str| text.splitn(6, ':').map(str::to_owned).collect::<Vec<_>>();
    let (pattern, arn) = (head(pattern), head(arn));
    let unknown = |text: &String| text == "…";
    pattern.len() == 6
        && pattern.len() == arn.len()
        && pattern.iter().zip(&arn).enumerate().all(|(at, (pattern, part))| {
            // Region and account of the resource itself are those that the files are applied to.
            ((3..5).contains(&at) && unknown(part)) || matches(pattern, part)
        })
}

fn immutable_copy(judge: &mut Judge<'_>) {
    let rules = rules(judge);
    if rules.is_empty() {
        return no_backup_plan(judge);
    }
    let mut vaults: Vec<(&Plan, &Resource)> = Vec::new();
    for (plan, backup, rule) in &rules {
        let target = rule.value("target_vault_name");
        // The vaults of two regions may bear the same name: a rule means that of its own.
        let here = plan.of_type("aws_backup_vault").filter(|vault| vault.provider == backup.provider);
        let vault = here.into_iter().find(|vault| target.is_some_and(|value| names(value, vault, "name")));
        match vault {
            Some(vault) => vaults.push((plan, vault)),
            None => judge.lacks_line(
                Some(backup),
                rule.line.clone(),
                ("保管庫が分からない", "the vault cannot be known"),
                ("この構成の保管庫", "a vault of this design"),
            ),
        }
        let copy =
            rule.blocks_of("copy_action").find_map(|copy| copy.find("destination_vault_arn")).filter(|arn| is_apart(plan, vault, arn));
        let name = rule.text("rule_name").unwrap_or("rule");
        match copy {
            Some(arn) => {
                judge.saw_argument(backup, "rule.copy_action.destination_vault_arn", arn);
                vaults.extend(plan.behind(&arn.value, "aws_backup_vault").map(|vault| (*plan, vault)));
            }
            None => {
                let wanted =
                    ("日本の別リージョンか別アカウントへの copy_action", "a copy_action to another region in Japan or another account");
                judge.lacks_line(
                    Some(backup),
                    rule.line.clone(),
                    (format!("{name}: 離れた場所へのコピーがない"), format!("{name}: no copy elsewhere")),
                    wanted,
                );
                judge.mend_project("account.backup_copy_to_osaka", true);
            }
        }
    }
    vaults.sort_by(|a, b| a.1.address.cmp(&b.1.address));
    vaults.dedup_by(|a, b| a.1.address == b.1.address);
    for (plan, vault) in vaults {
        vault_locked(judge, plan, vault);
    }
}

/// Does a copy go to another region of Japan, or to another account?
fn is_apart(plan: &Plan, vault: Option<&Resource>, arn: &Attribute) -> bool {
    const JAPAN: [&str; 2] = ["ap-northeast-1", "ap-northeast-3"];
    if let Some(copy) = plan.behind(&arn.value, "aws_backup_vault") {
        let there = region(plan, copy);
        return there.is_some_and(|region| JAPAN.contains(&region)) && vault.is_some_and(|vault| region(plan, vault) != there);
    }
    // A vault that the files do not make: its ARN names region and account.
    let text = words(&arn.value);
    let mut parts = text.split(':').skip(3);
    let (place, account) = (parts.next().unwrap_or(""), parts.next().unwrap_or(""));
    JAPAN.contains(&place) && account.len() == 12 && account.chars().all(|c| c.is_ascii_digit())
}

fn vault_locked<'a>(judge: &mut Judge<'a>, plan: &'a Plan, vault: &'a Resource) {
    let lock = plan.of_type("aws_backup_vault_lock_configuration").find(|lock| {
        lock.body.value("backup_vault_name").is_some_and(|value| names(value, vault, "name")) && lock.provider == vault.provider
    });
    match lock {
        Some(lock) => {
            let some = |value: &Value| value.as_number().is_some_and(|days| days >= 1.0);
            judge.expect(lock, "min_retention_days", some, "1 日以上", "1 day or more");
        }
        None => {
            let wanted = ("aws_backup_vault_lock_configuration", "an aws_backup_vault_lock_configuration");
            judge.lacks(vault, ("ボールトロックがない", "no vault lock"), wanted);
            judge.mend_project("account.backup_vault_lock_mode", "governance");
        }
    }
}

fn versioning(judge: &mut Judge<'_>) {
    judge.absent("バケットがありません。", "There are no buckets.");
    for plan in judge.plans() {
        for bucket in plan.of_type("aws_s3_bucket") {
            match buckets::of(plan, bucket, "aws_s3_bucket_versioning") {
                Some(versioning) => {
                    let path = "versioning_configuration.status";
                    judge.expect(versioning, path, |value| value.as_str() == Some("Enabled"), "Enabled", "Enabled");
                }
                None => judge.lacks(
                    bucket,
                    ("バージョニングがない", "there is no versioning"),
                    ("aws_s3_bucket_versioning", "an aws_s3_bucket_versioning"),
                ),
            }
            if let Some(rules) = buckets::of(plan, bucket, "aws_s3_bucket_lifecycle_configuration") {
                old_versions_stay(judge, bucket, rules);
            }
        }
    }
}

fn old_versions_stay<'a>(judge: &mut Judge<'a>, bucket: &Resource, rules: &'a Resource) {
    let own = judge.plan().at(&bucket.address).is_some();
    let least: u32 = if own { judge.threshold(30, 30, 90) } else { 30 };
    let enough = |value: &Value| value.as_number().is_some_and(|days| days >= f64::from(least));
    for rule in rules.body.blocks_of("rule").filter(|rule| rule.text("status") != Some("Disabled")) {
        for expiration in rule.blocks_of("noncurrent_version_expiration") {
            let wanted = (format!("{least} 日以上"), format!("at least {least} days"));
            if !judge.expect_in(rules, expiration, "noncurrent_days", enough, wanted.0, wanted.1) && own {
                judge.mend_chosen_size("s3.noncurrent_days", least);
            }
        }
    }
}

fn deletion_protection(judge: &mut Judge<'_>) {
    let plan = judge.plan();
    judge.absent("守るものがありません。", "There is nothing to protect.");
    for database in plan.of_type("aws_db_instance") {
        if !judge.expect_bool(database, "deletion_protection", true) {
            judge.mend_chosen_size("rds.deletion_protection", true);
        }
        judge.expect(database, "skip_final_snapshot", is_off, "skip_final_snapshot = false", "skip_final_snapshot = false");
        judge.expect_bool(database, "copy_tags_to_snapshot", true);
    }
    for balancer in super::entries::balancers(plan) {
        if !judge.expect_bool(balancer, "enable_deletion_protection", true) {
            judge.mend_chosen_size("alb.deletion_protection", true);
        }
    }
    for plan in judge.plans() {
        for bucket in plan.of_type("aws_s3_bucket") {
            judge.expect(bucket, "force_destroy", is_off, "force_destroy = false", "force_destroy = false");
        }
        for key in plan.of_type("aws_kms_key") {
            kept(judge, key);
        }
        for bucket in records::buckets(plan) {
            kept(judge, bucket);
        }
    }
    state_kept(judge, plan);
}

/// Bucket and lock table of the state, found by the backend of the environment.
fn state_kept(judge: &mut Judge<'_>, plan: &Plan) {
    let Some(backend) = plan.settings().iter().find_map(|settings| settings.block("backend")) else { return };
    let same = |argument: &str, resource: &Resource, its: &str| {
        backend.text(argument).is_some() && backend.text(argument) == resource.body.text(its)
    };
    if let Some(account) = judge.account {
        for bucket in account.of_type("aws_s3_bucket").filter(|bucket| same("bucket", bucket, "bucket")) {
            kept(judge, bucket);
        }
        for table in account.of_type("aws_dynamodb_table").filter(|table| same("dynamodb_table", table, "name")) {
            judge.expect_bool(table, "deletion_protection_enabled", true);
        }
    }
}

fn kept(judge: &mut Judge<'_>, resource: &Resource) {
    let line = resource.lifecycle.line.clone().unwrap_or_else(|| resource.line().clone());
    let fine = resource.lifecycle.prevent_destroy;
    let found = both(if fine { "prevent_destroy = true" } else { "prevent_destroy: -" });
    judge.expect_line(fine, Some(resource), line, found, both("prevent_destroy = true"));
}

fn cache_snapshots(judge: &mut Judge<'_>) {
    judge.absent("キャッシュがありません。", "There is no cache.");
    let least: u32 = judge.threshold(0, 1, 1);
    for cache in judge.of_type("aws_elasticache_replication_group") {
        let enough = |value: &Value| value.as_number().unwrap_or(if *value == Value::Null { 0.0 } else { -1.0 }) >= f64::from(least);
        let wanted = (format!("{least} 以上"), format!("{least} or more"));
        if !judge.expect(cache, "snapshot_retention_limit", enough, wanted.0, wanted.1) {
            judge.mend_chosen_size("elasticache.snapshot_retention_days", least);
        }
    }
}

fn nothing_expires(judge: &mut Judge<'_>) {
    judge.absent("アプリケーションが読み書きするバケットがありません。", "There is no bucket that the application reads or writes.");
    let plan = judge.plan();
    let late = |value: &Value| value.as_number().is_some_and(|days| days >= FIVE_YEARS);
    for bucket in records::buckets(plan) {
        let rules = plan.of_type("aws_s3_bucket_lifecycle_configuration");
        let rules: Vec<_> = rules.filter(|rules| rules.body.value("bucket").is_some_and(|value| names(value, bucket, "bucket"))).collect();
        let expiring: Vec<_> = rules.iter().flat_map(|rules| buckets::expirations(rules)).collect();
        let legacy = bucket.body.block("lifecycle_rule");
        if expiring.is_empty() && legacy.is_none() {
            let place = rules.first().copied().unwrap_or(bucket);
            judge.saw(
                place,
                format!("{}: 現在の版を消さない", bucket.address),
                format!("{}: current versions do not expire", bucket.address),
            );
        }
        for (rules, expiration) in expiring {
            judge.expect_in(rules, expiration, "days", late, "1827 日以上、または消さない", "at least 1827 days, or never");
        }
        if let Some(block) = legacy {
            judge.lacks_line(Some(bucket), block.line.clone(), both("lifecycle_rule"), both("aws_s3_bucket_lifecycle_configuration"));
        }
    }
}
