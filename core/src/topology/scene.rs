//! One environment of a bundle, looked at as an architecture: which components exist, and on which
//! lines it stands that two of them are connected.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::component::{Component, Home};
use super::reference::{Mention, Mentions, mentions};
use super::relation::{Relation, Witness};
use crate::compliance::{Files, Subject};
use crate::plan::{Line, Part, Plan, Resource, Unknown, Value};

/// An environment with the account baseline beside it.
pub struct Scene<'a> {
    /// The environment.
    pub subject: &'a Subject,
    account: Option<&'a Plan>,
    files: &'a dyn Files,
    members: BTreeMap<&'static str, Vec<&'a Resource>>,
    homes: BTreeMap<Arc<str>, &'static str>,
    mentions: Mentions,
}

impl<'a> Scene<'a> {
    /// Reads an environment.
    #[must_use]
    pub fn of(subject: &'a Subject, account: Option<&'a Plan>, files: &'a dyn Files) -> Self {
        let mut members: BTreeMap<&'static str, Vec<&'a Resource>> = BTreeMap::new();
        let mut homes = BTreeMap::new();
        for resource in subject.plan.resources().values().chain(account.into_iter().flat_map(|plan| plan.resources().values())) {
            if let Some(component) = Component::of(resource) {
                members.entry(component.id).or_default().push(resource);
                homes.insert(resource.address.clone(), component.id);
            }
        }
        let mut found = mentions(&subject.plan);
        if let Some(account) = account {
            found.extend(mentions(account));
        }
        Self { subject, account, files, members, homes, mentions: found }
    }

    /// What the environment would create.
    #[must_use]
    pub fn plan(&self) -> &'a Plan {
        &self.subject.plan
    }

    /// The account baseline, where the bundle has one.
    #[must_use]
    pub const fn account(&self) -> Option<&'a Plan> {
        self.account
    }

    /// The planned resources of a component, in the order of addresses.
    #[must_use]
    pub fn resources(&self, component: &str) -> &[&'a Resource] {
        self.members.get(component).map_or(&[], Vec::as_slice)
    }

    /// The first resource of a type of a component.
    #[must_use]
    pub fn first(&self, component: &str, kind: &str) -> Option<&'a Resource> {
        self.resources(component).iter().find(|resource| &*resource.kind == kind).copied()
    }

    /// The component of a resource's address.
    #[must_use]
    pub fn component_of(&self, address: &str) -> Option<&'static str> {
        self.homes.get(address).copied()
    }

    /// Is anything of a component planned? What lies outside of the files always exists.
    #[must_use]
    pub fn exists(&self, component: &Component) -> bool {
        component.home == Home::Outside || !self.resources(component.id).is_empty()
    }

    /// Every mention between two components.
    #[must_use]
    pub const fn mentions(&self) -> &Mentions {
        &self.mentions
    }

    /// Mentions of one component by another.
    #[must_use]
    pub fn mentions_of(&self, from: &'static str, to: &'static str) -> &[Mention] {
        self.mentions.get(&(from, to)).map_or(&[], Vec::as_slice)
    }

    /// The first line of a file that holds a text.
    #[must_use]
    pub fn line_with(&self, path: &str, text: &str) -> Option<Line> {
        let at = self.files.text(path)?.lines().position(|line| line.contains(text))?;
        Some(Line { path: path.into(), line: u32::try_from(at).ok()?.checked_add(1)? })
    }

    /// The lines that show a relation; `None` where the files do not.
    #[must_use]
    pub fn prove(&self, relation: &Relation) -> Option<Vec<Line>> {
        let mut lines = Vec::new();
        for witness in relation.proof {
            let line = self.witness(witness)?;
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
        (!lines.is_empty()).then_some(lines)
    }

    fn witness(&self, witness: &Witness) -> Option<Line> {
        match witness {
            Witness::Mentions(from, to) => self.mentions_of(from, to).first().map(|mention| mention.line.clone()),
            Witness::By(from, to, argument) => {
                let mut fitting = self.mentions_of(from, to).iter().filter(|mention| mention.argument.starts_with(argument));
                fitting.next().map(|mention| mention.line.clone())
            }
            Witness::Writes(component, kind, argument) => {
                let mut found = self.resources(component).iter().filter(|resource| &*resource.kind == *kind);
                found.find_map(|resource| resource.find(argument)).map(|attribute| attribute.line.clone())
            }
            Witness::Names(from, to, kind) => self.naming(from, to, kind),
            Witness::Line(path, text) => self.line_with(path, text),
        }
    }

    /// A line of a component's policies whose text names a resource of a type of another component.
    fn naming(&self, from: &str, to: &str, kind: &str) -> Option<Line> {
        let targets = self.resources(to).iter().filter(|resource| &*resource.kind == kind);
        let names: Vec<&str> = targets.filter_map(|resource| resource.body.text("name")).collect();
        let plan = self.plan();
        let documents = self.resources(from).iter().flat_map(|resource| {
            let references = resource.body.attributes.values().flat_map(|attribute| attribute.value.references());
            references.filter_map(|reference| plan.data().get(&reference.address)).collect::<Vec<_>>()
        });
        let mut statements = documents.flat_map(|document| document.body.blocks_of("statement"));
        statements.find_map(|statement| {
            let resources = statement.find("resources")?;
            let named = resources.value.items().iter().any(|item| names.iter().any(|name| names_it(item, name)));
            named.then(|| resources.line.clone())
        })
    }
}

/// Does a text end with a name, behind a separator?
fn names_it(value: &Value, name: &str) -> bool {
    let ends = |text: &str| {
        text.strip_suffix(name).or_else(|| text.strip_suffix(&format!("{name}:*"))).is_some_and(|rest| rest.ends_with(['/', ':']))
    };
    match value {
        Value::String(text) => ends(text),
        Value::Unknown(Unknown::Template(parts)) => matches!(parts.last(), Some(Part::Text(text)) if ends(text)),
        _ => false,
    }
}
