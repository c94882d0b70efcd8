//! Keeping the draft in this browser, and finding it again. What cannot be read is put aside, and what
//! another page has stored is never written over: then the user decides which design goes on, and until
//! then this page keeps its own as a version.

use design_core::DesignDraft;
use leptos::prelude::*;

use super::{Store, Trouble, Versions, Whose};
use crate::browser::{clock, keys, storage, timer};

const DESIGN: &str = "sekkei.design";
const UNREADABLE: &str = "sekkei.design.unreadable";

/// Between two savings.
const PAUSE_MILLIS: u32 = 250;

/// What was found at the start.
pub(crate) struct Start {
    pub(crate) draft: DesignDraft,
    /// What is stored.
    text: Option<String>,
    trouble: Option<Trouble>,
}

/// Looks for the draft of an earlier visit.
pub(crate) fn restore() -> Start {
    let start = |text, trouble| Start { draft: DesignDraft::default(), text, trouble };
    match storage::load(DESIGN) {
        Err(()) => start(None, Some(Trouble::Blocked)),
        Ok(None) => start(None, None),
        Ok(Some(text)) => match DesignDraft::from_json(&text) {
            Ok(draft) => Start { draft, text: Some(text), trouble: None },
            Err(why) => {
                storage::save(UNREADABLE, &text);
                start(Some(text.clone()), Some(Trouble::Unreadable { text, why }))
            }
        },
    }
}

/// Keeps the draft.
#[derive(Clone, Copy)]
pub(crate) struct Keep {
    store: Store,
    /// Whether the last attempt worked; `None`: not tried yet.
    pub(crate) kept: RwSignal<Option<bool>>,
    /// What is stored, as far as this page knows.
    seen: StoredValue<Option<String>>,
    /// Tells this page from others.
    page: StoredValue<String>,
    saved_millis: StoredValue<f64>,
    waiting: StoredValue<bool>,
}

impl Keep {
    /// Keeps the draft from now on.
    pub(crate) fn begin(store: Store, start: Start) -> Self {
        let keep = Self {
            store,
            kept: RwSignal::new(None),
            seen: StoredValue::new(start.text),
            page: StoredValue::new(clock::unique()),
            saved_millis: StoredValue::new(f64::MIN),
            waiting: StoredValue::new(false),
        };
        if let Some(trouble) = start.trouble {
            store.care.tell(trouble);
        }
        Effect::new(move |earlier: Option<()>| {
            store.with_draft(|_| ());
            if earlier.is_some() {
                keep.soon();
            }
        });
        keys::leaving(move || {
            if keep.kept.get_untracked().is_some() || store.steps.get_untracked().0 > 0 {
                keep.save();
            }
        });
        // Only while leaving would lose something: the question is a nuisance, and pages that ask are not
        // kept for going back to them.
        Effect::new(move |asking: Option<Option<WindowListenerHandle>>| {
            if let Some(asking) = asking.flatten() {
                asking.remove();
            }
            (keep.kept.get() == Some(false)).then(keys::ask_before_leaving)
        });
        storage::on_change(move |key| match key {
            Some(key) if key == DESIGN => keep.look(),
            Some(key) if Versions::is_version(&key) => store.versions.changed(),
            _ => {}
        });
        keep
    }

    /// Saves at once, or a little after the last saving: whoever types on and on is kept as well.
    fn soon(self) {
        if self.waiting.get_value() {
            return;
        }
        self.waiting.set_value(true);
        let since = clock::now_millis() - self.saved_millis.get_value();
        let pause = if since < f64::from(PAUSE_MILLIS) { PAUSE_MILLIS } else { 0 };
        timer::after(pause, move || self.save());
    }

    fn text(self) -> String {
        self.store.with_draft_untracked(DesignDraft::to_json)
    }

    /// Did another page store another design?
    fn is_foreign(self, there: Option<&String>, mine: &str) -> bool {
        there.is_some_and(|there| {
            there != mine && self.seen.with_value(|seen| seen.as_ref() != Some(there)) && DesignDraft::from_json(there).is_ok()
        })
    }

    /// Is what is stored the design of this page?
    pub(crate) fn is_ours(self) -> bool {
        let mine = self.text();
        !self.is_foreign(storage::load(DESIGN).ok().flatten().as_ref(), &mine)
    }

    pub(crate) fn save(self) {
        self.waiting.set_value(false);
        self.saved_millis.set_value(clock::now_millis());
        let mine = self.text();
        match storage::load(DESIGN) {
            Err(()) => {
                self.kept.set(Some(false));
                self.store.care.tell(Trouble::Blocked);
            }
            Ok(there) if self.is_foreign(there.as_ref(), &mine) => return self.divide(&mine),
            Ok(there) => {
                // What somebody else put there and is no design is put aside like at the start.
                if let Some(there) = there.filter(|there| self.seen.with_value(|seen| seen.as_ref() != Some(there)) && *there != mine) {
                    storage::save(UNREADABLE, &there);
                }
                let saved = storage::save(DESIGN, &mine);
                self.kept.set(Some(saved));
                if saved {
                    self.store.care.divided.set(false);
                    self.store.care.settle(&Trouble::Full);
                    self.seen.set_value(Some(mine));
                } else {
                    self.store.care.tell(Trouble::Full);
                }
            }
        }
        if let Some(keeper) = self.store.keeper.get_untracked() {
            keeper.keep.run(());
        }
    }

    /// Another page has stored something.
    fn look(self) {
        let mine = self.text();
        let there = storage::load(DESIGN).ok().flatten();
        if self.is_foreign(there.as_ref(), &mine) {
            self.divide(&mine);
        } else if there.as_ref() == Some(&mine) {
            self.store.care.divided.set(false);
            self.seen.set_value(there);
        }
    }

    /// Until the user has decided, this page keeps its own work beside the other design.
    fn divide(self, mine: &str) {
        let care = self.store.care;
        if care.divided.try_update_untracked(|divided| std::mem::replace(divided, true)) == Some(false) {
            care.divided.notify();
        }
        let is_new = self.seen.with_value(|seen| seen.as_deref() != Some(mine)) && self.store.steps.get_untracked().1 > 0;
        if is_new {
            let kept = self.store.versions.save(&self.page.get_value(), Whose::Page, "", mine);
            self.kept.set(Some(kept));
            if !kept {
                care.tell(Trouble::Full);
            }
        }
    }

    /// Goes on with what the other page has stored. What this page had alone stays a version.
    pub(crate) fn take_other(self) {
        let there = storage::load(DESIGN).ok().flatten();
        let Some(draft) = there.as_ref().and_then(|there| DesignDraft::from_json(there).ok()) else { return self.save() };
        // With what was typed since; where it cannot be kept, it is not given up either.
        self.divide(&self.text());
        if self.kept.get_untracked() == Some(false) {
            return;
        }
        self.seen.set_value(there);
        // Another undecided time must not write over this version.
        self.page.set_value(clock::unique());
        self.store.care.divided.set(false);
        self.store.follow_other(draft);
        if let Some(keeper) = self.store.keeper.get_untracked() {
            keeper.reload.run(());
        }
    }

    /// Goes on with the design of this page. What the other page has stored becomes a version.
    pub(crate) fn keep_mine(self) {
        let there = storage::load(DESIGN).ok().flatten();
        if let Some(there) = &there
            && !self.store.versions.save(&clock::unique(), Whose::Other, "", there)
        {
            return self.store.care.tell(Trouble::Full);
        }
        self.store.versions.drop_of(&self.page.get_value());
        self.seen.set_value(there);
        self.store.care.divided.set(false);
        self.store.forget_kept();
        self.save();
    }
}

pub(crate) fn use_keep() -> Keep {
    expect_context()
}
