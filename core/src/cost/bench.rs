//! What a rule is given to price a resource with, and how it says what it found. It can only speak of
//! a resource of the plan; equal lines of one declaration become one line.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::HOURS_PER_MONTH;
use super::money::{Money, Price, Quantity};
use super::prices::{PriceBook, REGION, Row, unit_of};
use crate::assumption::Stated;
use crate::plan::{Attribute, Line, Plan, Resource};
use crate::text::{Text, t};

/// Where a quantity comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Basis {
    /// The files: it is charged whether anybody uses it or not.
    Fixed,
    /// An assumption, by its id.
    Usage(&'static str),
}

/// Why a line has no amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Missing {
    /// No price was found for it.
    Price,
    /// The only price is an old snapshot.
    StalePrice,
    /// Nobody stated the use.
    Assumption,
    /// The files do not show the quantity before an apply, or not at all.
    Quantity,
}

/// One line of an estimate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Address of the resource without keys.
    pub address: String,
    /// Its type.
    pub kind: Arc<str>,
    /// How many resources the line counts.
    pub resources: usize,
    /// What is charged.
    pub what: Text,
    /// Fixed or by use.
    pub basis: Basis,
    /// Units in a month.
    pub quantity: Option<Quantity>,
    /// Price id.
    pub price: String,
    /// The unit.
    pub unit: String,
    /// The row of the price, where there is one.
    pub row: Option<Row>,
    /// Dollars in a month, or why there are none.
    pub amount: Result<Money, Missing>,
    /// The line that decides the quantity: in `terraform.tfvars` where a size does.
    pub line: Line,
    /// All lines that decide it.
    pub trace: Vec<Line>,
}

impl Item {
    /// The module that makes it: `rds` for `module.rds.aws_db_instance.this`, empty in the root.
    #[must_use]
    pub fn module(&self) -> &str {
        self.address.strip_prefix("module.").and_then(|rest| rest.split(['.', '[']).next()).unwrap_or_default()
    }

    /// Does a value of the environment's `terraform.tfvars` decide it?
    #[must_use]
    pub fn by_size(&self) -> bool {
        self.trace.iter().any(is_tfvars)
    }

    /// The lines that decide the quantity: those in `terraform.tfvars` where there are any.
    pub fn deciding(&self) -> impl Iterator<Item = &Line> {
        let sizes = self.trace.iter().filter(|line| is_tfvars(line));
        sizes.chain((!self.by_size()).then_some(&self.line))
    }

    /// The price that was used.
    #[must_use]
    pub fn usd(&self) -> Option<Price> {
        self.row.as_ref().and_then(Row::counted)
    }
}

pub(super) fn is_tfvars(line: &Line) -> bool {
    line.path.ends_with(".tfvars")
}

/// A quantity with the lines that decide it.
#[derive(Debug, Clone, Default)]
pub(super) struct Amount {
    pub(super) quantity: Option<Quantity>,
    pub(super) trace: Vec<Line>,
}

impl Amount {
    /// A quantity that no argument decides: the resource itself does.
    pub(super) fn one() -> Self {
        Self { quantity: Some(Quantity::whole(1)), trace: Vec::new() }
    }

    pub(super) fn whole(number: usize) -> Self {
        Self { quantity: Some(Quantity::whole(i64::try_from(number).unwrap_or(i64::MAX))), trace: Vec::new() }
    }

    /// The product: both sides decide it.
    pub(super) fn by(mut self, other: Self) -> Self {
        self.quantity = self.quantity.zip(other.quantity).map(|(a, b)| a.by(b));
        self.trace.extend(other.trace);
        self
    }

    pub(super) fn times(mut self, factor: i64) -> Self {
        self.quantity = self.quantity.map(|quantity| quantity.times(factor));
        self
    }

    pub(super) fn over(mut self, parts: i64) -> Self {
        self.quantity = self.quantity.map(|quantity| quantity.over(parts));
        self
    }

    pub(super) fn above(mut self, free: i64) -> Self {
        self.quantity = self.quantity.map(|quantity| quantity.above(Quantity::whole(free)));
        self
    }

    pub(super) fn hours(self) -> Self {
        self.times(HOURS_PER_MONTH)
    }
}

/// The bench of one root module.
pub(super) struct Bench<'a> {
    pub(super) plan: &'a Plan,
    book: &'a PriceBook,
    stated: &'a Stated,
    items: BTreeMap<Order, Item>,
    /// Has a rule spoken since this was last set back?
    pub(super) spoke: bool,
}

/// Lines in the order of a reader: fixed before use, then by declaration and price.
type Order = (Basis, String, String);

impl<'a> Bench<'a> {
    pub(super) const fn new(plan: &'a Plan, book: &'a PriceBook, stated: &'a Stated) -> Self {
        Self { plan, book, stated, items: BTreeMap::new(), spoke: false }
    }

    pub(super) fn into_items(self) -> Vec<Item> {
        self.items.into_values().collect()
    }

    /// A known number of an argument.
    pub(super) fn number(&self, resource: &Resource, argument: &str) -> Amount {
        resource.find(argument).map_or_else(Amount::default, |found| Amount {
            quantity: found.value.as_number().and_then(Quantity::of),
            trace: self.plan.trace(resource, found),
        })
    }

    /// How many items a list argument has.
    pub(super) fn items(&self, resource: &Resource, argument: &str) -> Amount {
        match resource.find(argument) {
            Some(found) if found.value.as_unknown().is_none() => {
                Amount { trace: self.plan.trace_items(resource, found), ..Amount::whole(found.value.items().len()) }
            }
            Some(found) => Amount { quantity: None, trace: self.plan.trace_items(resource, found) },
            None => Amount::default(),
        }
    }

    /// Lines that decide an argument.
    pub(super) fn trace(&self, resource: &Resource, argument: &Attribute) -> Vec<Line> {
        self.plan.trace(resource, argument)
    }

    /// The price id in the region in which a resource is made: rows without a region are those of
    /// ap-northeast-1.
    pub(super) fn regional(&self, resource: &Resource, id: &str) -> String {
        let region = self.plan.providers().get(&resource.provider).and_then(|provider| provider.text("region"));
        match region {
            Some(region) if region != REGION => format!("{region}/{id}"),
            _ => id.to_owned(),
        }
    }

    /// A line that is charged whether anybody uses the resource or not.
    pub(super) fn fixed(&mut self, resource: &Resource, what: Text, amount: Amount, price: &str) {
        let mut trace = amount.trace;
        for line in self.plan.trace_count(resource) {
            trace.push(line);
        }
        self.add(resource, what, Basis::Fixed, amount.quantity, price, trace);
    }

    /// A line of use: the assumption, in units of the price. It is said once for a root, at the
    /// first resource that leads to it.
    pub(super) fn usage(&mut self, resource: &Resource, what: Text, assumption: &'static str, factor: i64, price: &str) {
        self.usage_of(resource, what, assumption, Amount::one().times(factor), price);
    }

    /// The same, where the files decide how many units one unit of use is.
    pub(super) fn usage_of(&mut self, resource: &Resource, what: Text, assumption: &'static str, each: Amount, price: &str) {
        self.spoke = true;
        let quantity = self.stated.number(assumption).zip(each.quantity).map(|(number, each)| number.by(each));
        let price = self.regional(resource, price);
        let order = (Basis::Usage(assumption), String::new(), price.clone());
        if let Some(item) = self.items.get_mut(&order) {
            item.resources += 1;
            return;
        }
        let item = self.item(resource, what, order.0, quantity, &price, each.trace);
        self.items.insert(order, item);
    }

    fn add(&mut self, resource: &Resource, what: Text, basis: Basis, quantity: Option<Quantity>, price: &str, trace: Vec<Line>) {
        self.spoke = true;
        let price = self.regional(resource, price);
        let order = (basis, resource.declaration(), format!("{price} {}", what.en));
        let mut item = self.item(resource, what, basis, quantity, &price, trace);
        if let Some(before) = self.items.remove(&order) {
            item.quantity = before.quantity.zip(item.quantity).map(|(a, b)| a + b);
            item.resources = before.resources + 1;
            item.amount = amount(item.row.as_ref(), basis, item.quantity);
        }
        self.items.insert(order, item);
    }

    fn item(&self, resource: &Resource, what: Text, basis: Basis, quantity: Option<Quantity>, price: &str, mut trace: Vec<Line>) -> Item {
        let mut seen = Vec::new();
        trace.retain(|line| {
            let new = !seen.contains(line);
            seen.push(line.clone());
            new
        });
        let decides = trace.iter().find(|line| is_tfvars(line)).or_else(|| trace.first());
        let row = self.book.get(price).cloned();
        Item {
            address: resource.declaration(),
            kind: resource.kind.clone(),
            resources: 1,
            what,
            basis,
            quantity,
            price: price.to_owned(),
            unit: row.as_ref().map_or_else(|| unit_of(price).to_owned(), |row| row.unit.clone()),
            amount: amount(row.as_ref(), basis, quantity),
            row,
            line: decides.unwrap_or_else(|| resource.line()).clone(),
            trace,
        }
    }
}

fn amount(row: Option<&Row>, basis: Basis, quantity: Option<Quantity>) -> Result<Money, Missing> {
    let quantity = quantity.ok_or(match basis {
        Basis::Fixed => Missing::Quantity,
        Basis::Usage(_) => Missing::Assumption,
    })?;
    let row = row.ok_or(Missing::Price)?;
    let price = row.counted().ok_or(if row.usd.is_some() { Missing::StalePrice } else { Missing::Price })?;
    Ok(price.of(quantity))
}

impl Missing {
    /// The reason in words, with what to do.
    #[must_use]
    pub const fn words(self) -> Text {
        match self {
            Self::Price => t(
                "単価の記録が見つかっていません。料金表を取り込むか、値を入れてください",
                "No record of the price was found; read in a price list or type it",
            ),
            Self::StalePrice => t(
                "2021 年の単価しかないので合計に入れません。料金表を取り込むか、値を入れてください",
                "Only a price of 2021 is known, which is not counted; read in a price list or type it",
            ),
            Self::Assumption => t("使用量が書かれていません", "The use is not stated"),
            Self::Quantity => t("数量がファイルから分かりません", "The files do not show the quantity"),
        }
    }
}
