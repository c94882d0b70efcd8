//! Settings of the project: its name, repository, domain, state, tags and account baseline.

use std::collections::BTreeMap;

use super::rules;
use crate::compliance::Edition;
use crate::param::Preset::{Bool, List, Map, Number, Text};
use crate::param::{Base, Group, Kind, ParamSpec, Scope, Unit};
use crate::sizing::s3::LOG_RETENTION_DAYS;
use crate::sizing::{Reader, params};
use crate::text::{Lang, t};
use crate::value::Value;

/// An owner that nobody can register: GitHub names have no double hyphen. The roles of a bundle
/// whose owner was never filled in can therefore be assumed by no repository at all.
pub(crate) const OWNER_PLACEHOLDER: &str = "change--me";
/// The reserved documentation domain of JPRS.
pub(crate) const DOMAIN_PLACEHOLDER: &str = "example.jp";

params! {
    /// Basics.
    Basics in Scope::Project, Group::Project, "";
    name: String = {
        kind: Kind::Text(rules::PROJECT_NAME),
        unit: Unit::None,
        label: t("プロジェクト名", "Project name"),
        help: t("すべてのリソース名の先頭に付きます。AWS の名前の上限から 15 文字までです。", "Begins every resource name. AWS name limits leave 15 characters for it."),
        source: "AWS name rules 2026-11-23: target group names have 32 characters",
        defaults: [Text("hbp-cc"), Text("hbp-cc"), Text("hbp-cc")],
    }
    title: String = {
        kind: Kind::Text(rules::TITLE),
        unit: Unit::None,
        label: t("説明", "Description"),
        help: t("README の見出しに入ります。どんな文字でも、書いたとおりに入ります。", "Goes into the heading of the README, exactly as typed."),
        source: "free text",
        defaults: [Text("hbp-cc"), Text("hbp-cc"), Text("hbp-cc")],
    }
    language: String = {
        kind: Kind::Choice(&[Lang::Ja.id(), Lang::En.id()]),
        unit: Unit::None,
        label: t("成果物の言語", "Language of the bundle"),
        help: t("ja は日本語、en は英語。README.md などの文書、報告書、図、tfvars のコメントに使う言語です。もう一方の言語の文書も、名前に印（.en または .ja）を付けて入ります。画面の言語とは別です。", "ja: Japanese, en: English. Documents such as README.md, reports, pictures and comments in tfvars are in it; documents in the other language lie beside them with a mark in the name (.en or .ja). The language of this page is another matter."),
        source: "docs/decisions/0023",
        defaults: [Text(Lang::Ja.id()), Text(Lang::Ja.id()), Text(Lang::Ja.id())],
    }
    github_organization: String = {
        kind: Kind::Text(rules::GITHUB_OWNER),
        unit: Unit::None,
        label: t("GitHub の組織", "GitHub organization"),
        help: t("この組織のリポジトリだけが AWS のロールを引き受けられます。", "Only a repository of this organization can assume the AWS roles."),
        source: "GitHub OIDC subject claim",
        defaults: [Text(OWNER_PLACEHOLDER), Text(OWNER_PLACEHOLDER), Text(OWNER_PLACEHOLDER)],
    }
    github_repository: String = {
        kind: Kind::Text(rules::GITHUB_REPOSITORY),
        unit: Unit::None,
        label: t("GitHub のリポジトリ", "GitHub repository"),
        help: t("ワークフローを置くリポジトリの名前。", "Name of the repository that holds the workflows."),
        source: "GitHub OIDC subject claim",
        defaults: [Text("hbp-cc"), Text("hbp-cc"), Text("hbp-cc")],
    }
    github_organization_id: String = {
        kind: Kind::Text(rules::GITHUB_ID),
        unit: Unit::None,
        label: t("GitHub の組織の ID", "Id of the GitHub organization"),
        help: t("2026-07-15 以降に作成・改名・移管したリポジトリでは必須です（トークンの sub に ID が入るため）。それより前からあるリポジトリでは空にします。gh api repos/組織/リポジトリ --jq .owner.id で分かります。", "Needed for a repository that was created, renamed or transferred from 2026-07-15 on, whose tokens carry ids in their subject. Empty for an older one. Shown by gh api repos/OWNER/NAME --jq .owner.id."),
        source: "GitHub changelog 2026-04-23, immutable subject claims",
        defaults: [Text(""), Text(""), Text("")],
    }
    github_repository_id: String = {
        kind: Kind::Text(rules::GITHUB_ID),
        unit: Unit::None,
        label: t("GitHub のリポジトリの ID", "Id of the GitHub repository"),
        help: t("組織の ID と必ず一緒に入れます。gh api repos/組織/リポジトリ --jq .id で分かります。", "Goes together with the id of the organization. Shown by gh api repos/OWNER/NAME --jq .id."),
        source: "GitHub changelog 2026-04-23, immutable subject claims",
        defaults: [Text(""), Text(""), Text("")],
    }
    root_domain: String = {
        kind: Kind::Text(rules::DOMAIN),
        unit: Unit::None,
        label: t("ルートドメイン", "Root domain"),
        help: t("API・画面・メールのホスト名はこの下に作ります。", "API, front end and mail hosts are created below it."),
        source: "botocore 1.44.5 acm DomainNameString",
        defaults: [Text(DOMAIN_PLACEHOLDER), Text(DOMAIN_PLACEHOLDER), Text(DOMAIN_PLACEHOLDER)],
    }
    hosted_zone: String = {
        kind: Kind::Choice(&["create", "existing"]),
        unit: Unit::None,
        label: t("ホストゾーン", "Hosted zone"),
        help: t("create は bootstrap がゾーンを 1 度だけ作ります。existing は既にあるゾーンを使います。", "create: bootstrap makes the zone once. existing: a zone that is already there is used."),
        source: "product plan: Route 53 in Terraform",
        defaults: [Text("create"), Text("create"), Text("create")],
    }
    region: String = {
        kind: Kind::Choice(&["ap-northeast-1"]),
        unit: Unit::None,
        label: t("リージョン", "Region"),
        help: t("医療情報は国内に置きます。CloudFront の証明書だけは us-east-1 に作られます。", "Medical data stays in Japan. Only the CloudFront certificate is created in us-east-1."),
        source: "product plan; control DAT-01",
        defaults: [Text("ap-northeast-1"), Text("ap-northeast-1"), Text("ap-northeast-1")],
    }
    cache_engine: String = {
        kind: Kind::Choice(&["redis", "valkey"]),
        unit: Unit::None,
        label: t("キャッシュのエンジン", "Cache engine"),
        help: t("Valkey は Redis OSS 7 互換で料金が 2 割安い一方、Redis へは戻せません。", "Valkey is compatible with Redis OSS 7 and 20 % cheaper, but there is no way back to Redis."),
        source: "control C-15",
        defaults: [Text("redis"), Text("redis"), Text("redis")],
    }
    deploy_engine: String = {
        kind: Kind::Choice(&["codedeploy"]),
        unit: Unit::None,
        label: t("デプロイ方式", "Deployment engine"),
        help: t("CodeDeploy によるブルー/グリーン。ECS 標準のブルー/グリーンは provider 6.4 以降が要るため選べません。", "Blue/green by CodeDeploy. The native one of ECS needs provider 6.4 and is not offered."),
        source: "control C-08",
        defaults: [Text("codedeploy"), Text("codedeploy"), Text("codedeploy")],
    }
    guideline_editions: String = {
        kind: Kind::Choice(&[Edition::Current.id(), Edition::Former.id()]),
        unit: Unit::None,
        label: t("ガイドラインの版", "Guideline editions"),
        help: t("current は厚生労働省 第7.0版と経済産業省・総務省 第2.0版、former は第6.0版と第1.1版。報告書の項目番号に使います。", "current: MHLW 7.0 with METI and MIC 2.0; former: 6.0 with 1.1. Reports number the clauses by it."),
        source: "MHLW notice 2026-06-29; METI and MIC 2025-03-28",
        defaults: [Text(Edition::Current.id()), Text(Edition::Current.id()), Text(Edition::Current.id())],
    }
    alarm_emails: Vec<String> = {
        kind: Kind::List(rules::EMAIL),
        unit: Unit::None,
        label: t("アラームの宛先", "Alarm recipients"),
        help: t("届いた確認メールで承認した人にだけ通知が届きます。1 行に 1 つ。", "Only those who confirm the first mail are notified. One per line."),
        source: "control MON-01",
        defaults: [List(&[]), List(&[]), List(&[])],
    }
    tags: BTreeMap<String, String> = {
        kind: Kind::Map(rules::TAG_KEY, rules::TAG_VALUE),
        unit: Unit::None,
        label: t("タグ", "Tags"),
        help: t("コスト配分に使います。Environment・Project などは自動で付きます。1 行に「名前 = 値」。", "For cost allocation. Environment, Project and others are set for you. One “name = value” per line."),
        source: "AWS tagging rules; control CHG-05",
        defaults: [
            Map(&[("CostCenter", "medical-saas"), ("DataClass", "confidential"), ("Owner", "platform")]),
            Map(&[("CostCenter", "medical-saas"), ("DataClass", "confidential"), ("Owner", "platform")]),
            Map(&[("CostCenter", "medical-saas"), ("DataClass", "confidential"), ("Owner", "platform")]),
        ],
    }
}

params! {
    /// Where the state lies, and which versions are used.
    State in Scope::Project, Group::State, "";
    aws_provider: String = {
        kind: Kind::Choice(&["~> 5.0", "~> 6.0"]),
        unit: Unit::None,
        label: t("AWS プロバイダー", "AWS provider"),
        help: t("モジュールは両方で同じ文面のまま使えます。", "The modules work with both, unchanged."),
        source: "product plan: ~> 5.0",
        defaults: [Text("~> 5.0"), Text("~> 5.0"), Text("~> 5.0")],
    }
    state_lock: String = {
        kind: Kind::Choice(&["dynamodb", "s3", "both"]),
        unit: Unit::None,
        label: t("state のロック", "State lock"),
        help: t("dynamodb は Terraform 1.5 以降。s3 と both は 1.10 以降が要ります（both は移行用）。", "dynamodb: Terraform 1.5 or later. s3 and both need 1.10 (both is for migration)."),
        source: "control C-01",
        defaults: [Text("dynamodb"), Text("dynamodb"), Text("dynamodb")],
    }
    state_bucket: String = {
        kind: Kind::Text(rules::BUCKET),
        unit: Unit::None,
        label: t("state のバケット", "State bucket"),
        help: t("全世界で一意の名前。空なら「プロジェクト名-tfstate」を使います。", "A name unique in the whole world. Empty uses “project-tfstate”."),
        source: "AWS S3 user guide, bucket naming rules",
        defaults: [Text(""), Text(""), Text("")],
    }
    state_lock_table: String = {
        kind: Kind::Text(rules::TABLE),
        unit: Unit::None,
        label: t("ロックのテーブル", "Lock table"),
        help: t("空なら「プロジェクト名-tflock」を使います。", "Empty uses “project-tflock”."),
        source: "AWS DynamoDB naming rules",
        defaults: [Text(""), Text(""), Text("")],
    }
}

params! {
    /// Account-wide baseline that `bootstrap/` creates once per account.
    Account in Scope::Project, Group::Account, "account.";
    create_github_oidc_provider: bool = {
        kind: Kind::Switch,
        unit: Unit::None,
        label: t("GitHub OIDC プロバイダー", "GitHub OIDC provider"),
        help: t("1 つのアカウントに 1 つだけ作れます。既にあるならオフにします。", "An account can have only one. Switch off where it exists."),
        source: "control IAM-02",
        defaults: [Bool(true), Bool(true), Bool(true)],
    }
    config: bool = {
        kind: Kind::Switch,
        unit: Unit::None,
        label: t("AWS Config", "AWS Config"),
        help: t("リソースの設定変更を記録します。既に有効なアカウントではオフにします。", "Records configuration changes. Switch off where the account already has it."),
        source: "control MON-02",
        defaults: [Bool(true), Bool(true), Bool(true)],
    }
    guardduty: bool = {
        kind: Kind::Switch,
        unit: Unit::None,
        label: t("GuardDuty", "GuardDuty"),
        help: t("脅威を検知します。組織で一括管理しているならオフにします。", "Detects threats. Switch off where the organization manages it."),
        source: "control MON-02",
        defaults: [Bool(true), Bool(true), Bool(true)],
    }
    guardduty_runtime: bool = {
        kind: Kind::Switch,
        unit: Unit::None,
        label: t("GuardDuty のランタイム監視", "GuardDuty runtime monitoring"),
        help: t("ECS のタスクに監視エージェントが入り、タスクのメモリーを 128 MiB〜1 GiB 使うことがあります。GuardDuty がオンのときだけ働きます。", "An agent joins every ECS task and may take 128 MiB to 1 GiB of its memory. Works only with GuardDuty on."),
        source: "control MON-02; AWS GuardDuty user guide, CPU and memory limits on Fargate",
        defaults: [Bool(true), Bool(true), Bool(true)],
    }
    inspector: bool = {
        kind: Kind::Switch,
        unit: Unit::None,
        label: t("Inspector", "Inspector"),
        help: t("ECR のイメージの脆弱性を、push した後も調べ続けます。組織で一括管理しているならオフにします。", "Keeps looking for vulnerabilities in images of ECR after the push. Switch off where the organization manages it."),
        source: "control MON-02",
        defaults: [Bool(true), Bool(true), Bool(true)],
    }
    securityhub: bool = {
        kind: Kind::Switch,
        unit: Unit::None,
        label: t("Security Hub", "Security Hub"),
        help: t("基準との差を集めます。AWS Config が要ります。", "Collects deviations from standards. Needs AWS Config."),
        source: "control MON-02",
        defaults: [Bool(true), Bool(true), Bool(true)],
    }
    s3_data_events: bool = {
        kind: Kind::Switch,
        unit: Unit::None,
        label: t("S3 のデータイベント", "S3 data events"),
        help: t("患者データのバケットで、誰がどのオブジェクトを読み書きしたかを証跡に残します。", "Records who read or wrote which object in the buckets with patients' data."),
        source: "control LOG-04",
        defaults: [Bool(true), Bool(true), Bool(true)],
    }
    backup: bool = {
        kind: Kind::Switch,
        unit: Unit::None,
        label: t("AWS Backup", "AWS Backup"),
        help: t("35 日を超える保管を別の仕組みで持ちます。", "Keeps backups beyond 35 days by a second method."),
        source: "control BKP-02",
        defaults: [Bool(true), Bool(true), Bool(true)],
    }
    backup_copy_to_osaka: bool = {
        kind: Kind::Switch,
        unit: Unit::None,
        label: t("大阪への複製", "Copy to Osaka"),
        help: t("復元ポイントを ap-northeast-3 に複製します。国外には出ません。", "Copies recovery points to ap-northeast-3, inside Japan."),
        source: "control BKP-03, DAT-02",
        defaults: [Bool(true), Bool(true), Bool(true)],
    }
    backup_vault_lock_mode: String = {
        kind: Kind::Choice(&["off", "governance", "compliance"]),
        unit: Unit::None,
        label: t("バックアップの改ざん防止", "Backup vault lock"),
        help: t("compliance は誰にも解除できません。", "Nobody can lift compliance mode."),
        source: "control BKP-03",
        defaults: [Text("governance"), Text("governance"), Text("governance")],
    }
    object_lock_mode: String = {
        kind: Kind::Choice(&["off", "governance", "compliance"]),
        unit: Unit::None,
        label: t("証跡の改ざん防止", "Trail write-once"),
        help: t("CloudTrail のバケットの Object Lock。compliance は誰にも解除できません。", "Object Lock of the CloudTrail bucket. Nobody can lift compliance mode."),
        source: "control LOG-02, C-14",
        defaults: [Text("governance"), Text("governance"), Text("governance")],
    }
    object_lock_days: i64 = {
        kind: Kind::Number { min: 1, max: 36500 },
        unit: Unit::Days,
        label: t("証跡の改ざん防止の日数", "Trail write-once for"),
        help: t("書き込みからこの日数は消せません。", "For this many days after writing nothing can be deleted."),
        source: "botocore 1.44.5 s3 DefaultRetention",
        defaults: [Number(365), Number(365), Number(365)],
    }
    archive_days: i64 = {
        kind: Kind::Number { min: 365, max: 36500 },
        unit: Unit::Days,
        label: t("証跡の長期保管", "Trail archive"),
        help: t("証跡を消すまでの日数。1827 日は 5 年（製品ポリシー）。", "Days until the trail expires. 1827 days are 5 years (product policy)."),
        source: "control LOG-10",
        defaults: [Number(1827), Number(1827), Number(1827)],
    }
    retention_days: i64 = {
        kind: Kind::NumberChoice(LOG_RETENTION_DAYS),
        unit: Unit::Days,
        label: t("証跡のログ保持", "Trail log retention"),
        help: t("CloudWatch Logs に置く証跡の保持日数。", "Days that the trail stays in CloudWatch Logs."),
        source: "botocore 1.44.5 logs PutRetentionPolicy",
        defaults: [Number(400), Number(400), Number(400)],
    }
}

pub(crate) const TABLES: &[&[ParamSpec]] = &[Basics::SPECS, State::SPECS, Account::SPECS];

/// The checked settings of the project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProjectSettings {
    /// Basics.
    pub basics: Basics,
    /// State and versions.
    pub state: State,
    /// Account baseline.
    pub account: Account,
}

impl ProjectSettings {
    pub(crate) fn read(values: &BTreeMap<&'static str, Value>) -> Self {
        let reader = &Reader { scope: Scope::Project, base: Base::Prod, values };
        Self { basics: Basics::read(reader), state: State::read(reader), account: Account::read(reader) }
    }

    /// Language of the bundle's documents, reports, pictures and comments.
    #[must_use]
    pub fn language(&self) -> Lang {
        Lang::from_id(&self.basics.language).unwrap_or(Lang::Ja)
    }

    /// Name of the state bucket.
    #[must_use]
    pub fn state_bucket(&self) -> String {
        if self.state.state_bucket.is_empty() { format!("{}-tfstate", self.basics.name) } else { self.state.state_bucket.clone() }
    }

    /// Name of the lock table, or `None` when the lock is an object in S3 alone.
    #[must_use]
    pub fn lock_table(&self) -> Option<String> {
        match self.state.state_lock.as_str() {
            "s3" => None,
            _ if self.state.state_lock_table.is_empty() => Some(format!("{}-tflock", self.basics.name)),
            _ => Some(self.state.state_lock_table.clone()),
        }
    }

    /// Alias of the key that bootstrap makes for the state; by it the backend and the roles name the key.
    #[must_use]
    pub fn state_key_alias(&self) -> String {
        format!("alias/{}-tfstate", self.basics.name)
    }

    /// Is the lock an object in S3? It needs Terraform 1.10.
    #[must_use]
    pub fn s3_lock(&self) -> bool {
        self.state.state_lock != "dynamodb"
    }
}
