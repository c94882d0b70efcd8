//! One input of the page: which parameter it sets, where, and how it stands. It knows nothing of how
//! it is drawn.

use design_core::{Base, DesignDraft, Edit, EnvironmentDraft, Kind, Level, ParamSpec, Place, Scope, default_value, find_spec, parse};
use serde_json::Value as Raw;

/// Where a parameter is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum At {
    /// Once for the project.
    Project,
    /// A setting of the environment with this index.
    Environment(usize),
    /// A size of the environment with this index.
    Size(usize),
}

/// One input of the page.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Field {
    pub(crate) at: At,
    pub(crate) spec: &'static ParamSpec,
}

/// How an input stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FieldState {
    /// What the draft holds.
    pub(crate) raw: Raw,
    /// Does it differ from the default of its environment?
    pub(crate) changed: bool,
    /// Is its component switched off in this environment?
    pub(crate) off: bool,
    /// The worst that is said of it.
    pub(crate) level: Option<Level>,
    /// For Fargate memory: the CPU beside it.
    pub(crate) cpu: Option<i64>,
}

impl Field {
    pub(crate) fn scope(self) -> Scope {
        match self.at {
            At::Project => Scope::Project,
            At::Environment(_) => Scope::Environment,
            At::Size(_) => Scope::Size,
        }
    }

    pub(crate) fn environment(self) -> Option<usize> {
        match self.at {
            At::Project => None,
            At::Environment(index) | At::Size(index) => Some(index),
        }
    }

    /// Id of the element, which is also its hook for tests.
    pub(crate) fn dom_id(self) -> String {
        match self.at {
            At::Project => format!("project-{}", self.spec.id),
            At::Environment(index) => format!("environment-{index}-{}", self.spec.id),
            At::Size(index) => format!("cell-{index}-{}", self.spec.id),
        }
    }

    /// The field that an issue speaks of, when it is one.
    pub(crate) fn of_place(place: &Place) -> Option<Self> {
        match place {
            Place::Project(id) => find_spec(Scope::Project, id).map(|spec| Self { at: At::Project, spec }),
            Place::Environment(index, id) => find_spec(Scope::Environment, id)
                .map(|spec| Self { at: At::Environment(*index), spec })
                .or_else(|| find_spec(Scope::Size, id).map(|spec| Self { at: At::Size(*index), spec })),
            Place::Environments | Place::Control(_) | Place::Document => None,
        }
    }

    pub(crate) fn place(self) -> Place {
        let id = self.spec.id.to_owned();
        match self.at {
            At::Project => Place::Project(id),
            At::Environment(index) | At::Size(index) => Place::Environment(index, id),
        }
    }

    /// The change that sets it.
    pub(crate) fn edit(self, value: Raw) -> Edit {
        let id = self.spec.id.to_owned();
        match self.at {
            At::Project => Edit::SetProject { id, value },
            At::Environment(environment) => Edit::SetEnvironment { environment, id, value },
            At::Size(environment) => Edit::SetSize { environment, id, value },
        }
    }

    fn source<'a>(self, draft: &'a DesignDraft) -> Option<Source<'a>> {
        match self.at {
            At::Project => Some(Source { values: &draft.project, base: Base::Prod, environment: None }),
            At::Environment(index) => draft.environments.get(index).map(|environment| Source {
                values: &environment.settings,
                base: environment.base(),
                environment: Some(environment),
            }),
            At::Size(index) => draft.environments.get(index).map(|environment| Source {
                values: &environment.sizes,
                base: environment.base(),
                environment: Some(environment),
            }),
        }
    }

    /// What the draft holds; an absent value is the default of the environment's base.
    pub(crate) fn raw(self, draft: &DesignDraft) -> Raw {
        self.source(draft).map_or(Raw::Null, |source| source.get(self.spec))
    }

    /// The default it is compared with.
    pub(crate) fn default(self, draft: &DesignDraft) -> Raw {
        self.source(draft).map_or(Raw::Null, |source| default_value(self.spec, source.base).to_json())
    }

    pub(crate) fn is_changed(self, draft: &DesignDraft) -> bool {
        let Some(source) = self.source(draft) else { return false };
        // Names and hosts of an environment have to differ; only sizes and project settings have a default to go back to.
        if matches!(self.at, At::Environment(_)) {
            return false;
        }
        let Some(raw) = source.values.get(self.spec.id) else { return false };
        let default = default_value(self.spec, source.base);
        // A number may be typed in more than one way, so a different text is not yet a difference.
        *raw != default.to_json() && parse(self.spec, raw).ok() != Some(default)
    }

    pub(crate) fn state(self, draft: &DesignDraft, level: Option<Level>) -> FieldState {
        let cpu = match (self.spec.kind, self.source(draft)) {
            (Kind::FargateMemory { cpu }, Some(source)) => find_spec(self.scope(), cpu).and_then(|spec| {
                let raw = source.get(spec);
                raw.as_i64()
            }),
            _ => None,
        };
        FieldState { raw: self.raw(draft), changed: self.is_changed(draft), off: self.is_off(draft), level, cpu }
    }

    /// Sizes `x.*` belong to the component `components.x`, where there is one.
    fn is_off(self, draft: &DesignDraft) -> bool {
        let Some(switch) = self.switch() else { return false };
        self.source(draft).and_then(|source| source.environment).is_some_and(|environment| {
            environment.sizes.get(switch.id).map_or_else(|| default_value(switch, environment.base()).to_json(), Raw::clone)
                == Raw::Bool(false)
        })
    }

    /// The component switch that decides whether this size has any effect.
    fn switch(self) -> Option<&'static ParamSpec> {
        let (component, _) = self.spec.id.split_once('.')?;
        if self.scope() != Scope::Size || component == COMPONENTS {
            return None;
        }
        find_spec(Scope::Size, &format!("{COMPONENTS}.{component}"))
    }

    /// Is it itself such a switch?
    pub(crate) fn is_switch_of_component(self) -> bool {
        self.scope() == Scope::Size && self.spec.id.split_once('.').is_some_and(|(group, _)| group == COMPONENTS)
    }
}

const COMPONENTS: &str = "components";

struct Source<'a> {
    values: &'a design_core::Values,
    base: Base,
    environment: Option<&'a EnvironmentDraft>,
}

impl Source<'_> {
    fn get(&self, spec: &ParamSpec) -> Raw {
        self.values.get(spec.id).cloned().unwrap_or_else(|| default_value(spec, self.base).to_json())
    }
}
