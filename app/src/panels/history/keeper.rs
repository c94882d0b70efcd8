//! Keeps the steps of the history in the browser's database, behind the design itself, and finds those of
//! an earlier visit. Only what is new is written; where nothing can be, the history goes on in memory.

use design_core::history::Stored;
use leptos::prelude::*;

use crate::browser::database::{self, Closed, Database, Held};
use crate::browser::keys;
use crate::state::{Keep, Keeper, Store, Trouble, Whose, sweep_texts, take_over_old, use_keep};

/// States set aside that are kept: the last ones are those that somebody misses.
const ASIDE: usize = 5;

#[derive(Clone, Copy)]
struct Book {
    store: Store,
    keep: Keep,
    database: StoredValue<Option<Database>, LocalStorage>,
    /// Is something being written, and has more come since?
    busy: StoredValue<(bool, bool)>,
}

/// Keeps the steps from now on.
pub(super) fn begin(store: Store) {
    let book = Book { store, keep: use_keep(), database: StoredValue::new_local(None), busy: StoredValue::new((false, false)) };
    take_over_old(store);
    // What came during a writing has no time to wait for its end. Writings are done in their order.
    keys::leaving(move || {
        if book.busy.get_value().1 {
            book.busy.set_value((false, false));
            book.write();
        }
    });
    let left = move || {
        book.database.set_value(None);
        store.care.tell(Trouble::HistoryNewer);
    };
    database::open(left, move |opened| match opened {
        Ok(database) => {
            book.database.set_value(Some(database));
            book.load();
            store.keeper.set(Some(Keeper {
                keep: Callback::new(move |()| book.write()),
                reload: Callback::new(move |()| book.load()),
                set_aside: Callback::new(move |()| book.set_aside()),
            }));
        }
        Err(Closed::Newer) => store.care.tell(Trouble::HistoryNewer),
        Err(Closed::Refused) => store.care.tell(Trouble::HistoryRefused),
    });
}

impl Book {
    fn load(self) {
        let Some(database) = self.database.get_value() else { return };
        database.read(move |held| match held {
            Some(held) => {
                match self.store.adopt(stored(held)) {
                    0 => {}
                    unreadable => self.store.care.tell(Trouble::StepsUnreadable(unreadable)),
                }
                self.write();
                // While two pages differ, either may need what the other does not.
                if self.keep.is_ours() {
                    sweep_texts(self.store);
                }
            }
            None => self.store.care.tell(Trouble::HistoryRefused),
        });
    }

    /// What lies ahead becomes a version, so that a change after going back loses nothing. Where there is no
    /// room for it, it is given up as everywhere.
    fn set_aside(self) {
        if let Some((draft, kept)) = self.store.with_history(|journal, present| journal.ahead(present)) {
            self.keep.save_aside(&draft, &kept);
            untrack(|| self.store.versions.keep_newest(Whose::Aside, ASIDE));
        }
    }

    fn write(self) {
        // While two pages differ, the steps belong to whichever goes on.
        if !self.keep.is_ours() {
            return;
        }
        if self.busy.get_value().0 {
            return self.busy.set_value((true, true));
        }
        let Some(database) = self.database.get_value() else { return };
        let Some((unkept, design)) = self.store.unkept() else { return };
        self.busy.set_value((true, false));
        database.write(unkept.from, &unkept.steps, &format!("{} {design}", unkept.done), move |written| {
            let (_, more) = self.busy.get_value();
            self.busy.set_value((false, false));
            if written {
                self.store.care.settle(&Trouble::HistoryRefused);
            } else {
                self.store.forget_kept();
                self.store.care.tell(Trouble::HistoryRefused);
            }
            if written && more {
                self.write();
            }
        });
    }
}

/// The text beside the steps is how many led to the design, and the design.
fn stored((steps, head): Held) -> Stored {
    let head = head.unwrap_or_default();
    let (done, draft) = head.split_once(' ').unwrap_or_default();
    Stored { steps, done: done.parse().unwrap_or_default(), draft: draft.to_owned() }
}
