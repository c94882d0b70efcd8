//! An assessment as text, JSON and CSV.

use std::fmt::Write;

use serde_json::{Value, json};

use super::words::{
    clause_labels, confidence_id, counts_words, decision_id, decision_words, reason_word, release_label, severity_word, verdict_id,
    verdict_word,
};
use crate::compliance::{Assessed, Assessment, Evidence, Verdict, by_clause, clauses_of};
use crate::decision::Decision;
use crate::text::Lang;

/// For a terminal: what is not met, what people accepted, then the counts. There is no percentage.
#[must_use]
pub fn text(assessment: &Assessment, lang: Lang) -> String {
    let mut output = String::new();
    for problem in &assessment.problems {
        let _ = writeln!(output, "{} {} {}", verdict_word(Verdict::Unproven).get(lang), problem.line, problem.text.get(lang));
    }
    for assessed in &assessment.controls {
        let name = environment(assessment, assessed);
        let word = verdict_word(assessed.verdict).get(lang);
        let head = format!("{name}: {} {} [{word}]", assessed.control.id, assessed.control.title.get(lang));
        match assessed.verdict {
            Verdict::Fails(_) | Verdict::Unproven => {
                let _ = writeln!(output, "{head}");
                for finding in &assessed.judgement.findings {
                    let address = finding.evidence.address.as_deref().unwrap_or_default();
                    let _ = writeln!(output, "  {} {address} {}", finding.evidence.line, finding.evidence.text.get(lang));
                    let _ = writeln!(output, "    → {}", finding.wanted.get(lang));
                }
            }
            Verdict::Waived => {
                let _ = writeln!(output, "{head}");
                if let Some(decision) = &assessed.decision {
                    let _ = writeln!(output, "  {}", decision_words(decision, lang));
                }
            }
            Verdict::ToConfirm(_) | Verdict::Confirmed | Verdict::NotApplicable | Verdict::Met => {}
        }
    }
    output.push_str(&set_aside(assessment, lang));
    output.push_str(&counts(assessment, lang));
    output
}

/// Decisions that count for nothing, one a line.
pub(super) fn set_aside(assessment: &Assessment, lang: Lang) -> String {
    let mut output = String::new();
    for aside in &assessment.set_aside {
        let (decision, reason) = (&aside.decision, reason_word(aside.reason).get(lang));
        let _ = writeln!(output, "{}: {} {} → {reason}", place(decision, lang), decision.control, decision_words(decision, lang));
    }
    output
}

/// The environment that a decision is about.
pub(super) fn place(decision: &Decision, lang: Lang) -> &str {
    decision.environment.as_deref().unwrap_or(match lang {
        Lang::Ja => "全環境",
        Lang::En => "all environments",
    })
}

/// A line of counts for each environment.
pub(super) fn counts(assessment: &Assessment, lang: Lang) -> String {
    let mut output = String::new();
    for (index, name) in assessment.environments.iter().enumerate() {
        let _ = writeln!(output, "{name}: {}", counts_words(&assessment.counts(index), lang));
    }
    let (looked_at, all) = (crate::compliance::controls().count(), crate::compliance::catalogue_size());
    if looked_at < all {
        let line = match lang {
            Lang::Ja => format!("カタログの {all} 件のうち {looked_at} 件を検査しました。残りはまだ検査していません。"),
            Lang::En => format!("{looked_at} of the catalogue's {all} controls were checked; the others are not looked at yet."),
        };
        let _ = writeln!(output, "{line}");
    }
    output
}

pub(super) fn environment<'a>(assessment: &'a Assessment, assessed: &Assessed) -> &'a str {
    assessment.environments.get(assessed.environment).map_or("", String::as_str)
}

fn evidence_json(evidence: &Evidence, lang: Lang) -> serde_json::Map<String, Value> {
    let mut fields = serde_json::Map::new();
    fields.insert("address".to_owned(), evidence.address.as_deref().into());
    fields.insert("line".to_owned(), evidence.line.to_string().into());
    fields.insert("trace".to_owned(), evidence.trace.iter().map(ToString::to_string).collect());
    fields.insert("text".to_owned(), evidence.text.get(lang).into());
    fields
}

fn decision_json(decision: &Decision) -> Value {
    let mut fields: serde_json::Map<String, Value> = crate::gather(decision.to_values());
    fields.insert("kind".to_owned(), decision_id(decision.kind).into());
    Value::Object(fields)
}

/// Every verdict with its evidence.
#[must_use]
pub fn json(assessment: &Assessment, lang: Lang) -> Value {
    let control = |assessed: &Assessed| {
        let evidence: Vec<_> = assessed.judgement.evidence.iter().map(|evidence| evidence_json(evidence, lang)).collect();
        let finding = |finding: &crate::compliance::Finding| {
            let mut fields = evidence_json(&finding.evidence, lang);
            fields.insert("wanted".to_owned(), finding.wanted.get(lang).into());
            fields
        };
        let facts = assessed.control.facts();
        json!({
            "control": assessed.control.id,
            "title": assessed.control.title.get(lang),
            "environment": environment(assessment, assessed),
            "verdict": verdict_id(assessed.verdict),
            "found": verdict_id(assessed.found),
            "decision": assessed.decision.as_ref().map(decision_json),
            "severity": severity_word(facts.severity),
            "clauses": clauses_of(assessed.control, assessment.edition).iter().map(|(clause, _, number, confidence)| json!({
                "id": clause.id, "guideline": clause.guideline.id, "number": number, "confidence": confidence_id(*confidence),
            })).collect::<Vec<_>>(),
            "settings": assessed.control.settings,
            "evidence": evidence,
            "findings": assessed.judgement.findings.iter().map(finding).collect::<Vec<_>>(),
            "not_applicable": assessed.judgement.absent.as_ref().map(|words| words.get(lang)),
        })
    };
    let guidelines: Vec<_> = by_clause(assessment.edition)
        .iter()
        .map(|view| {
            json!({
                "id": view.guideline.id,
                "title": view.guideline.title.get(lang),
                "edition": release_label(view.release, lang),
                "address": view.release.address,
            })
        })
        .collect();
    let aside = assessment
        .set_aside
        .iter()
        .map(|aside| json!({ "decision": decision_json(&aside.decision), "why": reason_word(aside.reason).get(lang) }));
    let problems: Vec<_> = assessment.problems.iter().map(|problem| format!("{} {}", problem.line, problem.text.get(lang))).collect();
    json!({
        "environments": assessment.environments,
        "guidelines": guidelines,
        "controls": assessment.controls.iter().map(control).collect::<Vec<_>>(),
        "decisions_set_aside": aside.collect::<Vec<_>>(),
        "not_evaluated": problems,
    })
}

/// One row for each control and environment. Lines end in a line feed alone, as all files of a bundle do.
#[must_use]
pub fn csv(assessment: &Assessment, lang: Lang) -> String {
    let mut output = String::from("control,title,environment,verdict,found,severity,clauses,line,evidence,decision\n");
    for assessed in &assessment.controls {
        let facts = assessed.control.facts();
        let seen = assessed.judgement.findings.iter().map(|finding| &finding.evidence).chain(&assessed.judgement.evidence).next();
        let cells = [
            assessed.control.id.to_owned(),
            assessed.control.title.get(lang).to_owned(),
            environment(assessment, assessed).to_owned(),
            verdict_id(assessed.verdict).to_owned(),
            verdict_id(assessed.found).to_owned(),
            severity_word(facts.severity).to_owned(),
            clause_labels(assessed.control, assessment.edition, lang).join("; "),
            seen.map(|evidence| evidence.line.to_string()).unwrap_or_default(),
            seen.map(|evidence| evidence.text.get(lang).to_owned()).unwrap_or_default(),
            assessed.decision.as_ref().map(|decision| decision_words(decision, lang)).unwrap_or_default(),
        ];
        let row: Vec<String> = cells.iter().map(|cell| cell_text(cell)).collect();
        output.push_str(&row.join(","));
        output.push('\n');
    }
    output
}

/// Quoted where CSV asks for it; a cell that a spreadsheet would run as a formula is defused.
fn cell_text(cell: &str) -> String {
    let cell = if cell.starts_with(['=', '+', '-', '@']) { format!("'{cell}") } else { cell.to_owned() };
    if cell.contains([',', '"', '\n', '\r']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell }
}
