//! Where things lie in this repository.

use std::path::{Path, PathBuf};

use crate::Result;

/// Absolute paths of the places that the commands work on.
pub struct Repo {
    /// The folder that holds the root Cargo.toml.
    pub root: PathBuf,
    /// Cargo's target folder: `target/`, or wherever CARGO_TARGET_DIR points.
    pub target: PathBuf,
    /// What Trunk builds and what is published.
    pub dist: PathBuf,
    /// Tools that set-up installs; always inside the repository.
    pub tools: PathBuf,
}

impl Repo {
    /// Cargo tells where xtask lies; the repository is the folder above.
    pub fn find() -> Result<Self> {
        let manifest = std::env::var_os("CARGO_MANIFEST_DIR")
            .map(PathBuf::from)
            .ok_or("xtask was started without Cargo. Run it as `cargo xtask <command>`.")?;
        let root = manifest.parent().map(Path::to_path_buf).ok_or_else(|| format!("{} has no parent folder.", manifest.display()))?;
        let target = match std::env::var_os("CARGO_TARGET_DIR") {
            Some(folder) => root.join(folder),
            None => root.join("target"),
        };
        Ok(Self { dist: root.join("dist"), tools: root.join("target/tools"), target, root })
    }

    /// A path that must exist, or an error that says what it is for.
    pub fn require(&self, relative: &str, purpose: &str) -> Result<PathBuf> {
        let path = self.root.join(relative);
        if path.exists() {
            Ok(path)
        } else {
            Err(format!("`{relative}` is missing; it {purpose}. Restore it (`git status` shows what is gone)."))
        }
    }
}

/// Reads a text file, naming it when that fails.
pub fn read(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).map_err(|error| format!("{} cannot be read: {error}.", path.display()))
}

/// Writes a file, naming it when that fails.
pub fn write(path: &Path, content: &str) -> Result {
    std::fs::write(path, content).map_err(|error| format!("{} cannot be written: {error}.", path.display()))
}
