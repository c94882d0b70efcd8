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
    every_module_is_there(repo)
}

/// Two builds at one time write late modules into one folder; a page with those of another build is dead.
fn every_module_is_there(repo: &Repo) -> Result {
    let unreadable = |error| format!("{} cannot be read: {error}.", repo.dist.display());
    for entry in std::fs::read_dir(&repo.dist).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if path.extension().is_none_or(|extension| extension != "js") {
            continue;
        }
        for name in modules(&repo::read(&path)?) {
            if !repo.dist.join(&name).is_file() {
                return Err(format!("{} names {name}, which is not there. Was another build running? Build again.", path.display()));
            }
        }
    }
    Ok(())
}

/// File names in quotes that end in `.wasm`.
fn modules(script: &str) -> Vec<String> {
    let names = script.split(['"', '\'', '`']).filter(|text| text.ends_with(".wasm"));
    let names = names.map(|text| text.trim_start_matches("./").to_owned());
    names.filter(|name| name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'))).collect()
}

#[cfg(test)]
mod tests {
    use super::modules;

    #[test]
    fn modules_are_the_names_in_quotes() {
        assert_eq!(modules("fetch(\"./a-1.wasm\"); 'b_2.wasm'; `x/${c}.wasm`; \".wasm is\""), ["a-1.wasm", "b_2.wasm"]);
    }
}
