//! Why a command did not finish, in both languages. Sentences that several commands say are here.

use std::fmt::Display;
use std::path::Path;

use design_core::Words;

use crate::{DESIGN_IS_WRONG, INPUT_OUTPUT, USAGE};

/// What to say, and the exit code.
pub(crate) struct Failure {
    pub(crate) code: u8,
    pub(crate) message: Words,
}

/// A sentence in both languages.
pub(crate) fn w(ja: impl Into<String>, en: impl Into<String>) -> Words {
    Words { ja: ja.into(), en: en.into() }
}

impl Failure {
    /// A file or stream cannot be used.
    pub(crate) const fn input_output(message: Words) -> Self {
        Self { code: INPUT_OUTPUT, message }
    }

    /// The design, or what it was asked about, is wrong.
    pub(crate) const fn design(message: Words) -> Self {
        Self { code: DESIGN_IS_WRONG, message }
    }

    /// The command was called in a wrong way.
    pub(crate) const fn usage(message: Words) -> Self {
        Self { code: USAGE, message }
    }

    pub(crate) fn cannot_read(path: impl AsRef<Path>, error: impl Display) -> Self {
        let path = path.as_ref().display();
        Self::input_output(w(format!("{path} を読めません: {error}"), format!("cannot read {path}: {error}")))
    }

    pub(crate) fn cannot_write(path: impl AsRef<Path>, error: impl Display) -> Self {
        let path = path.as_ref().display();
        Self::input_output(w(format!("{path} に書けません: {error}"), format!("cannot write {path}: {error}")))
    }

    /// There is no environment of a name.
    pub(crate) fn no_environment(wanted: &str, names: &[impl AsRef<str>]) -> Self {
        let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
        Self::design(w(
            format!("環境 {wanted:?} はありません。あるのは {} です", names.join("、")),
            format!("there is no environment {wanted:?}; there are: {}", names.join(", ")),
        ))
    }

    /// A sentence that begins with what it is about.
    pub(crate) fn about(self, subject: &str) -> Self {
        let Words { ja, en } = self.message;
        Self { code: self.code, message: w(format!("{subject}: {ja}"), format!("{subject}: {en}")) }
    }
}
