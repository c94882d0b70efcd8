//! Copying a text, and saying whether it worked.

use crate::browser::clipboard;
use crate::state::{Tr, Ui};
use crate::words;

/// Copies a text to the clipboard and says so.
pub(crate) fn copy(ui: Ui, tr: Tr, text: &str) {
    clipboard::copy(text, move |done| {
        let said = if done { words::COPIED } else { words::COPY_FAILED };
        ui.say(said.get(tr.lang_untracked()).to_owned(), None);
    });
}
