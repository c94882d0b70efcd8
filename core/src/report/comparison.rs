//! Design A against design B as text and Markdown.

use std::fmt::Write;

use super::cost::difference as cost_difference;
use super::differences::text as difference_text;
use super::markdown::{code, escaped};
use super::words::verdict_word;
use crate::comparison::{ChangedValue, Comparison, Consequences, FileChange};
use crate::cost::Coverage;
use crate::cost::money::Money;
use crate::difference::Difference;
use crate::param::find_spec;
use crate::text::{Lang, Text, t};

/// The root that is no environment.
const ACCOUNT: Text = t("アカウント共通", "account");

/// One change a line.
#[must_use]
pub fn text(comparison: &Comparison, lang: Lang) -> String {
    let mut output = String::new();
    for value in &comparison.values {
        let place = value.environment.as_deref().unwrap_or("project");
        let _ = writeln!(output, "{place}: {}: {} → {}", value.id, raw(value.from.as_ref()), raw(value.to.as_ref()));
    }
    for (path, change) in &comparison.files {
        let _ = writeln!(output, "file: {} {path}", sign(*change));
    }
    for name in &comparison.added {
        let _ = writeln!(output, "environment: + {name}");
    }
    for name in &comparison.removed {
        let _ = writeln!(output, "environment: - {name}");
    }
    for (name, difference) in &comparison.roots {
        output.push_str(&difference_text(name.as_deref().unwrap_or("account"), difference, lang));
    }
    for (name, changes) in &comparison.costs {
        output.push_str(&cost_difference(name.as_deref().unwrap_or("account"), changes, lang));
    }
    for (name, control, from, to) in &comparison.verdicts {
        let _ = writeln!(output, "{name}: {control}: {} → {}", verdict_word(*from).get(lang), verdict_word(*to).get(lang));
    }
    output
}

/// A document at three levels: sizes, files, consequences. `a` and `b` name the two.
#[must_use]
pub fn markdown(comparison: &Comparison, a: &str, b: &str, lang: Lang) -> String {
    let mut output = String::new();
    let (a, b) = (escaped(a), escaped(b));
    let title = t("設計の比較", "Comparison of designs").get(lang);
    let _ = writeln!(output, "# {title}\n\n- A: {a}\n- B: {b}\n");
    if comparison.is_empty() {
        let _ = writeln!(output, "{}", t("違いはありません。", "There is no difference.").get(lang));
        return output;
    }
    let _ = writeln!(output, "- {}", consequence_words(&comparison.consequences(), lang));
    let _ = writeln!(output, "- {}", cost_words(comparison.cost(), lang));
    let _ = match lang {
        Lang::Ja => writeln!(output, "- 判定が変わる管理策: {}", comparison.verdicts.len()),
        Lang::En => writeln!(output, "- Controls with another verdict: {}", comparison.verdicts.len()),
    };
    section(&mut output, t("サイズと設定", "Sizes and settings"), comparison.values.len(), lang);
    if !comparison.values.is_empty() {
        let head = t("| 環境 | 設定 | A | B |", "| Environment | Setting | A | B |").get(lang);
        let _ = writeln!(output, "{head}\n| --- | --- | --- | --- |");
        for value in &comparison.values {
            let place = value.environment.as_deref().unwrap_or(t("プロジェクト", "project").get(lang));
            let cell = |value: Option<&serde_json::Value>| code(&raw(value)).replace('|', "\\|");
            let (from, to) = (cell(value.from.as_ref()), cell(value.to.as_ref()));
            let _ = writeln!(output, "| {} | {} `{}` | {from} | {to} |", escaped(place), label(value, lang), value.id);
        }
    }
    section(&mut output, t("ファイル", "Files"), comparison.files.len(), lang);
    for (path, change) in &comparison.files {
        let _ = writeln!(output, "- **{}** `{path}`", file_word(*change).get(lang));
    }
    let _ = writeln!(output, "- {}", same_words(comparison.same_files, lang));
    for (names, word) in
        [(&comparison.added, t("加わる環境", "Environments added")), (&comparison.removed, t("なくなる環境", "Environments removed"))]
    {
        if !names.is_empty() {
            let _ = writeln!(output, "\n- {}: {}", word.get(lang), names.iter().map(|name| escaped(name)).collect::<Vec<_>>().join(", "));
        }
    }
    for (name, difference) in &comparison.roots {
        let name = name.as_deref().map_or_else(|| ACCOUNT.get(lang).to_owned(), escaped);
        let _ = writeln!(output, "\n## {name}: {}\n", consequence_words(&difference.consequences(), lang));
        resources(difference, lang, &mut output);
    }
    let lines: usize = comparison.costs.iter().map(|(_, changes)| changes.len()).sum();
    section(&mut output, t("費用（月額）", "Cost in a month"), lines, lang);
    if lines > 0 {
        output.push_str("```text\n");
        for (name, changes) in &comparison.costs {
            output.push_str(&cost_difference(name.as_deref().unwrap_or(ACCOUNT.get(lang)), changes, lang));
        }
        output.push_str("```\n");
    }
    section(&mut output, t("判定が変わる管理策", "Controls with another verdict"), comparison.verdicts.len(), lang);
    for (name, control, from, to) in &comparison.verdicts {
        let _ = writeln!(output, "- {} {control}: {} → {}", escaped(name), verdict_word(*from).get(lang), verdict_word(*to).get(lang));
    }
    output
}

fn section(output: &mut String, title: Text, count: usize, lang: Lang) {
    let _ = writeln!(output, "\n## {} ({count})\n", title.get(lang));
}

fn resources(difference: &Difference, lang: Lang, output: &mut String) {
    let [created, destroyed, replaced, in_place] = RESOURCE_WORDS.map(|word| word.get(lang));
    for (address, line) in &difference.added {
        let _ = writeln!(output, "- **{created}** `{address}` `{line}`");
    }
    for (address, line) in &difference.removed {
        let _ = writeln!(output, "- **{destroyed}** `{address}` `{line}`");
    }
    for resource in &difference.changed {
        let _ = writeln!(output, "- **{}** `{}`", if resource.replaced { replaced } else { in_place }, resource.address);
        for argument in &resource.arguments {
            let value = |value: &Option<String>| value.as_deref().map_or_else(|| "–".to_owned(), code);
            let _ = writeln!(output, "  - {}: {} → {} `{}`", argument.path, value(&argument.from), value(&argument.to), argument.line);
        }
    }
}

/// What happens to a resource: created, destroyed, replaced, changed in place.
pub const RESOURCE_WORDS: [Text; 4] =
    [t("作成", "created"), t("削除", "destroyed"), t("作り直し", "replaced"), t("その場で変更", "changed in place")];

/// What happens to a file.
#[must_use]
pub const fn file_word(change: FileChange) -> Text {
    match change {
        FileChange::Added => t("追加", "new"),
        FileChange::Removed => t("削除", "removed"),
        FileChange::Changed => t("変更", "changed"),
    }
}

/// How many files are equal, without those that follow from others.
#[must_use]
pub fn same_words(count: usize, lang: Lang) -> String {
    match lang {
        Lang::Ja => format!("同じファイル: {count} 件（報告書とマニフェストは、ほかのファイルから決まるため数えません）"),
        Lang::En => format!("Files that are the same: {count} (without reports and manifest, which follow from the others)"),
    }
}

/// Counts of resources in words.
#[must_use]
pub fn consequence_words(consequences: &Consequences, lang: Lang) -> String {
    let Consequences { created, destroyed, replaced, in_place } = *consequences;
    match lang {
        Lang::Ja => format!("リソース: 作成 {created}、削除 {destroyed}、作り直し {replaced}、その場で変更 {in_place}"),
        Lang::En => format!("Resources: {created} created, {destroyed} destroyed, {replaced} replaced, {in_place} changed in place"),
    }
}

/// By how much the cost that is always charged changes; never a sum without how many lines it counts.
#[must_use]
pub fn cost_words((amount, coverage): (Money, Coverage), lang: Lang) -> String {
    let Coverage { priced, lines } = coverage;
    let sign = if amount < Money::ZERO { "" } else { "+" };
    // A sum of nothing is no 0.
    let amount = if priced == 0 { "–".to_owned() } else { format!("{sign}{amount} USD") };
    match (lines, lang) {
        (0, Lang::Ja) => "必ずかかる費用は変わりません".to_owned(),
        (0, Lang::En) => "What is always charged stays the same".to_owned(),
        (_, Lang::Ja) => format!("必ずかかる費用（月額）: {amount}（変わる {lines} 行のうち金額のある {priced} 行）"),
        (_, Lang::En) => format!("Always charged in a month: {amount} ({priced} of the {lines} lines that change are priced)"),
    }
}

fn label(value: &ChangedValue, lang: Lang) -> &'static str {
    find_spec(value.scope, &value.id).map_or("", |spec| spec.label.get(lang))
}

fn raw(value: Option<&serde_json::Value>) -> String {
    value.map_or_else(|| "–".to_owned(), ToString::to_string)
}

const fn sign(change: FileChange) -> char {
    match change {
        FileChange::Added => '+',
        FileChange::Removed => '-',
        FileChange::Changed => '~',
    }
}
