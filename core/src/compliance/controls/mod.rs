//! The catalogue, a file or a folder per theme. Ids, order and facts are those of `data/controls.csv`.

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

use super::control::{Control, Proof};
pub(crate) use clear_text::has_access_key;
pub(super) use clear_text::{ClearText, look_through};

const THEMES: [&[Control]; 12] = [
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
];

/// All controls, in the order of the data file.
pub fn all() -> impl Iterator<Item = &'static Control> {
    THEMES.into_iter().flatten()
}

const COUNT: usize = {
    let (mut count, mut theme) = (0, 0);
    while theme < THEMES.len() {
        #[expect(clippy::indexing_slicing, reason = "in bounds by the loop, at compile time")]
        {
            count += THEMES[theme].len();
        }
        theme += 1;
    }
    count
};

/// Id of every control, and whether a person shows it. Made at compile time, so that the page can check a
/// draft without carrying the functions that look for proof.
const KNOWN: [(&str, bool); COUNT] = {
    let mut known = [("", false); COUNT];
    let (mut at, mut theme) = (0, 0);
    while theme < THEMES.len() {
        let mut index = 0;
        #[expect(clippy::indexing_slicing, reason = "in bounds by the loops, at compile time")]
        while index < THEMES[theme].len() {
            let control = &THEMES[theme][index];
            known[at] = (control.id, matches!(control.proof, Proof::Person(_)));
            at += 1;
            index += 1;
        }
        theme += 1;
    }
    known
};

/// Whether a person shows the control of an id; `None` where the catalogue has no such control.
pub(crate) fn is_known(id: &str) -> Option<bool> {
    KNOWN.iter().find(|(known, _)| *known == id).map(|(_, person)| *person)
}
