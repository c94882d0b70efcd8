//! A document as its parts, and what differs between two.

use design_core::is_report;

use crate::unmarked;

/// A document as its parts: what has to be alike in every language.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Parts {
    /// Levels of the headings, in order.
    pub(crate) headings: Vec<usize>,
    /// Blocks of code, without their comments.
    pub(crate) blocks: Vec<String>,
    /// Rows and columns of tables.
    pub(crate) cells: Vec<usize>,
    /// Items of lists.
    pub(crate) items: usize,
    /// Code in sentences, and targets of links, sorted; documents by their unmarked names.
    pub(crate) names: Vec<String>,
}

/// What a person reads in a document: sentences without code, addresses and pictures.
pub(crate) fn prose(text: &str) -> Vec<(usize, String)> {
    let mut lines = Vec::new();
    let mut in_block = false;
    for (at, line) in text.lines().enumerate() {
        if line.trim_start().starts_with("```") {
            in_block = !in_block;
        } else if !in_block {
            lines.push((at + 1, line.split('`').step_by(2).collect::<Vec<_>>().join("`")));
        }
    }
    lines
}

/// What code in a sentence names. What the reader fills in has a name in his language.
pub(crate) fn name(code: &str) -> String {
    let parts = code.split('<').map(|part| part.split_once('>').map_or(part, |(_, rest)| rest));
    unmarked(&parts.collect::<Vec<_>>().join("<>"))
}

/// A line of the bundle, as reports name it: the rest of their code is evidence in words.
fn is_line(code: &str) -> bool {
    let of_file = |(path, line): (&str, &str)| path.contains('/') && !path.contains(' ') && line.bytes().all(|byte| byte.is_ascii_digit());
    code.rsplit_once(':').is_some_and(of_file)
}

/// A line of code without its comment.
fn bare(line: &str) -> &str {
    let comment = line.find(" # ").or_else(|| line.trim_start().starts_with("# ").then_some(0));
    line.get(..comment.unwrap_or(line.len())).unwrap_or_default().trim_end()
}

pub(crate) fn parts(text: &str, is_report: bool) -> Parts {
    let mut parts = Parts::default();
    let mut block: Option<String> = None;
    for line in text.lines() {
        let start = line.trim_start();
        match (&mut block, start.strip_prefix("```")) {
            (Some(lines), Some(_)) => {
                parts.blocks.push(std::mem::take(lines));
                block = None;
            }
            (None, Some(language)) => block = Some(format!("{language}\n")),
            (Some(lines), None) => lines.push_str(&format!("{}\n", bare(line))),
            (None, None) => {
                if start.starts_with('#') {
                    parts.headings.push(start.chars().take_while(|letter| *letter == '#').count());
                } else if start.starts_with('|') {
                    parts.cells.push(start.replace("\\|", "").matches('|').count());
                }
                let number = start.trim_start_matches(|letter: char| letter.is_ascii_digit());
                let is_item =
                    start.starts_with("- ") || start.starts_with("* ") || (number.len() < start.len() && number.starts_with(". "));
                parts.items += usize::from(is_item);
            }
        }
    }
    let sentences = prose_with_code(text);
    parts.names.extend(sentences.split('`').skip(1).step_by(2).filter(|code| !is_report || is_line(code)).map(name));
    parts.names.extend(sentences.split("](").skip(1).filter_map(|rest| rest.split(')').next()).map(unmarked));
    parts.names.sort();
    parts
}

/// A document without its blocks of code.
pub(crate) fn prose_with_code(text: &str) -> String {
    let mut in_block = false;
    let lines = text.lines().filter(|line| {
        let is_fence = line.trim_start().starts_with("```");
        in_block ^= is_fence;
        !in_block && !is_fence
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// What differs between two documents, in words.
pub(crate) fn differ(name: &str, one: &str, other: &str) -> Vec<String> {
    let (a, b) = (parts(one, is_report(name)), parts(other, is_report(name)));
    let mut found = Vec::new();
    if a.headings != b.headings {
        found.push(format!("{name}: headings {:?} and {:?}", a.headings, b.headings));
    }
    if a.blocks != b.blocks {
        let all = a.blocks.iter().zip(&b.blocks).find(|(a, b)| a != b);
        found.push(format!("{name}: {} and {} blocks of code, {all:?}", a.blocks.len(), b.blocks.len()));
    }
    if a.cells != b.cells || a.items != b.items {
        found.push(format!("{name}: rows {} and {}, items {} and {}", a.cells.len(), b.cells.len(), a.items, b.items));
    }
    if a.names != b.names {
        let only = |x: &[String], y: &[String]| {
            let mut rest = y.to_vec();
            x.iter()
                .filter(|name| match rest.iter().position(|other| other == *name) {
                    Some(at) => {
                        rest.remove(at);
                        false
                    }
                    None => true,
                })
                .cloned()
                .collect::<Vec<_>>()
        };
        found.push(format!("{name}: only the first has {:?}, only the second {:?}", only(&a.names, &b.names), only(&b.names, &a.names)));
    }
    found
}
