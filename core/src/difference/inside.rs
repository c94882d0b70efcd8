//! Where two JSON texts differ: a policy is told by the number in it that changed, not as two pages of
//! text. Knows nothing of resources.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::same;
use crate::compliance::json;
use crate::plan::Value;

/// A place that differs: its path with both values, `None` where it is not written.
pub(super) type Place = (String, Option<Value>, Option<Value>);

/// The places in which two JSON texts differ; `None` where one is no JSON of parts, or nothing that is
/// known differs.
pub(super) fn places(path: &str, from: Option<&Value>, to: Option<&Value>, names: &[(String, String)]) -> Option<Vec<Place>> {
    let (from, to) = (json(from?)?, json(to?)?);
    let mut places = Vec::new();
    if !has_parts(&from) || !has_parts(&to) {
        return None;
    }
    walk(path, Some(&from), Some(&to), names, &mut places);
    if places.is_empty() { None } else { Some(places) }
}

const fn has_parts(value: &Value) -> bool {
    matches!(value, Value::Map(_) | Value::List(_))
}

fn walk(path: &str, from: Option<&Value>, to: Option<&Value>, names: &[(String, String)], places: &mut Vec<Place>) {
    if same(from, to, names) {
        return;
    }
    match (from, to) {
        (Some(Value::Map(a)), Some(Value::Map(b))) if a.origin.is_none() && b.origin.is_none() => {
            let keys: BTreeSet<&Arc<str>> = a.entries.keys().chain(b.entries.keys()).collect();
            for key in keys {
                walk(&format!("{path}.{key}"), a.entries.get(key), b.entries.get(key), names, places);
            }
        }
        (Some(Value::List(a)), Some(Value::List(b))) => {
            for at in 0..a.len().max(b.len()) {
                walk(&format!("{path}.{at}"), a.get(at), b.get(at), names, places);
            }
        }
        (from, to) => places.push((path.to_owned(), from.cloned(), to.cloned())),
    }
}
