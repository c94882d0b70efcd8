//! The catalogue, one file per theme. Ids, order and facts are those of `data/controls.csv`.

mod availability;
mod backup;
mod buckets;
mod change;
mod clear_text;
mod containers;
mod entries;
mod github;
mod groups;
mod identity;
mod keys;
mod location;
mod logging;
mod monitoring;
mod network;
mod operation;
mod records;
mod relation;
mod rest;
mod rights;
mod transit;
mod vulnerability;
mod workflow;

use super::control::Control;
pub(super) use clear_text::{ClearText, look_through};

/// All controls, in the order of the data file.
pub fn all() -> impl Iterator<Item = &'static Control> {
    [
        network::CONTROLS,
        transit::CONTROLS,
        rest::CONTROLS,
        identity::CONTROLS,
        logging::CONTROLS,
        monitoring::CONTROLS,
        backup::CONTROLS,
        availability::CONTROLS,
        location::CONTROLS,
        vulnerability::CONTROLS,
        change::CONTROLS,
        operation::CONTROLS,
    ]
    .into_iter()
    .flatten()
}
