//! SARIF 2.1.0, as code hosts read it: one result for each finding, at its line.

use serde_json::{Value, json};

use super::words::{clause_labels, decision_words};
use crate::compliance::{Assessment, Verdict, controls};
use crate::text::Lang;

/// The findings of an assessment.
#[must_use]
pub fn sarif(assessment: &Assessment, lang: Lang) -> Value {
    let rules: Vec<Value> = controls()
        .map(|control| {
            json!({
                "id": control.id,
                "shortDescription": { "text": control.title.get(lang) },
                "fullDescription": { "text": control.what.get(lang) },
                "help": { "text": control.fix.get(lang) },
                "properties": { "clauses": clause_labels(control, assessment.edition, lang) },
            })
        })
        .collect();
    let mut results = Vec::new();
    for assessed in &assessment.controls {
        // What a person accepted is still a finding; SARIF has a place for that.
        let Verdict::Fails(level) = assessed.found else { continue };
        let suppressions: Vec<Value> = match &assessed.decision {
            Some(decision) => vec![json!({ "kind": "external", "status": "accepted", "justification": decision_words(decision, lang) })],
            None => Vec::new(),
        };
        let level = match level {
            crate::compliance::FindingLevel::Error => "error",
            crate::compliance::FindingLevel::Warning => "warning",
            crate::compliance::FindingLevel::Info => "note",
        };
        let environment = assessment.environments.get(assessed.environment).map_or("", String::as_str);
        for finding in &assessed.judgement.findings {
            let text = format!("{environment}: {} → {}", finding.evidence.text.get(lang), finding.wanted.get(lang));
            let related: Vec<Value> = finding.evidence.trace.iter().skip(1).map(location).collect();
            results.push(json!({
                "ruleId": assessed.control.id,
                "level": level,
                "message": { "text": text },
                "locations": [location(&finding.evidence.line)],
                "relatedLocations": related,
                "suppressions": suppressions,
            }));
        }
    }
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": { "name": "sekkei", "rules": rules } },
            "results": results,
        }],
    })
}

fn location(line: &crate::plan::Line) -> Value {
    json!({ "physicalLocation": { "artifactLocation": { "uri": *line.path }, "region": { "startLine": line.line } } })
}
