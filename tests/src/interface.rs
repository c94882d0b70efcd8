//! Inputs and outputs of a Terraform module as its files declare them, and as tables of a README.

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

/// The table of a module's variables: type, meaning, default, and what is refused. Meaning and limits
/// are in the words of the code.
#[must_use]
pub fn inputs(variables: &str, lang: Lang) -> String {
    let body = body(variables);
    let head = t("| 名前 | 型 | 説明 |", "| Name | Type | Description |");
    let mut table = format!("{}\n| --- | --- | --- |\n", head.get(lang));
    for (name, variable) in blocks(&body, "variable") {
        let mut about = cell(text(variable, "description"));
        if let Some(default) = attribute(variable, "default") {
            about.push_str(&match lang {
                Lang::Ja => format!(" 既定値 `{}`。", flat(default)),
                Lang::En => format!(" Default `{}`.", flat(default)),
            });
        }
        let limits: Vec<String> =
            variable.body.get_blocks("validation").map(|validation| cell(text(validation, "error_message"))).collect();
        if !limits.is_empty() {
            about.push_str(&format!(" {} {}", t("制限:", "Limits:").get(lang), limits.join(" ")));
        }
        let kind = attribute(variable, "type").map(kind).unwrap_or_default();
        table.push_str(&format!("| `{name}` | {kind} | {about} |\n"));
    }
    table
}

/// The table of a module's outputs.
#[must_use]
pub fn outputs(outputs: &str, lang: Lang) -> String {
    let body = body(outputs);
    let mut table = format!("{}\n| --- | --- |\n", t("| 名前 | 説明 |", "| Name | Description |").get(lang));
    for (name, output) in blocks(&body, "output") {
        table.push_str(&format!("| `{name}` | {} |\n", cell(text(output, "description"))));
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
