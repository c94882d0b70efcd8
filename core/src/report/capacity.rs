//! What a bundle can carry, as text, JSON and a document.

use std::fmt::Write;

use serde_json::json;

use super::cost::cell;
use crate::assumption::{ASSUMPTIONS, About};
use crate::capacity::{Capacity, EnvironmentCapacity, Limit, Quota, Span, State, show};
use crate::cost::Ground;
use crate::plan::Line;
use crate::survey::Survey;
use crate::text::{Lang, Text, t};

/// The word for a state.
#[must_use]
pub const fn state_word(state: State) -> Text {
    match state {
        State::Fits => t("足りる", "fits"),
        State::Open => t("測らないと分からない", "open until measured"),
        State::Over => t("足りない", "not enough"),
        State::NotStated => t("負荷が書かれていない", "load not stated"),
        State::Unknown => t("容量が分からない", "size not known"),
    }
}

const fn state_id(state: State) -> &'static str {
    match state {
        State::Fits => "fits",
        State::Open => "open",
        State::Over => "over",
        State::NotStated => "not-stated",
        State::Unknown => "unknown",
    }
}

/// A span for a reader.
#[must_use]
pub fn span_text(span: Span) -> String {
    show(span)
}

fn optional(span: Option<Span>) -> String {
    span.map_or_else(|| "–".to_owned(), show)
}

fn place(line: Option<&Line>) -> String {
    line.map_or_else(|| "–".to_owned(), ToString::to_string)
}

fn code(line: Option<&Line>) -> String {
    line.map_or_else(|| "–".to_owned(), |line| format!("`{line}`"))
}

/// What the environment carries, in one sentence; empty where the files show no API.
#[must_use]
pub fn summary(environment: &EnvironmentCapacity, lang: Lang) -> String {
    let (Some(full), Some((most, kind)), Some(desired)) = (environment.full, environment.most_tasks, environment.desired) else {
        return String::new();
    };
    let mut text = match lang {
        Lang::Ja => format!(
            "通常のタスク数で {} 件/秒、{most} タスクで {} 件/秒まで。先に尽きるのは「{}」",
            show(desired),
            show(full),
            kind.what().ja
        ),
        Lang::En => format!(
            "{} requests/s at the desired number of tasks, full at {} with {most} tasks; first to run out: {}",
            show(desired),
            show(full),
            kind.what().en
        ),
    };
    if let Some(needed) = environment.tasks_needed {
        text.push_str(&match lang {
            Lang::Ja => format!("。ピークに要る API タスクは {}", show(needed)),
            Lang::En => format!("; the peak needs {} API tasks", show(needed)),
        });
    }
    if let Some(wait) = environment.burst_seconds {
        text.push_str(&match lang {
            Lang::Ja => format!("。一斉に届いたときの最後の応答まで {} 秒", show(wait)),
            Lang::En => format!("; the last of a burst waits {} s", show(wait)),
        });
    }
    text
}

/// The Fargate quota of an account beside what its environments use, in one sentence.
#[must_use]
pub fn quota_line(quota: &Quota, lang: Lang) -> String {
    let environments = quota.environments.join(", ");
    let Quota { steady, peak, quota: limit, stated, .. } = quota;
    let ask = match (*steady > *limit, *peak > *limit, lang) {
        (true, _, Lang::Ja) => "。通常のタスク数でも足りません。最初の apply の前に引き上げを申請してください",
        (true, _, Lang::En) => "; even the desired numbers do not fit: ask for an increase before the first apply",
        (false, true, Lang::Ja) => "。最大では足りません。引き上げを申請してください",
        (false, true, Lang::En) => "; the maximum does not fit: ask for an increase",
        (false, false, _) => "",
    };
    let account = if quota.account.is_empty() { String::new() } else { format!(" {}", quota.account) };
    match lang {
        Lang::Ja => format!(
            "Fargate の上限{account}: {limit} vCPU{}。{environments} で通常 {steady} vCPU、全環境が最大かつデプロイ中なら {peak} vCPU{ask}",
            if *stated { "" } else { "（新しいアカウントの既定）" }
        ),
        Lang::En => format!(
            "Fargate quota{account}: {limit} vCPU{}; {environments} use {steady} vCPU as desired, {peak} with every maximum and a deployment everywhere{ask}",
            if *stated { "" } else { " (that of a new account)" }
        ),
    }
}

/// For a terminal.
#[must_use]
pub fn text(capacity: &Capacity, ground: &Ground, lang: Lang) -> String {
    let mut output = String::new();
    for problem in &ground.problems {
        let _ = writeln!(output, "! {}", problem.get(lang));
    }
    for environment in &capacity.environments {
        let _ = writeln!(output, "{}: {}", environment.name, summary(environment, lang));
        for limit in &environment.limits {
            let unit = limit.kind.unit().get(lang);
            let _ = writeln!(
                output,
                "  {}: {} / {} {unit} [{}]  {}",
                limit.kind.what().get(lang),
                optional(limit.demand),
                optional(limit.supply),
                state_word(limit.state()).get(lang),
                place(limit.line.as_ref())
            );
        }
        for advice in &environment.advice {
            let _ = writeln!(output, "  → {} ({})", advice.text.get(lang), place(advice.line.as_ref()));
        }
    }
    for quota in &capacity.quotas {
        let _ = writeln!(output, "{}", quota_line(quota, lang));
    }
    output
}

/// For programs.
#[must_use]
pub fn json(capacity: &Capacity, ground: &Ground, lang: Lang) -> serde_json::Value {
    let span = |span: Option<Span>| span.map(|span| json!([finite(span.low), finite(span.high)]));
    let environments: Vec<_> = capacity
        .environments
        .iter()
        .map(|environment| {
            let limits: Vec<_> = environment
                .limits
                .iter()
                .map(|limit: &Limit| {
                    json!({
                        "id": limit.kind.id(),
                        "what": limit.kind.what().get(lang),
                        "unit": limit.kind.unit().get(lang),
                        "demand": span(limit.demand),
                        "supply": span(limit.supply),
                        "percent": span(limit.percent()),
                        "state": state_id(limit.state()),
                        "line": limit.line.as_ref().map(ToString::to_string),
                    })
                })
                .collect();
            let advice: Vec<_> = environment
                .advice
                .iter()
                .map(|advice| {
                    json!({
                        "about": advice.kind.id(),
                        "text": advice.text.get(lang),
                        "size": advice.size.as_ref().map(|(id, value)| json!({ "id": id, "value": value })),
                        "line": advice.line.as_ref().map(ToString::to_string),
                    })
                })
                .collect();
            json!({
                "name": environment.name,
                "requests_per_second_desired": span(environment.desired),
                "requests_per_second_full": span(environment.full),
                "most_tasks": environment.most_tasks.map(|(tasks, _)| tasks),
                "bounded_by": environment.most_tasks.map(|(_, kind)| kind.id()),
                "tasks_needed": span(environment.tasks_needed),
                "burst_seconds": span(environment.burst_seconds),
                "limits": limits,
                "advice": advice,
            })
        })
        .collect();
    let quotas: Vec<_> = capacity
        .quotas
        .iter()
        .map(|quota| {
            json!({
                "account": quota.account,
                "environments": quota.environments,
                "vcpu_desired": quota.steady,
                "vcpu_peak": quota.peak,
                "vcpu_quota": quota.quota,
                "stated": quota.stated,
            })
        })
        .collect();
    let problems: Vec<_> = ground.problems.iter().map(|problem| problem.get(lang)).collect();
    json!({ "environments": environments, "quotas": quotas, "problems": problems })
}

/// JSON has no infinity: without an end there is no number.
fn finite(number: f64) -> Option<f64> {
    number.is_finite().then_some(number)
}

/// `docs/CAPACITY.md`: the same design gives the same bytes.
#[must_use]
pub fn document(survey: &Survey, ground: &Ground, lang: Lang) -> String {
    let capacity = Capacity::of(survey, ground);
    let ja = lang == Lang::Ja;
    let mut output = String::new();
    output.push_str(if ja {
        "# どこまで耐えられるか\n\n\
         この文書は、この成果物のファイルに書かれたサイズと、設計に書かれた負荷から、リトルの法則で計算したものです。\n\
         書かれていない値は幅（少ない場合〜多い場合）で計算します。待ち行列ができたときの応答時間は予測しません。負荷試験で確かめてください。\n\
         デプロイ中はタスクが 2 組動くので、接続・アドレスは 2 倍で数えます。\n"
    } else {
        "# What it can carry\n\n\
         This document was computed by Little's law from the sizes in the files of this bundle and the load that the design states.\n\
         What is not stated is computed as a range, from likely least to likely most. It does not predict response times under a queue: a load test does.\n\
         During a deployment two sets of tasks run, so connections and addresses are counted twice.\n"
    });
    for problem in &ground.problems {
        let _ = writeln!(output, "\n> {}", cell(problem.get(lang)));
    }
    output.push('\n');
    for quota in &capacity.quotas {
        let _ = writeln!(output, "- {}", quota_line(quota, lang));
    }
    for environment in &capacity.environments {
        let _ = writeln!(output, "\n## {}\n\n{}\n", environment.name, summary(environment, lang));
        let words = if ja {
            ["", "要る量", "使える量", "割合", "判定", "使える量を決める行"]
        } else {
            ["", "Needed", "Available", "Share", "Verdict", "Decided by"]
        };
        let _ = writeln!(output, "| {} |\n|{}", words.join(" | "), " --- |".repeat(words.len()));
        for limit in &environment.limits {
            let unit = limit.kind.unit().get(lang);
            let percent = limit.percent().map_or_else(|| "–".to_owned(), |percent| format!("{} %", show(percent)));
            let _ = writeln!(
                output,
                "| {} | {} | {} {unit} | {percent} | {} | {} |",
                limit.kind.what().get(lang),
                optional(limit.demand),
                optional(limit.supply),
                state_word(limit.state()).get(lang),
                code(limit.line.as_ref())
            );
        }
        if !environment.advice.is_empty() {
            output.push('\n');
        }
        for advice in &environment.advice {
            let _ = writeln!(output, "- {} ({})", advice.text.get(lang), code(advice.line.as_ref()));
        }
    }
    load(&mut output, survey, ground, lang);
    output
}

/// The load that the numbers stand on, stated or assumed.
fn load(output: &mut String, survey: &Survey, ground: &Ground, lang: Lang) {
    let ja = lang == Lang::Ja;
    let names: Vec<&str> = survey.environments.iter().map(|subject| subject.name.as_str()).collect();
    let _ = writeln!(
        output,
        "\n## {}\n\n| | {} |\n| --- |{}",
        if ja { "負荷の前提" } else { "Load" },
        names.join(" | "),
        " --- |".repeat(names.len())
    );
    let stated: Vec<_> = survey.environments.iter().map(|subject| ground.environment(subject.index)).collect();
    for assumption in ASSUMPTIONS.iter().filter(|assumption| assumption.about == About::Load) {
        let cells: Vec<String> = stated
            .iter()
            .map(|stated| match stated.range(assumption.id) {
                Some(range) if range.stated => range.low.to_string(),
                Some(range) => format!("{}–{}{}", range.low, range.high, if ja { "（仮定）" } else { " (assumed)" }),
                None => "–".to_owned(),
            })
            .collect();
        let _ = writeln!(output, "| {} ({}) | {} |", assumption.label.get(lang), assumption.unit.get(lang), cells.join(" | "));
    }
}
