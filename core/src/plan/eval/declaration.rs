//! Variables, locals, outputs and module calls.

use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use super::Evaluator;
use super::convert::convert;
use super::fault::{Fault, Outcome};
use super::instance::{Caller, Calls, Held, Instance, Shape, Thing};
use super::memory::Id;
use super::scope::{Each, Scope};
use crate::issue::w;
use crate::plan::problem::{Problem, ProblemKind};
use crate::plan::result::Key;
use crate::plan::syntax::Module;
use crate::plan::syntax::ast::Expr;
use crate::plan::value::Value;

impl Evaluator<'_> {
    pub(super) fn variable(&self, at: &Rc<Instance>, name: &Arc<str>) -> Outcome<Value> {
        value(self.ask(&at.variables, name, |name| Thing::Variable(at.clone(), name)))
    }

    pub(super) fn variable_of(&self, at: &Rc<Instance>, name: &Arc<str>) -> Outcome<Value> {
        let Some(variable) = at.module.variables.get(name) else {
            return Err(Fault::invalid(format!("変数「{name}」は宣言されていません。"), format!("There is no variable \"{name}\".")));
        };
        let assigned = match &at.caller {
            Some(_) => None,
            None => match self.ask(&at.given, name, Thing::Given)? {
                Held::Given(assigned) => assigned,
                _ => None,
            },
        };
        let given = match &at.caller {
            Some(caller) => caller.call.attribute(name).zip(caller.instance.upgrade()).map(|(argument, outer)| {
                let line = caller.call.at(argument.line);
                let outcome = self.value(&argument.node, &outer, Scope::of(&caller.each));
                outcome.unwrap_or_else(|fault| self.report(fault, &line))
            }),
            None => assigned.as_ref().map(|local| {
                let outcome = self.value(&local.node, at, Scope::of(&Each::Single));
                outcome.unwrap_or_else(|fault| self.report(fault, &local.line))
            }),
        };
        let nullable = variable.at.attribute("nullable").is_none_or(|argument| argument.node.expr != Expr::Literal(Value::Bool(false)));
        let given = given.filter(|given| nullable || *given != Value::Null);
        let value = match (given, variable.at.attribute("default")) {
            (Some(given), _) => given,
            (None, Some(default)) => self.value(&default.node, at, Scope::of(&Each::Single))?,
            (None, None) => {
                let line = at.caller.as_ref().map_or_else(|| variable.at.line(), |caller| caller.call.line());
                return Ok(self.report(
                    Fault::invalid(format!("変数「{name}」の値がありません。"), format!("The variable \"{name}\" has no value.")),
                    &line,
                ));
            }
        };
        convert(value, &variable.kind).inspect_err(|fault| {
            let line = at.caller.as_ref().and_then(|caller| Some(caller.call.at(caller.call.attribute(name)?.line)));
            let line = line.or_else(|| assigned.map(|local| local.line));
            let text = w(format!("変数「{name}」: {}", fault.text.ja), format!("Variable \"{name}\": {}", fault.text.en));
            self.report(Fault { text, line: None, kind: fault.kind }, &line.unwrap_or_else(|| variable.at.line()));
        })
    }

    /// Variables are looked at even where nobody reads them: a wrong value is wrong.
    pub(super) fn check_variables(&self, at: &Rc<Instance>) {
        for name in at.module.variables.keys() {
            // What is wrong was reported; there is no result.
            let _ = self.ask(&at.checks, name, |name| Thing::Check(at.clone(), name));
        }
        if let Some(caller) = &at.caller {
            let meta = ["source", "version", "providers", "count", "for_each", "depends_on"];
            for (name, argument) in &caller.call.block().body.attributes {
                if !meta.contains(&&**name) && !at.module.variables.contains_key(name) {
                    let fault = Fault::invalid(
                        format!("モジュールに変数「{name}」はありません。"),
                        format!("The module has no variable \"{name}\"."),
                    );
                    self.report(fault, &caller.call.at(argument.line));
                }
            }
        }
    }

    /// `validation` blocks. A condition that is not known yet says nothing.
    pub(super) fn check(&self, at: &Rc<Instance>, name: &Arc<str>) {
        let Some(variable) = at.module.variables.get(name) else { return };
        if self.variable(at, name).is_err() {
            return;
        }
        for block in variable.at.block().body.blocks.iter().filter(|block| &*block.kind == "validation") {
            let Some(condition) = block.body.attributes.get("condition") else { continue };
            let line = variable.at.at(condition.line);
            match self.value(&condition.node, at, Scope::of(&Each::Single)) {
                Ok(value) if value.as_bool() == Some(false) => {
                    let message = block.body.attributes.get("error_message").map(|argument| &argument.node);
                    let message = message.and_then(|node| self.value(node, at, Scope::of(&Each::Single)).ok());
                    let message = message.as_ref().and_then(Value::as_str).unwrap_or_default().to_owned();
                    let fault = Fault::invalid(
                        format!("変数「{name}」の値は検証を通りません: {message}"),
                        format!("The value of variable \"{name}\" fails its validation: {message}"),
                    );
                    self.report(fault, &line);
                }
                Ok(_) => {}
                Err(fault) => {
                    self.report(fault, &line);
                }
            }
        }
    }

    /// Values in `terraform.tfvars` that no variable takes: Terraform only warns.
    pub(super) fn unassigned(&self, module: &Module) {
        for (name, local) in &self.given.values {
            if !module.variables.contains_key(name) {
                self.memory.report(Problem {
                    kind: ProblemKind::Invalid,
                    line: local.line.clone(),
                    text: w(
                        format!("変数「{name}」は宣言されていません。この値は使われません。"),
                        format!("There is no variable \"{name}\"; this value is not used."),
                    ),
                });
            }
        }
    }

    pub(super) fn local(&self, at: &Rc<Instance>, name: &Arc<str>) -> Outcome<Value> {
        value(self.ask(&at.locals, name, |name| Thing::Local(at.clone(), name)))
    }

    pub(super) fn local_of(&self, at: &Rc<Instance>, name: &Arc<str>) -> Outcome<Value> {
        let Some(local) = at.module.locals.get(name) else {
            return Err(Fault::invalid(format!("local.{name} はありません。"), format!("There is no local.{name}.")));
        };
        Ok(self.value(&local.node, at, Scope::of(&Each::Single)).unwrap_or_else(|fault| self.report(fault, &local.line)))
    }

    pub(super) fn output(&self, at: &Rc<Instance>, name: &Arc<str>) -> Outcome<Value> {
        value(self.ask(&at.outputs, name, |name| Thing::Output(at.clone(), name)))
    }

    pub(super) fn output_of(&self, at: &Rc<Instance>, name: &Arc<str>) -> Outcome<Value> {
        let found = at.module.outputs.get(name).and_then(|output| Some((output, output.attribute("value")?)));
        let Some((output, argument)) = found else {
            return Err(Fault::invalid(
                format!("モジュールに出力「{name}」はありません。"),
                format!("The module has no output \"{name}\"."),
            ));
        };
        let outcome = self.value(&argument.node, at, Scope::of(&Each::Single));
        Ok(outcome.unwrap_or_else(|fault| self.report(fault, &output.at(argument.line))))
    }

    /// A module as a whole: all of its outputs.
    pub(super) fn module_value(&self, at: &Rc<Instance>, name: &Arc<str>) -> Outcome<Value> {
        let calls = self.calls(at, name)?;
        let outputs = |instance: &Rc<Instance>| -> Outcome<Value> {
            let names = instance.module.outputs.keys();
            Ok(Value::map(names.map(|name| Ok((name.clone(), self.output(instance, name)?))).collect::<Outcome<_>>()?))
        };
        match calls.shape {
            Shape::Unknown => Ok(Value::unknown()),
            Shape::Single => calls.instances.first().map_or_else(|| Ok(Value::unknown()), |(_, instance)| outputs(instance)),
            Shape::List => Ok(Value::list(calls.instances.iter().map(|(_, instance)| outputs(instance)).collect::<Outcome<_>>()?)),
            Shape::Map => {
                let entries = calls.instances.iter().filter_map(|(key, instance)| match key {
                    Some(Key::Name(key)) => Some((key, instance)),
                    Some(Key::Index(_)) | None => None,
                });
                Ok(Value::map(entries.map(|(key, instance)| Ok((key.clone(), outputs(instance)?))).collect::<Outcome<_>>()?))
            }
        }
    }

    pub(super) fn calls(&self, at: &Rc<Instance>, name: &Arc<str>) -> Outcome<Rc<Calls>> {
        match self.ask(&at.calls, name, |name| Thing::Calls(at.clone(), name))? {
            Held::Calls(calls) => Ok(calls),
            _ => Err(Fault::invalid("モジュールではありません。", "This is no module.")),
        }
    }

    pub(super) fn calls_of(&self, at: &Rc<Instance>, name: &Arc<str>, id: Id) -> Outcome<Rc<Calls>> {
        let Some(call) = at.module.calls.get(name) else {
            return Err(Fault::invalid(format!("module.{name} はありません。"), format!("There is no module.{name}.")));
        };
        let source = call.attribute("source").and_then(|argument| argument.node.as_path()).unwrap_or_default();
        let found = match resolve(&at.module.folder, &source) {
            Some(folder) => self.ask(&at.folders, &folder.into(), Thing::Module)?,
            None => Held::Module(None),
        };
        let Held::Module(Some(module)) = found else {
            let fault = Fault::gap(
                format!("モジュール「{source}」は成果物の中にないため、評価できません。"),
                format!("The module \"{source}\" is not in the bundle and cannot be evaluated."),
            );
            self.report(fault, &Self::call_line(call, "source"));
            return Ok(Rc::new(Calls { instances: Vec::new(), shape: Shape::Unknown }));
        };
        let (shape, keys) = match self.instances(call, at) {
            Ok(found) => found,
            Err(fault) => {
                self.report(fault, &call.line());
                (Shape::Unknown, Vec::new())
            }
        };
        let providers: BTreeMap<Arc<str>, Arc<str>> = match call.attribute("providers").map(|argument| &argument.node.expr) {
            Some(Expr::Object(entries)) => {
                entries.iter().filter_map(|(inner, outer)| Some((inner.as_path()?.into(), at.provider(&outer.as_path()?)))).collect()
            }
            // Without the argument a module sees the default configuration only.
            _ => at.providers.iter().filter(|(name, _)| !name.contains('.')).map(|(a, b)| (a.clone(), b.clone())).collect(),
        };
        let before = match self.memory.before(id) {
            Some(Held::Calls(calls)) => calls.instances.iter().map(|(_, instance)| instance.clone()).collect(),
            _ => Vec::new(),
        };
        let dot = if at.path.is_empty() { "" } else { "." };
        let instances = keys.into_iter().map(|(key, each)| {
            let suffix = key.as_ref().map(ToString::to_string).unwrap_or_default();
            let path = format!("{}{dot}module.{name}{suffix}", at.path);
            // The same call of the same module is the same instance, with all that is known of it.
            let known = before.iter().find(|known: &&Rc<Instance>| *known.path == *path);
            let same = |known: &&Rc<Instance>| {
                Arc::ptr_eq(&known.module, &module) && known.caller.as_ref().is_some_and(|caller| caller.each == each)
            };
            if let Some(known) = known.filter(same) {
                return (key, known.clone());
            }
            let caller = Caller { instance: Rc::downgrade(at), path: at.path.clone(), call: call.clone(), each };
            (key, Instance::new(module.clone(), path.into(), Some(caller), providers.clone()))
        });
        Ok(Rc::new(Calls { instances: instances.collect(), shape }))
    }
}

fn value(held: Outcome<Held>) -> Outcome<Value> {
    match held? {
        Held::Value(value) => Ok(value),
        _ => Err(Fault::invalid("値ではありません。", "This is no value.")),
    }
}

/// A local source relative to a folder; `None` for a source outside the bundle.
fn resolve(folder: &str, source: &str) -> Option<String> {
    if !source.starts_with("./") && !source.starts_with("../") {
        return None;
    }
    let mut parts: Vec<&str> = folder.split('/').collect();
    for step in source.split('/') {
        match step {
            "." | "" => {}
            ".." => {
                parts.pop()?;
            }
            name => parts.push(name),
        }
    }
    Some(parts.join("/"))
}
