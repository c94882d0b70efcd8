//! Sums of the default design, worked out by hand.

use design_core::cost::Missing;
use design_core::plan::Reader;
use design_core::{DesignDraft, Edit};
use sekkei_tests::draft::edited;
use serde_json::json;

use crate::{estimate, floor};

/// Plain numbers, by hand: micro-dollars as integers, so that the test has no float either.
pub(crate) fn dollars(micro: &[u64]) -> String {
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
        17 * 100_000,            // alarms on one metric: ALB 5xx, API 5xx, slow answers, two target groups, WAF, certificate,
        // NAT ports, ECS CPU and memory, five of RDS, cache memory and CPU
        4 * 100_000, // two alarms of the rollback on two metrics each
        6 * 100_000, // auto scaling: two on CPU, two on a formula of two metrics
    ]);
    // Dashboard and Container Insights have no price, nor have the two alarms in us-east-1: prices are Tokyo's.
    assert_eq!(floor(&estimate.roots[0]), (wanted, 37, 41));
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
        26 * 100_000,                // alarms: as in dev, one more ECS service (2), cache node (2) and NAT gateway, two queues (4)
        4 * 100_000,                 // rollback
        8 * 100_000,                 // auto scaling: as in dev, two more on the worker's CPU
    ]);
    assert_eq!(floor(&estimate.roots[1]), (wanted, 42, 46));
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
        26 * 100_000,          // alarms
        4 * 100_000,           // rollback
        8 * 100_000,           // auto scaling
    ];
    let bundled = estimate(&mut reader, &DesignDraft::default());
    assert_eq!(floor(&bundled.roots[2]), (dollars(&without), 41, 46));
    let database = bundled.roots[2].fixed().find(|item| item.price == "rds.pg.db.m7g.large.multi").unwrap();
    assert_eq!(database.amount, Err(Missing::Price));
    // The price that a user types makes the sum whole but for the four that stay without one.
    let typed = edited(&[Edit::SetPrices([("rds.pg.db.m7g.large.multi".to_owned(), json!("0.5"))].into())]);
    let typed = estimate(&mut reader, &typed);
    assert_eq!(floor(&typed.roots[2]), (dollars(&[&without[..], &[730 * 500_000]].concat()), 42, 46));
}

#[test]
fn the_account_by_hand() {
    let estimate = estimate(&mut Reader::new(), &DesignDraft::default());
    let wanted = dollars(&[
        14 * 100_000,  // one alarm for each of fourteen kinds of event
        2 * 100_000,   // bounces and complaints of the account's mail
        3 * 1_000_000, // keys in Tokyo: state, trail, backup; the one in Osaka has no price here
        500_000,       // hosted zone
    ]);
    assert_eq!(floor(&estimate.roots[3]), (wanted, 6, 7));
}
