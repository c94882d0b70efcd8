//! What is wrong or worth knowing, said as what, why and what to do, with the place and, where a
//! machine can mend it, the edits that do.

use crate::edit::Edit;
use crate::text::Lang;

/// How much an [`Issue`] matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// The design cannot be built: the download is blocked.
    Error,
    /// The design can be built; the architect should know.
    Notice,
}

/// Where an issue stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// A project setting, by parameter id.
    Project(String),
    /// A setting or size of an environment: its index and the parameter id.
    Environment(usize, String),
    /// The list of environments itself.
    Environments,
    /// A decision about a control, by the control's id as typed.
    Control(String),
    /// The file as a whole.
    Document,
}

/// A sentence made at run time, in every language.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Words {
    /// Japanese.
    pub ja: String,
    /// English.
    pub en: String,
}

impl Words {
    /// The sentence in `lang`.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Ja => &self.ja,
            Lang::En => &self.en,
        }
    }
}

/// Builds [`Words`].
pub(crate) fn w(ja: impl Into<String>, en: impl Into<String>) -> Words {
    Words { ja: ja.into(), en: en.into() }
}

/// One thing that is wrong (`Level::Error`) or worth knowing (`Level::Notice`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issue {
    /// Does it block the download?
    pub level: Level,
    /// Stable id of the rule that speaks, such as `fargate.pair`.
    pub rule: &'static str,
    /// Where to look.
    pub place: Place,
    /// What is wrong.
    pub what: Words,
    /// Why it matters, with the source of the rule.
    pub why: Words,
    /// What to do.
    pub fix: Words,
    /// Edits that mend it, or empty when only the architect can decide.
    pub repair: Vec<Edit>,
}
