//! From the tree of `hcl-edit` to ours: lines instead of offsets, names resolved, layout dropped.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use hcl_edit::Span;
use hcl_edit::expr::{BinaryOperator, Expression, ForExpr, ObjectKey, Traversal, TraversalOperator, UnaryOperator};
use hcl_edit::structure;
use hcl_edit::template::{Directive, Element, Strip, Template};

use super::ast::{Argument, Block, Body, Call, Dynamic, Expr, For, Node, Operator, Piece, Root, Step};
use crate::plan::value::Value;

/// Converts one file.
pub(super) struct Converter {
    /// Offsets at which lines start.
    starts: Vec<usize>,
    /// Lines before the text.
    above: u32,
    /// Names that enclosing `for`s and `dynamic` blocks gave.
    bound: Vec<Arc<str>>,
    /// Names of this file: each is kept once, however often it is written.
    names: Names,
}

#[derive(Default)]
struct Names(BTreeSet<Arc<str>>);

impl Names {
    fn of(&mut self, name: &str) -> Arc<str> {
        if let Some(known) = self.0.get(name) {
            return known.clone();
        }
        let name: Arc<str> = name.into();
        self.0.insert(name.clone());
        name
    }
}

impl Converter {
    pub(super) fn new(text: &str) -> Self {
        Self::from_line(text, 0)
    }

    /// Converts a part of a file that has so many lines above it.
    pub(super) fn from_line(text: &str, above: u32) -> Self {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { starts, above, bound: Vec::new(), names: Names::default() }
    }

    /// 1-based line of a span.
    fn line(&self, span: Option<Range<usize>>) -> u32 {
        let at = span.map_or(0, |span| span.start);
        u32::try_from(self.starts.partition_point(|start| *start <= at)).unwrap_or(u32::MAX).saturating_add(self.above)
    }

    pub(super) fn body(&mut self, body: &structure::Body) -> Body {
        let (mut attributes, mut blocks) = (Vec::new(), Vec::new());
        for structure in body {
            match structure {
                structure::Structure::Attribute(attribute) => {
                    let line = self.line(attribute.key.span().or_else(|| attribute.span()));
                    let node = Arc::new(self.node(&attribute.value));
                    attributes.push((self.names.of(attribute.key.as_str()), Argument { node, line }));
                }
                structure::Structure::Block(block) => {
                    blocks.push(self.block(block));
                }
            }
        }
        blocks.shrink_to_fit();
        Body { attributes: attributes.into_iter().collect(), blocks }
    }

    fn block(&mut self, block: &structure::Block) -> Block {
        let kind = self.names.of(block.ident.as_str());
        let line = self.line(block.ident.span().or_else(|| block.span()));
        let labels: Vec<Arc<str>> = block.labels.iter().map(|label| self.names.of(label.as_str())).collect();
        let (true, Some(inner)) = (&*kind == "dynamic", labels.first()) else {
            return Block { kind, labels, body: self.body(&block.body), line, dynamic: None };
        };
        let iterator = block
            .body
            .get_attribute("iterator")
            .and_then(|attribute| attribute.value.as_variable())
            .map_or_else(|| inner.clone(), |ident| self.names.of(ident.as_str()));
        let for_each = block.body.get_attribute("for_each").map(|attribute| self.node(&attribute.value));
        self.bound.push(iterator.clone());
        let content = block.body.get_blocks("content").next().map(|content| self.body(&content.body)).unwrap_or_default();
        self.bound.pop();
        let for_each = for_each.unwrap_or(Node { expr: Expr::List(Vec::new()), line });
        Block { kind: inner.clone(), labels: Vec::new(), body: content, line, dynamic: Some(Dynamic { for_each, iterator }) }
    }

    pub(super) fn node(&mut self, expression: &Expression) -> Node {
        let line = self.line(expression.span());
        let expr = match expression {
            Expression::Null(_) => Expr::Literal(Value::Null),
            Expression::Bool(value) => Expr::Literal(Value::Bool(*value.value())),
            Expression::Number(value) => Expr::Literal(value.value().as_f64().map_or(Value::Null, Value::Number)),
            Expression::String(value) => Expr::Literal(Value::String(self.names.of(value.value()))),
            Expression::Array(items) => Expr::List(items.iter().map(|item| self.node(item)).collect()),
            Expression::Object(object) => Expr::Object(
                object
                    .iter()
                    .map(|(key, value)| {
                        let key = match key {
                            ObjectKey::Ident(name) => {
                                Node { expr: Expr::Literal(Value::String(self.names.of(name.as_str()))), line: self.line(name.span()) }
                            }
                            ObjectKey::Expression(expression) => self.node(expression),
                        };
                        (key, self.node(value.expr()))
                    })
                    .collect(),
            ),
            Expression::StringTemplate(template) => {
                let elements: Vec<&Element> = template.iter().collect();
                self.template(&elements)
            }
            Expression::HeredocTemplate(heredoc) => {
                let elements: Vec<&Element> = heredoc.template.iter().collect();
                Expr::Template(self.pieces(&elements))
            }
            Expression::Parenthesis(inner) => return self.node(inner.inner()),
            Expression::Variable(name) => Expr::Root(self.word(name.as_str())),
            Expression::Conditional(conditional) => Expr::Conditional(Box::new([
                self.node(&conditional.cond_expr),
                self.node(&conditional.true_expr),
                self.node(&conditional.false_expr),
            ])),
            Expression::FuncCall(call) => {
                let namespace = call.name.namespace.iter().map(|part| format!("{}::", part.as_str()));
                let name = namespace.chain(std::iter::once(call.name.name.as_str().to_owned())).collect::<String>();
                let arguments = call.args.iter().map(|argument| self.node(argument)).collect();
                Expr::Call(Box::new(Call { name: self.names.of(&name), arguments, expand: call.args.expand_final() }))
            }
            Expression::Traversal(traversal) => self.traversal(traversal),
            Expression::UnaryOp(operation) => {
                let inner = Box::new(self.node(&operation.expr));
                match *operation.operator.value() {
                    UnaryOperator::Not => Expr::Not(inner),
                    UnaryOperator::Neg => Expr::Negate(inner),
                }
            }
            Expression::BinaryOp(operation) => {
                let sides = Box::new([self.node(&operation.lhs_expr), self.node(&operation.rhs_expr)]);
                Expr::Binary(operator(*operation.operator.value()), sides)
            }
            Expression::ForExpr(expression) => self.for_expression(expression),
        };
        Node { expr, line }
    }

    fn word(&mut self, name: &str) -> Root {
        let name = self.names.of(name);
        if self.bound.contains(&name) { Root::Bound(name) } else { Root::Word(name) }
    }

    fn traversal(&mut self, traversal: &Traversal) -> Expr {
        let line = self.line(traversal.expr.span().or_else(|| traversal.span()));
        let mut operators = traversal.operators.iter().map(hcl_edit::Decorated::value).peekable();
        let mut name = |names: &mut Names| match operators.peek() {
            Some(TraversalOperator::GetAttr(name)) => {
                let name = names.of(name.as_str());
                operators.next();
                Some(name)
            }
            _ => None,
        };
        let base = match &traversal.expr {
            Expression::Variable(word) => match self.word(word.as_str()) {
                Root::Word(word) => {
                    let names = &mut self.names;
                    let root = match &*word {
                        "var" => name(names).map(Root::Variable),
                        "local" => name(names).map(Root::Local),
                        "module" => name(names).map(Root::Module),
                        "path" => name(names).map(Root::Path),
                        "data" => name(names).and_then(|kind| name(names).map(|name| Root::Data(kind, name))),
                        "count" => name(names).map(|_| Root::CountIndex),
                        "each" => name(names).map(|part| if &*part == "key" { Root::EachKey } else { Root::EachValue }),
                        "terraform" | "self" => None,
                        _ => name(names).map(|name| Root::Resource(word.clone(), name)),
                    };
                    Node { expr: Expr::Root(root.unwrap_or(Root::Word(word))), line }
                }
                root => Node { expr: Expr::Root(root), line },
            },
            other => self.node(other),
        };
        let mut steps = Vec::new();
        for operator in operators {
            steps.push(match operator {
                TraversalOperator::AttrSplat(_) | TraversalOperator::FullSplat(_) => Step::Splat,
                TraversalOperator::GetAttr(name) => Step::Attribute(self.names.of(name.as_str())),
                TraversalOperator::Index(expression) => Step::Index(self.node(expression)),
                TraversalOperator::LegacyIndex(index) => {
                    #[expect(clippy::cast_precision_loss, reason = "an index is small")]
                    let index = *index.value() as f64;
                    Step::Index(Node { expr: Expr::Literal(Value::Number(index)), line })
                }
            });
        }
        if steps.is_empty() { base.expr } else { Expr::Traverse(Box::new(base), steps) }
    }

    fn for_expression(&mut self, expression: &ForExpr) -> Expr {
        let collection = self.node(&expression.intro.collection_expr);
        let key_name: Option<Arc<str>> = expression.intro.key_var.as_ref().map(|name| self.names.of(name.as_str()));
        let value_name = self.names.of(expression.intro.value_var.as_str());
        let depth = self.bound.len();
        self.bound.extend(key_name.clone());
        self.bound.push(value_name.clone());
        let key = expression.key_expr.as_ref().map(|key| self.node(key));
        let value = self.node(&expression.value_expr);
        let condition = expression.cond.as_ref().map(|condition| self.node(&condition.expr));
        self.bound.truncate(depth);
        Expr::For(Box::new(For { key_name, value_name, collection, key, value, grouping: expression.grouping, condition }))
    }

    /// `"${x}"` is x itself, not its text.
    fn template(&mut self, elements: &[&Element]) -> Expr {
        match elements {
            [Element::Interpolation(only)] => self.node(&only.expr).expr,
            _ => Expr::Template(self.pieces(elements)),
        }
    }

    fn inner(&mut self, template: &Template) -> Vec<Piece> {
        let elements: Vec<&Element> = template.iter().collect();
        self.pieces(&elements)
    }

    fn pieces(&mut self, elements: &[&Element]) -> Vec<Piece> {
        let mut pieces = Vec::new();
        for (index, element) in elements.iter().enumerate() {
            match element {
                Element::Literal(text) => {
                    let mut text = text.as_str();
                    if index.checked_sub(1).and_then(|before| elements.get(before)).is_some_and(|before| strips_after(before)) {
                        text = text.trim_start();
                    }
                    if elements.get(index + 1).is_some_and(|after| strips_before(after)) {
                        text = text.trim_end();
                    }
                    pieces.push(Piece::Text(text.into()));
                }
                Element::Interpolation(interpolation) => pieces.push(Piece::Value(self.node(&interpolation.expr))),
                Element::Directive(directive) => match directive.as_ref() {
                    Directive::If(directive) => {
                        let condition = self.node(&directive.if_expr.cond_expr);
                        let then = self.inner(&directive.if_expr.template);
                        let otherwise = directive.else_expr.as_ref().map(|branch| self.inner(&branch.template)).unwrap_or_default();
                        pieces.push(Piece::If { condition, then, otherwise });
                    }
                    Directive::For(directive) => {
                        let collection = self.node(&directive.for_expr.collection_expr);
                        let key_name: Option<Arc<str>> = directive.for_expr.key_var.as_ref().map(|name| self.names.of(name.as_str()));
                        let value_name = self.names.of(directive.for_expr.value_var.as_str());
                        let depth = self.bound.len();
                        self.bound.extend(key_name.clone());
                        self.bound.push(value_name.clone());
                        let body = self.inner(&directive.for_expr.template);
                        self.bound.truncate(depth);
                        pieces.push(Piece::For { key_name, value_name, collection, body });
                    }
                },
            }
        }
        pieces
    }
}

const fn strip_of(element: &Element) -> (Strip, Strip) {
    match element {
        Element::Literal(_) => (Strip::None, Strip::None),
        Element::Interpolation(interpolation) => (interpolation.strip, interpolation.strip),
        Element::Directive(_) => (Strip::None, Strip::None),
    }
}

const fn strips_before(element: &Element) -> bool {
    matches!(strip_of(element).0, Strip::Start | Strip::Both)
}

const fn strips_after(element: &Element) -> bool {
    matches!(strip_of(element).1, Strip::End | Strip::Both)
}

const fn operator(operator: BinaryOperator) -> Operator {
    match operator {
        BinaryOperator::Eq => Operator::Equal,
        BinaryOperator::NotEq => Operator::NotEqual,
        BinaryOperator::LessEq => Operator::LessEqual,
        BinaryOperator::GreaterEq => Operator::GreaterEqual,
        BinaryOperator::Less => Operator::Less,
        BinaryOperator::Greater => Operator::Greater,
        BinaryOperator::Plus => Operator::Plus,
        BinaryOperator::Minus => Operator::Minus,
        BinaryOperator::Mul => Operator::Times,
        BinaryOperator::Div => Operator::Divide,
        BinaryOperator::Mod => Operator::Modulo,
        BinaryOperator::And => Operator::And,
        BinaryOperator::Or => Operator::Or,
    }
}

/// A literal, evaluated without any scope: defaults of optional object fields.
pub(crate) fn literal(node: &Node) -> Option<Value> {
    match &node.expr {
        Expr::Literal(value) => Some(value.clone()),
        Expr::List(items) => Some(Value::list(items.iter().map(literal).collect::<Option<_>>()?)),
        Expr::Object(entries) => {
            let mut map = BTreeMap::new();
            for (key, value) in entries {
                map.insert(literal(key)?.to_text()?, literal(value)?);
            }
            Some(Value::map(map.into()))
        }
        Expr::Negate(inner) => Some(Value::Number(-literal(inner)?.as_number()?)),
        Expr::Template(pieces) if pieces.is_empty() => Some(Value::string("")),
        _ => None,
    }
}
