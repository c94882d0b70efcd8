//! A parameter: the one place where a setting or size says its id, its Terraform variable, its legal
//! values, unit, words, source and defaults. Forms, checks, tfvars and the JSON Schema all read it.

use std::collections::BTreeMap;

use crate::data;
use crate::gather::gather;
use crate::issue::{Words, w};
use crate::settings::{self, environment, project};
use crate::sizing;
use crate::text::{Text, t};
use crate::value::Value;

/// Which default set an environment starts from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Base {
    /// Smallest sizes.
    Dev,
    /// The shape of production at small sizes.
    Stg,
    /// Production.
    Prod,
}

impl Base {
    /// All, in order.
    pub const ALL: [Self; 3] = [Self::Dev, Self::Stg, Self::Prod];

    /// The word in a draft.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Dev => "dev",
            Self::Stg => "stg",
            Self::Prod => "prod",
        }
    }

    /// Reads the word of a draft.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|base| base.id() == id)
    }
}

/// Where a parameter is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Once for the project.
    Project,
    /// Once for each environment: name, branch, hosts.
    Environment,
    /// A cell of the matrix.
    Size,
}

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

/// Unit of a number, shown behind the label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// None, or said by the label.
    None,
    /// Fargate CPU units; shown as vCPU (1024 units = 1 vCPU).
    CpuUnits,
    /// Mebibytes; shown as GiB.
    Mib,
    /// Gibibytes.
    Gib,
    /// Whole days.
    Days,
    /// Whole minutes.
    Minutes,
    /// Whole seconds.
    Seconds,
    /// Whole milliseconds.
    Milliseconds,
    /// Per cent.
    Percent,
    /// A count.
    Count,
}

impl Unit {
    /// Word behind the label; empty for [`Unit::None`].
    #[must_use]
    pub const fn label(self) -> Text {
        match self {
            Self::None => t("", ""),
            Self::CpuUnits => t("vCPU", "vCPU"),
            Self::Mib | Self::Gib => t("GiB", "GiB"),
            Self::Days => t("日", "days"),
            Self::Minutes => t("分", "min"),
            Self::Seconds => t("秒", "s"),
            Self::Milliseconds => t("ミリ秒", "ms"),
            Self::Percent => t("%", "%"),
            Self::Count => t("件", "count"),
        }
    }
}

/// A rule for a string: its limits in words, and the test.
#[derive(Debug, Clone, Copy)]
pub struct TextRule {
    /// The rule in words, for messages and help.
    pub words: Text,
    /// Longest text, in characters.
    pub max_chars: usize,
    /// Does the text satisfy the rule?
    pub accepts: fn(&str) -> bool,
}

/// What values a parameter takes.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// On or off.
    Switch,
    /// Whole number within bounds.
    Number {
        /// Smallest legal value.
        min: i64,
        /// Largest legal value.
        max: i64,
    },
    /// One of a list of numbers.
    NumberChoice(&'static [i64]),
    /// One of a list of words.
    Choice(&'static [&'static str]),
    /// Database class from the data file.
    DbClass,
    /// Cache node type from the data file.
    CacheNode,
    /// Fargate task CPU in CPU units.
    FargateCpu,
    /// Fargate task memory in MiB; which values are legal depends on the CPU parameter named here.
    FargateMemory {
        /// Id of the CPU parameter.
        cpu: &'static str,
    },
    /// Free text under a rule.
    Text(TextRule),
    /// List of texts, each under the rule.
    List(TextRule),
    /// Map of texts: a rule for keys, a rule for values.
    Map(TextRule, TextRule),
}

/// A default as it can stand in a constant.
#[derive(Debug, Clone, Copy)]
pub enum Preset {
    /// See [`Value::Bool`].
    Bool(bool),
    /// See [`Value::Number`].
    Number(i64),
    /// See [`Value::Text`].
    Text(&'static str),
    /// See [`Value::List`].
    List(&'static [&'static str]),
    /// See [`Value::Map`].
    Map(&'static [(&'static str, &'static str)]),
}

/// The one declaration of a parameter.
#[derive(Debug, Clone, Copy)]
pub struct ParamSpec {
    /// Stable id. For a size it is also the path of the Terraform variable: `api.task_cpu` is the
    /// attribute `task_cpu` of the variable `api`; an id without a dot is a variable of its own.
    pub id: &'static str,
    /// Where it is set.
    pub scope: Scope,
    /// Under which heading it stands.
    pub group: Group,
    /// Which values it takes.
    pub kind: Kind,
    /// Unit of a number.
    pub unit: Unit,
    /// Short name.
    pub label: Text,
    /// One or two sentences for the person who decides.
    pub help: Text,
    /// Where the legal values or the default come from.
    pub source: &'static str,
    /// Defaults for [`Base::Dev`], [`Base::Stg`], [`Base::Prod`].
    pub defaults: [Preset; 3],
}

/// All parameters of a scope, in the order of the page.
pub fn specs(scope: Scope) -> impl Iterator<Item = &'static ParamSpec> {
    let tables: &[&'static [ParamSpec]] = match scope {
        Scope::Project => project::TABLES,
        Scope::Environment => environment::TABLES,
        Scope::Size => sizing::TABLES,
    };
    tables.iter().copied().flatten()
}

/// The parameter of a scope with this id.
#[must_use]
pub fn find_spec(scope: Scope, id: &str) -> Option<&'static ParamSpec> {
    specs(scope).find(|spec| spec.id == id)
}

/// Default of a parameter.
#[must_use]
pub fn default_value(spec: &ParamSpec, base: Base) -> Value {
    let [dev, stg, prod] = spec.defaults;
    let preset = match base {
        Base::Dev => dev,
        Base::Stg => stg,
        Base::Prod => prod,
    };
    match preset {
        Preset::Bool(b) => Value::Bool(b),
        Preset::Number(n) => Value::Number(n),
        Preset::Text(s) => Value::Text(s.to_owned()),
        Preset::List(items) => Value::List(items.iter().map(|item| (*item).to_owned()).collect()),
        Preset::Map(entries) => Value::Map(gather(entries.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())))),
    }
}

impl ParamSpec {
    /// The closed list of legal values in order, where the kind has one. `cpu` is the value of the
    /// CPU parameter for [`Kind::FargateMemory`]; without it the list is every memory value there is.
    #[must_use]
    pub fn choices(&self, cpu: Option<i64>) -> Option<Vec<Value>> {
        let numbers = |list: Vec<i64>| Some(list.into_iter().map(Value::Number).collect());
        match self.kind {
            Kind::NumberChoice(list) => numbers(list.to_vec()),
            Kind::FargateCpu => numbers(data::fargate_cpus().collect()),
            Kind::FargateMemory { .. } => match cpu {
                Some(cpu) => numbers(data::fargate_memory(cpu)),
                None => {
                    let mut all: Vec<i64> = data::fargate_cpus().flat_map(data::fargate_memory).collect();
                    all.sort_unstable();
                    all.dedup();
                    numbers(all)
                }
            },
            Kind::Choice(list) => Some(list.iter().map(|word| Value::Text((*word).to_owned())).collect()),
            Kind::DbClass => Some(data::db_classes().map(|class| Value::Text(class.name.to_owned())).collect()),
            Kind::CacheNode => Some(data::node_types().map(|node| Value::Text(node.to_owned())).collect()),
            Kind::Switch | Kind::Number { .. } | Kind::Text(_) | Kind::List(_) | Kind::Map(..) => None,
        }
    }

    /// Is the number in the list of [`Self::choices`]?
    fn has_number(&self, number: i64) -> bool {
        match self.kind {
            Kind::NumberChoice(list) => list.contains(&number),
            Kind::FargateCpu => data::fargate_cpus().any(|cpu| cpu == number),
            Kind::FargateMemory { .. } => data::is_fargate_memory(number),
            _ => false,
        }
    }

    /// Is the word in the list of [`Self::choices`]?
    fn has_word(&self, word: &str) -> bool {
        match self.kind {
            Kind::Choice(list) => list.contains(&word),
            Kind::DbClass => data::is_db_class(word),
            Kind::CacheNode => data::node_types().any(|node| node == word),
            _ => false,
        }
    }

    /// What the parameter accepts, in words.
    #[must_use]
    pub fn accepts(&self) -> Words {
        match self.kind {
            Kind::Switch => w("true または false", "true or false"),
            Kind::Number { min, max } => w(format!("{min}〜{max} の整数"), format!("a whole number from {min} to {max}")),
            Kind::Text(rule) => w(rule.words.ja, rule.words.en),
            Kind::List(rule) => w(format!("次の形の一覧: {}", rule.words.ja), format!("a list, each: {}", rule.words.en)),
            Kind::Map(key, value) => {
                w(format!("名前は{}、値は{}", key.words.ja, value.words.ja), format!("names: {}; values: {}", key.words.en, value.words.en))
            }
            Kind::FargateMemory { .. } => w("CPU に合う Fargate のメモリ", "a Fargate memory size that fits the CPU"),
            Kind::DbClass => w(
                "ap-northeast-1 で作成できる PostgreSQL 17 のインスタンスクラス",
                "an instance class on which PostgreSQL 17 can be created in ap-northeast-1",
            ),
            Kind::CacheNode => w("ap-northeast-1 にあるノードタイプ", "a node type that exists in ap-northeast-1"),
            Kind::NumberChoice(_) | Kind::Choice(_) | Kind::FargateCpu => {
                let list: Vec<String> = self
                    .choices(None)
                    .unwrap_or_default()
                    .into_iter()
                    .map(|value| match value {
                        Value::Number(n) => n.to_string(),
                        Value::Text(s) => s,
                        Value::Bool(_) | Value::List(_) | Value::Map(_) => String::new(),
                    })
                    .collect();
                w(format!("次のいずれか: {}", list.join("、")), format!("one of {}", list.join(", ")))
            }
        }
    }
}

/// Reads a raw value of a draft under the rule of its parameter. `Err` says what was found instead.
///
/// A number may also be typed as text (`"40"`), which is how a form keeps what was typed.
///
/// # Errors
/// The words say what was typed and what the parameter accepts.
pub fn parse(spec: &ParamSpec, raw: &serde_json::Value) -> Result<Value, Words> {
    let refuse = || Err(found(raw));
    match spec.kind {
        Kind::Switch => match raw {
            serde_json::Value::Bool(b) => Ok(Value::Bool(*b)),
            _ => refuse(),
        },
        Kind::Number { min, max } => match whole(raw) {
            Some(n) if (min..=max).contains(&n) => Ok(Value::Number(n)),
            _ => refuse(),
        },
        Kind::NumberChoice(_) | Kind::FargateCpu | Kind::FargateMemory { .. } => match whole(raw) {
            Some(n) if spec.has_number(n) => Ok(Value::Number(n)),
            _ => refuse(),
        },
        Kind::Choice(_) | Kind::DbClass | Kind::CacheNode => match raw {
            serde_json::Value::String(s) if spec.has_word(s) => Ok(Value::Text(s.clone())),
            _ => refuse(),
        },
        Kind::Text(rule) => match raw {
            serde_json::Value::String(s) if fits(&rule, s) => Ok(Value::Text(s.clone())),
            _ => refuse(),
        },
        Kind::List(rule) => match raw {
            serde_json::Value::Array(items) if items.len() <= settings::MAX_ITEMS => items
                .iter()
                .map(|item| match item {
                    serde_json::Value::String(s) if fits(&rule, s) => Ok(s.clone()),
                    _ => Err(found(item)),
                })
                .collect::<Result<Vec<_>, _>>()
                .map(Value::List),
            _ => refuse(),
        },
        Kind::Map(key_rule, value_rule) => match raw {
            serde_json::Value::Object(entries) if entries.len() <= settings::MAX_ITEMS => {
                let mut map = BTreeMap::new();
                for (key, item) in entries {
                    match item {
                        serde_json::Value::String(text) if fits(&key_rule, key) && fits(&value_rule, text) => {
                            map.insert(key.clone(), text.clone());
                        }
                        _ => return Err(w(format!("{key} = {item} は使えません"), format!("{key} = {item} cannot be used"))),
                    }
                }
                Ok(Value::Map(map))
            }
            _ => refuse(),
        },
    }
}

fn fits(rule: &TextRule, text: &str) -> bool {
    text.chars().count() <= rule.max_chars && (rule.accepts)(text)
}

fn whole(raw: &serde_json::Value) -> Option<i64> {
    match raw {
        serde_json::Value::Number(n) => n.as_i64(),
        serde_json::Value::String(s) => {
            let n: i64 = s.trim().parse().ok()?;
            Some(n)
        }
        _ => None,
    }
}

fn found(raw: &serde_json::Value) -> Words {
    let shown: String = match raw {
        serde_json::Value::String(s) if s.is_empty() => return w("空です", "it is empty"),
        serde_json::Value::String(s) => s.chars().take(60).collect(),
        other => other.to_string().chars().take(60).collect(),
    };
    w(format!("「{shown}」は使えません"), format!("“{shown}” cannot be used"))
}
