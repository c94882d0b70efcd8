//! Puts the files that a bundle ships byte for byte beside the page, as one text that the page fetches
//! after its first paint. Runs in Trunk's hook, so that a plain `trunk build` has it too.

use std::path::PathBuf;

use crate::repo::{self, Repo};
use crate::{Result, boot};

#[path = "../../infra-templates/build/pack.rs"]
mod pack;

/// Writes the pack into what Trunk has built.
pub fn hook() -> Result {
    let folder = PathBuf::from(boot::variable("TRUNK_STAGING_DIR")?);
    let bundle = Repo::find()?.require("infra-templates/bundle", "holds the files of the zip")?;
    let text = pack::pack(&bundle).map_err(|error| format!("{} cannot be packed: {error}.", bundle.display()))?;
    repo::write(&folder.join(pack::name(&text)), &text)
}
