//! A comparison never says nothing without a reason: it is empty exactly where no file differs, and every file is in it
//! once, as new, gone, changed or the same.

use std::collections::BTreeSet;

use design_core::comparison::{FileChange, Side, compare};
use design_core::difference::{difference, names};
use design_core::plan::Reader;
use design_core::{DesignDraft, Survey, is_report};
use infra_templates::{Bundle, Templates};
use sekkei_tests::folder::design;
use sekkei_tests::random;

const MANIFEST: &str = "infra/sekkei.manifest.json";

#[test]
fn a_comparison_is_empty_exactly_where_nothing_differs() {
    let drafts: Vec<DesignDraft> = std::iter::once(DesignDraft::default()).chain((0..4).map(random::valid)).collect();
    let bundles: Vec<Bundle> = drafts.iter().map(|draft| Bundle::render_with(Templates::embedded(), &design(draft))).collect();
    let mut reader = Reader::new();
    let surveys: Vec<Survey> = bundles.iter().map(|bundle| Survey::of(&mut reader, bundle.files())).collect();
    let assessments: Vec<_> = bundles.iter().zip(&surveys).map(|(bundle, survey)| survey.assess(bundle.files(), None)).collect();
    for a in 0..bundles.len() {
        for b in 0..bundles.len() {
            let side = |at: usize| Side { files: bundles[at].files(), survey: &surveys[at], assessment: &assessments[at] };
            let found = compare(side(a), side(b));
            let (old, new) = (bundles[a].files(), bundles[b].files());
            let all: BTreeSet<&String> = old.keys().chain(new.keys()).filter(|path| *path != MANIFEST && !is_report(path)).collect();
            for (path, change) in &found.files {
                let expected = match (old.get(path), new.get(path)) {
                    (None, Some(_)) => FileChange::Added,
                    (Some(_), None) => FileChange::Removed,
                    (Some(_), Some(_)) => FileChange::Changed,
                    (None, None) => panic!("{path} is in neither"),
                };
                assert_eq!(*change, expected, "{path}");
            }
            assert_eq!(found.files.len() + found.same_files, all.len(), "{a} and {b}");
            let equal = all.iter().all(|path| old.get(*path) == new.get(*path));
            assert_eq!(found.is_empty(), equal, "{a} and {b}");
            assert_eq!(equal, a == b);
        }
    }
}

#[test]
fn a_policy_that_differs_is_told_by_what_differs_in_it() {
    let bundle = Bundle::render_with(Templates::embedded(), &design(&DesignDraft::default()));
    let survey = Survey::of(&mut Reader::new(), bundle.files());
    let [_, stg, prod] = survey.environments.as_slice() else { panic!("three environments") };
    let (stg, prod) = (&stg.plan, &prod.plan);
    let found = difference(stg, prod, &names(stg, prod));
    let arguments: Vec<_> =
        found.changed.iter().flat_map(|changed| changed.arguments.iter().map(|argument| (&changed.address, argument))).collect();
    let of = |wanted: &str| arguments.iter().filter(|(address, _)| *address == wanted).map(|(_, argument)| *argument).collect::<Vec<_>>();
    let kept = of("module.cicd.aws_ecr_lifecycle_policy.this[\"api\"]");
    let shown: Vec<_> = kept.iter().map(|argument| (argument.path.as_str(), argument.from.as_deref(), argument.to.as_deref())).collect();
    let wanted = [
        ("policy.rules.2.description", Some("\"Keep the newest 20\""), Some("\"Keep the newest 50\"")),
        ("policy.rules.2.selection.countNumber", Some("20"), Some("50")),
    ];
    assert_eq!(shown, wanted);
    for (address, argument) in arguments {
        for side in [&argument.from, &argument.to].into_iter().flatten() {
            assert!(side.len() < 120, "{address} {}: {side}", argument.path);
        }
        assert_ne!(argument.from, argument.to, "{address} {}: a difference is seen", argument.path);
    }
}

#[test]
fn a_name_that_holds_that_of_an_environment_by_chance_is_no_difference() {
    let bundle = Bundle::render_with(Templates::embedded(), &design(&DesignDraft::default()));
    let survey = Survey::of(&mut Reader::new(), bundle.files());
    for (from, to) in survey.environments.iter().zip(&survey.environments[1..]) {
        let found = difference(&from.plan, &to.plan, &names(&from.plan, &to.plan));
        // `stg` stands in `postgres`.
        let named: Vec<_> = found
            .changed
            .iter()
            .filter(|changed| {
                changed
                    .arguments
                    .iter()
                    .any(|argument| [&argument.from, &argument.to].into_iter().flatten().any(|side| side.contains("postgres")))
            })
            .map(|changed| &changed.address)
            .collect();
        assert!(named.is_empty(), "{} and {}: {named:?}", from.name, to.name);
    }
}
