//! Files of a built folder: their names, and which names change with the content.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::Result;

/// Every file below a folder, by its name there with `/` between parts.
pub fn all(folder: &Path) -> Result<BTreeMap<String, PathBuf>> {
    let mut found = BTreeMap::new();
    collect(folder, "", &mut found)?;
    Ok(found)
}

fn collect(folder: &Path, before: &str, found: &mut BTreeMap<String, PathBuf>) -> Result {
    let unreadable = |error| format!("{} cannot be read: {error}.", folder.display());
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        let name = format!("{before}{}", path.file_name().unwrap_or_default().to_string_lossy());
        if path.is_dir() {
            collect(&path, &format!("{name}/"), found)?;
        } else {
            found.insert(name, path);
        }
    }
    Ok(())
}

/// Is the name made from the content, so that it may be kept for ever? Trunk, wasm-bindgen's splitter
/// and the packs end a name with a hash of up to sixteen digits, without leading zeros.
pub fn is_hashed(name: &str) -> bool {
    let file = name.rsplit('/').next().unwrap_or(name);
    let stem = file.split('.').next().unwrap_or(file);
    let stem = stem.strip_suffix("_bg").unwrap_or(stem);
    let Some((_, hash)) = stem.rsplit_once('-') else { return false };
    (12..=16).contains(&hash.len()) && hash.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_with_a_hash_are_told_from_others() {
        for name in [
            "boot-58b9dbc80856f8e0.js",
            "cost-e637d9f9a5e96ce.css",
            "sekkei-app-727c8c731c4c0be0_bg.wasm",
            "snippets/leptos-0123456789abcdef/inline0.js",
        ] {
            assert_eq!(is_hashed(name), !name.starts_with("snippets"), "{name}");
        }
        for name in ["index.html", "sw.js", "favicon.svg", "icon-512.png", "icon-512-maskable.png", "manifest.webmanifest", "a-decade.js"] {
            assert!(!is_hashed(name), "{name}");
        }
    }
}
