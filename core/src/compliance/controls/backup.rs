//! Controls BKP.

use crate::compliance::control::Control;

pub(super) const CONTROLS: &[Control] = &[];
