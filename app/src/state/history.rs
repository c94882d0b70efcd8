//! Earlier and later drafts. Typing into one field is one step; it knows nothing of what a draft is.

/// Most steps that are kept.
const LIMIT: usize = 200;

/// Steps back and forward around the present.
#[derive(Debug)]
pub(crate) struct History<T> {
    past: Vec<T>,
    future: Vec<T>,
    /// What the last step was about; a further change of the same thing joins it.
    about: Option<String>,
}

impl<T> Default for History<T> {
    fn default() -> Self {
        Self { past: Vec::new(), future: Vec::new(), about: None }
    }
}

impl<T> History<T> {
    /// Records what was before a change. `about` joins changes of the same thing.
    pub(crate) fn record(&mut self, before: T, about: Option<String>) {
        self.future.clear();
        if about.is_some() && about == self.about {
            return;
        }
        self.about = about;
        self.past.push(before);
        if self.past.len() > LIMIT {
            self.past.remove(0);
        }
    }

    /// The next change is a step of its own.
    pub(crate) fn seal(&mut self) {
        self.about = None;
    }

    /// The draft before the last step.
    pub(crate) fn back(&mut self, present: T) -> Option<T> {
        self.seal();
        let earlier = self.past.pop()?;
        self.future.push(present);
        Some(earlier)
    }

    /// The draft that the last step back left.
    pub(crate) fn forward(&mut self, present: T) -> Option<T> {
        self.seal();
        let later = self.future.pop()?;
        self.past.push(present);
        Some(later)
    }

    pub(crate) fn can(&self) -> (bool, bool) {
        (!self.past.is_empty(), !self.future.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::History;

    #[test]
    fn typing_in_one_field_is_one_step() {
        let mut history = History::default();
        let cell = || Some("cell".to_owned());
        history.record(0, cell());
        history.record(1, cell());
        assert_eq!(history.back(2), Some(0));
        assert_eq!(history.forward(0), Some(2));
        history.record(2, cell());
        history.seal();
        history.record(3, cell());
        assert_eq!(history.back(4), Some(3));
        assert_eq!(history.back(3), Some(2));
        assert_eq!(history.can(), (true, true));
        history.record(9, None);
        assert_eq!(history.forward(9), None);
    }
}
