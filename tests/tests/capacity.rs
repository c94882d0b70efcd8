//! What an environment can carry: by hand for the default environments, beside measured bursts, and
//! with advice that mends what it names.

use design_core::capacity::{Capacity, EnvironmentCapacity, Kind, Limit, State};
use design_core::cost::Ground;
use design_core::plan::Reader;
use design_core::{DesignDraft, Edit, Lang, Survey, apply, report};
use sekkei_tests::draft::{edited, size};
use sekkei_tests::folder::{design, rendered};
use serde_json::json;

fn judged(draft: &DesignDraft) -> Capacity {
    let bundle = rendered(&design(draft));
    Capacity::of(&Survey::of(&mut Reader::new(), bundle.files()), &Ground::of(Some(draft)))
}

/// The judgement of one environment after some edits.
fn after(environment: usize, edits: &[Edit]) -> EnvironmentCapacity {
    judged(&edited(edits)).environments.swap_remove(environment)
}

fn load(environment: usize, id: &str, value: &str) -> Edit {
    Edit::Assume { environment: Some(environment), id: format!("load.{id}"), value: value.into() }
}

fn limit(environment: &EnvironmentCapacity, kind: Kind) -> &Limit {
    environment.limits.iter().find(|limit| limit.kind == kind).unwrap()
}

/// (needed, available) where both are known numbers.
fn numbers(environment: &EnvironmentCapacity, kind: Kind) -> (f64, f64) {
    let limit = limit(environment, kind);
    (limit.demand.unwrap().high, limit.supply.unwrap().low)
}

#[test]
fn connections_addresses_and_quota_of_the_default_environments_by_hand() {
    let capacity = judged(&DesignDraft::default());
    let [dev, stg, prod] = &capacity.environments[..] else { panic!() };
    // Twice the maximum of API tasks x (5 + 5), twice the workers x 10, two for each job, five operators;
    // against 80 % of memory / 9531392: 112, 450, 901.
    assert_eq!(numbers(dev, Kind::Connections), (45.0, 89.0)); // 2 x 2 x 10 + 5
    assert_eq!(numbers(stg, Kind::Connections), (133.0, 360.0)); // 2 x 4 x 10 + 2 x 2 x 10 + 4 x 2 + 5
    assert_eq!(numbers(prod, Kind::Connections), (357.0, 720.0)); // 2 x 12 x 10 + 2 x 4 x 10 + 16 x 2 + 5
    // Two /20, each less five addresses of AWS and eleven of the endpoints.
    assert_eq!(numbers(prod, Kind::Addresses), (24.0 + 8.0 + 16.0, 2.0 * (4096.0 - 16.0)));
    let quota = &capacity.quotas[0];
    assert_eq!((quota.environments.len(), quota.quota, quota.stated), (3, 6.0, false));
    assert_eq!(quota.steady, 0.25 + (1.0 + 0.5) + (4.0 + 2.0));
    assert_eq!(quota.peak, 1.0 + (4.0 + 2.0 + 4.0) + (24.0 + 8.0 + 16.0));
    // A new account runs six vCPU: two workers leave four API tasks of one vCPU.
    assert_eq!(prod.most_tasks, Some((4.0, Kind::Quota)));
    assert_eq!(dev.most_tasks, Some((2.0, Kind::Tasks)));
}

#[test]
fn without_a_statement_the_answer_is_a_range_and_nothing_is_called_short() {
    let capacity = judged(&DesignDraft::default());
    for environment in &capacity.environments {
        let full = environment.full.unwrap();
        assert!(full.low < full.high && environment.tasks_needed.is_none() && environment.burst_seconds.is_none());
        for limit in &environment.limits {
            assert!(matches!(limit.state(), State::Fits | State::NotStated), "{}: {:?}", environment.name, limit.kind);
        }
    }
}

#[test]
fn the_load_at_which_an_environment_is_full_by_hand() {
    let quota = Edit::Assume { environment: None, id: "quota.fargate_vcpu".into(), value: "100".into() };
    let statements = |cpu: &str| {
        [
            quota.clone(),
            load(2, "requests_per_second", "50"),
            load(2, "service_time_ms", "200"),
            load(2, "requests_at_once", "8"),
            load(2, "cpu_ms_per_request", cpu),
        ]
    };
    // Slots: 8 x 0.6 / 0.2 s = 24 a second and task; CPU: 1 vCPU x 0.6 / 0.02 s = 30. Twelve tasks: 288.
    let prod = after(2, &statements("20"));
    let full = prod.full.unwrap();
    assert!((full.low - 288.0).abs() < 1e-6 && (full.high - 288.0).abs() < 1e-6, "{full:?}");
    assert_eq!(prod.tasks_needed.map(|needed| (needed.low, needed.high)), Some((3.0, 3.0))); // 50 / 24
    assert_eq!(limit(&prod, Kind::Tasks).state(), State::Fits);
    // With 100 ms of CPU a request: 1 x 0.6 / 0.1 = 6 a second and task, and nine tasks for 50.
    let prod = after(2, &statements("100"));
    assert!((prod.full.unwrap().high - 72.0).abs() < 1e-6);
    assert_eq!(prod.tasks_needed.unwrap().high, 9.0);
    let desired = prod.advice.iter().find_map(|advice| advice.size.clone());
    assert_eq!(desired, Some(("api.desired_count", "9".to_owned())));
}

/// The measured bursts through the whole product: six slots, 3.5 s, on one and two tasks.
/// Source: koichi2426/Shoppie docs/reports/20261008_aws-traffic-capacity.md, 2026-10-08.
#[test]
fn measured_bursts_are_met_to_within_ten_per_cent() {
    for (requests, tasks, measured) in [(10, 1, 7.211), (10, 2, 3.793), (30, 1, 17.959), (30, 2, 10.791), (60, 1, 35.869), (60, 2, 18.127)]
    {
        let dev = after(
            0,
            &[
                size(0, "api.desired_count", json!(tasks)),
                load(0, "burst_requests", &requests.to_string()),
                load(0, "requests_at_once", "6"),
                load(0, "service_time_ms", "3500"),
            ],
        );
        let predicted = dev.burst_seconds.unwrap();
        assert_eq!(predicted.low, predicted.high);
        let error: f64 = (measured - predicted.low) / measured;
        assert!((0.0..0.10).contains(&error), "{requests} on {tasks}: {} and {measured}", predicted.low);
    }
}

/// What is short, the size that the advice names, and that it mends it.
#[test]
fn advice_names_the_size_that_mends() {
    let cases: [(usize, &[Edit], Kind, &str); 4] = [
        (2, &[load(2, "db_working_set_gb", "20")], Kind::DatabaseMemory, "rds.instance_class"),
        (0, &[load(0, "cache_data_gb", "1")], Kind::CacheMemory, "elasticache.node_type"),
        (
            0,
            &[
                load(0, "requests_per_second", "200"),
                load(0, "service_time_ms", "100"),
                load(0, "requests_at_once", "10"),
                load(0, "cpu_ms_per_request", "1"),
            ],
            Kind::Tasks,
            "api.max_count",
        ),
        (
            0,
            &[
                load(0, "requests_per_second", "1"),
                load(0, "service_time_ms", "3500"),
                load(0, "requests_at_once", "6"),
                load(0, "cpu_ms_per_request", "1"),
            ],
            Kind::Tasks,
            "api.autoscaling_requests_per_target",
        ),
    ];
    for (environment, edits, kind, id) in cases {
        let before = after(environment, edits);
        let advice = before.advice.iter().find(|advice| advice.kind == kind && advice.size.as_ref().is_some_and(|(size, _)| *size == id));
        let advice = advice.unwrap_or_else(|| panic!("no advice on {id}: {:#?}", before.advice));
        assert!(advice.line.as_ref().unwrap().path.ends_with("terraform.tfvars"), "{id}");
        let value = advice.size.as_ref().unwrap().1.clone();
        let value = value.parse::<i64>().map_or_else(|_| json!(value), |number| json!(number));
        let mut mended = edits.to_vec();
        mended.push(size(environment, id, value));
        let now = after(environment, &mended);
        let still = now.advice.iter().any(|advice| advice.size.as_ref().is_some_and(|(size, _)| *size == id));
        assert!(!still, "{id}: {:#?}", now.advice);
    }
}

#[test]
fn queues_that_grow_without_end_are_named() {
    let stg = after(
        1,
        &[
            load(1, "worker_jobs_per_minute", "2000"),
            load(1, "batch_jobs_per_hour", "100"),
            load(1, "batch_job_minutes", "10"),
            load(1, "mails_per_minute", "6000"),
        ],
    );
    // Two workers x ten jobs of 1 to 10 s; four slots of ten minutes: 24 an hour; 100 mails a second.
    assert_eq!(limit(&stg, Kind::WorkerJobs).supply.map(|supply| (supply.low, supply.high)), Some((120.0, 1200.0)));
    assert_eq!(numbers(&stg, Kind::BatchJobs), (100.0, 24.0));
    for kind in [Kind::WorkerJobs, Kind::BatchJobs, Kind::Mail] {
        assert_eq!(limit(&stg, kind).state(), State::Over);
        assert!(stg.advice.iter().any(|advice| advice.kind == kind), "{kind:?}");
    }
}

#[test]
fn a_maximum_that_its_connections_forbid_is_said_of_an_edited_bundle() {
    // The form refuses this, a hand on the files does not.
    let bundle = rendered(&design(&DesignDraft::default()));
    let mut files: std::collections::BTreeMap<String, String> =
        bundle.files().iter().map(|(path, text)| (path.clone(), text.to_string())).collect();
    let tfvars = files.get_mut("infra/envs/dev/terraform.tfvars").unwrap();
    *tfvars = tfvars.replacen("max_count                       = 2", "max_count                       = 20", 1);
    let capacity = Capacity::of(&Survey::of(&mut Reader::new(), &files), &Ground::of(None));
    let dev = &capacity.environments[0];
    assert_eq!(numbers(dev, Kind::Connections), (405.0, 89.0));
    assert_eq!(dev.most_tasks, Some((4.0, Kind::Connections))); // (89 - 5) / 20
    assert!(
        dev.advice.iter().any(|advice| advice.size.as_ref() == Some(&("rds.instance_class", "db.t4g.large".to_owned()))),
        "{:#?}",
        dev.advice
    );
}

#[test]
fn hostile_loads_give_numbers_or_none_and_never_a_panic() {
    for value in ["0", "0.000001", "999999999999", "-5", "NaN", "1e9", ""] {
        let mut draft = DesignDraft::default();
        for assumption in design_core::assumption::ASSUMPTIONS {
            for place in [None, Some(0), Some(1), Some(2)] {
                apply(&mut draft, &Edit::Assume { environment: place, id: assumption.id.into(), value: value.into() });
            }
        }
        let bundle = rendered(&design(&draft));
        let survey = Survey::of(&mut Reader::new(), bundle.files());
        let ground = Ground::of(Some(&draft));
        let capacity = Capacity::of(&survey, &ground);
        assert_eq!(capacity.environments.len(), 3);
        for lang in [Lang::Ja, Lang::En] {
            for text in [report::capacity_text(&capacity, &ground, lang), report::capacity_document(&survey, &ground, lang)] {
                let ours = |line: &&str| !line.starts_with(['!', '>']) && (line.contains("NaN") || line.contains(" inf "));
                assert_eq!(text.lines().find(ours), None, "{value}");
            }
            let json = report::capacity_json(&capacity, &ground, lang);
            assert_eq!(json["environments"].as_array().unwrap().len(), 3);
        }
    }
}
