//! What a control is: an id that stays forever, words, facts from the data file, and the function
//! that looks for the proof.

use std::sync::LazyLock;

use super::judge::Judge;
use crate::param::Base;
use crate::text::Text;

/// A control: one thing that a design has to show.
#[derive(Debug)]
pub struct Control {
    /// Stable id, such as `NET-01`.
    pub id: &'static str,
    /// Short title.
    pub title: Text,
    /// What is looked for in the files.
    pub what: Text,
    /// Why it matters.
    pub why: Text,
    /// What to do when it is not met.
    pub fix: Text,
    /// Settings that decide it, by parameter id; empty where the templates fix it.
    pub settings: &'static [&'static str],
    /// Who shows it.
    pub proof: Proof,
}

/// Who shows that a control is met.
#[derive(Debug, Clone, Copy)]
pub enum Proof {
    /// The files do.
    Files(fn(&mut Judge<'_>)),
    /// A person does: a duty that no file can show. The function adds what the files say beside it.
    Person(fn(&mut Judge<'_>)),
}

/// What the data file says of a control.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// How bad a failure is.
    pub severity: Severity,
    /// How a failure counts in an environment of each base (`dev`, `stg`, `prod`); `None`: not asked for there.
    pub levels: [Option<FindingLevel>; 3],
    /// Part of the core set, or of the optional pack.
    pub core: bool,
    /// Guideline clauses by id; see [`super::clause`].
    pub clauses: Vec<&'static str>,
    /// AWS Security Hub, Foundational Security Best Practices.
    pub fsbp: Vec<&'static str>,
    /// CIS AWS Foundations 5.0.0.
    pub cis: Vec<&'static str>,
    /// checkov rules.
    pub checkov: Vec<&'static str>,
    /// trivy rules.
    pub trivy: Vec<&'static str>,
    /// Those of the public rules that pass what this control refuses.
    pub weaker: Vec<&'static str>,
}

/// How bad a failure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Patients' data would be open.
    Critical,
    /// A guideline's demand or a main safeguard is missing.
    High,
    /// A second line of defence is missing.
    Medium,
    /// Good practice.
    Low,
    /// For information.
    Info,
}

/// How a failure counts in an environment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FindingLevel {
    /// Must be mended.
    Error,
    /// Should be mended.
    Warning,
    /// Good to know.
    Info,
}

const DATA: &str = include_str!("../../data/controls.csv");

impl Control {
    /// The facts of the data file.
    #[must_use]
    pub fn facts(&self) -> &'static Facts {
        static FACTS: LazyLock<Vec<(&'static str, Facts)>> = LazyLock::new(|| rows().collect());
        // A test holds the file and the controls together; an unknown id counts as the strictest.
        static STRICTEST: LazyLock<Facts> = LazyLock::new(|| Facts {
            severity: Severity::Critical,
            levels: [Some(FindingLevel::Error); 3],
            core: true,
            clauses: Vec::new(),
            fsbp: Vec::new(),
            cis: Vec::new(),
            checkov: Vec::new(),
            trivy: Vec::new(),
            weaker: Vec::new(),
        });
        FACTS.iter().find(|(id, _)| *id == self.id).map_or(&STRICTEST, |(_, facts)| facts)
    }
}

impl Facts {
    /// How a failure counts in an environment of this base.
    #[must_use]
    pub const fn level(&self, base: Base) -> Option<FindingLevel> {
        let [dev, stg, prod] = self.levels;
        match base {
            Base::Dev => dev,
            Base::Stg => stg,
            Base::Prod => prod,
        }
    }
}

/// How many controls the data file lists, looked at or not.
#[must_use]
pub fn catalogue_size() -> usize {
    rows().count()
}

/// Ids of the data file, in its order.
pub(super) fn rows() -> impl Iterator<Item = (&'static str, Facts)> {
    DATA.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut cells = line.split(',');
        let id = cells.next()?;
        let severity = match cells.next()? {
            "critical" => Severity::Critical,
            "high" => Severity::High,
            "medium" => Severity::Medium,
            "low" => Severity::Low,
            _ => Severity::Info,
        };
        let mut level = || {
            Some(match cells.next()? {
                "error" => Some(FindingLevel::Error),
                "warning" => Some(FindingLevel::Warning),
                "info" => Some(FindingLevel::Info),
                _ => None,
            })
        };
        let levels = [level()?, level()?, level()?];
        let core = cells.next()? == "core";
        let mut list = || cells.next().map(|cell| cell.split(';').filter(|item| !item.is_empty()).collect::<Vec<_>>());
        Some((
            id,
            Facts {
                severity,
                levels,
                core,
                clauses: list()?,
                fsbp: list()?,
                cis: list()?,
                checkov: list()?,
                trivy: list()?,
                weaker: list()?,
            },
        ))
    })
}
