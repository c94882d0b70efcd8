//! Every line that a control shows as proof is a safeguard: without it the control must no longer be
//! met. Each such line of the default design's bundle is taken away or turned round, and exactly the
//! controls of `expected.txt` react. `UPDATE_EXPECT=1` writes that file anew; what it cannot do is let
//! a safeguard survive: for each that no blind change takes away, `by_hand.rs` says what does.

mod by_hand;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::Mutex;
use std::thread;

use design_core::compliance::{Assessment, Verdict};
use design_core::{DesignDraft, Edit, apply};
use sekkei_tests::compliance::{Files, files, is_bad, judged};
use sekkei_tests::golden;
use sekkei_tests::mutation::mutations;

use by_hand::{BY_HAND, Instead};

/// A line that controls show as proof.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Safeguard {
    path: String,
    line: u32,
    /// See [`name`].
    text: String,
}

/// A change of a safeguard and who reacted.
struct Outcome {
    what: String,
    reacted: BTreeSet<&'static str>,
}

/// What became of a safeguard: changes that someone reacted to, and the controls that never did.
struct Trial {
    outcomes: Vec<Outcome>,
    survived: BTreeSet<&'static str>,
    /// Those of them for which `by_hand` says why.
    explained: BTreeSet<&'static str>,
}

fn safeguards(files: &Files, found: &Assessment) -> BTreeMap<Safeguard, BTreeSet<&'static str>> {
    let mut all: BTreeMap<Safeguard, BTreeSet<&'static str>> = BTreeMap::new();
    for assessed in found.controls.iter().filter(|assessed| assessed.verdict == Verdict::Met) {
        for evidence in &assessed.judgement.evidence {
            let (path, line) = (&*evidence.line.path, evidence.line.line);
            let lines: Vec<&str> = files[path].lines().map(str::trim).collect();
            let at = line as usize - 1;
            let text = name(&lines, at);
            let safeguard = Safeguard { path: path.to_owned(), line, text };
            all.entry(safeguard).or_default().insert(assessed.control.id);
        }
    }
    all
}

/// What tells a line from the others of its file: its text, where needed with the line below, where even
/// that is not enough with a number.
fn name(lines: &[&str], at: usize) -> String {
    if lines.iter().filter(|other| **other == lines[at]).count() == 1 {
        return lines[at].to_owned();
    }
    let pair = |at: usize| (lines[at], lines.get(at + 1).copied().unwrap_or_default());
    let (line, below) = pair(at);
    let before = (0..at).filter(|other| pair(*other) == (line, below)).count();
    let name = format!("{line} {below}").split_whitespace().collect::<Vec<_>>().join(" ");
    if before == 0 { name } else { format!("{name} ({})", before + 1) }
}

/// The controls that are worse than they were, in any environment. Where the files cannot be evaluated
/// any more nothing is met, and that says nothing about the line: then only those that fail.
fn reacted(before: &Assessment, files: &Files) -> BTreeSet<&'static str> {
    let after = judged(files);
    let evaluated = after.problems == before.problems;
    let old = before.verdicts();
    let worse = |key: &(&'static str, &str), verdict: Verdict| {
        let bad = if evaluated { is_bad(verdict) } else { matches!(verdict, Verdict::Fails(_)) };
        bad && old.get(key).is_some_and(|old| !is_bad(*old))
    };
    after.verdicts().into_iter().filter(|(key, verdict)| worse(key, *verdict)).map(|((id, _), _)| id).collect()
}

/// The files with the change that `by_hand` names; `None` where it says why there is none.
fn by_hand(files: &Files, safeguard: &Safeguard, instead: &Instead) -> Option<Files> {
    let mut files = files.clone();
    let start: usize = files[&safeguard.path].split_inclusive('\n').take(safeguard.line as usize - 1).map(str::len).sum();
    let (path, changed) = match instead {
        Instead::Because(_) => return None,
        Instead::There(path, from, to) => (*path, files[*path].replace(from, to)),
        Instead::Here(from, to) => {
            let (head, tail) = files[&safeguard.path].split_at(start);
            (safeguard.path.as_str(), format!("{head}{}", tail.replacen(from, to, 1)))
        }
        Instead::Add(line) => {
            let end = start + files[&safeguard.path][start..].find('\n').unwrap() + 1;
            let (head, tail) = files[&safeguard.path].split_at(end);
            (safeguard.path.as_str(), format!("{head}{line}\n{tail}"))
        }
    };
    assert_ne!(files[path], changed, "{safeguard:?}: what by_hand.rs wants to change is not there");
    files.insert(path.to_owned(), changed);
    Some(files)
}

fn attempt(files: &Files, before: &Assessment, safeguard: &Safeguard, controls: &BTreeSet<&'static str>) -> Trial {
    let mut trial = Trial { outcomes: Vec::new(), survived: controls.clone(), explained: BTreeSet::new() };
    let hand =
        |control: &&str| BY_HAND.iter().find(|(id, path, text, _)| id == control && *path == safeguard.path && *text == safeguard.text);
    let blind = mutations(files, &safeguard.path, safeguard.line).into_iter().map(|mutation| (mutation.what, mutation.files));
    let meant = controls.iter().filter_map(hand).filter_map(|(id, _, _, instead)| {
        let changed = by_hand(files, safeguard, instead)?;
        Some((format!("by hand for {id}"), changed))
    });
    for (what, changed) in blind.chain(meant) {
        if trial.survived.is_empty() {
            break;
        }
        let reacted = reacted(before, &changed);
        if !reacted.is_disjoint(&trial.survived) {
            trial.survived.retain(|id| !reacted.contains(id));
            trial.outcomes.push(Outcome { what, reacted });
        }
    }
    let explained = |id: &&str| matches!(hand(id), Some((_, _, _, Instead::Because(_))));
    trial.explained = trial.survived.iter().copied().filter(|id| explained(id)).collect();
    trial.survived.retain(|id| !explained(id));
    trial
}

#[test]
fn no_safeguard_is_removed_unnoticed() {
    let files = files(&DesignDraft::default());
    let before = judged(&files);
    let safeguards = safeguards(&files, &before);
    let waiting: Mutex<Vec<_>> = Mutex::new(safeguards.iter().rev().collect());
    let done = Mutex::new(BTreeMap::new());
    let workers = thread::available_parallelism().map_or(2, usize::from);
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                loop {
                    let Some((safeguard, controls)) = waiting.lock().unwrap().pop() else { break };
                    let trial = attempt(&files, &before, safeguard, controls);
                    done.lock().unwrap().insert(safeguard, trial);
                }
            });
        }
    });
    let done = done.into_inner().unwrap();
    let mut told = String::new();
    let mut survivors = Vec::new();
    for (safeguard, trial) in &done {
        for outcome in &trial.outcomes {
            let reacted: Vec<&str> = outcome.reacted.iter().copied().collect();
            writeln!(told, "{}: {}: {}: {}", safeguard.path, safeguard.text, outcome.what, reacted.join(" ")).unwrap();
        }
        survivors.extend(trial.survived.iter().map(|id| format!("{id}: {}: {}", safeguard.path, safeguard.text)));
    }
    let count = |of: fn(&Trial) -> usize| done.values().map(of).sum::<usize>();
    println!(
        "{} safeguards, shown as proof {} times: {} changes made a control react, {} are explained, {} survive",
        done.len(),
        safeguards.values().map(BTreeSet::len).sum::<usize>(),
        count(|trial| trial.outcomes.len()),
        count(|trial| trial.explained.len()),
        survivors.len()
    );
    for (id, path, text, instead) in BY_HAND {
        if let Instead::Because(reason) = instead {
            println!("  {id}: {path}: {text}: {reason}");
        }
    }
    assert!(survivors.is_empty(), "nobody noticed that these were taken away: {survivors:#?}");
    let unneeded: Vec<_> = BY_HAND
        .iter()
        .filter(|(id, path, text, _)| {
            !safeguards.iter().any(|(safeguard, controls)| safeguard.path == *path && safeguard.text == *text && controls.contains(id))
        })
        .map(|(id, path, text, _)| format!("{id}: {path}: {text}"))
        .collect();
    assert!(unneeded.is_empty(), "by_hand.rs speaks of what no control shows: {unneeded:#?}");
    let noticed = |id: &str, path: &str, text: &str| {
        done.iter().any(|(safeguard, trial)| safeguard.path == path && safeguard.text == text && !trial.explained.contains(id))
    };
    let stale = BY_HAND.iter().filter(|(id, path, text, instead)| matches!(instead, Instead::Because(_)) && noticed(id, path, text));
    let stale: Vec<_> = stale.map(|(id, path, text, _)| format!("{id}: {path}: {text}")).collect();
    assert!(stale.is_empty(), "by_hand.rs explains what was noticed: {stale:#?}");
    golden::expect("mutations", "tests/tests/mutations/expected.txt", &told);
}

/// Who clients are is a decision that the default design leaves open: its safeguards stand only where it
/// has been made.
#[test]
fn no_safeguard_of_a_decision_on_clients_is_removed_unnoticed() {
    for way in ["mtls", "vpn"] {
        let mut draft = DesignDraft::default();
        for environment in 0..3 {
            apply(&mut draft, &Edit::SetSize { environment, id: "alb.client_auth".to_owned(), value: way.into() });
        }
        let files = files(&draft);
        let before = judged(&files);
        let mut count = 0;
        for (safeguard, controls) in safeguards(&files, &before) {
            if controls.contains("TLS-09") {
                let trial = attempt(&files, &before, &safeguard, &BTreeSet::from(["TLS-09"]));
                assert!(trial.survived.is_empty(), "{way}: nobody notices the loss of {safeguard:?}");
                count += 1;
            }
        }
        println!("{way}: {count} safeguards of TLS-09, none removed unnoticed");
        assert!(count > 0, "{way} shows nothing");
    }
}
