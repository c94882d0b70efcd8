//! Unit prices: the dated rows that ship with the product, and what a design puts in their place.
//! Nothing here knows which resource uses which price.

use std::collections::BTreeMap;

use serde_json::Value as Raw;

use super::money::Price;
use crate::date::Date;
use crate::draft::Values;
use crate::issue::{Words, w};

const ROWS: &str = include_str!("../../data/prices_ap-northeast-1.csv");

/// The region of the rows.
pub const REGION: &str = "ap-northeast-1";

/// A price read longer ago than this is marked.
const OLD_DAYS: i64 = 90;
/// A price read longer ago than this is marked as out of date.
const STALE_DAYS: i64 = 365;

/// How much a row can be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// Several dated records agree.
    High,
    /// One dated record.
    Medium,
    /// Computed from another row.
    Derived,
    /// From a snapshot so old that it is an indication only: it is not counted in any sum.
    Stale,
    /// No record was found.
    Unverified,
    /// Typed by the user, or read by the user from a price list.
    Own,
}

/// Who set a price.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SetBy {
    /// The product.
    Bundled,
    /// A price list that the user read in.
    Imported,
    /// The user.
    User,
}

/// How long ago a price was read, beside a given day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Age {
    /// Within 90 days.
    Fresh,
    /// Longer than 90 days ago.
    Old,
    /// Longer than a year ago, or from an old snapshot.
    Stale,
    /// The row has no date: it was computed from another one.
    Undated,
}

/// A unit price.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Stable id, such as `nat.hour`.
    pub id: String,
    /// What is counted, such as `gb-month`.
    pub unit: String,
    /// Dollars for one unit, or `None` where no record was found.
    pub usd: Option<Price>,
    /// Service code of the AWS Price List, such as `AmazonEC2`.
    pub offer: String,
    /// Usage type of the AWS Price List; empty where it was not seen.
    pub usage_type: String,
    /// SKU of the AWS Price List; empty where it was not seen.
    pub sku: String,
    /// When AWS published the list that was read.
    pub published: Option<Date>,
    /// When it was read.
    pub observed: Option<Date>,
    /// How many records say so.
    pub records: u8,
    /// How much it can be trusted.
    pub confidence: Confidence,
    /// Where it was read or how it was computed.
    pub source: String,
    /// What else is known.
    pub note: Words,
    /// Who set it.
    pub set_by: SetBy,
}

impl Row {
    /// The price that sums may use: not that of an old snapshot.
    #[must_use]
    pub fn counted(&self) -> Option<Price> {
        self.usd.filter(|_| self.confidence != Confidence::Stale)
    }

    /// How old it is on a day.
    #[must_use]
    pub fn age(&self, today: Date) -> Age {
        match self.observed {
            _ if self.confidence == Confidence::Stale => Age::Stale,
            None => Age::Undated,
            Some(observed) => match observed.days_until(today) {
                days if days > STALE_DAYS => Age::Stale,
                days if days > OLD_DAYS => Age::Old,
                _ => Age::Fresh,
            },
        }
    }
}

/// Prices by id: the user's before imported ones before those that ship with the product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PriceBook {
    rows: BTreeMap<String, Row>,
}

/// The rows that ship with the product.
pub fn bundled() -> impl Iterator<Item = Row> {
    ROWS.lines().filter(|line| !line.starts_with('#')).filter_map(read)
}

fn read(line: &str) -> Option<Row> {
    let mut cells = line.split(',').map(str::to_owned);
    Some(Row {
        id: cells.next()?,
        unit: cells.next()?,
        usd: Price::parse(&cells.next()?),
        offer: cells.next()?,
        usage_type: cells.next()?,
        sku: cells.next()?,
        published: Date::parse_reading(&cells.next()?),
        observed: Date::parse_reading(&cells.next()?),
        records: cells.next()?.parse().ok()?,
        confidence: match cells.next()?.as_str() {
            "high" => Confidence::High,
            "medium" => Confidence::Medium,
            "derived" => Confidence::Derived,
            "stale" => Confidence::Stale,
            _ => Confidence::Unverified,
        },
        source: cells.next()?,
        note: {
            let en = cells.next()?;
            w(cells.next()?, en)
        },
        set_by: SetBy::Bundled,
    })
}

impl PriceBook {
    /// The rows of the product with a design's own prices in their place; what of those cannot be
    /// used is said in `problems`, and the row of the product stays.
    #[must_use]
    pub fn with(own: &Values, problems: &mut Vec<Words>) -> Self {
        let mut rows: BTreeMap<String, Row> = BTreeMap::new();
        rows.extend(bundled().map(|row| (row.id.clone(), row)));
        for (id, raw) in own {
            match own_row(id, raw, rows.get(id)) {
                Ok(row) => {
                    rows.insert(id.clone(), row);
                }
                Err(why) => problems.push(why),
            }
        }
        Self { rows }
    }

    /// The row of an id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Row> {
        self.rows.get(id)
    }

    /// All rows in the order of their ids.
    pub fn rows(&self) -> impl Iterator<Item = &Row> {
        self.rows.values()
    }
}

/// A price of a design: `"0.5"`, or an object with `usd`, `observed`, `source` and `by` (`user` or
/// `import`), of which only `usd` must be there.
fn own_row(id: &str, raw: &Raw, row: Option<&Row>) -> Result<Row, Words> {
    let text = |field: &str| raw.get(field).and_then(Raw::as_str).unwrap_or_default();
    let usd = match raw {
        Raw::Object(_) => raw.get("usd").map(plain).unwrap_or_default(),
        other => plain(other),
    };
    let Some(usd) = Price::parse(&usd) else {
        return Err(w(
            format!("料金「{id}」の値 {raw} は使えません。0.05056 のような 0 以上の 10 進数（ドル）にしてください。製品の値を使います。"),
            format!(
                "The price “{id}” has {raw}, which cannot be used. Write dollars as a decimal from 0 up, such as 0.05056. The product's own row is used."
            ),
        ));
    };
    let set_by = if text("by") == "import" { SetBy::Imported } else { SetBy::User };
    let base = row.cloned().unwrap_or_else(|| Row {
        id: id.to_owned(),
        unit: unit_of(id).to_owned(),
        usd: None,
        offer: String::new(),
        usage_type: String::new(),
        sku: String::new(),
        published: None,
        observed: None,
        records: 0,
        confidence: Confidence::Unverified,
        source: String::new(),
        note: w("", ""),
        set_by: SetBy::Bundled,
    });
    Ok(Row {
        usd: Some(usd),
        published: None,
        observed: Date::parse_reading(text("observed")),
        records: 1,
        confidence: Confidence::Own,
        source: text("source").to_owned(),
        note: w("", ""),
        set_by,
        ..base
    })
}

/// The text of a number or text, as it was written.
pub(crate) fn plain(raw: &Raw) -> String {
    match raw {
        Raw::String(text) => text.trim().to_owned(),
        Raw::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

/// Units of prices whose ids are made of a class: every class has a price, not every one a row.
#[must_use]
pub fn unit_of(id: &str) -> &'static str {
    if id.starts_with("rds.pg.db.") {
        "instance-hour"
    } else if id.starts_with("elasticache.") {
        "node-hour"
    } else if id.ends_with("kms.key") {
        "key-month"
    } else if id.ends_with("cw.container_insights") {
        "cluster-month"
    } else if id.ends_with("cw.dashboard") {
        "dashboard-month"
    } else {
        "unit"
    }
}
