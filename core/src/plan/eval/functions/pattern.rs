//! Regular expressions. Compiled ones are kept: validations ask the same questions at each edit.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use regex_lite::{Captures, Regex, RegexBuilder};

use super::{fits, string};
use crate::plan::eval::fault::{Fault, Outcome};
use crate::plan::value::Value;

/// Largest compiled expression: each byte of a text is held against all of it.
const MAX_COMPILED_BYTES: usize = 1 << 17;
/// Longest text that an expression is held against.
const MAX_SUBJECT_BYTES: usize = 1 << 16;

/// Compiled expressions by their text.
#[derive(Debug, Default)]
pub(crate) struct Patterns(RefCell<BTreeMap<Arc<str>, Option<Arc<Regex>>>>);

impl Patterns {
    fn compile(&self, pattern: &Arc<str>) -> Outcome<Arc<Regex>> {
        let mut known = self.0.borrow_mut();
        let compiled = known
            .entry(pattern.clone())
            .or_insert_with(|| RegexBuilder::new(pattern).size_limit(MAX_COMPILED_BYTES).build().ok().map(Arc::new));
        compiled.clone().ok_or_else(|| {
            Fault::gap(
                format!("正規表現「{pattern}」は評価できません。"),
                format!("The regular expression \"{pattern}\" cannot be evaluated here."),
            )
        })
    }
}

pub(super) fn regex(arguments: &[Value], patterns: &Patterns) -> Outcome<Value> {
    let regex = patterns.compile(&string(arguments, 0)?)?;
    let text = subject(arguments, 1)?;
    let captures = regex.captures(&text);
    captures.map(|captures| matched(&regex, &captures)).ok_or_else(|| {
        Fault::invalid(format!("「{text}」は正規表現に一致しません。"), format!("\"{text}\" does not match the regular expression."))
    })
}

pub(super) fn regexall(arguments: &[Value], patterns: &Patterns) -> Outcome<Value> {
    let regex = patterns.compile(&string(arguments, 0)?)?;
    let text = subject(arguments, 1)?;
    Ok(Value::list(regex.captures_iter(&text).map(|captures| matched(&regex, &captures)).collect()))
}

/// A text that an expression is held against.
fn subject(arguments: &[Value], at: usize) -> Outcome<Arc<str>> {
    let text = string(arguments, at)?;
    if text.len() > MAX_SUBJECT_BYTES {
        return Err(Fault::gap(
            format!("{MAX_SUBJECT_BYTES} バイトを超える文字列に正規表現は使えません。"),
            format!("Regular expressions are not held against texts of more than {MAX_SUBJECT_BYTES} bytes here."),
        ));
    }
    Ok(text)
}

/// The whole match, or a list of its groups, or an object of its named groups.
fn matched(regex: &Regex, captures: &Captures<'_>) -> Value {
    let group = |at: usize| captures.get(at).map_or(Value::Null, |found| Value::string(found.as_str()));
    if regex.captures_len() == 1 {
        return group(0);
    }
    let names: Vec<Option<&str>> = regex.capture_names().skip(1).collect();
    if names.iter().any(Option::is_some) {
        let named = names.iter().enumerate().filter_map(|(at, name)| Some(((*name)?.into(), group(at + 1))));
        return Value::map(named.collect());
    }
    Value::list((1..regex.captures_len()).map(group).collect())
}

/// `replace`: a pattern between slashes is a regular expression.
pub(super) fn replace(arguments: &[Value], patterns: &Patterns) -> Outcome<Value> {
    let text = string(arguments, 0)?;
    let pattern = string(arguments, 1)?;
    let with = string(arguments, 2)?;
    match pattern.strip_prefix('/').and_then(|rest| rest.strip_suffix('/')) {
        Some(inner) if pattern.len() > 1 => {
            let text = subject(arguments, 0)?;
            let regex = patterns.compile(&inner.into())?;
            let found = regex.find_iter(&text).count();
            // A `$` may stand for a whole match.
            let groups = with.matches('$').count();
            fits(text.len().saturating_mul(1 + groups).saturating_add(found.saturating_mul(with.len())))?;
            Ok(Value::string(regex.replace_all(&text, &*with)))
        }
        _ => {
            fits(text.len().saturating_add(text.matches(&*pattern).count().saturating_mul(with.len())))?;
            Ok(Value::string(text.replace(&*pattern, &with)))
        }
    }
}
