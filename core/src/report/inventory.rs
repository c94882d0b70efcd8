//! The inventory as text and JSON.

use std::fmt::Write;

use crate::inventory::{by_module, inventory};
use crate::plan::Plan;
use crate::text::{Lang, t};

/// Grouped by module, one resource a line: address, name in AWS, line.
#[must_use]
pub fn text(plan: &Plan, lang: Lang) -> String {
    let entries = inventory(plan);
    let mut output = String::new();
    for (module, kinds) in by_module(&entries) {
        let count: usize = kinds.values().sum();
        let _ = writeln!(output, "{} ({count})", if module.is_empty() { "root" } else { module });
        for entry in entries.iter().filter(|entry| entry.module == module) {
            let name = entry.name.as_deref().unwrap_or("-");
            let _ = writeln!(output, "  {}  {name}  {}", entry.address, entry.line);
        }
    }
    let count = entries.len();
    let _ = match lang {
        Lang::Ja => writeln!(output, "{}: リソース {count} 個", plan.root),
        Lang::En => writeln!(output, "{}: {count} resources", plan.root),
    };
    let word = t("評価できないもの", "not evaluated").get(lang);
    for problem in &plan.problems {
        let _ = writeln!(output, "{word}: {} {}", problem.line, problem.text.get(lang));
    }
    output
}

/// The same for programs.
#[must_use]
pub fn json(plan: &Plan) -> serde_json::Value {
    let resources: Vec<_> = inventory(plan)
        .iter()
        .map(|entry| {
            serde_json::json!({
                "address": entry.address,
                "type": entry.kind,
                "module": entry.module,
                "name": entry.name,
                "path": *entry.line.path,
                "line": entry.line.line,
                "call": entry.call.as_ref().map(ToString::to_string),
            })
        })
        .collect();
    let problems: Vec<_> = plan
        .problems
        .iter()
        .map(|problem| serde_json::json!({ "line": problem.line.to_string(), "ja": problem.text.ja, "en": problem.text.en }))
        .collect();
    serde_json::json!({ "root": *plan.root, "resources": resources, "not_evaluated": problems })
}
