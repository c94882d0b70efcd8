//! How much a visitor downloads, held against the limit.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::process::{self, answer};
use crate::{Result, files, pins, repo, repo::Repo, worker};

/// What the first load should stay under, and must stay under, in bytes after brotli.
const GOAL: u64 = 250_000;
const LIMIT: u64 = 300_000;

/// What layout, routing and exports of diagrams should add to the page, and must not exceed.
const DIAGRAM_GOAL: u64 = 40_000;
const DIAGRAM_LIMIT: u64 = 42_000;

/// Prints the length of each file named on the command line after brotli at quality 11.
const BROTLI: &str = r"
const { readFileSync } = require('node:fs');
const { brotliCompressSync, constants: c } = require('node:zlib');
const params = { [c.BROTLI_PARAM_QUALITY]: 11, [c.BROTLI_PARAM_LGWIN]: 24 };
for (const path of process.argv.slice(1)) {
  console.log(brotliCompressSync(readFileSync(path), { params }).length);
}";

struct Entry {
    name: String,
    raw: u64,
    brotli: u64,
    first_load: bool,
}

/// Prints every file in `dist/` and fails when the first load is over the limit.
pub fn check(repo: &Repo) -> Result {
    let entries = measure(&repo.dist)?;
    println!("\n  {:>9} {:>9}  file (KB = 1000 bytes)", "raw", "brotli");
    for entry in &entries {
        println!(
            "  {:>9} {:>9}  {}{}",
            kilobytes(entry.raw),
            kilobytes(entry.brotli),
            entry.name,
            if entry.first_load { "" } else { " (later)" }
        );
    }
    let first = || entries.iter().filter(|entry| entry.first_load);
    let raw: u64 = first().map(|entry| entry.raw).sum();
    let brotli: u64 = first().map(|entry| entry.brotli).sum();
    println!(
        "  {:>9} {:>9}  first load: html, js, wasm, css (goal {}, limit {})",
        kilobytes(raw),
        kilobytes(brotli),
        kilobytes(GOAL),
        kilobytes(LIMIT)
    );
    println!(
        "  {:>9} {:>9}  everything, with what is fetched after the first paint\n",
        kilobytes(entries.iter().map(|entry| entry.raw).sum()),
        kilobytes(entries.iter().map(|entry| entry.brotli).sum())
    );
    for entry in entries.iter().filter(|entry| entry.name == worker::NAME) {
        println!(
            "  {:>9} {:>9}  service worker; it then keeps every file above for use without a network\n",
            kilobytes(entry.raw),
            kilobytes(entry.brotli)
        );
    }
    if brotli > LIMIT {
        return Err(format!(
            "the first load is {} KB after brotli, over the limit of {} KB. \
             See what grew in the table above; a new dependency is the usual cause.",
            kilobytes(brotli),
            kilobytes(LIMIT)
        ));
    }
    if brotli > GOAL {
        println!("  note: the first load is over the goal of {} KB\n", kilobytes(GOAL));
    }
    Ok(())
}

/// Prints what layout, routing and exports add to a page that draws, and fails when that is over the
/// limit: two small programs are built, one with them and one without.
pub fn diagram(repo: &Repo) -> Result {
    let target = repo.target.join("weight");
    let mut build = process::command(repo, "cargo");
    build
        .args(["build", "--quiet", "--locked", "--release", "--package", "diagram", "--target", pins::WASM_TARGET])
        .args(["--example", "weight", "--example", "weightless", "--target-dir"])
        .arg(&target)
        // Relocations, which the page's own build asks for, would be counted as well.
        .env("RUSTFLAGS", "-Cdebuginfo=0");
    process::run(&mut build)?;
    let folder = target.join(pins::WASM_TARGET).join("release/examples");
    let mut paths = Vec::new();
    for name in ["weight", "weightless"] {
        let small = folder.join(format!("{name}.small.wasm"));
        let built = folder.join(format!("{name}.wasm"));
        process::run(process::command(repo, "wasm-opt").args(["-Oz", "--quiet"]).arg(built).arg("--output").arg(&small))?;
        paths.push(small);
    }
    let lengths = brotli(&paths)?;
    let [with, without] = lengths.as_slice() else { return Ok(()) };
    let added = with.saturating_sub(*without);
    println!(
        "  {:>9} {:>9}  layout, routing and exports of diagrams (goal {}, limit {})\n",
        "",
        kilobytes(added),
        kilobytes(DIAGRAM_GOAL),
        kilobytes(DIAGRAM_LIMIT)
    );
    if added > DIAGRAM_LIMIT {
        return Err("diagrams add more than the limit to the page. See what grew in the crate `diagram`.".to_owned());
    }
    Ok(())
}

fn measure(dist: &Path) -> Result<Vec<Entry>> {
    let page = repo::read(&dist.join("index.html"))?;
    let (names, paths): (Vec<String>, Vec<PathBuf>) = files::all(dist)?.into_iter().unzip();
    let compressed = brotli(&paths)?;
    let mut entries = Vec::new();
    for ((name, path), brotli) in names.into_iter().zip(&paths).zip(compressed) {
        let raw = std::fs::metadata(path).map_err(|error| format!("{} cannot be read: {error}.", path.display()))?.len();
        entries.push(Entry { first_load: is_first_load(&name, &page), name, raw, brotli });
    }
    Ok(entries)
}

/// Code and styles that the page names, and the snippets that its script imports at once.
fn is_first_load(name: &str, page: &str) -> bool {
    let is_code = [".js", ".wasm", ".css"].iter().any(|ending| name.ends_with(ending));
    name == "index.html" || (is_code && (page.contains(name) || name.starts_with("snippets/")))
}

fn brotli(paths: &[PathBuf]) -> Result<Vec<u64>> {
    let lengths: Vec<u64> = answer(Command::new("node").args(["-e", BROTLI]).args(paths))
        .unwrap_or_default()
        .lines()
        .filter_map(|line| line.parse().ok())
        .collect();
    if lengths.len() == paths.len() {
        Ok(lengths)
    } else {
        Err("the sizes after brotli could not be taken: `node` failed. Is it on PATH?".to_owned())
    }
}

fn kilobytes(bytes: u64) -> String {
    format!("{}.{}", bytes / 1000, bytes % 1000 / 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_the_page_loads_at_once_counts() {
        let page = "<script src=\"/boot-1.js\"></script><link href=\"/app-2.css\">";
        assert!(is_first_load("index.html", page));
        assert!(is_first_load("boot-1.js", page));
        assert!(is_first_load("app-2.css", page));
        assert!(is_first_load("snippets/a/inline0.js", page));
        assert!(!is_first_load("reader-3.wasm", page));
        assert!(!is_first_load("favicon.svg", page));
    }

    #[test]
    fn a_kilobyte_is_a_thousand_bytes() {
        assert_eq!(kilobytes(250_000), "250.0");
        assert_eq!(kilobytes(1_999), "1.9");
    }
}
