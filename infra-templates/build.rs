//! Makes the pack of `bundle/` and its name for `templates.rs`, so that a file added to the tree is in
//! the zip without a second list.

#![expect(clippy::disallowed_methods, reason = "a build script reads what cargo tells it; the ban is for the library")]

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

#[path = "build/pack.rs"]
mod pack;

fn main() -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join("bundle");
    println!("cargo::rerun-if-changed={}", root.display());
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=build/pack.rs");
    let pack = pack::pack(&root)?;
    let out = env::var("OUT_DIR")?;
    println!("cargo::rustc-env=TEMPLATES_NAME={}", pack::name(&pack));
    fs::write(Path::new(&out).join("templates.txt"), pack)?;
    Ok(())
}
