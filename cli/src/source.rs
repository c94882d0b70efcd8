//! Reads a design from a file, a share link or standard input.

use std::io::Read;

use design_core::{Checked, Design, DesignDraft, Lang, Level, check};

use infra_templates::{is_link, read_link};

use crate::failure::{Failure, w};
use crate::output;

/// The draft in a file, in a share link, or in standard input for `-`.
pub(crate) fn draft(path: &str) -> Result<DesignDraft, Failure> {
    if is_link(path) {
        return read_link(path).map_err(|error| Failure::design(w(error.what(Lang::Ja), error.what(Lang::En))));
    }
    // One byte more than a draft may have is enough to know that it is too long.
    let limit = DesignDraft::MAX_BYTES as u64 + 1;
    let mut bytes = Vec::new();
    let read = if path == "-" {
        std::io::stdin().take(limit).read_to_end(&mut bytes)
    } else {
        std::fs::File::open(path).and_then(|file| file.take(limit).read_to_end(&mut bytes))
    };
    read.map_err(|error| Failure::cannot_read(path, error))?;
    let text = String::from_utf8(bytes).map_err(|_| {
        Failure::design(w(
            format!("{path} は UTF-8 のテキストではありません。UTF-8 で保存してください"),
            format!("{path} is not UTF-8 text; save it as UTF-8"),
        ))
    })?;
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text);
    DesignDraft::from_json(text).map_err(|error| Failure::design(error.what()).about(path))
}

/// The checked design in a file; its issues go to standard error.
pub(crate) fn design(path: &str, lang: Lang) -> Result<Design, Failure> {
    checked(path, lang, Level::Notice)
}

/// The same, for commands that only look: errors alone are said.
pub(crate) fn design_to_look_at(path: &str, lang: Lang) -> Result<Design, Failure> {
    checked(path, lang, Level::Error)
}

fn checked(path: &str, lang: Lang, down_to: Level) -> Result<Design, Failure> {
    let draft = draft(path)?;
    let Checked { issues, design } = check(&draft);
    for issue in issues.iter().filter(|issue| issue.level <= down_to) {
        output::error(&output::issue(&draft, issue, lang));
    }
    design.ok_or_else(|| Failure::design(w("設計にエラーがあるため、何も書いていません", "the design has errors; nothing was written")))
}
