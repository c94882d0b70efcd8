//! Small pieces that every panel is made of. They know fields and words, not panels.

mod control;
mod copy;
mod empty;
mod icon;
mod issue_note;
mod menu;

pub(crate) use control::Control;
pub(crate) use copy::copy;
pub(crate) use empty::Empty;
pub(crate) use icon::{Glyph, Icon};
pub(crate) use issue_note::{IssueNote, LevelMark, place_label, repair_label};
pub(crate) use menu::{Menu, MenuItem};
