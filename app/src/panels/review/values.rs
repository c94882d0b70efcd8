//! Parameters with another value, as a table.

use design_core::comparison::ChangedValue;
use design_core::find_spec;
use leptos::prelude::*;

use super::words as own;
use crate::format;
use crate::state::use_tr;
use crate::words;

/// Nothing where there is none. `sides` names the columns.
#[component]
pub(super) fn Values(values: Vec<ChangedValue>, sides: (String, String)) -> impl IntoView {
    let tr = use_tr();
    if values.is_empty() {
        return None;
    }
    let rows = move || {
        let lang = tr.lang();
        let row = |value: &ChangedValue| {
            let spec = find_spec(value.scope, &value.id);
            let shown = |raw: &Option<serde_json::Value>| match (raw, spec) {
                (None, _) => "–".to_owned(),
                (Some(raw), Some(spec)) => format::shown_with_unit(spec, raw, lang),
                (Some(raw), None) => format::typed(raw),
            };
            let place = value.environment.clone().unwrap_or_else(|| words::PROJECT.get(lang).to_owned());
            let label = spec.map_or_else(|| value.id.clone(), |spec| spec.label.get(lang).to_owned());
            view! { <tr><td>{place}</td><td title=value.id.clone()>{label}</td><td>{shown(&value.from)}</td><td>{shown(&value.to)}</td></tr> }
        };
        values.iter().map(row).collect_view()
    };
    let (from, to) = sides;
    Some(view! {
        <table class="list">
            <thead><tr>
                <th scope="col">{tr.text(own::ENVIRONMENT)}</th>
                <th scope="col">{tr.text(own::SETTING)}</th>
                <th scope="col">{from}</th>
                <th scope="col">{to}</th>
            </tr></thead>
            <tbody>{rows}</tbody>
        </table>
    })
}
