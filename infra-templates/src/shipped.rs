//! The files of `bundle/` as constants. It knows their bytes, not their meaning.

/// One file that is shipped byte for byte.
pub(crate) struct Shipped {
    pub(crate) path: &'static str,
    pub(crate) text: &'static str,
    pub(crate) sha256: &'static str,
}

include!(concat!(env!("OUT_DIR"), "/shipped.rs"));
