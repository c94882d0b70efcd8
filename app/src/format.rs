//! Between what the core holds and what a person types: units, lists, maps. It changes the form of a
//! value, never the value, and judges nothing: text that it cannot shape goes to the core as it is.

use design_core::{Kind, Lang, ParamSpec, Unit, choice_word};
use serde_json::Value as Raw;

use crate::words;

/// The text of a value in an input or textarea.
pub(crate) fn typed(raw: &Raw) -> String {
    match raw {
        Raw::String(text) => text.clone(),
        Raw::Array(items) => items.iter().map(typed).collect::<Vec<_>>().join("\n"),
        Raw::Object(entries) => entries.iter().map(|(key, value)| format!("{key} = {}", typed(value))).collect::<Vec<_>>().join("\n"),
        Raw::Null => String::new(),
        other => other.to_string(),
    }
}

/// What a text means for a parameter. Text of the wrong shape stays text, so nothing typed is lost.
pub(crate) fn read(spec: &ParamSpec, text: &str) -> Raw {
    match spec.kind {
        Kind::Number { .. } | Kind::NumberChoice(_) | Kind::FargateCpu | Kind::FargateMemory { .. } => number(text),
        Kind::List(_) => lines(text).map(Raw::from).collect(),
        Kind::Map(..) => map(text).unwrap_or_else(|| text.into()),
        Kind::Switch | Kind::Choice(_) | Kind::DbClass | Kind::CacheNode | Kind::Text(_) => text.into(),
    }
}

/// A number only where the text is exactly how the number is written.
fn number(text: &str) -> Raw {
    text.parse::<i64>().ok().filter(|number| number.to_string() == text).map_or_else(|| text.into(), Raw::from)
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty())
}

/// `None` when a line has no `=`, or a name comes twice and one of the two would be lost.
fn map(text: &str) -> Option<Raw> {
    let mut entries = serde_json::Map::new();
    for line in lines(text) {
        let (key, value) = line.split_once('=')?;
        if entries.insert(key.trim().to_owned(), value.trim().into()).is_some() {
            return None;
        }
    }
    Some(Raw::Object(entries))
}

/// Digits and signs of a Japanese input method as ASCII.
pub(crate) fn halfwidth(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '０'..='９' | '－' | '．' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
            '　' => ' ',
            _ => c,
        })
        .collect::<String>()
        .trim()
        .to_owned()
}

/// A value as a person reads it: CPU units as vCPU, MiB as GiB, switches and choices as words.
pub(crate) fn shown(spec: &ParamSpec, raw: &Raw, lang: Lang) -> String {
    if let (Kind::Choice(_), Raw::String(text)) = (spec.kind, raw)
        && let Some(word) = choice_word(text)
    {
        return word.get(lang).to_owned();
    }
    match (spec.unit, raw) {
        (Unit::CpuUnits | Unit::Mib, Raw::Number(number)) => number.as_i64().map_or_else(|| number.to_string(), thousandth),
        (_, Raw::Bool(on)) => if *on { words::ON } else { words::OFF }.get(lang).to_owned(),
        (_, Raw::String(text)) if text.is_empty() => words::EMPTY.get(lang).to_owned(),
        (_, Raw::Array(items)) if items.is_empty() => words::EMPTY.get(lang).to_owned(),
        (_, other) => typed(other).replace('\n', " / "),
    }
}

/// Like [`shown`], with the unit behind a number.
pub(crate) fn shown_with_unit(spec: &ParamSpec, raw: &Raw, lang: Lang) -> String {
    let text = shown(spec, raw, lang);
    match (spec.unit, raw) {
        (Unit::None | Unit::Count, _) => text,
        (unit, Raw::Number(_)) => format!("{text} {}", unit.label().get(lang)),
        _ => text,
    }
}

/// What a parameter accepts, in the units that the page shows.
pub(crate) fn accepts(spec: &ParamSpec, lang: Lang) -> String {
    match (spec.unit, spec.choices(None)) {
        (Unit::CpuUnits, Some(choices)) => {
            let shown: Vec<String> = choices.iter().map(|value| shown(spec, &value.to_json(), lang)).collect();
            words::one_of(lang, &shown, spec.unit.label().get(lang))
        }
        _ => spec.accepts().get(lang).to_owned(),
    }
}

/// A number of 1024ths as a decimal.
///
/// Whole numbers only: formatting floating-point numbers would cost the page 4 KB.
fn thousandth(number: i64) -> String {
    // A 1024th is 5^10 of the tenth decimal place.
    let parts = (number.unsigned_abs() % 1024) * 5_u64.pow(10);
    let sign = if number < 0 { "-" } else { "" };
    let whole = number.unsigned_abs() / 1024;
    let text = format!("{sign}{whole}.{parts:010}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use design_core::{Scope, find_spec};

    #[test]
    fn typed_text_survives_the_way_to_the_core_and_back() {
        let tags = find_spec(Scope::Project, "tags").unwrap();
        for text in ["", "4", "04", "4 ", "4x", "-", "１２"] {
            assert_eq!(typed(&number(text)), text);
        }
        assert_eq!(read(tags, "a = 1\nb=2"), serde_json::json!({"a": "1", "b": "2"}));
        for text in ["a = 1\nno sign", "a = 1\na = 2"] {
            assert_eq!(typed(&read(tags, text)), text);
        }
    }

    #[test]
    fn units_are_shown_as_people_say_them() {
        let cpu = find_spec(Scope::Size, "api.task_cpu").unwrap();
        assert_eq!(shown(cpu, &256.into(), Lang::En), "0.25");
        assert_eq!(shown_with_unit(cpu, &16384.into(), Lang::En), "16 vCPU");
        let language = find_spec(Scope::Project, "language").unwrap();
        assert_eq!(
            (shown(language, &"ja".into(), Lang::Ja), shown(language, &"xx".into(), Lang::Ja)),
            ("日本語".to_owned(), "xx".to_owned())
        );
        assert_eq!(halfwidth("１２　"), "12");
    }
}
