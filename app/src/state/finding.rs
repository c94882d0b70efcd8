//! What the palette can find, and where each thing leads. It knows no way of drawing.

use super::{Field, Panel};

/// What kind of thing was found, in the order in which equals are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum FindingKind {
    Command,
    Panel,
    Setting,
    Environment,
    Component,
    Control,
    Clause,
    Resource,
    File,
}

/// Where it leads.
#[derive(Debug, Clone)]
pub(crate) enum Go {
    /// Runs a command, by id.
    Command(&'static str),
    Panel(Panel),
    Field(Field),
    /// Opens a file at a zero-based line.
    Line(String, usize),
    Component(&'static str),
    Control(&'static str),
    Clause(&'static str),
}

/// One thing that can be found.
#[derive(Debug, Clone)]
pub(crate) struct Finding {
    pub(crate) kind: FindingKind,
    /// Stable name, under which it is remembered.
    pub(crate) key: String,
    pub(crate) title: String,
    /// What stands beside the title.
    pub(crate) detail: String,
    /// What it is found by besides title and detail: ids, the other language.
    pub(crate) others: String,
    pub(crate) go: Go,
}
