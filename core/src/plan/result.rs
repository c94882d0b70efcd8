//! A plan: what the files of a root module would create, with the line of every argument.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use super::asked::Notes;
use super::place::Line;
use super::problem::Problem;
use super::syntax::Assignments;
use super::syntax::ast::Node;
use super::table::Table;
use super::trace::Origins;
use super::value::{Reference, Value};

/// What one root module (an environment, the account baseline) would create.
#[derive(Debug, Default)]
pub struct Plan {
    /// Folder of the root module, such as `infra/envs/prod`.
    pub root: Arc<str>,
    /// What could not be evaluated. Rules that meet it must not call anything met.
    pub problems: Vec<Problem>,
    // Read through methods, so that whoever keeps a conclusion knows what it rests on.
    pub(super) resources: BTreeMap<Arc<str>, Arc<Resource>>,
    pub(super) data: BTreeMap<Arc<str>, Arc<Resource>>,
    pub(super) providers: BTreeMap<Arc<str>, Block>,
    pub(super) settings: Vec<Block>,
    pub(super) variables: BTreeMap<Arc<str>, Value>,
    pub(super) outputs: BTreeMap<Arc<str>, Attribute>,
    pub(super) origins: Origins,
    pub(super) assignments: Arc<Assignments>,
    /// Managed resources by type, in the order of their addresses.
    pub(super) kinds: BTreeMap<Arc<str>, Vec<Arc<Resource>>>,
    pub(super) notes: Notes,
}

/// A resource or data source.
#[derive(Debug, Clone)]
pub struct Resource {
    /// Address, such as `module.rds.aws_db_instance.this`.
    pub address: Arc<str>,
    /// Type, such as `aws_db_instance`.
    pub kind: Arc<str>,
    /// Name in the module, such as `this`.
    pub name: Arc<str>,
    /// Address of the module, such as `module.rds`; empty in the root.
    pub module: Arc<str>,
    /// Key of `for_each` or index of `count`.
    pub key: Option<Key>,
    /// Provider configuration of the root: `aws`, `aws.us_east_1`.
    pub provider: Arc<str>,
    /// Arguments and blocks.
    pub body: Block,
    /// What Terraform, not AWS, does with it.
    pub lifecycle: Lifecycle,
}

/// A managed resource without its arguments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Declared<'a> {
    /// Type.
    pub kind: &'a Arc<str>,
    /// Name in the module.
    pub name: &'a Arc<str>,
    /// Address of the module; empty in the root.
    pub module: &'a Arc<str>,
    /// Line of the resource.
    pub line: &'a Line,
}

/// Key of an instance.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// `count`.
    Index(usize),
    /// `for_each`.
    Name(Arc<str>),
}

/// The `lifecycle` block.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lifecycle {
    /// The replacement is made before the old one goes.
    pub create_before_destroy: bool,
    /// Terraform refuses to destroy it.
    pub prevent_destroy: bool,
    /// Arguments that Terraform leaves alone after the creation.
    pub ignore_changes: Vec<String>,
    /// Line of the block.
    pub line: Option<Line>,
}

/// Arguments and nested blocks.
#[derive(Debug, Clone)]
pub struct Block {
    /// Name of the block, or type of the resource.
    pub kind: Arc<str>,
    /// Labels: `s3` of `backend "s3" {`.
    pub labels: Vec<Arc<str>>,
    /// Arguments by name.
    pub attributes: Table<Attribute>,
    /// Nested blocks in order.
    pub blocks: Vec<Block>,
    /// Line the block starts on.
    pub line: Line,
}

/// The value of an argument and where it is written.
#[derive(Debug, Clone)]
pub struct Attribute {
    /// The value.
    pub value: Value,
    /// The line of the argument.
    pub line: Line,
    pub(super) node: Arc<Node>,
}

impl fmt::Display for Key {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Index(index) => write!(out, "[{index}]"),
            Self::Name(name) => write!(out, "[{name:?}]"),
        }
    }
}

impl Plan {
    /// Sorts the resources by type.
    pub(super) fn index(&mut self) {
        for resource in self.resources.values() {
            self.kinds.entry(resource.kind.clone()).or_default().push(resource.clone());
        }
    }

    /// Managed resources by address.
    #[must_use]
    pub fn resources(&self) -> &BTreeMap<Arc<str>, Arc<Resource>> {
        self.notes.everything();
        &self.resources
    }

    /// Data sources by address, among them every policy document.
    #[must_use]
    pub fn data(&self) -> &BTreeMap<Arc<str>, Arc<Resource>> {
        self.notes.everything();
        &self.data
    }

    /// Provider configurations by name: `aws`, `aws.us_east_1`.
    #[must_use]
    pub fn providers(&self) -> &BTreeMap<Arc<str>, Block> {
        self.notes.providers();
        &self.providers
    }

    /// The `terraform` blocks of the root: backend and version constraints.
    #[must_use]
    pub fn settings(&self) -> &[Block] {
        self.notes.settings();
        &self.settings
    }

    /// Values of the root's variables.
    #[must_use]
    pub fn variables(&self) -> &BTreeMap<Arc<str>, Value> {
        self.notes.variables();
        &self.variables
    }

    /// Outputs of the root.
    #[must_use]
    pub fn outputs(&self) -> &BTreeMap<Arc<str>, Attribute> {
        self.notes.outputs();
        &self.outputs
    }

    /// Resources of a type, in the order of their addresses.
    pub fn of_type<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = &'a Resource> {
        self.notes.kind(kind);
        self.kinds.get(kind).into_iter().flatten().map(|resource| &**resource)
    }

    /// The resource or data source at an address.
    #[must_use]
    pub fn at(&self, address: &str) -> Option<&Resource> {
        self.notes.address(address);
        self.look_up(address).map(|resource| &**resource)
    }

    pub(super) fn look_up(&self, address: &str) -> Option<&Arc<Resource>> {
        self.resources.get(address).or_else(|| self.data.get(address))
    }

    /// The managed resource at an address.
    #[must_use]
    pub fn managed(&self, address: &str) -> Option<&Resource> {
        self.notes.address(address);
        self.resources.get(address).map(|resource| &**resource)
    }

    /// What is declared where, whatever its arguments are, in the order of the addresses.
    pub fn declared(&self) -> impl Iterator<Item = Declared<'_>> {
        self.notes.declared();
        self.resources.values().map(|resource| Declared {
            kind: &resource.kind,
            name: &resource.name,
            module: &resource.module,
            line: resource.line(),
        })
    }

    /// The resource or data source that a reference leads to.
    #[must_use]
    pub fn target(&self, reference: &Reference) -> Option<&Resource> {
        self.at(&reference.address)
    }

    /// The first resource or data source of a type that a value was made of.
    #[must_use]
    pub fn behind<'a>(&'a self, value: &Value, kind: &str) -> Option<&'a Resource> {
        value.references().iter().filter_map(|reference| self.target(reference)).find(|resource| &*resource.kind == kind)
    }

    /// Resources of a type one of whose arguments (by path) was made of the resource at `address`.
    pub fn pointing_at<'a>(&'a self, kind: &'a str, argument: &'a str, address: &'a str) -> impl Iterator<Item = &'a Resource> {
        self.of_type(kind).filter(move |resource| resource.body.find(argument).is_some_and(|attribute| attribute.value.refers_to(address)))
    }
}

impl Resource {
    /// The argument at a path such as `network_configuration.assign_public_ip`; see [`Block::find`].
    #[must_use]
    pub fn find(&self, path: &str) -> Option<&Attribute> {
        self.body.find(path)
    }

    /// Line of the resource.
    #[must_use]
    pub const fn line(&self) -> &Line {
        &self.body.line
    }

    /// Do both say the same, on the same lines? Both are instances of one declaration.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.address == other.address && self.provider == other.provider && self.body.is_same(&other.body)
    }

    /// The address without keys: what the files write once.
    #[must_use]
    pub fn declaration(&self) -> String {
        let local = format!("{}.{}", self.kind, self.name);
        if self.module.is_empty() { local } else { format!("{}.{local}", self.module) }
    }
}

impl Block {
    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.kind == other.kind
            && self.labels == other.labels
            && self.line == other.line
            && self.attributes.len() == other.attributes.len()
            && self
                .attributes
                .iter()
                .zip(&other.attributes)
                .all(|((a, one), (b, two))| a == b && one.line == two.line && Arc::ptr_eq(&one.node, &two.node) && one.value == two.value)
            && self.blocks.len() == other.blocks.len()
            && self.blocks.iter().zip(&other.blocks).all(|(one, two)| one.is_same(two))
    }

    /// The argument at a path: blocks by name (the first where there are several), then the
    /// argument. `null` counts as not written.
    #[must_use]
    pub fn find(&self, path: &str) -> Option<&Attribute> {
        match path.split_once('.') {
            Some((kind, rest)) => self.blocks.iter().filter(|block| &*block.kind == kind).find_map(|block| block.find(rest)),
            None => self.attributes.get(path).filter(|attribute| attribute.value != Value::Null),
        }
    }

    /// Nested blocks of a name.
    pub fn blocks_of<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = &'a Block> {
        self.blocks.iter().filter(move |block| &*block.kind == kind)
    }

    /// The first nested block of a name.
    #[must_use]
    pub fn block(&self, kind: &str) -> Option<&Block> {
        self.blocks.iter().find(|block| &*block.kind == kind)
    }

    /// The value of an argument; see [`Block::find`].
    #[must_use]
    pub fn value(&self, path: &str) -> Option<&Value> {
        self.find(path).map(|attribute| &attribute.value)
    }

    /// A known string.
    #[must_use]
    pub fn text(&self, path: &str) -> Option<&str> {
        self.value(path)?.as_str()
    }

    /// A known boolean.
    #[must_use]
    pub fn bool(&self, path: &str) -> Option<bool> {
        self.value(path)?.as_bool()
    }

    /// A known number.
    #[must_use]
    pub fn number(&self, path: &str) -> Option<f64> {
        self.value(path)?.as_number()
    }
}
