//! The estimate of a bundle: every root module with its lines, sums and what the sums leave out.

use std::collections::BTreeMap;

use super::bench::{Basis, Bench, Item};
use super::money::{Money, Quantity};
use super::prices::PriceBook;
use super::rules::{Class, class_of};
use crate::assumption::{About, Stated};
use crate::date::Date;
use crate::draft::DesignDraft;
use crate::issue::{Words, w};
use crate::plan::{Line, Plan};
use crate::survey::Survey;
use crate::text::{Text, t};

/// What an estimate stands on besides the files: prices and stated assumptions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ground {
    /// Unit prices.
    pub book: PriceBook,
    /// What is stated for the project.
    pub project: Stated,
    /// What is stated for each environment of the design, in its order.
    pub environments: Vec<Stated>,
    /// What of the statements cannot be used.
    pub problems: Vec<Words>,
}

impl Ground {
    /// Reads what a design states; without a design nothing is stated.
    #[must_use]
    pub fn of(draft: Option<&DesignDraft>) -> Self {
        let mut problems = Vec::new();
        let empty = crate::draft::Values::new();
        let book = PriceBook::with(draft.map_or(&empty, |draft| &draft.prices), &mut problems);
        let project = Stated::read(draft.map_or(&empty, |draft| &draft.assumptions), "project", About::in_project, &mut problems);
        let environments = draft.map_or(&[][..], |draft| &draft.environments);
        let environments = environments
            .iter()
            .map(|environment| Stated::read(&environment.assumptions, environment.name(), About::in_environment, &mut problems))
            .collect();
        Self { book, project, environments, problems }
    }

    /// What is stated for an environment of a survey.
    #[must_use]
    pub fn environment(&self, index: Option<usize>) -> Stated {
        index.and_then(|index| self.environments.get(index)).cloned().unwrap_or_default()
    }
}

/// An exchange rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// Yen for a dollar.
    pub yen: Quantity,
    /// The day of the rate, where it was stated.
    pub date: Option<Date>,
}

/// The estimate of a bundle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Estimate {
    /// Environments in the order of the survey, then the account baseline.
    pub roots: Vec<RootCost>,
    /// The exchange rate, where one is stated.
    pub rate: Option<Rate>,
    /// What of the statements cannot be used.
    pub problems: Vec<Words>,
}

/// A resource type without lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Silent {
    /// The type.
    pub kind: String,
    /// How many there are.
    pub resources: usize,
    /// Why it has no line.
    pub why: Text,
    /// The first of them.
    pub line: Line,
}

/// What one root module costs in a month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RootCost {
    /// Name of the environment; empty for the account baseline.
    pub name: String,
    /// Lines: those that are always charged, then those of use.
    pub items: Vec<Item>,
    /// Types that are free by declaration.
    pub free: Vec<Silent>,
    /// Types that are charged and have no price at all; among them types that are not known here.
    pub unpriced: Vec<Silent>,
    /// Parts of the files that could not be evaluated: whatever they create is in no sum.
    pub gaps: usize,
}

/// How many lines a sum counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Coverage {
    /// Lines with an amount.
    pub priced: usize,
    /// All lines.
    pub lines: usize,
}

impl Coverage {
    /// Does the sum count every line?
    #[must_use]
    pub const fn is_full(self) -> bool {
        self.priced == self.lines
    }
}

impl Estimate {
    /// Prices everything that a survey found.
    #[must_use]
    pub fn of(survey: &Survey, ground: &Ground) -> Self {
        let environments = survey
            .environments
            .iter()
            .map(|subject| RootCost::of(&subject.name, &subject.plan, &ground.book, &ground.environment(subject.index)));
        let account = survey.accounts.iter().map(|account| RootCost::of(&account.id, &account.plan, &ground.book, &ground.project));
        let rate = ground.project.number("money.jpy_per_usd").filter(|yen| *yen > Quantity::ZERO);
        Self {
            roots: environments.chain(account).collect(),
            rate: rate.map(|yen| Rate { yen, date: ground.project.date("money.jpy_date") }),
            problems: ground.problems.clone(),
        }
    }

    /// The sum of all roots that is always charged, with its coverage.
    #[must_use]
    pub fn floor(&self) -> (Money, Coverage) {
        let sums = self.roots.iter().map(RootCost::floor);
        sums.fold((Money::ZERO, Coverage::default()), |(sum, all), (money, part)| {
            (sum + money, Coverage { priced: all.priced + part.priced, lines: all.lines + part.lines })
        })
    }
}

impl RootCost {
    fn of(name: &str, plan: &Plan, book: &PriceBook, stated: &Stated) -> Self {
        let mut bench = Bench::new(plan, book, stated);
        let mut free: BTreeMap<String, Silent> = BTreeMap::new();
        let mut unpriced: BTreeMap<String, Silent> = BTreeMap::new();
        for resource in plan.resources().values() {
            let (list, why) = match class_of(&resource.kind) {
                Some(Class::Fixed(rule) | Class::Usage(rule)) => {
                    bench.spoke = false;
                    rule.apply(&mut bench, resource);
                    if bench.spoke {
                        continue;
                    }
                    (&mut free, t("この使い方では課金されません", "Not charged in this form"))
                }
                Some(Class::Free(why)) => (&mut free, why),
                Some(Class::NotPriced(why)) => (&mut unpriced, why),
                None => (&mut unpriced, t("この種類の料金を知りません", "How this type is charged is not known here")),
            };
            let silent = || Silent { kind: resource.kind.to_string(), resources: 0, why, line: resource.line().clone() };
            list.entry(resource.kind.to_string()).or_insert_with(silent).resources += 1;
        }
        Self {
            name: name.to_owned(),
            items: bench.into_items(),
            free: free.into_values().collect(),
            unpriced: unpriced.into_values().collect(),
            gaps: plan.problems.len(),
        }
    }

    /// Lines that are always charged.
    pub fn fixed(&self) -> impl Iterator<Item = &Item> {
        self.items.iter().filter(|item| item.basis == Basis::Fixed)
    }

    /// Lines of use.
    pub fn usage(&self) -> impl Iterator<Item = &Item> {
        self.items.iter().filter(|item| item.basis != Basis::Fixed)
    }

    /// The sum that is always charged.
    #[must_use]
    pub fn floor(&self) -> (Money, Coverage) {
        sum(self.fixed())
    }

    /// The sum of use as stated.
    #[must_use]
    pub fn usage_sum(&self) -> (Money, Coverage) {
        sum(self.usage())
    }

    /// The part of the floor that sizes of the environment decide, and the part that they do not.
    #[must_use]
    pub fn by_size(&self) -> [(Money, Coverage); 2] {
        [sum(self.fixed().filter(|item| item.by_size())), sum(self.fixed().filter(|item| !item.by_size()))]
    }

    /// The floor by module, in the order of names; lines of the root module stand under an empty name.
    #[must_use]
    pub fn by_module(&self) -> BTreeMap<String, (Money, Coverage)> {
        let mut modules: BTreeMap<String, Vec<&Item>> = BTreeMap::new();
        for item in self.fixed() {
            modules.entry(item.module().to_owned()).or_default().push(item);
        }
        modules.into_iter().map(|(module, items)| (module, sum(items.into_iter()))).collect()
    }

    /// What is wrong with the sum, in words; `None` where it counts everything that the files show.
    #[must_use]
    pub fn caution(&self) -> Option<Words> {
        (self.gaps > 0).then(|| {
            let gaps = self.gaps;
            w(
                format!("評価できない箇所が {gaps} つあります。そこで作られるものは、どの合計にも入っていません。"),
                format!("{gaps} places could not be evaluated; what they create is in no sum."),
            )
        })
    }
}

fn sum<'a>(items: impl Iterator<Item = &'a Item>) -> (Money, Coverage) {
    items.fold((Money::ZERO, Coverage::default()), |(sum, coverage), item| {
        let priced = item.amount.is_ok();
        (sum + item.amount.unwrap_or(Money::ZERO), Coverage { priced: coverage.priced + usize::from(priced), lines: coverage.lines + 1 })
    })
}
