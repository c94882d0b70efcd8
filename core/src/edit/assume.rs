//! Edits of what a design states besides its files: assumptions and prices. They know no id: what
//! cannot be used is explained where it is used.

use serde_json::Value as Raw;

use crate::draft::{DesignDraft, Values};

/// States an assumption of an environment or of the project, or takes it back.
pub(super) fn assume(draft: &mut DesignDraft, environment: Option<usize>, id: &str, value: &Raw) {
    let values = match environment {
        None => &mut draft.assumptions,
        Some(index) => match draft.environments.get_mut(index) {
            Some(target) => &mut target.assumptions,
            None => return,
        },
    };
    set(values, id, value);
}

/// Sets prices, or takes them back.
pub(super) fn set_prices(draft: &mut DesignDraft, prices: &Values) {
    for (id, value) in prices {
        set(&mut draft.prices, id, value);
    }
}

fn set(values: &mut Values, id: &str, value: &Raw) {
    if value.is_null() {
        values.remove(id);
    } else {
        values.insert(id.to_owned(), value.clone());
    }
}
