//! Writes the service worker (app/worker/) of a build: which files it keeps, with their hashes. What
//! it does with them stands in its script.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::{Result, boot::variable, files, repo};

/// Beside the page, because a worker answers only for its own folder; never under a hashed name,
/// because browsers look for the next version there.
pub const NAME: &str = "sw.js";

const WORKER: &str = include_str!("../../app/worker/sw.js");
/// What debug builds have instead.
const RETIRED: &str = include_str!("../../app/worker/retired.js");

/// Runs last in Trunk's hook.
pub fn hook() -> Result {
    let folder = PathBuf::from(variable("TRUNK_STAGING_DIR")?);
    if variable("TRUNK_PROFILE")? == "release" { write(&folder) } else { repo::write(&folder.join(NAME), RETIRED) }
}

/// The worker for the files of a folder.
pub fn write(folder: &Path) -> Result {
    let mut hashes = BTreeMap::new();
    for (name, path) in files::all(folder)? {
        if name != NAME {
            let content = std::fs::read(&path).map_err(|error| format!("{} cannot be read: {error}.", path.display()))?;
            hashes.insert(name, Sha256::digest(content).to_vec());
        }
    }
    repo::write(&folder.join(NAME), &script(&hashes))
}

/// The version that a worker of [`write`] names.
pub fn version(script: &str) -> Option<&str> {
    script.split_once("const VERSION = \"")?.1.split('"').next()
}

fn script(hashes: &BTreeMap<String, Vec<u8>>) -> String {
    let entries: String = hashes
        .iter()
        .map(|(name, hash)| {
            let mode = if files::is_hashed(name) { "default" } else { "no-cache" };
            format!("  \"{name}\": [\"sha256-{}\", \"{mode}\"],\n", base64(hash))
        })
        .collect();
    let script = WORKER.replace("__FILES__", &format!("{{\n{entries}}}"));
    // The worker's own text is part of the version: what it does may change where no file does.
    let digest = Sha256::digest(&script);
    let version: String = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    script.replace("__VERSION__", &version)
}

/// As integrity attributes have it.
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let bits = (0..3).fold(0_usize, |bits, index| bits << 8 | chunk.get(index).copied().map_or(0, usize::from));
        for place in 0..4 {
            let digit = DIGITS.get(bits >> (18 - 6 * place) & 63).copied().unwrap_or(b'=');
            text.push(if place <= chunk.len() { char::from(digit) } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_rfc_4648() {
        for (plain, text) in
            [("", ""), ("M", "TQ=="), ("Ma", "TWE="), ("Man", "TWFu"), ("Many", "TWFueQ=="), ("many+", "bWFueSs="), ("??>", "Pz8+")]
        {
            assert_eq!(base64(plain.as_bytes()), text);
        }
    }

    #[test]
    fn a_version_changes_with_any_file() {
        let of = |content: &[u8]| script(&BTreeMap::from([("index.html".to_owned(), content.to_vec())]));
        let (one, other) = (of(b"a"), of(b"b"));
        assert_eq!(version(&one).map(str::len), Some(16));
        assert_ne!(version(&one), version(&other));
        assert_eq!(one, of(b"a"));
        assert!(one.contains("\"index.html\": [\"sha256-YQ==\", \"no-cache\"]"), "{one}");
        assert!(!one.contains("__"), "{one}");
    }
}
