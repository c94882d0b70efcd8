//! Search across texts: paths first, then lines. It looks for the words as typed, ignoring case.

/// Most hits that are listed.
pub(crate) const LIMIT: usize = 200;

/// One hit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Hit {
    pub(crate) path: String,
    /// Zero-based line, or `None` when the path itself matches.
    pub(crate) line: Option<usize>,
    /// The line around the hit: before, the hit, after.
    pub(crate) around: [String; 3],
}

/// Hits of `query` in files, at most [`LIMIT`], and whether there were more.
pub(crate) fn find<'a>(files: impl Iterator<Item = (&'a str, &'a str)> + Clone, query: &str) -> (Vec<Hit>, bool) {
    let needle = query.trim().to_lowercase();
    if needle.is_empty() {
        return (Vec::new(), false);
    }
    let paths = files.clone().filter_map(|(path, _)| split(path, &needle).map(|around| Hit { path: path.to_owned(), line: None, around }));
    let needle = &needle;
    let lines = files.flat_map(|(path, text)| {
        text.lines().enumerate().filter_map(move |(line, text)| {
            split(text, needle).map(|around| Hit { path: path.to_owned(), line: Some(line), around: shorten(around) })
        })
    });
    let mut hits: Vec<Hit> = paths.chain(lines).take(LIMIT + 1).collect();
    let more = hits.len() > LIMIT;
    hits.truncate(LIMIT);
    (hits, more)
}

/// Splits at the first place where `needle` stands; `None` when it does not.
fn split(text: &str, needle: &str) -> Option<[String; 3]> {
    if let Some(at) = text.find(needle) {
        return cut(text, at, needle.len());
    }
    let lower = text.to_lowercase();
    // Lower-casing that changes the length would shift the place; such a hit is shown unmarked.
    let at = lower.find(needle)?;
    if lower.len() == text.len() { cut(text, at, needle.len()) } else { Some([text.to_owned(), String::new(), String::new()]) }
}

fn cut(text: &str, at: usize, length: usize) -> Option<[String; 3]> {
    Some([text.get(..at)?.to_owned(), text.get(at..at + length)?.to_owned(), text.get(at + length..)?.to_owned()])
}

/// Keeps the hit visible in a narrow list.
fn shorten([before, hit, after]: [String; 3]) -> [String; 3] {
    let before = before.trim_start();
    let skip = before.chars().count().saturating_sub(28);
    let before = if skip > 0 { format!("…{}", before.chars().skip(skip).collect::<String>()) } else { before.to_owned() };
    [before, hit, after.chars().take(120).collect()]
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn paths_come_first_and_case_does_not_matter() {
        let files = [("a/Main.tf", "x = 1\ny = \"MAIN\""), ("b.tf", "main = 2")];
        let (hits, more) = find(files.iter().copied(), " main ");
        let found: Vec<_> = hits.iter().map(|hit| (hit.path.as_str(), hit.line, hit.around[1].as_str())).collect();
        assert_eq!(found, [("a/Main.tf", None, "Main"), ("a/Main.tf", Some(1), "MAIN"), ("b.tf", Some(0), "main")]);
        assert!(!more);
        assert!(find(files.iter().copied(), "  ").0.is_empty());
    }
}
