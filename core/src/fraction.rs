//! Numbers of foreign JSON that a draft keeps as text. No setting is a fraction, and statements such as
//! an exchange rate are decimals that are read from text. As binary fractions they would be read back
//! as their neighbour now and then: `serde_json` is exact only with tables that are 8 KB of the page.

use serde_json::Value as Raw;

/// Writes each number that is no whole one, or beyond 64 bits, as text; lists and objects too.
pub(crate) fn as_text(value: &mut Raw) {
    match value {
        Raw::Number(number) if number.is_f64() => *value = Raw::String(number.to_string()),
        Raw::Array(items) => items.iter_mut().for_each(as_text),
        Raw::Object(values) => values.values_mut().for_each(as_text),
        Raw::Null | Raw::Bool(_) | Raw::Number(_) | Raw::String(_) => {}
    }
}
