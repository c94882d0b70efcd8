//! What a reader keeps from one edit to the next changes nothing: after every step of a random walk
//! through designs and broken files, plans and verdicts are those of a reader that has seen nothing.

use std::fmt::Write as _;

use design_core::compliance::Kept;
use design_core::plan::{Plan, Reader};
use design_core::{DesignDraft, Survey};
use sekkei_tests::compliance::{Files, files};
use sekkei_tests::random;

/// Everything that a plan says, with the lines that decide each argument.
fn told(plan: &Plan) -> String {
    let mut text =
        format!("{:?}\n{:?}\n{:?}\n{:?}\n{:?}\n", plan.providers(), plan.settings(), plan.variables(), plan.outputs(), plan.problems);
    for resource in plan.resources().values().chain(plan.data().values()) {
        writeln!(text, "{resource:?} {:?}", plan.call_line(&resource.module)).unwrap();
        for attribute in resource.body.attributes.values() {
            writeln!(text, "{:?}", plan.trace(resource, attribute)).unwrap();
        }
    }
    text
}

/// Compares a reader that has seen much with one that has seen nothing.
fn same(step: &str, (reader, kept): &mut (Reader, Kept), files: &Files) {
    let (again, anew) = (Survey::of(reader, files), Survey::of(&mut Reader::new(), files));
    for (again, anew) in again.environments.iter().zip(&anew.environments) {
        assert!(told(&again.plan) == told(&anew.plan), "{step}: the plan of {} depends on what was read before", again.name);
    }
    let accounts = |survey: &Survey| survey.accounts.iter().map(|account| (account.id.clone(), told(&account.plan))).collect::<Vec<_>>();
    assert_eq!(accounts(&again), accounts(&anew), "{step}: the accounts");
    assert_eq!(format!("{:?}", again.assess_again(kept, files, None)), format!("{:?}", anew.assess(files, None)), "{step}: the verdicts");
}

#[test]
fn designs_one_after_another() {
    let mut known = <(Reader, Kept)>::default();
    for seed in 0..8 {
        same(&format!("design {seed}"), &mut known, &files(&random::valid(7000 + seed)));
    }
}

#[test]
fn one_size_after_another() {
    let mut known = <(Reader, Kept)>::default();
    let mut draft = DesignDraft::default();
    for seed in 0..25 {
        draft = random::step(&draft, 8000 + seed);
        same(&format!("edit {seed}"), &mut known, &files(&draft));
    }
}

#[test]
fn broken_files_between_good_ones() {
    let good = files(&DesignDraft::default());
    let values = "infra/envs/prod/terraform.tfvars";
    let module = "infra/modules/sqs/main.tf";
    let changes = [
        (values, "multi_az", "multi_asdf"),
        (values, "= {", "= {{"),
        (values, "rds = {", "unknown = 1\nrds = {"),
        (values, "sqs = true", "sqs = false"),
        (values, "enabled", "[local.nothing]"),
        (module, "resource", "resources"),
        (module, "= var.", "= local."),
        (module, "= var.", "= 1 / 0 + var."),
        (module, "\n", "\n\n"),
    ];
    let mut known = <(Reader, Kept)>::default();
    same("good", &mut known, &good);
    for (path, from, to) in changes {
        let mut broken = good.clone();
        let text = broken[path].replacen(from, to, 1);
        broken.insert(path.to_owned(), text);
        same(&format!("{path}: {from:?} to {to:?}"), &mut known, &broken);
        same("good again", &mut known, &good);
    }
}

#[test]
fn files_that_come_and_go() {
    let good = files(&DesignDraft::default());
    let key = format!("key {}{}", "AKIA", "ABCDEFGHIJKLMNOP");
    let mut known = <(Reader, Kept)>::default();
    same("good", &mut known, &good);
    for path in ["notes.md", "README.md", "infra/modules/sqs/more.tf", ".github/workflows/more.yml", "infra/envs/prod/main.tf"] {
        let mut more = good.clone();
        for text in ["", &key, "# nothing", &format!("\n# {key}")] {
            more.insert(path.to_owned(), text.to_owned());
            same(&format!("{path}: {text:?}"), &mut known, &more);
        }
        more.remove(path);
        same(&format!("without {path}"), &mut known, &more);
        same("good again", &mut known, &good);
    }
}
