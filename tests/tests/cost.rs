//! What a month costs: computed by hand for each default environment, complete over every type, and
//! moved by exactly the sizes that a line names.

use std::collections::{BTreeMap, BTreeSet};

use design_core::cost::{Basis, Class, Estimate, Ground, Missing, RootCost, class_of, compare};
use design_core::plan::{Line, Reader};
use design_core::{Date, DesignDraft, Edit, Kind, Lang, Scope, Survey, Value, apply, check, parse, report, specs};
use sekkei_tests::draft::{edited, size};
use sekkei_tests::folder::{design, rendered};
use sekkei_tests::random;
use serde_json::json;

/// The estimate of a draft, from the files of its bundle.
fn estimate(reader: &mut Reader, draft: &DesignDraft) -> Estimate {
    let bundle = rendered(&design(draft));
    Estimate::of(&Survey::of(reader, bundle.files()), &Ground::of(Some(draft)))
}

fn assume(environment: Option<usize>, id: &str, value: &str) -> Edit {
    Edit::Assume { environment, id: id.into(), value: value.into() }
}

/// Cents of the lines that are always charged, rounded once at the end, and how many lines count.
fn floor(root: &RootCost) -> (String, usize, usize) {
    let (sum, coverage) = root.floor();
    (sum.to_string(), coverage.priced, coverage.lines)
}

/// Plain numbers, by hand: micro-dollars as integers, so that the test has no float either.
fn dollars(micro: &[u64]) -> String {
    let sum: u64 = micro.iter().sum();
    let cents = (sum + 5_000) / 10_000;
    format!("{}.{:02}", cents / 100, cents % 100)
}

#[test]
fn dev_by_hand() {
    let estimate = estimate(&mut Reader::new(), &DesignDraft::default());
    let wanted = dollars(&[
        182_500 * 50_560 / 1000, // API vCPU: 1 task x 0.25 vCPU x 730 h x 0.05056
        365 * 5_530,             // API memory: 1 task x 0.5 GB x 730 h x 0.00553
        730 * 25_000,            // db.t4g.micro, one zone: 730 h x 0.025
        20 * 138_000,            // gp3: 20 GB x 0.138
        730 * 25_000,            // cache.t4g.micro, one node: 730 h x 0.025
        730 * 62_000,            // one NAT gateway: 730 h x 0.062
        730 * 5_000,             // its address: 730 h x 0.005
        10 * 2 * 730 * 14_000,   // ten interface endpoints in two zones: 730 h x 0.014
        730 * 24_300,            // load balancer: 730 h x 0.0243
        2 * 730 * 5_000,         // its addresses in two zones: 730 h x 0.005
        5_000_000,               // web ACL
        6 * 1_000_000,           // two rate rules and four managed groups
        3 * 1_000_000,           // keys: data, logs, database
        3 * 400_000,             // secrets: JWT, TOTP, master password
        13 * 100_000,            // alarms on one metric: ALB 5xx, API 5xx, two target groups, WAF, certificate,
        // ECS CPU and memory, three of RDS, cache memory and CPU
        4 * 100_000, // two alarms of the rollback on two metrics each
        6 * 100_000, // auto scaling: two on CPU, two on a formula of two metrics
    ]);
    // Dashboard and Container Insights have no price.
    assert_eq!(floor(&estimate.roots[0]), (wanted, 33, 35));
}

#[test]
fn stg_by_hand() {
    let estimate = estimate(&mut Reader::new(), &DesignDraft::default());
    let wanted = dollars(&[
        2 * 365_000 * 50_560 / 1000, // API vCPU: 2 tasks x 0.5 vCPU x 730 h x 0.05056
        2 * 730 * 5_530,             // API memory: 2 tasks x 1 GB x 730 h x 0.00553
        365_000 * 50_560 / 1000,     // worker vCPU: 1 task x 0.5 vCPU x 730 h x 0.05056
        730 * 5_530,                 // worker memory: 1 task x 1 GB x 730 h x 0.00553
        730 * 202_000,               // db.t4g.medium, Multi-AZ: 730 h x 0.202
        50 * 276_000,                // gp3 in two zones: 50 GB x 0.276
        2 * 730 * 49_000,            // cache.t4g.small, two nodes: 730 h x 0.049
        2 * 730 * 62_000,            // two NAT gateways
        2 * 730 * 5_000,             // their addresses
        10 * 2 * 730 * 14_000,       // ten interface endpoints in two zones
        730 * 24_300,                // load balancer
        2 * 730 * 5_000,             // its addresses
        5_000_000,                   // web ACL
        6 * 1_000_000,               // its rules
        3 * 1_000_000,               // keys
        3 * 400_000,                 // secrets
        19 * 100_000,                // alarms: as in dev, one more ECS service (2), one more cache node (2), two dead-letter queues
        4 * 100_000,                 // rollback
        8 * 100_000,                 // auto scaling: as in dev, two more on the worker's CPU
    ]);
    assert_eq!(floor(&estimate.roots[1]), (wanted, 37, 39));
}

#[test]
fn prod_by_hand() {
    let mut reader = Reader::new();
    let without = [
        4 * 730 * 50_560,      // API vCPU: 4 tasks x 1 vCPU x 730 h x 0.05056
        4 * 2 * 730 * 5_530,   // API memory: 4 tasks x 2 GB x 730 h x 0.00553
        2 * 730 * 50_560,      // worker vCPU: 2 tasks x 1 vCPU
        2 * 2 * 730 * 5_530,   // worker memory: 2 tasks x 2 GB
        100 * 276_000,         // gp3 in two zones: 100 GB x 0.276
        2 * 730 * 202_000,     // cache.m7g.large, two nodes: 730 h x 0.202
        2 * 730 * 62_000,      // two NAT gateways
        2 * 730 * 5_000,       // their addresses
        10 * 2 * 730 * 14_000, // ten interface endpoints in two zones
        730 * 24_300,          // load balancer
        2 * 730 * 5_000,       // its addresses
        5_000_000,             // web ACL
        6 * 1_000_000,         // its rules
        3 * 1_000_000,         // keys
        3 * 400_000,           // secrets
        19 * 100_000,          // alarms
        4 * 100_000,           // rollback
        8 * 100_000,           // auto scaling
    ];
    let bundled = estimate(&mut reader, &DesignDraft::default());
    assert_eq!(floor(&bundled.roots[2]), (dollars(&without), 36, 39));
    let database = bundled.roots[2].fixed().find(|item| item.price == "rds.pg.db.m7g.large.multi").unwrap();
    assert_eq!(database.amount, Err(Missing::Price));
    // The price that a user types makes the sum whole but for the two that stay without one.
    let typed = edited(&[Edit::SetPrices([("rds.pg.db.m7g.large.multi".to_owned(), json!("0.5"))].into())]);
    let typed = estimate(&mut reader, &typed);
    assert_eq!(floor(&typed.roots[2]), (dollars(&[&without[..], &[730 * 500_000]].concat()), 37, 39));
}

#[test]
fn the_account_by_hand() {
    let estimate = estimate(&mut Reader::new(), &DesignDraft::default());
    let wanted = dollars(&[
        14 * 100_000,  // one alarm for each of fourteen kinds of event
        3 * 1_000_000, // keys in Tokyo: state, trail, backup; the one in Osaka has no price here
        500_000,       // hosted zone
    ]);
    assert_eq!(floor(&estimate.roots[3]), (wanted, 5, 6));
}

#[test]
fn use_is_computed_from_what_is_stated_and_nothing_else() {
    let mut reader = Reader::new();
    let stated = edited(&[
        assume(Some(2), "usage.internet_out_gb", "100"),
        assume(Some(2), "usage.log_ingest_gb", "12.5"),
        assume(Some(2), "usage.batch_job_hours", "10"),
        assume(Some(2), "usage.extra_task_hours_api", "40"),
        assume(Some(2), "usage.cloudfront_requests_million", "3"),
        assume(Some(2), "usage.nat_gb", "0"),
        assume(None, "usage.data_events_million", "2"),
        assume(None, "money.jpy_per_usd", "150.25"),
        assume(None, "money.jpy_date", "2026-11-20"),
    ]);
    let estimate = estimate(&mut reader, &stated);
    let wanted = dollars(&[
        100 * 114_000,  // to the internet: 100 GB x 0.114
        12_500 * 760,   // logs: 12.5 GB x 0.76
        10 * 50_560,    // jobs of 1 vCPU: 10 h x 0.05056
        10 * 2 * 5_530, // and 2 GB: 10 h x 0.00553
        40 * 50_560,    // extra tasks of 1 vCPU
        40 * 2 * 5_530, // and 2 GB
        300 * 12_000,   // 3 million HTTPS requests: 300 x 0.012
                        // NAT is stated as 0, which is an amount
    ]);
    let (sum, coverage) = estimate.roots[2].usage_sum();
    assert_eq!((sum.to_string(), coverage.priced), (wanted, 8));
    let (sum, coverage) = estimate.roots[3].usage_sum();
    assert_eq!((sum.to_string(), coverage.priced), (dollars(&[20 * 100_000]), 1)); // 2 million events: 20 x 0.10
    assert_eq!(estimate.roots[0].usage_sum().1.priced, 0);
    let text = report::cost_text(&estimate, Date::parse("2026-11-23"), Lang::En);
    assert!(text.contains("stg: ") && text.contains("by use: – (0 of"), "{text}");
    assert_eq!(estimate.rate.unwrap().yen.to_string(), "150.25");
    assert!(report::cost_document(&Survey::default(), &Ground::of(Some(&stated)), Lang::Ja).contains("1 USD = 150.25 JPY (2026-11-20)"));
}

/// Everything that our files can create at all is classified, and a type that is not would be named.
#[test]
fn every_planned_type_is_in_exactly_one_class() {
    let mut reader = Reader::new();
    let all_on: Vec<Edit> = (0..3)
        .flat_map(|environment| ["worker", "batch", "sqs"].map(|part| size(environment, &format!("components.{part}"), json!(true))))
        .collect();
    let mut counts = [0; 4];
    for draft in [DesignDraft::default(), edited(&all_on)] {
        let bundle = rendered(&design(&draft));
        let survey = Survey::of(&mut reader, bundle.files());
        let estimate = Estimate::of(&survey, &Ground::of(Some(&draft)));
        let plans = survey.environments.iter().map(|subject| &subject.plan).chain(survey.accounts.iter().map(|account| &account.plan));
        counts = [0; 4];
        let mut seen = BTreeSet::new();
        for (plan, root) in plans.zip(&estimate.roots) {
            assert_eq!(root.gaps, 0);
            for resource in plan.resources().values() {
                let class = class_of(&resource.kind).unwrap_or_else(|| panic!("{} is not classified", resource.kind));
                let lines = root.items.iter().filter(|item| item.kind == resource.kind).count();
                let [free, unpriced] = [&root.free, &root.unpriced].map(|list| list.iter().any(|silent| *silent.kind == *resource.kind));
                // Whatever is planned is found in the estimate, in one place of it. A usage line stands at the
                // first type that leads to it.
                match class {
                    Class::Fixed(_) => assert!(!unpriced && (lines > 0 || free), "{}", resource.kind),
                    Class::Usage(_) => assert!(!unpriced && !free && lines > 0, "{}", resource.kind),
                    Class::Free(_) => assert!(free && !unpriced && lines == 0, "{}", resource.kind),
                    Class::NotPriced(_) => assert!(unpriced && !free && lines == 0, "{}", resource.kind),
                }
                if seen.insert(resource.kind.clone()) {
                    counts[match class {
                        Class::Fixed(_) => 0,
                        Class::Usage(_) => 1,
                        Class::Free(_) => 2,
                        Class::NotPriced(_) => 3,
                    }] += 1;
                }
            }
        }
    }
    println!("{} types always charged, {} by use, {} free, {} not priced", counts[0], counts[1], counts[2], counts[3]);
    assert!(class_of("aws_instance").is_none());
}

#[test]
fn a_type_that_is_not_known_is_named() {
    let bundle = rendered(&design(&DesignDraft::default()));
    let mut files: BTreeMap<String, String> = bundle.files().iter().map(|(path, text)| (path.clone(), text.to_string())).collect();
    files.insert("infra/envs/prod/extra.tf".into(), "resource \"aws_instance\" \"x\" {\n  instance_type = \"m7g.large\"\n}\n".into());
    let estimate = Estimate::of(&Survey::of(&mut Reader::new(), &files), &Ground::of(None));
    let found: Vec<_> = estimate.roots[2].unpriced.iter().filter(|silent| silent.kind == "aws_instance").collect();
    assert_eq!((found.len(), found[0].line.to_string().as_str()), (1, "infra/envs/prod/extra.tf:1"));
}

/// A hand on the files makes other products of ours: none of them takes the price of ours.
#[test]
fn what_is_another_product_has_no_price() {
    let cases = [
        ("infra/modules/rds/main.tf", "engine         = \"postgres\"", "engine         = \"mysql\"", "aws_db_instance", 2),
        ("infra/modules/rds/main.tf", "storage_type          = \"gp3\"", "storage_type          = \"io2\"", "aws_db_instance", 1),
        (
            "infra/modules/rds/main.tf",
            "multi_az               = var.rds.multi_az",
            "multi_az               = var.security_group_id != \"x\"",
            "aws_db_instance",
            2,
        ),
        (
            "infra/modules/alb/main.tf",
            "load_balancer_type         = \"application\"",
            "load_balancer_type         = \"network\"",
            "aws_lb",
            1,
        ),
        (
            "infra/modules/vpc/subnets.tf",
            "for_each = local.nat_zones\n\n  allocation_id",
            "for_each = toset([])\n\n  allocation_id",
            "aws_nat_gateway",
            0,
        ),
    ];
    let bundle = rendered(&design(&DesignDraft::default()));
    for (path, from, to, kind, without) in cases {
        let mut files: BTreeMap<String, String> = bundle.files().iter().map(|(path, text)| (path.clone(), text.to_string())).collect();
        let text = files.get_mut(path).unwrap();
        assert!(text.contains(from), "{path} has no {from}");
        *text = text.replacen(from, to, 1);
        let estimate = Estimate::of(&Survey::of(&mut Reader::new(), &files), &Ground::of(None));
        let lines: Vec<_> = estimate.roots[0].fixed().filter(|item| &*item.kind == kind).collect();
        assert_eq!(lines.iter().filter(|item| item.amount.is_err()).count(), without, "{to}: {lines:#?}");
    }
}

/// The values to try for a size: all choices of a list, else the ends and some between, in rising order.
fn values(kind: &Kind, spec: &design_core::ParamSpec) -> Vec<serde_json::Value> {
    match *kind {
        Kind::Switch => vec![json!(false), json!(true)],
        Kind::Number { min, max } => {
            let mut list = vec![min, min + 1, min + 2, (min + 1) * 4, (min + 1) * 20, max];
            list.retain(|value| (min..=max).contains(value));
            list.sort_unstable();
            list.dedup();
            list.into_iter().map(Into::into).collect()
        }
        // Classes are in no order of size: some of them show which lines they move.
        Kind::DbClass | Kind::CacheNode => spec.choices(None).unwrap_or_default().iter().step_by(11).map(Value::to_json).collect(),
        _ => spec.choices(None).unwrap_or_default().iter().map(Value::to_json).collect(),
    }
}

/// Larger never costs less: each size alone, in each environment, step by step; and the lines that move
/// are those that name the size.
#[test]
fn a_larger_size_never_costs_less_and_moves_only_lines_that_name_it() {
    let mut reader = Reader::new();
    let mut steps = 0;
    let mut moving = BTreeSet::new();
    for environment in [0, 2] {
        let base = edited(&[
            // Room on both sides, so that the minimum of tasks is not in the way of their number.
            size(environment, "api.min_count", json!(1)),
            size(environment, "worker.min_count", json!(1)),
            size(environment, "api.max_count", json!(1000)),
            size(environment, "api.db_pool_size", json!(1)),
            size(environment, "api.db_pool_overflow", json!(0)),
            size(environment, "api.processes", json!(1)),
            size(environment, "worker.max_count", json!(1000)),
            size(environment, "elasticache.automatic_failover", json!(false)),
            size(environment, "rds.max_allocated_storage_gb", json!(65536)),
            size(environment, "rds.instance_class", json!("db.r8g.48xlarge")),
            size(environment, "components.worker", json!(true)),
            size(environment, "vpc.az_count", json!(3)),
            size(environment, "vpc.nat_gateway_count", json!(1)),
        ]);
        assert!(check(&base).design.is_some(), "{:#?}", check(&base).issues);
        // How clients are known is a decision and no size: it changes what the firewall has to look at and
        // whether the load balancer has public addresses.
        for spec in specs(Scope::Size).filter(|spec| spec.id != "alb.client_auth") {
            let mut last: Option<(RootCost, DesignDraft)> = None;
            for value in values(&spec.kind, spec) {
                if parse(spec, &value).is_err() {
                    continue;
                }
                let mut draft = base.clone();
                apply(&mut draft, &size(environment, spec.id, value.clone()));
                let Some(checked) = check(&draft).design else { continue };
                let bundle = rendered(&checked);
                let root = Estimate::of(&Survey::of(&mut reader, bundle.files()), &Ground::of(Some(&draft))).roots.swap_remove(environment);
                if let Some((before, old)) = last.replace((root, draft.clone())) {
                    let now = &last.as_ref().unwrap().0;
                    // An edit of a CPU size moves its memory along: every size that changed may be named.
                    let sizes = &draft.environments[environment].sizes;
                    let changed = sizes.iter().filter(|(id, value)| old.environments[environment].sizes.get(*id) != Some(value));
                    let places: Vec<Line> = changed
                        .filter_map(|(id, _)| bundle.line_of_size(draft.environments[environment].name(), id))
                        .map(|(path, line)| Line { path: path.into(), line: u32::try_from(line).unwrap() })
                        .collect();
                    steps += 1;
                    for change in compare(&before, now) {
                        let item = change.shown().unwrap();
                        let names = places.iter().any(|place| item.trace.contains(place)) || item.basis != Basis::Fixed;
                        assert!(names, "{} = {value}: {} {} names none of {places:?}", spec.id, item.address, item.what.en);
                        moving.insert(spec.id);
                        // Classes are not in an order of size, and one without a price cannot be compared.
                        if let Some(amount) = change.amount()
                            && !matches!(spec.kind, Kind::DbClass | Kind::CacheNode)
                            && item.basis == Basis::Fixed
                        {
                            assert!(amount.cents() >= 0, "{} = {value}: {} costs {amount} more", spec.id, item.address);
                        }
                    }
                }
            }
        }
    }
    println!("{steps} steps; sizes that move a line: {moving:?}");
    for id in
        ["api.task_cpu", "api.desired_count", "rds.allocated_storage_gb", "rds.multi_az", "vpc.az_count", "elasticache.num_cache_clusters"]
    {
        assert!(moving.contains(id), "{id} moves nothing");
    }
}

/// Within a family a larger class never costs less, as far as both are priced.
#[test]
fn a_larger_class_of_a_family_never_costs_less() {
    let sizes = ["micro", "small", "medium", "large", "xlarge", "2xlarge", "4xlarge", "8xlarge", "12xlarge", "16xlarge", "24xlarge"];
    let book = Ground::of(None).book;
    let mut pairs = 0;
    for prefix in ["rds.pg.db.", "elasticache.redis.cache.", "elasticache.valkey.cache."] {
        let mut families: BTreeMap<(String, String), BTreeMap<usize, _>> = BTreeMap::new();
        for row in book.rows() {
            let Some(rest) = row.id.strip_prefix(prefix) else { continue };
            let mut parts = rest.split('.');
            let (family, size, zones) = (parts.next().unwrap(), parts.next().unwrap(), parts.next().unwrap_or_default());
            let rank = sizes.iter().position(|known| *known == size).unwrap();
            if let Some(usd) = row.usd {
                families.entry((family.to_owned(), zones.to_owned())).or_default().insert(rank, usd);
            }
        }
        for family in families.values() {
            let prices: Vec<_> = family.values().collect();
            pairs += prices.len() - 1;
            assert!(prices.is_sorted(), "{family:?}");
        }
    }
    println!("{pairs} pairs of classes");
    assert!(pairs > 10);
}

#[test]
fn prices_have_a_date_or_say_how_they_were_computed() {
    let book = Ground::of(None).book;
    let mut rows = 0;
    for row in book.rows() {
        rows += 1;
        assert!(row.usd.is_none() || row.observed.is_some() || !row.source.is_empty() || row.records > 0, "{}", row.id);
        assert!(report::unit_word(&row.unit).en != "units", "{} has the unknown unit {}", row.id, row.unit);
    }
    assert_eq!(rows, design_core::cost::prices::bundled().count());
    assert!(rows > 80);
}

#[test]
fn old_prices_are_marked_beside_a_given_day() {
    use design_core::cost::prices::Age;
    let book = Ground::of(None).book;
    let age = |id: &str, day: &str| book.get(id).unwrap().age(Date::parse(day).unwrap());
    assert_eq!(age("nat.hour", "2026-11-23"), Age::Fresh);
    assert_eq!(age("nat.hour", "2026-12-25"), Age::Old);
    assert_eq!(age("nat.hour", "2027-09-26"), Age::Stale);
    assert_eq!(age("rds.pg.db.m6g.large.single", "2021-03-31"), Age::Stale);
    assert_eq!(age("elasticache.redis.cache.m7g.large", "2026-11-23"), Age::Undated);
}

#[test]
fn a_price_of_2021_is_shown_and_not_counted() {
    let draft = edited(&[size(0, "rds.instance_class", json!("db.m6g.large"))]);
    let estimate = estimate(&mut Reader::new(), &draft);
    let item = estimate.roots[0].fixed().find(|item| item.price == "rds.pg.db.m6g.large.single").unwrap();
    assert_eq!((item.amount, item.usd().is_none()), (Err(Missing::StalePrice), true));
    assert!(item.row.as_ref().unwrap().usd.is_some());
}

/// Whatever is typed: it is kept, explained, and never a panic or a negative sum.
#[test]
fn hostile_statements_are_explained_and_count_as_not_stated() {
    let hostile = [
        json!("-1"),
        json!(-1),
        json!("NaN"),
        json!("inf"),
        json!("1e308"),
        json!(1e308),
        json!("９"),
        json!("1,000"),
        json!([1]),
        json!({ "a": 1 }),
        json!(true),
        json!("99999999999999999999999999"),
        json!("0.0000000000000000000000001"),
        json!("<script>"),
        json!("| x |\n# y"),
    ];
    let mut reader = Reader::new();
    for value in hostile {
        let mut draft = DesignDraft::default();
        for assumption in design_core::assumption::ASSUMPTIONS {
            for place in [None, Some(0), Some(9)] {
                apply(&mut draft, &Edit::Assume { environment: place, id: assumption.id.into(), value: value.clone() });
            }
        }
        apply(&mut draft, &Edit::Assume { environment: Some(0), id: "usage.nothing".into(), value: value.clone() });
        apply(
            &mut draft,
            &Edit::SetPrices(
                [("nat.hour".to_owned(), json!({ "usd": value, "source": value })), ("x|y<z".to_owned(), value.clone())].into(),
            ),
        );
        let back = DesignDraft::from_json(&draft.to_json()).unwrap();
        assert_eq!(back, draft);
        let bundle = rendered(&design(&draft));
        let survey = Survey::of(&mut reader, bundle.files());
        let ground = Ground::of(Some(&draft));
        assert!(ground.problems.len() > 80, "{value}: {}", ground.problems.len());
        let estimate = Estimate::of(&survey, &ground);
        assert_eq!(estimate.roots[0].floor().0.to_string(), "346.35", "{value}");
        assert_eq!(estimate.roots[0].usage_sum().1.priced, 0);
        for lang in [Lang::Ja, Lang::En] {
            let document = report::cost_document(&survey, &ground, lang);
            assert!(!document.contains("<script>") && !document.contains("\n# y"), "{value}");
        }
    }
    // As large as may be written: sums stay sums.
    let mut draft = DesignDraft::default();
    for assumption in design_core::assumption::ASSUMPTIONS.iter().filter(|assumption| assumption.id.starts_with("usage.")) {
        apply(&mut draft, &Edit::Assume { environment: Some(0), id: assumption.id.into(), value: "999999999999.999999".into() });
    }
    let prices = design_core::cost::prices::bundled().map(|row| (row.id, json!("999999.999999999999")));
    apply(&mut draft, &Edit::SetPrices(prices.collect()));
    apply(&mut draft, &assume(None, "money.jpy_per_usd", "999999999999"));
    let estimate = estimate(&mut reader, &draft);
    let (sum, coverage) = estimate.roots[0].usage_sum();
    assert!(sum.cents() > 0 && coverage.priced > 20);
    assert!(report::cost_text(&estimate, None, Lang::En).contains("JPY"));
}

/// Whatever a draft states, it is read or explained in both languages.
#[test]
fn random_statements_are_read_or_explained() {
    let (mut stated, mut explained) = (0, 0);
    for seed in 0..500 {
        let draft = random::wild(seed);
        stated += draft.prices.len()
            + draft.assumptions.len()
            + draft.environments.iter().map(|environment| environment.assumptions.len()).sum::<usize>();
        let ground = Ground::of(Some(&draft));
        explained += ground.problems.len();
        assert!(ground.problems.iter().all(|problem| !problem.ja.is_empty() && !problem.en.is_empty()), "seed {seed}");
    }
    println!("{explained} of {stated} random statements cannot be used and say why");
    assert!(explained > 100 && explained < stated, "the generator must make both kinds");
}
