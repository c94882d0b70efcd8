//! Where a thing stands in the bundle.

use std::fmt;
use std::sync::Arc;

/// A line of a file of the bundle.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Line {
    /// Path inside the bundle.
    pub path: Arc<str>,
    /// 1-based.
    pub line: u32,
}

impl Line {
    /// The first line of a file.
    #[must_use]
    pub fn top(path: &str) -> Self {
        Self { path: path.into(), line: 1 }
    }
}

impl fmt::Display for Line {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}", self.path, self.line)
    }
}
