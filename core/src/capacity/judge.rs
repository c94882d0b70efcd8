//! The judgement: each thing that can run out, how much of it there is and how much the load asks for,
//! and at which load the environment is full.

use std::collections::BTreeMap;

use super::advice::{self, Advice};
use super::built::{Built, Service};
use super::model::{self, Task};
use crate::assumption::{Range, Stated};
use crate::cost::Ground;
use crate::plan::Line;
use crate::survey::Survey;
use crate::text::{Text, t};

/// A number that is known as a range: from what is likely least to what is likely most.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Span {
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

impl Span {
    /// A number that is known.
    #[must_use]
    pub const fn exact(number: f64) -> Self {
        Self { low: number, high: number }
    }

    fn map(self, f: impl Fn(f64) -> f64) -> Self {
        Self { low: f(self.low), high: f(self.high) }
    }
}

impl From<Range> for Span {
    fn from(range: Range) -> Self {
        Self { low: range.low.as_float(), high: range.high.as_float() }
    }
}

/// What can run out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Tasks of the API: slots or CPU, whichever is scarcer.
    Tasks,
    /// Jobs of the worker.
    WorkerJobs,
    /// Jobs on Batch.
    BatchJobs,
    /// Connections of the database.
    Connections,
    /// Addresses of the subnets.
    Addresses,
    /// Memory of the database.
    DatabaseMemory,
    /// Memory of the cache.
    CacheMemory,
    /// Sending rate of mail.
    Mail,
    /// Fargate quota of the account.
    Quota,
}

impl Kind {
    /// A stable word for programs.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Tasks => "api_requests",
            Self::WorkerJobs => "worker_jobs",
            Self::BatchJobs => "batch_jobs",
            Self::Connections => "db_connections",
            Self::Addresses => "subnet_addresses",
            Self::DatabaseMemory => "db_memory",
            Self::CacheMemory => "cache_memory",
            Self::Mail => "mail_rate",
            Self::Quota => "fargate_quota",
        }
    }

    /// What it is, with what is counted.
    #[must_use]
    pub const fn what(self) -> Text {
        match self {
            Self::Tasks => t("API（最大タスク数で）", "API at its maximum of tasks"),
            Self::WorkerJobs => t("worker（最大タスク数で）", "Worker at its maximum of tasks"),
            Self::BatchJobs => t("Batch", "Batch"),
            Self::Connections => t("DB の接続", "Database connections"),
            Self::Addresses => t("サブネットのアドレス", "Subnet addresses"),
            Self::DatabaseMemory => t("DB のメモリ", "Database memory"),
            Self::CacheMemory => t("キャッシュのメモリ", "Cache memory"),
            Self::Mail => t("メールの送信速度", "Mail sending rate"),
            Self::Quota => t("Fargate の上限", "Fargate quota"),
        }
    }

    /// Unit of demand and supply.
    #[must_use]
    pub const fn unit(self) -> Text {
        match self {
            Self::Tasks => t("件/秒", "requests/s"),
            Self::WorkerJobs => t("件/分", "jobs/min"),
            Self::BatchJobs => t("件/時", "jobs/h"),
            Self::Connections => t("接続", "connections"),
            Self::Addresses => t("アドレス", "addresses"),
            Self::DatabaseMemory | Self::CacheMemory => t("GiB", "GiB"),
            Self::Mail => t("通/秒", "mails/s"),
            Self::Quota => t("vCPU", "vCPU"),
        }
    }
}

/// How demand and supply stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Even the likely most fits.
    Fits,
    /// Whether it fits depends on numbers that nobody has stated.
    Open,
    /// Even the likely least does not fit.
    Over,
    /// Nobody stated the demand.
    NotStated,
    /// No source gives the supply.
    Unknown,
}

/// One thing that can run out.
#[derive(Debug, Clone, PartialEq)]
pub struct Limit {
    /// What it is.
    pub kind: Kind,
    /// What the load asks for.
    pub demand: Option<Span>,
    /// What there is, after head-room.
    pub supply: Option<Span>,
    /// The line that decides what there is; `None` where no file does.
    pub line: Option<Line>,
}

impl Limit {
    /// How the two stand to each other.
    #[must_use]
    pub fn state(&self) -> State {
        match (self.demand, self.supply) {
            (_, None) => State::Unknown,
            (None, Some(_)) => State::NotStated,
            (Some(demand), Some(supply)) if demand.high <= supply.low => State::Fits,
            (Some(demand), Some(supply)) if demand.low > supply.high => State::Over,
            (Some(_), Some(_)) => State::Open,
        }
    }

    /// Share of the supply that the demand takes, in per cent, from best to worst.
    #[must_use]
    pub fn percent(&self) -> Option<Span> {
        let (demand, supply) = (self.demand?, self.supply?);
        let share = |demand: f64, supply: f64| if supply > 0.0 { (demand / supply * 100.0).min(99_999.0) } else { 99_999.0 };
        Some(Span { low: share(demand.low, supply.high), high: share(demand.high, supply.low) })
    }
}

/// What one environment can carry.
#[derive(Debug, Clone, PartialEq)]
pub struct EnvironmentCapacity {
    /// Its name.
    pub name: String,
    /// Everything that can run out.
    pub limits: Vec<Limit>,
    /// API tasks for the stated load.
    pub tasks_needed: Option<Span>,
    /// Requests a second that the desired number of tasks carries.
    pub desired: Option<Span>,
    /// Requests a second at which it is full: the most that it carries, whatever stops it.
    pub full: Option<Span>,
    /// Tasks it can have then, and what stops it from having more.
    pub most_tasks: Option<(f64, Kind)>,
    /// Seconds until the last of the stated burst is answered, at the desired number of tasks.
    pub burst_seconds: Option<Span>,
    /// What to change.
    pub advice: Vec<Advice>,
}

/// The Fargate quota of an account.
#[derive(Debug, Clone, PartialEq)]
pub struct Quota {
    /// Account id; empty for the one in which everything is applied.
    pub account: String,
    /// Environments that share it.
    pub environments: Vec<String>,
    /// vCPU at the desired numbers of tasks.
    pub steady: f64,
    /// vCPU with every maximum, a deployment everywhere and all jobs.
    pub peak: f64,
    /// The quota in vCPU.
    pub quota: f64,
    /// Did somebody state it, or is it that of a new account?
    pub stated: bool,
}

/// What a bundle can carry.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Capacity {
    /// Environments in the order of the survey.
    pub environments: Vec<EnvironmentCapacity>,
    /// Quotas by account.
    pub quotas: Vec<Quota>,
}

impl Capacity {
    /// Judges every environment of a survey.
    #[must_use]
    pub fn of(survey: &Survey, ground: &Ground) -> Self {
        let built: Vec<(&str, Built, Stated)> = survey
            .environments
            .iter()
            .map(|subject| (subject.name.as_str(), Built::of(&subject.plan), ground.environment(subject.index)))
            .collect();
        let stated = ground.project.range("quota.fargate_vcpu");
        let quota = stated.map_or(0.0, |range| range.high.as_float());
        let mut quotas: BTreeMap<&str, Quota> = BTreeMap::new();
        for (name, built, _) in &built {
            let entry = quotas.entry(&built.account).or_insert_with(|| Quota {
                account: built.account.clone(),
                environments: Vec::new(),
                steady: 0.0,
                peak: 0.0,
                quota,
                stated: stated.is_some_and(|range| range.stated),
            });
            entry.environments.push((*name).to_owned());
            entry.steady += steady_vcpu(built);
            entry.peak += peak_vcpu(built);
        }
        let environments = built.iter().map(|(name, built, stated)| environment(name, built, stated, quota)).collect();
        Self { environments, quotas: quotas.into_values().collect() }
    }
}

fn services(built: &Built) -> impl Iterator<Item = &Service> {
    built.api.iter().chain(&built.worker)
}

fn steady_vcpu(built: &Built) -> f64 {
    services(built).map(|service| service.desired.number * service.vcpu.number).sum()
}

fn peak_vcpu(built: &Built) -> f64 {
    let jobs = built.jobs.as_ref().map_or(0.0, |jobs| jobs.max_vcpus.number);
    services(built).map(|service| service.surge * service.max.number * service.vcpu.number).sum::<f64>() + jobs
}

/// Most Batch jobs at once.
pub(super) fn most_jobs(built: &Built) -> f64 {
    built.jobs.as_ref().map_or(0.0, |jobs| (jobs.max_vcpus.number / jobs.job_vcpu).floor())
}

/// Most connections but those of the API.
fn other_connections(built: &Built) -> f64 {
    let worker = built.worker.as_ref().map_or(0.0, |worker| worker.surge * worker.max.number * worker.processes * worker.pool);
    worker + most_jobs(built) * model::JOB_CONNECTIONS + model::OPERATOR_CONNECTIONS
}

/// One task of the API with a request at the given ends of the ranges; the share of its time that may
/// be busy is the one at which auto scaling adds tasks.
fn task(api: &Service, slots: f64, milliseconds: f64, cpu_milliseconds: f64) -> Task {
    Task {
        slots,
        seconds: milliseconds / 1000.0,
        cpu_seconds: cpu_milliseconds / 1000.0,
        vcpu: api.vcpu.number,
        busy: api.busy.as_ref().map_or(1.0, |busy| busy.number),
    }
}

fn environment(name: &str, built: &Built, stated: &Stated, quota: f64) -> EnvironmentCapacity {
    let range = |id: &str| stated.range(id).map(Span::from);
    let mut limits = Vec::new();
    let mut found = EnvironmentCapacity {
        name: name.to_owned(),
        limits: Vec::new(),
        tasks_needed: None,
        desired: None,
        full: None,
        most_tasks: None,
        burst_seconds: None,
        advice: Vec::new(),
    };
    let load = range("load.requests_per_second");
    let mut each = None;
    if let (Some(api), Some(slots), Some(time), Some(cpu)) =
        (&built.api, range("load.requests_at_once"), range("load.service_time_ms"), range("load.cpu_ms_per_request"))
    {
        let [worst, best] = [task(api, slots.low, time.high, cpu.high), task(api, slots.high, time.low, cpu.low)];
        let throughput = Span { low: worst.throughput(), high: best.throughput() };
        each = Some((worst, best));
        found.desired = Some(throughput.map(|each| each * api.desired.number));
        found.tasks_needed = load.map(|load| Span { low: best.needed(load.low), high: worst.needed(load.high) });
        let most = most_tasks(built, api, quota);
        found.full = Some(throughput.map(|each| each * most.0));
        found.most_tasks = Some(most);
        let supply = throughput.map(|each| each * api.max.number);
        limits.push(Limit { kind: Kind::Tasks, demand: load, supply: Some(supply), line: Some(api.max.line.clone()) });
        found.burst_seconds = range("load.burst_requests").map(|burst| {
            let wait = |slots, time: f64| model::burst_seconds(burst.high, api.desired.number, slots, time / 1000.0);
            Span { low: wait(slots.high, time.low), high: wait(slots.low, time.high) }
        });
    }
    if let (Some(worker), Some(seconds)) = (&built.worker, range("load.worker_job_seconds")) {
        let at_once = worker.jobs_at_once.unwrap_or(1.0);
        let rate = |seconds| model::jobs_per_minute(worker.max.number, at_once, seconds);
        let supply = Span { low: rate(seconds.high), high: rate(seconds.low) };
        limits.push(Limit {
            kind: Kind::WorkerJobs,
            demand: range("load.worker_jobs_per_minute"),
            supply: Some(supply),
            line: Some(worker.max.line.clone()),
        });
    }
    if let (Some(jobs), Some(minutes)) = (&built.jobs, range("load.batch_job_minutes")) {
        let rate = |minutes: f64| if minutes > 0.0 { most_jobs(built) * 60.0 / minutes } else { f64::INFINITY };
        let supply = Span { low: rate(minutes.high), high: rate(minutes.low) };
        limits.push(Limit {
            kind: Kind::BatchJobs,
            demand: range("load.batch_jobs_per_hour"),
            supply: Some(supply),
            line: Some(jobs.max_vcpus.line.clone()),
        });
    }
    if let (Some(api), Some((class, line))) = (&built.api, &built.database) {
        let demand = api.surge * api.max.number * api.processes * api.pool + other_connections(built);
        limits.push(Limit {
            kind: Kind::Connections,
            demand: Some(Span::exact(demand)),
            supply: Some(Span::exact(connection_budget(*class))),
            line: Some(line.clone()),
        });
    }
    if let (Some(api), Some(addresses)) = (&built.api, &built.addresses) {
        let worker = built.worker.as_ref().map_or(0.0, |worker| worker.surge * worker.max.number);
        let demand = api.surge * api.max.number + worker + most_jobs(built);
        limits.push(Limit {
            kind: Kind::Addresses,
            demand: Some(Span::exact(demand)),
            supply: Some(Span::exact(addresses.number)),
            line: Some(addresses.line.clone()),
        });
    }
    if let Some((class, line)) = &built.database {
        let supply = f64::from(class.memory_gib) * model::MEMORY_SHARE;
        limits.push(Limit {
            kind: Kind::DatabaseMemory,
            demand: range("load.db_working_set_gb"),
            supply: Some(Span::exact(supply)),
            line: Some(line.clone()),
        });
    }
    if let Some((_, memory, line)) = &built.cache {
        let supply = memory.map(|gib| Span::exact(gib * model::MEMORY_SHARE));
        limits.push(Limit { kind: Kind::CacheMemory, demand: range("load.cache_data_gb"), supply, line: Some(line.clone()) });
    }
    {
        let demand = range("load.mails_per_minute").map(|rate| rate.map(|rate| rate / 60.0));
        // The rate is a quota of the account: no line of a file decides it.
        limits.push(Limit { kind: Kind::Mail, demand, supply: range("load.ses_mails_per_second"), line: None });
    }
    found.limits = limits;
    found.advice = advice::of(&found, built, stated, each);
    found
}

/// Connections that a class may give away.
pub(super) fn connection_budget(class: crate::data::DbClass) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "at most 5,000 connections")]
    let nominal = class.max_connections() as f64;
    (nominal * model::CONNECTION_SHARE).floor()
}

/// How many tasks the API can really have, and what stops it: its own maximum, connections and
/// addresses with a deployment under way, or the quota at a quiet moment.
fn most_tasks(built: &Built, api: &Service, quota: f64) -> (f64, Kind) {
    let mut most = (api.max.number, Kind::Tasks);
    let mut bound = |tasks: f64, kind| {
        let tasks = tasks.floor().max(0.0);
        if tasks < most.0 {
            most = (tasks, kind);
        }
    };
    if let Some((class, _)) = &built.database {
        let each = api.surge * api.processes * api.pool;
        if each > 0.0 {
            bound((connection_budget(*class) - other_connections(built)) / each, Kind::Connections);
        }
    }
    if let Some(addresses) = &built.addresses {
        let worker = built.worker.as_ref().map_or(0.0, |worker| worker.surge * worker.max.number);
        bound((addresses.number - worker - most_jobs(built)) / api.surge, Kind::Addresses);
    }
    if quota > 0.0 && api.vcpu.number > 0.0 {
        let worker = built.worker.as_ref().map_or(0.0, |worker| worker.desired.number * worker.vcpu.number);
        bound((quota - worker) / api.vcpu.number, Kind::Quota);
    }
    most
}
