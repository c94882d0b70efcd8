//! `cargo xtask bench`: brings what the measurements need and runs them. They are in `tests/bench`; they
//! print and assert nothing, for machines differ.

use std::path::PathBuf;

use crate::process::{command, run};
use crate::{Result, console, pins, repo::Repo, tools};

/// Where the browser tests find what they test and what they test with.
type Settings = [(&'static str, PathBuf); 4];

/// Lighthouse, which is installed for this command alone: no test needs it.
pub fn lighthouse(repo: &Repo, settings: Settings) -> Result {
    tools::npm(repo)?;
    tools::lighthouse(repo)?;
    let script = repo.require("tests/bench/lighthouse/lighthouse.mjs", "lets Lighthouse judge the page")?;
    run(command(repo, "node").arg(script).envs(settings))
}

/// Everything that is measured, after the release build of the page.
pub fn bench(repo: &Repo, settings: Settings) -> Result {
    tools::diagram_judges(repo)?;
    tools::peers(repo)?;
    tools::target(repo, pins::WASI_TARGET)?;
    console::timed("release build of sekkei", || {
        run(command(repo, "cargo").args(["build", "--quiet", "--locked", "--release", "--package", "sekkei"]))
    })?;
    let script = repo.require("tests/bench/bench.mjs", "measures the speed")?;
    let sekkei = repo.target.join(format!("release/sekkei{}", std::env::consts::EXE_SUFFIX));
    run(command(repo, "node").arg(script).envs(settings).env("SEKKEI_CLI", sekkei).env("CARGO_TARGET_DIR", &repo.target))
}
