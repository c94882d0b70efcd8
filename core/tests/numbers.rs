//! A number of a foreign design is the same after it was written and read, however many digits it has.

#![allow(clippy::unwrap_used, reason = "a broken expectation must stop a test")]

use design_core::{DesignDraft, Edit, apply};
use serde_json::Value;

/// The draft of a file that states this number, and what became of the number.
fn draft_with(number: &str) -> (DesignDraft, Value) {
    let text = format!(r#"{{"schema_version":1,"assumptions":{{"money.jpy_per_usd":{number}}},"attestations":[{{"x":[{number}]}}]}}"#);
    let draft = DesignDraft::from_json(&text).unwrap();
    let kept = draft.assumptions.get("money.jpy_per_usd").cloned().unwrap();
    (draft, kept)
}

fn comes_back(number: &str) {
    let (draft, _) = draft_with(number);
    assert_eq!(DesignDraft::from_json(&draft.to_json()).unwrap(), draft, "{number} in a file");
    assert_eq!(DesignDraft::from_compact(&draft.to_compact()).unwrap(), draft, "{number} in a link");
}

#[test]
fn a_number_of_64_digits_was_another_one_after_it_was_written_and_read() {
    for number in [
        "5111111111111111111111111111111111111111111111111111111111111112",
        "5e-324",
        "1.7976931348623157e308",
        "0.30000000000000004",
        "-0.0",
    ] {
        comes_back(number);
    }
}

#[test]
fn any_number_comes_back() {
    // Steps of the golden ratio visit all magnitudes.
    let bits = (1..500_u64).map(|step| step.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    bits.map(f64::from_bits).filter(|number| number.is_finite()).for_each(|number| comes_back(&format!("{number:e}")));
}

#[test]
fn whole_numbers_stay_numbers_and_fractions_are_kept_as_text() {
    for (number, wanted) in [
        ("155", Value::from(155)),
        ("155.5", Value::from("155.5")),
        ("-3", Value::from(-3)),
        ("18446744073709551615", Value::from(u64::MAX)),
    ] {
        assert_eq!(draft_with(number).1, wanted, "{number}");
    }
}

#[test]
fn an_edit_leaves_no_number_that_a_file_would_change() {
    let mut draft = DesignDraft::default();
    apply(&mut draft, &Edit::SetSize { environment: 0, id: "rds.allocated_storage_gb".into(), value: Value::from(0.1 + 0.2) });
    assert_eq!(DesignDraft::from_json(&draft.to_json()).unwrap(), draft);
}
