//! String functions.

use super::pattern::Patterns;
use super::{argument, fits, items, number, string};
use crate::plan::eval::access::position;
use crate::plan::eval::fault::{Fault, Outcome};
use crate::plan::value::{Value, format_number};

pub(super) fn chomp(arguments: &[Value], _: &Patterns) -> Outcome<Value> {
    Ok(Value::string(string(arguments, 0)?.trim_end_matches(['\n', '\r'])))
}

pub(super) fn endswith(arguments: &[Value], _: &Patterns) -> Outcome<Value> {
    Ok(Value::Bool(string(arguments, 0)?.ends_with(&*string(arguments, 1)?)))
}

pub(super) fn startswith(arguments: &[Value], _: &Patterns) -> Outcome<Value> {
    Ok(Value::Bool(string(arguments, 0)?.starts_with(&*string(arguments, 1)?)))
}

pub(super) fn strcontains(arguments: &[Value], _: &Patterns) -> Outcome<Value> {
    Ok(Value::Bool(string(arguments, 0)?.contains(&*string(arguments, 1)?)))
}

pub(super) fn lower(arguments: &[Value], _: &Patterns) -> Outcome<Value> {
    Ok(Value::string(string(arguments, 0)?.to_lowercase()))
}

pub(super) fn upper(arguments: &[Value], _: &Patterns) -> Outcome<Value> {
    Ok(Value::string(string(arguments, 0)?.to_uppercase()))
}

pub(super) fn title(arguments: &[Value], _: &Patterns) -> Outcome<Value> {
    let text = string(arguments, 0)?;
    let mut start = true;
    let titled: String = text
        .chars()
        .flat_map(|letter| {
            let upper = start;
            start = !letter.is_alphanumeric();
            if upper { letter.to_uppercase().collect::<Vec<_>>() } else { vec![letter] }
        })
        .collect();
    Ok(Value::string(titled))
}

pub(super) fn strrev(arguments: &[Value], _: &Patterns) -> Outcome<Value> {
    Ok(Value::string(string(arguments, 0)?.chars().rev().collect::<String>()))
}

pub(super) fn trim(arguments: &[Value], _: &Patterns) -> Outcome<Value> {
    let cut = string(arguments, 1)?;
    Ok(Value::string(string(arguments, 0)?.trim_matches(|letter| cut.contains(letter))))
}

pub(super) fn trimspace(arguments: &[Value], _: &Patterns) -> Outcome<Value> {
    Ok(Value::string(string(arguments, 0)?.trim()))
}

pub(super) fn trimprefix(arguments: &[Value], _: &Patterns) -> Outcome<Value> {
    let text = string(arguments, 0)?;
    Ok(Value::string(text.strip_prefix(&*string(arguments, 1)?).unwrap_or(&text)))
}

pub(super) fn trimsuffix(arguments: &[Value], _: &Patterns) -> Outcome<Value> {
    let text = string(arguments, 0)?;
    Ok(Value::string(text.strip_suffix(&*string(arguments, 1)?).unwrap_or(&text)))
}

pub(super) fn split(arguments: &[Value], _: &Patterns) -> Outcome<Value> {
    let separator = string(arguments, 0)?;
    let text = string(arguments, 1)?;
    Ok(Value::list(text.split(&*separator).map(Value::string).collect()))
}

pub(super) fn join(arguments: &[Value], _: &Patterns) -> Outcome<Value> {
    let separator = string(arguments, 0)?;
    let mut parts = Vec::new();
    for at in 1..arguments.len() {
        let list = items(arguments, at)?;
        for index in 0..list.len() {
            parts.push(string(list, index)?);
        }
    }
    fits(parts.iter().map(|part| part.len() + separator.len()).sum())?;
    Ok(Value::string(parts.join(&*separator)))
}

pub(super) fn substr(arguments: &[Value], _: &Patterns) -> Outcome<Value> {
    let letters: Vec<char> = string(arguments, 0)?.chars().collect();
    let offset = number(arguments, 1)?;
    let length = number(arguments, 2)?;
    let bad = || Fault::invalid("substr の位置が整数ではありません。", "substr needs whole numbers.");
    let start =
        if offset < 0.0 { letters.len().saturating_sub(position(-offset).ok_or_else(bad)?) } else { position(offset).ok_or_else(bad)? };
    let rest = letters.iter().skip(start);
    let text: String = if length < 0.0 { rest.collect() } else { rest.take(position(length).ok_or_else(bad)?).collect() };
    Ok(Value::string(text))
}

/// `format`: `%s`, `%d`, `%v`, `%q`, `%%`, with `0` padding and width; other verbs are a gap.
pub(super) fn format(arguments: &[Value], _: &Patterns) -> Outcome<Value> {
    render(&string(arguments, 0)?, arguments.get(1..).unwrap_or_default()).map(Value::string)
}

pub(super) fn formatlist(arguments: &[Value], _: &Patterns) -> Outcome<Value> {
    let pattern = string(arguments, 0)?;
    let rest = arguments.get(1..).unwrap_or_default();
    let length = rest.iter().filter(|value| matches!(value, Value::List(_) | Value::Set(_))).map(|value| value.items().len()).max();
    let mut bytes = 0_usize;
    let lines = (0..length.unwrap_or(1)).map(|row| {
        let row: Vec<Value> = rest
            .iter()
            .map(|value| match value {
                Value::List(items) | Value::Set(items) => items.get(row).cloned().unwrap_or(Value::Null),
                single => single.clone(),
            })
            .collect();
        let line = render(&pattern, &row)?;
        bytes += line.len();
        fits(bytes)?;
        Ok(Value::string(line))
    });
    Ok(Value::list(lines.collect::<Outcome<_>>()?))
}

fn render(pattern: &str, values: &[Value]) -> Outcome<String> {
    let mut output = String::new();
    let mut next = 0;
    let mut letters = pattern.chars().peekable();
    while let Some(letter) = letters.next() {
        if letter != '%' {
            output.push(letter);
            continue;
        }
        let mut flags = String::new();
        while let Some(flag) = letters.next_if(|letter| letter.is_ascii_digit() || matches!(letter, '-' | '.')) {
            flags.push(flag);
        }
        let Some(verb) = letters.next() else { break };
        if verb == '%' {
            output.push('%');
            continue;
        }
        let value = argument(values, next)?;
        next += 1;
        let text = match verb {
            's' | 'v' if flags.is_empty() => value.to_text().map(|text| text.to_string()),
            'd' => value.as_number().map(format_number),
            'q' => value.to_text().map(|text| format!("{text:?}")),
            _ => None,
        };
        let Some(text) = text else {
            return Err(Fault::gap(
                format!("format の「%{flags}{verb}」は評価できません。"),
                format!("\"%{flags}{verb}\" of format cannot be evaluated here."),
            ));
        };
        let width: usize = flags.parse().unwrap_or(0);
        fits(output.len().saturating_add(text.len()).saturating_add(width))?;
        let pad = if flags.starts_with('0') { '0' } else { ' ' };
        output.extend(std::iter::repeat_n(pad, width.saturating_sub(text.chars().count())));
        output.push_str(&text);
    }
    Ok(output)
}
