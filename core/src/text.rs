//! Text that a user reads, in Japanese and English. Adding a language is adding a field: the
//! compiler then lists every sentence that lacks it.

/// A language of the interface and of the generated documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lang {
    /// Japanese.
    Ja,
    /// English.
    En,
}

/// A fixed sentence in every language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Text {
    /// Japanese.
    pub ja: &'static str,
    /// English.
    pub en: &'static str,
}

impl Text {
    /// The sentence in `lang`.
    #[must_use]
    pub const fn get(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Ja => self.ja,
            Lang::En => self.en,
        }
    }
}

/// Shorthand for a [`Text`].
#[must_use]
pub const fn t(ja: &'static str, en: &'static str) -> Text {
    Text { ja, en }
}
