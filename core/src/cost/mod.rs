//! What a month costs, computed from the plan: each line names the resource, the quantity, the price
//! and the lines of the bundle that decide them. A sum is a floor at list price, never a bill, and is
//! never said without its unpriced lines. Nothing here knows forms, reports or what day it is.

mod bench;
mod compare;
mod estimate;
pub mod import;
pub mod money;
pub mod prices;
mod rules;

pub use bench::{Basis, Item, Missing};
pub use compare::{Change, compare};
pub use estimate::{Coverage, Estimate, Ground, Rate, RootCost, Silent};
pub(crate) use rules::document;
pub use rules::{Class, class_of};

/// Hours of a month as AWS's own calculator counts them: 365 days of 24 hours in 12 months.
pub const HOURS_PER_MONTH: i64 = 730;
