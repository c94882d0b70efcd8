//! The language that the user reads, and how a component gets its words.

use design_core::{Lang, Text, Words};
use leptos::prelude::*;

/// Hands out words in the present language; reading them in a view follows the language.
#[derive(Clone, Copy)]
pub(crate) struct Tr(RwSignal<Lang>);

impl Tr {
    pub(crate) fn new(lang: Lang) -> Self {
        Self(RwSignal::new(lang))
    }

    pub(crate) fn lang(self) -> Lang {
        self.0.get()
    }

    pub(crate) fn lang_untracked(self) -> Lang {
        self.0.get_untracked()
    }

    pub(crate) fn set(self, lang: Lang) {
        self.0.set(lang);
    }

    pub(crate) fn get(self, text: Text) -> &'static str {
        text.get(self.0.get())
    }

    /// A text that follows the language. All of them share one type: a closure for each would cost the
    /// page a kilobyte apiece.
    pub(crate) fn text(self, text: Text) -> impl Fn() -> &'static str + Copy + Send + Sync + 'static {
        move || self.get(text)
    }

    pub(crate) fn words(self, words: &Words) -> String {
        words.get(self.0.get()).to_owned()
    }
}

/// A truth as the value of an ARIA attribute, which is never left out.
pub(crate) fn flag(truth: impl Into<Signal<bool>>) -> impl Fn() -> &'static str + Copy + Send + Sync + 'static {
    fn word(truth: Signal<bool>) -> impl Fn() -> &'static str + Copy + Send + Sync + 'static {
        move || if truth.get() { "true" } else { "false" }
    }
    word(truth.into())
}

pub(crate) fn use_tr() -> Tr {
    expect_context()
}
