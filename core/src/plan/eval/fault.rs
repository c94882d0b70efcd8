//! Why an expression has no value.

use crate::issue::{Words, w};
use crate::plan::problem::ProblemKind;

/// An error inside an expression; `line` is that of the innermost expression that failed.
#[derive(Debug, Clone)]
pub(crate) struct Fault {
    pub(crate) kind: ProblemKind,
    pub(crate) text: Words,
    pub(crate) line: Option<u32>,
}

/// The outcome of an evaluation.
pub(crate) type Outcome<T> = Result<T, Fault>;

impl Fault {
    /// Terraform would refuse this.
    pub(crate) fn invalid(ja: impl Into<String>, en: impl Into<String>) -> Self {
        Self { kind: ProblemKind::Invalid, text: w(ja, en), line: None }
    }

    /// Terraform may accept this; this evaluator cannot follow it.
    pub(crate) fn gap(ja: impl Into<String>, en: impl Into<String>) -> Self {
        Self { kind: ProblemKind::Gap, text: w(ja, en), line: None }
    }

    pub(crate) fn on(mut self, line: u32) -> Self {
        self.line.get_or_insert(line);
        self
    }
}
