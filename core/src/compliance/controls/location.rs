//! Where data lies (DAT): in Japan, not at the edge, not in public, and declared.

use super::relation::{names, region};
use crate::compliance::control::{Control, Proof};
use crate::compliance::judge::{Judge, both, shown};
use crate::compliance::policy;
use crate::plan::{Attribute, Block, Plan, Resource, Value};
use crate::text::t;

const TOKYO: &str = "ap-northeast-1";
const OSAKA: &str = "ap-northeast-3";
/// Where AWS keeps what is global: CloudFront's certificates, firewalls, log deliveries and metrics.
const GLOBAL: &str = "us-east-1";

pub(super) const CONTROLS: &[Control] = &[
    Control {
        id: "DAT-01",
        title: t("国内リージョンに固定", "Regions in Japan only"),
        what: t(
            "既定のプロバイダーと SES が ap-northeast-1、ほかのプロバイダーと state が国内のリージョンであること。us-east-1 に置くのは、AWS がそこでしか受け付けないもの（CloudFront の証明書・WAF・ログ配信の設定・アラームと、その状態を国内へ運ぶルール、Route 53 のクエリログ）だけであること。",
            "The default provider and SES are in ap-northeast-1, every other provider and the state in Japan. In us-east-1 there is only what AWS accepts nowhere else: certificate, firewall, log delivery settings and alarms of CloudFront, the rules that carry their states to Japan, and query logs of Route 53.",
        ),
        why: t(
            "医療情報とそのシステムは、国内法の執行が及ぶ範囲に置くことが求められます。",
            "Medical records and their systems have to be within reach of Japanese law.",
        ),
        fix: t(
            "infra/envs/*/providers.tf と backend.tf のリージョンを ap-northeast-1 に戻してください。",
            "Restore ap-northeast-1 in infra/envs/*/providers.tf and backend.tf.",
        ),
        settings: &["region"],
        proof: Proof::Files(in_japan),
    },
    Control {
        id: "DAT-02",
        title: t("越境レプリケーションの禁止", "No copies across the border"),
        what: t(
            "S3 のレプリケーション、バックアップ・スナップショットのコピー、ECR・DynamoDB・シークレット・KMS の複製の先が、すべて ap-northeast-1 か ap-northeast-3 であること。",
            "S3 replication, copies of backups and snapshots, and replicas of ECR, DynamoDB, secrets and keys all go to ap-northeast-1 or ap-northeast-3.",
        ),
        why: t(
            "複製も医療情報です。災害対策のコピーが国外に出ると、保管場所の条件を満たさなくなります。",
            "A copy is medical information too. A disaster recovery copy abroad breaks the demand on where it is kept.",
        ),
        fix: t(
            "コピー先を大阪（ap-northeast-3）にしてください。infra/bootstrap/backup.tf の copy_action などです。",
            "Copy to Osaka (ap-northeast-3), for instance in copy_action of infra/bootstrap/backup.tf.",
        ),
        settings: &["account.backup", "account.backup_copy_to_osaka"],
        proof: Proof::Files(copies_stay),
    },
    Control {
        id: "DAT-03",
        title: t("CDN に医療情報を残さない", "No patient data cached at the edge"),
        what: t(
            "CloudFront がキャッシュするのは画面のバケットだけで、API の振る舞いは TTL 0（CachingDisabled）、Authorization を含む全ヘッダーを転送し、price_class に日本の拠点が含まれること。",
            "CloudFront caches the bucket of the front end alone. API behaviours have a TTL of 0 (CachingDisabled) and forward every header, Authorization among them; the price class has edges in Japan.",
        ),
        why: t(
            "API の応答は患者の情報です。エッジに残れば、国外の拠点や次の利用者に渡るおそれがあります。",
            "Answers of the API are about patients. Kept at an edge, they could lie abroad or reach the next user.",
        ),
        fix: t(
            "infra/modules/cloudfront/main.tf の /api/* の cache_policy_id と origin_request_policy_id を元に戻してください。",
            "Restore cache_policy_id and origin_request_policy_id of /api/* in infra/modules/cloudfront/main.tf.",
        ),
        settings: &["cloudfront.price_class"],
        proof: Proof::Files(edge_keeps_nothing),
    },
    Control {
        id: "DAT-04",
        title: t("S3 の公開遮断", "S3 public access blocked, no ACLs"),
        what: t(
            "環境とアカウントの土台のすべてのバケットに、4 項目とも true の公開アクセスブロックと、BucketOwnerEnforced の所有権設定があること。",
            "Every bucket of the environment and of the account baseline has a public access block with all four switches and ownership controls with BucketOwnerEnforced.",
        ),
        why: t(
            "バケットの公開設定の誤りは、患者情報の漏えいの典型です。ポリシーや ACL を書き間違えても公開されないようにします。",
            "A bucket opened by mistake is the classic leak. With these a wrong policy or ACL still opens nothing.",
        ),
        fix: t(
            "バケットごとに aws_s3_bucket_public_access_block と aws_s3_bucket_ownership_controls を付けてください（infra/modules/s3/main.tf、infra/bootstrap）。",
            "Give every bucket an aws_s3_bucket_public_access_block and aws_s3_bucket_ownership_controls (infra/modules/s3/main.tf, infra/bootstrap).",
        ),
        settings: &[],
        proof: Proof::Files(nothing_public),
    },
    Control {
        id: "DAT-05",
        title: t("実データの区分", "Real data declared per environment"),
        what: t(
            "環境に変数 phi（実データの有無）があり、データベースとバケットの Phi タグが同じ値であること。実データを置かない環境は、その旨が文書に書かれていること。",
            "The environment has the variable phi (real patients' data or not), and database and buckets carry it as the tag Phi. For an environment without real data a document says so.",
        ),
        why: t(
            "どこに実データがあるかで、求められる対策が変わります。phi = true の環境は、開発用でも本番と同じ基準で検査します。",
            "What is demanded depends on where real data lies. An environment with phi = true is held to the standard of production, even a development one.",
        ),
        fix: t(
            "phi を実態に合わせ、実データを置かない環境は infra/README.md などに「実データなし」と書いてください。",
            "Set phi to what is true, and write \"no real patient data\" beside the environment's name, for instance in infra/README.md.",
        ),
        settings: &["phi"],
        proof: Proof::Files(data_declared),
    },
];

fn plans<'a>(judge: &Judge<'a>) -> impl Iterator<Item = &'a Plan> + use<'a> {
    [Some(judge.plan()), judge.account].into_iter().flatten()
}

fn in_japan(judge: &mut Judge<'_>) {
    for plan in plans(judge) {
        providers(judge, plan);
        state(judge, plan);
        for resource in plan.resources().values().filter(|resource| resource.kind.starts_with("aws_")) {
            place(judge, plan, resource);
        }
    }
}

fn providers(judge: &mut Judge<'_>, plan: &Plan) {
    if !plan.providers().contains_key("aws") {
        let found = ("既定の aws プロバイダーがない", "there is no default aws provider");
        judge.lacks_line(None, judge.root_line(), found, (format!("region = {TOKYO:?}"), format!("region = {TOKYO:?}")));
    }
    for (name, provider) in plan.providers().iter().filter(|(name, _)| name.split('.').next() == Some("aws")) {
        let allowed: &[&str] = if &**name == "aws" { &[TOKYO] } else { &[TOKYO, OSAKA, GLOBAL] };
        if !setting(judge, provider, name, allowed) {
            judge.mend_project("region", TOKYO);
        }
    }
}

fn state(judge: &mut Judge<'_>, plan: &Plan) {
    for backend in plan.settings().iter().flat_map(|settings| settings.blocks_of("backend")) {
        setting(judge, backend, "backend", &[TOKYO, OSAKA]);
    }
}

/// The region of a block that is no resource.
fn setting(judge: &mut Judge<'_>, block: &Block, name: &str, allowed: &[&str]) -> bool {
    let (line, text) = match block.find("region") {
        Some(attribute) => (attribute.line.clone(), shown(&attribute.value)),
        None => (block.line.clone(), "null".to_owned()),
    };
    let fine = block.text("region").is_some_and(|region| allowed.contains(&region));
    judge.expect_line(fine, None, line, both(format!("{name}: region = {text}")), both(allowed.join(" / ")))
}

/// A resource outside Japan, or mail outside Tokyo.
fn place(judge: &mut Judge<'_>, plan: &Plan, resource: &Resource) {
    let at = region(plan, resource);
    let mail = resource.kind.starts_with("aws_ses");
    match at {
        Some(TOKYO) => {}
        Some(OSAKA) if !mail => {}
        Some(GLOBAL) if only_there(plan, resource) => {
            let kind = &resource.kind;
            judge.saw(resource, format!("{GLOBAL} でしか作れない {kind}"), format!("{kind}, which exists in {GLOBAL} only"));
        }
        _ => {
            let at = at.unwrap_or("?");
            let found = (format!("{at} に作られる"), format!("is created in {at}"));
            judge.lacks(resource, found, (TOKYO, TOKYO));
        }
    }
}

/// What AWS takes in us-east-1 and nowhere else, none of it holding records. A log may only be sent
/// from there to a bucket in Japan.
fn only_there(plan: &Plan, resource: &Resource) -> bool {
    let text = |path: &str| resource.body.text(path);
    let to_japan = |path: &str| {
        let bucket = resource.body.value(path).and_then(|value| plan.behind(value, "aws_s3_bucket"));
        bucket.and_then(|bucket| region(plan, bucket)).is_some_and(|region| [TOKYO, OSAKA].contains(&region))
    };
    match &*resource.kind {
        "aws_acm_certificate" | "aws_acm_certificate_validation" => true,
        "aws_wafv2_web_acl" | "aws_wafv2_ip_set" | "aws_wafv2_rule_group" | "aws_wafv2_regex_pattern_set" => {
            text("scope") == Some("CLOUDFRONT")
        }
        "aws_wafv2_web_acl_logging_configuration" => to_japan("log_destination_configs"),
        "aws_cloudwatch_log_delivery" | "aws_cloudwatch_log_delivery_source" => true,
        "aws_cloudwatch_log_delivery_destination" => to_japan("delivery_destination_configuration.destination_resource_arn"),
        "aws_cloudwatch_metric_alarm" => text("namespace").is_some_and(|name| ["AWS/CertificateManager", "AWS/CloudFront"].contains(&name)),
        "aws_cloudwatch_event_target" => carries_home(plan, resource),
        "aws_cloudwatch_event_rule" => {
            let mut targets = plan
                .of_type("aws_cloudwatch_event_target")
                .filter(|target| target.body.value("rule").is_some_and(|rule| names(rule, resource, "name")))
                .peekable();
            targets.peek().is_some() && targets.all(|target| carries_home(plan, target))
        }
        "aws_route53_query_log" => true,
        "aws_cloudwatch_log_group" => text("name").is_some_and(|name| name.starts_with("/aws/route53/")),
        "aws_cloudwatch_log_resource_policy" => true,
        _ => false,
    }
}

/// Does a rule's target hand its events to a bus in Japan?
fn carries_home(plan: &Plan, target: &Resource) -> bool {
    let bus = target.body.value("arn").and_then(|arn| destination(plan, arn));
    bus.is_some_and(|region| [TOKYO, OSAKA].contains(&region.as_str()))
}

/// Types that name the region (or a thing in it) they copy to: blocks on the way, then the argument.
const COPIES: &[(&str, &[&str], &str)] = &[
    ("aws_backup_plan", &["rule", "copy_action"], "destination_vault_arn"),
    ("aws_db_snapshot_copy", &[], "destination_region"),
    ("aws_dlm_lifecycle_policy", &["policy_details", "schedule", "cross_region_copy_rule"], "target"),
    ("aws_dynamodb_table", &["replica"], "region_name"),
    ("aws_ecr_replication_configuration", &["replication_configuration", "rule", "destination"], "region"),
    ("aws_s3_bucket_replication_configuration", &["rule", "destination"], "bucket"),
    ("aws_secretsmanager_secret", &["replica"], "region"),
];

/// Types that are copies themselves, made in the region of their provider.
const COPIED_HERE: &[&str] =
    &["aws_ami_copy", "aws_db_instance_automated_backups_replication", "aws_ebs_snapshot_copy", "aws_kms_replica_key"];

fn copies_stay(judge: &mut Judge<'_>) {
    judge.absent("別の場所への複製がありません。", "Nothing is copied elsewhere.");
    for plan in plans(judge) {
        for (kind, path, argument) in COPIES {
            for resource in plan.of_type(kind) {
                for copy in along(&resource.body, path) {
                    if let Some(attribute) = copy.find(argument) {
                        copied(judge, resource, argument, attribute, destination(plan, &attribute.value).as_deref());
                    }
                }
            }
        }
        for resource in COPIED_HERE.iter().flat_map(|kind| plan.of_type(kind)) {
            match region(plan, resource) {
                Some(region) if [TOKYO, OSAKA].contains(&region) => judge.saw(resource, region, region),
                other => {
                    let at = other.unwrap_or("?");
                    judge.lacks(resource, (at, at), (format!("{TOKYO} / {OSAKA}"), format!("{TOKYO} / {OSAKA}")));
                }
            }
        }
    }
}

fn copied(judge: &mut Judge<'_>, resource: &Resource, argument: &str, attribute: &Attribute, region: Option<&str>) {
    match region {
        Some(TOKYO | OSAKA) => judge.saw_argument(resource, argument, attribute),
        Some(_) | None => {
            let wanted = format!("{TOKYO} / {OSAKA}");
            judge.lacks_attribute(resource, argument, attribute, wanted.clone(), wanted);
        }
    }
}

fn along<'a>(block: &'a Block, path: &[&str]) -> Vec<&'a Block> {
    match path.split_first() {
        None => vec![block],
        Some((first, rest)) => block.blocks.iter().filter(|inner| &*inner.kind == *first).flat_map(|inner| along(inner, rest)).collect(),
    }
}

/// The region that a value names: as a region, in an ARN, or by a resource that lies there.
fn destination(plan: &Plan, value: &Value) -> Option<String> {
    let text = policy::text(value);
    let written = if text.starts_with("arn:") { text.split(':').nth(3) } else { Some(text.as_str()) };
    match written.filter(|region| !region.is_empty() && *region != "…") {
        Some(region) => Some(region.to_owned()),
        None => {
            let references = value.references();
            let target = references.iter().find_map(|reference| plan.managed(&reference.address))?;
            region(plan, target).map(str::to_owned)
        }
    }
}

fn edge_keeps_nothing(judge: &mut Judge<'_>) {
    judge.absent("CloudFront のディストリビューションがありません。", "There is no CloudFront distribution.");
    for distribution in judge.of_type("aws_cloudfront_distribution") {
        // AWS takes all edges where nothing is written.
        let japan = |value: &Value| *value == Value::Null || matches!(value.as_str(), Some("PriceClass_200" | "PriceClass_All"));
        if !judge.expect(distribution, "price_class", japan, "PriceClass_200 / PriceClass_All", "PriceClass_200 / PriceClass_All") {
            judge.mend_size("cloudfront.price_class", "PriceClass_200");
        }
        for kind in ["default_cache_behavior", "ordered_cache_behavior"] {
            for behavior in distribution.body.blocks_of(kind) {
                if shows_front_end(judge.plan(), distribution, behavior) {
                    judge.saw_block(distribution, behavior, format!("{kind}: 画面のバケット"), format!("{kind}: bucket of the front end"));
                } else {
                    passes_through(judge, distribution, behavior);
                }
            }
        }
    }
}

/// Does a behaviour serve a bucket that no application reads or writes?
fn shows_front_end(plan: &Plan, distribution: &Resource, behavior: &Block) -> bool {
    let id = behavior.value("target_origin_id");
    let origin = distribution.body.blocks_of("origin").find(|origin| id.is_some() && origin.value("origin_id") == id);
    let Some(bucket) = origin.and_then(|origin| plan.behind(origin.value("domain_name")?, "aws_s3_bucket")) else { return false };
    let names_it = |task: &Resource| {
        ["container_definitions", "container_properties"]
            .iter()
            .filter_map(|argument| task.body.value(argument))
            .any(|value| value.refers_to(&bucket.address))
    };
    !plan.of_type("aws_ecs_task_definition").chain(plan.of_type("aws_batch_job_definition")).any(names_it)
}

/// Managed-CachingDisabled and the managed policies that forward all headers of the viewer (AWS's
/// fixed ids, the same in every account).
const CACHING_DISABLED: &[(&str, &str)] = &[("Managed-CachingDisabled", "4135ea2d-6df8-44a3-9df3-4b5a084be39d")];
const ALL_HEADERS: &[(&str, &str)] = &[
    ("Managed-AllViewer", "216adef6-5c7f-47e4-b989-5492eafa07d3"),
    ("Managed-AllViewerExceptHostHeader", "b689b0a8-53d0-40ab-baf2-68738e2966ac"),
];

/// A behaviour in front of the API.
fn passes_through(judge: &mut Judge<'_>, distribution: &Resource, behavior: &Block) {
    let plan = judge.plan();
    let zero = |block: &Block, names: &[&str]| names.iter().all(|name| block.number(name) == Some(0.0));
    let own = |argument: &str, kind: &str| behavior.value(argument).and_then(|value| plan.behind(value, kind));
    let cache = own("cache_policy_id", "aws_cloudfront_cache_policy");
    let never = managed(behavior.value("cache_policy_id"), cache, CACHING_DISABLED)
        || cache.is_some_and(|policy| zero(&policy.body, &["min_ttl", "default_ttl", "max_ttl"]))
        || (behavior.find("cache_policy_id").is_none() && zero(behavior, &["min_ttl", "default_ttl", "max_ttl"]));
    report(
        judge,
        distribution,
        behavior,
        "cache_policy_id",
        never,
        ("TTL 0（Managed-CachingDisabled）", "TTL 0 (Managed-CachingDisabled)"),
    );
    let request = own("origin_request_policy_id", "aws_cloudfront_origin_request_policy");
    let old_style = behavior.value("forwarded_values.headers").map(Value::items).unwrap_or_default();
    let forwards = managed(behavior.value("origin_request_policy_id"), request, ALL_HEADERS)
        || request.is_some_and(|policy| policy.body.text("headers_config.header_behavior") == Some("allViewer"))
        || old_style.iter().any(|header| matches!(header.as_str(), Some("*" | "Authorization")));
    let wanted = ("Authorization を含む全ヘッダーの転送", "every header forwarded, Authorization among them");
    report(judge, distribution, behavior, "origin_request_policy_id", forwards, wanted);
}

/// Is this one of AWS's own policies, by name (a data source) or by id?
fn managed(value: Option<&Value>, policy: Option<&Resource>, wanted: &[(&str, &str)]) -> bool {
    let name = policy.and_then(|policy| policy.body.text("name"));
    let id = value.and_then(Value::as_str);
    wanted.iter().any(|(its_name, its_id)| name == Some(its_name) || id == Some(its_id))
}

fn report(judge: &mut Judge<'_>, resource: &Resource, block: &Block, argument: &str, fine: bool, wanted: (&str, &str)) {
    match (fine, block.find(argument)) {
        (true, Some(attribute)) => judge.saw_argument(resource, argument, attribute),
        (true, None) => judge.saw_block(resource, block, wanted.0, wanted.1),
        (false, Some(attribute)) => judge.lacks_attribute(resource, argument, attribute, wanted.0, wanted.1),
        (false, None) => {
            let found = (format!("{argument} は未指定"), format!("{argument} is not set"));
            judge.lacks_line(Some(resource), block.line.clone(), found, wanted);
        }
    }
}

const SWITCHES: [&str; 4] = ["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"];

fn nothing_public(judge: &mut Judge<'_>) {
    judge.absent("S3 バケットがありません。", "There is no S3 bucket.");
    for plan in plans(judge) {
        for bucket in plan.of_type("aws_s3_bucket") {
            let beside = |kind: &'static str| {
                plan.of_type(kind).find(|other| other.body.value("bucket").is_some_and(|value| names(value, bucket, "bucket")))
            };
            match beside("aws_s3_bucket_public_access_block") {
                Some(block) => {
                    for switch in SWITCHES {
                        judge.expect_bool(block, switch, true);
                    }
                }
                None => judge.lacks(
                    bucket,
                    ("公開アクセスブロックがない", "no public access block"),
                    ("aws_s3_bucket_public_access_block", "an aws_s3_bucket_public_access_block"),
                ),
            }
            match beside("aws_s3_bucket_ownership_controls") {
                Some(controls) => {
                    let enforced = |value: &Value| value.as_str() == Some("BucketOwnerEnforced");
                    judge.expect(
                        controls,
                        "rule.object_ownership",
                        enforced,
                        "BucketOwnerEnforced（ACL なし）",
                        "BucketOwnerEnforced (no ACLs)",
                    );
                }
                None => judge.lacks(
                    bucket,
                    ("所有権の設定がない", "no ownership controls"),
                    ("aws_s3_bucket_ownership_controls", "aws_s3_bucket_ownership_controls"),
                ),
            }
        }
    }
}

/// Words by which a document says that an environment holds no real data.
const NO_REAL_DATA: [&str; 2] = ["実データなし", "no real patient data"];

fn data_declared(judge: &mut Judge<'_>) {
    let plan = judge.plan();
    let values = format!("{}/terraform.tfvars", plan.root);
    let declared = plan.variables().get("phi").and_then(Value::as_bool).zip(judge.line_with(&values, "phi "));
    let Some((phi, line)) = declared else {
        let found = ("変数 phi がない", "there is no variable phi");
        judge.lacks_line(None, judge.root_line(), found, ("phi = true / false", "phi = true / false"));
        return;
    };
    judge.saw_line(None, line, format!("phi = {phi}"), format!("phi = {phi}"));
    for holder in ["aws_db_instance", "aws_s3_bucket"].into_iter().flat_map(|kind| plan.of_type(kind)) {
        let default = plan.providers().get(&holder.provider).and_then(|provider| provider.value("default_tags.tags"));
        let tag = [holder.body.value("tags"), default].into_iter().flatten().find_map(|tags| tags.entry("Phi"));
        if tag.and_then(Value::as_bool) == Some(phi) {
            judge.saw(holder, format!("タグ Phi = {phi}"), format!("tag Phi = {phi}"));
        } else {
            judge.lacks_argument(holder, "tags", format!("タグ Phi = {phi}"), format!("tag Phi = {phi}"));
        }
    }
    if !phi {
        written_down(judge);
    }
}

fn written_down(judge: &mut Judge<'_>) {
    let name = format!("`{}`", judge.environment.name);
    let says = |line: &str| line.contains(&name) && NO_REAL_DATA.iter().any(|words| line.contains(words));
    let documents = judge.paths().into_iter().filter(|path| path.ends_with(".md"));
    let found = documents
        .flat_map(|path| judge.file(path).into_iter().flat_map(str::lines).filter(|line| says(line)).map(move |line| (path, line)))
        .next();
    match found.and_then(|(path, text)| judge.line_with(path, text)) {
        Some(line) => judge.saw_line(None, line, "実データなしと書かれている", "says that there is no real data"),
        None => judge.lacks_line(
            None,
            crate::plan::Line::top("infra/README.md"),
            (format!("{name} に実データがないことが書かれていない"), format!("does not say that {name} holds no real data")),
            (format!("{name}: 実データなし"), format!("{name}: no real patient data")),
        ),
    }
}
