//! Puts the modules that the page fetches late beside it: `wasm-bindgen` (xtask/wasm-tools) writes
//! them next to the main one, of which alone Trunk knows.

use std::path::Path;
use std::process::Command;

use crate::{Result, boot::variable, process, repo::Repo};

/// As for the main module (`data-wasm-opt` in app/index.html). The features stand in each module.
const OPTIONS: [&str; 1] = ["-Oz"];

/// Copies or shrinks them into what Trunk has built.
pub fn hook(repo: &Repo) -> Result {
    let is_release = variable("TRUNK_PROFILE")? == "release";
    let staging = variable("TRUNK_STAGING_DIR")?;
    let folder = repo.target.join("wasm-bindgen").join(if is_release { "release" } else { "debug" }).join("late");
    let unreadable = |error| format!("{} cannot be read: {error}.", folder.display());
    for entry in std::fs::read_dir(&folder).map_err(unreadable)? {
        let from = entry.map_err(unreadable)?.path();
        let Some(name) = from.file_name() else { continue };
        let to = Path::new(&staging).join(name);
        if is_release {
            process::run(optimise(repo).arg(&from).arg("--output").arg(&to))?;
        } else {
            std::fs::copy(&from, &to).map_err(|error| format!("{} cannot be written: {error}.", to.display()))?;
        }
    }
    Ok(())
}

fn optimise(repo: &Repo) -> Command {
    let mut command = process::command(repo, "wasm-opt");
    command.args(OPTIONS).arg("--quiet");
    command
}
