//! What is encrypted with which key, where logs go, and who is told.

use super::relation::{Relation, Witness, arrow};
use super::view::{Frame, Part, Shape, View};
use crate::text::{Text, t};
use Part::Component as C;
use Witness::{Mentions, Writes};

const fn frame(id: &'static str, title: Text, parts: &'static [Part]) -> Frame {
    Frame { id, title, parent: None, component: None, parts }
}

/// Keys, logs and notices.
pub const PROTECTION: View = View {
    shape: Shape::Columns,
    frames: &[
        frame(
            "sources",
            t("記録の元", "Sources of records"),
            &[C("cdn"), C("front_bucket"), C("alb"), C("waf"), C("api"), C("worker"), C("batch"), C("flow_logs")],
        ),
        frame(
            "data",
            t("保存データ", "Data at rest"),
            &[C("database"), C("cache"), C("app_buckets"), C("queue"), C("secrets"), C("registry"), C("cluster")],
        ),
        frame("watch", t("監視と通知", "Alarms and notices"), &[C("alarms"), C("notices"), C("mail")]),
        frame("records", t("記録の保存先", "Where records are kept"), &[C("log_bucket"), C("logs")]),
        frame("keys", t("暗号鍵", "Encryption keys"), &[C("key_database"), C("key_data"), C("key_logs")]),
        frame(
            "account",
            t("アカウント（bootstrap）", "Account (bootstrap)"),
            &[C("trail"), C("config"), C("state"), C("account_logs"), C("backup"), C("backup_osaka")],
        ),
    ],
    relations: RELATIONS,
};

const RELATIONS: &[Relation] = &[
    arrow("database", "key_database", &[Mentions("database", "key_database")]),
    arrow("app_buckets", "key_data", &[Mentions("app_buckets", "key_data")]),
    arrow("cache", "key_data", &[Mentions("cache", "key_data")]),
    arrow("queue", "key_data", &[Mentions("queue", "key_data")]),
    arrow("secrets", "key_data", &[Mentions("secrets", "key_data")]),
    arrow("registry", "key_data", &[Mentions("registry", "key_data")]),
    arrow("cluster", "key_data", &[Mentions("cluster", "key_data")]),
    arrow("app_buckets", "log_bucket", &[Mentions("app_buckets", "log_bucket")]),
    arrow("front_bucket", "log_bucket", &[Mentions("front_bucket", "log_bucket")]),
    arrow("alb", "log_bucket", &[Mentions("alb", "log_bucket")]),
    arrow("cdn", "log_bucket", &[Mentions("cdn", "log_bucket")]),
    arrow("waf", "logs", &[Mentions("waf", "logs")]),
    arrow("flow_logs", "logs", &[Mentions("flow_logs", "logs")]),
    arrow("api", "logs", &[Mentions("api", "execution_role"), Mentions("execution_role", "logs")]),
    arrow("worker", "logs", &[Mentions("worker", "execution_role"), Mentions("execution_role", "logs")]),
    arrow("batch", "logs", &[Mentions("batch", "execution_role"), Mentions("execution_role", "logs")]),
    arrow("database", "logs", &[Writes("database", "aws_db_instance", "enabled_cloudwatch_logs_exports")]),
    arrow("cache", "logs", &[Writes("cache", "aws_elasticache_replication_group", "log_delivery_configuration.destination")]),
    arrow("logs", "key_logs", &[Mentions("logs", "key_logs")]),
    arrow("alarms", "notices", &[Mentions("alarms", "notices")]),
    arrow("notices", "key_logs", &[Mentions("notices", "key_logs")]),
    arrow("mail", "key_logs", &[Mentions("mail", "key_logs")]),
    arrow("trail", "account_logs", &[Mentions("trail", "account_logs")]),
    arrow("config", "account_logs", &[Mentions("config", "account_logs")]),
    arrow("state", "account_logs", &[Mentions("state", "account_logs")]),
    arrow("backup", "backup_osaka", &[Mentions("backup", "backup_osaka")]),
];
