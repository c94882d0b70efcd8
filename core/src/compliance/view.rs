//! The catalogue seen from the guidelines: document, clause, controls that stand for it. A document or
//! clause that no control stands for is not here: nothing could be said of it.

use super::clause::{Clause, Confidence, Edition, Guideline, Release, clauses, guidelines};
use super::control::Control;
use super::controls;
use super::verdict::{Assessment, Counts};
use crate::text::Text;

/// A document with its clauses.
#[derive(Debug, Clone)]
pub struct GuidelineView {
    /// The document.
    pub guideline: &'static Guideline,
    /// The document as it was published in the chosen set of editions.
    pub release: &'static Release,
    /// Its clauses, in the order of the data file.
    pub clauses: Vec<ClauseView>,
}

/// A clause, by the number that its edition shows: items whose number is not known are one chapter.
#[derive(Debug, Clone)]
pub struct ClauseView {
    /// Number, such as `13⑤`; `*` for a volume as a whole.
    pub number: &'static str,
    /// Short title of the chapter.
    pub title: Text,
    /// How sure the number is; the least sure of its items.
    pub confidence: Confidence,
    /// Controls that stand for it, in the order of the catalogue.
    pub controls: Vec<&'static Control>,
}

/// Every document that controls stand for, in the order of the data file.
#[must_use]
pub fn by_clause(edition: Edition) -> Vec<GuidelineView> {
    let of_guideline = |guideline: &'static Guideline| {
        let release = guideline.edition(edition)?;
        let mut views: Vec<(ClauseView, Vec<&'static str>)> = Vec::new();
        for clause in clauses().iter().filter(|clause| clause.guideline == guideline) {
            let (Some(number), Some(confidence)) = (clause.number(edition), clause.confidence(edition)) else { continue };
            match views.iter_mut().find(|(view, _)| view.number == number) {
                Some((view, ids)) => {
                    view.confidence = view.confidence.max(confidence);
                    ids.push(clause.id);
                }
                None => views.push((ClauseView { number, title: clause.title, confidence, controls: Vec::new() }, vec![clause.id])),
            }
        }
        let filled = views.into_iter().map(|(mut view, ids)| {
            view.controls = controls::all().filter(|control| control.facts().clauses.iter().any(|id| ids.contains(id))).collect();
            view
        });
        let clauses: Vec<ClauseView> = filled.filter(|view| !view.controls.is_empty()).collect();
        (!clauses.is_empty()).then_some(GuidelineView { guideline, release, clauses })
    };
    guidelines().iter().filter_map(of_guideline).collect()
}

/// The clauses that a control stands for, where the edition has them; a chapter is named once.
#[must_use]
pub fn clauses_of(control: &Control, edition: Edition) -> Vec<(&'static Clause, &'static Release, &'static str, Confidence)> {
    let mut found: Vec<(&'static Clause, &'static Release, &'static str, Confidence)> = Vec::new();
    for clause in control.facts().clauses.iter().filter_map(|id| super::clause::clause(id)) {
        let known = clause.guideline.edition(edition).zip(clause.number(edition)).zip(clause.confidence(edition));
        let Some(((release, number), confidence)) = known else { continue };
        if !found.iter().any(|(other, _, named, _)| other.guideline == clause.guideline && *named == number) {
            found.push((clause, release, number, confidence));
        }
    }
    found
}

impl ClauseView {
    /// The verdicts of its controls in one environment, counted.
    #[must_use]
    pub fn counts(&self, assessment: &Assessment, environment: usize) -> Counts {
        Counts::of(self.controls.iter().filter_map(|control| assessment.verdict(control.id, environment)))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_clause_is_seen_once_and_every_control_through_one() {
        for edition in Edition::ALL {
            let views = by_clause(edition);
            let mut seen = BTreeSet::new();
            for view in &views {
                let numbers: BTreeSet<&str> = view.clauses.iter().map(|clause| clause.number).collect();
                assert_eq!(numbers.len(), view.clauses.len(), "{edition:?} {}", view.guideline.id);
                seen.extend(view.clauses.iter().flat_map(|clause| &clause.controls).map(|control| control.id));
            }
            for control in controls::all() {
                let named = !clauses_of(control, edition).is_empty();
                assert_eq!(seen.contains(control.id), named, "{edition:?} {}", control.id);
            }
        }
    }

    #[test]
    fn a_document_without_controls_is_not_shown() {
        let ids = |edition| by_clause(edition).iter().map(|view| view.guideline.id).collect::<Vec<_>>();
        assert_eq!(ids(Edition::Current), ["governance", "planning", "operation", "outsourcing", "provider", "appi", "physicians"]);
        assert_eq!(ids(Edition::Former), ["governance", "planning", "operation", "provider", "appi", "physicians"]);
    }

    #[test]
    fn items_without_a_sure_number_are_their_chapter() {
        let numbers = |edition, id: &str| {
            let views = by_clause(edition);
            let view = views.iter().find(|view| view.guideline.id == id).unwrap();
            view.clauses.iter().map(|clause| (clause.number, clause.confidence)).collect::<Vec<_>>()
        };
        let current = numbers(Edition::Current, "operation");
        assert_eq!(current.iter().filter(|(number, _)| *number == "9").collect::<Vec<_>>(), [&("9", Confidence::B)]);
        assert!(!current.iter().any(|(number, _)| *number == "13⑤"));
        assert!(numbers(Edition::Former, "operation").contains(&("13⑤", Confidence::A)));
    }
}
