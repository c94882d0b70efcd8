//! Each control has a good and a bad case. One file per theme, as in `core/src/compliance/controls`.

mod availability;
mod change;
mod location;
mod operation;
mod rest;
mod vulnerability;
