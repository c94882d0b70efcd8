//! JSON and Base64.

use std::fmt::Write;
use std::sync::Arc;

use super::pattern::Patterns;
use super::{argument, string};
use crate::plan::eval::fault::{Fault, Outcome};
use crate::plan::value::{Unknown, Value, format_number};

/// `jsonencode`. Where something inside is unknown the text is too, but its structure is kept.
pub(super) fn jsonencode(arguments: &[Value], _: &Patterns) -> Outcome<Value> {
    let value = argument(arguments, 0)?;
    Ok(match to_json(value) {
        Some(text) => Value::string(text),
        None => Value::Unknown(Unknown::Json(Arc::new(value.clone()))),
    })
}

/// Compact JSON with sorted keys, as Terraform writes it; `None` where something is unknown.
fn to_json(value: &Value) -> Option<String> {
    if !value.is_wholly_known() {
        return None;
    }
    let mut output = String::new();
    write_json(value, &mut output);
    Some(output)
}

fn write_json(value: &Value, output: &mut String) {
    match value {
        Value::Null | Value::Unknown(_) => output.push_str("null"),
        Value::Bool(bool) => output.push_str(if *bool { "true" } else { "false" }),
        Value::Number(number) => output.push_str(&format_number(*number)),
        Value::String(text) => write_string(text, output),
        Value::List(items) | Value::Set(items) => {
            output.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    output.push(',');
                }
                write_json(item, output);
            }
            output.push(']');
        }
        Value::Map(map) => {
            output.push('{');
            for (index, (key, item)) in map.entries.iter().enumerate() {
                if index > 0 {
                    output.push(',');
                }
                write_string(key, output);
                output.push(':');
                write_json(item, output);
            }
            output.push('}');
        }
    }
}

/// As Go's encoder: `<`, `>` and `&` escaped too.
fn write_string(text: &str, output: &mut String) {
    output.push('"');
    for letter in text.chars() {
        match letter {
            '"' => output.push_str("\\\""),
            '\\' => output.push_str("\\\\"),
            '\n' => output.push_str("\\n"),
            '\r' => output.push_str("\\r"),
            '\t' => output.push_str("\\t"),
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' | '\0'..='\u{1f}' => {
                let _ = write!(output, "\\u{:04x}", u32::from(letter));
            }
            other => output.push(other),
        }
    }
    output.push('"');
}

pub(super) fn jsondecode(arguments: &[Value], _: &Patterns) -> Outcome<Value> {
    let text = string(arguments, 0)?;
    let parsed: serde_json::Value =
        serde_json::from_str(&text).map_err(|_| Fault::invalid("JSON として読めません。", "This is not valid JSON."))?;
    Ok(from_json(&parsed))
}

fn from_json(json: &serde_json::Value) -> Value {
    match json {
        serde_json::Value::Null => Value::Null,
        serde_json::Value::Bool(bool) => Value::Bool(*bool),
        serde_json::Value::Number(number) => Value::Number(number.as_f64().unwrap_or(f64::MAX)),
        serde_json::Value::String(text) => Value::string(text),
        serde_json::Value::Array(items) => Value::list(items.iter().map(from_json).collect()),
        serde_json::Value::Object(entries) => {
            Value::map(entries.iter().map(|(key, item)| (key.as_str().into(), from_json(item))).collect())
        }
    }
}

pub(super) fn base64encode(arguments: &[Value], _: &Patterns) -> Outcome<Value> {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let text = string(arguments, 0)?;
    let mut output = String::new();
    for chunk in text.as_bytes().chunks(3) {
        let bits = chunk.iter().fold(0_u32, |bits, byte| (bits << 8) | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for place in 0..4 {
            let index = usize::try_from((bits >> (18 - 6 * place)) & 63).unwrap_or(0);
            match ALPHABET.get(index) {
                Some(letter) if place <= chunk.len() => output.push(char::from(*letter)),
                _ => output.push('='),
            }
        }
    }
    Ok(Value::string(output))
}
