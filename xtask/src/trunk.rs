//! Calling Trunk with everything it needs at hand.

use std::process::Command;

use crate::tools::{self, Profile};
use crate::{Result, boot, process, repo, repo::Repo};

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

/// The shipped build: set-up, then `dist/`, then a look at what came out.
pub fn build_release(repo: &Repo) -> Result {
    tools::npm(repo)?;
    tools::prepare(repo, Some(Profile::Release))?;
    tools::check_wasm_opt(repo)?;
    process::run(command(repo).args(["build", "--release"]))?;
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
