//! 500 random drafts explain themselves and never panic; 500 valid ones give a bundle that parses.

use design_core::{Level, check};
use infra_templates::{Bundle, Templates};
use sekkei_tests::folder::design;
use sekkei_tests::random;

const DESIGNS: u64 = 500;

#[test]
fn five_hundred_random_drafts_explain_themselves() {
    let mut wrong = 0;
    for seed in 0..DESIGNS {
        let draft = random::wild(seed);
        let checked = check(&draft);
        let errors = checked.errors().count();
        assert_eq!(checked.design.is_none(), errors > 0, "seed {seed}");
        wrong += u64::from(errors > 0);
        for issue in &checked.issues {
            for words in [&issue.what, &issue.why, &issue.fix] {
                assert!(!words.ja.trim().is_empty() && !words.en.trim().is_empty(), "seed {seed}: {issue:?}");
            }
        }
        // Whatever it holds, a draft is stored and read back without loss.
        let back = design_core::DesignDraft::from_json(&draft.to_json()).unwrap();
        assert_eq!(back, draft, "seed {seed}");
    }
    println!("{wrong} of {DESIGNS} random drafts are wrong and say why");
    assert!(wrong > DESIGNS / 2 && wrong < DESIGNS, "the generator must make both kinds");
}

#[test]
fn five_hundred_valid_designs_give_bundles_that_parse_and_repeat() {
    let mut environments = 0;
    for seed in 0..DESIGNS {
        let draft = random::valid(seed);
        let checked = check(&draft);
        assert!(checked.issues.iter().all(|issue| issue.level == Level::Notice), "seed {seed}");
        let render = || Bundle::render_with(Templates::embedded(), &design(&draft));
        let bundle = render();
        assert_eq!(bundle, render(), "seed {seed}");
        environments += draft.environments.len();
        for (path, text) in bundle.files().iter().filter(|(path, _)| path.ends_with(".tfvars") || path.ends_with("backend.tf")) {
            hcl::from_str::<hcl::Body>(text).unwrap_or_else(|error| panic!("seed {seed} {path}: {error}"));
        }
    }
    println!("{DESIGNS} valid designs with {environments} environments parse back");
}

#[test]
fn random_designs_differ() {
    let mut texts: Vec<String> = (0..100).map(|seed| random::valid(seed).to_json()).collect();
    texts.sort();
    texts.dedup();
    assert!(texts.len() > 95);
}
