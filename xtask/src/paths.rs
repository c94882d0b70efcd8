//! Keeps the builder's folders out of what is shipped: the same source gives the same bytes, wherever
//! it lies (`cargo xtask reproduce`, decision 0026).

use std::process::Command;

use crate::process::{self, answer};
use crate::{Result, pins, repo::Repo};

/// Has the compiler write the same path for each file on every machine, for the page and for programs.
pub fn same_everywhere(repo: &Repo, command: &mut Command) -> Result {
    let version = answer(process::command(repo, "rustc").arg("-vV")).unwrap_or_default();
    let line = |name: &str| version.lines().find_map(|line| line.strip_prefix(name)).map(str::trim).map(str::to_owned);
    let (Some(host), Some(commit)) = (line("host:"), line("commit-hash:")) else {
        return Err("`rustc -vV` names neither host nor commit. Is Rust installed by rustup?".to_owned());
    };
    let sysroot = answer(process::command(repo, "rustc").args(["--print", "sysroot"])).unwrap_or_default();
    let registry = registry(repo)?;
    let flags = [
        (repo.root.display().to_string(), "/sekkei".to_owned()),
        (registry, "/cargo".to_owned()),
        // Where the standard library's source is installed, paths would lead there.
        (format!("{sysroot}/lib/rustlib/src/rust"), format!("/rustc/{commit}")),
    ]
    .map(|(from, to)| format!("--remap-path-prefix={from}={to}"));
    if let Some(flag) = flags.iter().find(|flag| flag.contains(' ')) {
        return Err(format!("`{flag}` has a space, where Cargo cuts. Move the folder."));
    }
    for triple in [host.as_str(), pins::WASM_TARGET] {
        // Cargo adds these to the flags of .cargo/config.toml.
        command.env(format!("CARGO_TARGET_{}_RUSTFLAGS", triple.to_uppercase().replace('-', "_")), flags.join(" "));
    }
    // It would take the place of all of the above.
    command.env_remove("RUSTFLAGS").env_remove("CARGO_ENCODED_RUSTFLAGS");
    Ok(())
}

/// Cargo's home, below which the sources of crates lie.
fn registry(repo: &Repo) -> Result<String> {
    if let Some(home) = std::env::var_os("CARGO_HOME") {
        return Ok(repo.root.join(home).display().to_string());
    }
    let home = std::env::home_dir().ok_or("there is no home folder. Name Cargo's in CARGO_HOME.")?;
    Ok(home.join(".cargo").display().to_string())
}
