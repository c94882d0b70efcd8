//! Words for verdicts. The tool's checks are met; it never says that a design complies.

use crate::compliance::{FindingLevel, Severity, Verdict};
use crate::text::{Text, t};

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
