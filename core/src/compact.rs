//! A draft as little more than what differs from a fixed design, so that a link that holds it is short.
//! The fixed design never changes, whatever becomes of the defaults: an old link keeps its meaning. It
//! knows nothing of links.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Raw};

use crate::draft::{DesignDraft, DraftError, EnvironmentDraft, SCHEMA_VERSION, Values};
use crate::gather::gather;

/// The default design of the day on which the form was made. It must never change.
const REFERENCE: &str = include_str!("../data/link-reference-1.json");

/// Values that differ from the reference, and ids that only the reference has.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
struct Less(Values, Vec<String>);

impl Less {
    fn of(values: &Values, reference: &Values) -> Self {
        let differ = values.iter().filter(|(id, value)| reference.get(*id) != Some(value));
        let gone = reference.keys().filter(|id| !values.contains_key(*id));
        Self(gather(differ.map(|(id, value)| (id.clone(), value.clone()))), gone.cloned().collect())
    }

    fn with(self, reference: &Values) -> Values {
        let Self(differ, gone) = self;
        let mut values = reference.clone();
        values.retain(|id, _| !gone.contains(id));
        values.extend(differ);
        values
    }

    fn is_empty(&self) -> bool {
        self.0.is_empty() && self.1.is_empty()
    }
}

#[derive(Serialize, Deserialize)]
struct Compact {
    v: u32,
    #[serde(default, skip_serializing_if = "Less::is_empty")]
    p: Less,
    #[serde(default)]
    e: Vec<CompactEnvironment>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    t: Vec<Values>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    w: Vec<Values>,
    #[serde(default, skip_serializing_if = "Values::is_empty")]
    a: Values,
    #[serde(default, skip_serializing_if = "Values::is_empty")]
    c: Values,
}

#[derive(Serialize, Deserialize)]
struct CompactEnvironment {
    b: String,
    #[serde(default, skip_serializing_if = "Less::is_empty")]
    n: Less,
    #[serde(default, skip_serializing_if = "Less::is_empty")]
    s: Less,
    #[serde(default, skip_serializing_if = "Values::is_empty")]
    a: Values,
}

/// Project, then the environment of each base.
fn reference() -> DesignDraft {
    // It is tested; without it a draft would be written out in full.
    DesignDraft::from_json(REFERENCE).unwrap_or_else(|_| DesignDraft {
        schema_version: SCHEMA_VERSION,
        project: Values::new(),
        environments: Vec::new(),
        attestations: Vec::new(),
        waivers: Vec::new(),
        assumptions: Values::new(),
        prices: Values::new(),
    })
}

fn of_base(reference: &DesignDraft, base: &str) -> EnvironmentDraft {
    let found = reference.environments.iter().find(|environment| environment.base == base).cloned();
    found.unwrap_or_else(|| EnvironmentDraft {
        base: base.to_owned(),
        sizes: Values::new(),
        settings: Values::new(),
        assumptions: Values::new(),
    })
}

impl DesignDraft {
    /// The draft as JSON without what the reference has too. The same draft gives the same text.
    #[must_use]
    pub fn to_compact(&self) -> String {
        let reference = reference();
        let environment = |draft: &EnvironmentDraft| {
            let base = of_base(&reference, &draft.base);
            CompactEnvironment {
                b: draft.base.clone(),
                n: Less::of(&draft.settings, &base.settings),
                s: Less::of(&draft.sizes, &base.sizes),
                a: draft.assumptions.clone(),
            }
        };
        let compact = Compact {
            v: self.schema_version,
            p: Less::of(&self.project, &reference.project),
            e: self.environments.iter().map(environment).collect(),
            t: self.attestations.clone(),
            w: self.waivers.clone(),
            a: self.assumptions.clone(),
            c: self.prices.clone(),
        };
        // Serialising maps of JSON values cannot fail.
        serde_json::to_string(&compact).unwrap_or_default()
    }

    /// Reads what [`DesignDraft::to_compact`] wrote.
    ///
    /// # Errors
    /// As [`DesignDraft::from_json`].
    pub fn from_compact(text: &str) -> Result<Self, DraftError> {
        if text.len() > Self::MAX_BYTES {
            return Err(DraftError::TooLong(text.len()));
        }
        // The version first: a newer form need not fit this one.
        let version = serde_json::from_str::<Map<String, Raw>>(text).ok().and_then(|all| all.get("v")?.as_u64());
        if let Some(version) = version.and_then(|version| u32::try_from(version).ok()).filter(|version| *version > SCHEMA_VERSION) {
            return Err(DraftError::TooNew(version));
        }
        let compact: Compact = serde_json::from_str(text).map_err(|error| DraftError::Malformed(error.to_string()))?;
        // A list of the parts is read as well, and has its version in no field.
        if compact.v > SCHEMA_VERSION {
            return Err(DraftError::TooNew(compact.v));
        }
        let reference = reference();
        let environment = |compact: CompactEnvironment| {
            let base = of_base(&reference, &compact.b);
            EnvironmentDraft {
                sizes: compact.s.with(&base.sizes),
                settings: compact.n.with(&base.settings),
                assumptions: compact.a,
                base: compact.b,
            }
        };
        let mut draft = Self {
            schema_version: compact.v,
            project: compact.p.with(&reference.project),
            environments: compact.e.into_iter().map(environment).collect(),
            attestations: compact.t,
            waivers: compact.w,
            assumptions: compact.a,
            prices: compact.c,
        };
        draft.settle();
        Ok(draft)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{REFERENCE, reference};
    use crate::{DesignDraft, DraftError, Edit, apply};

    #[test]
    fn the_reference_never_changes() {
        assert_eq!(reference().environments.len(), 3);
        // Of the file as it was when the form was made; whoever changes it changes what old links mean.
        let sum = REFERENCE.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
        assert_eq!(format!("{sum:016x}"), "0ccaecf3506ae285");
    }

    #[test]
    fn what_the_reference_has_is_not_written() {
        let mut draft = DesignDraft::default();
        let short = draft.to_compact();
        apply(&mut draft, &Edit::SetSize { environment: 2, id: "rds.multi_az".into(), value: json!(false) });
        let changed = draft.to_compact();
        assert!(changed.contains("rds.multi_az") && !short.contains("rds.multi_az"), "{changed}");
        draft.environments[0].sizes.remove("rds.multi_az");
        assert_eq!(DesignDraft::from_compact(&draft.to_compact()), Ok(draft));
    }

    #[test]
    fn a_newer_form_is_told_apart_from_a_broken_one() {
        assert_eq!(DesignDraft::from_compact(r#"{"v":99,"x":[]}"#), Err(DraftError::TooNew(99)));
        assert_eq!(DesignDraft::from_compact("[99]"), Err(DraftError::TooNew(99)), "a list is read as a newer form, too");
        assert!(matches!(DesignDraft::from_compact("{\"v\":1,\"e\":7}"), Err(DraftError::Malformed(_))));
    }
}
