//! Words for verdicts, decisions and clauses. The tool's checks are met; it never says that a design
//! complies.

use crate::compliance::{Clause, Confidence, Control, Counts, Edition, FindingLevel, Reason, Release, Severity, Verdict, clauses_of};
use crate::decision::{Decision, DecisionKind};
use crate::text::{Lang, Text, t};

/// The word for a verdict.
#[must_use]
pub const fn verdict_word(verdict: Verdict) -> Text {
    match verdict {
        Verdict::Met => t("満たす", "met"),
        Verdict::Fails(FindingLevel::Error) => t("満たさない（エラー）", "fails (error)"),
        Verdict::Fails(FindingLevel::Warning) => t("満たさない（警告）", "fails (warning)"),
        Verdict::Fails(FindingLevel::Info) => t("満たさない（情報）", "fails (info)"),
        Verdict::ToConfirm(_) => t("要確認（運用者）", "to be confirmed by the operator"),
        Verdict::Confirmed => t("確認済み", "confirmed"),
        Verdict::Waived => t("受容", "waived"),
        Verdict::NotApplicable => t("対象外", "not applicable"),
        Verdict::Unproven => t("証明できない", "not proven"),
    }
}

/// The word for a level.
#[must_use]
pub const fn level_word(level: FindingLevel) -> &'static str {
    match level {
        FindingLevel::Error => "error",
        FindingLevel::Warning => "warning",
        FindingLevel::Info => "info",
    }
}

pub(super) const fn severity_word(severity: Severity) -> &'static str {
    match severity {
        Severity::Critical => "critical",
        Severity::High => "high",
        Severity::Medium => "medium",
        Severity::Low => "low",
        Severity::Info => "info",
    }
}

/// A stable word for programs.
pub(super) const fn verdict_id(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Met => "met",
        Verdict::Fails(FindingLevel::Error) => "error",
        Verdict::Fails(FindingLevel::Warning) => "warning",
        Verdict::Fails(FindingLevel::Info) => "info",
        Verdict::ToConfirm(_) => "to-confirm",
        Verdict::Confirmed => "confirmed",
        Verdict::Waived => "waived",
        Verdict::NotApplicable => "not-applicable",
        Verdict::Unproven => "not-proven",
    }
}

/// A stable word for programs.
pub(super) const fn decision_id(kind: DecisionKind) -> &'static str {
    match kind {
        DecisionKind::Attestation => "attestation",
        DecisionKind::Waiver => "waiver",
    }
}

/// The letter of a confidence, for programs.
pub(super) const fn confidence_id(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::A => "A",
        Confidence::B => "B",
        Confidence::C => "C",
    }
}

/// How sure the number of a clause is.
#[must_use]
pub const fn confidence_word(confidence: Confidence) -> Text {
    match confidence {
        Confidence::A => t("確度 A", "confidence A"),
        Confidence::B => t("確度 B", "confidence B"),
        Confidence::C => t("確度 C", "confidence C"),
    }
}

/// What the letters of confidence mean.
pub const CONFIDENCES: Text = t(
    "確度 A: その版の項目番号を出典で確認。B: もう一方の版で確認し、変わらないとみなす。C: 推定。番号を確認できない項目は章で示します。",
    "Confidence A: a source confirms the number for that edition. B: confirmed for the other edition and taken to hold. C: inferred. Where the number of an item is not confirmed, its chapter stands alone.",
);

/// Name and date of an edition: `第7.0版 2026-06-29`.
#[must_use]
pub fn release_label(release: &Release, lang: Lang) -> String {
    match release.date {
        Some(date) => format!("{} {date}", release.name.get(lang)),
        None => release.name.get(lang).to_owned(),
    }
}

/// A clause in short: `システム運用編 13⑤`.
#[must_use]
pub fn clause_label(clause: &Clause, number: &str, lang: Lang) -> String {
    format!("{} {number}", clause.guideline.short.get(lang))
}

/// The clauses that a control stands for, each with edition, date and confidence.
#[must_use]
pub fn clause_labels(control: &Control, edition: Edition, lang: Lang) -> Vec<String> {
    let label = |(clause, release, number, confidence): (&Clause, &Release, &str, Confidence)| {
        let (label, release, confidence) =
            (clause_label(clause, number, lang), release_label(release, lang), confidence_word(confidence).get(lang));
        match lang {
            Lang::Ja => format!("{label}（{release}、{confidence}）"),
            Lang::En => format!("{label} ({release}, {confidence})"),
        }
    };
    clauses_of(control, edition)
        .into_iter()
        .map(|(clause, release, number, confidence)| label((clause, release, number, confidence)))
        .collect()
}

/// Who decided what, in one sentence: `受容: 山田（2027-03-31 まで）閉域網へ移行中`.
#[must_use]
pub fn decision_words(decision: &Decision, lang: Lang) -> String {
    let (person, day, text) = (&decision.person, decision.day, &decision.text);
    match (decision.kind, lang) {
        (DecisionKind::Attestation, Lang::Ja) => format!("確認: {person}（{day}）{text}"),
        (DecisionKind::Attestation, Lang::En) => format!("confirmed by {person} on {day}. {text}"),
        (DecisionKind::Waiver, Lang::Ja) => format!("受容: {person}（{day} まで）{text}"),
        (DecisionKind::Waiver, Lang::En) => format!("accepted by {person} until {day}. {text}"),
    }
    .trim_end()
    .to_owned()
}

/// Why a decision counts for nothing.
#[must_use]
pub const fn reason_word(reason: Reason) -> Text {
    match reason {
        Reason::Expired => t("期限が過ぎたため、判定に戻しました", "its last day has passed, so the finding is back"),
        Reason::Future => t("日付が今日より後です", "it is dated after today"),
        Reason::NoControl => t("この ID の管理策はありません", "there is no control of this id"),
        Reason::NoEnvironment => t("この名前の環境はありません", "there is no environment of this name"),
        Reason::NotNeeded => t("受容や確認が要るものはもうありません", "nothing is left to accept or to confirm"),
    }
}

/// Counts in words, with what they are counted of. There is no percentage.
#[must_use]
pub fn counts_words(counts: &Counts, lang: Lang) -> String {
    let Counts { met, errors, warnings, infos, to_confirm, confirmed, waived, not_applicable, unproven } = *counts;
    let asked = counts.asked();
    match lang {
        Lang::Ja => format!(
            "対象 {asked} 件のうち、満たす {met}、エラー {errors}、警告 {warnings}、情報 {infos}、要確認 {to_confirm}、確認済み {confirmed}、受容 {waived}、証明できない {unproven}（対象外 {not_applicable}）"
        ),
        Lang::En => format!(
            "of {asked} that apply, {met} met, {errors} errors, {warnings} warnings, {infos} infos, {to_confirm} to confirm, {confirmed} confirmed, {waived} waived, {unproven} not proven ({not_applicable} not applicable)"
        ),
    }
}
