//! Evaluation: modules to a plan, with Terraform's semantics of what is known before an apply.
//! Everything is worked out when somebody asks for it, and once.

mod access;
mod convert;
mod declaration;
mod expression;
mod fault;
pub(crate) mod functions;
mod instance;
mod memory;
mod resource;
mod scope;

use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use super::place::Line;
use super::problem::{Problem, ProblemKind};
use super::result::{Attribute, Plan};
use super::syntax::{Assignments, At, Module};
use super::trace::Origin;
use crate::issue::w;
use fault::{Fault, Outcome};
use functions::Patterns;
use instance::{Held, Ids, Instance, Thing};
use memory::Id;
pub(super) use memory::Memory;
use scope::{Each, Scope};

/// Modules by folder.
pub(crate) type Modules = BTreeMap<Arc<str>, Arc<Module>>;

/// An evaluation of one root module.
pub(super) struct Evaluator<'p> {
    modules: &'p Modules,
    /// What `terraform.tfvars` gives.
    given: &'p Arc<Assignments>,
    patterns: &'p Patterns,
    root: Arc<str>,
    /// Of earlier evaluations of the same root and the same modules.
    memory: &'p Memory,
}

/// Module calls nested deeper than this are a cycle of sources.
const MAX_MODULE_DEPTH: usize = 16;

impl<'p> Evaluator<'p> {
    pub(super) fn new(modules: &'p Modules, given: &'p Arc<Assignments>, patterns: &'p Patterns, root: &str, memory: &'p Memory) -> Self {
        Self { modules, given, patterns, root: root.into(), memory }
    }

    /// Evaluates the root and every module it calls.
    pub(super) fn run(self) -> Plan {
        let mut plan = Plan { root: self.root.clone(), assignments: self.given.clone(), ..Plan::default() };
        let Some(module) = self.modules.get(&self.root) else {
            plan.problems.push(Problem {
                kind: ProblemKind::Invalid,
                line: Line::top(&self.root),
                text: w(
                    format!("フォルダー「{}」に Terraform のファイルがありません。", self.root),
                    format!("There are no Terraform files in \"{}\".", self.root),
                ),
            });
            return plan;
        };
        self.memory.begin();
        let new = || Instance::new(module.clone(), "".into(), None, BTreeMap::new());
        let root = self.memory.root.borrow_mut().get_or_insert_with(new).clone();
        self.given.problems.iter().cloned().for_each(|problem| self.memory.report(problem));
        self.unassigned(module);
        self.walk(&root, &mut plan, 0);
        let single = Each::Single;
        let scope = Scope::of(&single);
        for at in &module.providers {
            let block = at.block();
            let kind = block.labels.first().cloned().unwrap_or_default();
            let alias = block.body.attributes.get("alias").and_then(|argument| argument.node.as_path());
            let name = alias.map_or_else(|| kind.clone(), |alias| format!("{kind}.{alias}").into());
            let body = self.body(&kind, &block.body, at, &root, scope);
            plan.providers.insert(name, body);
        }
        for at in &module.settings {
            plan.settings.push(self.body(&"terraform".into(), &at.block().body, at, &root, scope));
        }
        for name in module.variables.keys() {
            if let Ok(value) = self.variable(&root, name) {
                plan.variables.insert(name.clone(), value);
            }
        }
        for (name, at) in &module.outputs {
            if let Some(argument) = at.attribute("value") {
                let value = self.output(&root, name).unwrap_or_else(|fault| self.report(fault, &at.at(argument.line)));
                plan.outputs.insert(name.clone(), Attribute { value, line: at.at(argument.line), node: argument.node.clone() });
            }
        }
        plan.problems = self.memory.end();
        plan.index();
        plan
    }

    /// Everything of one module call, and of those that it calls.
    fn walk(&self, at: &Rc<Instance>, plan: &mut Plan, depth: usize) {
        if depth > MAX_MODULE_DEPTH {
            let fault = Fault::gap("モジュールの入れ子が深すぎます。", "Modules are nested too deeply.");
            self.report(fault, &Line::top(&at.module.folder));
            return;
        }
        at.module.problems.iter().cloned().for_each(|problem| self.memory.report(problem));
        plan.origins.insert(
            at.path.clone(),
            Origin {
                module: at.module.clone(),
                caller: at.caller.as_ref().map(|caller| (caller.path.clone(), caller.call.clone())),
                key: at.caller.as_ref().and_then(|caller| match &caller.each {
                    Each::Key(key, _) => Some(key.clone()),
                    Each::Single | Each::Count(_) => None,
                }),
            },
        );
        self.check_variables(at);
        for (kind, name) in at.module.resources.keys() {
            if let Ok(group) = self.resource(at, kind, name) {
                plan.resources.extend(group.resources.iter().map(|resource| (resource.address.clone(), resource.clone())));
            }
        }
        for (kind, name) in at.module.data.keys() {
            if let Ok(group) = self.data(at, kind, name) {
                plan.data.extend(group.resources.iter().map(|resource| (resource.address.clone(), resource.clone())));
            }
        }
        for name in at.module.calls.keys() {
            if let Ok(calls) = self.calls(at, name) {
                for (_, instance) in &calls.instances {
                    self.walk(instance, plan, depth + 1);
                }
            }
        }
    }

    /// Notes a fault and goes on with an unknown value.
    fn report(&self, fault: Fault, line: &Line) -> super::Value {
        let line = Line { path: line.path.clone(), line: fault.line.unwrap_or(line.line) };
        self.memory.report(Problem { kind: fault.kind, line, text: fault.text });
        super::Value::unknown()
    }

    /// Asks the memory for a thing of a module.
    fn ask<K: Ord + Clone>(&self, ids: &Ids<K>, key: &K, thing: impl FnOnce(K) -> Thing) -> Outcome<Held> {
        let found = ids.borrow().get(key).copied();
        let id = found.unwrap_or_else(|| {
            let id = self.memory.add(thing(key.clone()));
            ids.borrow_mut().insert(key.clone(), id);
            id
        });
        self.memory.ask(id, expression::MAX_DEPTH, &|thing, id| self.work_out(thing, id))
    }

    fn work_out(&self, thing: &Thing, id: Id) -> Outcome<Held> {
        match thing {
            Thing::Given(name) => Ok(Held::Given(self.given.values.get(name).cloned())),
            Thing::Module(folder) => Ok(Held::Module(self.modules.get(folder).cloned())),
            Thing::Variable(at, name) => self.variable_of(at, name).map(Held::Value),
            Thing::Check(at, name) => {
                self.check(at, name);
                Ok(Held::Checked)
            }
            Thing::Local(at, name) => self.local_of(at, name).map(Held::Value),
            Thing::Output(at, name) => self.output_of(at, name).map(Held::Value),
            Thing::Resource(at, name) => self.group(at, at.module.resources.get(name), name, "", id).map(Held::Group),
            Thing::Data(at, name) => self.group(at, at.module.data.get(name), name, "data.", id).map(Held::Group),
            Thing::Calls(at, name) => self.calls_of(at, name, id).map(Held::Calls),
        }
    }

    fn call_line(at: &At, name: &str) -> Line {
        at.at(at.attribute(name).map_or(at.block().line, |argument| argument.line))
    }
}
