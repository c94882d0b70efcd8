//! Documents of the bundle and of this repository.

use std::fs;

use design_core::{DesignDraft, Lang};
use infra_templates::document;
use sekkei_tests::texts::has_japanese;
use sekkei_tests::{random, root};

use crate::parts::{differ, parts, prose, prose_with_code};
use crate::{bundle, documents, without_clauses};

/// Segments of a Japanese document that are English sentences: at least four English words, and nothing Japanese.
fn english_sentences(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (line, prose) in prose(text) {
        for segment in prose.split(['|', '。']).flat_map(|segment| segment.split("<br>")) {
            let words = segment
                .split_whitespace()
                .filter(|word| word.len() > 1 && word.chars().all(|letter| letter.is_ascii_lowercase() || ",.".contains(letter)));
            // The column of types holds words of Terraform.
            let is_type = segment.trim_start().starts_with("object: ");
            if !has_japanese(segment) && !is_type && words.count() >= 4 && !segment.contains("http") {
                found.push(format!("{line}: {}", segment.trim()));
            }
        }
    }
    found
}

/// Lines of an English document with Japanese: only the link to the other language may have any.
fn japanese_lines(text: &str) -> Vec<String> {
    let lines = prose_with_code(&without_clauses(text));
    lines.lines().filter(|line| has_japanese(line) && !line.starts_with("[日本語](")).map(str::to_owned).collect()
}

#[test]
fn every_document_says_the_same_in_both_languages() {
    let mut wrong = Vec::new();
    for draft in [DesignDraft::default(), random::valid(3)] {
        for lang in Lang::ALL {
            let bundle = bundle(&draft, lang);
            let documents = documents(&bundle, lang);
            assert!(documents.len() > 30);
            for (name, [ja, en]) in &documents {
                wrong.extend(differ(name, ja, en));
                wrong.extend(english_sentences(ja).into_iter().map(|line| format!("{name}: not Japanese: {line}")));
                wrong.extend(japanese_lines(en).into_iter().map(|line| format!("{name}: not English: {line}")));
            }
        }
    }
    wrong.sort();
    wrong.dedup();
    assert_eq!(wrong, [""; 0]);
}

/// English alone: read by whoever works on the source.
const FOR_ENGINEERS: [&str; 3] = ["ARCHITECTURE.md", "CHANGELOG.md", "docs/traps.md"];

#[test]
fn documents_of_this_repository_have_their_japanese_siblings() {
    let mut wrong = Vec::new();
    let mut checked = 0;
    for folder in ["", "docs/", "hosting/"] {
        let read = |name: &str| fs::read_to_string(root().join(folder).join(name)).unwrap();
        for entry in fs::read_dir(root().join(folder)).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            if !name.ends_with(".md") || name.ends_with(".ja.md") || FOR_ENGINEERS.contains(&&*format!("{folder}{name}")) {
                continue;
            }
            let japanese = document(&name, Lang::Ja, Lang::En);
            if !root().join(folder).join(&japanese).exists() {
                wrong.push(format!("{folder}{japanese} is missing"));
                continue;
            }
            let (en, ja) = (read(&name), read(&japanese));
            checked += 1;
            let shape = |text: &str| {
                let parts = parts(text, false);
                (parts.headings, parts.cells.len(), parts.items)
            };
            if shape(&en) != shape(&ja) {
                wrong.push(format!("{folder}{name}: {:?} and {:?}", shape(&en), shape(&ja)));
            }
            // Threats name their tests, whose names are sentences.
            if name != "threat-model.md" {
                wrong.extend(english_sentences(&ja).into_iter().map(|line| format!("{folder}{japanese}: not Japanese: {line}")));
            }
        }
    }
    assert!(checked >= 5);
    assert_eq!(wrong, [""; 0]);
}
