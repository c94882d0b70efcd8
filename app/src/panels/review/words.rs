//! Words of the panels that need the evaluator: they arrive with it.

use design_core::{DecisionKind, Lang, Text, t};

pub(super) const VIEW: Text = t("並べ方", "Order");
pub(super) const BY_CONTROL: Text = t("管理策ごと", "By control");
pub(super) const BY_CLAUSE: Text = t("項目ごと", "By clause");
pub(super) const EDITIONS: Text = t("参照する版", "Editions");
pub(super) const CHANGE_EDITIONS: Text = t("版を選ぶ", "Choose editions");
pub(super) const WAIVE: Text = t("受容を記録…", "Waive…");
pub(super) const ATTEST: Text = t("確認を記録…", "Confirm…");
pub(super) const REWRITE: Text = t("書き直す…", "Rewrite…");
pub(super) const PERSON_ATTEST: Text = t("確認した人", "Confirmed by");
pub(super) const PERSON_WAIVE: Text = t("受容した人", "Accepted by");
pub(super) const DAY_ATTEST: Text = t("確認した日", "Confirmed on");
pub(super) const DAY_WAIVE: Text = t("この日まで受容する", "Accepted until");
pub(super) const NOTE: Text = t("メモ（任意）", "Note (optional)");
pub(super) const REASON: Text = t("理由", "Reason");
pub(super) const EVERYWHERE: Text = t("すべての環境について", "For all environments");
pub(super) const RECORD: Text = t("記録する", "Record");
pub(super) const CANCEL: Text = t("やめる", "Cancel");
pub(super) const KEPT_IN_DESIGN: Text = t(
    "設計（sekkei.json）に残り、報告書に載ります。パスワードや鍵は書かないでください。",
    "Kept in the design (sekkei.json) and printed in the reports. Do not write passwords or keys.",
);
pub(super) const DECIDED_BY: Text = t("決める設定", "Decided by");
pub(super) const EFFECT: Text = t("ほかへの影響", "Effect elsewhere");
pub(super) const NOW: Text = t("今", "Now");
pub(super) const THEN: Text = t("変更後", "After it");
pub(super) const EFFECT_NONE: Text = t("ほかの判定・サイズ・リソースは変わりません。", "No other verdict, size or resource changes.");
pub(super) const EFFECT_BROKEN: Text = t("この変更だけでは設計にエラーが出ます。", "By itself this change leaves an error in the design.");
pub(super) const SIDES: Text = t("比べるもの", "What to compare");
pub(super) const ENVIRONMENTS: Text = t("環境どうし", "Environments");
pub(super) const WITH_DEFAULT: Text = t("既定の設計と", "With the default design");
pub(super) const WITH_FILE: Text = t("設計ファイルと", "With a design file");
pub(super) const PICK_FILE: Text = t("比べる設計ファイルを選ぶ…", "Choose a design file…");
pub(super) const WITH_VERSION: Text = t("保存した版と", "With a saved version");
pub(super) const PICK_VERSION: Text = t("比べる版を選ぶ…", "Choose a saved version…");
pub(super) const PICK_VERSION_FIRST: Text = t(
    "版を選ぶと、今の設計との違いを出します。版は「履歴と版」で保存できます。",
    "Choose a version to see how your design differs from it. Versions are saved in “History”.",
);
pub(super) const ASIDE_VERSION: Text = t("元に戻す前の設計（自動保存）", "Design before undo (kept automatically)");
pub(super) const KEPT_VERSION: Text = t("タブの設計（自動保存）", "Design of a tab (kept automatically)");
pub(super) const PICK_FIRST: Text = t(
    "sekkei.json を選ぶと、今の設計との違いを出します。今の設計は変わりません。",
    "Choose a sekkei.json to see how your design differs from it. Your design stays as it is.",
);
pub(super) const DEFAULT_DESIGN: Text = t("既定の設計", "the default design");
pub(super) const THIS_DESIGN: Text = t("今の設計", "your design");
pub(super) const EXPORT: Text = t("Markdown で保存", "Save as Markdown");
pub(super) const NO_DIFFERENCE: Text = t("違いはありません。", "There is no difference.");
pub(super) const NO_DIFFERENCE_MORE: Text = t(
    "設定、ファイル、リソース、費用、管理策の判定を比べました。「サイズ」で値を変えるか、ほかの設計を選ぶと、ここに違いが出ます。",
    "Settings, files, resources, cost and verdicts were compared. Change a size in “Sizes”, or choose another design, to see what it does.",
);
pub(super) const SAME_ENVIRONMENT: Text = t("同じ環境どうしを比べています。", "An environment is compared with itself.");
pub(super) const SAME_ENVIRONMENT_NEXT: Text = t(
    "左右に別の環境を選んでください。環境が 1 つだけのときは「環境とブランチ」で追加するか、設計どうしを比べられます。",
    "Choose two that differ. With one environment alone, add another one in “Environments”, or compare designs.",
);
pub(super) const LINK_HERE: Text = t("この比較へのリンク", "Link to this comparison");
pub(super) const NOTHING_OPEN: Text = t("対応が要る管理策はありません。", "No control needs attention.");
pub(super) const ALL_CONTROLS: Text = t("すべての管理策を見る", "Show all controls");
pub(super) const SETTING: Text = t("設定", "Setting");
pub(super) const ENVIRONMENT: Text = t("環境", "Environment");

/// The word of a button that starts to record a decision.
pub(super) const fn decide(kind: DecisionKind) -> Text {
    match kind {
        DecisionKind::Attestation => ATTEST,
        DecisionKind::Waiver => WAIVE,
    }
}

fn pick(lang: Lang, ja: String, en: String) -> String {
    match lang {
        Lang::Ja => ja,
        Lang::En => en,
    }
}

pub(super) fn recorded(lang: Lang, kind: DecisionKind, control: &str) -> String {
    match kind {
        DecisionKind::Attestation => {
            pick(lang, format!("{control} の確認を記録しました。"), format!("Recorded the confirmation of {control}."))
        }
        DecisionKind::Waiver => pick(lang, format!("{control} の受容を記録しました。"), format!("Recorded the waiver of {control}.")),
    }
}

pub(super) fn retracted(lang: Lang, control: &str) -> String {
    pick(lang, format!("{control} の記録を取り消しました。"), format!("Retracted what was recorded for {control}."))
}

/// The heading of a form: what is recorded, of which control, where.
pub(super) fn form_title(lang: Lang, kind: DecisionKind, control: &str, environment: &str) -> String {
    match kind {
        DecisionKind::Attestation => {
            pick(lang, format!("{environment} の {control} の確認"), format!("Confirm {control} in {environment}"))
        }
        DecisionKind::Waiver => pick(lang, format!("{environment} の {control} の受容"), format!("Waive {control} in {environment}")),
    }
}

/// A refusal of a form, as a sentence.
pub(super) fn refused(lang: Lang, found: &str) -> String {
    pick(lang, format!("記録できません: {found}。"), format!("Cannot be recorded: {found}."))
}

pub(super) fn errors(lang: Lang, count: usize) -> String {
    pick(lang, format!("エラー {count} 件"), format!("{count} {}", if count == 1 { "error" } else { "errors" }))
}

pub(super) fn confirmed(lang: Lang, count: usize) -> String {
    pick(lang, format!("確認済み {count} 件"), format!("{count} confirmed"))
}

pub(super) fn waived(lang: Lang, count: usize) -> String {
    pick(lang, format!("受容 {count} 件"), format!("{count} waived"))
}

/// So many of those that apply are met or confirmed.
pub(super) fn fulfilled_of(lang: Lang, fulfilled: usize, asked: usize) -> String {
    pick(
        lang,
        format!("対象 {asked} 件のうち {fulfilled} 件を満たす・確認済み"),
        format!("{fulfilled} of {asked} that apply are met or confirmed"),
    )
}

pub(super) fn sizes_differ(lang: Lang, count: usize) -> String {
    pick(lang, format!("違うサイズと設定: {count} 件"), format!("Sizes and settings that differ: {count}"))
}

pub(super) fn files_differ(lang: Lang, count: usize) -> String {
    pick(lang, format!("違うファイル: {count} 件"), format!("Files that differ: {count}"))
}

pub(super) fn costs_differ(lang: Lang, count: usize) -> String {
    pick(lang, format!("費用の違う行: {count} 行"), format!("Lines of cost that differ: {count}"))
}

pub(super) fn environments_differ(lang: Lang, added: &[String], removed: &[String]) -> String {
    pick(
        lang,
        format!("加わる環境: {}、なくなる環境: {}", list(added, "なし"), list(removed, "なし")),
        format!("Environments added: {}; removed: {}", list(added, "none"), list(removed, "none")),
    )
}

fn list(names: &[String], none: &str) -> String {
    if names.is_empty() { none.to_owned() } else { names.join(", ") }
}

pub(super) fn other_is_wrong(lang: Lang, name: &str, errors: &str) -> String {
    pick(
        lang,
        format!("{name} の設計にはエラーがあるため、比べられません。{errors} 設計ファイルとして開いて直してください。"),
        format!("{name} holds a design with errors, so it cannot be compared. {errors} Open it as a design file and mend it."),
    )
}
