//! Helpers of the tests that cross crates: real Terraform, the schema-serving provider, folders with
//! a bundle in them, goldens, and designs as edits or chance make them.

pub mod agreement;
pub mod compliance;
pub mod draft;
pub mod emulator;
pub mod folder;
pub mod golden;
pub mod iam;
pub mod interface;
pub mod mutation;
pub mod plan;
pub mod proofs;
pub mod random;
pub mod scanners;
pub mod shipped;
pub mod state;
pub mod terraform;
pub mod texts;

use std::path::PathBuf;

/// The repository's root.
#[must_use]
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).parent().expect("tests/ has a parent").to_path_buf()
}
