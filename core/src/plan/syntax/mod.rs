//! Reading: text to modules. Nothing is evaluated here.

mod again;
pub(crate) mod ast;
mod convert;
mod file;
mod module;
mod types;

pub(crate) use convert::literal;
pub(crate) use file::File;
pub(crate) use module::{Assignments, At, Local, Module};
