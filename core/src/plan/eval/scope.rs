//! The names that an expression can see besides those of its module.

use std::sync::Arc;

use crate::plan::value::Value;

/// Names given by `count`, `for_each`, `for` and `dynamic`.
#[derive(Clone, Copy)]
pub(crate) struct Scope<'s> {
    pub(crate) each: &'s Each,
    pub(crate) bound: Option<&'s Binding<'s>>,
}

/// Which instance of a resource or module is evaluated.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Each {
    Single,
    Count(usize),
    Key(Arc<str>, Value),
}

/// One name of a `for` or `dynamic`.
pub(crate) struct Binding<'s> {
    pub(crate) name: &'s Arc<str>,
    pub(crate) value: Value,
    pub(crate) outer: Option<&'s Binding<'s>>,
}

impl<'s> Scope<'s> {
    pub(crate) const fn of(each: &'s Each) -> Self {
        Self { each, bound: None }
    }

    pub(crate) const fn with(&self, bound: &'s Binding<'s>) -> Self {
        Self { each: self.each, bound: Some(bound) }
    }

    pub(crate) fn find(&self, name: &str) -> Option<&'s Value> {
        let mut next = self.bound;
        while let Some(binding) = next {
            if &**binding.name == name {
                return Some(&binding.value);
            }
            next = binding.outer;
        }
        None
    }
}
