//! Puts the style sheets of a release into one file: one request instead of a dozen, and together they
//! are smaller after brotli than apart.

use std::path::PathBuf;

use crate::{Result, boot, repo};

const BEGIN: &str = "<link rel=\"stylesheet\" href=\"";

/// Only releases: while one develops, sheets are easier to find apart.
pub fn hook() -> Result {
    if boot::variable("TRUNK_PROFILE")? != "release" {
        return Ok(());
    }
    let folder = PathBuf::from(boot::variable("TRUNK_STAGING_DIR")?);
    let page = folder.join("index.html");
    let html = repo::read(&page)?;
    let public_url = boot::variable("TRUNK_PUBLIC_URL")?;
    let (names, rest) = sheets(&html, &public_url);
    if names.len() < 2 {
        return Err(format!(
            "{} names {} style sheets. Trunk's output has changed: adapt xtask/src/styles.rs.",
            page.display(),
            names.len()
        ));
    }
    let mut all = String::new();
    for name in &names {
        let path = folder.join(name);
        all.push_str(&bare(&repo::read(&path)?));
        std::fs::remove_file(&path).map_err(|error| format!("{} cannot be removed: {error}.", path.display()))?;
    }
    let name = format!("style-{:016x}.css", boot::fingerprint(&all));
    repo::write(&folder.join(&name), &all)?;
    repo::write(&page, &rest.replacen("</head>", &format!("{BEGIN}{public_url}{name}\"/></head>"), 1))
}

/// Without comments, indentation and empty lines.
fn bare(sheet: &str) -> String {
    let mut pieces = sheet.split("/*");
    let first = pieces.next().unwrap_or_default();
    let rules: String = std::iter::once(first).chain(pieces.map(|piece| piece.split_once("*/").map_or("", |(_, rules)| rules))).collect();
    rules.lines().map(str::trim).filter(|line| !line.is_empty()).flat_map(|line| [line, "\n"]).collect()
}

/// Names of the sheets in their order, and the page without them.
fn sheets(html: &str, public_url: &str) -> (Vec<String>, String) {
    let mut names = Vec::new();
    let mut rest = String::new();
    let mut pieces = html.split(BEGIN);
    rest.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        let (name, after) = piece.split_once('"').unwrap_or((piece, ""));
        names.push(name.strip_prefix(public_url).unwrap_or(name).to_owned());
        rest.push_str(after.split_once('>').map_or("", |(_, after)| after));
    }
    (names, rest)
}

#[cfg(test)]
mod tests {
    use super::{bare, sheets};

    #[test]
    fn what_nobody_reads_is_left_out() {
        let sheet = "/* why */\n.a {\n  color: red; /* and\n  so on */\n}\n\n/**/.b { margin: 0 }\n";
        assert_eq!(bare(sheet), ".a {\ncolor: red;\n}\n.b { margin: 0 }\n");
    }

    #[test]
    fn sheets_are_taken_out_in_their_order() {
        let html = "<head><link rel=\"stylesheet\" href=\"./a-1.css\"/>\n<link rel=\"icon\" href=\"i\"/><link rel=\"stylesheet\" href=\"./b-2.css\"></head>";
        let (names, rest) = sheets(html, "./");
        assert_eq!(names, ["a-1.css", "b-2.css"]);
        assert_eq!(rest, "<head>\n<link rel=\"icon\" href=\"i\"/></head>");
    }
}
