//! What tests need from the machine: a browser, Japanese fonts, Terraform, a spelling checker.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::process::{self, answer, on_path};
use crate::{Result, console, pins, repo::Repo, tools};

const APT_PACKAGES: [&str; 2] = ["chromium", "fonts-noto-cjk"];

/// The browser for tests, installed with its fonts where that can be done.
pub fn browser(repo: &Repo) -> Result<PathBuf> {
    if let Some(chosen) = std::env::var_os("SEKKEI_CHROMIUM") {
        return Ok(chosen.into());
    }
    if on_path("dpkg-query").is_some() {
        let missing: Vec<&str> = APT_PACKAGES.into_iter().filter(|package| !is_installed(package)).collect();
        if !missing.is_empty() {
            apt_install(repo, &missing)?;
        }
    }
    ["chromium", "chromium-browser", "google-chrome"].into_iter().find_map(on_path).ok_or_else(|| {
        "the browser tests need Chromium (and the Noto CJK fonts, for Japanese). \
             Install it, or name it in SEKKEI_CHROMIUM."
            .to_owned()
    })
}

/// Terraform at the pinned version.
pub fn terraform() -> Result<PathBuf> {
    let candidates =
        [std::env::var_os("SEKKEI_TERRAFORM").map(PathBuf::from), on_path("terraform"), Some(PathBuf::from("/usr/local/bin/terraform"))];
    let mut seen = String::from("none was found");
    for path in candidates.into_iter().flatten().filter(|path| path.is_file()) {
        let version = terraform_version(&path);
        if version.as_deref() == Some(pins::TERRAFORM) {
            return Ok(path);
        }
        seen = format!("{} is version {}", path.display(), version.as_deref().unwrap_or("unknown"));
    }
    Err(format!(
        "the tests need Terraform {}, but {seen}. Put that version on PATH or in /usr/local/bin, \
         or name it in SEKKEI_TERRAFORM.",
        pins::TERRAFORM
    ))
}

/// The spelling checker, out of its wheel: seconds, where compiling it takes minutes.
pub fn typos(repo: &Repo) -> Result<PathBuf> {
    let folder = repo.tools.join(format!("typos-{}", pins::TYPOS));
    let program = folder.join("bin/typos");
    if program.is_file() {
        return Ok(program);
    }
    console::timed("install typos", || {
        let mut pip = process::command(repo, "python3");
        pip.args(["-m", "pip", "install", "--quiet", "--no-deps", "--target"]).arg(&folder).arg(format!("typos=={}", pins::TYPOS));
        process::run_logged(&mut pip, &tools::log(repo, "typos")?)
    })
    .map_err(|error| format!("{error}\nPython 3 with pip is needed for the spelling check."))?;
    Ok(program)
}

fn is_installed(package: &str) -> bool {
    let mut query = Command::new("dpkg-query");
    query.args(["--show", "--showformat=${db:Status-Status}", package]);
    answer(&mut query).is_some_and(|status| status == "installed")
}

fn apt_install(repo: &Repo, packages: &[&str]) -> Result {
    let names = packages.join(" ");
    let is_root = answer(Command::new("id").arg("-u")).is_some_and(|id| id == "0");
    if !is_root || on_path("apt-get").is_none() {
        return Err(format!(
            "the browser tests need these packages: {names}. \
             Run `sudo apt-get update && sudo apt-get install {names}`."
        ));
    }
    console::timed(&format!("apt-get install {names}"), || {
        let log = tools::log(repo, "apt")?;
        process::run_logged(apt(repo).arg("update"), &log)?;
        let mut install = apt(repo);
        install.args(["install", "--yes", "--no-install-recommends"]);
        process::run_logged(install.args(packages), &log)
    })
}

fn apt(repo: &Repo) -> Command {
    let mut apt = process::command(repo, "apt-get");
    apt.env("DEBIAN_FRONTEND", "noninteractive");
    apt
}

fn terraform_version(path: &Path) -> Option<String> {
    let text = answer(Command::new(path).args(["version", "-json"]))?;
    let (_, rest) = text.split_once("\"terraform_version\"")?;
    rest.split('"').nth(1).map(str::to_owned)
}
