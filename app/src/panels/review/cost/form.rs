//! Fields for what a design states besides its files. A field stays where it is while its value and
//! everything that follows from it change.

use design_core::Edit;
use design_core::assumption::{Assumption, Form};
use leptos::prelude::*;
use serde_json::Value as Raw;

use super::words;
use crate::state::{use_store, use_tr};

/// The text of a stated value, as it was typed.
fn typed(raw: Option<&Raw>) -> String {
    match raw {
        None | Some(Raw::Null) => String::new(),
        Some(Raw::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}

/// A row of the form: label, field, unit, and what follows from it.
#[component]
pub(super) fn Row(
    assumption: &'static Assumption,
    /// Environment of the design, or the project.
    environment: Option<usize>,
    /// What follows, said behind the field.
    #[prop(into)]
    follows: Signal<String>,
) -> impl IntoView {
    let (store, tr) = (use_store(), use_tr());
    let id = assumption.id;
    let field_id = format!("assume-{}-{id}", environment.map_or_else(|| "project".to_owned(), |index| index.to_string()));
    let value = Memo::new(move |_| {
        store.with_draft(|draft| match environment {
            None => typed(draft.assumptions.get(id)),
            Some(index) => draft.environments.get(index).map(|environment| typed(environment.assumptions.get(id))).unwrap_or_default(),
        })
    });
    let placeholder = move || match (assumption.range, assumption.form) {
        (Some((low, high)), _) => words::range(tr.lang(), low, high),
        (None, Form::Date) => "2026-10-08".to_owned(),
        (None, Form::Decimal) => String::new(),
    };
    view! {
        <tr>
            <td><label for=field_id.clone() title=tr.text(assumption.help)>{tr.text(assumption.label)}</label></td>
            <td>
                <input class="field assumption" type="text" inputmode="decimal" autocomplete="off" id=field_id.clone() data-testid=field_id
                    placeholder=placeholder prop:value=value
                    on:input:target=move |event| {
                        let text = event.target().value();
                        let value = if text.trim().is_empty() { Raw::Null } else { Raw::String(text) };
                        store.apply_typed(Edit::Assume { environment, id: id.to_owned(), value }, id);
                    }
                    on:blur=move |_| store.seal() />
                " " <small>{tr.text(assumption.unit)}</small>
            </td>
            <td class="number">{follows}</td>
        </tr>
    }
}

/// A row for a unit price of one's own.
#[component]
pub(super) fn PriceRow(id: String, unit: design_core::Text) -> impl IntoView {
    let (store, tr) = (use_store(), use_tr());
    let field_id = format!("price-{id}");
    let (read, write) = (id.clone(), id.clone());
    let value = Memo::new(move |_| {
        store.with_draft(|draft| {
            let raw = draft.prices.get(&read);
            typed(raw.and_then(|raw| raw.get("usd")).or(raw))
        })
    });
    view! {
        <tr>
            <td class="mono"><label for=field_id.clone()>{id}</label></td>
            <td>
                <input class="field assumption" type="text" inputmode="decimal" autocomplete="off" id=field_id.clone() data-testid=field_id prop:value=value
                    on:change:target=move |event| {
                        let text = event.target().value();
                        let value = if text.trim().is_empty() { Raw::Null } else { Raw::String(text) };
                        store.apply(Edit::SetPrices([(write.clone(), value)].into()));
                    } />
                " " <small>"USD / " {tr.text(unit)}</small>
            </td>
        </tr>
    }
}
