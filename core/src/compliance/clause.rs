//! The guidelines: documents, editions and the clauses that controls stand for. Clauses are named by
//! number and short chapter title; the guidelines' own text is not copied. Whether a design meets a
//! clause is not said here, nor anywhere: controls are met, clauses are what they were made for.

use std::sync::LazyLock;

use crate::text::{Text, t};

const GUIDELINES: &str = include_str!("../../data/guidelines.csv");
const CLAUSES: &str = include_str!("../../data/clauses.csv");

/// Id of the project setting that chooses the [`Edition`].
pub const EDITIONS_SETTING: &str = "guideline_editions";

/// A set of guideline editions that hold together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Edition {
    /// 厚生労働省 6.0 and 経済産業省・総務省 1.1.
    Former,
    /// 厚生労働省 7.0 and 経済産業省・総務省 2.0.
    #[default]
    Current,
}

/// A document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guideline {
    /// Stable id, such as `operation`.
    pub id: &'static str,
    /// Title.
    pub title: Text,
    /// Short name, such as システム運用編, for where the title is known.
    pub short: Text,
    /// Who publishes it.
    pub publisher: Text,
    current: Option<Release>,
    former: Option<Release>,
}

/// A document as it was published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Release {
    /// Name of the edition, such as 第7.0版.
    pub name: Text,
    /// `2026-06-29`, or a month where the day is not known; `None` for a law in force.
    pub date: Option<&'static str>,
    /// Where the public reads it.
    pub address: &'static str,
}

/// A clause of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// Stable id, such as `operation-13-5`.
    pub id: &'static str,
    /// The document.
    pub guideline: &'static Guideline,
    /// Short title of the chapter.
    pub title: Text,
    current: Option<Number>,
    former: Option<Number>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Number {
    number: &'static str,
    confidence: Confidence,
}

/// How sure a number is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// A source confirms it for that edition.
    A,
    /// Confirmed for the other edition and taken to hold.
    B,
    /// Inferred.
    C,
}

impl Edition {
    /// The newest first.
    pub const ALL: [Self; 2] = [Self::Current, Self::Former];

    /// The word in a draft: a value of the project setting `guideline_editions`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::Former => "former",
        }
    }
}

impl Guideline {
    /// The document in a set of editions; `None` where it did not exist.
    #[must_use]
    pub const fn edition(&self, edition: Edition) -> Option<&Release> {
        match edition {
            Edition::Current => self.current.as_ref(),
            Edition::Former => self.former.as_ref(),
        }
    }
}

impl Clause {
    const fn of(&self, edition: Edition) -> Option<&Number> {
        match edition {
            Edition::Current => self.current.as_ref(),
            Edition::Former => self.former.as_ref(),
        }
    }

    /// Its number as the document shows it, such as `13⑤`: the item where a source confirms it for this
    /// edition, else the chapter, and `*` for a volume as a whole. `None` where the document did not exist.
    #[must_use]
    pub fn number(&self, edition: Edition) -> Option<&'static str> {
        self.of(edition).map(|number| number.number)
    }

    /// How sure the number is.
    #[must_use]
    pub fn confidence(&self, edition: Edition) -> Option<Confidence> {
        self.of(edition).map(|number| number.confidence)
    }
}

/// All documents, in the order of the data file.
#[must_use]
pub fn guidelines() -> &'static [Guideline] {
    static ALL: LazyLock<Vec<Guideline>> = LazyLock::new(|| lines(GUIDELINES).filter_map(read_guideline).collect());
    &ALL
}

/// The document of an id.
#[must_use]
pub fn guideline(id: &str) -> Option<&'static Guideline> {
    guidelines().iter().find(|guideline| guideline.id == id)
}

/// All clauses, in the order of the data file.
#[must_use]
pub fn clauses() -> &'static [Clause] {
    static ALL: LazyLock<Vec<Clause>> = LazyLock::new(|| lines(CLAUSES).filter_map(read_clause).collect());
    &ALL
}

/// The clause of an id.
#[must_use]
pub fn clause(id: &str) -> Option<&'static Clause> {
    clauses().iter().find(|clause| clause.id == id)
}

fn lines(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines().filter(|line| !line.starts_with('#'))
}

fn read_guideline(line: &'static str) -> Option<Guideline> {
    let mut cells = line.split(',');
    let id = cells.next()?;
    let mut text = || Some(t(cells.next()?, cells.next()?));
    let (title, short, publisher) = (text()?, text()?, text()?);
    let mut release = || {
        let name = t(cells.next()?, cells.next()?);
        let date = cells.next().filter(|date| !date.is_empty());
        let address = cells.next()?;
        Some((!address.is_empty()).then_some(Release { name, date, address }))
    };
    Some(Guideline { id, title, short, publisher, current: release()?, former: release()? })
}

fn read_clause(line: &'static str) -> Option<Clause> {
    let mut cells = line.split(',');
    let id = cells.next()?;
    let guideline = guideline(cells.next()?)?;
    let title = t(cells.next()?, cells.next()?);
    let mut number = || {
        let number = cells.next()?;
        let confidence = match cells.next()? {
            "A" => Confidence::A,
            "B" => Confidence::B,
            _ => Confidence::C,
        };
        Some((!number.is_empty()).then_some(Number { number, confidence }))
    };
    Some(Clause { id, guideline, title, current: number()?, former: number()? })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::compliance::control::rows;

    #[test]
    fn every_line_is_read() {
        assert_eq!(guidelines().len(), lines(GUIDELINES).count());
        assert_eq!(clauses().len(), lines(CLAUSES).count());
        for line in lines(CLAUSES) {
            assert_eq!(line.split(',').count(), 8, "{line}");
        }
        for line in lines(GUIDELINES) {
            assert_eq!(line.split(',').count(), 15, "{line}");
        }
    }

    #[test]
    fn controls_name_these_clauses_and_no_others() {
        let named: BTreeSet<&str> = rows().flat_map(|(_, facts)| facts.clauses).collect();
        let known: BTreeSet<&str> = clauses().iter().map(|clause| clause.id).collect();
        assert_eq!(named, known);
    }

    #[test]
    fn a_number_stands_where_the_document_exists() {
        for clause in clauses() {
            for edition in Edition::ALL {
                let exists = clause.guideline.edition(edition).is_some();
                assert_eq!(clause.number(edition).is_some(), exists, "{} {edition:?}", clause.id);
                assert_eq!(clause.confidence(edition).is_some(), exists, "{} {edition:?}", clause.id);
            }
        }
        assert_eq!(guideline("outsourcing").map(|guideline| guideline.edition(Edition::Former)), Some(None));
        assert_eq!(clause("operation-13-5").and_then(|clause| clause.number(Edition::Current)), Some("13"));
        assert_eq!(clause("operation-13-5").and_then(|clause| clause.number(Edition::Former)), Some("13⑤"));
    }

    #[test]
    fn only_an_item_that_is_sure_is_written_out() {
        let item = |number: &str| number.chars().any(|c| ('①'..='⑳').contains(&c)) || number.contains('.');
        for clause in clauses() {
            for edition in Edition::ALL {
                if let (Some(number), Some(confidence)) = (clause.number(edition), clause.confidence(edition)) {
                    assert!(!item(number) || confidence == Confidence::A, "{} {edition:?}", clause.id);
                }
            }
        }
    }
}
