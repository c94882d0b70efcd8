//! What people decided: whom it concerns, until when, and that it never hides anything.

use std::collections::BTreeMap;

use design_core::compliance::{Assessment, FindingLevel, Reason, Verdict};
use design_core::plan::Reader;
use design_core::{Date, Decision, DecisionKind, DesignDraft, Edit, Lang, Level, Survey, apply, check, decisions, report};
use infra_templates::Bundle;
use sekkei_tests::compliance::{case, files};
use sekkei_tests::draft::edited;
use sekkei_tests::folder::design;
use sekkei_tests::random;

const DAY: &str = "2026-11-23";

fn waiver(control: &str, environment: Option<&str>, until: &str) -> Edit {
    Edit::Decide(Decision::new(DecisionKind::Waiver, control, environment, "山田 花子", until, "閉域網へ移行中").unwrap())
}

fn attestation(control: &str, environment: Option<&str>) -> Edit {
    Edit::Decide(Decision::new(DecisionKind::Attestation, control, environment, "Sato", DAY, "drill done").unwrap())
}

fn judged_draft(draft: &DesignDraft) -> Assessment {
    let files = files(draft);
    Survey::of(&mut Reader::new(), &files).assess(&files, None)
}

/// The verdicts on the default design with decisions, on a day.
fn judged(edits: &[Edit], today: Option<&str>) -> Assessment {
    let files = files(&edited(edits));
    Survey::of(&mut Reader::new(), &files).assess(&files, today.map(|day| Date::parse(day).unwrap()))
}

fn reasons(assessment: &Assessment) -> Vec<(&str, Reason)> {
    assessment.set_aside.iter().map(|aside| (aside.decision.control.as_str(), aside.reason)).collect()
}

#[test]
fn a_waiver_counts_until_its_last_day_and_then_the_finding_is_back() {
    let edits = [waiver("TLS-09", Some("prod"), DAY)];
    let fails = Verdict::Fails(FindingLevel::Error);
    for (today, verdict, aside) in [
        (None, Verdict::Waived, vec![]),
        (Some("2026-11-22"), Verdict::Waived, vec![]),
        (Some(DAY), Verdict::Waived, vec![]),
        (Some("2026-11-24"), fails, vec![("TLS-09", Reason::Expired)]),
    ] {
        let assessment = judged(&edits, today);
        assert_eq!(assessment.verdict("TLS-09", 2), Some(verdict), "{today:?}");
        assert_eq!(assessment.find("TLS-09", 2).unwrap().found, fails, "the files say the same");
        assert_eq!(reasons(&assessment), aside, "{today:?}");
    }
    let other = judged(&edits, None);
    assert_eq!(other.verdict("TLS-09", 1), judged(&[], None).verdict("TLS-09", 1), "another environment is not concerned");
}

#[test]
fn a_confirmation_counts_from_its_day_where_the_duty_is_asked_for() {
    let edits = [attestation("OPS-03", None)];
    let assessment = judged(&edits, Some(DAY));
    let verdicts: Vec<_> = (0..3).map(|index| assessment.verdict("OPS-03", index).unwrap()).collect();
    assert_eq!(verdicts, [Verdict::NotApplicable, Verdict::NotApplicable, Verdict::Confirmed]);
    let early = judged(&edits, Some("2026-11-22"));
    assert_eq!(early.verdict("OPS-03", 2), Some(Verdict::ToConfirm(FindingLevel::Error)));
    assert_eq!(reasons(&early), [("OPS-03", Reason::Future)]);
}

#[test]
fn a_decision_about_the_environment_goes_before_one_about_all() {
    let assessment = judged(&[waiver("TLS-09", None, "2027-01-01"), waiver("TLS-09", Some("prod"), "2027-02-02")], None);
    let day = |index| assessment.find("TLS-09", index).unwrap().decision.as_ref().unwrap().day.to_string();
    assert_eq!((day(1).as_str(), day(2).as_str()), ("2027-01-01", "2027-02-02"));
}

#[test]
fn what_counts_for_nothing_is_kept_and_named() {
    let edits = [
        waiver("XYZ-99", None, DAY),
        waiver("TLS-09", Some("nowhere"), DAY),
        waiver("ENC-01", None, DAY),
        attestation("ENC-01", Some("prod")),
    ];
    let kept = edited(&edits);
    let checked = check(&kept);
    let design = checked.design.clone().expect("it blocks nothing");
    assert_eq!(decisions(design.draft()).len(), 4);
    let rules: Vec<_> =
        checked.issues.iter().filter(|issue| issue.rule.starts_with("decision.")).map(|issue| (issue.rule, issue.level)).collect();
    let notices = ["decision.control", "decision.environment", "decision.kind"].map(|rule| (rule, Level::Notice));
    assert_eq!(rules, notices);
    let assessment = judged(&edits, None);
    let expected =
        [("ENC-01", Reason::NotNeeded), ("XYZ-99", Reason::NoControl), ("TLS-09", Reason::NoEnvironment), ("ENC-01", Reason::NotNeeded)];
    assert_eq!(reasons(&assessment), expected);
    assert_eq!(assessment.verdicts(), judged(&[], None).verdicts());
}

#[test]
fn an_entry_that_cannot_be_read_blocks_and_is_mended_by_taking_it_back() {
    for entry in [
        r#"{ "control": "TLS-09", "person": "A", "until": "someday", "reason": "R" }"#,
        r#"{ "control": "TLS-09", "person": "A", "until": "2027-01-01", "reason": "line\nbreak" }"#,
        r#"{ "person": "A" }"#,
        "{}",
    ] {
        let text = DesignDraft::default().to_json().replacen('{', &format!("{{ \"waivers\": [{entry}],"), 1);
        let mut draft = DesignDraft::from_json(&text).unwrap();
        assert_eq!(DesignDraft::from_json(&draft.to_json()).unwrap(), draft, "it is never lost");
        let checked = check(&draft);
        let issue = checked.errors().next().unwrap_or_else(|| panic!("{entry} passes"));
        assert_eq!(issue.rule, "decision.form");
        for edit in &issue.repair {
            apply(&mut draft, edit);
        }
        assert!(check(&draft).design.is_some() && draft == DesignDraft::default(), "{entry}");
    }
}

#[test]
fn two_entries_about_the_same_are_named_and_the_first_counts() {
    let mut draft = edited(&[waiver("TLS-09", Some("prod"), DAY)]);
    draft.waivers.extend(draft.waivers.clone());
    let checked = check(&draft);
    assert!(checked.design.is_some());
    let issue = checked.issues.iter().find(|issue| issue.rule == "decision.twice").expect("it is named");
    assert!(issue.repair.is_empty(), "retracting would take both");
}

#[test]
fn decisions_follow_their_environment_and_are_replaced_not_doubled() {
    let mut draft =
        edited(&[waiver("TLS-09", Some("prod"), DAY), waiver("TLS-09", Some("prod"), "2027-03-31"), waiver("TLS-09", None, DAY)]);
    assert_eq!(draft.waivers.len(), 2);
    for name in ["pro", "live"] {
        apply(&mut draft, &Edit::SetEnvironment { environment: 2, id: "name".into(), value: name.into() });
    }
    let names: Vec<_> = decisions(&draft).into_iter().map(|decision| (decision.environment, decision.day.to_string())).collect();
    assert_eq!(names, [(Some("live".to_owned()), "2027-03-31".to_owned()), (None, DAY.to_owned())]);
    apply(&mut draft, &Edit::Retract { kind: DecisionKind::Waiver, control: "TLS-09".into(), environment: Some("live".into()) });
    apply(&mut draft, &Edit::Retract { kind: DecisionKind::Waiver, control: "TLS-09".into(), environment: None });
    assert_eq!(draft.waivers, Vec::new());
}

/// Whatever is decided about random designs: the files say the same as before, and only a failure becomes
/// waived, and only a duty confirmed or waived.
#[test]
fn decisions_change_no_more_than_they_may() {
    let mut changed = 0;
    for seed in 0..6 {
        let mut draft = random::valid(seed);
        let plain = judged_draft(&draft);
        let names: Vec<String> = plain.environments.clone();
        let controls: Vec<&str> = plain.controls.iter().map(|assessed| assessed.control.id).collect();
        for n in 0..12_usize {
            let mut pick = usize::try_from(seed).unwrap() * 7919 + n * 104_729;
            let mut next = |most: usize| {
                pick = pick.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                (pick >> 33) % most
            };
            let kind = if next(2) == 0 { DecisionKind::Waiver } else { DecisionKind::Attestation };
            let environment = (next(2) == 0).then(|| names[next(names.len())].as_str());
            let control = controls[next(controls.len())];
            apply(&mut draft, &Edit::Decide(Decision::new(kind, control, environment, "A", DAY, "because").unwrap()));
        }
        let decided = judged_draft(&draft);
        for (before, after) in plain.controls.iter().zip(&decided.controls) {
            assert_eq!((before.control.id, before.environment), (after.control.id, after.environment));
            assert_eq!(before.verdict, after.found, "seed {seed} {}", after.control.id);
            assert_eq!(after.decision.is_some(), after.verdict != after.found);
            match after.verdict {
                Verdict::Waived => assert!(matches!(after.found, Verdict::Fails(_) | Verdict::ToConfirm(_))),
                Verdict::Confirmed => assert!(matches!(after.found, Verdict::ToConfirm(_))),
                other => assert_eq!(other, after.found),
            }
            changed += usize::from(after.verdict != after.found);
        }
        // Every decision either counts somewhere or is named.
        let counts = |decision: &Decision| decided.controls.iter().any(|assessed| assessed.decision.as_ref() == Some(decision));
        for decision in decisions(&draft) {
            let named = decided.set_aside.iter().any(|aside| aside.decision == decision);
            assert!(counts(&decision) != named, "seed {seed}: {decision:?}");
        }
    }
    assert!(changed > 0, "some decision counts");
}

/// Nobody knows what a part that cannot be evaluated would be, so nobody can accept it.
#[test]
fn what_is_not_proven_cannot_be_waived() {
    let mut files: BTreeMap<String, String> = files(&edited(&[waiver("ENC-01", None, DAY)]));
    files.insert("infra/envs/prod/extra.tf".to_owned(), "resource \"aws_sqs_queue\" \"x\" {\n  name = filesha256(\"x\")\n}\n".to_owned());
    let assessment = Survey::of(&mut Reader::new(), &files).assess(&files, None);
    assert_eq!(assessment.verdict("ENC-01", 2), Some(Verdict::Unproven));
}

#[test]
fn the_zip_prints_the_last_day_and_what_was_typed_stays_text() {
    let nasty = "<img src=x> | **bold** `code` [a](b)";
    let decision = Decision::new(DecisionKind::Waiver, "TLS-09", Some("prod"), nasty, DAY, nasty).unwrap();
    let bundle = Bundle::render(&design(&edited(&[Edit::Decide(decision)])));
    let text = bundle.get("infra/docs/COMPLIANCE.md").unwrap();
    let row = text.lines().find(|line| line.starts_with("| prod | TLS-09 |")).expect("a row of the decision");
    assert!(row.contains("2026-11-23 まで") && row.contains("受容"), "{row}");
    assert!(!row.replace("\\<", "").contains('<') && row.replace("\\|", "").matches('|').count() == 5, "{row}");
    let sarif: serde_json::Value = serde_json::from_str(bundle.get("infra/docs/compliance.sarif.json").unwrap()).unwrap();
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    let suppressed: Vec<_> =
        results.iter().filter(|result| result["suppressions"].as_array().is_some_and(|list| !list.is_empty())).collect();
    assert!(!suppressed.is_empty() && suppressed.iter().all(|result| result["ruleId"] == "TLS-09"));
}

#[test]
fn each_edition_prints_its_own_numbers_and_dates() {
    let of = |word: &str| {
        let assessment = case("editions").project("guideline_editions", word).judged();
        report::compliance_markdown(&assessment, Lang::Ja)
    };
    let (current, former) = (of("current"), of("former"));
    assert!(current.contains("システム運用編 第7.0版 2026-06-29") && current.contains("提供事業者ガイドライン 第2.0版 2025-03-28"));
    assert!(former.contains("システム運用編 第6.0版 2023-05-31") && former.contains("提供事業者ガイドライン 第1.1版 2023-07"));
    // Item 13⑤ is settled in the former edition alone; the volume on outsourcing is new.
    assert!(former.contains("システム運用編 13⑤（第6.0版") && !current.contains("13⑤"));
    assert!(current.contains("保守委託機関編") && !former.contains("保守委託機関編"));
    for text in [current, former] {
        assert!(!text.contains('%') || !text.contains("準拠率"), "no percentage");
    }
}

/// Environments in accounts of their own have a baseline each, and each is judged by its own.
#[test]
fn environments_in_accounts_of_their_own_are_proven_by_their_own_baselines() {
    let mut draft = DesignDraft::default();
    for (environment, id) in ["111111111111", "222222222222", "222222222222"].into_iter().enumerate() {
        apply(&mut draft, &Edit::SetEnvironment { environment, id: "aws_account_id".to_owned(), value: id.into() });
    }
    let files = files(&draft);
    let survey = Survey::of(&mut Reader::new(), &files);
    let ids: Vec<&str> = survey.accounts.iter().map(|account| account.id.as_str()).collect();
    assert_eq!(ids, ["111111111111", "222222222222"]);
    assert!(survey.accounts.iter().all(|account| !account.plan.resources().is_empty()));
    let assessment = survey.assess(&files, None);
    assert_eq!(assessment.problems, []);
    let shared = Survey::of(&mut Reader::new(), &sekkei_tests::compliance::files(&DesignDraft::default()));
    let shared = shared.assess(&sekkei_tests::compliance::files(&DesignDraft::default()), None);
    for environment in 0..3 {
        assert_eq!(assessment.counts(environment).unproven, 0);
        assert_eq!(assessment.counts(environment).met, shared.counts(environment).met, "environment {environment}");
    }
}
