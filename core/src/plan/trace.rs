//! From a value back to where it was chosen: the argument in the module, the call that passed it,
//! the line of `terraform.tfvars`.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::place::Line;
use super::result::{Attribute, Key, Plan, Resource};
use super::syntax::ast::{Expr, Node, Piece, Root, Step};
use super::syntax::{At, Local, Module};

/// Modules by the path of their call.
pub(super) type Origins = BTreeMap<Arc<str>, Origin>;

/// A called module and its caller.
#[derive(Debug)]
pub(super) struct Origin {
    pub(super) module: Arc<Module>,
    pub(super) caller: Option<(Arc<str>, At)>,
    /// Which of the instances of its call it is.
    pub(super) key: Option<Arc<str>>,
}

/// What `each` means: the declaration with the `for_each`, and the key.
type Each<'p> = Option<(&'p At, &'p Arc<str>)>;

/// Traces deeper than this add nothing that a reader would follow.
const MAX_STEPS: usize = 40;
/// Expressions that one trace looks at; ours need a few dozen.
const MAX_LOOKS: u16 = 1000;

/// How far a trace goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// Through locals, variables and calls: where the value itself was written.
    Values,
    /// Also through outputs of modules and the numbers of other resources: what a count depends on.
    Counts,
}

/// A trace under way.
struct Walk {
    reach: Reach,
    lines: Vec<Line>,
    /// Expressions that may still be looked at: locals that name each other in a circle end here.
    left: u16,
}

/// Arguments that say how many there are.
const REPETITIONS: [&str; 2] = ["count", "for_each"];

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
        self.walk(Reach::Values, resource, attribute)
    }

    /// The lines that decide how many items a value has, with those of the resources it was made of.
    #[must_use]
    pub fn trace_items(&self, resource: &Resource, attribute: &Attribute) -> Vec<Line> {
        self.walk(Reach::Counts, resource, attribute)
    }

    fn walk(&self, reach: Reach, resource: &Resource, attribute: &Attribute) -> Vec<Line> {
        let mut walk = Walk { reach, lines: vec![attribute.line.clone()], left: MAX_LOOKS };
        let name = (resource.kind.clone(), resource.name.clone());
        let origin = self.origins.get(&resource.module);
        let declaration = origin.and_then(|origin| origin.module.resources.get(&name).or_else(|| origin.module.data.get(&name)));
        let key = match &resource.key {
            Some(Key::Name(key)) => Some(key),
            Some(Key::Index(_)) | None => None,
        };
        self.follow(&resource.module, &attribute.node, &[], declaration.zip(key), &mut walk);
        walk.lines
    }

    /// The lines that decide how many of a resource there are: its own `count` or `for_each`, and
    /// those of the calls that lead to its module. Empty where the files ask for exactly one.
    #[must_use]
    pub fn trace_count(&self, resource: &Resource) -> Vec<Line> {
        self.notes.lines(&resource.module);
        let mut walk = Walk { reach: Reach::Counts, lines: Vec::new(), left: MAX_LOOKS };
        if let Some(origin) = self.origins.get(&resource.module)
            && let Some(at) = origin.module.resources.get(&(resource.kind.clone(), resource.name.clone()))
        {
            self.follow_count(&resource.module, at, &mut walk);
        }
        let mut module = &resource.module;
        while let Some((outer, call)) = self.origins.get(module).and_then(|origin| origin.caller.as_ref()) {
            self.follow_count(outer, call, &mut walk);
            module = outer;
        }
        walk.lines
    }

    fn follow_count(&self, module: &str, at: &At, walk: &mut Walk) {
        for argument in REPETITIONS.iter().filter_map(|name| at.attribute(name)) {
            walk.push(at.at(argument.line));
            self.follow(module, &argument.node, &[], None, walk);
        }
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

    fn follow(&self, module: &str, node: &Node, fields: &[Arc<str>], each: Each<'_>, walk: &mut Walk) {
        self.notes.lines(module);
        let Some(left) = walk.left.checked_sub(1) else { return };
        walk.left = left;
        if walk.lines.len() > MAX_STEPS {
            return;
        }
        let Some(origin) = self.origins.get(module) else { return };
        // A field of an object that is written out leads on by that field alone.
        if let (Expr::Object(entries), Some((first, rest))) = (&node.expr, fields.split_first()) {
            for (key, value) in entries {
                if key.as_path().as_deref() == Some(first) {
                    self.follow(module, value, rest, each, walk);
                }
            }
            return;
        }
        let mut uses = Vec::new();
        collect(walk.reach, node, &mut uses);
        for found in uses {
            let fields: Vec<Arc<str>> = found.fields.iter().chain(fields).cloned().collect();
            match found.root {
                Root::Local(name) => {
                    if let Some(Local { node, line }) = origin.module.locals.get(name) {
                        walk.push(line.clone());
                        self.follow(module, node, &fields, None, walk);
                    }
                }
                Root::Variable(name) => match &origin.caller {
                    Some((outer, call)) => {
                        if let Some(argument) = call.attribute(name) {
                            walk.push(call.at(argument.line));
                            self.follow(outer, &argument.node, &fields, Some(call).zip(origin.key.as_ref()), walk);
                        }
                    }
                    None => {
                        if let Some(local) = self.assignments.values.get(name) {
                            walk.push(field_line(local, &fields));
                        } else if let Some(variable) = origin.module.variables.get(name) {
                            walk.push(variable.at.line());
                        }
                    }
                },
                Root::EachKey | Root::EachValue => {
                    // The collection, and in it the entry of this instance.
                    let Some((declaration, key)) = each else { continue };
                    let Some(argument) = declaration.attribute("for_each") else { continue };
                    walk.push(declaration.at(argument.line));
                    let fields: Vec<Arc<str>> = std::iter::once(key).chain(&fields).cloned().collect();
                    self.follow(module, &argument.node, &fields, None, walk);
                }
                Root::Resource(kind, name) if walk.reach == Reach::Counts => {
                    if let Some(at) = origin.module.resources.get(&(kind.clone(), name.clone())) {
                        self.follow_count(module, at, walk);
                    }
                }
                Root::Module(name) if walk.reach == Reach::Counts => {
                    if let Some(call) = origin.module.calls.get(name) {
                        self.follow_count(module, call, walk);
                    }
                    let path = if module.is_empty() { format!("module.{name}") } else { format!("{module}.module.{name}") };
                    if let Some((output, rest)) = fields.split_first()
                        && let Some(inner) = self.origins.get(path.as_str())
                        && let Some(argument) = inner.module.outputs.get(output).and_then(|at| at.attribute("value"))
                    {
                        self.follow(&path, &argument.node, rest, None, walk);
                    }
                }
                _ => {}
            }
        }
    }
}

impl Walk {
    fn push(&mut self, line: Line) {
        if !self.lines.contains(&line) {
            self.lines.push(line);
        }
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

fn collect<'n>(reach: Reach, node: &'n Node, into: &mut Vec<Use<'n>>) {
    match &node.expr {
        Expr::Literal(_) => {}
        // How many there are does not depend on what they are called.
        Expr::Template(_) if reach == Reach::Counts => {}
        Expr::Template(pieces) => pieces.iter().for_each(|piece| collect_piece(reach, piece, into)),
        Expr::List(items) => items.iter().for_each(|item| collect(reach, item, into)),
        Expr::Object(entries) => entries.iter().for_each(|(key, value)| {
            collect(reach, key, into);
            if reach == Reach::Values {
                collect(reach, value, into);
            }
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
                collect(reach, base, into);
            }
            for step in steps {
                if let Step::Index(node) = step {
                    collect(reach, node, into);
                }
            }
        }
        Expr::Conditional(parts) => parts.iter().for_each(|part| collect(reach, part, into)),
        Expr::Call(call) => call.arguments.iter().for_each(|argument| collect(reach, argument, into)),
        Expr::Not(inner) | Expr::Negate(inner) => collect(reach, inner, into),
        Expr::Binary(_, sides) => sides.iter().for_each(|side| collect(reach, side, into)),
        Expr::For(expression) => {
            collect(reach, &expression.collection, into);
            if let Some(key) = &expression.key {
                collect(reach, key, into);
            }
            if reach == Reach::Values {
                collect(reach, &expression.value, into);
            }
            if let Some(condition) = &expression.condition {
                collect(reach, condition, into);
            }
        }
    }
}

fn collect_piece<'n>(reach: Reach, piece: &'n Piece, into: &mut Vec<Use<'n>>) {
    match piece {
        Piece::Text(_) => {}
        Piece::Value(node) => collect(reach, node, into),
        Piece::If { condition, then, otherwise } => {
            collect(reach, condition, into);
            then.iter().chain(otherwise).for_each(|piece| collect_piece(reach, piece, into));
        }
        Piece::For { collection, body, .. } => {
            collect(reach, collection, into);
            body.iter().for_each(|piece| collect_piece(reach, piece, into));
        }
    }
}
