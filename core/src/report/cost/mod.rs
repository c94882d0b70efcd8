//! An estimate as text, JSON and a document. No sum is said without how many lines it counts.

mod document;
mod words;

use std::fmt::Write;

use serde_json::json;

use crate::cost::money::{Money, Quantity};
use crate::cost::{Basis, Change, Coverage, Estimate, Item, Missing, RootCost};
use crate::date::Date;
use crate::text::Lang;

pub(super) use document::cell;
pub use document::document;
use words::{age_id, confidence_id, set_by_id};
pub use words::{age_word, confidence_word, unit_word};

/// Name of a root: the environment, or the account baseline.
fn root_name(root: &RootCost, lang: Lang) -> &str {
    match (root.name.as_str(), lang) {
        ("", Lang::Ja) => "アカウント共通",
        ("", Lang::En) => "account",
        (name, _) => name,
    }
}

/// Dollars with yen, where a rate is stated.
fn money(estimate: &Estimate, amount: Money) -> String {
    match estimate.rate {
        Some(rate) => format!("{amount} USD ({} JPY)", amount.yen(rate.yen)),
        None => format!("{amount} USD"),
    }
}

/// A sum with its coverage: never one without the other.
fn covered(estimate: &Estimate, (amount, coverage): (Money, Coverage), lang: Lang) -> String {
    let Coverage { priced, lines } = coverage;
    // A sum of nothing is no 0.
    let amount = if priced == 0 && lines > 0 { "–".to_owned() } else { money(estimate, amount) };
    match lang {
        Lang::Ja => format!("{amount}（{lines} 行のうち {priced} 行）"),
        Lang::En => format!("{amount} ({priced} of {lines} lines priced)"),
    }
}

/// For a terminal: each root with its sums, its lines, and what the sums leave out.
#[must_use]
pub fn text(estimate: &Estimate, today: Option<Date>, lang: Lang) -> String {
    let mut output = String::new();
    let ja = lang == Lang::Ja;
    for problem in &estimate.problems {
        let _ = writeln!(output, "! {}", problem.get(lang));
    }
    for root in &estimate.roots {
        let _ = writeln!(output, "{}: {}", root_name(root, lang), covered(estimate, root.floor(), lang));
        for item in root.fixed() {
            let _ = writeln!(output, "  {}", line(estimate, item, today, lang));
        }
        let usage: Vec<_> = root.usage().filter(|item| item.amount != Err(Missing::Assumption)).collect();
        let words = if ja { "使用量による分" } else { "by use" };
        let _ = writeln!(output, "  {words}: {}", covered(estimate, root.usage_sum(), lang));
        for item in usage {
            let _ = writeln!(output, "    {}", line(estimate, item, today, lang));
        }
        let [sizes, rest] = root.by_size();
        let words = if ja {
            ["サイズで変わる分", "サイズでは変わらない分"]
        } else {
            ["decided by sizes", "not decided by sizes"]
        };
        let _ = writeln!(output, "  {}: {}", words[0], covered(estimate, sizes, lang));
        let _ = writeln!(output, "  {}: {}", words[1], covered(estimate, rest, lang));
        for silent in &root.unpriced {
            let word = if ja { "料金なし" } else { "not priced" };
            let _ = writeln!(output, "  {word}: {} ×{} {} ({})", silent.kind, silent.resources, silent.why.get(lang), silent.line);
        }
        if let Some(caution) = root.caution() {
            let _ = writeln!(output, "  ! {}", caution.get(lang));
        }
    }
    let words = if ja { "合計（必ずかかる分）" } else { "all together (always charged)" };
    let _ = writeln!(output, "{words}: {}", covered(estimate, estimate.floor(), lang));
    output
}

fn line(estimate: &Estimate, item: &Item, today: Option<Date>, lang: Lang) -> String {
    let amount = match item.amount {
        Ok(amount) => money(estimate, amount),
        Err(missing) => format!("– ({})", missing.words().get(lang)),
    };
    let age = match (&item.row, today) {
        (Some(row), Some(today)) => age_word(row.age(today)).get(lang),
        _ => "",
    };
    let age = if age.is_empty() { String::new() } else { format!(" [{age}]") };
    format!("{}  {}  {} = {amount}{age}  {}", item.address, item.what.get(lang), calculation(item, lang), places(item))
}

/// `infra/envs/prod/terraform.tfvars:54, 63`: lines of one file share its name.
fn places(item: &Item) -> String {
    let mut output = String::new();
    let mut file = "";
    for line in item.deciding() {
        if *line.path == *file {
            let _ = write!(output, ", {}", line.line);
        } else {
            let _ = write!(output, "{}{line}", if file.is_empty() { "" } else { ", " });
            file = &line.path;
        }
    }
    output
}

/// `1,460 gateway-hours × 0.062`.
#[must_use]
pub fn calculation(item: &Item, lang: Lang) -> String {
    let quantity = item.quantity.map_or_else(|| "?".to_owned(), Quantity::grouped);
    let price = item.row.as_ref().and_then(|row| row.usd).map_or_else(|| "?".to_owned(), |price| price.to_string());
    format!("{quantity} {} × {price}", unit_word(&item.unit).get(lang))
}

/// For programs: decimals are texts, so that none is lost.
#[must_use]
pub fn json(estimate: &Estimate, today: Option<Date>, lang: Lang) -> serde_json::Value {
    let roots: Vec<_> = estimate
        .roots
        .iter()
        .map(|root| {
            let silent = |list: &[crate::cost::Silent]| -> Vec<serde_json::Value> {
                list.iter()
                    .map(|silent| json!({ "type": silent.kind, "resources": silent.resources, "why": silent.why.get(lang), "line": silent.line.to_string() }))
                    .collect()
            };
            let [sizes, rest] = root.by_size();
            json!({
                "name": root.name,
                "fixed": total(root.floor()),
                "usage": total(root.usage_sum()),
                "by_size": total(sizes),
                "not_by_size": total(rest),
                "lines": root.items.iter().map(|item| item_json(item, today, lang)).collect::<Vec<_>>(),
                "free": silent(&root.free),
                "not_priced": silent(&root.unpriced),
                "places_not_evaluated": root.gaps,
            })
        })
        .collect();
    json!({
        "region": crate::cost::prices::REGION,
        "hours_per_month": crate::cost::HOURS_PER_MONTH,
        "fixed": total(estimate.floor()),
        "jpy_per_usd": estimate.rate.map(|rate| rate.yen.to_string()),
        "jpy_date": estimate.rate.and_then(|rate| rate.date).map(|date| date.to_string()),
        "roots": roots,
        "problems": estimate.problems.iter().map(|problem| problem.get(lang)).collect::<Vec<_>>(),
    })
}

fn total((amount, coverage): (Money, Coverage)) -> serde_json::Value {
    json!({ "usd": amount.decimal(), "priced": coverage.priced, "lines": coverage.lines })
}

fn item_json(item: &Item, today: Option<Date>, lang: Lang) -> serde_json::Value {
    let row = item.row.as_ref();
    json!({
        "address": item.address,
        "type": *item.kind,
        "resources": item.resources,
        "what": item.what.get(lang),
        "assumption": match item.basis { Basis::Fixed => None, Basis::Usage(id) => Some(id) },
        "quantity": item.quantity.map(|quantity| quantity.to_string()),
        "unit": item.unit,
        "price": item.price,
        "usd_per_unit": row.and_then(|row| row.usd).map(|usd| usd.to_string()),
        "usd": item.amount.ok().map(Money::decimal),
        "missing": item.amount.err().map(|missing| missing.words().get(lang)),
        "observed": row.and_then(|row| row.observed).map(|date| date.to_string()),
        "confidence": row.map(|row| confidence_id(row.confidence)),
        "set_by": row.map(|row| set_by_id(row.set_by)),
        "age": row.zip(today).map(|(row, today)| age_id(row.age(today))),
        "by_size": item.by_size(),
        "line": item.line.to_string(),
        "decided_by": item.deciding().map(ToString::to_string).collect::<Vec<_>>(),
        "trace": item.trace.iter().map(ToString::to_string).collect::<Vec<_>>(),
    })
}

/// A difference of two roots, one line each.
#[must_use]
pub fn difference(name: &str, changes: &[Change], lang: Lang) -> String {
    let mut output = String::new();
    for change in changes {
        let Some(item) = change.shown() else { continue };
        let amount = change.amount().map_or_else(
            || if lang == Lang::Ja { "金額なし".to_owned() } else { "no amount".to_owned() },
            |amount| if amount < Money::ZERO { format!("{amount} USD") } else { format!("+{amount} USD") },
        );
        let side = |item: &Option<Item>| item.as_ref().map_or_else(|| "–".to_owned(), |item| calculation(item, lang));
        let _ = writeln!(
            output,
            "{name}: {amount}  {}  {}  {} → {}  {}",
            item.address,
            item.what.get(lang),
            side(&change.from),
            side(&change.to),
            places(item)
        );
    }
    output
}
