//! One call of a module: its declarations, who called it, and where the memory keeps what was worked
//! out of it.

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;
use std::rc::{Rc, Weak};
use std::sync::Arc;

use super::memory::Id;
use super::resource::all_seen;
use super::scope::Each;
use crate::plan::result::{Key, Resource};
use crate::plan::syntax::{At, Local, Module};
use crate::plan::value::Value;

/// Kind and name of a resource or data source.
pub(super) type Name = (Arc<str>, Arc<str>);

/// A thing that is worked out once, when somebody asks.
pub(super) enum Thing {
    /// The value that `terraform.tfvars` gives a variable of the root: an input.
    Given(Arc<str>),
    /// The module in a folder: an input.
    Module(Arc<str>),
    Variable(Rc<Instance>, Arc<str>),
    /// The validations of a variable.
    Check(Rc<Instance>, Arc<str>),
    Local(Rc<Instance>, Arc<str>),
    Output(Rc<Instance>, Arc<str>),
    Resource(Rc<Instance>, Name),
    Data(Rc<Instance>, Name),
    Calls(Rc<Instance>, Arc<str>),
}

/// What was worked out of a [`Thing`].
#[derive(Clone)]
pub(super) enum Held {
    Given(Option<Local>),
    Module(Option<Arc<Module>>),
    Value(Value),
    Checked,
    Group(Rc<Group>),
    Calls(Rc<Calls>),
}

/// Instances of a resource.
pub(super) struct Group {
    pub(super) resources: Vec<Arc<Resource>>,
    pub(super) shape: Shape,
    value: OnceCell<Value>,
}

/// A called module.
pub(crate) struct Instance {
    pub(super) module: Arc<Module>,
    /// `module.sqs[0]`; empty for the root.
    pub(super) path: Arc<str>,
    pub(super) caller: Option<Caller>,
    /// Provider configurations of the root by the names used here.
    pub(super) providers: BTreeMap<Arc<str>, Arc<str>>,
    pub(super) given: Ids<Arc<str>>,
    pub(super) folders: Ids<Arc<str>>,
    pub(super) variables: Ids<Arc<str>>,
    pub(super) checks: Ids<Arc<str>>,
    pub(super) locals: Ids<Arc<str>>,
    pub(super) outputs: Ids<Arc<str>>,
    pub(super) resources: Ids<Name>,
    pub(super) data: Ids<Name>,
    pub(super) calls: Ids<Arc<str>>,
}

/// Where the memory keeps things, by name.
pub(super) type Ids<K> = RefCell<BTreeMap<K, Id>>;

/// Who called a module, and with which arguments.
pub(crate) struct Caller {
    /// The caller holds what it called, not the other way round.
    pub(super) instance: Weak<Instance>,
    pub(super) path: Arc<str>,
    pub(super) call: At,
    pub(super) each: Each,
}

/// The instances of a module call.
pub(super) struct Calls {
    pub(super) instances: Vec<(Option<Key>, Rc<Instance>)>,
    /// Made by `count` or `for_each`.
    pub(super) shape: Shape,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Single,
    List,
    Map,
    /// The number of instances is not known.
    Unknown,
}

impl Group {
    pub(super) fn new(resources: Vec<Arc<Resource>>, shape: Shape) -> Self {
        Self { resources, shape, value: OnceCell::new() }
    }

    /// The value by which expressions see them. Most resources are never asked for it.
    pub(super) fn value(&self) -> &Value {
        self.value.get_or_init(|| all_seen(&self.resources, self.shape))
    }
}

impl Instance {
    pub(super) fn new(module: Arc<Module>, path: Arc<str>, caller: Option<Caller>, providers: BTreeMap<Arc<str>, Arc<str>>) -> Rc<Self> {
        Rc::new(Self {
            module,
            path,
            caller,
            providers,
            given: Ids::default(),
            folders: Ids::default(),
            variables: Ids::default(),
            checks: Ids::default(),
            locals: Ids::default(),
            outputs: Ids::default(),
            resources: Ids::default(),
            data: Ids::default(),
            calls: Ids::default(),
        })
    }

    /// The name of a provider configuration in the root.
    pub(super) fn provider(&self, name: &str) -> Arc<str> {
        self.providers.get(name).cloned().unwrap_or_else(|| name.into())
    }
}

impl Held {
    /// Would nobody see a difference?
    pub(super) fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Given(a), Self::Given(b)) => a == b,
            (Self::Module(a), Self::Module(b)) => a.as_ref().map(Arc::as_ptr) == b.as_ref().map(Arc::as_ptr),
            (Self::Value(a), Self::Value(b)) => a == b,
            (Self::Checked, Self::Checked) => true,
            (Self::Group(a), Self::Group(b)) => {
                // Resources that did not change were taken over, and the value is made of them.
                a.shape == b.shape
                    && a.shape != Shape::Unknown
                    && a.resources.len() == b.resources.len()
                    && a.resources.iter().zip(&b.resources).all(|(a, b)| Arc::ptr_eq(a, b))
            }
            (Self::Calls(a), Self::Calls(b)) => {
                a.shape == b.shape
                    && a.instances.len() == b.instances.len()
                    && a.instances.iter().zip(&b.instances).all(|(a, b)| a.0 == b.0 && Rc::ptr_eq(&a.1, &b.1))
            }
            _ => false,
        }
    }
}
