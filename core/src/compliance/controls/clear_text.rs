//! Secrets written in clear: names that speak of a secret, and texts that are one.

use crate::plan::Line;

const WORDS: &[&str] = &["apikey", "api_key", "auth_token", "credential", "passwd", "password", "private_key", "secret", "token"];
/// Ends of names that speak about a secret without being one.
const ABOUT: &[&str] =
    &["_arn", "_arns", "_days", "_file", "_id", "_key_id", "_length", "_mode", "_name", "_names", "_path", "_ttl", "_url"];

/// Does a name speak of a secret?
pub(super) fn is_secret_name(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    WORDS.iter().any(|word| name.contains(word)) && !ABOUT.iter().any(|end| name.ends_with(end))
}

/// An assignment of a text to a name that speaks of a secret, or an access key of AWS.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) line: Line,
    /// What it is called; the text itself is never repeated.
    pub(super) name: String,
}

/// What of a file's text is a secret.
#[derive(Debug)]
pub(in crate::compliance) struct ClearText {
    /// Lines with an access key.
    pub(in crate::compliance) keys: Vec<u32>,
    /// In a file of Terraform.
    pub(super) secrets: Vec<Found>,
}

/// Looks through a file.
pub(in crate::compliance) fn look_through(path: &str, text: &str) -> ClearText {
    let terraform = path.ends_with(".tf") || path.ends_with(".tfvars");
    let keys = (1..).zip(text.lines()).filter(|(_, line)| has_access_key(line)).map(|(number, _)| number).collect();
    ClearText { keys, secrets: if terraform { search(path, text) } else { Vec::new() } }
}

/// Looks through a file of Terraform: arguments, map entries, and defaults of variables.
fn search(path: &str, text: &str) -> Vec<Found> {
    let mut variable: Option<&str> = None;
    let mut found = Vec::new();
    for (number, line) in (1u32..).zip(text.lines()) {
        let body = line.trim();
        if body.starts_with('#') || body.starts_with("//") {
            continue;
        }
        // A block of the top level begins at the left edge.
        if !line.starts_with([' ', '\t', '}']) && line.ends_with('{') {
            variable = line.strip_prefix("variable ").and_then(|rest| rest.split('"').nth(1));
        }
        let place = || Line { path: path.into(), line: number };
        if has_access_key(body) {
            found.push(Found { line: place(), name: "AWS access key".to_owned() });
        }
        let Some((name, value)) = body.split_once('=') else { continue };
        let name = name.trim().trim_matches('"');
        let name = if name == "default" { variable.unwrap_or(name) } else { name };
        let plain = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || "_-".contains(c));
        if plain && is_literal(value.trim()) && is_secret_name(name) {
            found.push(Found { line: place(), name: name.to_owned() });
        }
    }
    found
}

/// A text that is not empty, has no part to be filled in, and is no ARN.
fn is_literal(value: &str) -> bool {
    value.strip_prefix('"').is_some_and(|rest| !rest.starts_with('"') && !rest.starts_with("arn:") && !rest.contains("${"))
}

/// The form of an access key id: AKIA or ASIA and sixteen capitals or digits.
pub(crate) fn has_access_key(text: &str) -> bool {
    text.match_indices('A').filter_map(|(at, _)| text.get(at..)).any(|key| {
        (key.starts_with("AKIA") || key.starts_with("ASIA"))
            && key.chars().take_while(|c| c.is_ascii_uppercase() || c.is_ascii_digit()).count() == 20
    })
}
