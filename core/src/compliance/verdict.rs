//! From what a control's function said to a verdict.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::control::{Control, FindingLevel, Proof};
use super::controls;
use super::judge::{Files, Judgement, Subject};
use super::kept::{Docket, Kept};
use crate::plan::{Plan, Problem};

/// What holds of a control in an environment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Files show that it is not met.
    Fails(FindingLevel),
    /// A part of the bundle could not be evaluated, so nothing is sure.
    Unproven,
    /// A person has to confirm it.
    ToConfirm(FindingLevel),
    /// It fails, and a person accepted that with a reason until a day.
    Waived,
    /// A person confirmed it.
    Confirmed,
    /// There is nothing it could apply to, or it is not asked for here.
    NotApplicable,
    /// Files show that it is met.
    Met,
}

/// A control in an environment.
#[derive(Debug, Clone)]
pub struct Assessed {
    /// The control.
    pub control: &'static Control,
    /// Position of the environment in [`Assessment::environments`].
    pub environment: usize,
    /// What holds.
    pub verdict: Verdict,
    /// What was seen.
    pub judgement: Arc<Judgement>,
}

/// Every control in every environment.
#[derive(Debug, Clone, Default)]
pub struct Assessment {
    /// Names of the environments.
    pub environments: Vec<String>,
    /// In the order of the catalogue, then of the environments.
    pub controls: Vec<Assessed>,
    /// What could not be evaluated: as long as there is anything, nothing is called met.
    pub problems: Vec<Problem>,
}

/// How many controls of an environment have each verdict. There is no percentage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(missing_docs, reason = "named as the verdicts")]
pub struct Counts {
    pub met: usize,
    pub errors: usize,
    pub warnings: usize,
    pub infos: usize,
    pub to_confirm: usize,
    pub confirmed: usize,
    pub waived: usize,
    pub not_applicable: usize,
    pub unproven: usize,
}

/// Judges every control in every environment. What `kept` holds of the last time is not looked at again.
#[must_use]
pub(crate) fn assess(kept: &mut Kept, environments: &[Subject], account: Option<&Arc<Plan>>, files: &dyn Files) -> Assessment {
    let plans = environments.iter().map(|subject| &subject.plan).chain(account);
    let mut problems: Vec<Problem> = plans.flat_map(|plan| plan.problems.iter().cloned()).collect();
    problems.sort_by(|a, b| a.line.cmp(&b.line));
    problems.dedup();
    let docket = Docket { environments, account, files };
    kept.renew(&docket);
    let mut assessed = Vec::new();
    for control in controls::all() {
        for (environment, subject) in environments.iter().enumerate() {
            let judgement = kept.judgement(&docket, control, environment);
            let verdict = verdict(control, subject, &judgement, !problems.is_empty());
            assessed.push(Assessed { control, environment, verdict, judgement });
        }
    }
    Assessment { environments: environments.iter().map(|subject| subject.name.clone()).collect(), controls: assessed, problems }
}

fn verdict(control: &Control, subject: &Subject, judgement: &Judgement, gaps: bool) -> Verdict {
    let level = control.facts().level(subject.base);
    match (control.proof, level) {
        (Proof::Person(_), Some(level)) => Verdict::ToConfirm(level),
        (Proof::Person(_), None) => Verdict::NotApplicable,
        (Proof::Files(_), Some(level)) if !judgement.findings.is_empty() => Verdict::Fails(level),
        // Not asked for in this environment, and not met either: nothing to report.
        (Proof::Files(_), None) if !judgement.findings.is_empty() => Verdict::NotApplicable,
        (Proof::Files(_), _) if gaps => Verdict::Unproven,
        (Proof::Files(_), _) if !judgement.evidence.is_empty() => Verdict::Met,
        (Proof::Files(_), _) if judgement.absent.is_some() => Verdict::NotApplicable,
        // A control that saw nothing and gave no reason has a bug; it must not pass.
        (Proof::Files(_), _) => Verdict::Unproven,
    }
}

impl Assessment {
    /// The verdicts of one environment, counted.
    #[must_use]
    pub fn counts(&self, environment: usize) -> Counts {
        let mut counts = Counts::default();
        for assessed in self.controls.iter().filter(|assessed| assessed.environment == environment) {
            let count = match assessed.verdict {
                Verdict::Met => &mut counts.met,
                Verdict::Fails(FindingLevel::Error) => &mut counts.errors,
                Verdict::Fails(FindingLevel::Warning) => &mut counts.warnings,
                Verdict::Fails(FindingLevel::Info) => &mut counts.infos,
                Verdict::ToConfirm(_) => &mut counts.to_confirm,
                Verdict::Confirmed => &mut counts.confirmed,
                Verdict::Waived => &mut counts.waived,
                Verdict::NotApplicable => &mut counts.not_applicable,
                Verdict::Unproven => &mut counts.unproven,
            };
            *count += 1;
        }
        counts
    }

    /// The verdict of a control in an environment.
    #[must_use]
    pub fn verdict(&self, control: &str, environment: usize) -> Option<Verdict> {
        self.find(control, environment).map(|assessed| assessed.verdict)
    }

    /// A control in an environment.
    #[must_use]
    pub fn find(&self, control: &str, environment: usize) -> Option<&Assessed> {
        self.controls.iter().find(|assessed| assessed.control.id == control && assessed.environment == environment)
    }

    /// All verdicts by control and environment name, for comparing two assessments.
    #[must_use]
    pub fn verdicts(&self) -> BTreeMap<(&'static str, &str), Verdict> {
        let name = |index: usize| self.environments.get(index).map_or("", String::as_str);
        self.controls.iter().map(|assessed| ((assessed.control.id, name(assessed.environment)), assessed.verdict)).collect()
    }
}
