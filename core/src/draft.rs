//! A draft: what was typed, and the only form that is stored or shared. It may be wrong in any value;
//! it is never lost for that. Absent values mean the default of the environment's base.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::fraction;
use crate::gather::gather;
use crate::issue::{Words, w};
use crate::param::{Base, Scope, default_value, specs};
use crate::schema::SCHEMA_LINK;

/// Version of the draft's form. Older versions keep loading.
pub const SCHEMA_VERSION: u32 = 1;

/// Most environments in one design.
pub const MAX_ENVIRONMENTS: usize = 8;

/// Raw values by parameter id.
pub type Values = BTreeMap<String, serde_json::Value>;

/// What was typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DesignDraft {
    /// See [`SCHEMA_VERSION`].
    pub schema_version: u32,
    /// Project settings by parameter id.
    #[serde(default)]
    pub project: Values,
    /// Environments in the order of the page.
    #[serde(default)]
    pub environments: Vec<EnvironmentDraft>,
    /// What people confirmed, as typed: see [`crate::Decision`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attestations: Vec<Values>,
    /// What people accepted until a day, as typed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub waivers: Vec<Values>,
    /// What no file shows and somebody states for the project: exchange rate, quotas, use of the account.
    #[serde(default, skip_serializing_if = "Values::is_empty")]
    pub assumptions: Values,
    /// Unit prices in place of the product's, by price id.
    #[serde(default, skip_serializing_if = "Values::is_empty")]
    pub prices: Values,
}

/// What was typed for one environment. In JSON it is one object: the settings with `base` and `sizes`
/// beside them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Values", into = "Values")]
pub struct EnvironmentDraft {
    /// Which defaults absent values take, and against which a difference is shown.
    pub base: String,
    /// Sizes by parameter id.
    pub sizes: Values,
    /// Name, branch, hosts: environment settings by parameter id.
    pub settings: Values,
    /// Stated use and load by assumption id.
    pub assumptions: Values,
}

// By hand, because serde's `flatten` buffers every value in a form of its own and costs the page more.
impl TryFrom<Values> for EnvironmentDraft {
    type Error = &'static str;

    fn try_from(mut settings: Values) -> Result<Self, Self::Error> {
        let base = match settings.remove("base") {
            Some(serde_json::Value::String(base)) => base,
            _ => return Err("every environment needs a text `base`: dev, stg or prod"),
        };
        let mut object = |name: &str, wrong| match settings.remove(name) {
            None => Ok(Values::new()),
            Some(serde_json::Value::Object(values)) => Ok(gather(values)),
            Some(_) => Err(wrong),
        };
        let sizes = object("sizes", "`sizes` of an environment must be an object")?;
        let assumptions = object("assumptions", "`assumptions` of an environment must be an object")?;
        Ok(Self { base, sizes, settings, assumptions })
    }
}

impl From<EnvironmentDraft> for Values {
    fn from(draft: EnvironmentDraft) -> Self {
        let mut all = draft.settings;
        all.insert("base".to_owned(), draft.base.into());
        all.insert("sizes".to_owned(), serde_json::Value::Object(gather(draft.sizes)));
        if !draft.assumptions.is_empty() {
            all.insert("assumptions".to_owned(), serde_json::Value::Object(gather(draft.assumptions)));
        }
        all
    }
}

/// Why a text is no draft at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DraftError {
    /// Not JSON, or not the shape of a draft; what the parser said.
    Malformed(String),
    /// Written by a newer version of the product.
    TooNew(u32),
    /// Longer than [`DesignDraft::MAX_BYTES`].
    TooLong(usize),
}

impl DraftError {
    /// What is wrong, as a part of a sentence.
    #[must_use]
    pub fn what(&self) -> Words {
        match self {
            Self::Malformed(reason) => w(format!("設計ファイルの形ではありません（{reason}）"), format!("not a design: {reason}")),
            Self::TooNew(version) => w(
                format!("新しい版の Sekkei が書いたファイルです（schema_version {version}、読めるのは {SCHEMA_VERSION} まで）"),
                format!("written by a newer version (schema_version {version}, this one reads up to {SCHEMA_VERSION})"),
            ),
            Self::TooLong(bytes) => w(
                format!("{bytes} バイトは設計ファイルとしては長すぎます（{} バイトまで）", DesignDraft::MAX_BYTES),
                format!("{bytes} bytes are too long for a design (at most {})", DesignDraft::MAX_BYTES),
            ),
        }
    }
}

impl Default for DesignDraft {
    /// The founding plan as it stands: dev, stg and prod with every value written out.
    fn default() -> Self {
        Self {
            schema_version: SCHEMA_VERSION,
            project: gather(specs(Scope::Project).map(|spec| (spec.id.to_owned(), default_value(spec, Base::Prod).to_json()))),
            environments: Base::ALL.into_iter().map(EnvironmentDraft::new).collect(),
            attestations: Vec::new(),
            waivers: Vec::new(),
            assumptions: Values::new(),
            prices: Values::new(),
        }
    }
}

impl EnvironmentDraft {
    /// An environment with every value at the default of `base`.
    #[must_use]
    pub fn new(base: Base) -> Self {
        let all = |scope| gather(specs(scope).map(|spec| (spec.id.to_owned(), default_value(spec, base).to_json())));
        Self { base: base.id().to_owned(), sizes: all(Scope::Size), settings: all(Scope::Environment), assumptions: Values::new() }
    }

    /// The base; an unknown word counts as `prod`, whose defaults are the safest.
    #[must_use]
    pub fn base(&self) -> Base {
        Base::from_id(&self.base).unwrap_or(Base::Prod)
    }

    /// The name as typed.
    #[must_use]
    pub fn name(&self) -> &str {
        self.settings.get("name").and_then(serde_json::Value::as_str).unwrap_or_default()
    }
}

impl DesignDraft {
    /// Longest text that is read as a draft. A full draft of eight environments has about 40 KB.
    pub const MAX_BYTES: usize = 1_000_000;

    /// Reads a draft from JSON.
    ///
    /// # Errors
    /// When the text is not a draft at all. Wrong values are no error here: `check` explains them.
    pub fn from_json(text: &str) -> Result<Self, DraftError> {
        if text.len() > Self::MAX_BYTES {
            return Err(DraftError::TooLong(text.len()));
        }
        let mut draft: Self = serde_json::from_str(text).map_err(|error| DraftError::Malformed(error.to_string()))?;
        if draft.schema_version > SCHEMA_VERSION {
            return Err(DraftError::TooNew(draft.schema_version));
        }
        draft.settle();
        Ok(draft)
    }

    /// Makes every value one that is the same after it was written and read.
    pub(crate) fn settle(&mut self) {
        let environments = self.environments.iter_mut().flat_map(|one| [&mut one.sizes, &mut one.settings, &mut one.assumptions]);
        let decisions = self.attestations.iter_mut().chain(&mut self.waivers);
        let all = [&mut self.project, &mut self.assumptions, &mut self.prices].into_iter().chain(environments).chain(decisions);
        all.flat_map(Values::values_mut).for_each(fraction::as_text);
    }

    /// The draft as JSON, two spaces, sorted keys, final newline. It begins with a link to its schema,
    /// which is no part of the draft: readers pass over it.
    #[must_use]
    pub fn to_json(&self) -> String {
        // Serialising maps of JSON values cannot fail.
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text.replacen("{\n", &format!("{{\n  \"$schema\": \"{SCHEMA_LINK}\",\n"), 1)
    }
}
