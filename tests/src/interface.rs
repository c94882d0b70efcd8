//! Inputs and outputs of a Terraform module as its files declare them, and as tables of a README.

use std::collections::BTreeMap;

use design_core::{Lang, Text, t};
use hcl_edit::expr::Expression;
use hcl_edit::structure::{Block, Body};

fn body(text: &str) -> Body {
    text.parse().unwrap_or_else(|error| panic!("{error}"))
}

fn attribute<'a>(block: &'a Block, name: &str) -> Option<&'a Expression> {
    block.body.get_attribute(name).map(|attribute| &attribute.value)
}

fn text<'a>(block: &'a Block, name: &str) -> &'a str {
    attribute(block, name).and_then(Expression::as_str).unwrap_or_default()
}

fn blocks<'a>(body: &'a Body, kind: &'a str) -> Vec<(&'a str, &'a Block)> {
    let mut found: Vec<(&str, &Block)> =
        body.get_blocks(kind).map(|block| (block.labels.first().map_or("", |label| label.as_str()), block)).collect();
    found.sort_by_key(|(name, _)| *name);
    found
}

/// An expression on one line.
fn flat(expression: &Expression) -> String {
    let words: Vec<String> = expression.to_string().split_whitespace().map(str::to_owned).collect();
    words.join(" ")
}

/// A type: of an object each member, else the expression itself.
fn kind(expression: &Expression) -> String {
    let members = expression.as_func_call().filter(|call| call.name.name.as_str() == "object").and_then(|call| call.args.iter().next());
    let Some(Expression::Object(members)) = members else { return format!("`{}`", flat(expression)) };
    let members: Vec<String> = members
        .iter()
        .map(|(name, value)| {
            let name = name.as_ident().map_or("", |name| name.as_str());
            let value = flat(value.expr());
            // A primitive is a word, anything longer is code.
            if value.contains('(') { format!("`{name}` `{}`", shortened(&value)) } else { format!("`{name}` {value}") }
        })
        .collect();
    format!("object: {}", members.join(", "))
}

/// `object({ a = string })` as `object(a)`: the members' names.
fn shortened(value: &str) -> String {
    let Some((before, inside)) = value.split_once("object({") else { return value.to_owned() };
    let (inside, after) = inside.split_once("})").unwrap_or((inside, ""));
    let words: Vec<&str> = inside.split_whitespace().collect();
    let names: Vec<&str> = words.windows(2).filter(|pair| pair[1] == "=").map(|pair| pair[0]).collect();
    format!("{before}object({}){after}", names.join(", "))
}

/// What a cell of a table cannot hold as it is.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('<', "\\<").replace('*', "\\*")
}

/// Sentences of the modules' code in Japanese, by the English one.
#[must_use]
pub fn translations() -> BTreeMap<&'static str, &'static str> {
    include_str!("../../infra-templates/interface.ja.tsv").lines().filter_map(|row| row.split_once('\t')).collect()
}

/// A sentence that needs no row, because it says two bounds of a number and nothing else.
fn bounds(sentence: &str) -> Option<String> {
    let (name, limits) = sentence.strip_suffix('.')?.split_once(" must be a whole number from ")?;
    let (least, most) = limits.split_once(" to ")?;
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    (is_number(least) && is_number(most)).then(|| format!("{name} は {least}〜{most} の整数にします。"))
}

/// A sentence of the code in a language.
fn said(sentence: &str, lang: Lang) -> String {
    match lang {
        Lang::En => sentence.to_owned(),
        Lang::Ja => bounds(sentence).unwrap_or_else(|| {
            let japanese = translations().get(sentence).copied();
            japanese.unwrap_or_else(|| panic!("infra-templates/interface.ja.tsv has no Japanese for {sentence:?}")).to_owned()
        }),
    }
}

/// What the variables or outputs of a module say: descriptions and messages.
#[must_use]
pub fn sentences(file: &str) -> Vec<String> {
    let body = body(file);
    let each = |block: &Block| {
        let limits = block.body.get_blocks("validation").map(|validation| text(validation, "error_message").to_owned());
        std::iter::once(text(block, "description").to_owned()).chain(limits).collect::<Vec<_>>()
    };
    ["variable", "output"].into_iter().flat_map(|kind| blocks(&body, kind)).flat_map(|(_, block)| each(block)).collect()
}

/// The table of a module's variables: type, meaning, default, and what is refused.
///
/// # Panics
/// When a sentence of the code has no Japanese.
#[must_use]
pub fn inputs(variables: &str, lang: Lang) -> String {
    let body = body(variables);
    let head = t("| 名前 | 型 | 説明 |", "| Name | Type | Description |");
    let mut table = format!("{}\n| --- | --- | --- |\n", head.get(lang));
    for (name, variable) in blocks(&body, "variable") {
        let mut about = cell(&said(text(variable, "description"), lang));
        if let Some(default) = attribute(variable, "default") {
            about.push_str(&match lang {
                Lang::Ja => format!("既定値 `{}`。", flat(default)),
                Lang::En => format!(" Default `{}`.", flat(default)),
            });
        }
        let limits: Vec<String> =
            variable.body.get_blocks("validation").map(|validation| cell(&said(text(validation, "error_message"), lang))).collect();
        if !limits.is_empty() {
            about.push_str(&match lang {
                Lang::Ja => format!("制限: {}", limits.concat()),
                Lang::En => format!(" Limits: {}", limits.join(" ")),
            });
        }
        let kind = attribute(variable, "type").map(kind).unwrap_or_default();
        table.push_str(&format!("| `{name}` | {kind} | {about} |\n"));
    }
    table
}

/// The table of a module's outputs.
///
/// # Panics
/// When a sentence of the code has no Japanese.
#[must_use]
pub fn outputs(outputs: &str, lang: Lang) -> String {
    let body = body(outputs);
    let mut table = format!("{}\n| --- | --- |\n", t("| 名前 | 説明 |", "| Name | Description |").get(lang));
    for (name, output) in blocks(&body, "output") {
        table.push_str(&format!("| `{name}` | {} |\n", cell(&said(text(output, "description"), lang))));
    }
    table
}

/// Names of the outputs.
#[must_use]
pub fn output_names(outputs: &str) -> Vec<String> {
    blocks(&body(outputs), "output").into_iter().map(|(name, _)| name.to_owned()).collect()
}

/// Headings of the two sections.
const INPUTS: Text = t("## 入力\n", "## Inputs\n");
const OUTPUTS: Text = t("## 出力\n", "## Outputs\n");

/// A README whose last two sections hold these tables and nothing else.
///
/// # Panics
/// When it has no such sections at its end.
#[must_use]
pub fn with_tables(readme: &str, inputs: &str, outputs: &str, lang: Lang) -> String {
    let (before, _) = readme.split_once(INPUTS.get(lang)).expect("a section of inputs at the end of the README");
    format!("{before}{}\n{inputs}\n{}\n{outputs}", INPUTS.get(lang), OUTPUTS.get(lang))
}
