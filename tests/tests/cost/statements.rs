//! What people state: use, prices, exchange rates.

use design_core::cost::{Estimate, Ground};
use design_core::plan::Reader;
use design_core::{Date, DesignDraft, Edit, Lang, Survey, apply, report};
use sekkei_tests::draft::edited;
use sekkei_tests::folder::{design, rendered};
use sekkei_tests::random;
use serde_json::json;

use crate::by_hand::dollars;
use crate::{assume, estimate};

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
    assert_eq!((sum.decimal(), coverage.priced), (wanted, 8));
    let (sum, coverage) = estimate.roots[3].usage_sum();
    assert_eq!((sum.decimal(), coverage.priced), (dollars(&[20 * 100_000]), 1)); // 2 million events: 20 x 0.10
    assert_eq!(estimate.roots[0].usage_sum().1.priced, 0);
    let text = report::cost_text(&estimate, Date::parse("2026-11-23"), Lang::En);
    assert!(text.contains("stg: ") && text.contains("by use: – (0 of"), "{text}");
    assert_eq!(estimate.rate.unwrap().yen.to_string(), "150.25");
    assert!(report::cost_document(&Survey::default(), &Ground::of(Some(&stated)), Lang::Ja).contains("1 USD = 150.25 JPY (2026-11-20)"));
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
        assert_eq!(back, draft, "{value}");
        let bundle = rendered(&design(&draft));
        let survey = Survey::of(&mut reader, bundle.files());
        let ground = Ground::of(Some(&draft));
        assert!(ground.problems.len() > 80, "{value}: {}", ground.problems.len());
        let estimate = Estimate::of(&survey, &ground);
        assert_eq!(estimate.roots[0].floor().0.to_string(), "346.75", "{value}");
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
