//! Attributes, indices and splats of values.

use std::sync::Arc;

use super::fault::{Fault, Outcome};
use crate::plan::value::{Unknown, Value};

/// `value.name`. What a resource does not write is what AWS fills in: unknown until the apply.
pub(crate) fn attribute(value: &Value, name: &str) -> Outcome<Value> {
    match value {
        Value::Map(map) => match (map.entries.get(name), &map.origin) {
            (Some(Value::Null) | None, Some(origin)) => Ok(Value::Unknown(Unknown::Attribute(origin.deeper(name)))),
            (Some(found), _) => Ok(found.clone()),
            (None, None) => Err(Fault::invalid(format!("属性「{name}」はありません。"), format!("There is no attribute \"{name}\"."))),
        },
        Value::Unknown(Unknown::Attribute(reference)) => Ok(Value::Unknown(Unknown::Attribute(reference.deeper(name)))),
        Value::Unknown(_) => Ok(Value::derived([value])),
        _ => Err(Fault::invalid(
            format!("{} に属性「{name}」はありません。", value.kind()),
            format!("A {} has no attribute \"{name}\".", value.kind()),
        )),
    }
}

/// `value[key]`.
pub(crate) fn index(value: &Value, key: &Value) -> Outcome<Value> {
    match (value, key) {
        (Value::Unknown(Unknown::Attribute(reference)), Value::Number(_) | Value::String(_)) => {
            let step: Arc<str> = key.to_text().unwrap_or_default();
            Ok(Value::Unknown(Unknown::Attribute(reference.deeper(&step))))
        }
        (Value::Unknown(_), _) | (_, Value::Unknown(_)) => Ok(Value::derived([value, key])),
        (Value::List(items), _) => {
            let found = key.as_number().and_then(position).and_then(|at| items.get(at));
            found.cloned().ok_or_else(|| {
                Fault::invalid(
                    format!("要素は {} 個です。その番号の要素はありません。", items.len()),
                    format!("There are {} elements; none has this index.", items.len()),
                )
            })
        }
        (Value::Map(map), _) => {
            let Some(name) = key.to_text() else { return Err(no_key(key)) };
            match map.entries.get(&name) {
                Some(found) => Ok(found.clone()),
                None if map.origin.is_some() => attribute(value, &name),
                None => Err(Fault::invalid(format!("キー「{name}」はありません。"), format!("There is no key \"{name}\"."))),
            }
        }
        _ => Err(no_key(key)),
    }
}

fn no_key(key: &Value) -> Fault {
    Fault::invalid(format!("{} はキーになりません。", key.kind()), format!("A {} is no key here.", key.kind()))
}

/// A whole number from 0 as a position.
pub(crate) fn position(number: f64) -> Option<usize> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked to be whole and small")]
    (number.fract() == 0.0 && (0.0..4_294_967_296.0).contains(&number)).then_some(number as usize)
}

/// The elements a splat walks over: null is none, a single value is one. `None` where unknown.
pub(crate) fn splat(value: &Value) -> Option<Vec<Value>> {
    match value {
        Value::Null => Some(Vec::new()),
        Value::Unknown(_) => None,
        Value::List(items) | Value::Set(items) => Some(items.to_vec()),
        other => Some(vec![other.clone()]),
    }
}
