//! A comparison never says nothing without a reason: it is empty exactly where no file differs, and every file is in it
//! once, as new, gone, changed or the same.

use std::collections::BTreeSet;

use design_core::comparison::{FileChange, Side, compare};
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
