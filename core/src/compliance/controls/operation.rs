//! Controls OPS.

use crate::compliance::control::Control;

pub(super) const CONTROLS: &[Control] = &[];
