//! `build`, `test`, `ready` and `bench`: which checks run, and in what order.

use std::path::{Path, PathBuf};
use std::time::Instant;

use crate::process::{command, run};
use crate::{Result, console, dependencies, fuzz, pins, repo::Repo, sizes, speed, system, tools, trunk};

/// The crate that only compiles for the browser.
const APP: &str = "sekkei-app";

type Step<'a> = (&'static str, &'a dyn Fn() -> Result);

/// The release build and its sizes.
pub fn build(repo: &Repo) -> Result {
    println!("Set-up and release build");
    trunk::build_release(repo)?;
    sizes::diagram(repo)?;
    sizes::check(repo)
}

/// Everything that a change must pass.
pub fn test(repo: &Repo) -> Result {
    in_order(&[
        ("set-up", &|| set_up(repo)),
        ("format", &|| format(repo)),
        ("spelling", &|| spelling(repo)),
        ("lints", &|| lints(repo)),
        ("crates of others", &|| dependencies::deny(repo)),
        ("tests", &|| tests(repo)),
        ("made-up texts", &|| fuzz::fuzz(repo, &fuzz::Options::repeatable())),
        ("diagrams before Mermaid and draw.io", &|| diagrams(repo)),
        ("release build and size", &|| build(repo)),
        ("browser tests", &|| browser_tests(repo)),
    ])
}

/// The quick loop before a commit.
pub fn ready(repo: &Repo) -> Result {
    in_order(&[
        ("format", &|| format(repo)),
        ("lints", &|| {
            tools::rust_target(repo)?;
            lints(repo)
        }),
        ("tests", &|| tests(repo)),
    ])
}

/// Sizes, then the speed in a browser and without one.
pub fn bench(repo: &Repo) -> Result {
    build(repo)?;
    speed::bench(repo, browser_settings(repo)?)
}

/// What Lighthouse says of the release build, served compressed.
pub fn lighthouse(repo: &Repo) -> Result {
    build(repo)?;
    speed::lighthouse(repo, browser_settings(repo)?)
}

fn in_order(steps: &[Step<'_>]) -> Result {
    let start = Instant::now();
    let count = steps.len();
    let mut times = Vec::new();
    for (index, (name, work)) in steps.iter().enumerate() {
        let label = format!("[{}/{count}] {name}", index + 1);
        println!("{label} ...");
        let begin = Instant::now();
        let result = work();
        let time = console::seconds(begin);
        match result {
            Ok(()) => println!("{label} ... ok {time}\n"),
            Err(message) => {
                println!("{label} ... FAILED {time}");
                return Err(format!("{name}: {message}"));
            }
        }
        times.push((name, time));
    }
    println!("  {:>8}  step", "time");
    for (name, time) in times {
        println!("  {time:>8}  {name}");
    }
    println!("  {:>8}  all {count} steps ok", console::seconds(start));
    Ok(())
}

fn set_up(repo: &Repo) -> Result {
    let terraform = system::terraform()?;
    println!("  Terraform {}: {}", pins::TERRAFORM, terraform.display());
    let browser = system::browser(repo)?;
    println!("  browser: {}", browser.display());
    tools::npm(repo)?;
    tools::diagram_judges(repo)?;
    tools::prepare(repo, None)?;
    system::typos(repo)?;
    let script = repo.require("tests/schema-provider/prepare.py", "lets Terraform check the generated tree without a network")?;
    run(command(repo, "python3").arg(script))?;
    let script = repo.require("tests/scanners/prepare.py", "installs the public scanners that judge the generated tree")?;
    run(command(repo, "python3").arg(script))?;
    let script = repo.require("tests/emulator/prepare.py", "installs the AWS account in which the generated tree is created")?;
    run(command(repo, "python3").arg(script))
}

fn format(repo: &Repo) -> Result {
    let advice = |error| format!("{error} Run `cargo fmt --all` there.");
    run(command(repo, "cargo").args(["fmt", "--all", "--check"])).map_err(advice)?;
    for manifest in ["xtask/Cargo.toml", "xtask/wasm-tools/Cargo.toml", "tests/fuzz/Cargo.toml", "tests/bench/engine/Cargo.toml"] {
        let mut fmt = command(repo, "cargo");
        fmt.args(["fmt", "--check", "--manifest-path", manifest]);
        run(&mut fmt).map_err(advice)?;
    }
    Ok(())
}

fn spelling(repo: &Repo) -> Result {
    run(&mut command(repo, system::typos(repo)?)).map_err(|error| format!("{error} Correct the words, or explain them in typos.toml."))
}

fn lints(repo: &Repo) -> Result {
    let deny = ["--", "-D", "warnings"];
    let mut native = command(repo, "cargo");
    native.args(["clippy", "--locked", "--workspace", "--exclude", APP, "--all-targets"]).args(deny);
    run(&mut native)?;
    let mut wasm = command(repo, "cargo");
    wasm.args(["clippy", "--locked", "--package", APP]).args(["--target", pins::WASM_TARGET]).args(deny);
    run(&mut wasm)?;
    let mut own = command(repo, "cargo");
    own.args(["clippy", "--locked", "--all-targets"]).args(["--manifest-path", "xtask/Cargo.toml"]).args(deny);
    run(&mut own)?;
    for (manifest, target) in [("tests/fuzz/Cargo.toml", "fuzz"), ("tests/bench/engine/Cargo.toml", "engine")] {
        let mut beside = command(repo, "cargo");
        beside.args(["clippy", "--locked", "--manifest-path", manifest, "--target-dir"]).arg(repo.target.join(target)).args(deny);
        run(&mut beside)?;
    }
    Ok(())
}

fn tests(repo: &Repo) -> Result {
    let mut own = command(repo, "cargo");
    own.args(["test", "--locked", "--manifest-path", "xtask/Cargo.toml"]);
    run(&mut own)?;
    let selftest = repo.require("tests/schema-provider/selftest.py", "checks the provider that the Terraform tests rely on")?;
    run(command(repo, "python3").arg(selftest))?;
    let mut workspace = command(repo, "cargo");
    workspace.args(["test", "--locked", "--workspace", "--exclude", APP]).env("SEKKEI_TERRAFORM", system::terraform()?);
    run(&mut workspace)?;
    // What the page works out without a browser: differences, highlighting, the tree.
    run(command(repo, "cargo").args(["test", "--locked", "--package", APP]))
}

/// Every view that is shipped, graphs with hostile labels, and generated ones, judged by real Mermaid 11 and 12
/// and opened by real draw.io.
fn diagrams(repo: &Repo) -> Result {
    let judge = repo.require("tests/diagram/judge.mjs", "lets real Mermaid judge exported diagrams")?;
    let drawio = repo.require("tests/diagram/drawio.mjs", "lets real draw.io open exported diagrams")?;
    let chromium = system::browser(repo)?;
    let views = repo.target.join("diagrams/views");
    let showcase = repo.target.join("diagrams/showcase");
    let generated = repo.target.join("diagrams/generated");
    let gallery = ["run", "--quiet", "--locked", "--package", "diagram", "--example", "gallery", "--"];
    run(command(repo, "cargo").args(["run", "--quiet", "--locked", "--package", "sekkei-tests", "--example", "views", "--"]).arg(&views))?;
    run(command(repo, "cargo").args(gallery).arg(&showcase))?;
    run(command(repo, "cargo").args(gallery).arg(&generated).arg("generated"))?;
    for (folder, how) in [(&views, None), (&showcase, Some("--counts-only")), (&generated, Some("--total"))] {
        run(command(repo, "node").arg(&judge).arg(folder).args(how).env("SEKKEI_CHROMIUM", &chromium))?;
        run(command(repo, "node").arg(&drawio).arg(folder).env("SEKKEI_CHROMIUM", &chromium))?;
    }
    Ok(())
}

fn browser_tests(repo: &Repo) -> Result {
    let mut cli = command(repo, "cargo");
    cli.args(["build", "--locked", "--workspace", "--exclude", APP]).args(["--bin", "sekkei"]);
    run(&mut cli)?;
    let folder = repo.require("tests/e2e", "holds the browser tests")?;
    let files = test_files(&folder)?;
    let mut node = command(repo, "node");
    // Most of a browser test is waiting. By itself node leaves one core idle, and with two that is half of them.
    let at_once = std::thread::available_parallelism().map_or(1, usize::from).min(4);
    // This reporter says at the end, once more and together, what failed and why.
    node.args(["--test", "--test-reporter=spec"]).arg(format!("--test-concurrency={at_once}"));
    run(node.args(files).envs(browser_settings(repo)?))
}

/// Where the browser tests find what they test and what they test with.
fn browser_settings(repo: &Repo) -> Result<[(&'static str, PathBuf); 4]> {
    let cli = format!("debug/sekkei{}", std::env::consts::EXE_SUFFIX);
    Ok([
        ("SEKKEI_DIST", repo.dist.clone()),
        ("SEKKEI_CLI", repo.target.join(cli)),
        ("SEKKEI_TERRAFORM", system::terraform()?),
        ("SEKKEI_CHROMIUM", system::browser(repo)?),
    ])
}

/// Every `*.test.mjs` in the folder, by name: what a folder means to `node --test` differs
/// between versions.
fn test_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let unreadable = |error| format!("{} cannot be read: {error}.", folder.display());
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if path.to_string_lossy().ends_with(".test.mjs") {
            files.push(path);
        }
    }
    if files.is_empty() {
        return Err(format!("{} holds no `*.test.mjs`.", folder.display()));
    }
    files.sort();
    Ok(files)
}
