//! Terraform, evaluated: the text of a bundle becomes the list of what it would create, every
//! argument with its line. Nothing here knows which files Sekkei generates, what a rule demands, or
//! what AWS fills in: an attribute that the text does not write is unknown.

mod asked;
mod eval;
mod place;
mod problem;
mod reader;
mod result;
mod syntax;
mod table;
mod trace;
mod value;

pub(crate) use asked::{Asked, Change};
pub(crate) use eval::Modules;
pub use place::Line;
pub use problem::{Problem, ProblemKind};
pub use reader::Reader;
pub use result::{Attribute, Block, Declared, Key, Lifecycle, Plan, Resource};
pub(crate) use syntax::{Assignments, File, literal};
pub use table::{Entries, Table};
pub use value::{Map, Part, Reference, Unknown, Value, format_number};
