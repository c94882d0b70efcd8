//! Our evaluation beside the plan of real Terraform: the same addresses, and each value that ours
//! calls known equal to the planned one.

use std::collections::{BTreeMap, BTreeSet};

use design_core::plan::{Block, Plan, Value};
use serde_json::Value as Json;

/// What a comparison counted.
#[derive(Debug, Default, Clone)]
pub struct Agreement {
    /// Plans compared.
    pub plans: usize,
    /// Resources whose addresses agree.
    pub addresses: usize,
    /// Values known to both and equal.
    pub equal: usize,
    /// Values unknown to both.
    pub unknown: usize,
    /// Values that Terraform knows and ours calls unknown, by what they came from.
    pub less: BTreeMap<String, usize>,
    /// Disagreements.
    pub wrong: Vec<String>,
}

impl Agreement {
    /// Compares a plan of ours with `terraform show -json`.
    ///
    /// # Panics
    /// When the JSON is no plan.
    pub fn add(&mut self, name: &str, ours: &Plan, real: &Json) {
        self.plans += 1;
        for problem in &ours.problems {
            self.wrong.push(format!("{name}: {} {}", problem.line, problem.text.en));
        }
        let changes = real["resource_changes"].as_array().expect("resource_changes");
        let planned: BTreeMap<&str, &Json> = changes
            .iter()
            .filter(|change| change["mode"] == "managed")
            .map(|change| (change["address"].as_str().expect("an address"), &change["change"]))
            .collect();
        let real_addresses: BTreeSet<&str> = planned.keys().copied().collect();
        let our_addresses: BTreeSet<&str> = ours.resources().keys().map(|address| &**address).collect();
        for missing in real_addresses.difference(&our_addresses) {
            self.wrong.push(format!("{name}: ours lacks {missing}"));
        }
        for extra in our_addresses.difference(&real_addresses) {
            self.wrong.push(format!("{name}: only ours has {extra}"));
        }
        for (address, change) in planned {
            let Some(resource) = ours.resources().get(address) else { continue };
            self.addresses += 1;
            self.block(&format!("{name}: {address}"), &resource.body, &change["after"], &change["after_unknown"]);
        }
    }

    fn block(&mut self, place: &str, block: &Block, after: &Json, unknown: &Json) {
        for (name, attribute) in &block.attributes {
            self.value(&format!("{place}.{name}"), &attribute.value, &after[&**name], &unknown[&**name]);
        }
        let kinds: BTreeSet<&str> = block.blocks.iter().map(|inner| &*inner.kind).collect();
        for kind in kinds {
            let inner: Vec<&Block> = block.blocks_of(kind).collect();
            let place = format!("{place}.{kind}");
            match (&after[kind], &unknown[kind]) {
                (Json::Object(_), unknown) if inner.len() == 1 => self.block(&place, inner[0], &after[kind], unknown),
                (Json::Array(items), Json::Array(unknowns)) if items.len() == inner.len() => {
                    let mut free: Vec<usize> = (0..items.len()).collect();
                    for (at, block) in inner.iter().enumerate() {
                        let mut tries = Vec::new();
                        for index in &free {
                            let mut attempt = Self::default();
                            attempt.block(&format!("{place}[{at}]"), block, &items[*index], unknowns.get(*index).unwrap_or(&Json::Null));
                            tries.push((attempt.wrong.len(), *index, attempt));
                        }
                        let (_, index, best) = tries.into_iter().min_by_key(|(wrong, index, _)| (*wrong, *index)).expect("a block is left");
                        free.retain(|other| *other != index);
                        self.merge(best);
                    }
                }
                (Json::Array(items), Json::Array(_)) => {
                    self.wrong.push(format!("{place}: ours has {} blocks, Terraform {}", inner.len(), items.len()));
                }
                (found, _) => self.wrong.push(format!("{place}: blocks of ours, Terraform has {found}")),
            }
        }
    }

    fn merge(&mut self, other: Self) {
        self.equal += other.equal;
        self.unknown += other.unknown;
        self.wrong.extend(other.wrong);
        for (source, count) in other.less {
            *self.less.entry(source).or_default() += count;
        }
    }

    fn value(&mut self, place: &str, ours: &Value, after: &Json, unknown: &Json) {
        let is_unknown = *unknown == Json::Bool(true);
        match ours {
            // An argument set to null is the provider's to fill in.
            Value::Null if after.is_null() => self.equal += 1,
            Value::Null => self.wrong.push(format!("{place}: null, Terraform plans {after}")),
            Value::Unknown(_) if is_unknown => self.unknown += 1,
            Value::Unknown(_) if unknown_inside(unknown) => self.unknown += 1,
            Value::Unknown(_) => {
                let sources: BTreeSet<String> = ours
                    .references()
                    .iter()
                    .map(|reference| {
                        let tail = reference.address.rsplit_once("data.").map_or(&*reference.address, |(_, tail)| tail);
                        let data = if reference.address.contains("data.") { "data." } else { "" };
                        format!("{data}{}", tail.split('.').next().unwrap_or_default())
                    })
                    .collect();
                *self.less.entry(sources.into_iter().collect::<Vec<_>>().join(" + ")).or_default() += 1;
            }
            _ if is_unknown => self.wrong.push(format!("{place}: ours knows {ours:?}, Terraform does not")),
            Value::List(items) | Value::Set(items) => {
                let Json::Array(real) = after else {
                    self.wrong.push(format!("{place}: a list of ours, Terraform plans {after}"));
                    return;
                };
                // A set with an unknown element has no length yet.
                if items.len() != real.len() {
                    if items.iter().all(Value::is_wholly_known) || real.len() > items.len() {
                        self.wrong.push(format!("{place}: {} items, Terraform plans {}", items.len(), real.len()));
                    } else {
                        self.unknown += 1;
                    }
                    return;
                }
                let mut free: Vec<usize> = (0..real.len()).collect();
                for item in items.iter() {
                    let found = free.iter().copied().find(|index| {
                        let mut attempt = Self::default();
                        attempt.value(place, item, &real[*index], unknown.get(*index).unwrap_or(&Json::Bool(false)));
                        attempt.wrong.is_empty() && attempt.less.is_empty()
                    });
                    match found.or_else(|| free.first().copied()) {
                        Some(index) => {
                            free.retain(|other| *other != index);
                            self.value(place, item, &real[index], unknown.get(index).unwrap_or(&Json::Bool(false)));
                        }
                        None => self.wrong.push(format!("{place}: no item is left for {item:?}")),
                    }
                }
            }
            Value::Map(map) => {
                for (key, item) in &map.entries {
                    self.value(&format!("{place}.{key}"), item, &after[&**key], &unknown[&**key]);
                }
                let extra = after.as_object().map_or(0, |real| {
                    real.iter().filter(|(key, value)| !value.is_null() && !map.entries.contains_key(key.as_str())).count()
                });
                if extra > 0 && map.origin.is_none() {
                    self.wrong.push(format!("{place}: Terraform plans {extra} more keys"));
                }
            }
            Value::Bool(_) | Value::Number(_) | Value::String(_) => {
                let text = ours.to_text().expect("a primitive has a text");
                let same = match after {
                    Json::String(real) => **real == *text || same_json(real, &text),
                    Json::Number(real) => real.as_f64() == ours.as_number(),
                    Json::Bool(real) => Some(*real) == ours.as_bool(),
                    _ => false,
                };
                if same {
                    self.equal += 1;
                } else {
                    self.wrong.push(format!("{place}: ours {text:?}, Terraform plans {after}"));
                }
            }
        }
    }
}

fn unknown_inside(unknown: &Json) -> bool {
    match unknown {
        Json::Bool(unknown) => *unknown,
        Json::Array(items) => items.iter().any(unknown_inside),
        Json::Object(entries) => entries.values().any(unknown_inside),
        Json::Null | Json::Number(_) | Json::String(_) => false,
    }
}

/// Two texts of the same JSON document.
fn same_json(a: &str, b: &str) -> bool {
    let parse = |text: &str| serde_json::from_str::<Json>(text).ok().filter(|json| json.is_object() || json.is_array());
    parse(a).is_some() && parse(a) == parse(b)
}
