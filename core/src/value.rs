//! A value that passed its parameter's rule. It knows nothing of which parameter it belongs to.

use std::collections::BTreeMap;

use crate::gather::gather;

/// One checked value, in the shapes that Terraform variables of this product have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// `bool`.
    Bool(bool),
    /// `number`; this product has whole numbers only.
    Number(i64),
    /// `string`.
    Text(String),
    /// `list(string)`.
    List(Vec<String>),
    /// `map(string)`.
    Map(BTreeMap<String, String>),
}

impl Value {
    /// The form in which a draft holds this value.
    #[must_use]
    pub fn to_json(&self) -> serde_json::Value {
        match self {
            Self::Bool(b) => (*b).into(),
            Self::Number(n) => (*n).into(),
            Self::Text(s) => s.as_str().into(),
            Self::List(items) => items.iter().map(String::as_str).collect(),
            Self::Map(entries) => serde_json::Value::Object(gather(entries.iter().map(|(k, v)| (k.clone(), v.as_str().into())))),
        }
    }
}

/// A Rust type that one kind of [`Value`] becomes inside a typed struct.
pub(crate) trait FromValue: Default {
    fn from_value(value: Value) -> Option<Self>;
}

macro_rules! from_value {
    ($($ty:ty = $variant:ident),*) => {$(
        impl FromValue for $ty {
            fn from_value(value: Value) -> Option<Self> {
                match value {
                    Value::$variant(inner) => Some(inner),
                    _ => None,
                }
            }
        }
    )*};
}
from_value!(bool = Bool, i64 = Number, String = Text, Vec<String> = List, BTreeMap<String, String> = Map);
