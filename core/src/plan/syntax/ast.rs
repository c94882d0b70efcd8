//! The parts of Terraform's language that an evaluation needs: expressions with their lines, names
//! resolved to what they stand for, nothing of the layout.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::plan::table::Table;
use crate::plan::value::Value;

/// An expression and the line it starts on.
#[derive(Debug, PartialEq)]
pub(crate) struct Node {
    pub(crate) expr: Expr,
    pub(crate) line: u32,
}

#[derive(Debug, PartialEq)]
pub(crate) enum Expr {
    Literal(Value),
    Template(Vec<Piece>),
    List(Vec<Node>),
    Object(Vec<(Node, Node)>),
    Root(Root),
    Traverse(Box<Node>, Vec<Step>),
    Conditional(Box<[Node; 3]>),
    Call(Box<Call>),
    Not(Box<Node>),
    Negate(Box<Node>),
    Binary(Operator, Box<[Node; 2]>),
    For(Box<For>),
}

/// What a name at the start of a traversal stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Root {
    Variable(Arc<str>),
    Local(Arc<str>),
    Module(Arc<str>),
    Resource(Arc<str>, Arc<str>),
    Data(Arc<str>, Arc<str>),
    EachKey,
    EachValue,
    CountIndex,
    /// A name that a `for` or a `dynamic` block gave.
    Bound(Arc<str>),
    /// `path.module` and its like.
    Path(Arc<str>),
    /// A word that stands for nothing here: `all`, `create_before_destroy`, a mistake.
    Word(Arc<str>),
}

#[derive(Debug, PartialEq)]
pub(crate) enum Step {
    Attribute(Arc<str>),
    Index(Node),
    Splat,
}

#[derive(Debug, PartialEq)]
pub(crate) struct Call {
    pub(crate) name: Arc<str>,
    pub(crate) arguments: Vec<Node>,
    /// The last argument is a list of arguments (`...`).
    pub(crate) expand: bool,
}

#[derive(Debug, PartialEq)]
pub(crate) struct For {
    pub(crate) key_name: Option<Arc<str>>,
    pub(crate) value_name: Arc<str>,
    pub(crate) collection: Node,
    /// An object is made where this is set.
    pub(crate) key: Option<Node>,
    pub(crate) value: Node,
    pub(crate) grouping: bool,
    pub(crate) condition: Option<Node>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Operator {
    Equal,
    NotEqual,
    LessEqual,
    GreaterEqual,
    Less,
    Greater,
    Plus,
    Minus,
    Times,
    Divide,
    Modulo,
    And,
    Or,
}

#[derive(Debug, PartialEq)]
pub(crate) enum Piece {
    Text(Arc<str>),
    Value(Node),
    If { condition: Node, then: Vec<Piece>, otherwise: Vec<Piece> },
    For { key_name: Option<Arc<str>>, value_name: Arc<str>, collection: Node, body: Vec<Piece> },
}

/// What stands between two braces.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Body {
    pub(crate) attributes: Table<Argument>,
    pub(crate) blocks: Vec<Block>,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Argument {
    pub(crate) node: Arc<Node>,
    pub(crate) line: u32,
}

#[derive(Debug, PartialEq)]
pub(crate) struct Block {
    pub(crate) kind: Arc<str>,
    pub(crate) labels: Vec<Arc<str>>,
    pub(crate) body: Body,
    pub(crate) line: u32,
    /// Set where this was `dynamic "kind" { … content { body } }`.
    pub(crate) dynamic: Option<Dynamic>,
}

#[derive(Debug, PartialEq)]
pub(crate) struct Dynamic {
    pub(crate) for_each: Node,
    pub(crate) iterator: Arc<str>,
}

/// A type constraint of a variable.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Type {
    Any,
    Bool,
    Number,
    String,
    List(Box<Type>),
    Set(Box<Type>),
    Map(Box<Type>),
    Tuple(Vec<Type>),
    Object(BTreeMap<Arc<str>, Field>),
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Field {
    pub(crate) kind: Type,
    pub(crate) optional: bool,
    pub(crate) default: Option<Value>,
}

impl Node {
    /// Writes a chain of names back: `aws.us_east_1`, `module.vpc.vpc_id`. None for anything else.
    pub(crate) fn as_path(&self) -> Option<String> {
        match &self.expr {
            Expr::Root(root) => Some(root.to_path()),
            Expr::Traverse(base, steps) => {
                let mut path = base.as_path()?;
                for step in steps {
                    match step {
                        Step::Attribute(name) => {
                            path.push('.');
                            path.push_str(name);
                        }
                        Step::Index(node) => match &node.expr {
                            Expr::Literal(Value::String(key)) => path.push_str(&format!("[{key:?}]")),
                            Expr::Literal(value) => path.push_str(&format!("[{}]", value.to_text()?)),
                            _ => return None,
                        },
                        Step::Splat => path.push_str("[*]"),
                    }
                }
                Some(path)
            }
            Expr::Literal(Value::String(text)) => Some(text.to_string()),
            _ => None,
        }
    }
}

impl Root {
    fn to_path(&self) -> String {
        match self {
            Self::Variable(name) => format!("var.{name}"),
            Self::Local(name) => format!("local.{name}"),
            Self::Module(name) => format!("module.{name}"),
            Self::Resource(kind, name) => format!("{kind}.{name}"),
            Self::Data(kind, name) => format!("data.{kind}.{name}"),
            Self::EachKey => "each.key".to_owned(),
            Self::EachValue => "each.value".to_owned(),
            Self::CountIndex => "count.index".to_owned(),
            Self::Path(name) => format!("path.{name}"),
            Self::Bound(name) | Self::Word(name) => name.to_string(),
        }
    }
}
