//! Bundles of either language.

use std::collections::BTreeSet;

use design_core::plan::Reader;
use design_core::{DesignDraft, Edit, Lang, Scope, Survey, apply, check, is_report, specs};
use infra_templates::Bundle;
use sekkei_tests::folder::design;
use sekkei_tests::random;
use sekkei_tests::texts::has_japanese;
use serde_json::json;

use crate::{bundle, documents, unmarked, without_clauses};

/// Files that exist once and speak: their words are in the bundle's language.
fn speaks(path: &str) -> bool {
    let is_picture = path.starts_with("infra/docs/diagrams/");
    is_picture
        || path.ends_with(".tfvars")
        || ["infra/docs/compliance.csv", "infra/docs/compliance.sarif.json", "infra/sekkei.schema.json"].contains(&path)
}

/// Files that say which design made the bundle, and which bytes it has.
const OF_THE_BUNDLE: [&str; 2] = ["infra/sekkei.json", "infra/sekkei.manifest.json"];

#[test]
fn bundles_of_both_languages_hold_the_same_but_for_words() {
    for draft in [DesignDraft::default(), random::valid(5)] {
        let [ja, en] = Lang::ALL.map(|lang| bundle(&draft, lang));
        let paths = |bundle: &Bundle| -> BTreeSet<String> { bundle.files().keys().map(|path| unmarked(path)).collect() };
        assert_eq!(paths(&ja), paths(&en));
        assert_eq!(ja.files().len(), en.files().len());
        let reports = |bundle: &Bundle| -> BTreeSet<String> {
            bundle.files().keys().filter(|path| is_report(path)).map(|path| unmarked(path)).collect()
        };
        assert_eq!(reports(&ja), reports(&en));
        assert!(reports(&ja).len() > 30 && ja.files().keys().filter(|path| is_report(path)).count() > reports(&ja).len());
        let mut spoken = 0;
        for (path, text) in ja.files().iter().filter(|(path, _)| !path.ends_with(".md") && !OF_THE_BUNDLE.contains(&path.as_str())) {
            let other = en.get(path).unwrap();
            if !speaks(path) {
                assert!(text == other, "{path}");
                continue;
            }
            spoken += 1;
            // What a person typed as tags is his own.
            let is_ours = |line: &str| !path.ends_with(".tfvars") || line.starts_with('#');
            let in_japanese = |text: &str| text.lines().any(|line| is_ours(line) && has_japanese(line));
            assert!(in_japanese(text) && !in_japanese(&without_clauses(other)), "{path}");
            assert!(!path.ends_with(".tfvars") || text.lines().count() == other.lines().count(), "{path}");
        }
        assert!(spoken > 20);
        // What is judged and planned is said in words, and is no matter of them.
        let verdicts = |bundle: &Bundle| {
            let survey = Survey::of(&mut Reader::new(), bundle.files());
            let assessment = survey.assess(bundle.files(), None);
            let verdicts = assessment.verdicts().into_iter();
            verdicts.map(|((control, name), verdict)| (control, name.to_owned(), verdict)).collect::<Vec<_>>()
        };
        assert_eq!(verdicts(&ja), verdicts(&en));
        for environment in design(&draft).environments {
            let name = &environment.settings.name;
            for spec in specs(Scope::Size) {
                assert_eq!(ja.line_of_size(name, spec.id), en.line_of_size(name, spec.id));
            }
        }
    }
}

/// A document of one bundle is, under another name, that of the other bundle.
#[test]
fn documents_are_the_same_text_in_both_bundles() {
    let [ja, en] = Lang::ALL.map(|lang| bundle(&DesignDraft::default(), lang));
    let (of_ja, of_en) = (documents(&ja, Lang::Ja), documents(&en, Lang::En));
    assert_eq!(of_ja.keys().collect::<Vec<_>>(), of_en.keys().collect::<Vec<_>>());
    for (name, texts) in &of_ja {
        for (one, other) in texts.iter().zip(&of_en[name]) {
            assert_eq!(unmarked(one), unmarked(other), "{name}");
        }
    }
}

/// Designs and links of the time before the language mean Japanese.
#[test]
fn a_design_without_a_language_is_japanese() {
    let mut draft = DesignDraft::default();
    draft.project.remove("language");
    assert_eq!(Bundle::render(&design(&draft)), Bundle::render(&design(&DesignDraft::default())));
    for wrong in [json!("fr"), json!(""), json!("JA"), json!(null), json!(7), json!(["en"])] {
        apply(&mut draft, &Edit::SetProject { id: "language".into(), value: wrong.clone() });
        assert!(check(&draft).design.is_none(), "{wrong}");
    }
}

/// Names of documents that a person typed stay as typed.
#[test]
fn what_is_typed_is_not_renamed() {
    for typed in ["`FIRST_TIME.md` [x](README.md) README.en.md", "](COST.md)", "`*_DRAFT.en.md`"] {
        let mut draft = DesignDraft::default();
        apply(&mut draft, &Edit::SetProject { id: "title".into(), value: json!(typed) });
        let heading =
            |lang| documents(&bundle(&draft, lang), lang)["infra/README.md"].clone().map(|text| text.lines().next().unwrap().to_owned());
        assert_eq!(heading(Lang::Ja), heading(Lang::En), "{typed}");
    }
}
