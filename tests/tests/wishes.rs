//! What users of such tools ask for: every wish has its place and a test that exists, or says why there is none; both
//! languages say the same of them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use sekkei_tests::proofs::{Row, missing, rows};
use sekkei_tests::root;

/// Wishes by id, with their tests.
fn wishes(name: &str) -> BTreeMap<String, Row> {
    rows(&fs::read_to_string(root().join("docs").join(name)).unwrap(), 4)
}

/// Without a test there has to be a reason, and a wish that has neither is no promise.
fn unanswered(wishes: &BTreeMap<String, Row>) -> BTreeSet<&String> {
    let silent = |row: &Row| row.proofs.is_empty() && row.untested.is_empty() || row.cells.iter().any(|cell| cell.trim().is_empty());
    wishes.iter().filter(|(_, row)| silent(row)).map(|(id, _)| id).collect()
}

#[test]
fn every_wish_has_a_place_and_a_test_that_exists_or_says_why_not() {
    let wishes = wishes("wishes.md");
    assert!(wishes.len() > 50);
    assert_eq!(unanswered(&wishes), BTreeSet::new());
    assert_eq!(missing(&wishes), [""; 0]);
    // What has no test at all is the exception.
    let without = wishes.values().filter(|row| row.proofs.is_empty()).count();
    assert!(without <= 3, "{without}");
}

#[test]
fn both_languages_name_the_same_wishes_and_tests() {
    let named = |name| wishes(name).into_iter().map(|(id, row)| (id, row.proofs, row.untested.len())).collect::<Vec<_>>();
    assert_eq!(named("wishes.md"), named("wishes.ja.md"));
}

/// Sources of the page and of the core, whose words it shows.
fn sources(folder: &Path, found: &mut String) {
    for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.is_dir() {
            sources(&entry, found);
        } else if entry.extension().is_some_and(|extension| extension == "rs") {
            found.push_str(&fs::read_to_string(entry).unwrap());
        }
    }
}

#[test]
fn what_is_named_in_bold_are_words_of_the_page() {
    let mut words = String::new();
    for folder in ["app/src", "core/src/settings"] {
        sources(&root().join(folder), &mut words);
    }
    let named = |name: &str| wishes(name).into_values().flat_map(|row| row.cells).collect::<Vec<_>>().join(" ");
    for name in ["wishes.md", "wishes.ja.md"] {
        let text = named(name);
        let bold: BTreeSet<&str> = text.split("**").skip(1).step_by(2).collect();
        assert!(bold.len() > 10);
        let unknown: Vec<&&str> = bold.iter().filter(|bold| !words.contains(&format!("\"{bold}"))).collect();
        assert_eq!(unknown, [&""; 0], "{name}");
    }
}

#[test]
fn a_wish_without_an_answer_is_noticed() {
    let found = rows("| id | a | b | c |\n| X1 | a | b | `tests/tests/wishes.rs`: `no_such_test` |\n| X2 | a |  | not tested: why |", 4);
    assert_eq!(missing(&found).len(), 1);
    assert_eq!(unanswered(&found).into_iter().collect::<Vec<_>>(), ["X2"]);
}
