//! Controls NET.

use crate::compliance::control::Control;

pub(super) const CONTROLS: &[Control] = &[];
