//! What somebody did, in the terms of the page, with the names that things had then. Values are not kept
//! here: they are in what the step changed.

use serde_json::Value as Raw;

use crate::decision::DecisionKind;
use crate::draft::DesignDraft;
use crate::edit::Edit;

macro_rules! doings {
    ($($(#[$doc:meta])* $name:ident = $id:literal,)*) => {
        /// Kinds of what is done.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Doing { $($(#[$doc])* $name,)* }

        impl Doing {
            /// All kinds.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// Stable id, as it is stored.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self { $(Self::$name => $id,)* }
            }
        }
    };
}

doings! {
    /// A setting of the project was set.
    SetProject = "project",
    /// A setting of an environment was set.
    SetEnvironment = "environment",
    /// A size was set.
    SetSize = "size",
    /// A size went back to its default.
    ResetSize = "reset",
    /// Sizes were copied; `about` is the source.
    CopySizes = "copy",
    /// An environment was added; `about` is the one it is like.
    AddEnvironment = "add",
    /// An environment was removed.
    RemoveEnvironment = "remove",
    /// An environment moved to the left.
    MoveLeft = "left",
    /// An environment moved to the right.
    MoveRight = "right",
    /// A control was confirmed by a person; `about` is the control.
    Attest = "attest",
    /// A control was waived until a day.
    Waive = "waive",
    /// A confirmation was taken back.
    RetractAttestation = "retract-attestation",
    /// A waiver was taken back.
    RetractWaiver = "retract-waiver",
    /// An assumption was stated.
    Assume = "assume",
    /// Unit prices were put in place of the product's.
    SetPrices = "prices",
    /// Everything was replaced; `about` says by what, where that has a name.
    Replace = "replace",
    /// Everything went back to the defaults.
    StartOver = "start-over",
    /// A saved version was restored; `about` is its name.
    Restore = "restore",
    /// A file of a person gave its place back to the generated one; `about` is its path.
    GiveBack = "give-back",
    /// The design was found in another state than its history had left it.
    Find = "find",
}

/// What somebody did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deed {
    /// Its kind.
    pub doing: Doing,
    /// Name of the environment; `None`: the project or all environments.
    pub environment: Option<String>,
    /// What it was about: a parameter, a control, an environment, a name. See [`Doing`].
    pub about: String,
    /// Edits that were made together with this one.
    pub others: usize,
}

impl Deed {
    /// A deed of one edit.
    #[must_use]
    pub fn new(doing: Doing, about: &str) -> Self {
        Self { doing, environment: None, about: about.to_owned(), others: 0 }
    }

    /// What these edits did to a draft.
    #[must_use]
    pub fn of(edits: &[Edit], before: &DesignDraft, after: &DesignDraft) -> Self {
        let named = |draft: &DesignDraft, index: usize| draft.environments.get(index).map(|one| one.name().to_owned());
        let mut deed = Self::new(Doing::Replace, "");
        deed.others = edits.len().saturating_sub(1);
        let (doing, environment, about) = match edits.first() {
            None => return deed,
            Some(Edit::SetProject { id, .. }) => (Doing::SetProject, None, id.clone()),
            Some(Edit::SetEnvironment { environment, id, .. }) => (Doing::SetEnvironment, named(before, *environment), id.clone()),
            Some(Edit::SetSize { environment, id, .. }) => (Doing::SetSize, named(before, *environment), id.clone()),
            Some(Edit::ResetSize { environment, id }) => {
                (Doing::ResetSize, environment.and_then(|environment| named(before, environment)), id.clone())
            }
            Some(Edit::CopySizes { from, to }) => (Doing::CopySizes, named(before, *to), named(before, *from).unwrap_or_default()),
            Some(Edit::AddEnvironment { like }) => {
                (Doing::AddEnvironment, named(after, like.saturating_add(1)), named(before, *like).unwrap_or_default())
            }
            Some(Edit::RemoveEnvironment { environment }) => (Doing::RemoveEnvironment, named(before, *environment), String::new()),
            Some(Edit::MoveEnvironment { environment, right }) => {
                (if *right { Doing::MoveRight } else { Doing::MoveLeft }, named(before, *environment), String::new())
            }
            Some(Edit::Decide(decision)) => {
                let doing = match decision.kind {
                    DecisionKind::Attestation => Doing::Attest,
                    DecisionKind::Waiver => Doing::Waive,
                };
                (doing, decision.environment.clone(), decision.control.clone())
            }
            Some(Edit::Retract { kind, control, environment }) => {
                let doing = match kind {
                    DecisionKind::Attestation => Doing::RetractAttestation,
                    DecisionKind::Waiver => Doing::RetractWaiver,
                };
                (doing, environment.clone(), control.clone())
            }
            Some(Edit::Assume { environment, id, .. }) => {
                (Doing::Assume, environment.and_then(|environment| named(before, environment)), id.clone())
            }
            Some(Edit::SetPrices(prices)) => {
                deed.others = prices.len().saturating_sub(1);
                (Doing::SetPrices, None, prices.keys().next().cloned().unwrap_or_default())
            }
            Some(Edit::Replace(whole)) if **whole == DesignDraft::default() => (Doing::StartOver, None, String::new()),
            Some(Edit::Replace(_)) => (Doing::Replace, None, String::new()),
        };
        Self { doing, environment, about, ..deed }
    }

    pub(super) fn to_raw(&self) -> Raw {
        let environment = self.environment.as_deref().map_or(Raw::Null, Raw::from);
        Raw::Array(vec![self.doing.id().into(), environment, self.about.as_str().into(), self.others.into()])
    }

    pub(super) fn from_raw(raw: &Raw) -> Option<Self> {
        let [doing, environment, about, others] = raw.as_array()?.as_slice() else { return None };
        let doing = doing.as_str()?;
        Some(Self {
            doing: Doing::ALL.iter().copied().find(|known| known.id() == doing)?,
            environment: environment.as_str().map(str::to_owned),
            about: about.as_str()?.to_owned(),
            others: usize::try_from(others.as_u64()?).ok()?,
        })
    }
}
