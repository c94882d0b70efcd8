//! Controls LOG and MON.

use crate::compliance::control::Control;

pub(super) const CONTROLS: &[Control] = &[];
