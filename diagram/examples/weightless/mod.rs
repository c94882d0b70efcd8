//! What every page of Rust carries anyway: memory, maps, sorting, numbers as text, JSON.

use std::collections::{BTreeMap, BTreeSet};
use std::hint::black_box;

use serde_json::Value;

/// Reads JSON, sorts and counts what it holds, and writes it.
pub(crate) fn page() {
    let text: String = black_box(String::new());
    let read: Value = serde_json::from_str(&text).unwrap_or_default();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut words: Vec<String> = read.as_array().into_iter().flatten().map(ToString::to_string).collect();
    words.sort();
    words.sort_unstable_by_key(String::len);
    for (at, word) in words.iter().enumerate() {
        *seen.entry(word.clone()).or_default() += at;
    }
    let names: BTreeSet<&str> = seen.keys().map(String::as_str).collect();
    let share: f64 = black_box(0.5);
    black_box(format!("{names:?} {share} {share:.1} {seen:?} {}", words.join(",").replace('<', "&lt;")));
}
