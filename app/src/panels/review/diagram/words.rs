//! Words of the diagram.

use design_core::drawing::View;
use design_core::{Lang, Text, t};
use diagram::Node;

pub(super) use crate::words::{DIAGRAM as TITLE, SHOWN_ENVIRONMENT as ENVIRONMENT, SIZES as SETTINGS};

pub(super) const VIEWS: Text = t("図の種類", "View");
pub(super) const COMPARE: Text = t("比べる環境", "Environment to compare with");
pub(super) const NO_COMPARISON: Text = t("比べない", "No comparison");
pub(super) const HIDE_ABSENT: Text = t("作成しない要素を隠す", "Hide absent parts");
pub(super) const WIDE: Text = t("図を広げる（ファイルを隠す）", "Widen the diagram (hide the files)");
pub(super) const AS_TABLE: Text = t("表で見る", "As a table");
pub(super) const ZOOM_IN: Text = t("拡大", "Zoom in");
pub(super) const ZOOM_OUT: Text = t("縮小", "Zoom out");
pub(super) const FIT_WIDTH: Text = t("幅に合わせる", "Fit the width");
pub(super) const FIT_ALL: Text = t("全体を表示", "Show everything");
pub(super) const EXPORT: Text = t("図を保存・印刷", "Save or print the diagram");
pub(super) const SAVE_SVG: Text = t("SVG で保存", "Save as SVG");
pub(super) const SAVE_PNG: Text = t("PNG で保存（2 倍）", "Save as PNG (2×)");
pub(super) const SAVE_MERMAID: Text = t("Mermaid で保存", "Save as Mermaid");
pub(super) const SAVE_DRAWIO: Text = t("draw.io で保存", "Save as draw.io");
pub(super) const COPY_MERMAID: Text = t("Mermaid をコピー", "Copy as Mermaid");
pub(super) const PRINT_A4: Text = t("印刷（A4 横）", "Print (A4 landscape)");
pub(super) const PRINT_A3: Text = t("印刷（A3 横）", "Print (A3 landscape)");
pub(super) const PRINT_ALL: Text = t("すべての図を印刷（A3 横）", "Print every view (A3 landscape)");
pub(super) const LEGEND_PASS: Text = t("指摘なし", "Nothing found");
pub(super) const LEGEND_WARNING: Text = t("確認が必要（数は件数）", "To look at (with their number)");
pub(super) const LEGEND_FAILURE: Text = t("管理策を満たさない（数は件数）", "Controls not met (with their number)");
pub(super) const LEGEND_UNKNOWN: Text = t("ファイルだけでは確かめられない", "Not shown by the files alone");
pub(super) const LEGEND_ADDED: Text = t("追加", "Added");
pub(super) const LEGEND_REMOVED: Text = t("なくなる", "Removed");
pub(super) const LEGEND_CHANGED: Text = t("変更", "Changed");
pub(super) const LEGEND_ABSENT: Text = t("この環境では作成しない", "Not created in this environment");
pub(super) const LEGEND_ARROW: Text = t("矢印はどれもファイルの行を根拠にする", "Every arrow stands on lines of the files");
pub(super) const TOO_LARGE: Text =
    t("この図は PNG にするには大きすぎます。SVG で保存してください。", "This diagram is too large for a PNG. Save it as SVG.");
pub(super) const ROLE: Text = t("構成図", "architecture diagram");
pub(super) const KEYS: Text = t(
    "矢印キーで要素を移動、Enter で選択、+ と - で拡大と縮小、0 で幅に合わせ、f で全体を表示します。",
    "Arrow keys move between parts, Enter selects, plus and minus zoom, 0 fits the width, f shows everything.",
);
pub(super) const NOT_CREATED: Text = t("この環境では作成しません。", "Not created in this environment.");
pub(super) const CONTROLS: Text = t("管理策", "Controls");
pub(super) const NO_CONTROLS: Text =
    t("この要素のリソースを根拠にする管理策はありません。", "No control takes its evidence from these resources.");
pub(super) const RESOURCES: Text = t("リソース", "Resources");
pub(super) const CONNECTIONS: Text = t("つながりと根拠", "Connections and their lines");
pub(super) const CLOSE: Text = t("選択を解除", "Clear the selection");
pub(super) const PART: Text = t("要素", "Part");
pub(super) const SIZE: Text = t("内容", "Size");
pub(super) const FRAME: Text = t("枠", "Frame");
pub(super) const STATE: Text = t("判定", "Verdict");
pub(super) const FROM: Text = t("から", "From");
pub(super) const TO: Text = t("へ", "To");
pub(super) const SHOWN_BY: Text = t("根拠の行", "Shown by");
pub(super) const ABSENT_HERE: Text = t("この環境にはありません", "Not in this environment");
pub(super) const CARDS_TABLE: Text = t("図の要素", "Parts of the diagram");
pub(super) const EDGES_TABLE: Text = t("図の矢印", "Arrows of the diagram");

/// The name of a card for a reader who does not see it. It begins with the words that are seen, in their
/// order, so that a voice command finds it.
pub(super) fn card_name(lang: Lang, node: &Node, ends: &[String]) -> String {
    let badge = node.badge.as_ref().filter(|_| !node.ghost);
    let mut seen = vec![node.title.clone()];
    seen.extend(badge.filter(|badge| badge.count > 1).map(|badge| badge.count.to_string()));
    seen.extend([&node.detail].into_iter().filter(|detail| !detail.is_empty()).cloned());
    let mut parts = vec![seen.join(" ")];
    parts.extend(badge.map(|badge| badge.label.clone()));
    if !ends.is_empty() {
        parts.push(match lang {
            Lang::Ja => format!("接続先 {}", ends.join("、")),
            Lang::En => format!("leads to {}", ends.join(", ")),
        });
    }
    parts.join(if lang == Lang::Ja { "、" } else { ", " })
}

/// The item that compares with an environment.
pub(super) fn compare_with(lang: Lang, name: &str) -> String {
    match lang {
        Lang::Ja => format!("{name} と比べる"),
        Lang::En => format!("Compare with {name}"),
    }
}

/// How many controls resources meet and fail.
pub(super) fn met(lang: Lang, count: usize) -> String {
    match lang {
        Lang::Ja => format!("満たす {count}"),
        Lang::En => format!("{count} met"),
    }
}

/// Opens the list of resources of a component.
pub(super) fn all_resources(lang: Lang, count: usize) -> String {
    match lang {
        Lang::Ja => format!("一覧で見る（{count}）"),
        Lang::En => format!("Show all {count} in the list"),
    }
}

/// The file name of an export.
pub(super) fn file_name(view: View, environment: &str, extension: &str) -> String {
    if view.is_of_all() { format!("{}.{extension}", view.id()) } else { format!("{environment}-{}.{extension}", view.id()) }
}
