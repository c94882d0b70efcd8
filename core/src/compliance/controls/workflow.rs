//! GitHub workflows, line by line: which key stands below which, as far as the indentation says. This
//! is no YAML reader. What is written in another style than the plain block style is not seen, and a
//! control must not call met what it does not see.

use crate::compliance::judge::Judge;
use crate::plan::Line;

const FOLDER: &str = ".github/workflows/";

/// A workflow file.
pub(super) struct Workflow<'t> {
    pub(super) path: &'t str,
    entries: Vec<Entry<'t>>,
}

/// A key with its value: `jobs`, `apply`, `runs-on`. An item of a list has the key `-` and its line.
pub(super) struct Entry<'t> {
    keys: Vec<String>,
    /// The value, line by line, with the number of each line; for a block scalar the lines below the key.
    lines: Vec<(u32, &'t str)>,
    line: u32,
}

/// All workflows of the bundle.
pub(super) fn all<'t>(judge: &Judge<'t>) -> Vec<Workflow<'t>> {
    let paths = judge.paths().into_iter();
    paths
        .filter(|path| path.starts_with(FOLDER) && (path.ends_with(".yml") || path.ends_with(".yaml")))
        .filter_map(|path| Some(Workflow { path, entries: entries(judge.file(path)?) }))
        .collect()
}

impl<'t> Workflow<'t> {
    /// The entry at exactly this place.
    pub(super) fn find(&self, keys: &[&str]) -> Option<&Entry<'t>> {
        self.entries.iter().find(|entry| entry.keys.iter().map(String::as_str).eq(keys.iter().copied()))
    }

    /// The entries below this place.
    pub(super) fn under<'s>(&'s self, keys: &'s [&str]) -> impl Iterator<Item = &'s Entry<'t>> {
        self.entries
            .iter()
            .filter(move |entry| entry.keys.len() > keys.len() && entry.keys.iter().zip(keys).all(|(key, wanted)| key == wanted))
    }

    /// Every entry of a key, wherever it stands.
    pub(super) fn each<'s>(&'s self, key: &'s str) -> impl Iterator<Item = &'s Entry<'t>> {
        self.entries.iter().filter(move |entry| entry.key() == key)
    }

    /// Names of the jobs, in order.
    pub(super) fn jobs(&self) -> Vec<&str> {
        let jobs = self.entries.iter().filter(|entry| entry.keys.len() == 2 && entry.keys.first().is_some_and(|key| key == "jobs"));
        jobs.map(Entry::key).collect()
    }

    /// Lines of the scripts of a job, without comments.
    pub(super) fn script(&self, job: &str) -> Vec<(u32, &'t str)> {
        let keys = ["jobs", job];
        let runs = self.under(&keys).filter(|entry| entry.key() == "run");
        runs.flat_map(|entry| entry.lines.iter().copied()).filter(|(_, text)| !text.trim_start().starts_with('#')).collect()
    }

    /// The inputs (`with`) of the step to which an entry such as `uses` belongs.
    pub(super) fn inputs<'s>(&'s self, entry: &'s Entry<'t>) -> Vec<&'s Entry<'t>> {
        let mut keys: Vec<&str> = entry.keys.iter().map(String::as_str).collect();
        keys.pop();
        keys.push("with");
        self.entries
            .iter()
            .filter(|other| other.keys.len() == keys.len() + 1 && other.keys.iter().zip(&keys).all(|(key, wanted)| key == wanted))
            .collect()
    }

    /// Does an event start the workflow?
    pub(super) fn on(&self, event: &str) -> Option<Line> {
        if let Some(entry) = self.find(&["on", event]) {
            return Some(self.line(entry.line));
        }
        let entry = self.find(&["on"])?;
        let text = entry.text();
        let mut events = text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'));
        events.any(|word| word == event).then(|| self.line(entry.line))
    }

    /// A line of this file.
    pub(super) fn line(&self, line: u32) -> Line {
        Line { path: self.path.into(), line }
    }

    /// The line of an entry.
    pub(super) fn line_of(&self, entry: &Entry<'_>) -> Line {
        self.line(entry.line)
    }
}

impl Entry<'_> {
    /// The last key.
    pub(super) fn key(&self) -> &str {
        self.keys.last().map_or("", String::as_str)
    }

    /// The value in one line, without quotes around it.
    pub(super) fn text(&self) -> String {
        let text = self.lines.iter().map(|(_, text)| text.trim()).collect::<Vec<_>>().join(" ");
        let text = text.trim();
        ['"', '\''].iter().find_map(|quote| text.strip_prefix(*quote)?.strip_suffix(*quote)).unwrap_or(text).to_owned()
    }
}

fn entries(text: &str) -> Vec<Entry<'_>> {
    let mut found: Vec<Entry<'_>> = Vec::new();
    let mut open: Vec<(usize, String)> = Vec::new();
    // Indentation of the key whose block scalar is being read.
    let mut scalar: Option<usize> = None;
    for (number, line) in (1u32..).zip(text.lines()) {
        let body = line.trim_start();
        let mut indent = line.len() - body.len();
        if let Some(owner) = scalar {
            if body.is_empty() || indent > owner {
                if let Some(entry) = found.last_mut() {
                    entry.lines.push((number, line));
                }
                continue;
            }
            scalar = None;
        }
        let mut body = body;
        if body.is_empty() || body.starts_with('#') {
            continue;
        }
        while let Some(item) = body.strip_prefix("- ") {
            open.retain(|(depth, key)| *depth < indent || (*depth == indent && !key.starts_with('-')));
            open.push((indent, format!("-{number}")));
            let rest = item.trim_start();
            indent += body.len() - rest.len();
            body = rest;
        }
        match pair(body) {
            Some((key, value)) => {
                open.retain(|(depth, _)| *depth < indent);
                open.push((indent, key.to_owned()));
                let keys = open.iter().map(|(_, key)| key.clone()).collect();
                let is_scalar = value.starts_with(['|', '>']);
                if is_scalar {
                    scalar = Some(indent);
                }
                let lines = if is_scalar || value.is_empty() { Vec::new() } else { vec![(number, value)] };
                found.push(Entry { keys, lines, line: number });
            }
            // A bare item, or a value that goes on.
            None => {
                if let Some(entry) = found.last_mut() {
                    entry.lines.push((number, uncommented(body)));
                }
            }
        }
    }
    found
}

/// A key and its value.
fn pair(body: &str) -> Option<(&str, &str)> {
    let (key, value) = body.split_once(':')?;
    let key = key.trim_matches(['"', '\'']);
    let plain = !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || "_-.".contains(c));
    (plain && (value.is_empty() || value.starts_with(' '))).then(|| (key, uncommented(value.trim())))
}

fn uncommented(value: &str) -> &str {
    let quoted = value.starts_with(['"', '\'']);
    match value.find(" #") {
        Some(end) if !quoted => value.get(..end).unwrap_or(value).trim_end(),
        _ if value.starts_with('#') => "",
        _ => value,
    }
}
