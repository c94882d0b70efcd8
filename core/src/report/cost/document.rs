//! `docs/COST.md`: the estimate of a bundle as a document. It names no day but those of its prices, so
//! that the same design gives the same bytes.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::words::confidence_word;
use super::{calculation, covered, money, places, root_name, unit_word};
use crate::assumption::{ASSUMPTIONS, About};
use crate::cost::money::Money;
use crate::cost::prices::Row;
use crate::cost::{Basis, Estimate, Ground, Item, Missing, compare};
use crate::survey::Survey;
use crate::text::Lang;

/// The document.
#[must_use]
pub fn document(survey: &Survey, ground: &Ground, lang: Lang) -> String {
    let estimate = Estimate::of(survey, ground);
    let mut output = String::new();
    let ja = lang == Lang::Ja;
    output.push_str(if ja {
        "# 月額の見積もり\n\n\
         この文書は、この成果物のファイルを評価して作ったものです。各行は、数量を決めるファイルの行と、単価の日付・確かさを示します。\n\
         1 か月を 730 時間とした定価による下限で、請求額ではありません。税・割引・無料利用枠は入っていません。\n\
         単価の見つからないものは 0 とせず、「料金なし」に並べます。使用量による分は、書かれた前提だけを計算します。\n"
    } else {
        "# Monthly estimate\n\n\
         This document was computed from the files of this bundle. Every row names the line that decides the quantity, and the date and confidence of its price.\n\
         It is a floor at list price for a month of 730 hours, not a bill: without tax, discounts and free tiers.\n\
         What has no price is listed as such and never counted as 0. Use is computed only where it is stated.\n"
    });
    if let Some(rate) = estimate.rate {
        let date = rate.date.map_or_else(|| if ja { "日付なし".to_owned() } else { "no date".to_owned() }, |date| date.to_string());
        let _ = writeln!(output, "\n1 USD = {} JPY ({date})", rate.yen);
    }
    for problem in &estimate.problems {
        let _ = writeln!(output, "\n> {}", cell(problem.get(lang)));
    }
    summary(&mut output, &estimate, lang);
    for root in &estimate.roots {
        let _ = writeln!(output, "\n## {}\n", root_name(root, lang));
        if let Some(caution) = root.caution() {
            let _ = writeln!(output, "> {}\n", caution.get(lang));
        }
        let words = if ja { ["モジュール", "月額"] } else { ["Module", "A month"] };
        let _ = writeln!(output, "| {} | {} |\n| --- | --- |", words[0], words[1]);
        for (module, sum) in root.by_module() {
            let module = if module.is_empty() { "root".to_owned() } else { module };
            let _ = writeln!(output, "| {module} | {} |", covered(&estimate, sum, lang));
        }
        let _ = writeln!(output, "\n### {}\n", if ja { "必ずかかる分" } else { "Always charged" });
        table(&mut output, &estimate, root.fixed(), lang);
        let _ = writeln!(output, "\n### {}\n", if ja { "使用量による分" } else { "By use" });
        let _ = writeln!(output, "{}\n", covered(&estimate, root.usage_sum(), lang));
        if root.usage().any(|item| item.amount != Err(Missing::Assumption)) {
            table(&mut output, &estimate, root.usage().filter(|item| item.amount != Err(Missing::Assumption)), lang);
        }
        let silent: Vec<&str> =
            root.usage().filter(|item| item.amount == Err(Missing::Assumption)).map(|item| item.what.get(lang)).collect();
        if !silent.is_empty() {
            let words = if ja { "使用量が書かれていないもの" } else { "Use that is not stated" };
            let _ = writeln!(output, "\n{words}: {}", silent.join(if ja { "、" } else { ", " }));
        }
        if !root.unpriced.is_empty() {
            let _ = writeln!(output, "\n### {}\n", if ja { "料金なし" } else { "Not priced" });
            for silent in &root.unpriced {
                let _ = writeln!(output, "- `{}` ×{}: {} (`{}`)", silent.kind, silent.resources, silent.why.get(lang), silent.line);
            }
        }
        let free: Vec<String> = root.free.iter().map(|silent| format!("`{}` ×{}", silent.kind, silent.resources)).collect();
        let _ = writeln!(output, "\n### {}\n\n{}", if ja { "料金のかからないもの" } else { "Free" }, free.join(", "));
    }
    differences(&mut output, &estimate, lang);
    assumptions(&mut output, survey, ground, lang);
    prices(&mut output, &estimate, lang);
    output
}

fn summary(output: &mut String, estimate: &Estimate, lang: Lang) {
    let words = if lang == Lang::Ja {
        ["", "必ずかかる分", "うちサイズで変わる分", "サイズでは変わらない分", "使用量による分", "料金なしの種類"]
    } else {
        ["", "Always charged", "of it decided by sizes", "not decided by sizes", "By use", "Types not priced"]
    };
    let _ = writeln!(output, "\n| {} |\n|{}", words.join(" | "), " --- |".repeat(words.len()));
    for root in &estimate.roots {
        let [sizes, rest] = root.by_size();
        let _ = writeln!(
            output,
            "| {} | {} | {} | {} | {} | {} |",
            root_name(root, lang),
            covered(estimate, root.floor(), lang),
            covered(estimate, sizes, lang),
            covered(estimate, rest, lang),
            covered(estimate, root.usage_sum(), lang),
            root.unpriced.len()
        );
    }
    let all = if lang == Lang::Ja { "合計" } else { "All together" };
    let _ = writeln!(output, "| {all} | {} | | | | |", covered(estimate, estimate.floor(), lang));
}

fn table<'a>(output: &mut String, estimate: &Estimate, items: impl Iterator<Item = &'a Item>, lang: Lang) {
    let words = if lang == Lang::Ja {
        ["リソース", "何に", "数量 × 単価", "月額", "単価の日付", "数量を決める行"]
    } else {
        ["Resource", "What", "Quantity × price", "A month", "Price read", "Decided by"]
    };
    let _ = writeln!(output, "| {} |\n|{}", words.join(" | "), " --- |".repeat(words.len()));
    for item in items {
        let amount = match item.amount {
            Ok(amount) => money(estimate, amount),
            Err(missing) => missing.words().get(lang).to_owned(),
        };
        let observed = item.row.as_ref().and_then(|row| row.observed).map_or_else(|| "–".to_owned(), |date| date.to_string());
        let _ = writeln!(
            output,
            "| `{}` | {} | {} | {amount} | {observed} | `{}` |",
            item.address,
            item.what.get(lang),
            calculation(item, lang),
            places(item)
        );
    }
}

/// Each environment beside the one before it.
fn differences(output: &mut String, estimate: &Estimate, lang: Lang) {
    let environments: Vec<_> = estimate.roots.iter().filter(|root| !root.name.is_empty()).collect();
    for (from, to) in environments.iter().zip(environments.iter().skip(1)) {
        let changes: Vec<_> =
            compare(from, to).into_iter().filter(|change| change.shown().is_some_and(|item| item.basis == Basis::Fixed)).collect();
        if changes.is_empty() {
            continue;
        }
        let _ = writeln!(output, "\n## {} → {}\n", from.name, to.name);
        let words = if lang == Lang::Ja { ["リソース", "何に", "差"] } else { ["Resource", "What", "Difference"] };
        let _ = writeln!(
            output,
            "| {} | {} | {} | {} | {} |\n| --- | --- | --- | --- | --- |",
            words[0], words[1], from.name, to.name, words[2]
        );
        for change in changes {
            let Some(item) = change.shown() else { continue };
            let side = |item: &Option<Item>| item.as_ref().map_or_else(|| "–".to_owned(), |item| calculation(item, lang));
            let amount = change.amount().map_or_else(
                || if lang == Lang::Ja { "金額なし" } else { "no amount" }.to_owned(),
                |amount| format!("{}{}", if amount < Money::ZERO { "" } else { "+" }, money(estimate, amount)),
            );
            let _ = writeln!(
                output,
                "| `{}` | {} | {} | {} | {amount} |",
                item.address,
                item.what.get(lang),
                side(&change.from),
                side(&change.to)
            );
        }
    }
}

/// What is stated, so that a reader can judge the lines of use.
fn assumptions(output: &mut String, survey: &Survey, ground: &Ground, lang: Lang) {
    let places = survey.environments.iter().map(|subject| (subject.name.as_str(), ground.environment(subject.index)));
    let project = if lang == Lang::Ja { "アカウント共通" } else { "account" };
    let places: Vec<_> = places.chain([(project, ground.project.clone())]).collect();
    let stated: Vec<(&str, &crate::assumption::Assumption, String)> = places
        .iter()
        .flat_map(|(name, stated)| {
            let usage = ASSUMPTIONS.iter().filter(|assumption| assumption.about == About::Usage);
            usage.filter_map(|assumption| Some((*name, assumption, stated.number(assumption.id)?.to_string())))
        })
        .collect();
    if stated.is_empty() {
        return;
    }
    let words = if lang == Lang::Ja { ["前提", "どこ", "値"] } else { ["Assumptions", "Where", "Value"] };
    let _ = writeln!(output, "\n## {}\n\n| | {} | {} |\n| --- | --- | --- |", words[0], words[1], words[2]);
    for (name, assumption, value) in stated {
        let _ = writeln!(output, "| {} | {name} | {value} {} |", assumption.label.get(lang), assumption.unit.get(lang));
    }
}

/// Every price that a line asks for.
fn prices(output: &mut String, estimate: &Estimate, lang: Lang) {
    let mut used: BTreeMap<&str, Option<&Row>> = BTreeMap::new();
    for item in estimate.roots.iter().flat_map(|root| &root.items).filter(|item| item.quantity.is_some()) {
        used.insert(&item.price, item.row.as_ref());
    }
    let words = if lang == Lang::Ja {
        ["単価", "ドル", "単位", "読んだ日", "確かさ", "料金表での名前", "出典"]
    } else {
        ["Prices", "Dollars", "Unit", "Read", "Confidence", "In the price list", "Source"]
    };
    let _ = writeln!(output, "\n## {}\n\n| id | {} |\n|{}", words[0], words[1..].join(" | "), " --- |".repeat(words.len()));
    for (id, row) in used {
        let Some(row) = row else {
            let _ = writeln!(output, "| `{id}` | – | – | – | – | – | – |");
            continue;
        };
        let usd = row.usd.map_or_else(|| "–".to_owned(), |usd| usd.to_string());
        let observed = row.observed.map_or_else(|| "–".to_owned(), |date| date.to_string());
        let _ = writeln!(
            output,
            "| `{id}` | {usd} | {} | {observed} | {} | {} | {} |",
            unit_word(&row.unit).get(lang),
            confidence_word(row).get(lang),
            cell(&row.usage_type),
            cell(&[row.source.as_str(), row.note.get(lang)].iter().filter(|text| !text.is_empty()).copied().collect::<Vec<_>>().join("; "))
        );
    }
}

/// Text of a person inside a table: it can neither end a cell nor become a tag.
pub(in crate::report) fn cell(text: &str) -> String {
    let plain: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    plain.replace('\\', "\\\\").replace('|', "\\|").replace('<', "&lt;").replace('`', "'")
}
