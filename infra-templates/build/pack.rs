//! The files of `bundle/` that are shipped byte for byte, as one text: the build script embeds it, and
//! the build of the page puts it beside the page. Standard library alone, so that both can include it.

use std::error::Error;
use std::path::Path;
use std::{fs, io};

/// Paths of the reports, which are computed from the rest.
const REPORTS: &str = include_str!("../../core/data/reports.txt");

/// Files that a design renders. On disk they show the default design and are held equal by a test; in
/// the pack they would be a second, stale copy.
fn is_rendered(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let by_name = ["terraform.tfvars", "backend.tf", "backend.tf.example", ".terraform.lock.hcl"];
    // A document in the other language has its mark in the name.
    let bare = path.replace(".en.md", ".md");
    let path = bare.as_str();
    let by_path = ["infra/README.md", "infra/environments.json", "infra/sekkei.json", "infra/sekkei.manifest.json"];
    by_name.contains(&name)
        || by_path.contains(&path)
        || REPORTS.lines().any(|report| path == report || (report.ends_with('/') && path.starts_with(report)))
}

/// Folders of environments other than the first are copies, which a test holds equal.
fn is_skipped_folder(path: &str) -> bool {
    ["infra/envs/stg", "infra/envs/prod"].contains(&path) || path.ends_with("/.terraform")
}

/// The pack of a tree: for each file a line `path<TAB>bytes`, then its text.
pub(crate) fn pack(root: &Path) -> Result<String, Box<dyn Error>> {
    let mut paths = Vec::new();
    walk(root, root, &mut paths)?;
    paths.sort();
    let mut pack = String::new();
    for path in paths {
        let text = fs::read_to_string(root.join(&path))?;
        pack.push_str(&format!("{path}\t{}\n{text}", text.len()));
    }
    Ok(pack)
}

/// Name under which the page finds its pack: it changes with every byte, so that a page never meets
/// the templates of another version. FNV-1a is enough to tell versions apart; it guards nothing.
pub(crate) fn name(pack: &str) -> String {
    let hash = pack.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    format!("templates-{hash:016x}.txt")
}

fn walk(root: &Path, folder: &Path, paths: &mut Vec<String>) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let relative = path.strip_prefix(root)?.to_str().ok_or_else(|| io::Error::other("a path that is not UTF-8"))?.to_owned();
        if path.is_dir() {
            if !is_skipped_folder(&relative) {
                walk(root, &path, paths)?;
            }
        } else if !is_rendered(&relative) {
            paths.push(relative);
        }
    }
    Ok(())
}
