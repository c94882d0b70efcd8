//! Writing a text from a template, compiled once: each `write!` of several values costs a page some two hundred bytes of its own.

use std::fmt::Write as _;

/// Writes a template: each `@` is the next number, each `$` the next text as it stands, and each `%` the next one of those texts,
/// escaped for XML. What is missing is left out.
pub(crate) fn put(out: &mut String, template: &str, numbers: &[i32], texts: &[&str]) {
    let (mut numbers, mut texts) = (numbers.iter(), texts.iter());
    for c in template.chars() {
        match c {
            '@' => {
                if let Some(n) = numbers.next() {
                    let _ = write!(out, "{n}");
                }
            }
            '$' => out.push_str(texts.next().copied().unwrap_or_default()),
            '%' => xml(out, texts.next().copied().unwrap_or_default()),
            c => out.push(c),
        }
    }
}

/// Appends a text, escaped for the content and the attribute values of XML and HTML. Characters that XML 1.0 forbids become spaces.
pub(crate) fn xml(out: &mut String, text: &str) {
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
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_takes_numbers_texts_and_escaped_texts_in_turn() {
        let mut out = String::from("<");
        put(&mut out, "@ @ $ % $@", &[-7, 30], &["a<b", "a<\u{1}b"]);
        assert_eq!(out, "<-7 30 a<b a&lt; b ");
    }
}
