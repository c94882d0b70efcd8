//! What an evaluation could not do, named with its line. A problem is never a silent guess: the
//! value concerned stays unknown.

use crate::issue::Words;
use crate::plan::place::Line;

/// What kind of problem it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ProblemKind {
    /// The file is no HCL.
    Syntax,
    /// Terraform would refuse this.
    Invalid,
    /// Terraform may accept this; this evaluator cannot follow it.
    Gap,
}

/// A problem of an evaluation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What kind.
    pub kind: ProblemKind,
    /// Where.
    pub line: Line,
    /// What is wrong, and what to do.
    pub text: Words,
}
