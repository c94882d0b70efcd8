//! Each control has a good and a bad case. One file per theme, as in `core/src/compliance/controls`.

mod availability;
mod backup;
mod change;
mod identity;
mod location;
mod logging;
mod monitoring;
mod network;
mod operation;
mod rest;
mod transit;
mod vulnerability;
