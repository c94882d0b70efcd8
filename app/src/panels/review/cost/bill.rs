//! Cost: the chart and its table, every line with the lines of the files that decide it, use as a
//! form, prices, what has none, and the difference from another environment.

use design_core::assumption::{ASSUMPTIONS, About};
use design_core::cost::money::Money;
use design_core::cost::prices::SetBy;
use design_core::cost::{Basis, Coverage, Item, Missing, compare};
use design_core::report::{self, Setting};
use leptos::prelude::*;

use super::super::place::{Place, address};
use super::changes::changes_table;
use super::form::{PriceRow, Row};
use super::import::Import;
use super::{Desk, words};
use crate::browser::download;
use crate::state::{use_tr, use_ui};

#[component]
pub(super) fn Bill(desk: Desk) -> impl IntoView {
    let (ui, tr) = (use_ui(), use_tr());
    let chart = move || {
        let lang = tr.lang();
        desk.worked
            .with(|worked| worked.as_ref().map(|worked| report::cost_chart(&worked.estimate, Setting::Page, lang)))
            .unwrap_or_default()
    };
    let save = move |_| {
        let lang = tr.lang_untracked();
        let svg =
            desk.worked.with_untracked(|worked| worked.as_ref().map(|worked| report::cost_chart(&worked.estimate, Setting::File, lang)));
        let name = words::chart_file("cost");
        let done = svg.is_some_and(|svg| download::save(&name, "image/svg+xml", svg.as_bytes()));
        ui.say(if done { crate::words::saved(lang, &name) } else { crate::words::DOWNLOAD_FAILED.get(lang).to_owned() }, None);
    };
    view! {
        <p class="lead">{tr.text(words::COST_LEAD)}</p>
        <div class="chart-box" tabindex="0" role="group" aria-label=tr.text(words::BY_MODULE) data-testid="cost-chart" inner_html=chart></div>
        <p><button type="button" class="link" on:click=save>{tr.text(words::SAVE_CHART)}</button></p>
        <Summary desk />
        <h2>{tr.text(words::FIXED)}</h2>
        <Lines desk />
        <Use desk />
        <Prices desk />
        <Silent desk />
        <Difference desk />
    }
}

fn sum((money, coverage): (Money, Coverage)) -> String {
    words::covered(&money.to_string(), coverage.priced, coverage.lines)
}

/// Every environment in columns, modules in rows.
#[component]
fn Summary(desk: Desk) -> impl IntoView {
    let tr = use_tr();
    let table = move || {
        let lang = tr.lang();
        let worked = desk.worked.get()?;
        let roots = &worked.estimate.roots;
        let modules: std::collections::BTreeSet<String> = roots.iter().flat_map(|root| root.by_module().into_keys()).collect();
        let heads = roots.iter().map(|root| {
            let name = if root.name.is_empty() { tr.get(crate::words::ACCOUNT).to_owned() } else { root.name.clone() };
            view! { <th scope="col" class="number">{name}</th> }
        });
        let rows = modules.into_iter().map(|module| {
            let word = report::module_word(&module).map_or_else(|| module.clone(), |word| word.get(lang).to_owned());
            let cells = roots.iter().map(|root| {
                let cell = root.by_module().get(&module).map_or_else(|| "–".to_owned(), |found| sum(*found));
                view! { <td class="number">{cell}</td> }
            });
            view! { <tr><th scope="row">{word}</th>{cells.collect_view()}</tr> }
        });
        let line = |word: design_core::Text, of: fn(&design_core::cost::RootCost) -> (Money, Coverage)| {
            let cells = roots.iter().map(|root| view! { <td class="number">{sum(of(root))}</td> });
            view! { <tr class="sum"><th scope="row">{word.get(lang)}</th>{cells.collect_view()}</tr> }
        };
        let (all, coverage) = worked.estimate.floor();
        let yen = worked.estimate.rate.map(|rate| format!(" = {} JPY", all.yen(rate.yen))).unwrap_or_default();
        let total = words::covered(&format!("{all} USD{yen}"), coverage.priced, coverage.lines);
        Some(view! {
            <table class="list" data-testid="cost-summary">
                <caption class="hidden-text">{words::BY_MODULE.get(lang)}</caption>
                <thead><tr><th scope="col">{words::BY_MODULE.get(lang)}</th>{heads.collect_view()}</tr></thead>
                <tbody>
                    {rows.collect_view()}
                    {line(words::FIXED, design_core::cost::RootCost::floor)}
                    {line(words::BY_SIZES, |root| { let [sizes, _] = root.by_size(); sizes })}
                    {line(words::NOT_BY_SIZES, |root| { let [_, rest] = root.by_size(); rest })}
                    {line(words::USE, design_core::cost::RootCost::usage_sum)}
                </tbody>
            </table>
            <p class="why">{words::COVERAGE.get(lang)}</p>
            <p class="total-line">{words::ALL_TOGETHER.get(lang)} ": " {total}</p>
        })
    };
    view! { {table} }
}

/// The lines that are always charged.
#[component]
fn Lines(desk: Desk) -> impl IntoView {
    let tr = use_tr();
    let rows = move || {
        let lang = tr.lang();
        desk.with_root(|_, root| {
            let items: Vec<&Item> = root.fixed().collect();
            let modules = items.chunk_by(|a, b| a.module() == b.module()).map(|items| {
                let name = items.first().map(|item| item.module()).unwrap_or_default();
                let head = report::module_word(name).map_or_else(|| name.to_owned(), |word| word.get(lang).to_owned());
                let total = root.by_module().get(name).map(|found| sum(*found));
                let rows = items.iter().map(|item| {
                    let places = item.deciding().cloned().map(|line| view! { <Place line /> " " }).collect_view();
                    let prefix = format!("module.{name}.");
                    let short = item.address.strip_prefix(prefix.as_str()).unwrap_or(&item.address).to_owned();
                    view! {
                        <tr>
                            <td>{item.what.get(lang)}<div class="mono under" title=item.address.clone()>{address(&short)}</div></td>
                            <td class="number">{calculation(item, lang)}<div class="under">{read_on(item, desk, lang)}</div></td>
                            <td class="number">{amount(item, lang)}</td>
                            <td>{places}</td>
                        </tr>
                    }
                });
                view! {
                    <tbody>
                        <tr class="module"><th colspan="2" scope="rowgroup">{head}</th><td class="number">{total}</td><td></td></tr>
                        {rows.collect_view()}
                    </tbody>
                }
            });
            modules.collect_view()
        })
    };
    view! {
        <table class="list priced" data-testid="cost-lines">
            <thead><tr>
                <th scope="col">{tr.text(words::RESOURCE)}</th>
                <th scope="col" class="number">{tr.text(words::CALCULATION)}</th>
                <th scope="col" class="number">{tr.text(words::A_MONTH)}</th>
                <th scope="col">{tr.text(words::DECIDED_BY)}</th>
            </tr></thead>
            {rows}
        </table>
    }
}

/// The price stays with its sign where the line breaks.
fn calculation(item: &Item, lang: design_core::Lang) -> String {
    report::cost_calculation(item, lang).replace("× ", "×\u{a0}")
}

fn amount(item: &Item, lang: design_core::Lang) -> AnyView {
    match item.amount {
        Ok(amount) => amount.to_string().into_any(),
        Err(missing) => {
            view! { <span class="badge notice" title=missing.words().get(lang)>{words::NOT_PRICED.get(lang)}</span> }.into_any()
        }
    }
}

/// The day of a price, its confidence, and a mark where it is old.
fn read_on(item: &Item, desk: Desk, lang: design_core::Lang) -> AnyView {
    let Some(row) = item.row.as_ref() else { return ().into_any() };
    let age = desk.today.map(|today| report::age_word(row.age(today)).get(lang)).unwrap_or_default();
    let observed = row.observed.map(|date| date.to_string()).unwrap_or_default();
    view! {
        <span title=report::price_confidence_word(row).get(lang)>{words::PRICE_READ.get(lang)} " " {observed}</span>
        {(!age.is_empty()).then(|| view! { " " <span class="badge notice">{age}</span> })}
    }
    .into_any()
}

/// Use as a form: what is stated, and what it costs.
#[component]
fn Use(desk: Desk) -> impl IntoView {
    let tr = use_tr();
    // The form is drawn anew for another root or other components, not for another number.
    let asked = Memo::new(move |_| {
        let ids = desk.with_root(|_, root| {
            let mut ids: Vec<&'static str> =
                root.usage().filter_map(|item| if let Basis::Usage(id) = item.basis { Some(id) } else { None }).collect();
            ids.sort_unstable();
            ids.dedup();
            ids
        });
        (desk.environment(), ids.unwrap_or_default())
    });
    let follows = move |id: &'static str| {
        Signal::derive(move || {
            let lang = tr.lang();
            let amounts = desk
                .with_root(|_, root| root.usage().filter(|item| item.basis == Basis::Usage(id)).map(|item| item.amount).collect::<Vec<_>>())
                .unwrap_or_default();
            if amounts.contains(&Err(Missing::Assumption)) {
                return String::new();
            }
            if amounts.iter().any(Result::is_err) {
                return words::NOT_PRICED.get(lang).to_owned();
            }
            amounts.into_iter().filter_map(Result::ok).sum::<Money>().to_string()
        })
    };
    let rows = move || {
        let (environment, ids) = asked.get();
        let known = ASSUMPTIONS.iter().filter(|assumption| ids.contains(&assumption.id));
        known.map(|assumption| view! { <Row assumption environment follows=follows(assumption.id) /> }).collect_view()
    };
    let project = ASSUMPTIONS.iter().filter(|assumption| assumption.about == About::Project);
    let project =
        project.map(|assumption| view! { <Row assumption environment=None follows=Signal::derive(String::new) /> }).collect_view();
    view! {
        <h2>{tr.text(words::USE)} " " {move || desk.with_root(|_, root| sum(root.usage_sum()))}</h2>
        <p class="why">{tr.text(words::USE_HELP)}</p>
        <table class="list" data-testid="cost-use">
            <thead><tr>
                <th scope="col">{tr.text(words::ASSUMPTION)}</th>
                <th scope="col">{tr.text(words::VALUE)}</th>
                <th scope="col" class="number">{tr.text(words::A_MONTH)}</th>
            </tr></thead>
            <tbody>{rows}</tbody>
            <tbody>
                <tr class="module"><th colspan="3" scope="rowgroup">{tr.text(words::MONEY)}</th></tr>
                {project}
            </tbody>
        </table>
    }
}

/// Prices that are missing or set by the user.
#[component]
fn Prices(desk: Desk) -> impl IntoView {
    let tr = use_tr();
    let ids = Memo::new(move |_| {
        desk.worked.with(|worked| {
            let items = worked.iter().flat_map(|worked| worked.estimate.roots.iter().flat_map(|root| &root.items));
            let wanted = items.filter(|item| {
                let own = item.row.as_ref().is_some_and(|row| row.set_by != SetBy::Bundled);
                own || matches!(item.amount, Err(Missing::Price | Missing::StalePrice))
            });
            let ids: std::collections::BTreeMap<String, String> = wanted.map(|item| (item.price.clone(), item.unit.clone())).collect();
            ids.into_iter().collect::<Vec<_>>()
        })
    });
    let rows = move || ids.get().into_iter().map(|(id, unit)| view! { <PriceRow unit=report::unit_word(&unit) id /> }).collect_view();
    view! {
        <h2>{tr.text(words::PRICES)}</h2>
        <p class="why">{tr.text(words::PRICES_HELP)}</p>
        <Import />
        <table class="list" data-testid="cost-prices">
            <thead><tr><th scope="col">{tr.text(words::PRICE_ID)}</th><th scope="col">{tr.text(words::VALUE)}</th></tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

/// What has no line: not priced, and free by declaration.
#[component]
fn Silent(desk: Desk) -> impl IntoView {
    let tr = use_tr();
    let lists = move || {
        let lang = tr.lang();
        desk.with_root(|_, root| {
            let unpriced = root.unpriced.iter().map(|silent| {
                view! { <li><span class="mono">{silent.kind.clone()} " ×" {silent.resources}</span> " " {silent.why.get(lang)} " " <Place line=silent.line.clone() /></li> }
            });
            let free = root.free.iter().map(|silent| view! { <li><span class="mono">{silent.kind.clone()} " ×" {silent.resources}</span> " " {silent.why.get(lang)}</li> });
            let caution = root.caution().map(|caution| view! { <p class="note error">{caution.get(lang).to_owned()}</p> });
            view! {
                {caution}
                <h2>{words::NOT_PRICED.get(lang)}</h2>
                <ul class="plain">{unpriced.collect_view()}</ul>
                <details><summary>{words::FREE.get(lang)}</summary><ul class="plain">{free.collect_view()}</ul></details>
            }
        })
    };
    view! { {lists} }
}

/// The shown environment beside another.
#[component]
fn Difference(desk: Desk) -> impl IntoView {
    let tr = use_tr();
    let other = RwSignal::new(None::<usize>);
    let position = move || {
        let shown = desk.position();
        other.get().filter(|other| *other != shown).unwrap_or(if shown == 0 { 1 } else { shown - 1 })
    };
    let choice = move || {
        let chosen = position();
        let names = desk.names().into_iter().enumerate().filter(|(at, name)| *at != desk.position() && !name.is_empty());
        names.map(|(at, name)| view! { <button type="button" aria-pressed=(at == chosen).to_string() on:click=move |_| other.set(Some(at))>{name}</button> }).collect_view()
    };
    let rows = move || {
        let lang = tr.lang();
        let worked = desk.worked.get()?;
        let (from, to) = (worked.estimate.roots.get(position())?, worked.estimate.roots.get(desk.position())?);
        let changes = compare(from, to);
        if changes.is_empty() {
            return Some(view! { <p class="empty">{words::NO_DIFFERENCE.get(lang)}</p> }.into_any());
        }
        Some(changes_table(changes, [from.name.clone(), to.name.clone()], true, lang))
    };
    view! {
        <h2>{tr.text(words::DIFFERENCE)} " " <span class="segments" role="group" aria-label=tr.text(words::COMPARE)>{choice}</span></h2>
        {rows}
    }
}
