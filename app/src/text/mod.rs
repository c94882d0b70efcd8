//! Looking at text: colours, differences, search, folders. It knows no Terraform and no page.

pub(crate) mod diff;
pub(crate) mod highlight;
pub(crate) mod rank;
pub(crate) mod search;
pub(crate) mod steps;
pub(crate) mod tree;
