//! Words of cost and capacity.

use design_core::{Lang, Text, t};

pub(super) use crate::words::{COST as TITLE, RESOURCE, SHOWN_ENVIRONMENT as ENVIRONMENT};

pub(super) const SUBJECT: Text = t("見るもの", "What to look at");
pub(super) const COST: Text = t("費用", "Cost");
pub(super) const LOAD: Text = t("負荷", "Load");
pub(super) const COST_LEAD: Text = t(
    "ファイルを評価して得た月額の下限です（1 か月 730 時間、定価）。税・割引・無料枠は入っていません。単価のないものは 0 とせず、合計の横に何行数えたかを示します。",
    "A monthly floor, evaluated from the files: 730 hours at list price, without tax, discounts and free tiers. What has no price is never 0; beside each sum stands how many lines it counts.",
);
pub(super) const LOAD_LEAD: Text = t(
    "サイズと書かれた負荷から、リトルの法則で計算します。書かれていない値は幅で計算します。待ち行列ができたときの応答時間は負荷試験で確かめてください。",
    "Computed by Little's law from the sizes and the stated load; what is not stated is a range. Response times under a queue need a load test.",
);
pub(super) const BY_MODULE: Text = t("モジュールごとの月額", "A month by module");
pub(super) const COVERAGE: Text = t("括弧の中は、金額のある行とすべての行の数です。", "In brackets: lines with an amount, and all lines.");
pub(super) const ALL_TOGETHER: Text = t("合計", "All together");
pub(super) const BY_SIZES: Text = t("サイズで変わる分", "Decided by sizes");
pub(super) const NOT_BY_SIZES: Text = t("サイズでは変わらない分", "Not decided by sizes");
pub(super) const FIXED: Text = t("必ずかかる分", "Always charged");
pub(super) const CALCULATION: Text = t("数量 × 単価", "Quantity × price");
pub(super) const A_MONTH: Text = t("月額（USD）", "A month (USD)");
pub(super) const PRICE_READ: Text = t("単価の日付", "Price read");
pub(super) const DECIDED_BY: Text = t("数量を決める行", "Decided by");
pub(super) const USE: Text = t("使用量による分", "By use");
pub(super) const USE_HELP: Text = t(
    "書いた使用量だけを計算します。空欄は 0 ではなく「書かれていない」として数えません。",
    "Only stated use is computed. An empty field is not 0: it is not counted.",
);
pub(super) const ASSUMPTION: Text = t("前提", "Assumption");
pub(super) const VALUE: Text = t("値", "Value");
pub(super) const PRICES: Text = t("自分の単価", "Own prices");
pub(super) const PRICES_HELP: Text = t(
    "単価の見つからない行と、書き換えた行です。AWS Price List のファイル（CSV か JSON、サービスごと）を取り込むか、ドルで書いてください。ファイルはこのページの中だけで読みます。",
    "Lines without a price, and those you have set. Read in AWS Price List files (CSV or JSON, one service each) or type dollars. Files are read inside this page only.",
);
pub(super) const IMPORT: Text = t("料金表を取り込む", "Read in a price list");
pub(super) const PRICE_ID: Text = t("単価", "Price");
pub(super) const NOT_PRICED: Text = t("料金なし", "Not priced");
pub(super) const FREE: Text = t("料金のかからないもの", "Free");
pub(super) const MONEY: Text = t("為替と上限", "Exchange rate and quota");
pub(super) const DIFFERENCE: Text = t("環境の差", "Difference");
pub(super) const COMPARE: Text = t("比べる環境", "Compare with");
pub(super) const NO_DIFFERENCE: Text = t("違う行はありません。", "No line differs.");
pub(super) const NO_AMOUNT: Text = t("金額なし", "no amount");
pub(super) const SAVE_CHART: Text = t("図を SVG で保存", "Save the chart as SVG");
pub(super) const NEEDED: Text = t("要る量", "Needed");
pub(super) const AVAILABLE: Text = t("使える量", "Available");
pub(super) const SHARE: Text = t("割合", "Share");
pub(super) const VERDICT: Text = t("判定", "Verdict");
pub(super) const ADVICE: Text = t("すること", "What to do");
pub(super) const NO_ADVICE: Text = t("書かれた負荷で足りないものはありません。", "Nothing is short for the stated load.");
pub(super) const STATED_LOAD: Text = t("負荷の前提", "Load");
pub(super) const REFUSED: Text = t("ファイルを読めませんでした。もう一度選んでください。", "The file could not be read. Choose it again.");

/// A sum with its coverage: never one without the other.
pub(super) fn covered(amount: &str, priced: usize, lines: usize) -> String {
    let amount = if priced == 0 && lines > 0 { "–" } else { amount };
    format!("{amount} ({priced}/{lines})")
}

pub(super) fn set_to(lang: Lang, id: &str, value: &str) -> String {
    match lang {
        Lang::Ja => format!("{id} を {value} にする"),
        Lang::En => format!("Set {id} to {value}"),
    }
}

pub(super) fn reading(lang: Lang, percent: u32) -> String {
    match lang {
        Lang::Ja => format!("読み込み中… {percent} %"),
        Lang::En => format!("Reading… {percent} %"),
    }
}

pub(super) fn imported(lang: Lang, name: &str, offer: &str, rows: u64, prices: usize) -> String {
    match lang {
        Lang::Ja => format!("{name}（{offer}）: {rows} 行を読み、{prices} 件の単価を取り込みました。"),
        Lang::En => format!("{name} ({offer}): {rows} rows read, {prices} prices taken."),
    }
}

pub(super) fn range(lang: Lang, low: &str, high: &str) -> String {
    match (lang, low == high) {
        (Lang::Ja, true) => format!("{low}（仮定）"),
        (Lang::Ja, false) => format!("{low}〜{high}（仮定）"),
        (Lang::En, true) => format!("{low} (assumed)"),
        (Lang::En, false) => format!("{low} to {high} (assumed)"),
    }
}

pub(super) fn chart_file(name: &str) -> String {
    format!("sekkei-{name}.svg")
}
