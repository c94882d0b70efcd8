//! What frames the panels: header, navigation, footer, messages.

pub(crate) mod command;
pub(crate) mod design_file;
pub(crate) mod download;
pub(crate) mod first_run;
pub(crate) mod footer;
pub(crate) mod header;
pub(crate) mod nav;
pub(crate) mod toasts;
