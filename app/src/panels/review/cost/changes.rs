//! Lines in which two estimates differ, as a table: of two environments, or of two designs.

use design_core::Lang;
use design_core::cost::money::Money;
use design_core::cost::{Change, Item};
use design_core::report;
use leptos::prelude::*;

use super::super::place::{Place, address};
use super::words;

/// `sides` names the two. Unless `other_is_here`, the first one's files are not shown, and a line that
/// only they have cannot be opened.
pub(in super::super) fn changes_table(changes: Vec<Change>, sides: [String; 2], other_is_here: bool, lang: Lang) -> AnyView {
    let rows = changes.into_iter().filter_map(|change| {
        let item = change.shown()?.clone();
        let side = |item: &Option<Item>| item.as_ref().map_or_else(|| "–".to_owned(), |item| report::cost_calculation(item, lang));
        let amount = change.amount().map_or_else(
            || words::NO_AMOUNT.get(lang).to_owned(),
            |amount| if amount < Money::ZERO { amount.to_string() } else { format!("+{amount}") },
        );
        let places = (other_is_here || change.to.is_some())
            .then(|| item.deciding().cloned().map(|line| view! { <Place line /> " " }).collect_view());
        Some(view! {
            <tr>
                <td>{item.what.get(lang)}<div class="mono under">{address(item.address.strip_prefix("module.").unwrap_or(&item.address))}</div></td>
                <td class="number">{side(&change.from)}</td>
                <td class="number">{side(&change.to)}</td>
                <td class="number">{amount}</td>
                <td>{places}</td>
            </tr>
        })
    });
    let heads = sides.map(|name| view! { <th scope="col" class="number">{name}</th> }).into_iter().collect_view();
    view! {
        <table class="list differing" data-testid="cost-difference">
            <thead><tr>
                <th scope="col">{words::RESOURCE.get(lang)}</th>
                {heads}
                <th scope="col" class="number">{words::A_MONTH.get(lang)}</th>
                <th scope="col">{words::DECIDED_BY.get(lang)}</th>
            </tr></thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
    .into_any()
}
