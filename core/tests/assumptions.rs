//! What a design states besides its files: it is kept whatever it is, and drafts without it load as before.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a broken expectation must stop a test")]

use design_core::assumption::{ASSUMPTIONS, About};
use design_core::{DesignDraft, Edit, apply, check};
use serde_json::{Value, json};

fn assume(environment: Option<usize>, id: &str, value: Value) -> Edit {
    Edit::Assume { environment, id: id.into(), value }
}

fn edited(edits: &[Edit]) -> DesignDraft {
    let mut draft = DesignDraft::default();
    for edit in edits {
        apply(&mut draft, edit);
    }
    draft
}

#[test]
fn a_draft_without_statements_is_written_as_before_and_one_with_them_comes_back() {
    let plain = DesignDraft::default().to_json();
    assert!(!plain.contains("assumptions") && !plain.contains("prices"));
    let draft = edited(&[
        assume(None, "money.jpy_per_usd", json!("150.25")),
        assume(Some(2), "usage.nat_gb", json!(12)),
        Edit::SetPrices([("nat.hour".to_owned(), json!("0.07"))].into()),
    ]);
    assert_eq!(DesignDraft::from_json(&draft.to_json()).unwrap(), draft);
    // The checked design keeps them for the files: the bundle's design says what its documents stand on.
    let checked = check(&draft).design.unwrap();
    assert_eq!((checked.draft().assumptions.len(), checked.draft().prices.len()), (1, 1));
    assert_eq!(checked.draft().environments[2].assumptions["usage.nat_gb"], json!(12));
}

#[test]
fn null_takes_a_statement_back_and_a_place_that_is_not_there_changes_nothing() {
    let price = |value| Edit::SetPrices([("nat.hour".to_owned(), value)].into());
    let back = edited(&[
        assume(Some(0), "usage.nat_gb", json!("5")),
        assume(Some(0), "usage.nat_gb", Value::Null),
        price(json!("0.07")),
        price(Value::Null),
        assume(Some(9), "usage.nat_gb", json!("5")),
    ]);
    assert_eq!(back, DesignDraft::default());
}

#[test]
fn a_copied_environment_takes_its_statements_along() {
    let draft = edited(&[assume(Some(1), "load.requests_per_second", json!("20")), Edit::AddEnvironment { like: 1 }]);
    assert_eq!(draft.environments[2].assumptions, draft.environments[1].assumptions);
}

#[test]
fn statements_of_another_shape_are_refused_with_a_reason() {
    let text = DesignDraft::default().to_json().replacen("\"base\": \"dev\"", "\"assumptions\": [1], \"base\": \"dev\"", 1);
    assert!(DesignDraft::from_json(&text).unwrap_err().what().en.contains("`assumptions` of an environment must be an object"));
}

#[test]
fn every_assumption_has_an_id_of_its_own_both_languages_and_a_range_that_is_one() {
    let mut ids: Vec<&str> = ASSUMPTIONS.iter().map(|assumption| assumption.id).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), ASSUMPTIONS.len());
    for assumption in ASSUMPTIONS {
        for text in [assumption.label, assumption.help] {
            assert!(!text.ja.is_empty() && !text.en.is_empty(), "{}", assumption.id);
        }
        let prefix = match assumption.about {
            About::Usage => "usage.",
            About::Load => "load.",
            About::Project => "",
        };
        assert!(assumption.id.starts_with(prefix));
        if let Some((low, high)) = assumption.range {
            assert!(low.parse::<f64>().unwrap() <= high.parse::<f64>().unwrap(), "{}", assumption.id);
        }
    }
}
