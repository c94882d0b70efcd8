//! What the drafts share: which environments they describe, how a verdict is shown, and the sentence
//! that says what a draft is.

use design_core::compliance::{Assessed, Evidence};
use design_core::report::{code, decision_words, escaped, verdict_word};
use design_core::{Lang, Text, t};

use super::Basis;

/// Where only the provider can write.
pub(super) const BLANK: Text = t("【記入】", "[to fill in]");

const WARNING: Text = t(
    "この文書は、設計と、zip のファイルを評価した結果から作った**下書き**です。**このまま提出しないでください。** 【記入】を埋め、責任者が内容を確かめ、契約・規程と合わせてください。満たすと書かれているのは本ツールの検査項目で、ガイドラインへの準拠を示すものではありません。",
    "This is a **draft**, made from the design and from the evaluated files of the zip. **Do not hand it over as it is.** Fill in what is left open, have the person in charge confirm it, and bring it into line with contracts and rules. What is called met are checks of this tool; that is no statement of compliance with a guideline.",
);

/// The heading of a draft; its first line says what it is.
pub(super) fn head(title: Text, lang: Lang) -> String {
    let word = t("【下書き】", "[Draft] ").get(lang);
    format!("# {word}{}\n\n> {}\n", title.get(lang), WARNING.get(lang))
}

/// Positions of the environments that hold real patients' data: those that an institution is told of.
pub(super) fn with_patients_data(basis: &Basis<'_>) -> Vec<usize> {
    basis.survey.environments.iter().enumerate().filter(|(_, subject)| subject.phi).map(|(index, _)| index).collect()
}

/// Which environments a draft describes, in a sentence.
pub(super) fn scope(basis: &Basis<'_>, positions: &[usize], lang: Lang) -> String {
    let names: Vec<String> = positions
        .iter()
        .filter_map(|position| basis.survey.environments.get(*position))
        .map(|subject| format!("`{}`", subject.name))
        .collect();
    match (names.is_empty(), lang) {
        (true, Lang::Ja) => "実際の患者データを扱うと宣言された環境（`phi = true`）はありません。医療機関に開示する環境を決めてから作り直してください。".to_owned(),
        (true, Lang::En) => "No environment is declared to hold real patients' data (`phi = true`). Decide which one is disclosed, and make this draft again.".to_owned(),
        (false, Lang::Ja) => format!("対象: 実際の患者データを扱うと宣言された環境 {}（`phi = true`）", names.join("、")),
        (false, Lang::En) => format!("Describes the environments declared to hold real patients' data (`phi = true`): {}", names.join(", ")),
    }
}

/// The lines that say most: findings before evidence, and each text once.
pub(super) fn telling(assessed: &Assessed, most: usize) -> Vec<&Evidence> {
    let findings = assessed.judgement.findings.iter().map(|finding| &finding.evidence);
    let mut lines: Vec<&Evidence> = Vec::new();
    for evidence in findings.chain(&assessed.judgement.evidence) {
        if lines.len() < most && !lines.iter().any(|other| other.text == evidence.text) {
            lines.push(evidence);
        }
    }
    lines
}

/// The line that chose a value: where a setting decides it, that of `terraform.tfvars`.
fn chosen(evidence: &Evidence) -> String {
    match evidence.trace.last().filter(|last| **last != evidence.line && last.path.ends_with(".tfvars")) {
        Some(last) => format!("`{}` ← `{last}`", evidence.line),
        None => format!("`{}`", evidence.line),
    }
}

/// What the files show, as a cell of a table: each with its line.
pub(super) fn evidence_cell(assessed: &Assessed, most: usize, lang: Lang) -> String {
    let lines: Vec<String> =
        telling(assessed, most).into_iter().map(|evidence| format!("{} {}", cell(evidence.text.get(lang)), chosen(evidence))).collect();
    match (lines.is_empty(), &assessed.judgement.absent) {
        (true, Some(absent)) => escaped(absent.get(lang)),
        (true, None) => "–".to_owned(),
        (false, _) => lines.join("<br>"),
    }
}

/// The verdict, with what a person decided.
pub(super) fn verdict_cell(assessed: &Assessed, lang: Lang) -> String {
    let word = verdict_word(assessed.verdict).get(lang);
    match &assessed.decision {
        Some(decision) => format!("{word}<br>{}", escaped(&decision_words(decision, lang))),
        None => word.to_owned(),
    }
}

/// Code inside a cell: a bar would end it.
fn cell(text: &str) -> String {
    code(text).replace('|', "\\|")
}
