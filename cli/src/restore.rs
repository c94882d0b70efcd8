//! `sekkei restore`: the design of a bundle that comes back, and which of its files somebody edited.

use std::fs;

use design_core::{Lang, Words};
use infra_templates::{Aside, Fate, Returned};

use crate::failure::{Failure, w};
use crate::{Format, bundle, output};

/// What was asked for.
#[derive(clap::Args)]
pub(crate) struct Asked {
    /// Zip, or folder into which it was unpacked
    bundle: String,
    /// Design file to write, or - for standard output
    #[arg(long, default_value = "-")]
    out: String,
    /// Form of the list of edited files, on standard error
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// `sekkei restore`
pub(crate) fn restore(asked: &Asked, lang: Lang) -> Result<(), Failure> {
    let wrong = |message: Words| Failure::design(message).about(&asked.bundle);
    let returned = Returned::of(bundle::parcel(&asked.bundle)?).map_err(|error| wrong(w(error.what(Lang::Ja), error.what(Lang::En))))?;
    let design = returned.draft.to_json();
    if asked.out == "-" {
        output::print(design.as_bytes())?;
    } else {
        fs::write(&asked.out, design).map_err(|error| Failure::cannot_write(&asked.out, error))?;
    }
    let by_hand = returned.by_hand();
    match asked.format {
        Format::Json => {
            let files: Vec<_> = by_hand.iter().map(|(path, fate)| serde_json::json!({ "path": path, "fate": word(*fate) })).collect();
            let aside: Vec<_> = returned
                .aside
                .iter()
                .map(|Aside { path, reason }| serde_json::json!({ "path": path, "why": reason.what().get(lang) }))
                .collect();
            let report = serde_json::json!({ "generator": returned.generator, "files": files, "unread": aside });
            output::error(&format!("{report:#}"));
        }
        Format::Text => {
            for Aside { path, reason } in &returned.aside {
                output::error(bundle::not_read(path, *reason).get(lang));
            }
            for (path, fate) in &by_hand {
                output::error(&format!("{}: {path}", fate.label().get(lang)));
            }
        }
    }
    if !returned.has_manifest() {
        return Err(wrong(w("編集されたファイルを見分けるためのマニフェストがありません", "there is no manifest to tell edited files by")));
    }
    let count = by_hand.len();
    if count == 0 {
        return Ok(());
    }
    Err(wrong(w(format!("生成後に {count} ファイルが編集されています"), format!("{count} files were edited since it was made"))))
}

const fn word(fate: Fate) -> &'static str {
    match fate {
        Fate::Edited => "edited",
        Fate::Added => "added",
        Fate::Deleted => "deleted",
        Fate::Changed => "changed",
        Fate::New => "new",
        Fate::Gone => "removed",
        Fate::Same => "same",
    }
}
