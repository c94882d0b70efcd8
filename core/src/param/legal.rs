//! Legal values: the list of them, what they are in words, and whether a raw value is one.

use std::collections::BTreeMap;

use super::{Kind, ParamSpec, TextRule};
use crate::data;
use crate::gather::place;
use crate::issue::{Words, w};
use crate::settings;
use crate::value::Value;

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
                    let mut all = Vec::new();
                    data::fargate_cpus().flat_map(data::fargate_memory).for_each(|memory| place(&mut all, memory));
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
