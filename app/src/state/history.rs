//! Steps back and forward, without a limit: each is only what it changed. It knows the draft's shape and
//! nothing of the page or of where steps are kept.

use design_core::{DesignDraft, Step};

/// A step with the time at which it was made, in milliseconds since 1970.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Stamped {
    pub(crate) step: Step,
    pub(crate) millis: f64,
}

/// Steps around the present.
#[derive(Debug, Default)]
pub(crate) struct History {
    steps: Vec<Stamped>,
    /// Steps that led to the present; those after it were taken back.
    at: usize,
    /// What the last step is about, and the draft before it; a further change of the same joins it.
    open: Option<(String, DesignDraft)>,
    /// The first step that has not been kept yet.
    changed_from: usize,
}

impl History {
    /// The history of an earlier visit.
    pub(crate) const fn of(steps: Vec<Stamped>, at: usize) -> Self {
        let changed_from = steps.len();
        Self { steps, at, open: None, changed_from }
    }

    /// Records a change. `about` joins changes of the same thing.
    pub(crate) fn record(&mut self, before: &DesignDraft, after: &DesignDraft, about: Option<String>, millis: f64) {
        self.touch(self.at);
        self.steps.truncate(self.at);
        if let (Some((open, start)), Some(about)) = (&self.open, &about)
            && open == about
            && let Some(last) = self.steps.last_mut()
        {
            *last = Stamped { step: Step::between(start, after), millis };
            if last.step.is_empty() {
                self.steps.pop();
                self.open = None;
            }
            self.at = self.steps.len();
            self.touch(self.at.saturating_sub(1));
            return;
        }
        self.steps.push(Stamped { step: Step::between(before, after), millis });
        self.at = self.steps.len();
        self.open = about.map(|about| (about, before.clone()));
    }

    /// The next change is a step of its own.
    pub(crate) fn seal(&mut self) {
        self.open = None;
    }

    /// Goes back or forward until `at` steps lead to the present. False where that place does not exist or
    /// the steps do not fit the draft; then nothing is changed.
    pub(crate) fn go(&mut self, draft: &mut DesignDraft, at: usize) -> bool {
        self.seal();
        if at > self.steps.len() || at == self.at {
            return false;
        }
        let mut turned = draft.clone();
        let fits = if at < self.at {
            self.steps.get(at..self.at).is_some_and(|steps| steps.iter().rev().all(|stamped| stamped.step.back(&mut turned)))
        } else {
            self.steps.get(self.at..at).is_some_and(|steps| steps.iter().all(|stamped| stamped.step.forward(&mut turned)))
        };
        if fits {
            *draft = turned;
            self.at = at;
        }
        fits
    }

    pub(crate) const fn at(&self) -> usize {
        self.at
    }

    pub(crate) fn steps(&self) -> &[Stamped] {
        &self.steps
    }

    /// Can one go back, can one go forward?
    pub(crate) fn can(&self) -> (bool, bool) {
        (self.at > 0, self.at < self.steps.len())
    }

    fn touch(&mut self, from: usize) {
        self.changed_from = self.changed_from.min(from);
    }

    /// The first step to keep; from now on all are kept.
    pub(crate) fn take_changed(&mut self) -> usize {
        std::mem::replace(&mut self.changed_from, self.steps.len()).min(self.steps.len())
    }

    /// Keeping failed: the next attempt begins at `from`.
    pub(crate) fn not_kept(&mut self, from: usize) {
        self.touch(from);
    }
}

#[cfg(test)]
mod tests {
    use design_core::{DesignDraft, Edit, apply};
    use serde_json::json;

    use super::History;

    /// A draft that differs in one size.
    fn with(days: i64) -> DesignDraft {
        let mut draft = DesignDraft::default();
        apply(&mut draft, &Edit::SetSize { environment: 2, id: "rds.backup_retention_days".into(), value: json!(days) });
        draft
    }

    /// Goes to a place and tells where it leads.
    fn go(history: &mut History, present: i64, at: usize) -> Option<DesignDraft> {
        let mut draft = with(present);
        history.go(&mut draft, at).then_some(draft)
    }

    #[test]
    fn typing_in_one_field_is_one_step() {
        let mut history = History::default();
        let cell = || Some("cell".to_owned());
        history.record(&with(10), &with(11), cell(), 0.0);
        history.record(&with(11), &with(12), cell(), 0.0);
        assert_eq!(history.steps().len(), 1);
        assert_eq!(go(&mut history, 12, 0), Some(with(10)));
        assert_eq!(go(&mut history, 10, 1), Some(with(12)));
        history.record(&with(12), &with(13), cell(), 0.0);
        history.seal();
        history.record(&with(13), &with(14), cell(), 0.0);
        assert_eq!(go(&mut history, 14, 2), Some(with(13)));
        assert_eq!(history.can(), (true, true));
        history.record(&with(13), &with(20), None, 0.0);
        assert_eq!((history.at(), history.can()), (3, (true, false)));
        assert_eq!(go(&mut history, 20, 9), None);
    }

    #[test]
    fn typing_back_to_where_it_was_is_no_step() {
        let mut history = History::default();
        for (before, after) in [(10, 1), (1, 10)] {
            history.record(&with(before), &with(after), Some("cell".to_owned()), 0.0);
        }
        assert_eq!(history.can(), (false, false));
    }

    #[test]
    fn steps_that_do_not_fit_change_nothing() {
        let mut history = History::default();
        history.record(&with(10), &with(11), None, 0.0);
        assert_eq!(go(&mut history, 30, 0), None);
        assert_eq!(history.at(), 1);
    }

    #[test]
    fn only_what_changed_is_kept_again() {
        let mut history = History::default();
        let changed = |history: &mut History| (history.take_changed(), history.steps().len());
        history.record(&with(10), &with(11), None, 0.0);
        history.record(&with(11), &with(12), None, 0.0);
        assert_eq!(changed(&mut history), (0, 2));
        history.record(&with(12), &with(13), None, 0.0);
        assert_eq!(changed(&mut history), (2, 3));
        assert!(go(&mut history, 13, 1).is_some());
        assert_eq!(changed(&mut history), (3, 3));
        history.record(&with(11), &with(20), None, 0.0);
        assert_eq!(changed(&mut history), (1, 2));
    }
}
