//! Texts of files that are compared again and again. Most are shipped with the program and lie at one
//! place in memory: two such are known to be equal without reading them. It knows nothing of what they say.

use std::borrow::Cow;

/// The text of a file.
pub trait Source: AsRef<str> {
    /// The same text, where it lives as long as the program.
    fn shipped(&self) -> Option<&'static str> {
        None
    }
}

impl Source for String {}

impl Source for &str {}

impl Source for Cow<'static, str> {
    fn shipped(&self) -> Option<&'static str> {
        match self {
            Self::Borrowed(text) => Some(text),
            Self::Owned(_) => None,
        }
    }
}

/// Do two files say the same?
#[must_use]
pub fn is_same(one: &impl Source, other: &impl Source) -> bool {
    is_one_place(one.shipped(), other.shipped()) || one.as_ref() == other.as_ref()
}

fn is_one_place(one: Option<&'static str>, other: Option<&'static str>) -> bool {
    one.zip(other).is_some_and(|(one, other)| std::ptr::eq(one, other))
}

/// A text as it was seen last.
#[derive(Debug, Clone)]
pub(crate) enum Seen {
    Shipped(&'static str),
    Own(String),
}

impl Seen {
    /// Remembers a text, which is also `shipped` where that is given.
    pub(crate) fn new(text: &str, shipped: Option<&'static str>) -> Self {
        shipped.map_or_else(|| Self::Own(text.to_owned()), Self::Shipped)
    }

    pub(crate) fn text(&self) -> &str {
        match self {
            Self::Shipped(text) => text,
            Self::Own(text) => text,
        }
    }

    /// Is it this shipped text, at its one place?
    pub(crate) fn is_at(&self, shipped: &'static str) -> bool {
        matches!(self, Self::Shipped(seen) if std::ptr::eq(*seen, shipped))
    }

    /// Is it the text that was seen?
    pub(crate) fn is(&self, text: &str, shipped: Option<&'static str>) -> bool {
        match self {
            Self::Shipped(seen) => is_one_place(Some(seen), shipped) || *seen == text,
            Self::Own(seen) => seen == text,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::{Seen, is_same};

    #[test]
    fn equal_is_what_reads_equal_wherever_it_lies() {
        let shipped: Cow<'static, str> = Cow::Borrowed("a = 1\n");
        let own: Cow<'static, str> = Cow::Owned("a = 1\n".to_owned());
        let other = "a = 2\n".to_owned();
        assert!(is_same(&shipped, &shipped.clone()));
        assert!(is_same(&shipped, &own));
        assert!(!is_same(&own, &other));
    }

    #[test]
    fn a_text_is_seen_again_from_another_place() {
        for seen in [Seen::new("a", None), Seen::new("a", Some("a"))] {
            assert!(seen.is("a", Some("a")) && seen.is("a", None));
            assert!(!seen.is("b", Some("b")) && !seen.is("b", None));
        }
    }
}
