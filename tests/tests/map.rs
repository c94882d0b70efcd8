//! The documents of this repository name files and folders that exist, and the map has a room for each
//! folder. Decisions are left out: they say what was when they were made.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use sekkei_tests::root;

/// `a{1,2}.rs` as `a1.rs` and `a2.rs`.
fn spelled(path: &str) -> Vec<String> {
    let Some((before, (inner, after))) = path.split_once('{').and_then(|(before, rest)| Some((before, rest.split_once('}')?))) else {
        return vec![path.to_owned()];
    };
    inner.split(',').flat_map(|choice| spelled(&format!("{before}{choice}{after}"))).collect()
}

/// Folders of the repository that people write.
fn folders() -> BTreeSet<String> {
    let made = ["dist", "node_modules", "target"];
    let entries = fs::read_dir(root()).unwrap().map(Result::unwrap).filter(|entry| entry.file_type().unwrap().is_dir());
    let names = entries.map(|entry| entry.file_name().into_string().unwrap());
    names.filter(|name| !name.starts_with('.') && !made.contains(&name.as_str())).collect()
}

/// Paths between backticks that begin in a folder of the repository, without placeholders such as `<module>`.
fn paths(text: &str, folders: &BTreeSet<String>) -> BTreeSet<String> {
    let quoted = text.lines().flat_map(|line| line.split('`').skip(1).step_by(2));
    let plain = quoted.filter(|word| word.contains('/') && !word.contains([' ', '<', '*', '$']));
    let here = plain.filter(|word| word.split('/').next().is_some_and(|first| folders.contains(first)));
    here.flat_map(spelled).collect()
}

fn missing(document: &str, text: &str, folders: &BTreeSet<String>, root: &Path) -> Vec<String> {
    let gone = paths(text, folders).into_iter().filter(|path| !root.join(path).exists());
    gone.map(|path| format!("{document}: {path}")).collect()
}

#[test]
fn every_path_that_a_document_names_exists() {
    let root = root();
    let in_docs = fs::read_dir(root.join("docs")).unwrap().map(|entry| format!("docs/{}", entry.unwrap().file_name().to_str().unwrap()));
    let documents = ["ARCHITECTURE.md", "README.ja.md", "README.md"].map(str::to_owned).into_iter().chain(in_docs);
    let (mut named, mut gone) = (0, Vec::new());
    for document in documents.filter(|name| name.ends_with(".md")) {
        let text = fs::read_to_string(root.join(&document)).unwrap();
        named += paths(&text, &folders()).len();
        gone.extend(missing(&document, &text, &folders(), &root));
    }
    assert_eq!(gone, Vec::<String>::new());
    println!("{named} paths");
    assert!(named > 100);
}

#[test]
fn the_map_has_a_room_for_every_folder() {
    let map = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let named: BTreeSet<String> = paths(&map, &folders()).iter().filter_map(|path| path.split('/').next()).map(str::to_owned).collect();
    assert_eq!(named, folders());
}

#[test]
fn a_path_that_is_gone_is_noticed() {
    let text = "`core/src/{lib,nowhere}.rs`, `core/src/<module>.rs`, `elsewhere/x.rs` and core/none.rs";
    assert_eq!(missing("a.md", text, &folders(), &root()), ["a.md: core/src/nowhere.rs"]);
}
