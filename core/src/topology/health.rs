//! What the controls say of each component: a control speaks of a component where its evidence or its
//! finding stands on a resource of it.

use std::collections::{BTreeMap, BTreeSet};

use super::scene::Scene;
use crate::compliance::{Assessment, FindingLevel, Verdict};

/// Controls that speak of a component, by what they say; ids in the order of the catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Health {
    /// Controls that fail here, with the worst level first met.
    pub fails: BTreeMap<&'static str, FindingLevel>,
    /// Controls that these resources show to be met.
    pub met: BTreeSet<&'static str>,
    /// Controls of which nothing is sure, because a part of the bundle could not be evaluated.
    pub unproven: BTreeSet<&'static str>,
}

impl Health {
    /// The worst level of what fails.
    #[must_use]
    pub fn worst(&self) -> Option<FindingLevel> {
        self.fails.values().min().copied()
    }
}

/// The health of every component of an environment that a control speaks of.
#[must_use]
pub fn health(scene: &Scene<'_>, assessment: &Assessment) -> BTreeMap<&'static str, Health> {
    let mut found: BTreeMap<&'static str, Health> = BTreeMap::new();
    let Some(environment) = assessment.environments.iter().position(|name| *name == scene.subject.name) else { return found };
    for assessed in assessment.controls.iter().filter(|assessed| assessed.environment == environment) {
        let id = assessed.control.id;
        let judgement = &assessed.judgement;
        let components = |addresses: &mut dyn Iterator<Item = &std::sync::Arc<str>>| -> BTreeSet<&'static str> {
            addresses.filter_map(|address| scene.component_of(address)).collect()
        };
        match assessed.verdict {
            Verdict::Fails(level) => {
                for component in components(&mut judgement.findings.iter().filter_map(|finding| finding.evidence.address.as_ref())) {
                    found.entry(component).or_default().fails.insert(id, level);
                }
            }
            Verdict::Met => {
                for component in components(&mut judgement.evidence.iter().filter_map(|evidence| evidence.address.as_ref())) {
                    found.entry(component).or_default().met.insert(id);
                }
            }
            Verdict::Unproven => {
                for component in components(&mut judgement.evidence.iter().filter_map(|evidence| evidence.address.as_ref())) {
                    found.entry(component).or_default().unproven.insert(id);
                }
            }
            Verdict::ToConfirm(_) | Verdict::Waived | Verdict::Confirmed | Verdict::NotApplicable => {}
        }
    }
    found
}
