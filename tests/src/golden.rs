//! Files that say what a test found before. `UPDATE_EXPECT=1` writes them again, to be read as a change.

use std::collections::BTreeSet;
use std::fs;

use crate::root;

/// Fails unless the file at a path below the repository's root says what was found; `test` rewrites it.
///
/// # Panics
/// With the lines that differ.
pub fn expect(test: &str, path: &str, found: &str) {
    let file = root().join(path);
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::create_dir_all(file.parent().expect("a golden lies in a folder")).expect("the folder is writable");
        fs::write(&file, found).expect("the golden is writable");
    }
    let expected = fs::read_to_string(&file).unwrap_or_default();
    if found == expected {
        return;
    }
    let (old, new): (BTreeSet<&str>, BTreeSet<&str>) = (expected.lines().collect(), found.lines().collect());
    let gone = old.difference(&new).map(|line| format!("- {line}"));
    let come = new.difference(&old).map(|line| format!("+ {line}"));
    panic!(
        "{path} is not what was found; UPDATE_EXPECT=1 cargo test -p sekkei-tests --test {test} rewrites it\n{}",
        gone.chain(come).collect::<Vec<_>>().join("\n")
    );
}
