//! Presets: legal, without a repair on the way, one step from anywhere, and they touch sizes alone.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a broken expectation must stop a test")]

use design_core::{Base, DesignDraft, EnvironmentDraft, PRESETS, Scope, apply, check, find_preset, find_spec};

#[test]
fn every_preset_is_a_right_design_and_says_no_more_than_the_default_does() {
    let default: Vec<_> = check(&DesignDraft::default()).issues.into_iter().map(|issue| issue.rule).collect();
    for preset in PRESETS {
        let checked = check(&preset.draft());
        assert!(checked.design.is_some(), "{}: {:#?}", preset.id, checked.issues);
        let more: Vec<_> = checked.issues.iter().filter(|issue| !default.contains(&issue.rule)).collect();
        assert!(more.is_empty(), "{}: {more:#?}", preset.id);
        for text in [preset.label, preset.purpose] {
            assert!(!text.ja.is_empty() && !text.en.is_empty());
        }
    }
}

#[test]
fn the_founding_plan_is_the_default_design() {
    let preset = find_preset("founding-plan").unwrap();
    assert_eq!(preset.draft(), DesignDraft::default());
    assert_eq!(preset.edits(&DesignDraft::default()), []);
}

#[test]
fn a_preset_is_reached_from_any_other_without_a_repair_and_keeps_names_and_blocks() {
    for from in PRESETS {
        for to in PRESETS {
            let mut draft = from.draft();
            draft.project.insert("name".to_owned(), "mine".into());
            draft.environments[1].settings.insert("name".to_owned(), "verify".into());
            draft.environments[1].sizes.insert("vpc.cidr".to_owned(), "10.99.0.0/16".into());
            let mut expected = draft.clone();
            for (target, source) in expected.environments.iter_mut().zip(to.draft().environments) {
                let block = target.sizes["vpc.cidr"].clone();
                target.sizes = source.sizes;
                target.sizes.insert("vpc.cidr".to_owned(), block);
            }
            for edit in to.edits(&draft.clone()) {
                assert_eq!(apply(&mut draft, &edit), [], "{edit:?}");
            }
            assert_eq!(draft, expected, "{} to {}", from.id, to.id);
            assert_eq!(to.edits(&draft), [], "{} twice", to.id);
        }
    }
}

#[test]
fn every_environment_takes_the_column_of_its_base() {
    let mut draft =
        DesignDraft { environments: vec![EnvironmentDraft::new(Base::Prod), EnvironmentDraft::new(Base::Dev)], ..Default::default() };
    for edit in find_preset("hospital-group").unwrap().edits(&draft) {
        apply(&mut draft, &edit);
    }
    let zones = |index: usize| draft.environments[index].sizes["vpc.az_count"].as_i64();
    assert_eq!((zones(0), zones(1)), (Some(3), Some(2)));
    assert!(find_spec(Scope::Size, "vpc.az_count").is_some());
}
