//! A bundle that comes back: the design in it, which of its files somebody edited since it was made, and
//! what taking the files of today would change. The manifest decides, by checksum.

use std::collections::{BTreeMap, BTreeSet};

use design_core::{DesignDraft, DraftError, Lang, Text, gather, t};
use serde_json::Value as Raw;

use crate::bundle::{DESIGN, MANIFEST};
use crate::manifest::sha256_hex;
use crate::parcel::{Aside, Parcel, text_of};
use crate::{Bundle, Kept};

/// What is said of one file of a bundle that came back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// Edited since it was made, and other than the generated one of today.
    Edited,
    /// Added by a person.
    Added,
    /// Deleted by a person; the next download has it again.
    Deleted,
    /// Untouched, but the text of today is another.
    Changed,
    /// Today there is a file that there was not.
    New,
    /// Untouched, and today there is no such file.
    Gone,
    /// As it would be made today.
    Same,
}

impl Fate {
    /// All, in the order in which they are listed.
    pub const ALL: [Self; 7] = [Self::Edited, Self::Added, Self::Deleted, Self::Changed, Self::New, Self::Gone, Self::Same];

    /// Did a person do it?
    #[must_use]
    pub const fn is_by_hand(self) -> bool {
        matches!(self, Self::Edited | Self::Added | Self::Deleted)
    }

    /// Its name.
    #[must_use]
    pub const fn label(self) -> Text {
        match self {
            Self::Edited => t("手で編集", "Edited"),
            Self::Added => t("手で追加", "Added"),
            Self::Deleted => t("手で削除", "Deleted"),
            Self::Changed => t("生成内容が変更", "Changed"),
            Self::New => t("新規", "New"),
            Self::Gone => t("廃止", "Removed"),
            Self::Same => t("同じ", "Same"),
        }
    }
}

/// Why a parcel gives no design.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReturnError {
    /// There is no `infra/sekkei.json` in it; why, where it was set aside.
    NoDesign(Option<crate::Reason>),
    /// It cannot be read.
    Draft(DraftError),
}

impl ReturnError {
    /// What is wrong and what to do.
    #[must_use]
    pub fn what(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::NoDesign(None), Lang::Ja) => {
                "infra/sekkei.json が見つかりません。ダウンロードした zip か、それを展開したフォルダーを選んでください".to_owned()
            }
            (Self::NoDesign(None), Lang::En) => {
                "there is no infra/sekkei.json in it; choose the downloaded zip or the folder it was unpacked into".to_owned()
            }
            (Self::NoDesign(Some(reason)), Lang::Ja) => format!("infra/sekkei.json を読めません（{}）", reason.what().ja),
            (Self::NoDesign(Some(reason)), Lang::En) => format!("infra/sekkei.json cannot be read: {}", reason.what().en),
            (Self::Draft(error), Lang::Ja) => format!("infra/sekkei.json を設計として読めません（{}）", error.what().ja),
            (Self::Draft(error), Lang::En) => format!("infra/sekkei.json is no design: {}", error.what().en),
        }
    }
}

/// A bundle that came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Returned {
    /// The design in it.
    pub draft: DesignDraft,
    /// Its files by path, as in the zip that was downloaded.
    pub files: BTreeMap<String, String>,
    /// What could not be read.
    pub aside: Vec<Aside>,
    /// Which program made it; `None` without a manifest that can be read.
    pub generator: Option<String>,
    /// SHA-256 by path, as it was made. Empty without a manifest.
    made: BTreeMap<String, String>,
    /// Files of the manifest that were a person's already.
    kept: BTreeSet<String>,
}

impl Returned {
    /// Looks into a parcel. The bundle may lie in a folder of it.
    ///
    /// # Errors
    /// When there is no design in it that can be read.
    pub fn of(parcel: Parcel) -> Result<Self, ReturnError> {
        let prefix = |path: &str| path.strip_suffix(DESIGN).filter(|rest| rest.is_empty() || rest.ends_with('/')).map(str::to_owned);
        let root = parcel.files.keys().filter_map(|path| prefix(path)).min_by_key(|root| (root.len(), root.clone()));
        let Some(root) = root else {
            let reason = parcel.aside.iter().find(|aside| prefix(&aside.path).is_some()).map(|aside| aside.reason);
            return Err(ReturnError::NoDesign(reason));
        };
        let files: BTreeMap<String, String> =
            gather(parcel.files.into_iter().filter_map(|(path, text)| Some((path.strip_prefix(&root)?.to_owned(), text))));
        let text = files.get(DESIGN).map(String::as_str).unwrap_or_default();
        let draft = DesignDraft::from_json(text_of(text.as_bytes()).as_deref().unwrap_or_default()).map_err(ReturnError::Draft)?;
        let manifest = files.get(MANIFEST).and_then(|text| serde_json::from_str::<Raw>(text).ok()).unwrap_or_default();
        let text_at = |value: &Raw| value.as_str().map(str::to_owned);
        let listed = manifest.get("files").and_then(Raw::as_object);
        let made = gather(listed.into_iter().flatten().filter_map(|(path, sha)| Some((path.clone(), text_at(sha)?))));
        let kept = gather(manifest.get("kept").and_then(Raw::as_array).into_iter().flatten().filter_map(text_at));
        Ok(Self { draft, files, aside: parcel.aside, generator: manifest.get("generator").and_then(text_at), made, kept })
    }

    /// Is there a manifest to tell edited files by?
    #[must_use]
    pub fn has_manifest(&self) -> bool {
        !self.made.is_empty()
    }

    /// Is this file as it was made? Git on Windows may have changed the ends of lines.
    fn is_as_made(&self, path: &str, text: &str) -> Option<bool> {
        let made = self.made.get(path)?;
        let is = |text: &str| sha256_hex(text.as_bytes()) == *made;
        Some(!self.kept.contains(path) && (is(text) || (text.contains('\r') && is(&text.replace("\r\n", "\n")))))
    }

    /// Paths of files that a person edited, added below `infra/` or deleted, with what was done. By the
    /// manifest alone; empty without one.
    #[must_use]
    pub fn by_hand(&self) -> BTreeMap<String, Fate> {
        if !self.has_manifest() {
            return BTreeMap::new();
        }
        let mut found: BTreeMap<String, Fate> = gather(self.files.iter().filter_map(|(path, text)| match self.is_as_made(path, text) {
            Some(true) => None,
            Some(false) => Some((path.clone(), Fate::Edited)),
            None => Kept::may_hold(path).then(|| (path.clone(), Fate::Added)),
        }));
        let deleted =
            self.made.keys().filter(|path| !self.files.contains_key(*path) && !self.aside.iter().any(|aside| aside.path.ends_with(*path)));
        found.extend(deleted.map(|path| (path.clone(), Fate::Deleted)));
        found
    }

    /// What is said of each file beside the files of today. Without a manifest every difference counts as
    /// edited, for nothing of a person may be lost.
    #[must_use]
    pub fn against(&self, today: &Bundle) -> BTreeMap<String, Fate> {
        let by_hand = self.by_hand();
        let same = |path: &str, text: &str| {
            today.get(path).is_some_and(|now| now == text || (text.contains('\r') && now == text.replace("\r\n", "\n")))
        };
        let mut fates: BTreeMap<String, Fate> = BTreeMap::new();
        for (path, text) in &self.files {
            let is_today = today.get(path).is_some();
            let fate = match by_hand.get(path) {
                _ if path == MANIFEST || path == DESIGN => continue,
                _ if same(path, text) => Fate::Same,
                Some(fate) => *fate,
                None if self.has_manifest() && self.made.contains_key(path) => {
                    if is_today {
                        Fate::Changed
                    } else {
                        Fate::Gone
                    }
                }
                None if !Kept::may_hold(path) => continue,
                None if is_today => Fate::Edited,
                None => Fate::Added,
            };
            fates.insert(path.clone(), fate);
        }
        for path in today.files().keys().filter(|path| *path != MANIFEST && *path != DESIGN && !self.files.contains_key(*path)) {
            fates.insert(path.clone(), if self.made.contains_key(path) { Fate::Deleted } else { Fate::New });
        }
        fates
    }
}
