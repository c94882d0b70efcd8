//! Judges the crates and packages of others: licences, sources and doubles on every run; known
//! vulnerabilities by a command of its own, because they need a database that changes every day.

use crate::process::{command, run};
use crate::{Result, repo::Repo, tools};

/// Folders with a `package-lock.json`. Nothing of them is shipped.
const NPM: [&str; 5] = [".", "tests/bench", "tests/bench/lighthouse", "tests/diagram", "tests/scanners"];

/// Lock files of crates: the product's, and those of the tools that build and try it.
const CARGO: [&str; 5] =
    ["Cargo.toml", "tests/bench/engine/Cargo.toml", "tests/fuzz/Cargo.toml", "xtask/Cargo.toml", "xtask/wasm-tools/Cargo.toml"];

/// What deny.toml says, without a network.
pub fn deny(repo: &Repo) -> Result {
    tools::cargo_deny(repo)?;
    run(command(repo, "cargo-deny").args(["--offline", "check", "licenses", "bans", "sources"]))?;
    for manifest in CARGO {
        run(command(repo, "cargo-deny").args(["--offline", "--manifest-path", manifest, "check", "sources"]))?;
    }
    Ok(())
}

/// Known vulnerabilities, by RustSec's database and npm's. Needs both on the network; a finding fails.
pub fn audit(repo: &Repo) -> Result {
    tools::cargo_deny(repo)?;
    let mut failed = Vec::new();
    let mut judge = |what: String, result: Result| {
        if let Err(message) = result {
            failed.push(format!("{what}: {message}"));
        }
    };
    for manifest in CARGO {
        let mut deny = command(repo, "cargo-deny");
        deny.args(["--manifest-path", manifest, "check", "advisories"]);
        judge(manifest.to_owned(), run(&mut deny));
    }
    for folder in NPM {
        println!("npm audit in {folder}");
        let mut npm = command(repo, "npm");
        npm.current_dir(repo.root.join(folder)).args(["audit", "--package-lock-only", "--audit-level=moderate"]);
        judge(folder.to_owned(), run(&mut npm));
    }
    if failed.is_empty() { Ok(()) } else { Err(format!("not clean, or not reached:\n  {}", failed.join("\n  "))) }
}
