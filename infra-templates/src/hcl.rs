//! Writes HCL values the way `terraform fmt` wants them. hcl-rs is not used for this: its output is
//! not fmt-clean and costs the page 43 KB (docs/decisions/0002).

use std::fmt::Write as _;

use design_core::Value;

/// A string literal that Terraform reads back exactly: quotes, template marks, newlines and control
/// characters included.
#[must_use]
pub fn quote(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '$' | '%' if chars.peek() == Some(&'{') => {
                out.push(c);
                out.push(c);
            }
            // Writing to a string cannot fail.
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{FEFF}') => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A value as the right side of an attribute at nesting depth `depth` (0 = top level).
pub(crate) fn value(value: &Value, depth: usize) -> String {
    match value {
        Value::Bool(b) => b.to_string(),
        Value::Number(n) => n.to_string(),
        Value::Text(s) => quote(s),
        Value::List(items) if items.is_empty() => "[]".to_owned(),
        Value::List(items) => {
            let indent = "  ".repeat(depth + 1);
            let lines: String = items.iter().map(|item| format!("{indent}{},\n", quote(item))).collect();
            format!("[\n{lines}{}]", "  ".repeat(depth))
        }
        Value::Map(entries) => {
            let entries = entries.iter().map(|(key, text)| (key_name(key), quote(text)));
            object(entries, depth)
        }
    }
}

/// `null` where the text is empty.
pub(crate) fn text_or_null(text: &str) -> String {
    if text.is_empty() { "null".to_owned() } else { quote(text) }
}

/// An object of single-line values with the equals signs aligned; `{}` when empty.
pub(crate) fn object(entries: impl Iterator<Item = (String, String)>, depth: usize) -> String {
    let entries: Vec<_> = entries.collect();
    if entries.is_empty() {
        return "{}".to_owned();
    }
    let indent = "  ".repeat(depth + 1);
    format!("{{\n{}{}}}", aligned(&entries, &indent), "  ".repeat(depth))
}

/// Lines `name = value` with the equals signs in one column.
pub(crate) fn aligned(entries: &[(String, String)], indent: &str) -> String {
    let width = entries.iter().map(|(name, _)| name.chars().count()).max().unwrap_or(0);
    entries.iter().map(|(name, value)| format!("{indent}{name}{} = {value}\n", " ".repeat(width - name.chars().count()))).collect()
}

/// A map key: bare when it is an identifier.
fn key_name(key: &str) -> String {
    let bare = key.starts_with(|c: char| c.is_ascii_alphabetic()) && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    if bare { key.to_owned() } else { quote(key) }
}
