//! Resources, data sources and their blocks.

use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use super::Evaluator;
use super::access::position;
use super::expression::pairs;
use super::fault::{Fault, Outcome};
use super::instance::{Group, Held, Instance, Name, Shape, Thing};
use super::memory::{Id, MAX_WORK};
use super::scope::{Binding, Each, Scope};
use crate::plan::result::{Attribute, Block, Key, Lifecycle, Resource};
use crate::plan::syntax::At;
use crate::plan::syntax::ast::{self, Expr};
use crate::plan::table::Table;
use crate::plan::value::{Map, Reference, Value};

/// Keys of instances, each with what `each` and `count` mean there.
type Keys = Vec<(Option<Key>, Each)>;

/// Arguments that Terraform itself reads.
const META: [&str; 4] = ["count", "depends_on", "for_each", "provider"];
/// Far beyond what one resource of a design has; a mistyped number must not eat the memory.
const MAX_COUNT: usize = 1000;
/// What a block and an instance count for beside their values: about what they hold in memory.
const BLOCK_UNITS: usize = 4;
const INSTANCE_UNITS: usize = 32;
/// Blocks that Terraform itself reads.
const META_BLOCKS: [&str; 4] = ["connection", "lifecycle", "provisioner", "timeouts"];

impl Evaluator<'_> {
    pub(super) fn resource(&self, at: &Rc<Instance>, kind: &Arc<str>, name: &Arc<str>) -> Outcome<Rc<Group>> {
        group(self.ask(&at.resources, &(kind.clone(), name.clone()), |name| Thing::Resource(at.clone(), name)))
    }

    pub(super) fn data(&self, at: &Rc<Instance>, kind: &Arc<str>, name: &Arc<str>) -> Outcome<Rc<Group>> {
        group(self.ask(&at.data, &(kind.clone(), name.clone()), |name| Thing::Data(at.clone(), name)))
    }

    /// The instances of a resource or data source (`prefix` is empty or `data.`).
    pub(super) fn group(
        &self,
        at: &Rc<Instance>,
        declaration: Option<&At>,
        (kind, name): &Name,
        prefix: &str,
        id: Id,
    ) -> Outcome<Rc<Group>> {
        let Some(declaration) = declaration else {
            return Err(Fault::invalid(
                format!("{prefix}{kind}.{name} は宣言されていません。"),
                format!("{prefix}{kind}.{name} is not declared."),
            ));
        };
        let (shape, keys) = match self.instances(declaration, at) {
            Ok(found) => found,
            Err(fault) => {
                self.report(fault, &declaration.line());
                return Ok(Rc::new(Group::new(Vec::new(), Shape::Unknown)));
            }
        };
        let dot = if at.path.is_empty() { "" } else { "." };
        let provider = declaration.attribute("provider").and_then(|argument| argument.node.as_path());
        let provider = provider.unwrap_or_else(|| kind.split('_').next().unwrap_or_default().to_owned());
        let provider = at.provider(&provider);
        let lifecycle = lifecycle(declaration);
        let before = match self.memory.before(id) {
            Some(Held::Group(group)) => Some(group),
            _ => None,
        };
        let resources: Vec<Arc<Resource>> = keys
            .into_iter()
            .map(|(key, each)| {
                let suffix = key.as_ref().map(ToString::to_string).unwrap_or_default();
                let resource = Resource {
                    address: format!("{}{dot}{prefix}{kind}.{name}{suffix}", at.path).into(),
                    kind: kind.clone(),
                    name: name.clone(),
                    module: at.path.clone(),
                    key,
                    provider: provider.clone(),
                    body: self.body(kind, &declaration.block().body, declaration, at, Scope::of(&each)),
                    lifecycle: lifecycle.clone(),
                };
                // One that did not change is taken over, so that others can see that it did not.
                let known = before.iter().flat_map(|group| &group.resources).find(|known| known.address == resource.address);
                known.filter(|known| known.is_same(&resource)).cloned().unwrap_or_else(|| Arc::new(resource))
            })
            .collect();
        Ok(Rc::new(Group::new(resources, shape)))
    }

    /// The instances that `count` and `for_each` of a resource or module call ask for, counted.
    pub(super) fn instances(&self, declaration: &At, at: &Rc<Instance>) -> Outcome<(Shape, Keys)> {
        let (shape, keys) = self.keys(declaration, at)?;
        self.memory.spend(keys.len().saturating_mul(INSTANCE_UNITS))?;
        Ok((shape, keys))
    }

    fn keys(&self, declaration: &At, at: &Rc<Instance>) -> Outcome<(Shape, Keys)> {
        let single = Each::Single;
        let scope = Scope::of(&single);
        if let Some(count) = declaration.attribute("count") {
            let value = self.value(&count.node, at, scope)?;
            let Some(count) = value.as_number().and_then(position) else {
                return Err(Fault::gap(
                    "count が apply するまで分かりません。これらのリソースは一覧に含まれません。",
                    "count is known only after an apply; these resources are left out of the list.",
                )
                .on(count.line));
            };
            if count > MAX_COUNT {
                return Err(Fault::gap(
                    format!("count が {MAX_COUNT} を超えています。これらのリソースは一覧に含まれません。"),
                    format!("count is above {MAX_COUNT}; these resources are left out of the list."),
                )
                .on(declaration.block().line));
            }
            return Ok((Shape::List, (0..count).map(|index| (Some(Key::Index(index)), Each::Count(index))).collect()));
        }
        let Some(for_each) = declaration.attribute("for_each") else {
            return Ok((Shape::Single, vec![(None, Each::Single)]));
        };
        let value = self.value(&for_each.node, at, scope)?;
        let unknown = || {
            Fault::gap(
                "for_each のキーが apply するまで分かりません。これらのリソースは一覧に含まれません。",
                "The keys of for_each are known only after an apply; these resources are left out of the list.",
            )
            .on(for_each.line)
        };
        let keys = match &value {
            Value::Map(map) if map.origin.is_none() => {
                map.entries.iter().map(|(key, value)| (Some(Key::Name(key.clone())), Each::Key(key.clone(), value.clone()))).collect()
            }
            Value::Set(items) => items
                .iter()
                .map(|item| match item {
                    Value::String(key) => Ok((Some(Key::Name(key.clone())), Each::Key(key.clone(), item.clone()))),
                    _ => Err(unknown()),
                })
                .collect::<Outcome<_>>()?,
            Value::Unknown(_) => return Err(unknown()),
            other => {
                return Err(Fault::invalid(
                    format!("for_each は map か文字列の set でなければなりませんが、{} です。", other.kind()),
                    format!("for_each must be a map or a set of strings; this is a {}.", other.kind()),
                )
                .on(for_each.line));
            }
        };
        Ok((Shape::Map, keys))
    }

    /// Arguments and nested blocks, without those that Terraform itself reads.
    pub(super) fn body(&self, kind: &Arc<str>, body: &ast::Body, file: &At, at: &Rc<Instance>, scope: Scope<'_>) -> Block {
        let labels = file.block().labels.clone();
        Block { labels, ..self.block(kind, body, file.block().line, file, at, scope, true) }
    }

    #[expect(clippy::too_many_arguments, reason = "the place of a block: file, line, module, scope")]
    fn block(&self, kind: &Arc<str>, body: &ast::Body, line: u32, file: &At, at: &Rc<Instance>, scope: Scope<'_>, top: bool) -> Block {
        let mut block =
            Block { kind: kind.clone(), labels: Vec::new(), attributes: Table::default(), blocks: Vec::new(), line: file.at(line) };
        // Where there is too much already, the place of the block says so once.
        if let Err(fault) = self.memory.spend(BLOCK_UNITS) {
            self.report(fault, &block.line);
            return block;
        }
        let mut attributes = Vec::with_capacity(body.attributes.len());
        for (name, argument) in &body.attributes {
            if top && META.contains(&&**name) {
                continue;
            }
            let line = file.at(argument.line);
            let value = self.value(&argument.node, at, scope).and_then(|value| {
                self.memory.spend(value.weight(MAX_WORK))?;
                Ok(value)
            });
            let value = value.unwrap_or_else(|fault| self.report(fault, &line));
            attributes.push((name.clone(), Attribute { value, line, node: argument.node.clone() }));
        }
        block.attributes = attributes.into_iter().collect();
        for inner in &body.blocks {
            if top && META_BLOCKS.contains(&&*inner.kind) {
                continue;
            }
            let Some(dynamic) = &inner.dynamic else {
                let labels = inner.labels.clone();
                block.blocks.push(Block { labels, ..self.block(&inner.kind, &inner.body, inner.line, file, at, scope, false) });
                continue;
            };
            let outcome = self.value(&dynamic.for_each, at, scope).and_then(|collection| {
                pairs(&collection)?.ok_or_else(|| {
                    Fault::gap(
                        format!("dynamic \"{}\" の for_each が apply するまで分かりません。", inner.kind),
                        format!("for_each of dynamic \"{}\" is known only after an apply.", inner.kind),
                    )
                })
            });
            match outcome {
                Ok(pairs) => {
                    for (key, value) in pairs {
                        if self.memory.is_spent() {
                            break;
                        }
                        let element = Value::map([("key".into(), key), ("value".into(), value)].into_iter().collect());
                        let binding = Binding { name: &dynamic.iterator, value: element, outer: scope.bound };
                        block.blocks.push(self.block(&inner.kind, &inner.body, inner.line, file, at, scope.with(&binding), false));
                    }
                }
                Err(fault) => {
                    self.report(fault, &file.at(inner.line));
                }
            }
        }
        block.blocks.shrink_to_fit();
        block
    }
}

/// Instances as expressions see them.
pub(super) fn all_seen(resources: &[Arc<Resource>], shape: Shape) -> Value {
    let mut seen = resources.iter().map(|resource| seen(resource));
    match shape {
        Shape::Single => seen.next().unwrap_or_else(Value::unknown),
        Shape::List => Value::list(seen.collect()),
        Shape::Map => Value::map(
            resources
                .iter()
                .zip(seen)
                .filter_map(|(resource, value)| match &resource.key {
                    Some(Key::Name(key)) => Some((key.clone(), value)),
                    Some(Key::Index(_)) | None => None,
                })
                .collect(),
        ),
        Shape::Unknown => Value::unknown(),
    }
}

/// A resource as expressions see it.
fn seen(resource: &Resource) -> Value {
    block_value(&resource.body, Reference { address: resource.address.clone(), attribute: "".into() })
}

fn block_value(block: &Block, origin: Reference) -> Value {
    let mut entries: BTreeMap<Arc<str>, Value> =
        block.attributes.iter().map(|(name, attribute)| (name.clone(), attribute.value.clone())).collect();
    let mut lists: BTreeMap<Arc<str>, Vec<Value>> = BTreeMap::new();
    for inner in &block.blocks {
        let list = lists.entry(inner.kind.clone()).or_default();
        let origin = origin.deeper(&inner.kind).deeper(&list.len().to_string());
        list.push(block_value(inner, origin));
    }
    entries.extend(lists.into_iter().map(|(kind, list)| (kind, Value::list(list))));
    Value::Map(Arc::new(Map { entries: entries.into(), origin: Some(origin) }))
}

fn lifecycle(declaration: &At) -> Lifecycle {
    let Some(block) = declaration.block().body.blocks.iter().find(|block| &*block.kind == "lifecycle") else {
        return Lifecycle::default();
    };
    let flag = |name: &str| block.body.attributes.get(name).is_some_and(|argument| argument.node.expr == Expr::Literal(Value::Bool(true)));
    let ignore_changes = match block.body.attributes.get("ignore_changes").map(|argument| &argument.node.expr) {
        Some(Expr::List(items)) => items.iter().filter_map(ast::Node::as_path).collect(),
        Some(Expr::Root(ast::Root::Word(word))) => vec![word.to_string()],
        _ => Vec::new(),
    };
    Lifecycle {
        create_before_destroy: flag("create_before_destroy"),
        prevent_destroy: flag("prevent_destroy"),
        ignore_changes,
        line: Some(declaration.at(block.line)),
    }
}

fn group(held: Outcome<Held>) -> Outcome<Rc<Group>> {
    match held? {
        Held::Group(group) => Ok(group),
        _ => Err(Fault::invalid("リソースではありません。", "This is no resource.")),
    }
}
