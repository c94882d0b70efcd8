//! A file of assignments after an edit: only the assignments that the edit touched are parsed. It gives
//! what parsing the whole file would give, or nothing.

use super::ast::Body;
use super::convert::Converter;
use super::file::File;
use crate::plan::table::Table;

/// The body of `text`, of which `old` is the body as it was when the file read `old_text`. `None` where
/// the whole has to be parsed: blocks, a different number of lines, a mistake.
///
/// An assignment of the old file begins in a neutral place, at the start of a line. So what lies before
/// the first that changed and what lies behind the last mean what they meant, if what is new between
/// them is whole in itself.
pub(super) fn body(old: &File, old_text: &str, text: &str) -> Option<Body> {
    if old.problem.is_some() || !old.body.blocks.is_empty() {
        return None;
    }
    let (before, now): (Vec<&str>, Vec<&str>) = (lines(old_text), lines(text));
    if before.len() != now.len() {
        return None;
    }
    let is_equal = |at: &usize| before.get(*at) == now.get(*at);
    let first = (0..now.len()).find(|at| !is_equal(at))?;
    let last = (0..now.len()).rfind(|at| !is_equal(at))?;
    // An assignment whose name begins its line, and that begins alike in both.
    let mut starts: Vec<usize> = Vec::new();
    for (name, argument) in &old.body.attributes {
        let at = usize::try_from(argument.line).ok()?.checked_sub(1)?;
        if now.get(at).is_some_and(|line| line.starts_with(&**name)) {
            starts.push(at);
        }
    }
    starts.sort_unstable();
    let from = starts.iter().copied().rfind(|at| *at <= first)?;
    let to = starts.iter().copied().find(|at| *at > last).unwrap_or(now.len());
    let part = now.get(from..to)?.concat();
    let new = hcl_edit::parser::parse_body(&part).ok()?;
    let new = Converter::from_line(&part, u32::try_from(from).ok()?).body(&new);
    if !new.blocks.is_empty() {
        return None;
    }
    let range = u32::try_from(from).ok()? + 1..u32::try_from(to).ok()? + 1;
    let kept = old.body.attributes.iter().filter(|(_, argument)| !range.contains(&argument.line));
    let kept: Vec<_> = kept.map(|(name, argument)| (name.clone(), argument.clone())).collect();
    let count = kept.len() + new.attributes.len();
    let attributes: Table<_> = kept.into_iter().chain(new.attributes).collect();
    // Assigned twice: whoever parses the whole says so.
    (attributes.len() == count).then(|| Body { attributes, blocks: Vec::new() })
}

fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

#[cfg(test)]
mod tests {
    use super::File;

    const FILE: &str = "# heading\nname = \"x\" # why\n\nsizes = {\n  a = 1\n  b = [\n    2,\n  ]\n}\n/* no\nname = 2\n*/\ntext = <<EOT\nname = 3\nEOT\nlast = true\n";

    /// Is the edit read in part, and as the whole would be?
    #[track_caller]
    fn check(old: &str, new: &str, in_part: bool) {
        let whole = File::parse("terraform.tfvars", new);
        let before = File::parse("terraform.tfvars", old);
        assert_eq!(super::body(&before, old, new).is_some(), in_part, "{new}");
        let again = before.again(old, new);
        assert_eq!(again.body, whole.body, "{new}");
        assert_eq!(again.problem, whole.problem, "{new}");
    }

    fn edit(from: &str, to: &str) -> String {
        assert!(FILE.contains(from));
        FILE.replacen(from, to, 1)
    }

    #[test]
    fn an_edit_inside_assignments_is_read_in_part() {
        for (from, to) in
            [("\"x\"", "\"longer\""), ("a = 1", "c = 10"), ("    2", "    [3]"), ("EOT\nname = 3", "EOT\nother = 4"), ("true", "1")]
        {
            check(FILE, &edit(from, to), true);
        }
        let both = edit("a = 1", "a = 2").replace("\"x\"", "\"y\"");
        check(FILE, &both, true);
        check(FILE, &edit("name = \"x\"", "name = 1\t"), true);
    }

    #[test]
    fn an_edit_that_reaches_further_is_read_whole() {
        for (from, to) in [
            ("# heading", "# head"),
            ("a = 1", "a = 1\n  c = 2"),
            ("a = 1", "a = ("),
            ("\"x\"", "<<EOT"),
            ("/* no", "// no"),
            ("\"x\" # why", "1 /* why"),
            ("last", "name"),
            ("last = true", "last { }"),
            ("}\n/*", "/*\n}"),
            ("last = true\n", "last = }\n"),
        ] {
            check(FILE, &edit(from, to), false);
        }
    }

    #[test]
    fn any_line_replaced_by_any_other_is_read_as_the_whole_would_be() {
        let lines: Vec<&str> = FILE.lines().collect();
        let pieces = ["", "x = 1", "EOT", "*/", "/*", "}", "{", "name = <<EOT", "b { }", "  ]", "\"", "# ]", "last = 2", "text = <<-EOT"];
        for at in 0..lines.len() {
            for piece in pieces.iter().chain(&lines) {
                let mut new = lines.clone();
                new[at] = piece;
                let new = new.join("\n") + "\n";
                let (before, whole) = (File::parse("x", FILE), File::parse("x", &new));
                let again = before.again(FILE, &new);
                assert_eq!((again.body, again.problem), (whole.body, whole.problem), "{new}");
            }
        }
    }
}
