//! Settings that are not sizes: those of the project, and those of each environment.

pub(crate) mod environment;
pub(crate) mod project;
mod rules;

pub use project::ProjectSettings;

/// Longest list or map a setting may hold. AWS allows 50 tags on a resource, and four are ours.
pub(crate) const MAX_ITEMS: usize = 40;
