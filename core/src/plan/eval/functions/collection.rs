//! Functions of lists, sets and maps.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::pattern::Patterns;
use super::{argument, items, map, number, string, wrong};
use crate::plan::eval::access;
use crate::plan::eval::convert::convert;
use crate::plan::eval::fault::{Fault, Outcome};
use crate::plan::syntax::ast::Type;
use crate::plan::value::{Unknown, Value};

pub(super) fn same(arguments: &[Value], _: &Patterns) -> Outcome<Value> {
    argument(arguments, 0).cloned()
}

/// What only an apply can make: a moment, a random name.
#[expect(clippy::unnecessary_wraps, reason = "the form of every function")]
pub(super) fn after_apply(_: &[Value], _: &Patterns) -> Outcome<Value> {
    Ok(Value::unknown())
}

pub(super) fn alltrue(arguments: &[Value], _: &Patterns) -> Outcome<Value> {
    let list = items(arguments, 0)?;
    if list.iter().any(|item| item.as_bool() == Some(false) || *item == Value::Null) {
        return Ok(Value::Bool(false));
    }
    Ok(if list.iter().all(Value::is_wholly_known) { Value::Bool(true) } else { Value::derived(list) })
}

pub(super) fn anytrue(arguments: &[Value], _: &Patterns) -> Outcome<Value> {
    let list = items(arguments, 0)?;
    if list.iter().any(|item| item.as_bool() == Some(true)) {
        return Ok(Value::Bool(true));
    }
    Ok(if list.iter().all(Value::is_wholly_known) { Value::Bool(false) } else { Value::derived(list) })
}

pub(super) fn chunklist(arguments: &[Value], _: &Patterns) -> Outcome<Value> {
    let list = items(arguments, 0)?;
    let size = access::position(number(arguments, 1)?).filter(|size| *size > 0).unwrap_or(list.len().max(1));
    Ok(Value::list(list.chunks(size).map(|chunk| Value::list(chunk.to_vec())).collect()))
}

/// The first that is neither null nor empty text; unknown as soon as an unknown comes first.
pub(super) fn coalesce(arguments: &[Value], _: &Patterns) -> Outcome<Value> {
    for value in arguments {
        match value {
            Value::Null => {}
            Value::String(text) if text.is_empty() => {}
            Value::Unknown(_) => return Ok(Value::derived(arguments)),
            found => return Ok(found.clone()),
        }
    }
    Err(Fault::invalid("coalesce に値がありません。", "coalesce has no value to take."))
}

pub(super) fn coalescelist(arguments: &[Value], _: &Patterns) -> Outcome<Value> {
    let found = arguments.iter().find(|value| !value.items().is_empty());
    found.cloned().ok_or_else(|| Fault::invalid("coalescelist に要素がありません。", "coalescelist has no list with elements."))
}

pub(super) fn compact(arguments: &[Value], _: &Patterns) -> Outcome<Value> {
    let kept = items(arguments, 0)?.iter().filter(|item| **item != Value::Null && item.as_str() != Some(""));
    Ok(Value::list(kept.cloned().collect()))
}

pub(super) fn concat(arguments: &[Value], _: &Patterns) -> Outcome<Value> {
    let mut joined = Vec::new();
    for at in 0..arguments.len() {
        joined.extend_from_slice(items(arguments, at)?);
    }
    Ok(Value::list(joined))
}

pub(super) fn contains(arguments: &[Value], _: &Patterns) -> Outcome<Value> {
    let list = items(arguments, 0)?;
    let wanted = argument(arguments, 1)?;
    if list.iter().any(|item| item == wanted && item.is_wholly_known()) {
        return Ok(Value::Bool(true));
    }
    let sure = wanted.is_wholly_known() && list.iter().all(Value::is_wholly_known);
    Ok(if sure { Value::Bool(false) } else { Value::derived(arguments) })
}

pub(super) fn distinct(arguments: &[Value], _: &Patterns) -> Outcome<Value> {
    let mut seen: Vec<Value> = Vec::new();
    for item in items(arguments, 0)? {
        if !seen.contains(item) {
            seen.push(item.clone());
        }
    }
    Ok(Value::list(seen))
}

pub(super) fn element(arguments: &[Value], _: &Patterns) -> Outcome<Value> {
    let list = items(arguments, 0)?;
    let at = access::position(number(arguments, 1)?);
    let found = at.and_then(|at| at.checked_rem(list.len())).and_then(|at| list.get(at));
    found.cloned().ok_or_else(|| Fault::invalid("element の対象が空です。", "element has nothing to choose from."))
}

pub(super) fn flatten(arguments: &[Value], _: &Patterns) -> Outcome<Value> {
    fn walk(list: &[Value], into: &mut Vec<Value>) {
        for item in list {
            match item {
                Value::List(inner) | Value::Set(inner) => walk(inner, into),
                other => into.push(other.clone()),
            }
        }
    }
    let mut flat = Vec::new();
    walk(items(arguments, 0)?, &mut flat);
    Ok(Value::list(flat))
}

pub(super) fn index(arguments: &[Value], _: &Patterns) -> Outcome<Value> {
    let wanted = argument(arguments, 1)?;
    let found = items(arguments, 0)?.iter().position(|item| item == wanted);
    #[expect(clippy::cast_precision_loss, reason = "an index is small")]
    found.map(|at| Value::Number(at as f64)).ok_or_else(|| Fault::invalid("要素がありません。", "The list has no such element."))
}

pub(super) fn keys(arguments: &[Value], _: &Patterns) -> Outcome<Value> {
    Ok(Value::list(map(arguments, 0)?.entries.keys().map(|key| Value::String(key.clone())).collect()))
}

pub(super) fn values(arguments: &[Value], _: &Patterns) -> Outcome<Value> {
    Ok(Value::list(map(arguments, 0)?.entries.values().cloned().collect()))
}

pub(super) fn length(arguments: &[Value], _: &Patterns) -> Outcome<Value> {
    let value = argument(arguments, 0)?;
    let length = match value {
        Value::List(items) | Value::Set(items) => items.len(),
        Value::Map(map) => map.entries.len(),
        Value::String(text) => text.chars().count(),
        _ => return Err(wrong(0, "list", value)),
    };
    #[expect(clippy::cast_precision_loss, reason = "a length is small")]
    Ok(Value::Number(length as f64))
}

pub(super) fn lookup(arguments: &[Value], _: &Patterns) -> Outcome<Value> {
    let key = string(arguments, 1)?;
    let found = map(arguments, 0)?.entries.get(&key).or_else(|| arguments.get(2));
    found.cloned().ok_or_else(|| Fault::invalid(format!("キー「{key}」はありません。"), format!("There is no key \"{key}\".")))
}

pub(super) fn merge(arguments: &[Value], _: &Patterns) -> Outcome<Value> {
    let mut merged: BTreeMap<Arc<str>, Value> = BTreeMap::new();
    for (at, value) in arguments.iter().enumerate() {
        if *value != Value::Null {
            merged.extend(map(arguments, at)?.entries.iter().map(|(key, item)| (key.clone(), item.clone())));
        }
    }
    Ok(Value::map(merged.into()))
}

pub(super) fn one(arguments: &[Value], _: &Patterns) -> Outcome<Value> {
    match items(arguments, 0)? {
        [] => Ok(Value::Null),
        [only] => Ok(only.clone()),
        _ => Err(Fault::invalid("one の要素が 2 個以上あります。", "one has more than one element.")),
    }
}

pub(super) fn range(arguments: &[Value], _: &Patterns) -> Outcome<Value> {
    let (start, end, step) = match arguments.len() {
        1 => (0.0, number(arguments, 0)?, None),
        _ => (number(arguments, 0)?, number(arguments, 1)?, arguments.get(2).and_then(Value::as_number)),
    };
    let step = step.unwrap_or(if end < start { -1.0 } else { 1.0 });
    let mut list = Vec::new();
    let mut next = start;
    // Terraform's own limit.
    while step != 0.0 && (if step > 0.0 { next < end } else { next > end }) && list.len() < 1024 {
        list.push(Value::Number(next));
        next += step;
    }
    Ok(Value::list(list))
}

pub(super) fn reverse(arguments: &[Value], _: &Patterns) -> Outcome<Value> {
    Ok(Value::list(items(arguments, 0)?.iter().rev().cloned().collect()))
}

pub(super) fn setintersection(arguments: &[Value], _: &Patterns) -> Outcome<Value> {
    let mut kept = items(arguments, 0)?.to_vec();
    for at in 1..arguments.len() {
        let other = items(arguments, at)?;
        kept.retain(|item| other.contains(item));
    }
    Ok(Value::set(kept))
}

pub(super) fn setsubtract(arguments: &[Value], _: &Patterns) -> Outcome<Value> {
    let minus = items(arguments, 1)?;
    Ok(Value::set(items(arguments, 0)?.iter().filter(|item| !minus.contains(item)).cloned().collect()))
}

pub(super) fn setunion(arguments: &[Value], _: &Patterns) -> Outcome<Value> {
    let mut all = Vec::new();
    for at in 0..arguments.len() {
        all.extend_from_slice(items(arguments, at)?);
    }
    Ok(Value::set(all))
}

pub(super) fn setproduct(arguments: &[Value], _: &Patterns) -> Outcome<Value> {
    let mut rows: Vec<Vec<Value>> = vec![Vec::new()];
    for at in 0..arguments.len() {
        let column = items(arguments, at)?;
        if rows.len().saturating_mul(column.len()) > 100_000 {
            return Err(Fault::gap("setproduct が大きすぎます。", "This setproduct is too large to evaluate."));
        }
        rows = rows.iter().flat_map(|row| column.iter().map(move |item| [row.as_slice(), std::slice::from_ref(item)].concat())).collect();
    }
    Ok(Value::list(rows.into_iter().map(Value::list).collect()))
}

pub(super) fn slice(arguments: &[Value], _: &Patterns) -> Outcome<Value> {
    let list = items(arguments, 0)?;
    let start = access::position(number(arguments, 1)?);
    let end = access::position(number(arguments, 2)?);
    let found = start.zip(end).and_then(|(start, end)| list.get(start..end));
    found.map(|part| Value::list(part.to_vec())).ok_or_else(|| Fault::invalid("slice の範囲が外れています。", "slice is out of range."))
}

pub(super) fn sort(arguments: &[Value], _: &Patterns) -> Outcome<Value> {
    let list = items(arguments, 0)?;
    let mut texts = Vec::new();
    for at in 0..list.len() {
        texts.push(string(list, at)?);
    }
    texts.sort();
    Ok(Value::list(texts.into_iter().map(Value::String).collect()))
}

pub(super) fn tobool(arguments: &[Value], _: &Patterns) -> Outcome<Value> {
    convert(argument(arguments, 0)?.clone(), &Type::Bool)
}

pub(super) fn tonumber(arguments: &[Value], _: &Patterns) -> Outcome<Value> {
    convert(argument(arguments, 0)?.clone(), &Type::Number)
}

pub(super) fn tostring(arguments: &[Value], _: &Patterns) -> Outcome<Value> {
    convert(argument(arguments, 0)?.clone(), &Type::String)
}

pub(super) fn tolist(arguments: &[Value], _: &Patterns) -> Outcome<Value> {
    Ok(Value::list(items(arguments, 0)?.to_vec()))
}

pub(super) fn toset(arguments: &[Value], _: &Patterns) -> Outcome<Value> {
    Ok(Value::set(items(arguments, 0)?.to_vec()))
}

pub(super) fn zipmap(arguments: &[Value], _: &Patterns) -> Outcome<Value> {
    let names = items(arguments, 0)?;
    let values = items(arguments, 1)?;
    let mut zipped = BTreeMap::new();
    for (at, value) in (0..names.len()).zip(values) {
        if let Value::Unknown(Unknown::Attribute(_) | Unknown::Derived(_)) = argument(names, at)? {
            return Ok(Value::derived(arguments));
        }
        zipped.insert(string(names, at)?, value.clone());
    }
    Ok(Value::map(zipped.into()))
}
