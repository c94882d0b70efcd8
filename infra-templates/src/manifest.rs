//! The manifest: SHA-256 of every file, by which an edited bundle is told from a fresh one.

use std::borrow::Cow;
use std::collections::BTreeMap;

use design_core::gather;
use sha2::{Digest, Sha256};

use crate::kept::Kept;

/// SHA-256 in lowercase hexadecimal digits.
#[must_use]
pub fn sha256_hex(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

pub(crate) fn hex(digest: &[u8]) -> String {
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The manifest's text. `files` holds every file but the manifest; of those, `kept` are a person's and
/// named as such, so that a checksum never passes one off as generated.
pub(crate) fn render(files: &BTreeMap<String, Cow<'static, str>>, kept: &Kept) -> String {
    let hashes: BTreeMap<&str, String> = gather(files.iter().map(|(path, text)| (path.as_str(), sha256_hex(text.as_bytes()))));
    let mut manifest = serde_json::json!({
        "generator": concat!("sekkei ", env!("CARGO_PKG_VERSION")),
        "algorithm": "sha256",
        "files": hashes,
    });
    let kept: Vec<&str> =
        kept.files().iter().filter(|(path, text)| files.get(*path) == Some(*text)).map(|(path, _)| path.as_str()).collect();
    if let (Some(manifest), false) = (manifest.as_object_mut(), kept.is_empty()) {
        manifest.insert("kept".to_owned(), kept.into());
    }
    format!("{manifest:#}\n")
}
