//! Advice: which size to change to what, from the judgement of one environment.

use super::built::Built;
use super::judge::{EnvironmentCapacity, Kind, Limit, Span, State, connection_budget};
use super::model::{self, Task};
use crate::assumption::Stated;
use crate::data::{DbClass, db_classes, node_memory_gib, node_types};
use crate::issue::{Words, w};
use crate::plan::Line;

/// One thing to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advice {
    /// What it is about.
    pub kind: Kind,
    /// What was found, and what to do.
    pub text: Words,
    /// The size to change and its new value, where one number settles it.
    pub size: Option<(&'static str, String)>,
    /// The line to look at; `None` where no file decides it.
    pub line: Option<Line>,
}

pub(super) fn of(found: &EnvironmentCapacity, built: &Built, stated: &Stated, each: Option<(Task, Task)>) -> Vec<Advice> {
    let mut advice = Vec::new();
    tasks(found, built, &mut advice);
    scaling(built, stated, each, &mut advice);
    for limit in &found.limits {
        match limit.kind {
            Kind::Connections | Kind::DatabaseMemory => database(limit, built, &mut advice),
            Kind::CacheMemory => cache(limit, built, &mut advice),
            Kind::WorkerJobs | Kind::BatchJobs | Kind::Mail => queue(limit, &mut advice),
            Kind::Tasks | Kind::Addresses | Kind::Quota => {}
        }
    }
    if let (Some((most, kind)), Some(api)) = (found.most_tasks, &built.api)
        && kind != Kind::Tasks
    {
        let (max, ja, en) = (api.max.number, kind.what().ja, kind.what().en);
        let (ja_fix, en_fix) = match kind {
            Kind::Quota => ("Service Quotas で引き上げを申請してください", "ask for an increase in Service Quotas"),
            Kind::Connections => ("プールを小さくするか、大きいクラスを選んでください", "choose smaller pools or a larger class"),
            _ => ("最大タスク数を減らしてください", "lower the maximum of tasks"),
        };
        advice.push(Advice {
            kind,
            text: w(
                format!("最大 {max} タスクのうち、{ja}で動けるのは {most} タスクまでです。{ja_fix}。"),
                format!("Of at most {max} tasks, {most} can run: {en} stops the rest; {en_fix}."),
            ),
            size: None,
            line: Some(api.max.line.clone()),
        });
    }
    advice
}

/// The stated load against the numbers of tasks.
fn tasks(found: &EnvironmentCapacity, built: &Built, advice: &mut Vec<Advice>) {
    let (Some(api), Some(needed)) = (&built.api, found.tasks_needed) else { return };
    let known = (needed.low - needed.high).abs() < 0.5;
    let span = show(needed);
    let mut say = |id, line: &Line, has: f64, ja: &str, en: &str| {
        advice.push(Advice {
            kind: Kind::Tasks,
            text: w(
                format!(
                    "ピークには API が {span} タスク要ります。{ja}は {has} です。{}",
                    if known {
                        "増やしてください。"
                    } else {
                        "1 タスクの同時処理数と処理時間を測って書くと、幅が狭まります。"
                    }
                ),
                format!(
                    "The peak needs {span} API tasks; the {en} is {has}. {}",
                    if known { "Raise it." } else { "Measure and state what one task serves, and the range narrows." }
                ),
            ),
            size: known.then(|| (id, format!("{}", needed.high))),
            line: Some(line.clone()),
        });
    };
    if needed.high > api.max.number {
        say("api.max_count", &api.max.line, api.max.number, "最大タスク数", "maximum");
    } else if needed.high > api.desired.number {
        say("api.desired_count", &api.desired.line, api.desired.number, "通常のタスク数", "desired number");
    }
    // Whatever one zone carries has to fit on the others when it fails.
    if api.zones > 1.0 && needed.high <= api.desired.number {
        let left = (api.desired.number * (api.zones - 1.0) / api.zones).floor();
        if left < needed.low {
            advice.push(Advice {
                kind: Kind::Tasks,
                text: w(
                    format!("AZ が 1 つ止まると {left} タスクが残り、自動スケールが追いつくまでピークの {span} タスクに足りません。"),
                    format!(
                        "When a zone fails, {left} tasks are left, fewer than the {span} of the peak until auto scaling has caught up."
                    ),
                ),
                size: None,
                line: Some(api.desired.line.clone()),
            });
        }
    }
}

/// A target of requests that a task never reaches adds no task.
fn scaling(built: &Built, stated: &Stated, each: Option<(Task, Task)>, advice: &mut Vec<Advice>) {
    let (Some(api), Some((worst, best))) = (&built.api, each) else { return };
    let Some(target) = &api.requests_target else { return };
    let is_stated = ["load.service_time_ms", "load.requests_at_once"].iter().all(|id| stated.number(id).is_some());
    let full = 60.0 * best.by_slots() / best.busy.max(0.01);
    if target.number <= full {
        return;
    }
    let start = (60.0 * worst.by_slots()).floor().max(1.0);
    advice.push(Advice {
        kind: Kind::Tasks,
        text: w(
            format!(
                "1 タスクは毎分 {full:.0} 件で一杯になるのに、自動スケールの目標は {} 件です。この目標ではタスクが増えません。",
                target.number
            ),
            format!(
                "One task is full at {full:.0} requests a minute, but auto scaling waits for {}: this target adds no task.",
                target.number
            ),
        ),
        size: is_stated.then(|| ("api.autoscaling_requests_per_target", format!("{start}"))),
        line: Some(target.line.clone()),
    });
}

fn database(limit: &Limit, built: &Built, advice: &mut Vec<Advice>) {
    let (Some((class, line)), Some(demand)) = (&built.database, limit.demand) else { return };
    if limit.state() != State::Over {
        return;
    }
    let fits = |candidate: &DbClass| match limit.kind {
        Kind::Connections => connection_budget(*candidate) >= demand.high,
        _ => f64::from(candidate.memory_gib) * model::MEMORY_SHARE >= demand.high,
    };
    let larger = db_classes().filter(|candidate| family(candidate.name) == family(class.name) && fits(candidate));
    let larger = larger.min_by_key(|candidate| candidate.memory_gib).map(|candidate| candidate.name);
    let (ja, en, unit) = (limit.kind.what().ja, limit.kind.what().en, limit.kind.unit());
    let (have, name) = (limit.supply.map_or_else(String::new, show), class.name);
    let (ja_fix, en_fix) = match larger {
        Some(larger) => (format!("{larger} なら足ります。"), format!("{larger} is enough.")),
        None => ("同じ系列に足りるクラスはありません。".to_owned(), "No class of the family is enough.".to_owned()),
    };
    let need = show(demand);
    advice.push(Advice {
        kind: limit.kind,
        text: w(
            format!("{ja}: {need} {} 要りますが、{name} で使えるのは {have} です。{ja_fix}", unit.ja),
            format!("{en}: {need} {} are needed, {name} gives {have}. {en_fix}", unit.en),
        ),
        size: larger.map(|larger| ("rds.instance_class", larger.to_owned())),
        line: Some(line.clone()),
    });
}

fn cache(limit: &Limit, built: &Built, advice: &mut Vec<Advice>) {
    let (Some((node, _, line)), Some(demand)) = (&built.cache, limit.demand) else { return };
    match limit.state() {
        State::Over => {}
        State::Unknown => {
            advice.push(Advice {
                kind: limit.kind,
                text: w(
                    format!("{node} のメモリは確かめられていないので、{} GiB が収まるか判断できません。", show(demand)),
                    format!("The memory of {node} was not verified, so whether {} GiB fit cannot be said.", show(demand)),
                ),
                size: None,
                line: Some(line.clone()),
            });
            return;
        }
        State::Fits | State::Open | State::NotStated => return,
    }
    let fits = |memory: f64| memory * model::MEMORY_SHARE >= demand.high;
    let memory = |name: &'static str| Some((name, node_memory_gib(name)?));
    let larger = node_types().filter(|name| family(name) == family(node)).filter_map(memory).filter(|(_, memory)| fits(*memory));
    let larger = larger.min_by(|(_, a), (_, b)| a.total_cmp(b)).map(|(name, _)| name);
    let have = limit.supply.map_or_else(String::new, show);
    let (ja_fix, en_fix) = match larger {
        Some(larger) => (format!("{larger} なら足ります。"), format!("{larger} is enough.")),
        None => (
            "同じ系列に、メモリが確かめられていて足りるノードはありません。".to_owned(),
            "No node of the family with a verified memory is enough.".to_owned(),
        ),
    };
    advice.push(Advice {
        kind: limit.kind,
        text: w(
            format!("キャッシュに {} GiB 置くと、{node} で使える {have} GiB を超え、書き込みが失敗します。{ja_fix}", show(demand)),
            format!("{} GiB of data are more than the {have} GiB that {node} gives: writes fail. {en_fix}", show(demand)),
        ),
        size: larger.map(|larger| ("elasticache.node_type", larger.to_owned())),
        line: Some(line.clone()),
    });
}

/// A queue that grows faster than it is emptied.
fn queue(limit: &Limit, advice: &mut Vec<Advice>) {
    let (Some(demand), Some(supply)) = (limit.demand, limit.supply) else { return };
    if limit.state() != State::Over {
        return;
    }
    let (what, unit) = (limit.kind.what(), limit.kind.unit());
    let (ja_fix, en_fix) = match limit.kind {
        Kind::WorkerJobs => {
            ("worker の最大タスク数か同時ジョブ数を増やしてください", "raise the worker's maximum of tasks or its concurrent jobs")
        }
        Kind::BatchJobs => ("Batch の最大 vCPU を増やしてください", "raise the maximum vCPU of Batch"),
        _ => ("SES の送信上限の引き上げを申請するか、送る速さを抑えてください", "ask SES for a higher rate, or send more slowly"),
    };
    advice.push(Advice {
        kind: limit.kind,
        text: w(
            format!(
                "{}: {} {} 入りますが、さばけるのは {} です。待ち行列が伸び続けます。{ja_fix}。",
                what.ja,
                show(demand),
                unit.ja,
                show(supply)
            ),
            format!("{}: {} {} arrive, {} are done: the queue grows without end; {en_fix}.", what.en, show(demand), unit.en, show(supply)),
        ),
        size: None,
        line: limit.line.clone(),
    });
}

/// `db.m7g.large` is of the family `m7g`.
fn family(name: &str) -> &str {
    name.split('.').nth(1).unwrap_or_default()
}

/// A span for a reader: two significant decimals below ten, whole numbers above.
pub(crate) fn show(span: Span) -> String {
    let (low, high) = (number(span.low), number(span.high));
    if low == high { low } else { format!("{low}–{high}") }
}

fn number(value: f64) -> String {
    if !value.is_finite() {
        return "∞".to_owned();
    }
    if value >= 10.0 || value.fract() == 0.0 {
        return format!("{value:.0}");
    }
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
