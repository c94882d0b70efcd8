//! Draft of the operator's checklist: duties that no file can show, with what to do, what the files say
//! beside them, and who confirmed them; then what was accepted and until when.

use std::fmt::Write;

use design_core::compliance::{Assessed, Proof, Verdict, controls};
use design_core::report::{clause_labels, decision_words, escaped, verdict_word};
use design_core::{DecisionKind, Lang, t};

use super::Basis;
use super::draft::{head, telling};

/// Lines that are shown beside a duty.
const SHOWN: usize = 4;

/// The draft.
pub(super) fn render(basis: &Basis<'_>, lang: Lang) -> String {
    let assessment = basis.assessment;
    let name = |assessed: &Assessed| assessment.environments.get(assessed.environment).map_or("", String::as_str);
    let mut output = head(t("運用者の確認表", "The operator's checklist"), lang);
    let lead = t(
        "ファイルでは示せない義務です。確認したら、Sekkei の「管理策と根拠」で人・日付・メモを記録すると、設計に残り、この表に載ります。",
        "Duties that no file can show. Once confirmed, record person, date and note under “Controls” in Sekkei: it is kept in the design and stands here.",
    );
    let _ = writeln!(output, "\n{}", lead.get(lang));
    let mut number = 0;
    for control in controls().filter(|control| matches!(control.proof, Proof::Person(_))) {
        let asked: Vec<&Assessed> = assessment
            .controls
            .iter()
            .filter(|assessed| assessed.control.id == control.id && assessed.verdict != Verdict::NotApplicable)
            .collect();
        let Some(strictest) = asked.last() else { continue };
        number += 1;
        let _ = writeln!(output, "\n## {number}. {} {}\n\n{}\n", control.id, control.title.get(lang), control.what.get(lang));
        let _ = writeln!(output, "- {}: {}", t("すること", "To do").get(lang), control.fix.get(lang));
        let _ = writeln!(output, "- {}: {}", t("理由", "Why").get(lang), control.why.get(lang));
        let _ = writeln!(
            output,
            "- {}: {}",
            t("関わる項目", "Clauses").get(lang),
            clause_labels(control, assessment.edition, lang).join(" · ")
        );
        let beside = t("ファイルが示すこと", "What the files say").get(lang);
        for evidence in telling(strictest, SHOWN) {
            let _ = writeln!(
                output,
                "- {beside} ({}): {} `{}`",
                name(strictest),
                design_core::report::code(evidence.text.get(lang)),
                evidence.line
            );
        }
        let head = t("| 済 | 環境 | 判定 | 記録（人・日付・メモ） |", "| Done | Environment | Verdict | Record (person, date, note) |");
        let _ = writeln!(output, "\n{}\n| --- | --- | --- | --- |", head.get(lang));
        for assessed in asked {
            let done = if assessed.verdict == Verdict::Confirmed { "☑" } else { "☐" };
            let record = assessed.decision.as_ref().map(|decision| escaped(&decision_words(decision, lang))).unwrap_or_default();
            let _ = writeln!(output, "| {done} | {} | {} | {record} |", name(assessed), verdict_word(assessed.verdict).get(lang));
        }
    }
    let _ = writeln!(output, "\n## {}\n", t("期限のある受容", "Waivers and their last days").get(lang));
    let mut waivers: Vec<(&design_core::Decision, String)> = Vec::new();
    for assessed in &assessment.controls {
        if let Some(decision) = assessed.decision.as_ref().filter(|decision| decision.kind == DecisionKind::Waiver) {
            waivers.push((decision, format!("{} {}", name(assessed), assessed.control.id)));
        }
    }
    waivers.sort_by(|a, b| (a.0.day, &a.1).cmp(&(b.0.day, &b.1)));
    if waivers.is_empty() {
        let _ = writeln!(output, "{}", t("ありません。", "There is none.").get(lang));
    }
    for (decision, place) in waivers {
        let _ = writeln!(output, "- ☐ {} {place}: {}", decision.day, escaped(&decision_words(decision, lang)));
    }
    output
}
