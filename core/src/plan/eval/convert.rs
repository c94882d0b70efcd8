//! Conversion of a value to a type constraint, as Terraform does it when a variable is set.

use super::fault::{Fault, Outcome};
use crate::plan::syntax::ast::Type;
use crate::plan::value::Value;

/// Converts, fills in optional fields and drops fields that the type does not name.
pub(crate) fn convert(value: Value, kind: &Type) -> Outcome<Value> {
    if matches!(value, Value::Null | Value::Unknown(_)) {
        return Ok(value);
    }
    match kind {
        Type::Any => Ok(value),
        Type::Bool => value.as_bool().map(Value::Bool).ok_or_else(|| mismatch(&value, "bool")),
        Type::Number => value.as_number().map(Value::Number).ok_or_else(|| mismatch(&value, "number")),
        Type::String => value.to_text().map(Value::String).ok_or_else(|| mismatch(&value, "string")),
        Type::List(inner) => Ok(Value::list(items(&value, "list", inner)?)),
        Type::Set(inner) => {
            let items = items(&value, "set", inner)?;
            // Whether two unknown elements are one is not known yet, so neither is the set.
            if items.iter().all(Value::is_wholly_known) { Ok(Value::set(items)) } else { Ok(Value::derived(&items)) }
        }
        Type::Tuple(kinds) => {
            let found = value.items();
            if found.len() != kinds.len() {
                return Err(mismatch(&value, "tuple"));
            }
            Ok(Value::list(found.iter().zip(kinds).map(|(item, kind)| convert(item.clone(), kind)).collect::<Outcome<_>>()?))
        }
        Type::Map(inner) => {
            let Value::Map(map) = &value else { return Err(mismatch(&value, "map")) };
            let entries = map.entries.iter().map(|(key, item)| Ok((key.clone(), convert(item.clone(), inner)?)));
            Ok(Value::map(entries.collect::<Outcome<_>>()?))
        }
        Type::Object(fields) => {
            let Value::Map(map) = &value else { return Err(mismatch(&value, "object")) };
            let mut entries = Vec::with_capacity(fields.len());
            for (name, field) in fields {
                let given = map.entries.get(name).filter(|given| !(field.optional && **given == Value::Null)).cloned();
                let item = match (given, field.optional) {
                    (Some(given), _) => convert(given, &field.kind)?,
                    // A field of a resource that only an apply reveals.
                    (None, false) if map.origin.is_some() => super::access::attribute(&value, name)?,
                    (None, true) => match &field.default {
                        Some(default) => convert(default.clone(), &field.kind)?,
                        None => Value::Null,
                    },
                    (None, false) => {
                        return Err(Fault::invalid(
                            format!("フィールド「{name}」がありません。値を書き足してください。"),
                            format!("The field \"{name}\" is missing. Add a value."),
                        ));
                    }
                };
                entries.push((name.clone(), item));
            }
            Ok(Value::map(entries.into_iter().collect()))
        }
    }
}

fn items(value: &Value, wanted: &str, inner: &Type) -> Outcome<Vec<Value>> {
    match value {
        Value::List(items) | Value::Set(items) => items.iter().map(|item| convert(item.clone(), inner)).collect(),
        _ => Err(mismatch(value, wanted)),
    }
}

fn mismatch(value: &Value, wanted: &str) -> Fault {
    Fault::invalid(
        format!("型が合いません。{wanted} が必要ですが、{} です。", value.kind()),
        format!("Wrong type: {wanted} is needed, this is {}.", value.kind()),
    )
}
