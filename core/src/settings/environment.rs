//! Settings of one environment that are not sizes: its name, branch, hosts and account.

use super::rules;
use crate::param::Preset::Text;
use crate::param::{Group, Kind, ParamSpec, Scope, Unit};
use crate::sizing::params;
use crate::text::t;

params! {
    /// Checked settings of an environment.
    EnvironmentSettings in Scope::Environment, Group::Environment, "";
    name: String = {
        kind: Kind::Text(rules::ENVIRONMENT_NAME),
        unit: Unit::None,
        label: t("環境名", "Environment name"),
        help: t("フォルダー名とリソース名に入ります。", "Part of the folder and of every resource name."),
        source: "AWS name rules 2026-11-23",
        defaults: [Text("dev"), Text("stg"), Text("prod")],
    }
    branch: String = {
        kind: Kind::Text(rules::BRANCH),
        unit: Unit::None,
        label: t("ブランチ", "Branch"),
        help: t("このブランチへの push でデプロイします。", "A push to this branch deploys."),
        source: "product plan: development, staging, production",
        defaults: [Text("development"), Text("staging"), Text("production")],
    }
    github_environment: String = {
        kind: Kind::Text(rules::GITHUB_ENVIRONMENT),
        unit: Unit::None,
        label: t("GitHub の環境", "GitHub environment"),
        help: t("承認者と変数を持つ GitHub の環境。OIDC の主体に入ります。", "The GitHub environment with reviewers and variables. Part of the OIDC subject."),
        source: "product plan; GitHub OIDC subject claim",
        defaults: [Text("development"), Text("staging"), Text("production")],
    }
    aws_account_id: String = {
        kind: Kind::Text(rules::ACCOUNT_ID),
        unit: Unit::None,
        label: t("AWS アカウント ID", "AWS account ID"),
        help: t("入れると、他のアカウントへの適用を Terraform が拒みます。", "When filled in, Terraform refuses to apply to any other account."),
        source: "provider argument allowed_account_ids",
        defaults: [Text(""), Text(""), Text("")],
    }
    zone: String = {
        kind: Kind::Text(rules::ZONE),
        unit: Unit::None,
        label: t("ホストゾーン名", "Hosted zone name"),
        help: t("空ならルートドメイン。別アカウントの環境では dev.example.jp のように委任したゾーンを入れます。", "Empty means the root domain. In another account use a delegated zone such as dev.example.jp."),
        source: "Route 53: a zone lives in one account",
        defaults: [Text(""), Text(""), Text("")],
    }
    api_host: String = {
        kind: Kind::Text(rules::HOST),
        unit: Unit::None,
        label: t("API のホスト名", "API host"),
        help: t("ゾーン名の前に付きます。", "Goes before the zone name."),
        source: "product plan: api-dev, api-stg, api",
        defaults: [Text("api-dev"), Text("api-stg"), Text("api")],
    }
    app_host: String = {
        kind: Kind::Text(rules::HOST),
        unit: Unit::None,
        label: t("画面のホスト名", "Front-end host"),
        help: t("ゾーン名の前に付きます。", "Goes before the zone name."),
        source: "product plan: app-dev, app-stg, app",
        defaults: [Text("app-dev"), Text("app-stg"), Text("app")],
    }
    mail_host: String = {
        kind: Kind::Text(rules::HOST),
        unit: Unit::None,
        label: t("メールのホスト名", "Mail host"),
        help: t("SES の送信ドメイン。同じアカウントで重複できないため環境ごとに分けます。", "Sending domain of SES. One account cannot hold it twice, so each environment has its own."),
        source: "SES identities are unique per account and region",
        defaults: [Text("mail-dev"), Text("mail-stg"), Text("mail")],
    }
}

pub(crate) const TABLES: &[&[ParamSpec]] = &[EnvironmentSettings::SPECS];
