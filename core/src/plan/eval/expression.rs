//! Expressions to values.

use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use super::fault::{Fault, Outcome};
use super::instance::{Instance, Shape};
use super::memory::MAX_WORK;
use super::scope::{Binding, Each, Scope};
use super::{Evaluator, access, functions};
use crate::plan::syntax::ast::{Call, Expr, For, Node, Operator, Piece, Root, Step};
use crate::plan::value::{Part, TEXT_UNIT, Unknown, Value};

/// Expressions nested deeper than this are not followed: the stack of a browser is short.
pub(super) const MAX_DEPTH: u32 = 160;

impl Evaluator<'_> {
    /// The value of an expression inside a module.
    pub(super) fn value(&self, node: &Node, at: &Rc<Instance>, scope: Scope<'_>) -> Outcome<Value> {
        // Nothing can go wrong inside a literal.
        if let Expr::Literal(value) = &node.expr {
            return Ok(value.clone());
        }
        if self.memory.enter(MAX_DEPTH).is_none() {
            return Err(Fault::gap("式の入れ子が深すぎます。", "The expression is nested too deeply to evaluate.").on(node.line));
        }
        let outcome = self.expression(node, at, scope).and_then(|value| self.made(node, value));
        self.memory.leave();
        outcome.map_err(|fault| fault.on(node.line))
    }

    /// Counts a value that an expression made. What it only names was counted where it was made.
    fn made(&self, node: &Node, value: Value) -> Outcome<Value> {
        let units = match &node.expr {
            Expr::Literal(_) | Expr::Root(_) | Expr::Conditional(_) => 1,
            _ => value.weight(MAX_WORK),
        };
        self.memory.spend(units)?;
        Ok(value)
    }

    fn expression(&self, node: &Node, at: &Rc<Instance>, scope: Scope<'_>) -> Outcome<Value> {
        match &node.expr {
            Expr::Literal(value) => Ok(value.clone()),
            Expr::Template(pieces) => self.template(pieces, at, scope),
            Expr::List(items) => Ok(Value::list(items.iter().map(|item| self.value(item, at, scope)).collect::<Outcome<_>>()?)),
            Expr::Object(entries) => self.object(entries, at, scope),
            Expr::Root(root) => self.root(root, at, scope),
            Expr::Traverse(base, steps) => self.traverse(base, steps, at, scope),
            Expr::Conditional(parts) => {
                let [condition, then, otherwise] = &**parts;
                let condition = self.value(condition, at, scope)?;
                match condition.as_bool() {
                    Some(true) => self.value(then, at, scope),
                    Some(false) => self.value(otherwise, at, scope),
                    None if condition.as_unknown().is_some() => {
                        let then = self.value(then, at, scope)?;
                        let otherwise = self.value(otherwise, at, scope)?;
                        Ok(Value::derived([&condition, &then, &otherwise]))
                    }
                    None => Err(not_bool(&condition)),
                }
            }
            Expr::Call(call) => self.call(call, at, scope),
            Expr::Not(inner) => {
                let inner = self.value(inner, at, scope)?;
                match inner.as_bool() {
                    Some(bool) => Ok(Value::Bool(!bool)),
                    None if inner.as_unknown().is_some() => Ok(Value::derived([&inner])),
                    None => Err(not_bool(&inner)),
                }
            }
            Expr::Negate(inner) => {
                let inner = self.value(inner, at, scope)?;
                match inner.as_number() {
                    Some(number) => Ok(Value::Number(-number)),
                    None if inner.as_unknown().is_some() => Ok(Value::derived([&inner])),
                    None => Err(not_number(&inner)),
                }
            }
            Expr::Binary(operator, sides) => {
                let [left, right] = &**sides;
                let (left, right) = (self.value(left, at, scope)?, self.value(right, at, scope)?);
                self.memory.spend(left.weight(MAX_WORK))?;
                binary(*operator, &left, &right)
            }
            Expr::For(expression) => self.for_expression(expression, at, scope),
        }
    }

    fn object(&self, entries: &[(Node, Node)], at: &Rc<Instance>, scope: Scope<'_>) -> Outcome<Value> {
        let mut map = BTreeMap::new();
        let mut unknown = Vec::new();
        for (key, value) in entries {
            let key = self.value(key, at, scope)?;
            let value = self.value(value, at, scope)?;
            match key.to_text() {
                Some(key) => {
                    map.insert(key, value);
                }
                None => unknown.extend([key, value]),
            }
        }
        // With a key unknown, the whole object is.
        if unknown.is_empty() { Ok(Value::map(map.into())) } else { Ok(Value::derived(unknown.iter().chain(map.values()))) }
    }

    fn root(&self, root: &Root, at: &Rc<Instance>, scope: Scope<'_>) -> Outcome<Value> {
        match root {
            Root::Variable(name) => self.variable(at, name),
            Root::Local(name) => self.local(at, name),
            Root::Module(name) => self.module_value(at, name),
            Root::Resource(kind, name) => Ok(self.resource(at, kind, name)?.value().clone()),
            Root::Data(kind, name) => Ok(self.data(at, kind, name)?.value().clone()),
            Root::EachKey => match scope.each {
                Each::Key(key, _) => Ok(Value::String(key.clone())),
                Each::Single | Each::Count(_) => Err(no_name("each.key")),
            },
            Root::EachValue => match scope.each {
                Each::Key(_, value) => Ok(value.clone()),
                Each::Single | Each::Count(_) => Err(no_name("each.value")),
            },
            #[expect(clippy::cast_precision_loss, reason = "a count is small")]
            Root::CountIndex => match scope.each {
                Each::Count(index) => Ok(Value::Number(*index as f64)),
                Each::Single | Each::Key(..) => Err(no_name("count.index")),
            },
            Root::Bound(name) => scope.find(name).cloned().ok_or_else(|| no_name(name)),
            Root::Path(name) => match &**name {
                "module" => Ok(Value::String(at.module.folder.clone())),
                "root" => Ok(Value::String(self.root.clone())),
                _ => Ok(Value::unknown()),
            },
            Root::Word(name) => Err(no_name(name)),
        }
    }

    fn traverse(&self, base: &Node, steps: &[Step], at: &Rc<Instance>, scope: Scope<'_>) -> Outcome<Value> {
        // Outputs are worked out one by one: two modules may read from each other.
        if let (Expr::Root(Root::Module(name)), Some((value, rest))) = (&base.expr, steps.split_first()) {
            let calls = self.calls(at, name)?;
            if calls.shape == Shape::Single
                && let (Step::Attribute(output), Some((_, instance))) = (value, calls.instances.first())
            {
                return self.steps(self.output(instance, output)?, rest, at, scope);
            }
            if let (Step::Splat, Some((Step::Attribute(output), rest))) = (value, rest.split_first())
                && calls.shape != Shape::Unknown
            {
                let outputs = calls.instances.iter().map(|(_, instance)| {
                    let output = self.output(instance, output)?;
                    self.steps(output, rest, at, scope)
                });
                return Ok(Value::list(outputs.collect::<Outcome<_>>()?));
            }
        }
        self.steps(self.value(base, at, scope)?, steps, at, scope)
    }

    fn steps(&self, mut value: Value, steps: &[Step], at: &Rc<Instance>, scope: Scope<'_>) -> Outcome<Value> {
        let mut rest = steps;
        while let Some((step, later)) = rest.split_first() {
            value = match step {
                Step::Attribute(name) => access::attribute(&value, name)?,
                Step::Index(key) => access::index(&value, &self.value(key, at, scope)?)?,
                Step::Splat => {
                    let Some(elements) = access::splat(&value) else { return Ok(Value::derived([&value])) };
                    let each = elements.into_iter().map(|element| self.steps(element, later, at, scope));
                    return Ok(Value::list(each.collect::<Outcome<_>>()?));
                }
            };
            rest = later;
        }
        Ok(value)
    }

    fn call(&self, call: &Call, at: &Rc<Instance>, scope: Scope<'_>) -> Outcome<Value> {
        match &*call.name {
            "try" => {
                let mut last = Fault::invalid("try に引数がありません。", "try has no arguments.");
                for argument in &call.arguments {
                    match self.value(argument, at, scope) {
                        Ok(value) => return Ok(value),
                        Err(fault) => last = fault,
                    }
                }
                return Err(last);
            }
            "can" => {
                let outcome = call.arguments.first().map(|argument| self.value(argument, at, scope));
                return Ok(match outcome {
                    Some(Ok(value)) if value.is_wholly_known() => Value::Bool(true),
                    Some(Ok(value)) => Value::derived([&value]),
                    Some(Err(fault)) if fault.kind == crate::plan::problem::ProblemKind::Gap => return Err(fault),
                    Some(Err(_)) | None => Value::Bool(false),
                });
            }
            _ => {}
        }
        let mut arguments = call.arguments.iter().map(|argument| self.value(argument, at, scope)).collect::<Outcome<Vec<_>>>()?;
        if call.expand {
            match arguments.pop() {
                Some(Value::List(items) | Value::Set(items)) => arguments.extend(items.iter().cloned()),
                Some(unknown @ Value::Unknown(_)) => {
                    arguments.push(unknown);
                    return Ok(Value::derived(&arguments));
                }
                _ => return Err(Fault::invalid("「...」の前がリストではありません。", "What stands before \"...\" is no list.")),
            }
        }
        // Looking at arguments is work too, and these compare each item with each.
        let weight: usize = arguments.iter().map(|argument| argument.weight(MAX_WORK)).sum();
        let is_square = matches!(&*call.name, "distinct" | "setintersection" | "setsubtract");
        if call.name.starts_with("regex") || &*call.name == "replace" {
            self.memory.spend(arguments.iter().filter_map(Value::as_str).map(str::len).sum())?;
        }
        self.memory.spend(if is_square { weight.saturating_mul(weight) / 16 } else { weight })?;
        functions::call(&call.name, &arguments, self.patterns)
    }

    fn for_expression(&self, expression: &For, at: &Rc<Instance>, scope: Scope<'_>) -> Outcome<Value> {
        let collection = self.value(&expression.collection, at, scope)?;
        let Some(pairs) = pairs(&collection)? else { return Ok(Value::derived([&collection])) };
        let mut list = Vec::new();
        let mut map: BTreeMap<Arc<str>, Value> = BTreeMap::new();
        let mut unknown = Vec::new();
        let mut groups: BTreeMap<Arc<str>, Vec<Value>> = BTreeMap::new();
        for (key, value) in pairs {
            self.memory.spend(1)?;
            let nothing: Arc<str> = "".into();
            let outer = Binding { name: expression.key_name.as_ref().unwrap_or(&nothing), value: key, outer: scope.bound };
            let inner = Binding { name: &expression.value_name, value, outer: Some(&outer) };
            let scope = scope.with(&inner);
            if let Some(condition) = &expression.condition {
                let condition = self.value(condition, at, scope)?;
                match condition.as_bool() {
                    Some(true) => {}
                    Some(false) => continue,
                    None if condition.as_unknown().is_some() => {
                        unknown.push(condition);
                        continue;
                    }
                    None => return Err(not_bool(&condition)),
                }
            }
            let value = self.value(&expression.value, at, scope)?;
            let Some(key) = &expression.key else {
                list.push(value);
                continue;
            };
            let key = self.value(key, at, scope)?;
            let Some(name) = key.to_text() else {
                unknown.extend([key, value]);
                continue;
            };
            if expression.grouping {
                groups.entry(name).or_default().push(value);
            } else if map.insert(name.clone(), value).is_some() {
                return Err(Fault::invalid(
                    format!("for のキー「{name}」が重複しています。"),
                    format!("Two elements of this for have the key \"{name}\"."),
                ));
            }
        }
        map.extend(groups.into_iter().map(|(name, group)| (name, Value::list(group))));
        if !unknown.is_empty() {
            return Ok(Value::derived(unknown.iter().chain(list.iter()).chain(map.values())));
        }
        Ok(if expression.key.is_some() { Value::map(map.into()) } else { Value::list(list) })
    }

    fn template(&self, pieces: &[Piece], at: &Rc<Instance>, scope: Scope<'_>) -> Outcome<Value> {
        let mut parts = Vec::new();
        self.pieces(pieces, at, scope, &mut parts)?;
        let mut joined: Vec<Part> = Vec::new();
        let mut run = String::new();
        for part in parts {
            match part {
                Part::Text(text) => {
                    self.memory.spend(text.len() / TEXT_UNIT)?;
                    run.push_str(&text);
                }
                Part::Unknown(_) => {
                    if !run.is_empty() {
                        joined.push(Part::Text(std::mem::take(&mut run).into()));
                    }
                    joined.push(part);
                }
            }
        }
        if !run.is_empty() {
            joined.push(Part::Text(run.into()));
        }
        Ok(match joined.as_slice() {
            [] => Value::string(""),
            [Part::Text(text)] => Value::String(text.clone()),
            _ => Value::Unknown(Unknown::Template(Arc::new(joined))),
        })
    }

    fn pieces(&self, pieces: &[Piece], at: &Rc<Instance>, scope: Scope<'_>, parts: &mut Vec<Part>) -> Outcome<()> {
        for piece in pieces {
            self.memory.spend(1)?;
            match piece {
                Piece::Text(text) => parts.push(Part::Text(text.clone())),
                Piece::Value(node) => match self.value(node, at, scope)? {
                    Value::Unknown(Unknown::Template(inner)) => {
                        self.memory.spend(inner.len())?;
                        parts.extend(inner.iter().cloned());
                    }
                    Value::Unknown(unknown) => parts.push(Part::Unknown(unknown)),
                    known => parts.push(Part::Text(known.to_text().ok_or_else(|| {
                        Fault::invalid(
                            format!("{} は文字列に埋め込めません。", known.kind()),
                            format!("A {} cannot be put into a string.", known.kind()),
                        )
                    })?)),
                },
                Piece::If { condition, then, otherwise } => {
                    let condition = self.value(condition, at, scope)?;
                    match condition.as_bool() {
                        Some(true) => self.pieces(then, at, scope, parts)?,
                        Some(false) => self.pieces(otherwise, at, scope, parts)?,
                        None => parts.push(Part::Unknown(unknown_of(&condition)?)),
                    }
                }
                Piece::For { key_name, value_name, collection, body } => {
                    let collection = self.value(collection, at, scope)?;
                    let Some(pairs) = pairs(&collection)? else {
                        parts.push(Part::Unknown(unknown_of(&collection)?));
                        continue;
                    };
                    for (key, value) in pairs {
                        let nothing: Arc<str> = "".into();
                        let outer = Binding { name: key_name.as_ref().unwrap_or(&nothing), value: key, outer: scope.bound };
                        let inner = Binding { name: value_name, value, outer: Some(&outer) };
                        self.pieces(body, at, scope.with(&inner), parts)?;
                    }
                }
            }
        }
        Ok(())
    }
}

fn unknown_of(value: &Value) -> Outcome<Unknown> {
    value.as_unknown().cloned().ok_or_else(|| not_bool(value))
}

/// Keys and values that a `for` walks over; `None` where unknown.
pub(super) fn pairs(collection: &Value) -> Outcome<Option<Vec<(Value, Value)>>> {
    match collection {
        Value::Unknown(_) => Ok(None),
        #[expect(clippy::cast_precision_loss, reason = "a position is small")]
        Value::List(items) => Ok(Some(items.iter().enumerate().map(|(at, item)| (Value::Number(at as f64), item.clone())).collect())),
        Value::Set(items) => Ok(Some(items.iter().map(|item| (item.clone(), item.clone())).collect())),
        Value::Map(map) => Ok(Some(map.entries.iter().map(|(key, item)| (Value::String(key.clone()), item.clone())).collect())),
        other => Err(Fault::invalid(format!("{} は繰り返せません。", other.kind()), format!("A {} cannot be iterated.", other.kind()))),
    }
}

fn binary(operator: Operator, left: &Value, right: &Value) -> Outcome<Value> {
    match operator {
        Operator::Equal | Operator::NotEqual => {
            let equal = equal(left, right);
            Ok(equal.map_or_else(|| Value::derived([left, right]), |equal| Value::Bool(equal == (operator == Operator::Equal))))
        }
        Operator::And | Operator::Or => match (left.as_bool(), right.as_bool()) {
            (Some(a), Some(b)) => Ok(Value::Bool(if operator == Operator::And { a && b } else { a || b })),
            _ if left.as_unknown().or(right.as_unknown()).is_some() => Ok(Value::derived([left, right])),
            (None, _) => Err(not_bool(left)),
            (_, None) => Err(not_bool(right)),
        },
        _ => {
            let (Some(a), Some(b)) = (left.as_number(), right.as_number()) else {
                if left.as_unknown().or(right.as_unknown()).is_some() {
                    return Ok(Value::derived([left, right]));
                }
                return Err(not_number(if left.as_number().is_none() { left } else { right }));
            };
            Ok(match operator {
                Operator::LessEqual => Value::Bool(a <= b),
                Operator::GreaterEqual => Value::Bool(a >= b),
                Operator::Less => Value::Bool(a < b),
                Operator::Greater => Value::Bool(a > b),
                Operator::Plus => Value::Number(a + b),
                Operator::Minus => Value::Number(a - b),
                Operator::Times => Value::Number(a * b),
                Operator::Divide | Operator::Modulo if b == 0.0 => {
                    return Err(Fault::invalid("0 では割れません。", "Division by zero."));
                }
                Operator::Divide => Value::Number(a / b),
                Operator::Modulo => Value::Number(a % b),
                Operator::Equal | Operator::NotEqual | Operator::And | Operator::Or => Value::Null,
            })
        }
    }
}

/// Equality; `None` where it depends on something unknown.
fn equal(left: &Value, right: &Value) -> Option<bool> {
    match (left, right) {
        (Value::Unknown(_), _) | (_, Value::Unknown(_)) => None,
        // A resource is never null, whatever it is made of.
        (Value::Null, other) | (other, Value::Null) => Some(*other == Value::Null),
        (Value::Map(a), Value::Map(b)) => {
            if a.origin.is_none() && b.origin.is_none() && !a.entries.keys().eq(b.entries.keys()) {
                return Some(false);
            }
            every(a.entries.values().zip(b.entries.values()))
        }
        (Value::List(a), Value::List(b)) | (Value::Set(a), Value::Set(b)) => {
            if a.len() == b.len() {
                every(a.iter().zip(b.iter()))
            } else {
                Some(false)
            }
        }
        _ => Some(left == right),
    }
}

fn every<'a>(pairs: impl Iterator<Item = (&'a Value, &'a Value)>) -> Option<bool> {
    let mut sure = Some(true);
    for (a, b) in pairs {
        match equal(a, b) {
            Some(true) => {}
            Some(false) => return Some(false),
            None => sure = None,
        }
    }
    sure
}

fn not_bool(value: &Value) -> Fault {
    Fault::invalid(format!("bool が必要ですが、{} です。", value.kind()), format!("A bool is needed; this is a {}.", value.kind()))
}

fn not_number(value: &Value) -> Fault {
    Fault::invalid(format!("数値が必要ですが、{} です。", value.kind()), format!("A number is needed; this is a {}.", value.kind()))
}

fn no_name(name: &str) -> Fault {
    Fault::invalid(format!("「{name}」はここでは使えません。"), format!("\"{name}\" means nothing here."))
}
