//! Compliance: which controls a bundle meets, each with the line that shows it. Everything is read
//! from plans and files, nothing from the form; what people confirmed or accepted is shown as theirs. A
//! control is never met by default; there is no total score.

mod clause;
mod control;
mod controls;
mod judge;
mod kept;
mod policy;
mod verdict;
mod view;

pub use clause::{Clause, Confidence, EDITIONS_SETTING, Edition, Guideline, Release, clause, clauses, guideline, guidelines};
pub use control::{Control, Facts, FindingLevel, Proof, Severity, catalogue_size};
pub use controls::all as controls;
pub(crate) use controls::{has_access_key, is_known};
pub use judge::{Entry, Evidence, Files, Finding, Judge, Judgement, Subject, shown};
pub use kept::Kept;
pub(crate) use policy::json;
pub(crate) use verdict::assess;
pub use verdict::{Assessed, Assessment, Counts, Decided, Reason, SetAside, Verdict};
pub use view::{ClauseView, GuidelineView, by_clause, clauses_of};
