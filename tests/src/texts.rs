//! Sentences in the source of the product, as they are written there in two languages: pairs of literals
//! and arms of a `match`. It reads Rust by its literals alone and knows no macro but those of this
//! repository.

use std::fs;
use std::path::Path;

use design_core::Lang;

/// Two literals that say the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// File and line.
    pub place: String,
    /// Japanese.
    pub ja: String,
    /// English.
    pub en: String,
}

/// A literal that is said in one language: of an arm such as `Lang::Ja => "…"`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arm {
    /// File and line.
    pub place: String,
    /// Language of the arm.
    pub lang: Lang,
    /// What it says.
    pub text: String,
}

/// What the sources say.
#[derive(Debug, Default)]
pub struct Texts {
    /// Pairs: `t(…)`, `w(…)` and rows of `words!`.
    pub pairs: Vec<Pair>,
    /// Arms.
    pub arms: Vec<Arm>,
}

/// A string literal: where it begins and ends in the source, its line, and what it says.
struct Literal {
    start: usize,
    end: usize,
    line: usize,
    text: String,
}

/// Has the text a letter that only Japanese uses here?
#[must_use]
pub fn has_japanese(text: &str) -> bool {
    text.chars().any(|letter| matches!(letter, '\u{3041}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}'))
}

/// The texts of all sources below a folder, tests aside.
///
/// # Panics
/// When a source cannot be read.
#[must_use]
pub fn texts(root: &Path, folders: &[&str]) -> Texts {
    let mut found = Texts::default();
    for folder in folders {
        below(root, &root.join(folder), &mut found);
    }
    found
}

fn below(root: &Path, folder: &Path, found: &mut Texts) {
    let mut paths: Vec<_> = fs::read_dir(folder).expect("a folder of sources").map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            below(root, &path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).expect("a source");
            let name = path.strip_prefix(root).expect("a path below the root").display().to_string();
            read(&name, text.split("#[cfg(test)]").next().unwrap_or_default(), found);
        }
    }
}

fn read(name: &str, source: &str, found: &mut Texts) {
    let literals = literals(source);
    let mut second = None;
    for (at, one) in literals.iter().enumerate() {
        if second == Some(at) {
            continue;
        }
        let place = format!("{name}:{}", one.line);
        let before = source[..one.start].trim_end();
        let follows = literals.get(at + 1).filter(|next| source[one.end..next.start].trim() == ",");
        if let (Some(next), true) = (follows, opens_pair(before)) {
            second = Some(at + 1);
            found.pairs.push(Pair { place, ja: one.text.clone(), en: next.text.clone() });
        } else if let Some(lang) = arm(before) {
            found.arms.push(Arm { place, lang, text: one.text.clone() });
        }
    }
}

/// Does the source before a literal open a pair?
fn opens_pair(before: &str) -> bool {
    let called = |name: &str| {
        before.strip_suffix(name).is_some_and(|rest| !rest.ends_with(|letter: char| letter.is_alphanumeric() || letter == '_'))
    };
    // A row of `words!`: a name in capitals that is set, in no item of its own.
    let row = || {
        let rest = before.strip_suffix('=').map(str::trim_end)?;
        let line = rest.rsplit(['\n', ';', '{']).next()?.trim();
        (!line.is_empty() && line.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_')).then_some(())
    };
    called("t(") || called("w(") || row().is_some()
}

/// The language of the arm that a literal stands in first.
fn arm(before: &str) -> Option<Lang> {
    let before = ["format!(", "{", "("].iter().fold(before, |before, end| before.strip_suffix(end).map_or(before, str::trim_end));
    let pattern = before.strip_suffix("=>")?.rsplit(['\n', '{', ';']).next()?;
    match (pattern.contains("Lang::Ja"), pattern.contains("Lang::En")) {
        (true, false) => Some(Lang::Ja),
        (false, true) => Some(Lang::En),
        _ => None,
    }
}

/// String literals outside comments.
fn literals(source: &str) -> Vec<Literal> {
    let mut found = Vec::new();
    let mut at = 0;
    let bytes = source.as_bytes();
    while at < bytes.len() {
        let rest = &source[at..];
        if rest.starts_with("//") {
            at += rest.find('\n').unwrap_or(rest.len());
        } else if rest.starts_with("'\"'") || rest.starts_with("'\\\"'") {
            at += 4;
        } else if rest.starts_with('"') {
            let (text, length) = literal(rest);
            let line = source[..at].matches('\n').count() + 1;
            found.push(Literal { start: at, end: at + length, line, text });
            at += length;
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    found
}

/// The text of a literal that begins with a quote, and its length in the source.
fn literal(source: &str) -> (String, usize) {
    let mut text = String::new();
    let mut letters = source.char_indices().skip(1);
    while let Some((at, letter)) = letters.next() {
        match letter {
            '"' => return (text, at + 1),
            '\\' => match letters.next().map(|(_, letter)| letter) {
                Some('n') => text.push('\n'),
                Some('t') => text.push('\t'),
                Some('\n') | None => {}
                Some(other) => text.push(other),
            },
            other => text.push(other),
        }
    }
    (text, source.len())
}
