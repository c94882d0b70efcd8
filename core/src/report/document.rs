//! An assessment as a document: what it is, editions, counts, decisions, what is not met, then the same
//! verdicts seen from the guidelines and from the controls.

use std::fmt::Write;

use super::compliance::{counts, environment, place};
use super::markdown::{code, escaped};
use super::words::{CONFIDENCES, clause_labels, confidence_word, decision_words, reason_word, release_label, severity_word, verdict_word};
use crate::compliance::{Assessed, Assessment, Control, Verdict, by_clause, controls};
use crate::text::{Lang, Text, t};

/// Lines of evidence that are printed for each verdict; the count says how many there are.
const SHOWN: usize = 3;

/// Bytes that the document of three environments fits into: grown by doubling, it would take twice as much.
const ROOM: usize = 160 * 1024;

const INTRO: Text = t(
    "この文書は、この成果物のファイルを評価して作ったものです。各行の根拠は、ファイルの行で確かめられます。\n本ツールの検査項目を満たすかどうかを示すもので、ガイドラインへの準拠を判定するものではありません。割合や総合点は出しません。",
    "This document was computed from the files of this bundle; every row names the line that shows it.\nIt says which checks of this tool are met. It does not judge compliance with any guideline, and there is no percentage or total score.",
);

/// The document.
#[must_use]
pub fn markdown(assessment: &Assessment, lang: Lang) -> String {
    let mut output = String::with_capacity(ROOM);
    let _ = writeln!(output, "{}\n\n{}\n", t("# 管理策の検査結果", "# Results of the controls").get(lang), INTRO.get(lang));
    for line in counts(assessment, lang).lines() {
        let _ = writeln!(output, "- {line}");
    }
    for problem in &assessment.problems {
        let word = verdict_word(Verdict::Unproven).get(lang);
        let _ = writeln!(output, "- {word} `{}` {}", problem.line, escaped(problem.text.get(lang)));
    }
    editions(assessment, lang, &mut output);
    decisions(assessment, lang, &mut output);
    not_met(assessment, lang, &mut output);
    clauses(assessment, lang, &mut output);
    let _ = writeln!(output, "\n## {}", t("管理策ごとの判定と根拠", "Verdicts and evidence by control").get(lang));
    for control in controls() {
        let facts = control.facts();
        let labels = clause_labels(control, assessment.edition, lang);
        let _ = writeln!(
            output,
            "\n### {} {}\n\n{}\n\n- {} · {}\n",
            control.id,
            control.title.get(lang),
            control.what.get(lang),
            severity_word(facts.severity),
            labels.join(" · ")
        );
        for assessed in assessment.controls.iter().filter(|assessed| assessed.control.id == control.id) {
            verdict(assessment, assessed, lang, &mut output);
        }
    }
    output
}

fn editions(assessment: &Assessment, lang: Lang, output: &mut String) {
    let _ = writeln!(output, "\n## {}\n", t("参照するガイドライン", "Guidelines that are referred to").get(lang));
    for view in by_clause(assessment.edition) {
        let (title, publisher) = (view.guideline.title.get(lang), view.guideline.publisher.get(lang));
        let _ = writeln!(output, "- {publisher} {title} {} <{}>", release_label(view.release, lang), view.release.address);
    }
    let _ = writeln!(output, "\n{}", CONFIDENCES.get(lang));
}

/// What people decided, whether it counts or not.
fn decisions(assessment: &Assessment, lang: Lang, output: &mut String) {
    let decided = assessment.controls.iter().filter(|assessed| assessed.decision.is_some());
    if decided.clone().next().is_none() && assessment.set_aside.is_empty() {
        return;
    }
    let _ = writeln!(output, "\n## {}\n", t("受容と確認", "Waivers and confirmations").get(lang));
    let head = t("| 環境 | 管理策 | 記録 | 判定 |", "| Environment | Control | Record | Verdict |");
    let _ = writeln!(output, "{}\n| --- | --- | --- | --- |", head.get(lang));
    for assessed in decided {
        let Some(decision) = &assessed.decision else { continue };
        let (found, verdict) = (verdict_word(assessed.found).get(lang), verdict_word(assessed.verdict).get(lang));
        let words = escaped(&decision_words(decision, lang));
        let _ = writeln!(output, "| {} | {} | {words} | {found} → {verdict} |", environment(assessment, assessed), assessed.control.id);
    }
    for aside in &assessment.set_aside {
        let (decision, reason) = (&aside.decision, reason_word(aside.reason).get(lang));
        let words = escaped(&decision_words(decision, lang));
        let _ = writeln!(output, "| {} | {} | {words} | {reason} |", escaped(place(decision, lang)), escaped(&decision.control));
    }
}

/// What is open, and what to do about it; the lines stand with each control further down.
fn not_met(assessment: &Assessment, lang: Lang, output: &mut String) {
    let _ = writeln!(output, "\n## {}\n", t("満たさないもの・確認が要るもの", "Not met, or to be confirmed").get(lang));
    let is_open = |assessed: &&Assessed| matches!(assessed.verdict, Verdict::Fails(_) | Verdict::Unproven | Verdict::ToConfirm(_));
    let of = |id: &'static str| assessment.controls.iter().filter(move |assessed| assessed.control.id == id);
    let open: Vec<&Control> = controls().filter(|control| of(control.id).any(|assessed| is_open(&assessed))).collect();
    if open.is_empty() {
        let _ = writeln!(output, "{}", t("ありません。", "There is none.").get(lang));
        return;
    }
    let head = t("管理策", "Control").get(lang);
    let fix = t("すること", "To do").get(lang);
    let rule = " --- |".repeat(2 + assessment.environments.len());
    let _ = writeln!(output, "| {head} | {} | {fix} |\n|{rule}", assessment.environments.join(" | "));
    for control in open {
        let cells: Vec<&str> = of(control.id).map(|assessed| verdict_word(assessed.verdict).get(lang)).collect();
        let _ =
            writeln!(output, "| {} {} | {} | {} |", control.id, control.title.get(lang), cells.join(" | "), escaped(control.fix.get(lang)));
    }
}

/// Guideline, clause, controls, verdict of each environment.
fn clauses(assessment: &Assessment, lang: Lang, output: &mut String) {
    let _ = writeln!(output, "\n## {}\n", t("ガイドライン項目ごとの判定", "Verdicts by clause").get(lang));
    let lead = t(
        "項目の行は、その項目のための管理策のうち、対象となるものの何件が「満たす」または「確認済み」かです。下に管理策ごとの判定が続きます。",
        "The row of a clause says how many of its controls that apply are met or confirmed; the verdicts of these controls follow below it.",
    );
    let _ = writeln!(output, "{}", lead.get(lang));
    for view in by_clause(assessment.edition) {
        let _ = writeln!(output, "\n### {} {}\n", view.guideline.short.get(lang), release_label(view.release, lang));
        let head = t("項目と管理策", "Clause and controls").get(lang);
        let names = assessment.environments.join(" | ");
        let rule = " --- |".repeat(1 + assessment.environments.len());
        let _ = writeln!(output, "| {head} | {names} |\n|{rule}");
        for clause in &view.clauses {
            let cells: Vec<String> = (0..assessment.environments.len())
                .map(|environment| {
                    let counts = clause.counts(assessment, environment);
                    format!("{}/{}", counts.met + counts.confirmed, counts.asked())
                })
                .collect();
            let (number, title) = (clause.number.replace('*', "\\*"), clause.title.get(lang));
            let sure = confidence_word(clause.confidence).get(lang);
            let _ = writeln!(output, "| **{number} {title}** · {sure} | {} |", cells.join(" | "));
            for control in &clause.controls {
                let verdicts: Vec<&str> = (0..assessment.environments.len())
                    .map(|environment| assessment.verdict(control.id, environment).map_or("–", |verdict| verdict_word(verdict).get(lang)))
                    .collect();
                let _ = writeln!(output, "| {} {} | {} |", control.id, control.title.get(lang), verdicts.join(" | "));
            }
        }
    }
}

fn verdict(assessment: &Assessment, assessed: &Assessed, lang: Lang, output: &mut String) {
    let _ = writeln!(output, "- **{}**: {}", environment(assessment, assessed), verdict_word(assessed.verdict).get(lang));
    if let Some(decision) = &assessed.decision {
        let _ = writeln!(output, "  - {}", escaped(&decision_words(decision, lang)));
    }
    findings(assessed, lang, output);
    let judgement = &assessed.judgement;
    if judgement.findings.is_empty() {
        let evidence = t("根拠", "Evidence").get(lang);
        for seen in judgement.evidence.iter().take(SHOWN) {
            let _ = writeln!(output, "  - {evidence} `{}` {}", seen.line, code(seen.text.get(lang)));
        }
        let more = judgement.evidence.len().saturating_sub(SHOWN);
        if more > 0 {
            let _ = match lang {
                Lang::Ja => writeln!(output, "  - ほか {more} 行"),
                Lang::En => writeln!(output, "  - and {more} more"),
            };
        }
        if let (true, Some(absent)) = (judgement.evidence.is_empty(), &judgement.absent) {
            let _ = writeln!(output, "  - {}", absent.get(lang));
        }
    }
}

fn findings(assessed: &Assessed, lang: Lang, output: &mut String) {
    for finding in &assessed.judgement.findings {
        let text = code(finding.evidence.text.get(lang));
        let _ = writeln!(output, "  - `{}` {text} → {}", finding.evidence.line, code(finding.wanted.get(lang)));
    }
}
