//! A larger size never costs less.

use std::collections::{BTreeMap, BTreeSet};

use design_core::cost::{Basis, Estimate, Ground, RootCost, compare};
use design_core::plan::{Line, Reader};
use design_core::{DesignDraft, Kind, Scope, Survey, Value, apply, check, parse, specs};
use sekkei_tests::draft::{edited, size};
use sekkei_tests::folder::rendered;
use serde_json::json;

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
        for spec in specs(Scope::Size) {
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
                        // How clients are known is a decision and no size: no value of it is more than another.
                        // A rule of the firewall that is not there has no line that could name it.
                        let is_decision = spec.id == "alb.client_auth";
                        let is_gone = is_decision && item.price == "waf.rule";
                        let names = is_gone || item.basis != Basis::Fixed || places.iter().any(|place| item.trace.contains(place));
                        assert!(names, "{} = {value}: {} {} names none of {places:?}", spec.id, item.address, item.what.en);
                        moving.insert(spec.id);
                        // Classes are not in an order of size, and one without a price cannot be compared.
                        if let Some(amount) = change.amount()
                            && !matches!(spec.kind, Kind::DbClass | Kind::CacheNode)
                            && item.basis == Basis::Fixed
                            && !is_decision
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
