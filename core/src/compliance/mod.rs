//! Compliance: which controls a bundle meets, each with the line that shows it. Everything is read
//! from plans and files, nothing from the form. A control is never met by default; there is no total
//! score.

mod clause;
mod control;
mod controls;
mod judge;
mod kept;
mod policy;
mod verdict;

pub use clause::{Clause, Confidence, Edition, Guideline, Release, clause, clauses, guideline, guidelines};
pub use control::{Control, Facts, FindingLevel, Proof, Severity, catalogue_size};
pub use controls::all as controls;
pub use judge::{Evidence, Files, Finding, Judge, Judgement, Subject, shown};
pub use kept::Kept;
pub(crate) use verdict::assess;
pub use verdict::{Assessed, Assessment, Counts, Verdict};
