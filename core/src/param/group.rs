//! Headings under which parameters stand.

use crate::text::{Text, t};

/// A heading of the matrix or of the settings form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Switches of an environment.
    Components,
    /// API service.
    Api,
    /// Worker service.
    Worker,
    /// Database.
    Database,
    /// Cache.
    Cache,
    /// Network.
    Network,
    /// Load balancer and WAF.
    LoadBalancer,
    /// Content delivery.
    Cdn,
    /// Object storage.
    Storage,
    /// Batch jobs.
    Batch,
    /// Queues.
    Queue,
    /// Logs and keys.
    Logs,
    /// Alarms.
    Alarms,
    /// Image registry.
    Registry,
    /// Project basics.
    Project,
    /// Where the state lies and which versions are used.
    State,
    /// Account-wide baseline.
    Account,
    /// Settings of one environment.
    Environment,
}

impl Group {
    /// Heading.
    #[must_use]
    pub const fn title(self) -> Text {
        match self {
            Self::Components => t("作成するもの", "What is created"),
            Self::Api => t("API（ECS Fargate）", "API (ECS Fargate)"),
            Self::Worker => t("arq worker（ECS Fargate）", "arq worker (ECS Fargate)"),
            Self::Database => t("データベース（RDS PostgreSQL 17）", "Database (RDS PostgreSQL 17)"),
            Self::Cache => t("キャッシュ（ElastiCache）", "Cache (ElastiCache)"),
            Self::Network => t("ネットワーク（VPC）", "Network (VPC)"),
            Self::LoadBalancer => t("ロードバランサーと WAF", "Load balancer and WAF"),
            Self::Cdn => t("配信（CloudFront）", "Delivery (CloudFront)"),
            Self::Storage => t("オブジェクト（S3）", "Objects (S3)"),
            Self::Batch => t("ジョブ（AWS Batch）", "Jobs (AWS Batch)"),
            Self::Queue => t("キュー（SQS）", "Queues (SQS)"),
            Self::Logs => t("ログと暗号鍵", "Logs and keys"),
            Self::Alarms => t("アラーム（CloudWatch）", "Alarms (CloudWatch)"),
            Self::Registry => t("イメージ（ECR）", "Images (ECR)"),
            Self::Project => t("基本設定", "Project"),
            Self::State => t("state とバージョン", "State and versions"),
            Self::Account => t("アカウント共通（bootstrap）", "Account baseline (bootstrap)"),
            Self::Environment => t("環境とブランチ", "Environments and branches"),
        }
    }

    /// Id of its heading on a page.
    #[must_use]
    pub fn dom_id(self) -> String {
        format!("group-{self:?}")
    }

    /// Terraform module whose variables the group sets, where there is one.
    #[must_use]
    pub const fn module(self) -> Option<&'static str> {
        match self {
            Self::Api | Self::Worker => Some("ecs"),
            Self::Database => Some("rds"),
            Self::Cache => Some("elasticache"),
            Self::Network => Some("vpc"),
            Self::LoadBalancer => Some("alb"),
            Self::Cdn => Some("cloudfront"),
            Self::Storage | Self::Logs => Some("s3"),
            Self::Batch => Some("batch"),
            Self::Queue => Some("sqs"),
            Self::Alarms => Some("monitoring"),
            Self::Registry => Some("cicd"),
            Self::Components | Self::Project | Self::State | Self::Account | Self::Environment => None,
        }
    }
}
