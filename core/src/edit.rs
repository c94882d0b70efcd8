//! Every change is one `Edit` of this closed set. Applying one never fails: a wrong value stays in the
//! draft for `check` to explain, and values that an edit makes illegal are moved along and reported.

mod assume;

use serde_json::Value as Raw;

use crate::check::first_free;
use crate::data::fargate_memory;
use crate::decision::{Decision, DecisionKind, about};
use crate::draft::{DesignDraft, EnvironmentDraft, MAX_ENVIRONMENTS, Values};
use crate::param::{Base, Kind, Scope, default_value, find_spec, specs};

/// One change of a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    /// Sets a project setting.
    SetProject {
        /// Parameter id.
        id: String,
        /// What was typed.
        value: Raw,
    },
    /// Sets a setting of an environment: name, branch, hosts.
    SetEnvironment {
        /// Index of the environment.
        environment: usize,
        /// Parameter id.
        id: String,
        /// What was typed.
        value: Raw,
    },
    /// Sets a size.
    SetSize {
        /// Index of the environment.
        environment: usize,
        /// Parameter id.
        id: String,
        /// What was typed.
        value: Raw,
    },
    /// Sets a size back to its default, in one environment or in all.
    ResetSize {
        /// Index of the environment, or all.
        environment: Option<usize>,
        /// Parameter id.
        id: String,
    },
    /// Copies all sizes of one environment to another, but for its network block.
    CopySizes {
        /// Index of the source.
        from: usize,
        /// Index of the target.
        to: usize,
    },
    /// Adds an environment with the sizes of another.
    AddEnvironment {
        /// Index of the environment to copy.
        like: usize,
    },
    /// Removes an environment.
    RemoveEnvironment {
        /// Index.
        environment: usize,
    },
    /// Moves an environment one place to the left or right.
    MoveEnvironment {
        /// Index.
        environment: usize,
        /// To the right?
        right: bool,
    },
    /// Records a decision; one of the same kind about the same control and environment is replaced.
    Decide(Decision),
    /// Takes back what was decided about a control.
    Retract {
        /// Which kind.
        kind: DecisionKind,
        /// Control as typed.
        control: String,
        /// Environment as typed; `None`: the decision for all.
        environment: Option<String>,
    },
    /// States an assumption, of an environment or of the project; `null` takes it back.
    Assume {
        /// Index of the environment, or the project.
        environment: Option<usize>,
        /// Assumption id.
        id: String,
        /// What was typed.
        value: Raw,
    },
    /// Puts unit prices in place of the product's, by price id; `null` takes one back.
    SetPrices(Values),
    /// Replaces everything.
    Replace(Box<DesignDraft>),
}

/// A value that an edit moved along, to be told to the user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repair {
    /// Index of the environment.
    pub environment: usize,
    /// Parameter id.
    pub id: &'static str,
    /// Value before.
    pub before: i64,
    /// Value now.
    pub after: i64,
}

/// Applies an edit. Indices that do not exist change nothing.
pub fn apply(draft: &mut DesignDraft, edit: &Edit) -> Vec<Repair> {
    let repairs = carry_out(draft, edit);
    draft.settle();
    repairs
}

fn carry_out(draft: &mut DesignDraft, edit: &Edit) -> Vec<Repair> {
    match edit {
        Edit::SetProject { id, value } => {
            draft.project.insert(id.clone(), value.clone());
        }
        Edit::SetEnvironment { environment, id, value } => {
            if id == "name" {
                rename(draft, *environment, value);
            }
            if let Some(target) = draft.environments.get_mut(*environment) {
                target.settings.insert(id.clone(), value.clone());
            }
        }
        Edit::SetSize { environment, id, value } => {
            if let Some(target) = draft.environments.get_mut(*environment) {
                target.sizes.insert(id.clone(), value.clone());
                return move_memory_along(target, *environment, id);
            }
        }
        Edit::ResetSize { environment, id } => {
            let Some(spec) = find_spec(Scope::Size, id) else { return Vec::new() };
            let mut repairs = Vec::new();
            for (index, target) in draft.environments.iter_mut().enumerate() {
                if environment.is_none_or(|only| only == index) {
                    let value = default_value(spec, target.base()).to_json();
                    target.sizes.insert(id.clone(), value);
                    repairs.extend(move_memory_along(target, index, id));
                }
            }
            return repairs;
        }
        Edit::CopySizes { from, to } => {
            let Some(mut sizes) = draft.environments.get(*from).map(|source| source.sizes.clone()) else { return Vec::new() };
            if let Some(target) = draft.environments.get_mut(*to) {
                // Two environments with one block could never be connected.
                if let Some(block) = target.sizes.get("vpc.cidr") {
                    sizes.insert("vpc.cidr".to_owned(), block.clone());
                }
                target.sizes = sizes;
            }
        }
        Edit::AddEnvironment { like } => add(draft, *like),
        Edit::RemoveEnvironment { environment } => {
            if *environment < draft.environments.len() && draft.environments.len() > 1 {
                draft.environments.remove(*environment);
            }
        }
        Edit::MoveEnvironment { environment, right } => {
            let other = if *right { environment.checked_add(1) } else { environment.checked_sub(1) };
            if let Some(other) = other
                && other < draft.environments.len()
                && *environment < draft.environments.len()
            {
                draft.environments.swap(*environment, other);
            }
        }
        Edit::Decide(decision) => {
            retract(draft, decision.kind, &decision.control, decision.environment.as_deref());
            decision.kind.list_mut(draft).push(decision.to_values());
        }
        Edit::Retract { kind, control, environment } => retract(draft, *kind, control, environment.as_deref()),
        Edit::Assume { environment, id, value } => assume::assume(draft, *environment, id, value),
        Edit::SetPrices(prices) => assume::set_prices(draft, prices),
        Edit::Replace(whole) => draft.clone_from(whole),
    }
    Vec::new()
}

fn retract(draft: &mut DesignDraft, kind: DecisionKind, control: &str, environment: Option<&str>) {
    kind.list_mut(draft).retain(|raw| about(raw) != (control, environment));
}

/// Decisions name their environment, so they follow when it is renamed; not while two share the name.
fn rename(draft: &mut DesignDraft, environment: usize, to: &Raw) {
    let (Some(old), Some(new)) = (draft.environments.get(environment).map(|target| target.name().to_owned()), to.as_str()) else { return };
    if draft.environments.iter().filter(|other| other.name() == old).count() > 1 {
        return;
    }
    for kind in DecisionKind::ALL {
        for raw in kind.list_mut(draft) {
            if about(raw).1 == Some(old.as_str()) {
                raw.insert("environment".to_owned(), new.into());
            }
        }
    }
}

/// After a change of a CPU size: memory that no longer fits goes to the nearest legal value.
fn move_memory_along(target: &mut EnvironmentDraft, environment: usize, changed: &str) -> Vec<Repair> {
    let mut repairs = Vec::new();
    for spec in specs(Scope::Size) {
        let Kind::FargateMemory { cpu } = spec.kind else { continue };
        if cpu != changed {
            continue;
        }
        let number = |id: &str| match target.sizes.get(id) {
            Some(raw) => raw.as_i64(),
            None => find_spec(Scope::Size, id).and_then(|spec| default_value(spec, target.base()).to_json().as_i64()),
        };
        let (Some(units), Some(before)) = (number(cpu), number(spec.id)) else { continue };
        let legal = fargate_memory(units);
        let nearest = legal.iter().copied().min_by_key(|memory| (memory - before).abs());
        if let Some(after) = nearest
            && after != before
        {
            target.sizes.insert(spec.id.to_owned(), after.into());
            repairs.push(Repair { environment, id: spec.id, before, after });
        }
    }
    repairs
}

fn add(draft: &mut DesignDraft, like: usize) {
    if draft.environments.len() >= MAX_ENVIRONMENTS {
        return;
    }
    let mut new = draft.environments.get(like).cloned().unwrap_or_else(|| EnvironmentDraft::new(Base::Stg));
    let taken = |id: &str, word: &str| {
        draft.environments.iter().any(|environment| environment.settings.get(id).and_then(Raw::as_str) == Some(word))
    };
    // env2, env3 ... and everything that must be unique follows the name.
    let name = (2..100).map(|n| format!("env{n}")).find(|name| !taken("name", name)).unwrap_or_else(|| "envx".to_owned());
    let words = [
        ("name", name.clone()),
        ("branch", name.clone()),
        ("github_environment", name.clone()),
        ("api_host", format!("api-{name}")),
        ("app_host", format!("app-{name}")),
        ("mail_host", format!("mail-{name}")),
    ];
    for (id, word) in words {
        new.settings.insert(id.to_owned(), word.into());
    }
    let blocks = draft.environments.iter().filter_map(|environment| environment.sizes.get("vpc.cidr").and_then(Raw::as_str));
    if let Some(block) = first_free(blocks) {
        new.sizes.insert("vpc.cidr".to_owned(), block.into());
    }
    let at = like.saturating_add(1).min(draft.environments.len());
    draft.environments.insert(at, new);
}
