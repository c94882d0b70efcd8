//! Going back and forth, and what the storage is given of it.

use design_core::history::{Broken, Journal, Stored, Unkept, Work};
use leptos::prelude::*;

use super::{Store, renew};
use crate::browser::clock;
use crate::state::Trouble;
use crate::words;

impl Store {
    /// Ends the step that typing has kept open.
    pub(crate) fn seal(self) {
        self.history.update_value(Journal::seal);
    }

    pub(super) fn count_steps(self) {
        renew(self.steps, self.history.with_value(Journal::position));
    }

    pub(crate) fn undo(self) {
        let (done, _) = self.settled();
        if done == 0 {
            self.ui.announcement.set(words::NOTHING_TO_UNDO.get(self.tr.lang_untracked()).to_owned());
        } else {
            self.go(done - 1);
        }
    }

    pub(crate) fn redo(self) {
        let (done, all) = self.settled();
        if done < all {
            self.go(done + 1);
        }
    }

    /// The position, once what was being typed is a step.
    fn settled(self) -> (usize, usize) {
        self.with_work(|work| self.history.update_value(|history| history.close(work)));
        self.count_steps();
        self.steps.get_untracked()
    }

    /// Goes to the draft after so many steps.
    pub(crate) fn go(self, to: usize) {
        let (done, _) = self.settled();
        let gone = self.with_work(|work| self.history.try_update_value(|history| history.go(to, work)));
        match gone {
            Some(Ok(Some((draft, kept)))) => self.turn(draft, kept, if to < done { words::UNDONE } else { words::REDONE }),
            Some(Err(Broken)) => {
                self.count_steps();
                self.care.tell(Trouble::StepBroken);
            }
            Some(Ok(None)) | None => {}
        }
    }

    /// Reads the history.
    pub(crate) fn with_history<R>(self, read: impl FnOnce(&Journal, Work<'_>) -> R) -> R {
        self.with_work(|work| self.history.with_value(|history| read(history, work)))
    }

    pub(super) fn with_work<R>(self, read: impl FnOnce(Work<'_>) -> R) -> R {
        self.draft.with_untracked(|draft| self.kept_sums.with_value(|kept| read(Work { draft, kept })))
    }

    /// Steps that the storage lacks, with the present draft.
    pub(crate) fn unkept(self) -> Option<(Unkept, String)> {
        self.with_work(|work| self.history.try_update_value(|history| (history.unkept(work), work.to_text())))
    }

    /// The storage gets every step next time.
    pub(crate) fn forget_kept(self) {
        self.history.update_value(Journal::forget_kept);
    }

    /// Puts what an earlier visit left before the steps of this one; says how many could not be read.
    pub(crate) fn adopt(self, stored: Stored) -> usize {
        let now = clock::millis_since_1970();
        let unreadable = self.with_work(|work| self.history.try_update_value(|history| history.adopt(stored, work, now)));
        self.count_steps();
        unreadable.unwrap_or_default()
    }
}
