//! A drawing as a file: text of an open format, made from a graph and its layout.

pub mod drawio;
pub mod mermaid;
pub mod svg;

use crate::small::Index;

pub use xml as escape;

/// Escapes a text for the content and the attribute values of XML and HTML. Characters that XML 1.0 forbids become spaces.
#[must_use]
pub fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\u{fffe}' | '\u{ffff}' => out.push(' '),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// A name for each id, of letters, digits and `_` alone, and no two the same.
pub(crate) struct Names<'a> {
    index: Index<'a>,
    names: Vec<String>,
}

impl<'a> Names<'a> {
    pub(crate) fn new(prefix: &str, ids: &[&'a str]) -> Self {
        let mut names: Vec<String> = Vec::new();
        for id in ids {
            let plain: String = id.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
            let mut name = format!("{prefix}{plain}");
            let mut k = 2;
            while names.contains(&name) {
                name = format!("{prefix}{plain}_{k}");
                k += 1;
            }
            names.push(name);
        }
        Self { index: Index::new(ids.iter().copied()), names }
    }

    /// The name of an id; empty for one that is not among them.
    pub(crate) fn of(&self, id: &str) -> &str {
        self.index.get(id).and_then(|i| self.names.get(i)).map_or("", String::as_str)
    }
}
