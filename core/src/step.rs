//! What one change did to a draft, so that it can be taken back and made again: values before and after,
//! and no copy of the rest. Thousands of them are small. It knows nothing of where they are kept.

use serde_json::{Map as Object, Value as Raw};

use crate::draft::{DesignDraft, EnvironmentDraft, Values};
use crate::gather::gather;

/// A map of a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Settings of the project.
    Project,
    /// Settings of an environment, by index.
    Settings(usize),
    /// Sizes of an environment.
    Sizes(usize),
    /// Stated use and load of an environment.
    Stated(usize),
    /// What is stated for the project.
    Assumptions,
    /// Unit prices.
    Prices,
}

/// A list of a draft that changes as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whole {
    /// Environments were added, removed or moved.
    Environments,
    /// What people confirmed.
    Attestations,
    /// What people accepted.
    Waivers,
}

/// One value, or one list, before and after.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// A value of a map; `None` where the map does not have it.
    Value {
        /// Which map.
        part: Part,
        /// Id in the map.
        id: String,
        /// Before.
        from: Option<Raw>,
        /// After.
        to: Option<Raw>,
    },
    /// A list.
    List {
        /// Which list.
        list: Whole,
        /// Before.
        from: Raw,
        /// After.
        to: Raw,
    },
}

/// What one change did.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Step(pub Vec<Change>);

const PARTS: [&str; 6] = ["project", "settings", "sizes", "stated", "assumptions", "prices"];
const LISTS: [(&str, Whole); 3] =
    [("environments", Whole::Environments), ("attestations", Whole::Attestations), ("waivers", Whole::Waivers)];

impl Part {
    fn key(self) -> (&'static str, Option<usize>) {
        let [project, settings, sizes, stated, assumptions, prices] = PARTS;
        match self {
            Self::Project => (project, None),
            Self::Settings(at) => (settings, Some(at)),
            Self::Sizes(at) => (sizes, Some(at)),
            Self::Stated(at) => (stated, Some(at)),
            Self::Assumptions => (assumptions, None),
            Self::Prices => (prices, None),
        }
    }

    fn of_key(key: &str, at: Option<usize>) -> Option<Self> {
        let at = || at;
        match PARTS.iter().position(|part| *part == key)? {
            0 => Some(Self::Project),
            1 => at().map(Self::Settings),
            2 => at().map(Self::Sizes),
            3 => at().map(Self::Stated),
            4 => Some(Self::Assumptions),
            _ => Some(Self::Prices),
        }
    }

    fn of_mut(self, draft: &mut DesignDraft) -> Option<&mut Values> {
        match self {
            Self::Project => Some(&mut draft.project),
            Self::Settings(at) => draft.environments.get_mut(at).map(|environment| &mut environment.settings),
            Self::Sizes(at) => draft.environments.get_mut(at).map(|environment| &mut environment.sizes),
            Self::Stated(at) => draft.environments.get_mut(at).map(|environment| &mut environment.assumptions),
            Self::Assumptions => Some(&mut draft.assumptions),
            Self::Prices => Some(&mut draft.prices),
        }
    }
}

impl Whole {
    fn of(self, draft: &DesignDraft) -> Raw {
        let maps = |list: &[Values]| list.iter().map(|values| Raw::Object(gather(values.clone()))).collect();
        match self {
            Self::Environments => {
                let one = |environment: &EnvironmentDraft| Raw::Object(gather(Values::from(environment.clone())));
                Raw::Array(draft.environments.iter().map(one).collect())
            }
            Self::Attestations => Raw::Array(maps(&draft.attestations)),
            Self::Waivers => Raw::Array(maps(&draft.waivers)),
        }
    }

    fn put(self, draft: &mut DesignDraft, list: &Raw) -> Option<()> {
        let maps = || -> Option<Vec<Values>> { list.as_array()?.iter().map(|one| Some(gather(one.as_object()?.clone()))).collect() };
        match self {
            Self::Environments => {
                let all: Option<Vec<EnvironmentDraft>> = maps()?.into_iter().map(|one| EnvironmentDraft::try_from(one).ok()).collect();
                draft.environments = all?;
            }
            Self::Attestations => draft.attestations = maps()?,
            Self::Waivers => draft.waivers = maps()?,
        }
        Some(())
    }
}

impl Step {
    /// What leads from one draft to another.
    #[must_use]
    pub fn between(before: &DesignDraft, after: &DesignDraft) -> Self {
        let mut step = Self::default();
        step.values(Part::Project, &before.project, &after.project);
        let shape = |draft: &DesignDraft| draft.environments.iter().map(|environment| environment.base.clone()).collect::<Vec<_>>();
        if shape(before) == shape(after) {
            for (at, (old, new)) in before.environments.iter().zip(&after.environments).enumerate() {
                step.values(Part::Settings(at), &old.settings, &new.settings);
                step.values(Part::Sizes(at), &old.sizes, &new.sizes);
                step.values(Part::Stated(at), &old.assumptions, &new.assumptions);
            }
        } else {
            step.list(Whole::Environments, before, after);
        }
        if before.attestations != after.attestations {
            step.list(Whole::Attestations, before, after);
        }
        if before.waivers != after.waivers {
            step.list(Whole::Waivers, before, after);
        }
        step.values(Part::Assumptions, &before.assumptions, &after.assumptions);
        step.values(Part::Prices, &before.prices, &after.prices);
        step
    }

    fn values(&mut self, part: Part, before: &Values, after: &Values) {
        if before == after {
            return;
        }
        let mut put = |id: &String| {
            let (from, to) = (before.get(id), after.get(id));
            if from != to {
                self.0.push(Change::Value { part, id: id.clone(), from: from.cloned(), to: to.cloned() });
            }
        };
        before.keys().for_each(&mut put);
        after.keys().filter(|id| !before.contains_key(*id)).for_each(put);
    }

    fn list(&mut self, list: Whole, before: &DesignDraft, after: &DesignDraft) {
        self.0.push(Change::List { list, from: list.of(before), to: list.of(after) });
    }

    /// Does it change nothing?
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Takes the change back. False, and nothing is changed, where the draft is not what the change led to.
    pub fn back(&self, draft: &mut DesignDraft) -> bool {
        self.turn(draft, true)
    }

    /// Makes the change again. False, and nothing is changed, where the draft is not what it began with.
    pub fn forward(&self, draft: &mut DesignDraft) -> bool {
        self.turn(draft, false)
    }

    fn turn(&self, draft: &mut DesignDraft, back: bool) -> bool {
        let mut turned = draft.clone();
        let done = self.0.iter().all(|change| match change {
            Change::Value { part, id, from, to } => {
                let (now, then) = if back { (to, from) } else { (from, to) };
                let Some(values) = part.of_mut(&mut turned) else { return false };
                if values.get(id) != now.as_ref() {
                    return false;
                }
                match then {
                    Some(value) => drop(values.insert(id.clone(), value.clone())),
                    None => drop(values.remove(id)),
                }
                true
            }
            Change::List { list, from, to } => {
                let (now, then) = if back { (to, from) } else { (from, to) };
                list.of(&turned) == *now && list.put(&mut turned, then).is_some()
            }
        });
        if done {
            *draft = turned;
        }
        done
    }

    /// As JSON, to be kept. It is small for a small change.
    #[must_use]
    pub fn to_raw(&self) -> Raw {
        let one = |change: &Change| {
            let mut object = Object::new();
            let mut put = |key: &str, value: Raw| drop(object.insert(key.to_owned(), value));
            match change {
                Change::Value { part, id, from, to } => {
                    let (key, at) = part.key();
                    put("in", key.into());
                    put("id", id.as_str().into());
                    if let Some(at) = at {
                        put("at", at.into());
                    }
                    if let Some(from) = from {
                        put("from", from.clone());
                    }
                    if let Some(to) = to {
                        put("to", to.clone());
                    }
                }
                Change::List { list, from, to } => {
                    let name = LISTS.iter().find(|(_, of)| of == list).map_or("", |(name, _)| name);
                    put("in", name.into());
                    put("from", from.clone());
                    put("to", to.clone());
                }
            }
            Raw::Object(object)
        };
        Raw::Array(self.0.iter().map(one).collect())
    }

    /// Reads what [`Step::to_raw`] wrote; `None` when it is anything else.
    #[must_use]
    pub fn from_raw(raw: &Raw) -> Option<Self> {
        let one = |raw: &Raw| {
            let name = raw.get("in")?.as_str()?;
            let value = |key: &str| raw.get(key).cloned();
            if let Some((_, list)) = LISTS.iter().find(|(of, _)| *of == name) {
                return Some(Change::List { list: *list, from: value("from")?, to: value("to")? });
            }
            let at = raw.get("at").and_then(Raw::as_u64).and_then(|at| usize::try_from(at).ok());
            Some(Change::Value {
                part: Part::of_key(name, at)?,
                id: raw.get("id")?.as_str()?.to_owned(),
                from: value("from"),
                to: value("to"),
            })
        };
        raw.as_array()?.iter().map(one).collect::<Option<_>>().map(Self)
    }
}
