//! The threat model: every threat names tests that exist, and both languages say the same of them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use sekkei_tests::root;

/// A test: its file and its name there.
type Test = (String, String);

/// Threats by id, with their tests.
fn threats(document: &str) -> BTreeMap<String, Vec<Test>> {
    let mut threats = BTreeMap::new();
    for row in document.lines().filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |")) {
        let cells: Vec<&str> = row.split(" | ").collect();
        let [id, _, _, tests] = cells.as_slice() else { panic!("not four cells: {row}") };
        if *id == "id" {
            continue;
        }
        let tests = tests.split("; ").map(|test| {
            let (file, name) = test.split_once(": ").unwrap_or_else(|| panic!("{id}: {test} is no test"));
            (file.trim_matches('`').to_owned(), name.to_owned())
        });
        assert!(threats.insert((*id).to_owned(), tests.collect()).is_none(), "{id} twice");
    }
    threats
}

fn document(name: &str) -> String {
    fs::read_to_string(root().join("docs").join(name)).unwrap()
}

/// Does a file hold a test of that name?
fn holds(text: &str, (file, name): &Test) -> bool {
    if file.ends_with(".mjs") {
        text.contains(&format!("\ntest(\"{name}\", "))
            || text.contains(&format!("\ntest(`{name}`, "))
            || text.contains(&format!("  test(`{name}`, "))
    } else {
        let lines: Vec<&str> = text.lines().map(str::trim).collect();
        lines.windows(2).any(|pair| pair[0] == "#[test]" && pair[1].starts_with(&format!("fn {name}(")))
    }
}

#[test]
fn every_threat_names_tests_that_exist() {
    let threats = threats(&document("threat-model.md"));
    assert!(threats.len() > 20);
    for (id, tests) in &threats {
        assert!(!tests.is_empty(), "{id} has no test");
        for test in tests {
            let text = fs::read_to_string(root().join(&test.0)).unwrap_or_else(|error| panic!("{id}: {}: {error}", test.0));
            assert!(holds(&text, test), "{id}: {} has no test {:?}", test.0, test.1);
        }
    }
}

#[test]
fn both_languages_name_the_same_threats_and_tests() {
    assert_eq!(threats(&document("threat-model.md")), threats(&document("threat-model.ja.md")));
}

#[test]
fn a_test_that_is_not_there_is_noticed() {
    let text = "\ntest(\"the page works\", async () => {});\n#[test]\nfn it_works() {}\nfn helper() {}\n";
    let test = |file: &str, name: &str| (file.to_owned(), name.to_owned());
    assert!(holds(text, &test("a.mjs", "the page works")) && holds(text, &test("a.rs", "it_works")));
    assert!(!holds(text, &test("a.mjs", "the page")) && !holds(text, &test("a.rs", "helper")) && !holds(text, &test("a.rs", "it")));
    let ids: BTreeSet<String> =
        threats("| id | a | b | c |\n|---|---|---|---|\n| X1 | a | b | `f.rs`: t; `g.rs`: u |").into_keys().collect();
    assert_eq!(ids, BTreeSet::from(["X1".to_owned()]));
}
