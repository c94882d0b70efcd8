//! Tests that a document names as proof, in the last column of its tables: `` `file`: name ``, several of them
//! parted by `; `. It knows how tests are written here, not what they are about.

use std::collections::BTreeMap;
use std::fs;

use crate::root;

/// A test: its file and its name there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Proof {
    pub file: String,
    pub name: String,
}

/// What stands behind a row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// The cells between id and tests.
    pub cells: Vec<String>,
    pub proofs: Vec<Proof>,
    /// Why something of it has no test, in words.
    pub untested: Vec<String>,
}

/// Begins what has no test, with the reason behind it.
const UNTESTED: [&str; 2] = ["not tested: ", "試験なし: "];

/// The tests of a cell; a name may hold a `; ` of its own.
fn apart(cell: &str) -> Vec<String> {
    let mut tests: Vec<String> = Vec::new();
    for piece in cell.split("; ") {
        match tests.last_mut() {
            Some(last) if !piece.starts_with('`') && !UNTESTED.iter().any(|begin| piece.starts_with(begin)) => {
                *last += &format!("; {piece}")
            }
            _ => tests.push(piece.to_owned()),
        }
    }
    tests
}

/// Rows of the tables of a document by id, which is their first cell; every table has as many columns.
///
/// # Panics
/// When a row is not what this module's head says.
#[must_use]
pub fn rows(document: &str, columns: usize) -> BTreeMap<String, Row> {
    let mut rows = BTreeMap::new();
    for line in document.lines().filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |")) {
        let mut cells: Vec<String> = line.split(" | ").map(str::to_owned).collect();
        assert_eq!(cells.len(), columns, "columns: {line}");
        let (tests, id) = (cells.pop().unwrap_or_default(), cells.remove(0));
        if id == "id" {
            continue;
        }
        let mut row = Row { cells, ..Row::default() };
        for test in apart(&tests) {
            if let Some(reason) = UNTESTED.iter().find_map(|begin| test.strip_prefix(begin)) {
                assert!(!reason.trim().is_empty(), "{id}: no reason");
                row.untested.push(reason.to_owned());
                continue;
            }
            let (file, name) = test.split_once(": ").unwrap_or_else(|| panic!("{id}: {test} is no test"));
            let bare = |text: &str| text.trim_matches('`').to_owned();
            row.proofs.push(Proof { file: bare(file), name: bare(name) });
        }
        assert!(rows.insert(id.clone(), row).is_none(), "{id} twice");
    }
    rows
}

/// Does a file hold a test of that name?
#[must_use]
pub fn holds(text: &str, Proof { file, name }: &Proof) -> bool {
    if file.ends_with(".mjs") {
        text.contains(&format!("\ntest(\"{name}\", "))
            || text.contains(&format!("\ntest(`{name}`, "))
            || text.contains(&format!("  test(`{name}`, "))
    } else {
        let lines: Vec<&str> = text.lines().map(str::trim).collect();
        lines.windows(2).any(|pair| pair[0] == "#[test]" && pair[1].starts_with(&format!("fn {name}(")))
    }
}

/// Named tests that are not there.
#[must_use]
pub fn missing(rows: &BTreeMap<String, Row>) -> Vec<String> {
    let proofs = rows.iter().flat_map(|(id, row)| row.proofs.iter().map(move |proof| (id, proof)));
    let gone = proofs.filter(|(_, proof)| !fs::read_to_string(root().join(&proof.file)).is_ok_and(|text| holds(&text, proof)));
    gone.map(|(id, proof)| format!("{id}: {} has no test {:?}", proof.file, proof.name)).collect()
}
