//! `cargo xtask reproduce`: builds what is shipped twice, from nothing, in two folders of different
//! names, and compares every byte (decision 0026).

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::process::{self, answer};
use crate::{Result, console, files, paths, repo::Repo, tools, trunk};

/// Different names of different lengths: whatever writes its folder down is found.
const FOLDERS: [&str; 2] = ["sekkei-reproduce", "sekkei-reproduce-elsewhere/and-deeper"];

/// Name of a shipped file -> SHA-256 of its bytes.
type Hashes = BTreeMap<String, String>;

/// Fails when the two builds differ, and names the files.
pub fn run(repo: &Repo) -> Result {
    if std::env::var_os("CARGO_TARGET_DIR").is_some() {
        return Err("both builds would share one target folder. Unset CARGO_TARGET_DIR.".to_owned());
    }
    tools::npm(repo)?;
    tools::prepare(repo, None)?;
    let folders = FOLDERS.map(|folder| std::env::temp_dir().join(folder));
    // Both before the first build, during which somebody may go on working.
    for folder in &folders {
        copy(repo, folder)?;
    }
    let mut builds = Vec::new();
    for folder in &folders {
        println!("Build in {}", folder.display());
        builds.push(console::timed("page and command line", || build(repo, folder))?);
    }
    for folder in &folders {
        // Gigabytes that nobody needs again; left behind they do no harm, and show what went wrong.
        let _ = std::fs::remove_dir_all(folder);
        // Goes only where it is empty.
        let _ = folder.parent().map(std::fs::remove_dir);
    }
    let [one, other] = builds.as_slice() else { return Ok(()) };
    for (name, hash) in one {
        println!("  {hash}  {name}");
    }
    println!("  {}  all of the above, as `sha256sum` lists it", sum(one));
    match differences(one, other).as_slice() {
        [] => {
            println!("\n  {} files, the same in both builds\n", one.len());
            Ok(())
        }
        names => Err(format!("the two builds differ in {}. Look for paths, times or an order that changes.", names.join(", "))),
    }
}

fn build(repo: &Repo, folder: &Path) -> Result<Hashes> {
    let copied = Repo { root: folder.to_path_buf(), target: folder.join("target"), dist: folder.join("dist"), tools: repo.tools.clone() };
    trunk::build_release(&copied)?;
    let mut cli = process::command(&copied, "cargo");
    cli.args(["build", "--quiet", "--locked", "--release", "--package", "sekkei", "--bin", "sekkei"]);
    paths::same_everywhere(&copied, &mut cli)?;
    process::run(&mut cli)?;

    let program = format!("sekkei{}", std::env::consts::EXE_SUFFIX);
    let mut shipped: BTreeMap<String, PathBuf> =
        files::all(&copied.dist)?.into_iter().map(|(name, path)| (format!("dist/{name}"), path)).collect();
    shipped.insert(program.clone(), copied.target.join("release").join(program));
    shipped.into_iter().map(|(name, path)| Ok((name, hash(&path)?))).collect()
}

/// The files that git knows, or would.
fn copy(repo: &Repo, folder: &Path) -> Result {
    let unwritable = |error| format!("{} cannot be prepared: {error}.", folder.display());
    if folder.exists() {
        std::fs::remove_dir_all(folder).map_err(unwritable)?;
    }
    let mut git = process::command(repo, "git");
    git.args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
    let list = answer(&mut git).ok_or("`git ls-files` failed. The build is copied from a git checkout.")?;
    for name in list.split('\0').filter(|name| !name.is_empty()) {
        let (from, to) = (repo.root.join(name), folder.join(name));
        // A file that is deleted but not yet committed as such.
        if !from.is_file() {
            continue;
        }
        let parent = to.parent().unwrap_or(folder);
        std::fs::create_dir_all(parent).and_then(|()| std::fs::copy(&from, &to)).map_err(unwritable)?;
    }
    // Tools are no part of what is compared; both builds use the same.
    link(&repo.root.join("node_modules"), &folder.join("node_modules"))?;
    std::fs::create_dir_all(folder.join("target")).map_err(unwritable)?;
    link(&repo.tools, &folder.join("target/tools"))
}

#[cfg(unix)]
fn link(from: &Path, to: &Path) -> Result {
    std::os::unix::fs::symlink(from, to).map_err(|error| format!("{} cannot be linked: {error}.", to.display()))
}

#[cfg(not(unix))]
fn link(_: &Path, to: &Path) -> Result {
    Err(format!("{} cannot be linked: this command needs a system with symbolic links.", to.display()))
}

fn hash(path: &Path) -> Result<String> {
    let content = std::fs::read(path).map_err(|error| format!("{} cannot be read: {error}.", path.display()))?;
    Ok(hex(&content))
}

fn hex(content: &[u8]) -> String {
    Sha256::digest(content).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn sum(hashes: &Hashes) -> String {
    hex(hashes.iter().map(|(name, hash)| format!("{hash}  {name}\n")).collect::<String>().as_bytes())
}

/// Names of files that only one has, or that are not the same.
fn differences<'a>(one: &'a Hashes, other: &'a Hashes) -> Vec<&'a str> {
    let mut names: Vec<&str> = one.keys().chain(other.keys()).map(String::as_str).collect();
    names.sort_unstable();
    names.dedup();
    names.retain(|name| one.get(*name) != other.get(*name));
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_is_named() {
        let hashes = |pairs: &[(&str, &str)]| pairs.iter().map(|(name, hash)| ((*name).to_owned(), (*hash).to_owned())).collect::<Hashes>();
        let one = hashes(&[("a", "1"), ("b", "2"), ("c", "3")]);
        let other = hashes(&[("a", "1"), ("b", "9"), ("d", "3")]);
        assert_eq!(differences(&one, &other), ["b", "c", "d"]);
        assert_eq!(differences(&one, &one), Vec::<&str>::new());
        assert_ne!(sum(&one), sum(&other));
    }
}
