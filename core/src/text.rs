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

impl Lang {
    /// Every language.
    pub const ALL: [Self; 2] = [Self::Ja, Self::En];

    /// The language's tag (BCP 47), as a design says it.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Ja => "ja",
            Self::En => "en",
        }
    }

    /// Reads the tag of a design.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| lang.id() == id)
    }
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
