//! Controls beside the public rules that `core/data/controls.csv` names for them: checkov and trivy on
//! the default design's bundle, and on one whose every safeguard is taken away. Where they say
//! something else than we do, `shared_rules.csv` says why.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use design_core::DesignDraft;
use design_core::compliance::{Assessment, Control, Verdict, controls};
use sekkei_tests::compliance::{Files, files, judged};
use sekkei_tests::mutation::mutations;
use sekkei_tests::root;
use sekkei_tests::scanners::{Scan, checkov, trivy};

/// Position of production in the default design.
const PRODUCTION: usize = 2;

/// Weaknesses that no change of one line makes: file, text, and what stands there instead.
#[rustfmt::skip]
const BY_HAND: &[(&str, &str, &str)] = &[
    // IAM-01: everything on everything, and the managed policy for it.
    ("infra/modules/batch/iam.tf", "    actions   = [\"kms:Decrypt\", \"kms:GenerateDataKey\"]\n    resources = [var.kms_key_arn]", "    actions   = [\"*\"]\n    resources = [\"*\"]"),
    ("infra/modules/cicd/read.tf", "arn:aws:iam::aws:policy/ReadOnlyAccess", "arn:aws:iam::aws:policy/AdministratorAccess"),
    // IAM-02: every repository.
    ("infra/modules/cicd/main.tf", "values   = each.value", "values   = [\"repo:*\"]"),
    // IAM-05: one role for both.
    ("infra/modules/ecs/task_definitions.tf", "aws_iam_role.execution.arn", "aws_iam_role.task.arn"),
    // IAM-08, ENC-07: keys and queues for anybody.
    ("infra/modules/rds/kms.tf", "[\"arn:aws:iam::${local.account_id}:root\"]", "[\"*\"]"),
    ("infra/modules/sqs/main.tf", "identifiers = [", "identifiers = [\"*\", "),
    // NET-07: the load balancer without its firewall.
    ("infra/modules/alb/waf.tf", "resource_arn = aws_lb.this.arn", "resource_arn = aws_lb_target_group.this[\"blue\"].arn"),
    // LOG-07: nobody keeps what the firewall saw.
    ("infra/modules/alb/waf.tf", "resource_arn            = aws_wafv2_web_acl.this.arn", "resource_arn            = aws_lb.this.arn"),
];

/// Policies stay what they are: without their text nobody can say what they allow.
const POLICIES: [&str; 4] = ["assume_role_policy ", "policy ", "policy_arn ", "policy_document "];

/// What a rule, or a control, says of a bundle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Said {
    Fine,
    Wrong,
    /// It found nothing to look at, or cannot see through the code.
    Nothing,
}

/// The files with every safeguard of a control taken away that has a public rule beside it: arguments
/// first removed, else turned round.
fn weakened(good: &Files, before: &Assessment) -> Files {
    let mut lines: BTreeMap<(String, u32), BTreeSet<&str>> = BTreeMap::new();
    for assessed in before.controls.iter().filter(|assessed| assessed.verdict == Verdict::Met && !rules(assessed.control).is_empty()) {
        for evidence in &assessed.judgement.evidence {
            if evidence.line.path.ends_with(".tf") {
                lines.entry((evidence.line.path.to_string(), evidence.line.line)).or_default().insert(assessed.control.id);
            }
        }
    }
    let mut weak = good.clone();
    for ((path, line), controls) in &lines {
        let text = good[path].lines().nth(*line as usize - 1).unwrap().trim();
        // A block is left alone as well: with it would go what other controls look at.
        if text.ends_with('{') || POLICIES.iter().any(|argument| text.starts_with(argument)) {
            continue;
        }
        let tries = mutations(good, path, *line);
        let (removals, turned): (Vec<_>, Vec<_>) = tries.into_iter().partition(|mutation| mutation.what == "removed");
        let reacts = |files: &Files| {
            let after = judged(files);
            after.problems == before.problems
                && after
                    .controls
                    .iter()
                    .any(|assessed| matches!(assessed.verdict, Verdict::Fails(_)) && controls.contains(assessed.control.id))
        };
        let Some(found) = removals.into_iter().chain(turned).find(|mutation| reacts(&mutation.files)) else {
            continue;
        };
        // Lines keep their numbers, so changes of one file can be laid one upon another.
        let merged: Vec<&str> = good[path]
            .lines()
            .zip(found.files[path].lines())
            .zip(weak[path].lines())
            .map(|((good, new), so_far)| if good == new { so_far } else { new })
            .collect();
        let merged = merged.join("\n") + "\n";
        weak.insert(path.clone(), merged);
    }
    for (path, from, to) in BY_HAND {
        let text = weak[*path].replace(from, to);
        assert_ne!(text, weak[*path], "{path} has no {from:?}");
        weak.insert((*path).to_owned(), text);
    }
    weak
}

fn rules(control: &Control) -> Vec<&'static str> {
    let facts = control.facts();
    facts.checkov.iter().chain(&facts.trivy).copied().collect()
}

fn scan(files: &Files) -> Scan {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files.iter().filter(|(path, _)| path.starts_with("infra/")) {
        let target = folder.path().join(path);
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::write(target, text).unwrap();
    }
    let infra: &Path = &folder.path().join("infra");
    let mut all = checkov("terraform", &[infra.to_path_buf()]);
    let second = trivy(infra);
    all.passed.extend(second.passed);
    all.failed.extend(second.failed);
    all
}

/// What a rule says, beyond what it says of the good bundle.
fn said(rule: &str, scan: &Scan, known: &Scan) -> Said {
    let of = |findings: &BTreeSet<sekkei_tests::scanners::Finding>| -> BTreeSet<String> {
        findings.iter().filter(|finding| finding.check == rule).map(|finding| finding.resource.clone()).collect()
    };
    let (failed, passed, known) = (of(&scan.failed), of(&scan.passed), of(&known.failed));
    if failed.difference(&known).next().is_some() {
        Said::Wrong
    } else if !known.is_empty() || passed.is_subset(&failed) {
        // What it refuses in the good bundle already it cannot refuse anew.
        Said::Nothing
    } else {
        Said::Fine
    }
}

/// What the control says of production. Public rules know no environments, and see the sizes of all.
fn ours(control: &Control, found: &Assessment) -> Said {
    match found.verdict(control.id, PRODUCTION) {
        Some(Verdict::Fails(_)) => Said::Wrong,
        Some(Verdict::Met) => Said::Fine,
        _ => Said::Nothing,
    }
}

/// Why a finding of a scanner is accepted: the bundle itself says so, for both of them.
fn accepted(files: &Files) -> BTreeMap<String, String> {
    let checkov = files[".checkov.yaml"].lines().filter_map(|line| line.trim().strip_prefix("- ")?.split_once(" # "));
    let mut all: BTreeMap<String, String> = checkov.map(|(id, reason)| (id.to_owned(), format!(".checkov.yaml: {reason}"))).collect();
    let mut reason = "";
    for line in files[".trivyignore"].lines() {
        match line.strip_prefix("# ") {
            Some(words) => reason = words,
            None if line.is_empty() => {}
            None => drop(all.insert(line.to_owned(), format!(".trivyignore: {reason}"))),
        }
    }
    all
}

#[test]
fn public_rules_agree_or_it_is_said_why_not() {
    let good = files(&DesignDraft::default());
    let before = judged(&good);
    let weak = weakened(&good, &before);
    let after = judged(&weak);
    let (good_scan, weak_scan) = (scan(&good), scan(&weak));
    let table = fs::read_to_string(root().join("tests/tests/shared_rules.csv")).unwrap_or_default();
    let explained: BTreeMap<(&str, &str, &str), &str> = table
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| {
            let cells: Vec<&str> = line.splitn(4, ',').collect();
            ((cells[0], cells[1], cells[2]), cells[3])
        })
        .collect();
    let accepted = accepted(&good);
    let mut used = BTreeSet::new();
    let mut report = String::new();
    let mut unexplained = Vec::new();
    for (bundle, found, scan, known) in [("default", &before, &good_scan, &Scan::default()), ("weakened", &after, &weak_scan, &good_scan)] {
        let (mut same, mut nothing, mut other) = (0, 0, 0);
        for control in controls() {
            for rule in rules(control) {
                let (we, they) = (ours(control, found), said(rule, scan, known));
                if we == Said::Nothing || they == Said::Nothing {
                    nothing += 1;
                    continue;
                }
                if we == they {
                    same += 1;
                    continue;
                }
                other += 1;
                let key = (bundle, control.id, rule);
                let accepted = accepted.get(rule).filter(|_| they == Said::Wrong).map(String::as_str);
                let weaker = (they == Said::Fine && control.facts().weaker.contains(&rule)).then_some("passes what the control refuses");
                if let Some(reason) = accepted.or(weaker) {
                    writeln!(report, "  {bundle}: {} is {we:?}, {rule} says {they:?}: {reason}", control.id).unwrap();
                    continue;
                }
                match explained.get(&key) {
                    Some(reason) => {
                        used.insert(key);
                        writeln!(report, "  {bundle}: {} is {we:?}, {rule} says {they:?}: {reason}", control.id).unwrap();
                    }
                    None => unexplained.push(format!("{bundle},{},{rule}: ours {we:?}, theirs {they:?}", control.id)),
                }
            }
        }
        writeln!(
            report,
            "{bundle} bundle: {same} of {} pairs of a control and a public rule agree; of {nothing} one has nothing to say",
            same + other
        )
        .unwrap();
    }
    println!("{report}");
    assert!(unexplained.is_empty(), "disagreements that shared_rules.csv does not explain: {unexplained:#?}");
    let idle: Vec<_> = explained.keys().filter(|key| !used.contains(*key)).collect();
    assert!(idle.is_empty(), "shared_rules.csv explains what agrees: {idle:#?}");
}
