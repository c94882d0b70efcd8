//! Values of Terraform's language, among them those that only an apply reveals. An unknown value
//! remembers what it will be made of, so that a rule can still ask whose ARN stands there.

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::sync::Arc;

use super::table::Table;

/// Bytes of text that count as much as a value.
pub(super) const TEXT_UNIT: usize = 64;

/// A value that an expression gives.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// `null`: as if the argument were not written.
    Null,
    /// A boolean.
    Bool(bool),
    /// A number. Terraform's are longer than 64 bits; no argument of AWS needs more than 53.
    Number(f64),
    /// A string.
    String(Arc<str>),
    /// A list or tuple.
    List(Arc<Vec<Value>>),
    /// A set: sorted and free of duplicates.
    Set(Arc<Vec<Value>>),
    /// A map or object.
    Map(Arc<Map>),
    /// Known only after an apply.
    Unknown(Unknown),
}

/// A map or object; where it is a resource, what it lacks is unknown instead of an error.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Map {
    /// The known attributes, sorted.
    pub entries: Table<Value>,
    /// The resource (or a block of one) that this is.
    pub origin: Option<Reference>,
}

/// An attribute of a resource or data source.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reference {
    /// Address of the resource, such as `module.s3.aws_s3_bucket.this["logs"]`.
    pub address: Arc<str>,
    /// Path of the attribute inside it, such as `arn` or `master_user_secret.0.secret_arn`.
    pub attribute: Arc<str>,
}

/// Why a value is unknown, as far as one can say.
#[derive(Debug, Clone, PartialEq)]
pub enum Unknown {
    /// Exactly one attribute.
    Attribute(Reference),
    /// A string with unknown parts.
    Template(Arc<Vec<Part>>),
    /// `jsonencode` of a value that has unknown parts.
    Json(Arc<Value>),
    /// Anything else that was computed from these attributes.
    Derived(Arc<BTreeSet<Reference>>),
}

/// A piece of a partly known string.
#[derive(Debug, Clone, PartialEq)]
pub enum Part {
    /// Known text.
    Text(Arc<str>),
    /// An unknown piece.
    Unknown(Unknown),
}

impl Value {
    /// A string.
    #[must_use]
    pub fn string(text: impl AsRef<str>) -> Self {
        Self::String(text.as_ref().into())
    }

    /// A list.
    #[must_use]
    pub fn list(items: Vec<Value>) -> Self {
        Self::List(Arc::new(items))
    }

    /// A map that is no resource.
    #[must_use]
    pub fn map(entries: Table<Value>) -> Self {
        Self::Map(Arc::new(Map { entries, origin: None }))
    }

    /// A set of these items: sorted, each once.
    #[must_use]
    pub fn set(mut items: Vec<Value>) -> Self {
        items.sort_by(order);
        items.dedup();
        Self::Set(Arc::new(items))
    }

    /// An unknown value that has no origin in a resource.
    #[must_use]
    pub fn unknown() -> Self {
        Self::Unknown(Unknown::Derived(Arc::default()))
    }

    /// An unknown value computed from others.
    #[must_use]
    pub fn derived<'a>(sources: impl IntoIterator<Item = &'a Value>) -> Self {
        let mut references = BTreeSet::new();
        for source in sources {
            source.collect_references(&mut references);
        }
        Self::Unknown(Unknown::Derived(Arc::new(references)))
    }

    /// The text, if this is a known string.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// The number, if this is one or a string that writes one.
    #[must_use]
    pub fn as_number(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(*number),
            Self::String(text) => text.trim().parse().ok().filter(|number: &f64| number.is_finite()),
            _ => None,
        }
    }

    /// The boolean, if this is one or a string that writes one.
    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Bool(bool) => Some(*bool),
            Self::String(text) => match &**text {
                "true" => Some(true),
                "false" => Some(false),
                _ => None,
            },
            _ => None,
        }
    }

    /// The items of a list or set; nothing for anything else.
    #[must_use]
    pub fn items(&self) -> &[Value] {
        match self {
            Self::List(items) | Self::Set(items) => items,
            _ => &[],
        }
    }

    /// The entry of a map.
    #[must_use]
    pub fn entry(&self, key: &str) -> Option<&Value> {
        match self {
            Self::Map(map) => map.entries.get(key),
            _ => None,
        }
    }

    /// The reason why this value as a whole is unknown.
    #[must_use]
    pub const fn as_unknown(&self) -> Option<&Unknown> {
        match self {
            Self::Unknown(unknown) => Some(unknown),
            _ => None,
        }
    }

    /// Is nothing inside unknown?
    #[must_use]
    pub fn is_wholly_known(&self) -> bool {
        match self {
            Self::Unknown(_) => false,
            Self::List(items) | Self::Set(items) => items.iter().all(Self::is_wholly_known),
            Self::Map(map) => map.origin.is_none() && map.entries.values().all(Self::is_wholly_known),
            Self::Null | Self::Bool(_) | Self::Number(_) | Self::String(_) => true,
        }
    }

    /// How much this is to look at: each value inside it counts, and so do long texts. Not more than
    /// about `limit`, for a few lines can write a value that is larger than any number.
    pub(super) fn weight(&self, limit: usize) -> usize {
        let sum = |values: &mut dyn Iterator<Item = &Self>| {
            let mut weight = 1;
            for value in values {
                if weight > limit {
                    break;
                }
                weight += value.weight(limit - weight);
            }
            weight
        };
        match self {
            Self::Null | Self::Bool(_) | Self::Number(_) => 1,
            Self::String(text) => 1 + text.len() / TEXT_UNIT,
            Self::List(items) | Self::Set(items) => sum(&mut items.iter()),
            Self::Map(map) => sum(&mut map.entries.values()),
            Self::Unknown(Unknown::Attribute(_)) => 1,
            Self::Unknown(Unknown::Template(parts)) => 1 + parts.len(),
            Self::Unknown(Unknown::Json(value)) => value.weight(limit),
            Self::Unknown(Unknown::Derived(references)) => 1 + references.len(),
        }
    }

    /// Every attribute that this value was made of, as far as it is unknown.
    #[must_use]
    pub fn references(&self) -> BTreeSet<Reference> {
        let mut references = BTreeSet::new();
        self.collect_references(&mut references);
        references
    }

    /// Does this value come from a resource at this address?
    #[must_use]
    pub fn refers_to(&self, address: &str) -> bool {
        self.references().iter().any(|reference| &*reference.address == address)
    }

    pub(super) fn collect_references(&self, into: &mut BTreeSet<Reference>) {
        match self {
            Self::Unknown(unknown) => unknown.collect(into),
            Self::List(items) | Self::Set(items) => items.iter().for_each(|item| item.collect_references(into)),
            Self::Map(map) => {
                into.extend(map.origin.clone());
                map.entries.values().for_each(|item| item.collect_references(into));
            }
            Self::Null | Self::Bool(_) | Self::Number(_) | Self::String(_) => {}
        }
    }

    /// What kind of value this is, in Terraform's words.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "bool",
            Self::Number(_) => "number",
            Self::String(_) => "string",
            Self::List(_) => "list",
            Self::Set(_) => "set",
            Self::Map(_) => "object",
            Self::Unknown(_) => "unknown",
        }
    }

    /// The text that Terraform makes of a primitive inside a string.
    #[must_use]
    pub fn to_text(&self) -> Option<Arc<str>> {
        match self {
            Self::String(text) => Some(text.clone()),
            Self::Bool(bool) => Some(if *bool { "true".into() } else { "false".into() }),
            Self::Number(number) => Some(format_number(*number).into()),
            Self::Null | Self::List(_) | Self::Set(_) | Self::Map(_) | Self::Unknown(_) => None,
        }
    }
}

impl Unknown {
    fn collect(&self, into: &mut BTreeSet<Reference>) {
        match self {
            Self::Attribute(reference) => {
                into.insert(reference.clone());
            }
            Self::Template(parts) => {
                for part in parts.iter() {
                    if let Part::Unknown(unknown) = part {
                        unknown.collect(into);
                    }
                }
            }
            Self::Json(value) => value.collect_references(into),
            Self::Derived(references) => into.extend(references.iter().cloned()),
        }
    }
}

impl Reference {
    /// The same resource, one attribute deeper.
    #[must_use]
    pub fn deeper(&self, attribute: &str) -> Self {
        let attribute = if self.attribute.is_empty() { attribute.into() } else { format!("{}.{attribute}", self.attribute).into() };
        Self { address: self.address.clone(), attribute }
    }
}

/// A number as Terraform writes it: whole numbers without a point.
#[must_use]
pub fn format_number(number: f64) -> String {
    if number.fract() == 0.0 && number.abs() < 1e15 { format!("{number:.0}") } else { format!("{number}") }
}

/// A total order, so that sets are sorted the same way everywhere; strings as Terraform sorts them.
pub(super) fn order(a: &Value, b: &Value) -> Ordering {
    match (a, b) {
        (Value::Bool(a), Value::Bool(b)) => a.cmp(b),
        (Value::Number(a), Value::Number(b)) => a.total_cmp(b),
        (Value::String(a), Value::String(b)) => a.cmp(b),
        (Value::List(a), Value::List(b)) | (Value::Set(a), Value::Set(b)) => {
            a.iter().zip(b.iter()).map(|(a, b)| order(a, b)).find(|found| found.is_ne()).unwrap_or_else(|| a.len().cmp(&b.len()))
        }
        (Value::Map(a), Value::Map(b)) => {
            let pairs = a.entries.iter().zip(b.entries.iter());
            pairs
                .map(|((ka, a), (kb, b))| ka.cmp(kb).then_with(|| order(a, b)))
                .find(|found| found.is_ne())
                .unwrap_or_else(|| a.entries.len().cmp(&b.entries.len()))
        }
        _ => rank(a).cmp(&rank(b)),
    }
}

const fn rank(value: &Value) -> u8 {
    match value {
        Value::Null => 0,
        Value::Bool(_) => 1,
        Value::Number(_) => 2,
        Value::String(_) => 3,
        Value::List(_) => 4,
        Value::Set(_) => 5,
        Value::Map(_) => 6,
        Value::Unknown(_) => 7,
    }
}
