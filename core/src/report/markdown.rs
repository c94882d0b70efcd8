//! Text inside Markdown.

/// Text in a line or cell of a table that shows exactly what was written: what a person typed, or a value.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut output = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_control() {
            output.push(' ');
            continue;
        }
        if matches!(c, '\\' | '`' | '*' | '_' | '<' | '>' | '|' | '[' | ']' | '#' | '&' | '~') {
            output.push('\\');
        }
        output.push(c);
    }
    output
}

/// A value or expression as code, which holds every character but line breaks.
#[must_use]
pub fn code(text: &str) -> String {
    let mut longest = 0;
    let mut run = 0;
    for c in text.chars() {
        run = if c == '`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    let fence = "`".repeat(longest + 1);
    let line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let pad = if longest > 0 { " " } else { "" };
    format!("{fence}{pad}{line}{pad}{fence}")
}

#[cfg(test)]
mod tests {
    use super::{code, escaped};

    #[test]
    fn nothing_typed_becomes_markup() {
        assert_eq!(escaped("<b>|x|\n**a** [l](u) `c`"), "\\<b\\>\\|x\\| \\*\\*a\\*\\* \\[l\\](u) \\`c\\`");
        assert_eq!(code("a = \"*\""), "`a = \"*\"`");
        assert_eq!(code("`"), "`` ` ``");
    }
}
