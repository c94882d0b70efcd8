//! The threat model: every threat names tests that exist, and both languages say the same of them.

use std::collections::BTreeMap;
use std::fs;

use sekkei_tests::proofs::{Proof, Row, holds, missing, rows};
use sekkei_tests::root;

/// Threats by id, with their tests.
fn threats(name: &str) -> BTreeMap<String, Row> {
    rows(&fs::read_to_string(root().join("docs").join(name)).unwrap(), 4)
}

#[test]
fn every_threat_names_tests_that_exist() {
    let threats = threats("threat-model.md");
    assert!(threats.len() > 20);
    let untested: Vec<&String> =
        threats.iter().filter(|(_, row)| row.proofs.is_empty() || !row.untested.is_empty()).map(|(id, _)| id).collect();
    assert_eq!(untested, [""; 0]);
    assert_eq!(missing(&threats), [""; 0]);
}

#[test]
fn both_languages_name_the_same_threats_and_tests() {
    let proofs = |name| threats(name).into_iter().map(|(id, row)| (id, row.proofs)).collect::<Vec<_>>();
    assert_eq!(proofs("threat-model.md"), proofs("threat-model.ja.md"));
}

#[test]
fn a_test_that_is_not_there_is_noticed() {
    let text = "\ntest(\"the page works\", async () => {});\n#[test]\nfn it_works() {}\nfn helper() {}\n";
    let test = |file: &str, name: &str| Proof { file: file.to_owned(), name: name.to_owned() };
    assert!(holds(text, &test("a.mjs", "the page works")) && holds(text, &test("a.rs", "it_works")));
    assert!(!holds(text, &test("a.mjs", "the page")) && !holds(text, &test("a.rs", "helper")) && !holds(text, &test("a.rs", "it")));
    let found = rows("| id | a | b | c |\n|---|---|---|---|\n| X1 | a | b | `f.rs`: t; `g.rs`: `u` |", 4);
    assert_eq!(found["X1"].proofs, [test("f.rs", "t"), test("g.rs", "u")]);
    assert_eq!(missing(&found).len(), 2);
}
