//! Calling Trunk with everything it needs at hand.

use std::process::Command;

use crate::tools::{self, Profile};
use crate::{Result, boot, late, paths, process, repo, repo::Repo, styles, templates, worker};

/// Trunk, told not to look for anything on the network: set-up has brought it all.
pub fn command(repo: &Repo) -> Command {
    let mut trunk = process::command(repo, "trunk");
    trunk
        .arg("--skip-version-check")
        .arg("--offline=true")
        // Trunk stops at the usual NO_COLOR=1.
        .env_remove("NO_COLOR");
    trunk
}

/// Trunk's hook after each build (Trunk.toml). The worker names what the others have written.
pub fn after(repo: &Repo) -> Result {
    boot::hook()?;
    styles::hook()?;
    late::hook(repo)?;
    templates::hook()?;
    worker::hook()
}

/// The shipped build: set-up, then `dist/`, then a look at what came out.
pub fn build_release(repo: &Repo) -> Result {
    tools::npm(repo)?;
    tools::prepare(repo, Some(Profile::Release))?;
    tools::check_wasm_opt(repo)?;
    let mut trunk = command(repo);
    paths::same_everywhere(repo, &mut trunk)?;
    process::run(trunk.args(["build", "--release"]))?;
    let page = repo.dist.join("index.html");
    if boot::has_inline_script(&repo::read(&page)?) {
        return Err(format!(
            "{} has an inline script, which the Content-Security-Policy stops. \
             Move it into a file.",
            page.display()
        ));
    }
    Ok(())
}
