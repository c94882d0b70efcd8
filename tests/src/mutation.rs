//! Small changes of a bundle, made from one line: what a line says is taken away or turned round.

use crate::compliance::Files;

/// A change of one line, or of what begins on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mutation {
    /// What was done, such as `removed`, `= false` or `: uses: owner/name@main`.
    pub what: String,
    /// Every file after it.
    pub files: Files,
}

/// The changes that can be made from a line (counted from 1) without knowing what it means, gentle ones
/// first. Other lines keep their numbers.
#[must_use]
pub fn mutations(files: &Files, path: &str, line: u32) -> Vec<Mutation> {
    let Some(text) = files.get(path) else { return Vec::new() };
    let lines: Vec<&str> = text.lines().collect();
    let first = line as usize - 1;
    let length = span(&lines[first..]);
    let with = |what: &str, new: &str| {
        let mut changed: Vec<&str> = lines.clone();
        changed[first] = new;
        changed[first + 1..first + length].fill("");
        let mut files = files.clone();
        files.insert(path.to_owned(), changed.join("\n") + "\n");
        Mutation { what: what.to_owned(), files }
    };
    let mut all = Vec::new();
    if let Some((name, value)) = argument(path, lines[first]) {
        let turned: &[&str] = match value {
            "true" => &["false"],
            "false" => &["true"],
            _ if value.parse::<f64>().is_ok() => &["1", "0", "9999"],
            _ if value.starts_with('"') => &["\"mutant\""],
            _ if value.starts_with('[') => &["[]"],
            _ => &["\"mutant\"", "false", "1"],
        };
        all.extend(turned.iter().map(|turned| with(&format!("= {turned}"), &format!("{name}= {turned}"))));
    }
    if let Some(turned) = step(path, lines[first]) {
        all.push(with(&format!(": {}", turned.trim_start_matches([' ', '-'])), &turned));
    }
    all.push(with("removed", ""));
    all
}

/// A line of a workflow with an action by its branch, or with all rights of the token.
fn step(path: &str, line: &str) -> Option<String> {
    let is_workflow = path.starts_with(".github/workflows/");
    let (before, _) = line.split_once('@').filter(|(before, _)| before.trim_start_matches([' ', '-']).starts_with("uses: ")).unzip();
    let rights = (line.trim() == "permissions:").then(|| format!("{line} write-all"));
    before.map(|before| format!("{before}@main")).or(rights).filter(|_| is_workflow)
}

/// Name with the blanks around it, and value, of `name = value` in a file of Terraform.
fn argument<'t>(path: &str, line: &'t str) -> Option<(&'t str, &'t str)> {
    let (name, value) = line.split_once('=').filter(|_| path.ends_with(".tf") || path.ends_with(".tfvars"))?;
    let plain = name.trim().chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    plain.then_some((name, value.trim()))
}

/// How many lines belong to what begins on the first: up to where its brackets are closed.
fn span(lines: &[&str]) -> usize {
    let mut open = 0i32;
    for (index, line) in lines.iter().enumerate() {
        let code = line.split(" # ").next().unwrap_or_default();
        for c in code.chars() {
            open += match c {
                '(' | '[' | '{' => 1,
                ')' | ']' | '}' => -1,
                _ => 0,
            };
        }
        if open <= 0 {
            return index + 1;
        }
    }
    1
}
