//! What a month costs: computed by hand for each default environment, complete over every type, and
//! moved by exactly the sizes that a line names.

mod by_hand;
mod classes;
mod prices;
mod sizes;
mod statements;

use design_core::cost::{Estimate, Ground, RootCost};
use design_core::plan::Reader;
use design_core::{DesignDraft, Edit, Survey};
use sekkei_tests::folder::{design, rendered};

/// The estimate of a draft, from the files of its bundle.
fn estimate(reader: &mut Reader, draft: &DesignDraft) -> Estimate {
    let bundle = rendered(&design(draft));
    Estimate::of(&Survey::of(reader, bundle.files()), &Ground::of(Some(draft)))
}

fn assume(environment: Option<usize>, id: &str, value: &str) -> Edit {
    Edit::Assume { environment, id: id.into(), value: value.into() }
}

/// Cents of the lines that are always charged, rounded once at the end, and how many lines count.
fn floor(root: &RootCost) -> (String, usize, usize) {
    let (sum, coverage) = root.floor();
    (sum.decimal(), coverage.priced, coverage.lines)
}
