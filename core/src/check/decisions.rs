//! What people decided about controls: entries that cannot be read block the download, for they would
//! stand in the documents; entries that count for nothing are kept and named.

use std::collections::BTreeSet;

use crate::compliance::is_known;
use crate::decision::{Decision, DecisionKind, about};
use crate::draft::DesignDraft;
use crate::edit::Edit;
use crate::issue::{Issue, Level, Place, Words, w};

pub(super) fn check(draft: &DesignDraft, issues: &mut Vec<Issue>) {
    for kind in DecisionKind::ALL {
        let mut seen = BTreeSet::new();
        for raw in kind.list(draft) {
            let (control, environment) = about(raw);
            let mut say = |level, rule, what: Words, why: Words, fix: Words| {
                let repair = vec![Edit::Retract { kind, control: control.to_owned(), environment: environment.map(str::to_owned) }];
                issues.push(Issue { level, rule, place: Place::Control(control.to_owned()), what, why, fix, repair });
            };
            let (ja, en) = match kind {
                DecisionKind::Attestation => ("確認", "confirmation"),
                DecisionKind::Waiver => ("受容", "waiver"),
            };
            if let Err(found) = Decision::read(kind, raw) {
                say(
                    Level::Error,
                    "decision.form",
                    w(format!("{control} の{ja}: {}。", found.ja), format!("The {en} of {control}: {}.", found.en)),
                    w("この記録は、zip に入る報告書にそのまま載ります。", "It stands in the reports of the zip as it is."),
                    w("書き直すか、取り消してください。", "Write it anew, or retract it."),
                );
                continue;
            }
            let no_effect = w("この記録は残りますが、判定には使われません。", "It is kept but changes no verdict.");
            match is_known(control) {
                None => say(
                    Level::Notice,
                    "decision.control",
                    w(format!("「{control}」という管理策はありません。"), format!("There is no control “{control}”.")),
                    no_effect.clone(),
                    w("ID を直すか、取り消してください。", "Correct the id, or retract it."),
                ),
                Some(false) if kind == DecisionKind::Attestation => say(
                    Level::Notice,
                    "decision.kind",
                    w(
                        format!("{control} は、人の確認ではなくファイルで判定します。"),
                        format!("{control} is judged by the files, not by a person."),
                    ),
                    no_effect.clone(),
                    w(
                        "満たさないまま進めるなら、確認ではなく、理由と期限のある受容を記録してください。",
                        "To go on without meeting it, record a waiver with a reason and a last day instead.",
                    ),
                ),
                Some(_) => {}
            }
            if let Some(name) = environment
                && !draft.environments.iter().any(|other| other.name() == name)
            {
                say(
                    Level::Notice,
                    "decision.environment",
                    w(
                        format!("{control} の{ja}が指す環境「{name}」はありません。"),
                        format!("The {en} of {control} names the environment “{name}”, which does not exist."),
                    ),
                    no_effect.clone(),
                    w("環境名を直すか、取り消してください。", "Correct the name, or retract it."),
                );
            }
            if !seen.insert((control, environment)) {
                say(
                    Level::Notice,
                    "decision.twice",
                    w(
                        format!("{control} の{ja}が、同じ環境に 2 つあります。"),
                        format!("Two {en}s of {control} are about the same environment."),
                    ),
                    w("先に書かれたものだけが使われます。", "Only the first one counts."),
                    w("1 つにまとめてください。", "Keep one of them."),
                );
                // Retracting would take both.
                if let Some(issue) = issues.last_mut() {
                    issue.repair.clear();
                }
            }
        }
    }
}
