//! Type constraints of variables.

use super::ast::{Expr, Field, Node, Root, Type};
use super::convert::literal;

/// Reads a type constraint; what is not one, is `any`.
pub(super) fn read(node: &Node) -> Type {
    match &node.expr {
        Expr::Root(Root::Word(name)) => match &**name {
            "string" => Type::String,
            "number" => Type::Number,
            "bool" => Type::Bool,
            "list" => Type::List(Box::new(Type::Any)),
            "set" => Type::Set(Box::new(Type::Any)),
            "map" => Type::Map(Box::new(Type::Any)),
            _ => Type::Any,
        },
        Expr::Call(call) => {
            let Some(first) = call.arguments.first() else { return Type::Any };
            match &*call.name {
                "list" => Type::List(Box::new(read(first))),
                "set" => Type::Set(Box::new(read(first))),
                "map" => Type::Map(Box::new(read(first))),
                "tuple" => match &first.expr {
                    Expr::List(items) => Type::Tuple(items.iter().map(read).collect()),
                    _ => Type::Any,
                },
                "object" => match &first.expr {
                    Expr::Object(entries) => {
                        Type::Object(entries.iter().filter_map(|(key, value)| Some((literal(key)?.to_text()?, field(value)))).collect())
                    }
                    _ => Type::Any,
                },
                _ => Type::Any,
            }
        }
        _ => Type::Any,
    }
}

fn field(node: &Node) -> Field {
    match &node.expr {
        Expr::Call(call) if &*call.name == "optional" => {
            Field { kind: call.arguments.first().map_or(Type::Any, read), optional: true, default: call.arguments.get(1).and_then(literal) }
        }
        _ => Field { kind: read(node), optional: false, default: None },
    }
}
