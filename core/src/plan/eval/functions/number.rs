//! Numeric functions.

use super::pattern::Patterns;
use super::{items, number, string};
use crate::plan::eval::fault::{Fault, Outcome};
use crate::plan::value::Value;

pub(super) fn abs(arguments: &[Value], _: &Patterns) -> Outcome<Value> {
    Ok(Value::Number(number(arguments, 0)?.abs()))
}

pub(super) fn ceil(arguments: &[Value], _: &Patterns) -> Outcome<Value> {
    Ok(Value::Number(number(arguments, 0)?.ceil()))
}

pub(super) fn floor(arguments: &[Value], _: &Patterns) -> Outcome<Value> {
    Ok(Value::Number(number(arguments, 0)?.floor()))
}

pub(super) fn log(arguments: &[Value], _: &Patterns) -> Outcome<Value> {
    Ok(Value::Number(number(arguments, 0)?.log(number(arguments, 1)?)))
}

pub(super) fn pow(arguments: &[Value], _: &Patterns) -> Outcome<Value> {
    Ok(Value::Number(number(arguments, 0)?.powf(number(arguments, 1)?)))
}

pub(super) fn signum(arguments: &[Value], _: &Patterns) -> Outcome<Value> {
    let number = number(arguments, 0)?;
    Ok(Value::Number(if number == 0.0 { 0.0 } else { number.signum() }))
}

pub(super) fn max(arguments: &[Value], _: &Patterns) -> Outcome<Value> {
    fold(arguments, f64::max)
}

pub(super) fn min(arguments: &[Value], _: &Patterns) -> Outcome<Value> {
    fold(arguments, f64::min)
}

fn fold(arguments: &[Value], choose: fn(f64, f64) -> f64) -> Outcome<Value> {
    let mut result = number(arguments, 0)?;
    for at in 1..arguments.len() {
        result = choose(result, number(arguments, at)?);
    }
    Ok(Value::Number(result))
}

pub(super) fn sum(arguments: &[Value], _: &Patterns) -> Outcome<Value> {
    let list = items(arguments, 0)?;
    let mut total = 0.0;
    for at in 0..list.len() {
        total += number(list, at)?;
    }
    Ok(Value::Number(total))
}

pub(super) fn parseint(arguments: &[Value], _: &Patterns) -> Outcome<Value> {
    let text = string(arguments, 0)?;
    let base = number(arguments, 1)?;
    let base = super::super::access::position(base).and_then(|base| u32::try_from(base).ok()).filter(|base| (2..=36).contains(base));
    #[expect(clippy::cast_precision_loss, reason = "numbers are 64-bit floats here")]
    let parsed = base.and_then(|base| i64::from_str_radix(&text, base).ok()).map(|number| number as f64);
    parsed.map(Value::Number).ok_or_else(|| {
        Fault::invalid(format!("「{text}」は整数として読めません。"), format!("\"{text}\" is not a whole number in this base."))
    })
}
