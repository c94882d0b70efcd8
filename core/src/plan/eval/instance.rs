//! One call of a module: its declarations, who called it, and what was evaluated of it so far.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use super::scope::Each;
use crate::plan::result::{Key, Resource};
use crate::plan::syntax::{At, Module};
use crate::plan::value::Value;

/// A value that is worked out once, when somebody asks.
#[derive(Clone)]
pub(super) enum Slot<T> {
    /// Somebody up the stack is working on it: asking again is a cycle.
    Working,
    Done(T),
}

pub(super) type Memo<K, T> = RefCell<BTreeMap<K, Slot<T>>>;

/// Instances of a resource and the value by which expressions see them.
pub(super) struct Group {
    pub(super) resources: Vec<Resource>,
    pub(super) value: Value,
}

/// A called module.
pub(crate) struct Instance {
    pub(super) module: Arc<Module>,
    /// `module.sqs[0]`; empty for the root.
    pub(super) path: Arc<str>,
    pub(super) caller: Option<Caller>,
    /// Provider configurations of the root by the names used here.
    pub(super) providers: BTreeMap<Arc<str>, Arc<str>>,
    pub(super) variables: Memo<Arc<str>, Value>,
    pub(super) locals: Memo<Arc<str>, Value>,
    pub(super) outputs: Memo<Arc<str>, Value>,
    pub(super) resources: Memo<(Arc<str>, Arc<str>), Rc<Group>>,
    pub(super) data: Memo<(Arc<str>, Arc<str>), Rc<Group>>,
    pub(super) calls: Memo<Arc<str>, Rc<Calls>>,
}

/// Who called a module, and with which arguments.
#[derive(Clone)]
pub(crate) struct Caller {
    pub(super) instance: Rc<Instance>,
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

impl Instance {
    pub(super) fn new(module: Arc<Module>, path: Arc<str>, caller: Option<Caller>, providers: BTreeMap<Arc<str>, Arc<str>>) -> Rc<Self> {
        Rc::new(Self {
            module,
            path,
            caller,
            providers,
            variables: RefCell::default(),
            locals: RefCell::default(),
            outputs: RefCell::default(),
            resources: RefCell::default(),
            data: RefCell::default(),
            calls: RefCell::default(),
        })
    }

    /// The name of a provider configuration in the root.
    pub(super) fn provider(&self, name: &str) -> Arc<str> {
        self.providers.get(name).cloned().unwrap_or_else(|| name.into())
    }
}
