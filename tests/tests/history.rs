//! Steps of the history: whatever was edited, every step can be taken back and made again, also after it
//! was kept as JSON, and the first draft comes back byte for byte.

use design_core::{DesignDraft, Edit, PRESETS, Step, apply};
use sekkei_tests::random;
use serde_json::json;

const EDITS: u64 = 1000;

fn kept(step: &Step) -> Step {
    let text = step.to_raw().to_string();
    Step::from_raw(&serde_json::from_str(&text).unwrap()).unwrap()
}

#[test]
fn a_thousand_edits_are_taken_back_and_made_again() {
    let first = DesignDraft::default();
    let mut draft = first.clone();
    let mut steps = Vec::new();
    let mut bytes = 0;
    for seed in 0..EDITS {
        let next = if seed % 50 == 49 { random::wild(seed) } else { random::step(&draft, seed) };
        let step = Step::between(&draft, &next);
        assert_eq!(step.is_empty(), draft == next, "seed {seed}");
        bytes += step.to_raw().to_string().len();
        steps.push(kept(&step));
        draft = next;
    }
    let last = draft.clone();
    for step in steps.iter().rev() {
        assert!(step.back(&mut draft));
    }
    assert_eq!(draft.to_json(), first.to_json());
    for step in &steps {
        assert!(step.forward(&mut draft));
    }
    assert_eq!(draft.to_json(), last.to_json());
    println!("{EDITS} steps: {} bytes each on average", bytes as u64 / EDITS);
}

#[test]
fn a_step_that_does_not_fit_changes_nothing() {
    let first = DesignDraft::default();
    let mut second = first.clone();
    apply(&mut second, &Edit::SetSize { environment: 2, id: "rds.backup_retention_days".into(), value: json!(30) });
    let step = Step::between(&first, &second);
    let mut other = first.clone();
    assert!(!step.back(&mut other));
    assert_eq!(other, first);
    let mut preset = PRESETS[1].draft();
    let before = preset.clone();
    let list = Step::between(&random::wild(3), &random::wild(4));
    assert!(!list.back(&mut preset));
    assert_eq!(preset, before);
}

#[test]
fn what_is_no_step_is_refused() {
    for raw in [
        json!(null),
        json!([{}]),
        json!([{ "in": "sizes", "id": "x" }]),
        json!([{ "in": "elsewhere", "id": "x" }]),
        json!([{ "in": "environments", "from": [] }]),
    ] {
        assert_eq!(Step::from_raw(&raw), None, "{raw}");
    }
}
