//! Which resource type is charged how. Every type stands in the table once; a type that does not is
//! reported as not known, never passed over.

mod compute;
mod data;
mod edge;
mod free;
mod network;
mod operation;

pub(crate) use compute::document;

use super::bench::Bench;
use crate::plan::Resource;
use crate::text::Text;

/// Prices one resource.
type Rule = fn(&mut Bench<'_>, &Resource);

/// How a resource type is charged.
#[derive(Clone, Copy)]
pub enum Class {
    /// It has lines that are charged whether anybody uses it or not; it may have lines of use besides.
    Fixed(RuleOf),
    /// Only its use is charged.
    Usage(RuleOf),
    /// It is free by declaration, for this reason.
    Free(Text),
    /// It is charged, and no price was found; why, and by what.
    NotPriced(Text),
}

/// A rule that only this module can make and apply.
#[derive(Clone, Copy)]
pub struct RuleOf(Rule);

impl RuleOf {
    pub(super) fn apply(self, bench: &mut Bench<'_>, resource: &Resource) {
        (self.0)(bench, resource);
    }
}

const fn fixed(rule: Rule) -> Class {
    Class::Fixed(RuleOf(rule))
}

const fn usage(rule: Rule) -> Class {
    Class::Usage(RuleOf(rule))
}

/// A row of the table.
type Entry = (&'static str, Class);

const TABLES: [&[Entry]; 6] = [compute::TABLE, data::TABLE, edge::TABLE, network::TABLE, operation::TABLE, free::TABLE];

/// How a type is charged; `None` for a type that the table does not know.
#[must_use]
pub fn class_of(kind: &str) -> Option<Class> {
    TABLES.iter().copied().flatten().find(|(known, _)| *known == kind).map(|(_, class)| *class)
}

#[cfg(test)]
mod tests {
    use super::TABLES;

    #[test]
    fn every_type_stands_in_the_table_once() {
        let mut kinds: Vec<&str> = TABLES.iter().copied().flatten().map(|(kind, _)| *kind).collect();
        let count = kinds.len();
        kinds.sort_unstable();
        kinds.dedup();
        assert_eq!(kinds.len(), count);
    }
}
