//! The guidelines: documents, editions and the clauses that controls stand for. Clauses are named by
//! number and short chapter title; the guidelines' own text is not copied.

use crate::text::Text;

/// A set of guideline editions that hold together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Edition {
    /// 厚生労働省 6.0 and 経済産業省・総務省 1.1.
    Former,
    /// 厚生労働省 7.0 and 経済産業省・総務省 2.0.
    Current,
}

/// A document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guideline {
    /// Stable id, such as `operation`.
    pub id: &'static str,
    /// Title.
    pub title: Text,
}

/// A clause of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// Stable id, such as `operation-13-5`.
    pub id: &'static str,
}

/// All documents.
#[must_use]
pub fn guidelines() -> Vec<Guideline> {
    Vec::new()
}

/// All clauses.
#[must_use]
pub fn clauses() -> Vec<Clause> {
    Vec::new()
}
