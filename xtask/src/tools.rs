//! What building the app needs, installed into the repository: nothing global is changed
//! except Rust's WebAssembly target.

use std::path::Path;
use std::process::Command;

use crate::console::{self, Job};
use crate::process::{self, answer};
use crate::{Result, paths, pins, repo, repo::Repo};

/// How the app will be built next.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// Fast to build, rebuilt on every change.
    Dev,
    /// Small; what is shipped. Needs npm's wasm-opt.
    Release,
}

/// Installs what is absent. While that goes on, the app is compiled for the first time, if
/// `ahead` says how it will be wanted.
pub fn prepare(repo: &Repo, ahead: Option<Profile>) -> Result {
    check_wasm_bindgen_pin(repo)?;
    rust_target(repo)?;
    let has_trunk = reports(repo, "trunk", &format!("trunk {}", pins::TRUNK));
    let has_bindgen =
        reports(repo, "wasm-bindgen", &format!("wasm-bindgen {}", pins::WASM_BINDGEN)) && is_current(repo, &wasm_tools_source(repo)?);
    let mut jobs = Vec::new();
    if !has_trunk {
        jobs.push(Job::new("install trunk", || install_trunk(repo)));
    }
    if !has_bindgen {
        jobs.push(Job::new("install wasm-bindgen", || install_wasm_bindgen(repo)));
    }
    if jobs.is_empty() {
        return console::timed("crates", || fetch(repo));
    }
    println!("  first run on this machine: Trunk {} and wasm-bindgen {} are compiled once, some minutes", pins::TRUNK, pins::WASM_BINDGEN);
    jobs.push(Job::new("crates and app", move || {
        fetch(repo)?;
        ahead.map_or(Ok(()), |profile| compile_app(repo, profile))
    }));
    console::all_at_once(jobs)
}

/// npm's tools, exactly as locked; done again only when a lock has changed.
pub fn npm(repo: &Repo) -> Result {
    npm_in(repo, &repo.root, "npm ci")
}

/// The judges of exported diagrams: real Mermaid and real draw.io, which the page never loads.
pub fn diagram_judges(repo: &Repo) -> Result {
    npm_in(repo, &repo.root.join("tests/diagram"), "npm ci (Mermaid, draw.io)")
}

/// What the designer is measured beside.
pub fn peers(repo: &Repo) -> Result {
    npm_in(repo, &repo.root.join("tests/bench"), "npm ci (peers of the bench)")
}

/// Lighthouse, with what starts a browser for it.
pub fn lighthouse(repo: &Repo) -> Result {
    npm_in(repo, &repo.root.join("tests/bench/lighthouse"), "npm ci (Lighthouse)")
}

/// The judge of crates (deny.toml), compiled once.
pub fn cargo_deny(repo: &Repo) -> Result {
    if reports(repo, "cargo-deny", &format!("cargo-deny {}", pins::CARGO_DENY)) {
        return Ok(());
    }
    console::timed("install cargo-deny (once, some minutes)", || {
        let mut cargo = installation(repo, "cargo-deny");
        cargo.arg(format!("cargo-deny@{}", pins::CARGO_DENY)).arg("--no-default-features");
        install(repo, &mut cargo, "cargo-deny")
    })
}

fn npm_in(repo: &Repo, folder: &Path, label: &str) -> Result {
    node(repo)?;
    let lock = repo::read(&folder.join("package-lock.json"))?;
    let stamp = folder.join("node_modules/.installed-lock.json");
    if std::fs::read_to_string(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    console::timed(label, || {
        let log = log(repo, "npm")?;
        let mut npm = process::command(repo, "npm");
        process::run_logged(npm.current_dir(folder).args(["ci", "--no-audit", "--no-fund"]), &log)?;
        repo::write(&stamp, &lock)
    })
}

/// The right wasm-opt, or an error: a wrong one can write a broken module without a word.
pub fn check_wasm_opt(repo: &Repo) -> Result {
    let found = answer(process::command(repo, "wasm-opt").arg("--version")).unwrap_or_default();
    if found.split_whitespace().any(|word| word == pins::WASM_OPT) {
        return Ok(());
    }
    Err(format!(
        "wasm-opt must be version {}, but it answers `{found}`. \
         Delete node_modules and try again.",
        pins::WASM_OPT
    ))
}

/// Where a silent step writes what it prints.
pub fn log(repo: &Repo, name: &str) -> Result<std::path::PathBuf> {
    let folder = repo.tools.join("logs");
    std::fs::create_dir_all(&folder).map_err(|error| format!("{} cannot be created: {error}.", folder.display()))?;
    Ok(folder.join(format!("{name}.log")))
}

fn reports(repo: &Repo, program: &str, version: &str) -> bool {
    answer(process::command(repo, program).arg("--version")).is_some_and(|found| found == version)
}

fn check_wasm_bindgen_pin(repo: &Repo) -> Result {
    let lock = repo::read(&repo.root.join("Cargo.lock"))?;
    let mut lines = lock.lines();
    let locked = lines
        .find(|line| *line == "name = \"wasm-bindgen\"")
        .and_then(|_| lines.next())
        .and_then(|line| line.split('"').nth(1))
        .unwrap_or("none");
    if locked == pins::WASM_BINDGEN {
        return Ok(());
    }
    Err(format!(
        "Cargo.lock has wasm-bindgen {locked}, the tools are for {}; the two must be equal. \
         Change Trunk.toml, xtask/src/pins.rs and xtask/wasm-tools together with Cargo.lock.",
        pins::WASM_BINDGEN
    ))
}

/// The standard library for the page.
pub fn rust_target(repo: &Repo) -> Result {
    target(repo, pins::WASM_TARGET)
}

/// The standard library for a target.
pub fn target(repo: &Repo, name: &str) -> Result {
    let mut rustc = process::command(repo, "rustc");
    rustc.args(["--print", "target-libdir", "--target", name]);
    if answer(&mut rustc).is_some_and(|folder| Path::new(&folder).is_dir()) {
        return Ok(());
    }
    console::timed(&format!("rustup target add {name}"), || {
        let mut rustup = process::command(repo, "rustup");
        rustup.args(["target", "add", name]);
        process::run_logged(&mut rustup, &log(repo, "rustup")?)
    })
}

fn install_trunk(repo: &Repo) -> Result {
    let mut cargo = installation(repo, "trunk");
    cargo
        .arg(format!("trunk@{}", pins::TRUNK))
        // TLS and the update check are not needed to build and to serve on this machine.
        .arg("--no-default-features");
    install(repo, &mut cargo, "trunk")
}

fn install_wasm_bindgen(repo: &Repo) -> Result {
    let mut cargo = installation(repo, "wasm-bindgen");
    cargo.args(["--path", "xtask/wasm-tools"]);
    install(repo, &mut cargo, "wasm-bindgen")?;
    repo::write(&repo.tools.join(WASM_TOOLS_STAMP), &wasm_tools_source(repo)?)
}

/// What `wasm-bindgen` was compiled from: its version alone does not tell whether it can split.
const WASM_TOOLS_STAMP: &str = "wasm-tools.stamp";

fn is_current(repo: &Repo, source: &str) -> bool {
    std::fs::read_to_string(repo.tools.join(WASM_TOOLS_STAMP)).is_ok_and(|installed| installed == source)
}

fn wasm_tools_source(repo: &Repo) -> Result<String> {
    ["Cargo.lock", "Cargo.toml", "src/lean.rs", "src/main.rs", "src/split.rs"]
        .iter()
        .map(|file| repo::read(&repo.root.join("xtask/wasm-tools").join(file)))
        .collect()
}

/// Unoptimised: half the time to compile, and the programs are fast enough.
fn installation(repo: &Repo, name: &str) -> Command {
    let mut cargo = process::command(repo, "cargo");
    cargo
        .args(["install", "--locked", "--debug", "--force", "--root"])
        .arg(&repo.tools)
        .arg("--target-dir")
        .arg(repo.tools.join("build").join(name))
        .env("CARGO_PROFILE_DEV_DEBUG", "false");
    cargo
}

fn install(repo: &Repo, cargo: &mut Command, name: &str) -> Result {
    process::run_logged(cargo, &log(repo, name)?)?;
    // Nearly a gigabyte that nobody needs again; left behind it does no harm.
    let _ = std::fs::remove_dir_all(repo.tools.join("build").join(name));
    Ok(())
}

fn fetch(repo: &Repo) -> Result {
    let mut cargo = process::command(repo, "cargo");
    process::run_logged(cargo.args(["fetch", "--locked"]), &log(repo, "fetch")?)
}

/// The same build as Trunk's, so that Trunk finds it done.
fn compile_app(repo: &Repo, profile: Profile) -> Result {
    let mut cargo = process::command(repo, "cargo");
    cargo.args(["build", "--locked", "--target", pins::WASM_TARGET]).args(["--manifest-path", "app/Cargo.toml"]);
    if profile == Profile::Release {
        cargo.arg("--release");
        paths::same_everywhere(repo, &mut cargo)?;
    }
    process::run_logged(&mut cargo, &log(repo, "app")?)
}

fn node(repo: &Repo) -> Result {
    let found = answer(process::command(repo, "node").arg("--version")).unwrap_or_default();
    let major = found.trim_start_matches('v').split('.').next().and_then(|digits| digits.parse::<u32>().ok());
    if major.is_some_and(|major| major >= pins::NODE_MAJOR) {
        return Ok(());
    }
    Err(format!(
        "Node.js {} or newer is needed for wasm-opt and for the browser tests, but `node --version` \
         answers `{found}`. Install it and put it on PATH.",
        pins::NODE_MAJOR
    ))
}
