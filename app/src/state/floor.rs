//! What a month costs at least, as written amounts. It knows nothing of prices.

/// The floor of a design.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Floor {
    /// US dollars of each environment, by name, then of the account's baseline, which has none.
    pub(crate) roots: Vec<(String, String)>,
    /// US dollars of all.
    pub(crate) total: String,
    /// Lines with an amount, and all lines.
    pub(crate) coverage: (usize, usize),
}
