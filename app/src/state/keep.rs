//! Keeping the draft in this browser, and finding it again. What cannot be read is put aside, and what
//! another page has stored is never written over: then the user decides which design goes on, and until
//! then this page keeps its own as a version.

use design_core::DesignDraft;
use design_core::history::KeptSums;
use leptos::prelude::*;

use super::kept_files::{SUMS, read_sums};
use super::{Store, Trouble, Versions, Whose};
use crate::browser::{clock, keys, storage, timer};

const DESIGN: &str = "sekkei.design";
const UNREADABLE: &str = "sekkei.design.unreadable";

/// Between two savings.
const PAUSE_MILLIS: u32 = 250;

/// What is stored, as texts: the design, and the files of the user beside it where there are any.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Held {
    design: Option<String>,
    kept: Option<String>,
}

impl Held {
    fn of(draft: &DesignDraft, kept: &KeptSums) -> Self {
        let kept = (!kept.is_empty()).then(|| serde_json::to_string(kept).unwrap_or_default());
        Self { design: Some(draft.to_json()), kept }
    }

    fn load() -> Result<Self, ()> {
        Ok(Self { design: storage::load(DESIGN)?, kept: storage::load(SUMS)? })
    }

    /// Both as they are read; `None` where there is no design.
    fn read(&self) -> Option<(DesignDraft, KeptSums)> {
        Some((DesignDraft::from_json(self.design.as_deref()?).ok()?, self.kept.as_deref().and_then(read_sums).unwrap_or_default()))
    }

    /// Stores both. Files come first, for a design that was stored without them would lose them.
    fn save(&self, there: &Self) -> bool {
        let kept = match &self.kept {
            same if *same == there.kept => true,
            Some(kept) => storage::save(SUMS, kept),
            None => {
                storage::remove(SUMS);
                true
            }
        };
        kept && self.design.as_ref().is_none_or(|design| storage::save(DESIGN, design))
    }
}

/// What was found at the start.
pub(crate) struct Start {
    pub(crate) draft: DesignDraft,
    /// Files of the user that belong to it.
    pub(crate) kept: KeptSums,
    held: Held,
    trouble: Option<Trouble>,
}

/// Looks for the draft of an earlier visit.
pub(crate) fn restore() -> Start {
    let Ok(held) = Held::load() else {
        return Start { draft: DesignDraft::default(), kept: KeptSums::new(), held: Held::default(), trouble: Some(Trouble::Blocked) };
    };
    let kept = held.kept.as_deref().map(read_sums);
    let trouble = if kept == Some(None) { Some(Trouble::FilesGone) } else { None };
    let kept = kept.flatten().unwrap_or_default();
    let (draft, trouble) = match held.design.as_deref().map(DesignDraft::from_json) {
        None => (DesignDraft::default(), trouble),
        Some(Ok(draft)) => (draft, trouble),
        Some(Err(why)) => {
            let text = held.design.clone().unwrap_or_default();
            storage::save(UNREADABLE, &text);
            (DesignDraft::default(), Some(Trouble::Unreadable { text, why }))
        }
    };
    Start { draft, kept, held, trouble }
}

/// Keeps the draft.
#[derive(Clone, Copy)]
pub(crate) struct Keep {
    store: Store,
    /// Whether the last attempt worked; `None`: not tried yet.
    pub(crate) kept: RwSignal<Option<bool>>,
    /// What is stored, as far as this page knows.
    seen: StoredValue<Held>,
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
            seen: StoredValue::new(start.held),
            page: StoredValue::new(clock::unique()),
            saved_millis: StoredValue::new(f64::MIN),
            waiting: StoredValue::new(false),
        };
        if let Some(trouble) = start.trouble {
            store.care.tell(trouble);
        }
        Effect::new(move |earlier: Option<()>| {
            store.with_draft(|_| ());
            store.kept_files.track();
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
            Some(key) if key == DESIGN || key == SUMS => keep.look(),
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

    fn mine(self) -> Held {
        self.store.with_draft_untracked(|draft| Held::of(draft, &self.store.kept_sums()))
    }

    /// Did another page store another design?
    fn is_foreign(self, there: &Held, mine: &Held) -> bool {
        there != mine && self.seen.with_value(|seen| seen != there) && there.read().is_some()
    }

    /// Is what is stored the design of this page?
    pub(crate) fn is_ours(self) -> bool {
        !self.is_foreign(&Held::load().unwrap_or_default(), &self.mine())
    }

    pub(crate) fn save(self) {
        self.waiting.set_value(false);
        self.saved_millis.set_value(clock::now_millis());
        let mine = self.mine();
        match Held::load() {
            Err(()) => {
                self.kept.set(Some(false));
                self.store.care.tell(Trouble::Blocked);
            }
            Ok(there) if self.is_foreign(&there, &mine) => return self.divide(&mine),
            Ok(there) => {
                // What somebody else put there and is no design is put aside like at the start.
                if let Some(text) = &there.design
                    && there.design != mine.design
                    && self.seen.with_value(|seen| seen.design != there.design)
                {
                    storage::save(UNREADABLE, text);
                }
                let saved = mine.save(&there);
                self.kept.set(Some(saved));
                if saved {
                    self.store.care.divided.set(false);
                    self.store.care.settle(&Trouble::Full);
                    self.seen.set_value(mine);
                } else {
                    self.seen.set_value(Held::load().unwrap_or_default());
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
        let mine = self.mine();
        let there = Held::load().unwrap_or_default();
        if self.is_foreign(&there, &mine) {
            self.divide(&mine);
        } else if there == mine {
            self.store.care.divided.set(false);
            self.seen.set_value(there);
        }
    }

    /// Until the user has decided, this page keeps its own work beside the other design.
    fn divide(self, mine: &Held) {
        let care = self.store.care;
        if care.divided.try_update_untracked(|divided| std::mem::replace(divided, true)) == Some(false) {
            care.divided.notify();
        }
        let is_new = self.seen.with_value(|seen| seen != mine) && self.store.steps.get_untracked().1 > 0;
        if is_new {
            let kept = self.save_version(&self.page.get_value(), Whose::Page, "", mine);
            self.kept.set(Some(kept));
            if !kept {
                care.tell(Trouble::Full);
            }
        }
    }

    fn save_version(self, id: &str, whose: Whose, name: &str, held: &Held) -> bool {
        self.store.versions.save(id, whose, name, held.design.as_deref().unwrap_or_default(), held.kept.as_deref())
    }

    /// Saves the present design as a version of the user. False when storage is blocked or full.
    pub(crate) fn save_present(self, name: &str) -> bool {
        self.save_version(&clock::unique(), Whose::User, name, &self.mine())
    }

    /// Saves what a change is about to give up. False when storage is blocked or full.
    pub(crate) fn save_aside(self, draft: &DesignDraft, kept: &KeptSums) -> bool {
        self.save_version(&clock::unique(), Whose::Aside, "", &Held::of(draft, kept))
    }

    /// Goes on with what the other page has stored. What this page had alone stays a version.
    pub(crate) fn take_other(self) {
        let there = Held::load().unwrap_or_default();
        let Some((draft, kept)) = there.read() else { return self.save() };
        // With what was typed since; where it cannot be kept, it is not given up either.
        self.divide(&self.mine());
        if self.kept.get_untracked() == Some(false) {
            return;
        }
        self.seen.set_value(there);
        // Another undecided time must not write over this version.
        self.page.set_value(clock::unique());
        self.store.care.divided.set(false);
        self.store.follow_other(draft, kept);
        if let Some(keeper) = self.store.keeper.get_untracked() {
            keeper.reload.run(());
        }
    }

    /// Goes on with the design of this page. What the other page has stored becomes a version.
    pub(crate) fn keep_mine(self) {
        let there = Held::load().unwrap_or_default();
        if there.design.is_some() && !self.save_version(&clock::unique(), Whose::Other, "", &there) {
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
