//! What files cannot show and a person has to state: usage, load, the exchange rate. Each assumption is
//! declared once; whoever computes with one reads it here and says so. An assumption never blocks a
//! download: no file depends on it.

mod table;

use std::collections::BTreeMap;

use serde_json::Value as Raw;

use crate::cost::money::Quantity;
use crate::cost::prices::plain;
use crate::date::Date;
use crate::draft::Values;
use crate::issue::{Words, w};
use crate::text::Text;
pub use table::ASSUMPTIONS;

/// What an assumption is about, and so where it is stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    /// Use in a month: stated for an environment, and for the account baseline in the project.
    Usage,
    /// Load at the peak: stated for an environment.
    Load,
    /// Money and quotas: stated for the project.
    Project,
}

/// How an assumption is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A decimal from 0 up.
    Decimal,
    /// A day, such as 2026-10-08.
    Date,
}

/// The one declaration of an assumption.
#[derive(Debug, Clone, Copy)]
pub struct Assumption {
    /// Stable id.
    pub id: &'static str,
    /// Where it is stated.
    pub about: About,
    /// How it is written.
    pub form: Form,
    /// Short name.
    pub label: Text,
    /// Unit behind the number.
    pub unit: Text,
    /// What it means, and where to read it.
    pub help: Text,
    /// The range that holds where nothing is stated; `None` where nothing honest can be said. A model
    /// computes with both ends.
    pub range: Option<(&'static str, &'static str)>,
}

/// The assumption of an id.
#[must_use]
pub fn find(id: &str) -> Option<&'static Assumption> {
    ASSUMPTIONS.iter().find(|assumption| assumption.id == id)
}

/// A number as stated, or the range that holds without a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    /// Lower end.
    pub low: Quantity,
    /// Upper end.
    pub high: Quantity,
    /// Did somebody state it? Then both ends are the same.
    pub stated: bool,
}

/// What a design states, read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Stated {
    numbers: BTreeMap<&'static str, Quantity>,
    dates: BTreeMap<&'static str, Date>,
}

impl About {
    /// Is it stated for an environment?
    #[must_use]
    pub const fn in_environment(self) -> bool {
        matches!(self, Self::Usage | Self::Load)
    }

    /// Is it stated for the project? Use there is that of the account baseline.
    #[must_use]
    pub const fn in_project(self) -> bool {
        matches!(self, Self::Usage | Self::Project)
    }
}

impl Stated {
    /// Reads raw values of a place where assumptions about some things are stated. What cannot be used
    /// there is said in `problems` and counts as not stated.
    #[must_use]
    pub fn read(values: &Values, place: &str, fits: fn(About) -> bool, problems: &mut Vec<Words>) -> Self {
        let mut stated = Self::default();
        for (id, raw) in values {
            let text = plain(raw);
            // An emptied field of a form states nothing.
            if text.is_empty() && matches!(raw, Raw::String(_) | Raw::Null) {
                continue;
            }
            let read = match find(id).filter(|known| fits(known.about)) {
                None => None,
                Some(known) => match known.form {
                    Form::Decimal => Quantity::parse(&text).map(|number| {
                        stated.numbers.insert(known.id, number);
                    }),
                    Form::Date => Date::parse(&text).map(|date| {
                        stated.dates.insert(known.id, date);
                    }),
                },
            };
            if read.is_none() {
                problems.push(refusal(place, id, raw, fits));
            }
        }
        stated
    }

    /// The stated number.
    #[must_use]
    pub fn number(&self, id: &str) -> Option<Quantity> {
        debug_assert!(find(id).is_some(), "{id} is no assumption");
        self.numbers.get(id).copied()
    }

    /// The stated number, else the default range; `None` where there is neither.
    #[must_use]
    pub fn range(&self, id: &str) -> Option<Range> {
        match self.number(id) {
            Some(number) => Some(Range { low: number, high: number, stated: true }),
            None => {
                let (low, high) = find(id)?.range?;
                Some(Range { low: Quantity::parse(low)?, high: Quantity::parse(high)?, stated: false })
            }
        }
    }

    /// The stated day.
    #[must_use]
    pub fn date(&self, id: &str) -> Option<Date> {
        self.dates.get(id).copied()
    }
}

fn refusal(place: &str, id: &str, raw: &Raw, fits: fn(About) -> bool) -> Words {
    match find(id).filter(|known| fits(known.about)) {
        None => w(format!("{place}: 「{id}」という前提はここにはありません。"), format!("{place}: there is no assumption “{id}” here.")),
        Some(known) => match known.form {
            Form::Decimal => w(
                format!("{place}: {} の値 {raw} は使えません。0 以上の 10 進数（小数 6 桁まで）にしてください。", known.label.ja),
                format!("{place}: {}: {raw} cannot be used. Write a decimal from 0 up with at most six decimals.", known.label.en),
            ),
            Form::Date => w(
                format!("{place}: {} の値 {raw} は使えません。2026-10-08 の形にしてください。", known.label.ja),
                format!("{place}: {}: {raw} cannot be used. Write it like 2026-10-08.", known.label.en),
            ),
        },
    }
}
