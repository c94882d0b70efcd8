//! From a value back to where it was chosen: the argument in the module, the call that passed it,
//! the line of `terraform.tfvars`.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::place::Line;
use super::result::{Attribute, Plan, Resource};
use super::syntax::ast::{Expr, Node, Piece, Root, Step};
use super::syntax::{At, Local, Module};

/// Modules by the path of their call.
pub(super) type Origins = BTreeMap<Arc<str>, Origin>;

/// A called module and its caller.
#[derive(Debug)]
pub(super) struct Origin {
    pub(super) module: Arc<Module>,
    pub(super) caller: Option<(Arc<str>, At)>,
}

/// Traces deeper than this add nothing that a reader would follow.
const MAX_STEPS: usize = 40;

/// A name with the fields that are read of it: `var.rds.multi_az` is `rds` and `["multi_az"]`.
struct Use<'n> {
    root: &'n Root,
    fields: Vec<Arc<str>>,
}

impl Plan {
    /// The lines that decide a value, from the argument outwards; the last ones stand in
    /// `terraform.tfvars` where a setting decides it.
    #[must_use]
    pub fn trace(&self, resource: &Resource, attribute: &Attribute) -> Vec<Line> {
        self.notes.lines(&resource.module);
        let mut lines = vec![attribute.line.clone()];
        self.follow(&resource.module, &attribute.node, &[], &mut lines);
        lines
    }

    /// The line in the root module of the call that leads to a module path such as `module.sqs[0]`.
    #[must_use]
    pub fn call_line(&self, module: &str) -> Option<Line> {
        self.notes.lines(module);
        let mut path: Arc<str> = module.into();
        let mut line = None;
        while let Some((outer, call)) = self.origins.get(&path).and_then(|origin| origin.caller.as_ref()) {
            line = Some(call.line());
            path = outer.clone();
        }
        line
    }

    fn follow(&self, module: &str, node: &Node, fields: &[Arc<str>], lines: &mut Vec<Line>) {
        if lines.len() > MAX_STEPS {
            return;
        }
        let Some(origin) = self.origins.get(module) else { return };
        // A field of an object that is written out leads on by that field alone.
        if let (Expr::Object(entries), Some((first, rest))) = (&node.expr, fields.split_first()) {
            for (key, value) in entries {
                if key.as_path().as_deref() == Some(first) {
                    self.follow(module, value, rest, lines);
                }
            }
            return;
        }
        let mut uses = Vec::new();
        collect(node, &mut uses);
        for found in uses {
            let fields: Vec<Arc<str>> = found.fields.iter().chain(fields).cloned().collect();
            match found.root {
                Root::Local(name) => {
                    if let Some(Local { node, line }) = origin.module.locals.get(name) {
                        push(lines, line.clone());
                        self.follow(module, node, &fields, lines);
                    }
                }
                Root::Variable(name) => match &origin.caller {
                    Some((outer, call)) => {
                        if let Some(argument) = call.attribute(name) {
                            push(lines, call.at(argument.line));
                            self.follow(outer, &argument.node, &fields, lines);
                        }
                    }
                    None => {
                        if let Some(local) = self.assignments.values.get(name) {
                            push(lines, field_line(local, &fields));
                        } else if let Some(variable) = origin.module.variables.get(name) {
                            push(lines, variable.at.line());
                        }
                    }
                },
                _ => {}
            }
        }
    }
}

fn push(lines: &mut Vec<Line>, line: Line) {
    if !lines.contains(&line) {
        lines.push(line);
    }
}

/// The line of a field inside an assignment.
fn field_line(local: &Local, fields: &[Arc<str>]) -> Line {
    let mut line = local.line.clone();
    let mut node: &Node = &local.node;
    for field in fields {
        let Expr::Object(entries) = &node.expr else { break };
        let Some((key, value)) = entries.iter().find(|(key, _)| key.as_path().as_deref() == Some(field)) else { break };
        line.line = key.line;
        node = value;
    }
    line
}

fn collect<'n>(node: &'n Node, into: &mut Vec<Use<'n>>) {
    match &node.expr {
        Expr::Literal(_) => {}
        Expr::Template(pieces) => pieces.iter().for_each(|piece| collect_piece(piece, into)),
        Expr::List(items) => items.iter().for_each(|item| collect(item, into)),
        Expr::Object(entries) => entries.iter().for_each(|(key, value)| {
            collect(key, into);
            collect(value, into);
        }),
        Expr::Root(root) => into.push(Use { root, fields: Vec::new() }),
        Expr::Traverse(base, steps) => {
            if let Expr::Root(root) = &base.expr {
                let fields = steps.iter().map_while(|step| match step {
                    Step::Attribute(name) => Some(name.clone()),
                    Step::Index(_) | Step::Splat => None,
                });
                into.push(Use { root, fields: fields.collect() });
            } else {
                collect(base, into);
            }
            for step in steps {
                if let Step::Index(node) = step {
                    collect(node, into);
                }
            }
        }
        Expr::Conditional(parts) => parts.iter().for_each(|part| collect(part, into)),
        Expr::Call(call) => call.arguments.iter().for_each(|argument| collect(argument, into)),
        Expr::Not(inner) | Expr::Negate(inner) => collect(inner, into),
        Expr::Binary(_, sides) => sides.iter().for_each(|side| collect(side, into)),
        Expr::For(expression) => {
            collect(&expression.collection, into);
            if let Some(key) = &expression.key {
                collect(key, into);
            }
            collect(&expression.value, into);
            if let Some(condition) = &expression.condition {
                collect(condition, into);
            }
        }
    }
}

fn collect_piece<'n>(piece: &'n Piece, into: &mut Vec<Use<'n>>) {
    match piece {
        Piece::Text(_) => {}
        Piece::Value(node) => collect(node, into),
        Piece::If { condition, then, otherwise } => {
            collect(condition, into);
            then.iter().chain(otherwise).for_each(|piece| collect_piece(piece, into));
        }
        Piece::For { collection, body, .. } => {
            collect(collection, into);
            body.iter().for_each(|piece| collect_piece(piece, into));
        }
    }
}
