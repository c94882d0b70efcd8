//! The functions of Terraform's language, as a table. One that is missing is a gap that is named,
//! never a guess.

mod collection;
mod encoding;
mod network;
mod number;
mod pattern;
mod text;

pub(crate) use pattern::Patterns;

use super::fault::{Fault, Outcome};
use crate::plan::value::Value;

/// How a function treats what is unknown.
#[derive(Clone, Copy)]
enum Needs {
    /// Every argument and everything inside it must be known, else the result is unknown.
    Whole,
    /// The arguments themselves must be known; what is inside may be unknown.
    Outer,
    /// The function looks itself.
    Nothing,
}

type Body = fn(&[Value], &Patterns) -> Outcome<Value>;

/// Calls a function by name.
pub(crate) fn call(name: &str, arguments: &[Value], patterns: &Patterns) -> Outcome<Value> {
    let Some((needs, body)) = find(name) else {
        return Err(Fault::gap(
            format!("関数 {name}() は評価できません。この値は不明として扱います。"),
            format!("The function {name}() cannot be evaluated here; the value counts as unknown."),
        ));
    };
    let ready = match needs {
        Needs::Whole => arguments.iter().all(Value::is_wholly_known),
        Needs::Outer => arguments.iter().all(|argument| argument.as_unknown().is_none()),
        Needs::Nothing => true,
    };
    if ready { body(arguments, patterns) } else { Ok(Value::derived(arguments)) }
}

fn find(name: &str) -> Option<(Needs, Body)> {
    use Needs::{Nothing, Outer, Whole};
    let found: (Needs, Body) = match name {
        "abs" => (Whole, number::abs),
        "alltrue" => (Outer, collection::alltrue),
        "anytrue" => (Outer, collection::anytrue),
        "base64encode" => (Whole, encoding::base64encode),
        "ceil" => (Whole, number::ceil),
        "chomp" => (Whole, text::chomp),
        "chunklist" => (Outer, collection::chunklist),
        "cidrhost" => (Whole, network::cidrhost),
        "cidrnetmask" => (Whole, network::cidrnetmask),
        "cidrsubnet" => (Whole, network::cidrsubnet),
        "cidrsubnets" => (Whole, network::cidrsubnets),
        "coalesce" => (Nothing, collection::coalesce),
        "coalescelist" => (Outer, collection::coalescelist),
        "compact" => (Whole, collection::compact),
        "concat" => (Outer, collection::concat),
        "contains" => (Outer, collection::contains),
        "distinct" => (Whole, collection::distinct),
        "element" => (Outer, collection::element),
        "endswith" => (Whole, text::endswith),
        "flatten" => (Outer, collection::flatten),
        "floor" => (Whole, number::floor),
        "format" => (Whole, text::format),
        "formatlist" => (Whole, text::formatlist),
        "index" => (Whole, collection::index),
        "join" => (Whole, text::join),
        "jsondecode" => (Whole, encoding::jsondecode),
        "jsonencode" => (Nothing, encoding::jsonencode),
        "keys" => (Outer, collection::keys),
        "length" => (Outer, collection::length),
        "log" => (Whole, number::log),
        "lookup" => (Outer, collection::lookup),
        "lower" => (Whole, text::lower),
        "max" => (Whole, number::max),
        "merge" => (Outer, collection::merge),
        "min" => (Whole, number::min),
        "nonsensitive" | "sensitive" => (Nothing, collection::same),
        "one" => (Outer, collection::one),
        "parseint" => (Whole, number::parseint),
        "pow" => (Whole, number::pow),
        "range" => (Whole, collection::range),
        "regex" => (Whole, pattern::regex),
        "regexall" => (Whole, pattern::regexall),
        "replace" => (Whole, pattern::replace),
        "reverse" => (Outer, collection::reverse),
        "setintersection" => (Whole, collection::setintersection),
        "setproduct" => (Outer, collection::setproduct),
        "setsubtract" => (Whole, collection::setsubtract),
        "setunion" => (Whole, collection::setunion),
        "signum" => (Whole, number::signum),
        "slice" => (Outer, collection::slice),
        "sort" => (Whole, collection::sort),
        "split" => (Whole, text::split),
        "startswith" => (Whole, text::startswith),
        "strcontains" => (Whole, text::strcontains),
        "strrev" => (Whole, text::strrev),
        "substr" => (Whole, text::substr),
        "sum" => (Whole, number::sum),
        "timestamp" | "uuid" => (Nothing, collection::after_apply),
        "title" => (Whole, text::title),
        "tobool" => (Whole, collection::tobool),
        "tolist" => (Outer, collection::tolist),
        "tomap" => (Outer, collection::same),
        "tonumber" => (Whole, collection::tonumber),
        "toset" => (Whole, collection::toset),
        "tostring" => (Nothing, collection::tostring),
        "trim" => (Whole, text::trim),
        "trimprefix" => (Whole, text::trimprefix),
        "trimspace" => (Whole, text::trimspace),
        "trimsuffix" => (Whole, text::trimsuffix),
        "upper" => (Whole, text::upper),
        "values" => (Outer, collection::values),
        "zipmap" => (Outer, collection::zipmap),
        _ => return None,
    };
    Some(found)
}

/// Longest text that a function makes.
const MAX_TEXT_BYTES: usize = 1 << 20;

/// An error for a text of more bytes than a function may make.
fn fits(bytes: usize) -> Outcome<()> {
    if bytes > MAX_TEXT_BYTES {
        return Err(Fault::gap(
            format!("この関数が作る文字列は {MAX_TEXT_BYTES} バイトを超えます。不明として扱います。"),
            format!("This function would make a text of more than {MAX_TEXT_BYTES} bytes; it counts as unknown."),
        ));
    }
    Ok(())
}

/// The argument at a position.
fn argument(arguments: &[Value], at: usize) -> Outcome<&Value> {
    arguments
        .get(at)
        .ok_or_else(|| Fault::invalid(format!("引数が足りません（{} 個目）。", at + 1), format!("Argument {} is missing.", at + 1)))
}

fn string(arguments: &[Value], at: usize) -> Outcome<std::sync::Arc<str>> {
    let value = argument(arguments, at)?;
    value.to_text().ok_or_else(|| wrong(at, "string", value))
}

fn number(arguments: &[Value], at: usize) -> Outcome<f64> {
    let value = argument(arguments, at)?;
    value.as_number().ok_or_else(|| wrong(at, "number", value))
}

/// The items of a list or set argument.
fn items(arguments: &[Value], at: usize) -> Outcome<&[Value]> {
    let value = argument(arguments, at)?;
    match value {
        Value::List(items) | Value::Set(items) => Ok(items),
        _ => Err(wrong(at, "list", value)),
    }
}

fn map(arguments: &[Value], at: usize) -> Outcome<&crate::plan::value::Map> {
    let value = argument(arguments, at)?;
    match value {
        Value::Map(map) => Ok(map),
        _ => Err(wrong(at, "map", value)),
    }
}

fn wrong(at: usize, wanted: &str, found: &Value) -> Fault {
    Fault::invalid(
        format!("{} 個目の引数は {wanted} でなければなりませんが、{} です。", at + 1, found.kind()),
        format!("Argument {} must be a {wanted}; it is a {}.", at + 1, found.kind()),
    )
}
