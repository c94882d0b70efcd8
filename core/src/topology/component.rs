//! The parts an architect speaks of, and which planned resources belong to each. Every resource of a
//! generated bundle belongs to exactly one; a test holds that over the plans.
//!
//! It must not know how a part is drawn, or in which view.

use crate::plan::Resource;
use crate::text::{Text, t};

/// What kind of thing a component is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Role {
    Users,
    Dns,
    Certificate,
    Cdn,
    Bucket,
    Firewall,
    Balancer,
    TargetGroup,
    Container,
    Database,
    Cache,
    Job,
    Queue,
    Mail,
    Key,
    Secret,
    Shell,
    Registry,
    Pipeline,
    Repository,
    Alarm,
    Log,
    Audit,
    Network,
    Gateway,
    Endpoint,
    State,
    Identity,
    Backup,
    Guard,
}

/// Where a component's resources are planned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Home {
    /// Nowhere: somebody or something outside of the files.
    Outside,
    /// In each environment.
    Environment,
    /// Once, in the account baseline.
    Account,
}

/// A part of the architecture.
#[derive(Debug)]
pub struct Component {
    /// Stable id, such as `database`.
    pub id: &'static str,
    /// What it is called.
    pub title: Text,
    /// What kind of thing it is.
    pub role: Role,
    /// Where it is planned.
    pub home: Home,
    /// Beginnings of the addresses of its resources, as [`Component::of_address`] writes them. The longest that fits wins.
    members: &'static [&'static str],
}

const fn component(id: &'static str, role: Role, home: Home, title: Text, members: &'static [&'static str]) -> Component {
    Component { id, title, role, home, members }
}

use Home::{Account, Environment, Outside};

/// Every component, in the order in which they are listed.
pub const COMPONENTS: &[Component] = &[
    component("users", Role::Users, Outside, t("利用者", "Users"), &[]),
    component("dns", Role::Dns, Environment, t("Route 53", "Route 53"), &["route53."]),
    component("certificates", Role::Certificate, Environment, t("ACM 証明書", "ACM certificates"), &["acm."]),
    component("cdn", Role::Cdn, Environment, t("CloudFront", "CloudFront"), &["cloudfront."]),
    component(
        "front_bucket",
        Role::Bucket,
        Environment,
        t("S3 フロント", "S3 front end"),
        &[
            "cloudfront.aws_s3_bucket_policy.front",
            "s3.aws_s3_bucket.this.front",
            "s3.aws_s3_bucket_lifecycle_configuration.front",
            "s3.aws_s3_bucket_logging.this.front",
            "s3.aws_s3_bucket_ownership_controls.this.front",
            "s3.aws_s3_bucket_public_access_block.this.front",
            "s3.aws_s3_bucket_server_side_encryption_configuration.this.front",
            "s3.aws_s3_bucket_versioning.this.front",
        ],
    ),
    component(
        "waf",
        Role::Firewall,
        Environment,
        t("AWS WAF", "AWS WAF"),
        &["alb.aws_wafv2_", "alb.aws_cloudwatch_log_resource_policy.waf"],
    ),
    component("alb", Role::Balancer, Environment, t("ALB", "ALB"), &["alb."]),
    component("target_blue", Role::TargetGroup, Environment, t("ターゲット blue", "Targets, blue"), &["alb.aws_lb_target_group.this.blue"]),
    component(
        "target_green",
        Role::TargetGroup,
        Environment,
        t("ターゲット green", "Targets, green"),
        &["alb.aws_lb_target_group.this.green"],
    ),
    component("cluster", Role::Shell, Environment, t("ECS Exec（SSM）", "ECS Exec (SSM)"), &["ecs.aws_ecs_cluster."]),
    component("api", Role::Container, Environment, t("ECS FastAPI", "ECS FastAPI"), &["ecs."]),
    component(
        "worker",
        Role::Container,
        Environment,
        t("ECS arq worker", "ECS arq worker"),
        &[
            "ecs.aws_appautoscaling_policy.worker",
            "ecs.aws_appautoscaling_target.worker",
            "ecs.aws_ecs_service.worker",
            "ecs.aws_ecs_task_definition.worker",
        ],
    ),
    component(
        "task_role",
        Role::Identity,
        Environment,
        t("タスクロール", "Task role"),
        &["ecs.aws_iam_role.task", "ecs.aws_iam_role_policy.task"],
    ),
    component(
        "execution_role",
        Role::Identity,
        Environment,
        t("実行ロール", "Execution role"),
        &["ecs.aws_iam_role.execution", "ecs.aws_iam_role_policy.execution"],
    ),
    component(
        "codedeploy",
        Role::Pipeline,
        Environment,
        t("CodeDeploy", "CodeDeploy"),
        &[
            "ecs.aws_codedeploy_",
            "ecs.aws_cloudwatch_metric_alarm.rollback",
            "ecs.aws_iam_role.codedeploy",
            "ecs.aws_iam_role_policy_attachment.codedeploy",
        ],
    ),
    component("batch", Role::Job, Environment, t("AWS Batch", "AWS Batch"), &["batch."]),
    component("database", Role::Database, Environment, t("RDS PostgreSQL", "RDS PostgreSQL"), &["rds."]),
    component("cache", Role::Cache, Environment, t("ElastiCache", "ElastiCache"), &["elasticache."]),
    component("app_buckets", Role::Bucket, Environment, t("S3 アプリ", "S3 application"), &["s3."]),
    component(
        "log_bucket",
        Role::Bucket,
        Environment,
        t("S3 ログ", "S3 logs"),
        &[
            "s3.aws_s3_bucket.this.logs",
            "s3.aws_s3_bucket_lifecycle_configuration.logs",
            "s3.aws_s3_bucket_ownership_controls.this.logs",
            "s3.aws_s3_bucket_policy.logs",
            "s3.aws_s3_bucket_public_access_block.this.logs",
            "s3.aws_s3_bucket_server_side_encryption_configuration.this.logs",
            "s3.aws_s3_bucket_versioning.this.logs",
        ],
    ),
    component("queue", Role::Queue, Environment, t("SQS", "SQS"), &["sqs."]),
    component("mail", Role::Mail, Environment, t("SES", "SES"), &["ses."]),
    component("secrets", Role::Secret, Environment, t("Secrets Manager", "Secrets Manager"), &["ecs.aws_secretsmanager_secret."]),
    component("registry", Role::Registry, Environment, t("ECR", "ECR"), &["cicd.aws_ecr_"]),
    component("delivery_roles", Role::Identity, Environment, t("GitHub 用ロール", "Roles for GitHub"), &["cicd."]),
    component("alarms", Role::Alarm, Environment, t("CloudWatch アラーム", "CloudWatch alarms"), &["monitoring."]),
    component("notices", Role::Mail, Environment, t("SNS 通知", "SNS notices"), &["monitoring.aws_sns_topic"]),
    component(
        "logs",
        Role::Log,
        Environment,
        t("CloudWatch Logs", "CloudWatch Logs"),
        &[
            "alb.aws_cloudwatch_log_group.",
            "batch.aws_cloudwatch_log_group.",
            "ecs.aws_cloudwatch_log_group.",
            "elasticache.aws_cloudwatch_log_group.",
            "rds.aws_cloudwatch_log_group.",
            "vpc.aws_cloudwatch_log_group.",
        ],
    ),
    component("key_data", Role::Key, Environment, t("KMS データ", "KMS data"), &["s3.aws_kms_key.data", "s3.aws_kms_alias.data"]),
    component("key_logs", Role::Key, Environment, t("KMS ログ", "KMS logs"), &["s3.aws_kms_key.logs", "s3.aws_kms_alias.logs"]),
    component("key_database", Role::Key, Environment, t("KMS データベース", "KMS database"), &["rds.aws_kms_"]),
    component("network", Role::Network, Environment, t("VPC", "VPC"), &["vpc."]),
    component(
        "security_groups",
        Role::Firewall,
        Environment,
        t("セキュリティグループ", "Security groups"),
        &["vpc.aws_security_group.", "vpc.aws_vpc_security_group_", "vpc.aws_default_security_group."],
    ),
    component("flow_logs", Role::Audit, Environment, t("フローログ", "Flow logs"), &["vpc.aws_flow_log.", "vpc.aws_iam_role"]),
    component(
        "internet_gateway",
        Role::Gateway,
        Environment,
        t("インターネットゲートウェイ", "Internet gateway"),
        &["vpc.aws_internet_gateway."],
    ),
    component("nat", Role::Gateway, Environment, t("NAT ゲートウェイ", "NAT gateways"), &["vpc.aws_nat_gateway.", "vpc.aws_eip."]),
    component("endpoints", Role::Endpoint, Environment, t("VPC エンドポイント", "VPC endpoints"), &["vpc.aws_vpc_endpoint."]),
    component(
        "subnets_public",
        Role::Network,
        Environment,
        t("パブリックサブネット", "Public subnets"),
        &["vpc.aws_subnet.public", "vpc.aws_route_table.public", "vpc.aws_route.public", "vpc.aws_route_table_association.public"],
    ),
    component(
        "subnets_app",
        Role::Network,
        Environment,
        t("アプリ用サブネット", "Application subnets"),
        &["vpc.aws_subnet.app", "vpc.aws_route_table.app", "vpc.aws_route.app", "vpc.aws_route_table_association.app"],
    ),
    component(
        "subnets_data",
        Role::Network,
        Environment,
        t("データ用サブネット", "Data subnets"),
        &["vpc.aws_subnet.data", "vpc.aws_route_table.data", "vpc.aws_route_table_association.data"],
    ),
    component("repository", Role::Repository, Outside, t("GitHub リポジトリ", "GitHub repository"), &[]),
    component("oidc", Role::Identity, Account, t("OIDC プロバイダー", "OIDC provider"), &["aws_iam_openid_connect_provider."]),
    component(
        "state",
        Role::State,
        Account,
        t("Terraform の state", "Terraform state"),
        &[
            "aws_dynamodb_table.lock",
            "aws_kms_alias.state",
            "aws_kms_key.state",
            "aws_s3_bucket.state",
            "aws_s3_bucket_lifecycle_configuration.state",
            "aws_s3_bucket_logging.state",
            "aws_s3_bucket_ownership_controls.state",
            "aws_s3_bucket_policy.state",
            "aws_s3_bucket_public_access_block.state",
            "aws_s3_bucket_server_side_encryption_configuration.state",
            "aws_s3_bucket_versioning.state",
        ],
    ),
    component("zone", Role::Dns, Account, t("ホストゾーン", "Hosted zones"), &["aws_route53_"]),
    component(
        "trail",
        Role::Audit,
        Account,
        t("CloudTrail", "CloudTrail"),
        &[
            "aws_cloudtrail.",
            "aws_cloudwatch_log_group.trail",
            "aws_iam_role.trail",
            "aws_iam_role_policy.trail",
            "aws_kms_alias.trail",
            "aws_kms_key.trail",
            "aws_s3_bucket.trail",
            "aws_s3_bucket_lifecycle_configuration.trail",
            "aws_s3_bucket_logging.trail",
            "aws_s3_bucket_object_lock_configuration.trail",
            "aws_s3_bucket_ownership_controls.trail",
            "aws_s3_bucket_policy.trail",
            "aws_s3_bucket_public_access_block.trail",
            "aws_s3_bucket_server_side_encryption_configuration.trail",
            "aws_s3_bucket_versioning.trail",
        ],
    ),
    component("account_alarms", Role::Alarm, Account, t("アカウントのアラーム", "Account alarms"), &["aws_cloudwatch_", "aws_sns_topic"]),
    component(
        "account_logs",
        Role::Bucket,
        Account,
        t("S3 アクセスログ", "S3 access logs"),
        &[
            "aws_s3_bucket.logs",
            "aws_s3_bucket_lifecycle_configuration.logs",
            "aws_s3_bucket_ownership_controls.logs",
            "aws_s3_bucket_policy.logs",
            "aws_s3_bucket_public_access_block.logs",
            "aws_s3_bucket_server_side_encryption_configuration.logs",
            "aws_s3_bucket_versioning.logs",
        ],
    ),
    component("config", Role::Audit, Account, t("AWS Config", "AWS Config"), &["aws_config_", "aws_iam_service_linked_role.config"]),
    component("guard", Role::Guard, Account, t("GuardDuty", "GuardDuty"), &["aws_guardduty_"]),
    component("inspector", Role::Guard, Account, t("Inspector", "Inspector"), &["aws_inspector2_"]),
    component("security_hub", Role::Guard, Account, t("Security Hub", "Security Hub"), &["aws_securityhub_"]),
    component(
        "backup",
        Role::Backup,
        Account,
        t("AWS Backup", "AWS Backup"),
        &["aws_backup_", "aws_iam_role.backup", "aws_iam_role_policy_attachment.backup", "aws_kms_alias.backup", "aws_kms_key.backup"],
    ),
    component(
        "backup_osaka",
        Role::Backup,
        Account,
        t("大阪のコピー", "Copies in Osaka"),
        &["aws_backup_vault.osaka", "aws_backup_vault_lock_configuration.osaka", "aws_kms_alias.backup_osaka", "aws_kms_key.backup_osaka"],
    ),
    component(
        "account_settings",
        Role::Guard,
        Account,
        t("アカウントの設定", "Account settings"),
        &[
            "aws_ebs_encryption_by_default.",
            "aws_iam_account_password_policy.",
            "aws_iam_policy.boundary",
            "aws_s3_account_public_access_block.",
        ],
    ),
];

impl Component {
    /// The component of an id.
    #[must_use]
    pub fn find(id: &str) -> Option<&'static Self> {
        COMPONENTS.iter().find(|component| component.id == id)
    }

    /// The component that a planned resource belongs to; `None` for one that Sekkei does not generate.
    #[must_use]
    pub fn of(resource: &Resource) -> Option<&'static Self> {
        Self::of_address(&resource.address)
    }

    /// The same by the address alone, such as `module.sqs[0].aws_sqs_queue.this["mailer"]`.
    #[must_use]
    pub fn of_address(address: &str) -> Option<&'static Self> {
        let (module, local) = match address.strip_prefix("module.") {
            Some(rest) => {
                let (module, rest) = rest.split_once(['[', '.'])?;
                // The key of a module that may be left out.
                let local = if address.get("module.".len() + module.len()..)?.starts_with('[') { rest.split_once("].")?.1 } else { rest };
                (module, local)
            }
            None => ("", address),
        };
        let home = if module.is_empty() { Home::Account } else { Home::Environment };
        let (name, key) = local.split_once('[').unwrap_or((local, ""));
        let key = key.strip_prefix('"').and_then(|key| key.strip_suffix("\"]")).unwrap_or_default();
        let dot = if module.is_empty() { "" } else { "." };
        let written = format!("{module}{dot}{name}.{key}");
        let fitting = COMPONENTS.iter().filter(|component| component.home == home).filter_map(|component| {
            let longest = component.members.iter().filter(|member| written.starts_with(**member)).map(|member| member.len()).max()?;
            Some((longest, component))
        });
        fitting.max_by_key(|(longest, _)| *longest).map(|(_, component)| component)
    }
}

#[cfg(test)]
mod tests {
    use super::Component;

    #[test]
    fn an_address_leads_to_its_component() {
        let cases = [
            ("module.s3.aws_s3_bucket.this[\"front\"]", Some("front_bucket")),
            ("module.s3.aws_s3_bucket.this[\"hbp-next\"]", Some("app_buckets")),
            ("module.s3.aws_s3_bucket_lifecycle_configuration.logs", Some("log_bucket")),
            ("module.sqs[0].aws_sqs_queue.dead_letter[\"mailer\"]", Some("queue")),
            ("module.rds.aws_kms_key.database", Some("key_database")),
            ("module.rds.aws_iam_role.monitoring[0]", Some("database")),
            ("aws_s3_bucket.state", Some("state")),
            ("aws_kms_key.backup_osaka[0]", Some("backup_osaka")),
            ("module.mine.aws_s3_bucket.this", None),
            ("module.", None),
            ("", None),
        ];
        for (address, expected) in cases {
            assert_eq!(Component::of_address(address).map(|component| component.id), expected, "{address}");
        }
    }
}
