//! Files of a person that stand in the place of generated ones. The bundle holds them, everything that is
//! computed is computed from them, and the manifest names them.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::bundle::{DESIGN, MANIFEST, SCHEMA};

/// Texts of a person by path.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Kept {
    files: BTreeMap<String, Cow<'static, str>>,
}

impl Kept {
    /// May a person's text stand at this path? Not in the place of what tells one from the other.
    #[must_use]
    pub fn may_hold(path: &str) -> bool {
        let is_ours = [DESIGN, MANIFEST, SCHEMA].iter().any(|ours| ours.eq_ignore_ascii_case(path));
        let is_in_place = path.starts_with("infra/") || path.starts_with(".github/");
        is_in_place && !is_ours && path.is_ascii() && crate::safe_path(path).as_deref() == Some(path)
    }

    /// Takes a text; false where none may stand, or where another path differs in case alone.
    pub fn insert(&mut self, path: &str, text: String) -> bool {
        let collides = self.files.keys().any(|other| other != path && other.eq_ignore_ascii_case(path));
        let may = Self::may_hold(path) && !collides;
        if may {
            self.files.insert(path.to_owned(), text.into());
        }
        may
    }

    /// Gives the place back to the generated text.
    pub fn remove(&mut self, path: &str) {
        self.files.remove(path);
    }

    /// Texts by path.
    #[must_use]
    pub const fn files(&self) -> &BTreeMap<String, Cow<'static, str>> {
        &self.files
    }

    /// The same as one JSON text, path to text.
    #[must_use]
    pub fn to_json(&self) -> String {
        serde_json::to_string(&self.files).unwrap_or_default()
    }

    /// Reads [`Self::to_json`]; what may not stand anywhere is left out.
    #[must_use]
    pub fn from_json(text: &str) -> Option<Self> {
        let files: BTreeMap<String, String> = serde_json::from_str(text).ok()?;
        let mut kept = Self::default();
        for (path, text) in files {
            kept.insert(&path, text);
        }
        Some(kept)
    }
}
