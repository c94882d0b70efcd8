//! What differs between two drafts, so that either can be made from the other. A value of a parameter is
//! taken whole; environments and decisions are found in their lists by place.

use serde_json::{Map, Value as Raw};

use super::work::{KeptSums, sums};
use crate::fraction;

/// A place on the way into a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Key {
    Name(String),
    At(usize),
}

/// At a place: what was there, and what is there now. A name has one value or none; in a list as many
/// as were put in or taken out.
#[derive(Debug, Clone, PartialEq)]
struct Change {
    path: Vec<Key>,
    before: Vec<Raw>,
    after: Vec<Raw>,
}

/// What differs between two drafts.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Delta(Vec<Change>);

impl Delta {
    /// What leads from one to the other.
    pub(super) fn between(before: &Raw, after: &Raw) -> Self {
        let mut changes = Vec::new();
        walk(&mut Vec::new(), before, after, &mut changes);
        Self(changes)
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// Before and after of the first change at this name.
    pub(super) fn of(&self, name: &str) -> Option<(Option<&Raw>, Option<&Raw>)> {
        let here = |change: &&Change| matches!(change.path.last(), Some(Key::Name(last)) if last == name);
        self.0.iter().find(here).map(|change| (change.before.first(), change.after.first()))
    }

    /// How many changes there are at this name: of a size, one for each environment.
    pub(super) fn count(&self, name: &str) -> usize {
        self.0.iter().filter(|change| matches!(change.path.last(), Some(Key::Name(last)) if last == name)).count()
    }

    /// Is something in this part of the draft changed?
    pub(super) fn touches(&self, part: &str) -> bool {
        self.0.iter().any(|change| matches!(change.path.first(), Some(Key::Name(first)) if first == part))
    }

    /// Texts by name that were changed in this part, before and after.
    pub(super) fn named(&self, part: &str) -> (KeptSums, KeptSums) {
        let (mut before, mut after) = (KeptSums::new(), KeptSums::new());
        for change in &self.0 {
            let name = match change.path.as_slice() {
                [Key::Name(first)] if first == part => None,
                [Key::Name(first), Key::Name(name)] if first == part => Some(name),
                _ => continue,
            };
            for (side, raw) in [(&mut before, change.before.first()), (&mut after, change.after.first())] {
                match (name, raw) {
                    (None, Some(raw)) => side.extend(sums(raw)),
                    (Some(name), Some(Raw::String(text))) => {
                        side.insert(name.clone(), text.clone());
                    }
                    _ => {}
                }
            }
        }
        (before, after)
    }

    /// Makes the later of the earlier. `None` when the draft is not the earlier one; it may then be
    /// changed in part.
    pub(super) fn forward(&self, draft: &mut Raw) -> Option<()> {
        self.0.iter().try_for_each(|change| put(draft, &change.path, &change.before, &change.after))
    }

    /// Makes the earlier of the later.
    pub(super) fn backward(&self, draft: &mut Raw) -> Option<()> {
        self.0.iter().rev().try_for_each(|change| put(draft, &change.path, &change.after, &change.before))
    }

    pub(super) fn to_raw(&self) -> Raw {
        let change = |change: &Change| {
            let path = change.path.iter().map(|key| match key {
                Key::Name(name) => Raw::from(name.as_str()),
                Key::At(at) => Raw::from(*at),
            });
            Raw::Array(vec![Raw::Array(path.collect()), Raw::Array(change.before.clone()), Raw::Array(change.after.clone())])
        };
        Raw::Array(self.0.iter().map(change).collect())
    }

    pub(super) fn from_raw(raw: &Raw) -> Option<Self> {
        let key = |raw: &Raw| match raw {
            Raw::String(name) => Some(Key::Name(name.clone())),
            Raw::Number(at) => Some(Key::At(usize::try_from(at.as_u64()?).ok()?)),
            _ => None,
        };
        let change = |raw: &Raw| {
            let [path, before, after] = raw.as_array()?.as_slice() else { return None };
            let path = path.as_array()?.iter().map(key).collect::<Option<Vec<_>>>()?;
            let values = |raw: &Raw| {
                let mut values = raw.as_array()?.clone();
                values.iter_mut().for_each(fraction::as_text);
                Some(values)
            };
            Some(Change { path, before: values(before)?, after: values(after)? })
        };
        raw.as_array()?.iter().map(change).collect::<Option<Vec<_>>>().map(Self)
    }
}

/// Does the path lead to something that has parts: the draft, the project, an environment, its sizes?
fn has_parts(path: &[Key]) -> bool {
    match path {
        [] | [Key::Name(_)] | [Key::Name(_), Key::At(_)] => true,
        [Key::Name(_), Key::At(_), Key::Name(part)] => part == "sizes" || part == "assumptions",
        _ => false,
    }
}

fn walk(path: &mut Vec<Key>, before: &Raw, after: &Raw, changes: &mut Vec<Change>) {
    match (before, after) {
        (Raw::Object(before), Raw::Object(after)) => {
            let gone = before.iter().filter(|(name, _)| !after.contains_key(*name));
            let named = gone.map(|(name, before)| (name, Some(before), None));
            let named = named.chain(after.iter().map(|(name, after)| (name, before.get(name), Some(after))));
            for (name, before, after) in named {
                if before == after {
                    continue;
                }
                path.push(Key::Name(name.clone()));
                step_in(path, before, after, changes);
                path.pop();
            }
        }
        (Raw::Array(before), Raw::Array(after)) => walk_list(path, before, after, changes),
        // A draft is an object, and what has parts keeps its form.
        _ => {}
    }
}

fn step_in(path: &mut Vec<Key>, before: Option<&Raw>, after: Option<&Raw>, changes: &mut Vec<Change>) {
    match (before, after) {
        (Some(before), Some(after)) if has_parts(path) && is_same_form(before, after) => walk(path, before, after, changes),
        _ => changes.push(Change {
            path: path.clone(),
            before: before.cloned().into_iter().collect(),
            after: after.cloned().into_iter().collect(),
        }),
    }
}

fn is_same_form(a: &Raw, b: &Raw) -> bool {
    (a.is_object() && b.is_object()) || (a.is_array() && b.is_array())
}

/// Lists differ in one stretch: as many on both sides are taken one by one, else the stretch as a whole.
fn walk_list(path: &mut Vec<Key>, before: &[Raw], after: &[Raw], changes: &mut Vec<Change>) {
    let front = before.iter().zip(after).take_while(|(a, b)| a == b).count();
    let (before, after) = (before.get(front..).unwrap_or_default(), after.get(front..).unwrap_or_default());
    let back = before.iter().rev().zip(after.iter().rev()).take_while(|(a, b)| a == b).count();
    let before = before.get(..before.len().saturating_sub(back)).unwrap_or_default();
    let after = after.get(..after.len().saturating_sub(back)).unwrap_or_default();
    if before.len() == after.len() {
        for (at, (before, after)) in before.iter().zip(after).enumerate().filter(|(_, (before, after))| before != after) {
            path.push(Key::At(front + at));
            step_in(path, Some(before), Some(after), changes);
            path.pop();
        }
    } else {
        path.push(Key::At(front));
        changes.push(Change { path: path.clone(), before: before.to_vec(), after: after.to_vec() });
        path.pop();
    }
}

/// Puts `new` where `old` must be.
fn put(draft: &mut Raw, path: &[Key], old: &[Raw], new: &[Raw]) -> Option<()> {
    let (last, way) = path.split_last()?;
    let mut place = draft;
    for key in way {
        place = match key {
            Key::Name(name) => place.get_mut(name)?,
            Key::At(at) => place.get_mut(*at)?,
        };
    }
    match (last, place) {
        (Key::Name(name), Raw::Object(values)) => put_named(values, name, old, new),
        (Key::At(at), Raw::Array(list)) => {
            let end = at.checked_add(old.len())?;
            list.get(*at..end).filter(|there| *there == old)?;
            list.splice(*at..end, new.iter().cloned());
            Some(())
        }
        _ => None,
    }
}

fn put_named(values: &mut Map<String, Raw>, name: &str, old: &[Raw], new: &[Raw]) -> Option<()> {
    match (values.get(name), old.first()) {
        (None, None) => {}
        (Some(there), Some(old)) if there == old => {}
        _ => return None,
    }
    match new.first() {
        Some(new) => values.insert(name.to_owned(), new.clone()),
        None => values.remove(name),
    };
    Some(())
}
