//! Prices: where they are from, and how old they are.

use design_core::cost::{Ground, Missing};
use design_core::plan::Reader;
use design_core::{Date, report};
use sekkei_tests::draft::{edited, size};
use serde_json::json;

use crate::estimate;

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
