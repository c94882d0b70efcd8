//! Keeping the draft and its history in this browser, and finding them again. What cannot be read is put
//! aside, never overwritten. One window at a time keeps: another one that changes the design takes over,
//! and this one says so (docs/decisions/0020).

use design_core::{DesignDraft, DraftError, Edit, Step};
use leptos::prelude::*;
use serde_json::{Value as Raw, json};

use super::Store;
use super::history::{History, Stamped};
use super::versions::{Version, keep_version};
use crate::browser::{clock, keys, storage, timer::Pause};
use crate::words;

const DESIGN: &str = "sekkei.design";
const UNREADABLE: &str = "sekkei.design.unreadable";
/// How many steps there are, and how many of them lead to the design.
const STEPS: &str = "sekkei.steps";
/// Which window keeps: a number that it drew.
const OWNER: &str = "sekkei.owner";
/// So many of the oldest steps go when the storage is full.
const MAKE_ROOM: usize = 500;

/// What was found at the start.
pub(crate) enum Found {
    /// A draft of an earlier visit.
    Draft(DesignDraft),
    /// Nothing yet.
    Nothing,
    /// Something that is no draft; a copy was put aside.
    Unreadable(DraftError),
    /// Storage is blocked.
    Blocked,
}

/// Whether the design is kept in this browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kept {
    /// Nothing was changed yet.
    NotTried,
    /// It is.
    Yes,
    /// Storage is blocked or full.
    No,
    /// Another window changed the design; this one keeps nothing until somebody decides.
    Elsewhere,
}

/// Looks for the draft of an earlier visit.
pub(crate) fn restore() -> Found {
    match storage::load(DESIGN) {
        Err(()) => Found::Blocked,
        Ok(None) => Found::Nothing,
        Ok(Some(text)) => match DesignDraft::from_json(&text) {
            Ok(draft) => Found::Draft(draft),
            Err(error) => {
                storage::save(UNREADABLE, &text);
                Found::Unreadable(error)
            }
        },
    }
}

fn step_key(number: u64) -> String {
    format!("sekkei.step.{number}")
}

/// First step that is kept, how many there are, how many lead to the design.
fn head() -> Option<(u64, usize, usize)> {
    let raw: Raw = serde_json::from_str(&storage::load(STEPS).ok()??).ok()?;
    let number = |key: &str| raw.get(key)?.as_u64();
    let count = usize::try_from(number("count")?).ok()?;
    let at = usize::try_from(number("at")?).ok().filter(|at| *at <= count)?;
    Some((number("first")?, count, at))
}

fn step(number: u64) -> Option<Stamped> {
    let raw: Raw = serde_json::from_str(&storage::load(&step_key(number)).ok()??).ok()?;
    Some(Stamped { step: Step::from_raw(raw.get("did")?)?, millis: raw.get("on").and_then(Raw::as_f64).unwrap_or_default() })
}

/// The history of an earlier visit: as much of it as can be read and leads to the draft. With the number
/// of its first step.
fn restore_history(draft: &DesignDraft) -> (History, u64) {
    let Some((first, count, at)) = head() else { return (History::default(), 0) };
    // What cannot be read cuts off what lies behind it, seen from the present.
    let mut past: Vec<Stamped> = (0..at).rev().map_while(|index| step(first + index as u64)).collect();
    past.reverse();
    let future = (at..count).map_while(|index| step(first + index as u64));
    let mut earlier = draft.clone();
    if past.last().is_some_and(|last| !last.step.back(&mut earlier)) {
        return (History::default(), first + count as u64);
    }
    let (lost, kept) = (at - past.len(), past.len());
    let steps: Vec<Stamped> = past.into_iter().chain(future).collect();
    (History::of(steps, kept), first + lost as u64)
}

/// Keeps the draft and its history; a handle for whoever decides between two windows.
#[derive(Clone, Copy)]
pub(crate) struct Keeper {
    store: Store,
    pub(crate) state: RwSignal<Kept>,
    pause: Pause,
    /// The number of this window.
    me: StoredValue<String>,
    /// The window that kept when this one looked last.
    seen: StoredValue<Option<String>>,
    /// Number of the first step.
    first: StoredValue<u64>,
    /// How many steps lie in the storage.
    stored: StoredValue<usize>,
}

/// Begins to keep.
pub(crate) fn keep(store: Store) -> Keeper {
    let (history, first) = store.with_draft_untracked(restore_history);
    let keeper = Keeper {
        store,
        state: RwSignal::new(Kept::NotTried),
        pause: Pause::new(250),
        me: StoredValue::new(clock::random_id()),
        seen: StoredValue::new(storage::load(OWNER).ok().flatten()),
        first: StoredValue::new(first),
        stored: StoredValue::new(head().map_or(0, |(_, count, _)| count)),
    };
    store.put_history(history);
    Effect::new(move |earlier: Option<()>| {
        store.with_draft(|_| ());
        if earlier.is_some() {
            keeper.pause.run(move || keeper.save());
        }
    });
    keys::leaving(move || {
        keeper.pause.cancel();
        keeper.rescue();
        if keeper.state.get_untracked() != Kept::NotTried || store.can_undo.get_untracked() {
            keeper.save();
        }
    });
    storage::on_foreign_change(move |key| {
        if key.as_deref().is_none_or(|key| key == OWNER) {
            keeper.look();
        }
    });
    keeper
}

impl Keeper {
    /// Sees whether another window has taken over.
    fn look(self) -> bool {
        let owner = storage::load(OWNER).ok().flatten();
        let theirs = owner.is_some() && owner != self.seen.get_value() && owner.as_deref() != Some(&self.me.get_value());
        if theirs {
            self.pause.cancel();
            self.state.set(Kept::Elsewhere);
        }
        theirs
    }

    fn save(self) {
        if self.state.get_untracked() == Kept::Elsewhere || self.look() {
            return;
        }
        let me = self.me.get_value();
        let owned = self.seen.with_value(|seen| seen.as_deref() == Some(&me)) || storage::save(OWNER, &me);
        self.seen.set_value(Some(me));
        let done = owned && self.write();
        self.state.set(if done { Kept::Yes } else { Kept::No });
    }

    /// A window that may not keep is closed: what it holds becomes a version, if it is nowhere else.
    fn rescue(self) {
        let lost = || {
            Some(self.store.with_draft_untracked(Clone::clone)).filter(|draft| !matches!(restore(), Found::Draft(kept) if kept == *draft))
        };
        if self.state.get_untracked() == Kept::Elsewhere
            && let Some(draft) = lost()
        {
            keep_version(Version::new(words::OTHER_WINDOW.get(self.store.lang()).to_owned(), draft));
        }
    }

    /// The design first: it is what counts.
    fn write(self) -> bool {
        let text = self.store.with_draft_untracked(DesignDraft::to_json);
        let mut done = storage::save(DESIGN, &text);
        while !done && self.make_room() {
            done = storage::save(DESIGN, &text);
        }
        done && self.write_steps()
    }

    fn write_steps(self) -> bool {
        let (from, at, steps) = self.store.changed_steps();
        let count = self.store.step_count();
        for (index, stamped) in (from..).zip(&steps) {
            let text = json!({ "did": stamped.step.to_raw(), "on": stamped.millis }).to_string();
            while !storage::save(&step_key(self.first.get_value() + index as u64), &text) {
                if !self.make_room() {
                    self.store.steps_not_kept(from);
                    return false;
                }
            }
        }
        let first = self.first.get_value();
        for index in count..self.stored.get_value() {
            storage::remove(&step_key(first + index as u64));
        }
        self.stored.set_value(count);
        storage::save(STEPS, &json!({ "first": first, "count": count, "at": at }).to_string())
    }

    /// Lets the oldest kept steps go; false when there are none. They stay in this window until it closes.
    fn make_room(self) -> bool {
        let Some((first, count, at)) = head() else { return false };
        let going = at.min(MAKE_ROOM);
        if going == 0 {
            return false;
        }
        for index in 0..going {
            storage::remove(&step_key(first + index as u64));
        }
        storage::save(STEPS, &json!({ "first": first + going as u64, "count": count - going, "at": at - going }).to_string());
        true
    }

    /// Goes on here: what the other window made becomes a step, so that undo leads to it.
    pub(crate) fn take_over(self) {
        let mine = self.store.with_draft_untracked(Clone::clone);
        self.take_theirs();
        self.store.apply(Edit::Replace(Box::new(mine)));
        self.pause.cancel();
        self.save();
    }

    /// Goes on with what the other window made.
    pub(crate) fn take_theirs(self) {
        self.seen.set_value(storage::load(OWNER).ok().flatten());
        self.state.set(Kept::Yes);
        if let Found::Draft(theirs) = restore() {
            let (history, first) = restore_history(&theirs);
            self.first.set_value(first);
            self.stored.set_value(head().map_or(0, |(_, count, _)| count));
            self.store.replace_all(theirs, history);
        }
    }
}
