//! The running system: from the browser to the data.

use super::relation::{Relation, Witness, arrow};
use super::view::{Frame, Part, Shape, View};
use crate::text::{Text, t};
use Part::Component as C;
use Witness::{By, Mentions, Names, Writes};

const fn frame(id: &'static str, title: Text, parent: Option<&'static str>, parts: &'static [Part]) -> Frame {
    Frame { id, title, parent, component: None, parts }
}

/// The running system.
pub const RUNTIME: View = View {
    shape: Shape::Layers,
    frames: &[
        frame("client", t("クライアント", "Client"), None, &[C("users")]),
        frame("names", t("DNS・証明書", "DNS and certificates"), None, &[C("certificates"), C("dns")]),
        frame("edge", t("エッジ", "Edge"), None, &[C("cdn")]),
        frame("door", t("リージョン（VPC の外）", "Region, outside the VPC"), None, &[C("front_bucket"), C("waf")]),
        Frame { component: Some("network"), ..frame("vpc", t("VPC", "VPC"), None, &[]) },
        Frame {
            component: Some("subnets_public"),
            ..frame("public", t("パブリックサブネット", "Public subnets"), Some("vpc"), &[C("alb")])
        },
        Frame {
            component: Some("subnets_app"),
            ..frame(
                "app",
                t("アプリ用サブネット", "Application subnets"),
                Some("vpc"),
                &[C("target_blue"), C("target_green"), C("api"), C("worker"), C("batch")],
            )
        },
        Frame {
            component: Some("subnets_data"),
            ..frame("data", t("データ用サブネット", "Data subnets"), Some("vpc"), &[C("database"), C("cache")])
        },
        frame(
            "services",
            t("マネージドサービス", "Managed services"),
            None,
            &[C("app_buckets"), C("secrets"), C("cluster"), C("queue"), C("mail")],
        ),
    ],
    relations: RELATIONS,
};

const RELATIONS: &[Relation] = &[
    arrow("users", "dns", &[Writes("dns", "aws_route53_record", "name")]),
    arrow("users", "cdn", &[Writes("cdn", "aws_cloudfront_distribution", "aliases")]),
    arrow("dns", "cdn", &[Mentions("dns", "cdn")]),
    arrow("dns", "alb", &[Mentions("dns", "alb")]),
    arrow("certificates", "cdn", &[Mentions("cdn", "certificates")]),
    arrow("certificates", "alb", &[Mentions("alb", "certificates")]),
    arrow("cdn", "front_bucket", &[Mentions("cdn", "front_bucket")]),
    arrow("cdn", "waf", &[Mentions("waf", "cdn")]),
    arrow("waf", "alb", &[Mentions("waf", "alb")]),
    arrow("alb", "target_blue", &[Mentions("alb", "target_blue")]),
    arrow("alb", "target_green", &[Mentions("alb", "target_green")]),
    arrow("target_blue", "api", &[By("api", "target_blue", "load_balancer")]),
    arrow("target_green", "api", &[Mentions("codedeploy", "target_green")]),
    arrow("api", "database", &[Mentions("api", "database")]),
    arrow("api", "cache", &[Mentions("api", "cache")]),
    arrow("api", "batch", &[Mentions("api", "task_role"), Names("task_role", "batch", "aws_batch_job_queue")]),
    arrow("api", "app_buckets", &[Mentions("api", "app_buckets"), Mentions("task_role", "app_buckets")]),
    arrow("api", "secrets", &[Mentions("api", "secrets")]),
    arrow("api", "cluster", &[Mentions("api", "cluster")]),
    arrow("api", "queue", &[Mentions("api", "queue")]),
    arrow("api", "mail", &[Mentions("api", "task_role"), Mentions("task_role", "mail")]),
    arrow("worker", "database", &[Mentions("worker", "database")]),
    arrow("worker", "cache", &[Mentions("worker", "cache")]),
    arrow("worker", "queue", &[Mentions("worker", "queue")]),
    arrow("worker", "cluster", &[Mentions("worker", "cluster")]),
    arrow("batch", "database", &[Mentions("batch", "database")]),
    arrow("batch", "mail", &[Mentions("batch", "mail")]),
];
