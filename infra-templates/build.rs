//! Lists the files of `bundle/` for `shipped.rs`, each with its SHA-256, so that a file added to the
//! tree is in the zip without a second list. Folders of environments other than the first are left
//! out: they are copies, which a test holds equal. So are the files that a design renders.

#![expect(clippy::disallowed_methods, reason = "a build script reads what cargo tells it; the ban is for the library")]

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use sha2::{Digest, Sha256};

fn main() -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join("bundle");
    println!("cargo::rerun-if-changed={}", root.display());
    let mut paths = Vec::new();
    walk(&root, &root, &mut paths)?;
    paths.sort();
    let mut code = String::from("pub(crate) const SHIPPED: &[Shipped] = &[\n");
    for path in &paths {
        let absolute = root.join(path);
        println!("cargo::rerun-if-changed={}", absolute.display());
        let mut sha256 = String::new();
        for byte in Sha256::digest(fs::read(&absolute)?) {
            write!(sha256, "{byte:02x}")?;
        }
        writeln!(code, "    Shipped {{ path: {path:?}, text: include_str!({:?}), sha256: {sha256:?} }},", absolute.display().to_string())?;
    }
    code.push_str("];\n");
    fs::write(Path::new(&env::var("OUT_DIR")?).join("shipped.rs"), code)?;
    Ok(())
}

/// Files that a design renders. On disk they show the default design and are held equal by a test; in
/// the library they would be a second, stale copy.
fn is_rendered(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let by_name = ["terraform.tfvars", "backend.tf", "backend.tf.example", ".terraform.lock.hcl"];
    let by_path = ["infra/README.md", "infra/README.en.md", "infra/environments.json", "infra/sekkei.json", "infra/sekkei.manifest.json"];
    by_name.contains(&name) || by_path.contains(&path)
}

fn walk(root: &Path, folder: &Path, paths: &mut Vec<String>) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let relative = path.strip_prefix(root)?.to_str().ok_or("a path that is not UTF-8")?.to_owned();
        if path.is_dir() {
            let copy = ["infra/envs/stg", "infra/envs/prod"].contains(&relative.as_str());
            if !copy && !relative.ends_with(".terraform") {
                walk(root, &path, paths)?;
            }
        } else if !is_rendered(&relative) {
            paths.push(relative);
        }
    }
    Ok(())
}
