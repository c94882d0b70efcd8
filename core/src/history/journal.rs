//! All steps around the present draft. A step is a text of some hundred bytes, so that any number of them
//! can be kept; no draft but the one before a step that is still being typed is held.

use serde_json::Value as Raw;

use super::deed::{Deed, Doing};
use super::delta::Delta;
use super::step::{Step, StepError};
use super::work::{KeptSums, Work, work_of};
use crate::draft::DesignDraft;

/// A step does not fit the draft, or cannot be read; the way beyond it is lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Broken;

/// What a storage held: steps, oldest first, and the draft that stood after the first `done` of them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Stored {
    /// Lines of [`Step::to_text`]; what is missing is an empty line.
    pub steps: Vec<Box<str>>,
    /// How many of them led to the draft; the others were taken back.
    pub done: usize,
    /// The draft as [`Work::to_text`] has it; empty where there is none.
    pub draft: String,
}

/// What a storage does not hold yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unkept {
    /// Steps from here on are replaced.
    pub from: usize,
    /// By these.
    pub steps: Vec<Box<str>>,
    /// How many steps, of all, led to the draft.
    pub done: usize,
}

/// A step that typing may still change.
#[derive(Debug)]
struct Open {
    before: (DesignDraft, KeptSums),
    /// What is being typed in; a further change of the same joins the step.
    about: Option<String>,
    deed: Deed,
    at_millis: u64,
}

/// Steps back and forward around the present.
#[derive(Debug, Default)]
pub struct Journal {
    /// As text, oldest first.
    steps: Vec<Box<str>>,
    /// How many of them lie before the present.
    done: usize,
    /// The last step, behind all others, while it may change. Then nothing lies ahead.
    open: Option<Open>,
    /// Steps before this one are in the storage as they are here.
    kept: usize,
}

impl Journal {
    /// Records a change. `about` joins it to the last step when that was about the same thing. What lay
    /// ahead is given up.
    pub fn record<'a>(
        &mut self,
        before: impl Into<Work<'a>>,
        after: &DesignDraft,
        deed: impl FnOnce(&DesignDraft, &DesignDraft) -> Deed,
        about: Option<&str>,
        at_millis: u64,
    ) {
        let before = before.into();
        if let Some(open) = &mut self.open
            && about.is_some()
            && open.about.as_deref() == about
        {
            open.deed = deed(&open.before.0, after);
            open.at_millis = at_millis;
            return;
        }
        self.close(before);
        self.steps.truncate(self.done);
        self.kept = self.kept.min(self.done);
        let deed = deed(before.draft, after);
        let before = (before.draft.clone(), before.kept.clone());
        self.open = Some(Open { before, about: about.map(str::to_owned), deed, at_millis });
    }

    /// The next change is a step of its own.
    pub fn seal(&mut self) {
        if let Some(open) = &mut self.open {
            open.about = None;
        }
    }

    /// Ends the step that is being typed. `present` is the draft as it is.
    pub fn close<'a>(&mut self, present: impl Into<Work<'a>>) {
        let present = present.into();
        if let Some(step) = self.open.take().and_then(|open| open.step(present)) {
            self.steps.push(step);
            self.done = self.steps.len();
        }
    }

    /// How many steps lie before the present, and how many there are.
    #[must_use]
    pub fn position(&self) -> (usize, usize) {
        let open = usize::from(self.open.is_some());
        (self.done + open, self.steps.len() + open)
    }

    /// The draft after the first `to` steps; from then on it is the present one.
    ///
    /// # Errors
    /// When a step on the way cannot be taken. It and what lies beyond it are dropped, and the draft as
    /// far as the way goes is in [`Journal`] no more than before: the present one stays.
    pub fn go<'a>(&mut self, to: usize, present: impl Into<Work<'a>>) -> Result<Option<(DesignDraft, KeptSums)>, Broken> {
        let present = present.into();
        self.close(present);
        let to = to.min(self.steps.len());
        if to == self.done {
            return Ok(None);
        }
        let Some(mut draft) = present.raw() else { return Ok(None) };
        let mut at = self.done;
        while at != to {
            let back = to < at;
            let index = if back { at - 1 } else { at };
            let step = self.steps.get(index).and_then(|text| Step::from_text(text).ok());
            let gone = step.and_then(|step| if back { step.delta.backward(&mut draft) } else { step.delta.forward(&mut draft) });
            if gone.is_none() {
                self.cut(index);
                return Err(Broken);
            }
            at = if back { at - 1 } else { at + 1 };
        }
        let Some(found) = work_of(&draft) else {
            self.cut(to.min(self.done));
            return Err(Broken);
        };
        self.done = to;
        Ok(Some(found))
    }

    /// The last state that lies ahead, which the next change gives up; `None` where nothing does.
    #[must_use]
    pub fn ahead(&self, present: Work<'_>) -> Option<(DesignDraft, KeptSums)> {
        let ahead = self.steps.get(self.done..).filter(|ahead| !ahead.is_empty() && self.open.is_none())?;
        let mut draft = present.raw()?;
        ahead.iter().try_for_each(|text| Step::from_text(text).ok()?.delta.forward(&mut draft))?;
        work_of(&draft)
    }

    /// Takes out a step that leads nowhere, with those beyond it.
    fn cut(&mut self, index: usize) {
        if index < self.done {
            self.steps.drain(..=index);
            self.done -= index + 1;
            self.kept = 0;
        } else {
            self.steps.truncate(index);
            self.kept = self.kept.min(index);
        }
    }

    /// The steps, oldest first, with their number; those that cannot be read are left out. `present` is
    /// the draft as it is.
    pub fn steps<'a>(&'a self, present: Work<'_>) -> impl DoubleEndedIterator<Item = (usize, Step)> + use<'a> {
        let open = self.open.as_ref().and_then(|open| open.step(present)).and_then(|text| Step::from_text(&text).ok());
        let at = self.steps.len();
        let closed = self.steps.iter().enumerate().filter_map(|(index, text)| Some((index, Step::from_text(text).ok()?)));
        closed.chain(open.into_iter().map(move |step| (at, step)))
    }

    /// What a storage that follows this journal lacks. From now on it counts as kept; the step that is
    /// being typed is told again next time.
    pub fn unkept<'a>(&mut self, present: impl Into<Work<'a>>) -> Unkept {
        let from = self.kept.min(self.steps.len());
        let mut steps = self.steps.get(from..).unwrap_or_default().to_vec();
        self.kept = self.steps.len();
        let open = self.open.as_ref().and_then(|open| open.step(present.into()));
        let done = self.done + usize::from(open.is_some());
        steps.extend(open);
        Unkept { from, steps, done }
    }

    /// A storage failed to take what it lacked, or was taken by another: it gets everything next time.
    pub fn forget_kept(&mut self) {
        self.kept = 0;
    }

    /// Puts what an earlier visit left before the steps of this one; what is being typed stays one step.
    /// `present` is the draft as it is. Where the design was found in another state than its history had
    /// left it, that is a step of its own. Says how many steps could not be read and were left out.
    pub fn adopt<'a>(&mut self, stored: Stored, present: impl Into<Work<'a>>, at_millis: u64) -> usize {
        let present = present.into();
        let all = stored.steps.len();
        let (mut steps, done) = readable(stored.steps, stored.done);
        let unreadable = all - steps.len();
        let settled = self.open.as_ref().map_or(present, |open| Work::from(&open.before));
        let first = settled.raw().and_then(|mut draft| {
            let mine = self.steps.get(..self.done).unwrap_or_default();
            mine.iter().rev().try_for_each(|text| Step::from_text(text).ok()?.delta.backward(&mut draft))?;
            Some(draft)
        });
        let left = serde_json::from_str::<Raw>(&stored.draft).ok().and_then(|raw| Work::from(&work_of(&raw)?).raw());
        let (Some(first), Some(left)) = (first, left) else {
            // Nothing says where the stored steps lead.
            self.kept = 0;
            return all;
        };
        let delta = Delta::between(&left, &first);
        if delta.len() == 0 && self.steps.is_empty() && self.open.is_none() {
            (self.steps, self.done) = (steps, done);
            self.kept = if unreadable == 0 { self.steps.len() } else { 0 };
            return unreadable;
        }
        steps.truncate(done);
        self.kept = if unreadable == 0 { done } else { 0 };
        if delta.len() > 0 {
            steps.push(Step { at_millis, deed: Deed::new(Doing::Find, ""), delta }.to_text().into());
        }
        let before = steps.len();
        steps.append(&mut self.steps);
        self.steps = steps;
        self.done += before;
        unreadable
    }
}

impl Open {
    /// As text; `None` when the draft is again what it was before.
    fn step(&self, present: Work<'_>) -> Option<Box<str>> {
        let delta = Delta::between(&Work::from(&self.before).raw()?, &present.raw()?);
        (delta.len() > 0).then(|| Step { at_millis: self.at_millis, deed: self.deed.clone(), delta }.to_text().into())
    }
}

/// The stretch around the present in which every step can be read, and where the present lies in it.
fn readable(mut steps: Vec<Box<str>>, done: usize) -> (Vec<Box<str>>, usize) {
    let can_read = |text: &str| !matches!(Step::from_text(text), Err(StepError::Malformed | StepError::TooNew(_)));
    let mut done = done.min(steps.len());
    if let Some(ahead) = steps.get(done..).and_then(|ahead| ahead.iter().position(|text| !can_read(text))) {
        steps.truncate(done + ahead);
    }
    if let Some(behind) = steps.get(..done).and_then(|behind| behind.iter().rposition(|text| !can_read(text))) {
        steps.drain(..=behind);
        done -= behind + 1;
    }
    (steps, done)
}
