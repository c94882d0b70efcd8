//! An assessment as text, JSON, CSV and Markdown.

use std::fmt::Write;

use serde_json::json;

use super::words::{severity_word, verdict_id, verdict_word};
use crate::compliance::{Assessed, Assessment, Verdict};
use crate::text::Lang;

/// For a terminal: what is not met, then the counts. There is no percentage.
#[must_use]
pub fn text(assessment: &Assessment, lang: Lang) -> String {
    let mut output = String::new();
    for problem in &assessment.problems {
        let _ = writeln!(output, "{} {} {}", verdict_word(Verdict::Unproven).get(lang), problem.line, problem.text.get(lang));
    }
    for assessed in &assessment.controls {
        let shown = matches!(assessed.verdict, Verdict::Fails(_) | Verdict::Unproven);
        if !shown {
            continue;
        }
        let name = environment(assessment, assessed);
        let word = verdict_word(assessed.verdict).get(lang);
        let _ = writeln!(output, "{name}: {} {} [{word}]", assessed.control.id, assessed.control.title.get(lang));
        for finding in &assessed.judgement.findings {
            let address = finding.evidence.address.as_deref().unwrap_or_default();
            let _ = writeln!(output, "  {} {address} {}", finding.evidence.line, finding.evidence.text.get(lang));
            let _ = writeln!(output, "    → {}", finding.wanted.get(lang));
        }
    }
    output.push_str(&counts(assessment, lang));
    output
}

fn counts(assessment: &Assessment, lang: Lang) -> String {
    let mut output = String::new();
    for (index, name) in assessment.environments.iter().enumerate() {
        let counts = assessment.counts(index);
        let asked = assessment.controls.iter().filter(|assessed| assessed.environment == index).count() - counts.not_applicable;
        let line = match lang {
            Lang::Ja => format!(
                "{name}: 対象 {asked} 件のうち、満たす {}、エラー {}、警告 {}、情報 {}、要確認 {}、証明できない {}（対象外 {}）",
                counts.met, counts.errors, counts.warnings, counts.infos, counts.to_confirm, counts.unproven, counts.not_applicable
            ),
            Lang::En => format!(
                "{name}: of {asked} that apply, {} met, {} errors, {} warnings, {} infos, {} to confirm, {} not proven ({} not applicable)",
                counts.met, counts.errors, counts.warnings, counts.infos, counts.to_confirm, counts.unproven, counts.not_applicable
            ),
        };
        let _ = writeln!(output, "{line}");
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

fn environment<'a>(assessment: &'a Assessment, assessed: &Assessed) -> &'a str {
    assessment.environments.get(assessed.environment).map_or("", String::as_str)
}

/// Every verdict with its evidence.
#[must_use]
pub fn json(assessment: &Assessment, lang: Lang) -> serde_json::Value {
    let controls: Vec<_> = assessment
        .controls
        .iter()
        .map(|assessed| {
            let evidence: Vec<_> = assessed
                .judgement
                .evidence
                .iter()
                .map(|evidence| {
                    json!({
                        "address": evidence.address.as_deref(),
                        "line": evidence.line.to_string(),
                        "trace": evidence.trace.iter().map(ToString::to_string).collect::<Vec<_>>(),
                        "text": evidence.text.get(lang),
                    })
                })
                .collect();
            let findings: Vec<_> = assessed
                .judgement
                .findings
                .iter()
                .map(|finding| {
                    json!({
                        "address": finding.evidence.address.as_deref(),
                        "line": finding.evidence.line.to_string(),
                        "trace": finding.evidence.trace.iter().map(ToString::to_string).collect::<Vec<_>>(),
                        "text": finding.evidence.text.get(lang),
                        "wanted": finding.wanted.get(lang),
                    })
                })
                .collect();
            let facts = assessed.control.facts();
            json!({
                "control": assessed.control.id,
                "title": assessed.control.title.get(lang),
                "environment": environment(assessment, assessed),
                "verdict": verdict_id(assessed.verdict),
                "severity": severity_word(facts.severity),
                "clauses": facts.clauses,
                "settings": assessed.control.settings,
                "evidence": evidence,
                "findings": findings,
                "not_applicable": assessed.judgement.absent.as_ref().map(|words| words.get(lang)),
            })
        })
        .collect();
    let problems: Vec<_> = assessment.problems.iter().map(|problem| format!("{} {}", problem.line, problem.text.get(lang))).collect();
    json!({ "environments": assessment.environments, "controls": controls, "not_evaluated": problems })
}

/// One row for each control and environment. Lines end in a line feed alone, as all files of a bundle do.
#[must_use]
pub fn csv(assessment: &Assessment, lang: Lang) -> String {
    let mut output = String::from("control,title,environment,verdict,severity,clauses,line,evidence\n");
    for assessed in &assessment.controls {
        let facts = assessed.control.facts();
        let seen = assessed.judgement.findings.iter().map(|finding| &finding.evidence).chain(&assessed.judgement.evidence).next();
        let cells = [
            assessed.control.id.to_owned(),
            assessed.control.title.get(lang).to_owned(),
            environment(assessment, assessed).to_owned(),
            verdict_id(assessed.verdict).to_owned(),
            severity_word(facts.severity).to_owned(),
            facts.clauses.join(" "),
            seen.map(|evidence| evidence.line.to_string()).unwrap_or_default(),
            seen.map(|evidence| evidence.text.get(lang).to_owned()).unwrap_or_default(),
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

/// A document: counts, what is not met, then every control with its first lines of evidence.
#[must_use]
pub fn markdown(assessment: &Assessment, lang: Lang) -> String {
    let mut output = String::new();
    let (title, intro, evidence) = match lang {
        Lang::Ja => (
            "# 管理策の検査結果",
            "この文書は、この成果物のファイルを評価して作ったものです。各行の根拠は、ファイルの行で確かめられます。\n\
             本ツールの検査項目を満たすかどうかを示すもので、ガイドラインへの準拠を判定するものではありません。",
            "根拠",
        ),
        Lang::En => (
            "# Results of the controls",
            "This document was computed from the files of this bundle; every row names the line that shows it.\n\
             It says which checks of this tool are met. It does not judge compliance with any guideline.",
            "Evidence",
        ),
    };
    let _ = writeln!(output, "{title}\n\n{intro}\n");
    for line in counts(assessment, lang).lines() {
        let _ = writeln!(output, "- {line}");
    }
    for problem in &assessment.problems {
        let _ = writeln!(output, "- {} `{}` {}", verdict_word(Verdict::Unproven).get(lang), problem.line, problem.text.get(lang));
    }
    let mut last = "";
    for assessed in &assessment.controls {
        if assessed.control.id != last {
            last = assessed.control.id;
            let facts = assessed.control.facts();
            let _ = writeln!(
                output,
                "\n## {} {}\n\n{}\n\n- {} · {}\n",
                assessed.control.id,
                assessed.control.title.get(lang),
                assessed.control.what.get(lang),
                severity_word(facts.severity),
                facts.clauses.join(", ")
            );
        }
        let _ = writeln!(output, "- **{}**: {}", environment(assessment, assessed), verdict_word(assessed.verdict).get(lang));
        for finding in &assessed.judgement.findings {
            let text = finding.evidence.text.get(lang);
            let _ = writeln!(output, "  - `{}` {text} → {}", finding.evidence.line, finding.wanted.get(lang));
        }
        if assessed.judgement.findings.is_empty() {
            for seen in assessed.judgement.evidence.iter().take(3) {
                let _ = writeln!(output, "  - {evidence} `{}` {}", seen.line, seen.text.get(lang));
            }
            if let (true, Some(absent)) = (assessed.judgement.evidence.is_empty(), &assessed.judgement.absent) {
                let _ = writeln!(output, "  - {}", absent.get(lang));
            }
        }
    }
    output
}
