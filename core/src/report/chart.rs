//! Charts as SVG text: what each environment costs by module, and how full each thing that can run out
//! is. A chart says nothing that is not in words beside it; its title holds the same numbers for those
//! who do not see it. Colours are classes, so that page and file can have their own.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::capacity::{EnvironmentCapacity, State, show};
use crate::cost::money::Money;
use crate::cost::{Coverage, Estimate};
use crate::text::{Lang, Text, t};

use super::capacity::state_word;

/// Colours for a chart that stands alone as a file; the page has rules of its own for the same classes.
const FILE_STYLE: &str = "text{font:12px sans-serif;fill:#15202b}.soft{fill:#4c5866}.axis{stroke:#868f9b}.s0{fill:#0b6e62}.s1{fill:#1b4f9c}.s2{fill:#9a4b00}.s3{fill:#7a3e9d}.s4{fill:#5b6b82}.s5{fill:#868f9b}.gap{fill:none;stroke:#b3261e;stroke-dasharray:3 2}.fits{fill:#1b7a3d}.open{fill:#855000}.over{fill:#b3261e}.none{fill:#868f9b}";

/// Where a chart is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Setting {
    /// Inside the page, which brings the colours.
    Page,
    /// As a file of its own.
    File,
}

/// Money with how many lines it counts.
type Sum = (Money, Coverage);

/// Modules with a colour of their own; the rest share the last.
const SERIES: usize = 5;
const WIDTH: i64 = 720;
const LEFT: i64 = 110;
const BAR: i64 = 400;
const ROW: i64 = 34;

/// What a module is, in words; its name where it is none of ours.
#[must_use]
pub fn module_word(module: &str) -> Option<Text> {
    Some(match module {
        "vpc" => t("ネットワーク", "Network"),
        "ecs" => t("タスク（Fargate）", "Tasks (Fargate)"),
        "rds" => t("データベース", "Database"),
        "elasticache" => t("キャッシュ", "Cache"),
        "alb" => t("ロードバランサーと WAF", "Load balancer and WAF"),
        "monitoring" => t("アラーム", "Alarms"),
        "s3" => t("暗号鍵とバケット", "Keys and buckets"),
        "" => t("アカウント共通", "Account baseline"),
        _ => return None,
    })
}

fn module_name(module: &str, lang: Lang) -> String {
    module_word(module).map_or_else(|| module.to_owned(), |word| word.get(lang).to_owned())
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn open(output: &mut String, setting: Setting, id: &str, height: i64, title: &str, description: &str) {
    let _ = write!(
        output,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart\" viewBox=\"0 0 {WIDTH} {height}\" width=\"{WIDTH}\" height=\"{height}\" role=\"img\" aria-labelledby=\"{id}-title {id}-desc\">\
         <title id=\"{id}-title\">{}</title><desc id=\"{id}-desc\">{}</desc>",
        escape(title),
        escape(description)
    );
    if setting == Setting::File {
        let _ = write!(output, "<style>{FILE_STYLE}</style><rect width=\"{WIDTH}\" height=\"{height}\" fill=\"#fff\"/>");
    }
}

/// The floor of every root as a bar of modules. Lines without a price stand behind the bar as a dashed
/// box: how long it would be nobody knows.
#[must_use]
pub fn cost(estimate: &Estimate, setting: Setting, lang: Lang) -> String {
    let roots: Vec<(&str, BTreeMap<String, Sum>, Sum)> = estimate
        .roots
        .iter()
        .map(|root| {
            let name = if root.name.is_empty() { t("アカウント共通", "account").get(lang) } else { root.name.as_str() };
            (name, root.by_module(), root.floor())
        })
        .collect();
    let mut sums: BTreeMap<&str, Money> = BTreeMap::new();
    for (module, (money, _)) in roots.iter().flat_map(|(_, modules, _)| modules) {
        let sum = sums.entry(module).or_default();
        *sum = *sum + *money;
    }
    let mut order: Vec<(&str, Money)> = sums.into_iter().collect();
    order.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    let series: Vec<&str> = order.iter().take(SERIES).map(|(module, _)| *module).collect();
    let most = roots.iter().map(|(_, _, (money, _))| *money).max().unwrap_or(Money::ZERO);
    let described: Vec<String> =
        roots.iter().map(|(name, _, (money, coverage))| format!("{name} {money} USD ({} / {})", coverage.priced, coverage.lines)).collect();
    let rows = i64::try_from(roots.len()).unwrap_or_default();
    let rest = (order.len() > SERIES).then(|| t("その他", "Other").get(lang).to_owned());
    let mut legend: Vec<(String, i64, i64)> = Vec::new();
    let (mut x, mut line) = (0, 0);
    for name in series.iter().map(|module| module_name(module, lang)).chain(rest) {
        let room = 30 + width(&name);
        if x + room > WIDTH {
            (x, line) = (0, line + 1);
        }
        legend.push((name, x, line));
        x += room;
    }
    let height = 10 + rows * ROW + 18 + line * 18 + 12;
    let mut output = String::new();
    let title = t("環境ごとの月額（必ずかかる分）", "What each environment costs a month, always charged").get(lang);
    open(&mut output, setting, "cost-chart", height, title, &described.join("; "));
    for (at, (name, modules, (sum, coverage))) in (0_i64..).zip(&roots) {
        let y = 10 + at * ROW;
        let _ = write!(output, "<text x=\"0\" y=\"{}\">{}</text>", y + 16, escape(name));
        let mut parts: Vec<Money> = series.iter().map(|module| modules.get(*module).map_or(Money::ZERO, |(money, _)| *money)).collect();
        parts.push(modules.iter().filter(|(module, _)| !series.contains(&module.as_str())).map(|(_, (money, _))| *money).sum());
        // Each edge is placed by the sum up to it, so that rounding never opens a gap.
        let (mut up_to, mut x) = (Money::ZERO, LEFT);
        for (class, money) in parts.iter().enumerate() {
            up_to = up_to + *money;
            let end = LEFT + up_to.thousandths_of(most) * BAR / 1000;
            if end > x {
                let _ = write!(output, "<rect class=\"s{class}\" x=\"{x}\" y=\"{y}\" width=\"{}\" height=\"22\"/>", end - x);
            }
            x = end;
        }
        if !coverage.is_full() {
            let _ = write!(output, "<rect class=\"gap\" x=\"{}\" y=\"{}\" width=\"18\" height=\"21\"/>", x + 2, y);
        }
        let _ = write!(
            output,
            "<text x=\"{}\" y=\"{}\">{sum} USD</text><text class=\"soft\" x=\"{}\" y=\"{}\">{} / {}</text>",
            x + 28,
            y + 16,
            WIDTH - 50,
            y + 16,
            coverage.priced,
            coverage.lines
        );
    }
    for (class, (name, x, y)) in legend.iter().enumerate() {
        let y = 10 + rows * ROW + 18 + y * 18;
        let _ = write!(
            output,
            "<rect class=\"s{class}\" x=\"{x}\" y=\"{}\" width=\"10\" height=\"10\"/><text class=\"soft\" x=\"{}\" y=\"{y}\">{}</text>",
            y - 9,
            x + 14,
            escape(name)
        );
    }
    output.push_str("</svg>");
    output
}

/// How full everything is that can run out in one environment, in per cent of what there is; a range is
/// a bar from its best to its worst end.
#[must_use]
pub fn capacity(environment: &EnvironmentCapacity, setting: Setting, lang: Lang) -> String {
    let rows = i64::try_from(environment.limits.len()).unwrap_or_default();
    let height = 16 + rows * ROW;
    let mut output = String::new();
    let left = 190;
    let scale = |percent: f64| -> i64 {
        // The line of 100 % stands at two thirds; what is far beyond it ends at the edge.
        #[expect(clippy::cast_possible_truncation, reason = "between 0 and 360")]
        let x = (percent.clamp(0.0, 150.0) * 2.4) as i64;
        x
    };
    let percent = |limit: &crate::capacity::Limit| limit.percent().map_or_else(|| "–".to_owned(), |percent| format!("{} %", show(percent)));
    let described: Vec<String> = environment
        .limits
        .iter()
        .map(|limit| format!("{}: {} {}", limit.kind.what().get(lang), percent(limit), state_word(limit.state()).get(lang)))
        .collect();
    let title = match lang {
        Lang::Ja => format!("{}: 使える量に対する割合", environment.name),
        Lang::En => format!("{}: share of what there is", environment.name),
    };
    open(&mut output, setting, "capacity-chart", height, &title, &described.join("; "));
    for (at, limit) in (0_i64..).zip(&environment.limits) {
        let y = 8 + at * ROW;
        let state = limit.state();
        let class = match state {
            State::Fits => "fits",
            State::Open => "open",
            State::Over => "over",
            State::NotStated | State::Unknown => "none",
        };
        let _ = write!(output, "<text x=\"0\" y=\"{}\">{}</text>", y + 15, escape(limit.kind.what().get(lang)));
        if let Some(share) = limit.percent() {
            let (best, worst) = (scale(share.low), scale(share.high).max(2));
            let _ = write!(
                output,
                "<rect class=\"{class}\" x=\"{left}\" y=\"{y}\" width=\"{}\" height=\"20\"/><rect class=\"{class}\" opacity=\"0.4\" x=\"{}\" y=\"{y}\" width=\"{}\" height=\"20\"/>",
                best.max(2),
                left + best.max(2),
                (worst - best.max(2)).max(0)
            );
        }
        let _ = write!(
            output,
            "<text class=\"soft\" x=\"{}\" y=\"{}\">{} · {}</text>",
            left + 370,
            y + 15,
            percent(limit),
            escape(state_word(state).get(lang))
        );
    }
    let line = left + 240;
    let _ = write!(output, "<line class=\"axis\" x1=\"{line}\" y1=\"2\" x2=\"{line}\" y2=\"{}\"/></svg>", height - 8);
    output
}

/// Room that a name takes: wide characters count twice.
fn width(name: &str) -> i64 {
    name.chars().map(|c| if c.is_ascii() { 7 } else { 12 }).sum()
}
