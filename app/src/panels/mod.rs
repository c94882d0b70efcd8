//! The screens of the page. A panel draws one view of the store; panels do not know each other.

pub(crate) mod files;
pub(crate) mod guide;
pub(crate) mod history;
pub(crate) mod issues;
pub(crate) mod matrix;
pub(crate) mod project;
pub(crate) mod review;
