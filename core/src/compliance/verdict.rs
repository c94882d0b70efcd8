//! From what a control's function said, and what people decided, to a verdict.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::clause::Edition;
use super::control::{Control, FindingLevel, Proof};
use super::controls;
use super::judge::{Files, Judgement, Subject};
use super::kept::{Docket, Kept};
use crate::date::Date;
use crate::decision::{Decision, DecisionKind};
use crate::plan::Problem;

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
    /// What the files alone say.
    pub found: Verdict,
    /// What a person decided, where it made the verdict another than `found`.
    pub decision: Option<Decision>,
    /// What was seen.
    pub judgement: Arc<Judgement>,
}

/// A decision that counts for nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetAside {
    /// The decision.
    pub decision: Decision,
    /// Why it counts for nothing.
    pub reason: Reason,
}

/// Why a decision counts for nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// The last day of a waiver has passed: the finding is back.
    Expired,
    /// It is dated after today.
    Future,
    /// The catalogue has no such control.
    NoControl,
    /// There is no such environment.
    NoEnvironment,
    /// Nothing is left to accept or to confirm.
    NotNeeded,
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
    /// Which editions of the guidelines the project goes by.
    pub edition: Edition,
    /// Decisions that count for nothing, in their order.
    pub set_aside: Vec<SetAside>,
}

/// What people decided, and the day that it is. Without a day no waiver expires: a report that is the
/// same at any time prints the last day instead.
#[derive(Debug, Clone, Copy, Default)]
pub struct Decided<'a> {
    /// The decisions.
    pub decisions: &'a [Decision],
    /// Today.
    pub today: Option<Date>,
}

impl<'a> Decided<'a> {
    /// Why a decision cannot count, whatever the verdicts are.
    fn void(&self, decision: &Decision, environments: &[Subject]) -> Option<Reason> {
        let unknown = |name: &str| !environments.iter().any(|subject| subject.name == name);
        let later = self.today.is_some_and(|today| decision.day > today);
        let earlier = self.today.is_some_and(|today| decision.day < today);
        match decision.kind {
            _ if !controls::all().any(|control| control.id == decision.control) => Some(Reason::NoControl),
            _ if decision.environment.as_deref().is_some_and(unknown) => Some(Reason::NoEnvironment),
            DecisionKind::Waiver if earlier => Some(Reason::Expired),
            DecisionKind::Attestation if later => Some(Reason::Future),
            DecisionKind::Waiver | DecisionKind::Attestation => None,
        }
    }

    /// The decision that changes this verdict, and into what. One about the environment alone goes before
    /// one about all of them; a confirmation goes before a waiver.
    fn on(&self, control: &str, subject: &Subject, found: Verdict, environments: &[Subject]) -> Option<(&'a Decision, Verdict)> {
        let (wanted, into): (&[DecisionKind], _) = match found {
            Verdict::Fails(_) => (&[DecisionKind::Waiver], Verdict::Waived),
            Verdict::ToConfirm(_) => (&[DecisionKind::Attestation, DecisionKind::Waiver], Verdict::Confirmed),
            // What cannot be evaluated cannot be accepted either: nobody knows what it would be.
            Verdict::Unproven | Verdict::Waived | Verdict::Confirmed | Verdict::NotApplicable | Verdict::Met => return None,
        };
        let fits = |decision: &&Decision| decision.is_about(control, &subject.name) && self.void(decision, environments).is_none();
        wanted.iter().find_map(|kind| {
            let of_kind = || self.decisions.iter().filter(|decision| decision.kind == *kind).filter(fits);
            let decision = of_kind().find(|decision| decision.environment.is_some()).or_else(|| of_kind().next())?;
            Some((decision, if *kind == DecisionKind::Waiver { Verdict::Waived } else { into }))
        })
    }
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
pub(crate) fn assess(kept: &mut Kept, environments: &[Subject], files: &dyn Files, edition: Edition, decided: Decided<'_>) -> Assessment {
    let docket = Docket { environments, files };
    let plans = docket.plans();
    let mut problems: Vec<Problem> = plans.flat_map(|plan| plan.problems.iter().cloned()).collect();
    problems.sort_by(|a, b| a.line.cmp(&b.line));
    problems.dedup();
    kept.renew(&docket);
    let mut assessed = Vec::new();
    let mut used: Vec<&Decision> = Vec::new();
    for control in controls::all() {
        for (environment, subject) in environments.iter().enumerate() {
            let judgement = kept.judgement(&docket, control, environment);
            let found = verdict(control, subject, &judgement, !problems.is_empty());
            let decision = decided.on(control.id, subject, found, environments);
            used.extend(decision.map(|(decision, _)| decision));
            let verdict = decision.map_or(found, |(_, verdict)| verdict);
            assessed.push(Assessed {
                control,
                environment,
                verdict,
                found,
                decision: decision.map(|(decision, _)| decision.clone()),
                judgement,
            });
        }
    }
    let set_aside = decided.decisions.iter().filter_map(|decision| {
        let unneeded = || (!used.iter().any(|used| std::ptr::eq(*used, decision))).then_some(Reason::NotNeeded);
        let reason = decided.void(decision, environments).or_else(unneeded)?;
        Some(SetAside { decision: decision.clone(), reason })
    });
    Assessment {
        environments: environments.iter().map(|subject| subject.name.clone()).collect(),
        set_aside: set_aside.collect(),
        controls: assessed,
        problems,
        edition,
    }
}

fn verdict(control: &Control, subject: &Subject, judgement: &Judgement, gaps: bool) -> Verdict {
    let level = control.facts().level(subject.base);
    match (control.proof, level) {
        // Nothing of the kind that a person could answer for.
        (Proof::Person(_), Some(_)) if judgement.evidence.is_empty() && judgement.absent.is_some() => Verdict::NotApplicable,
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

impl Counts {
    /// Counts verdicts.
    pub fn of(verdicts: impl IntoIterator<Item = Verdict>) -> Self {
        let mut counts = Self::default();
        for verdict in verdicts {
            let count = match verdict {
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

    /// How many of them apply: what the other numbers are counted of.
    #[must_use]
    pub const fn asked(&self) -> usize {
        self.met + self.errors + self.warnings + self.infos + self.to_confirm + self.confirmed + self.waived + self.unproven
    }
}

impl Assessment {
    /// The verdicts of one environment, counted.
    #[must_use]
    pub fn counts(&self, environment: usize) -> Counts {
        Counts::of(self.controls.iter().filter(|assessed| assessed.environment == environment).map(|assessed| assessed.verdict))
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
