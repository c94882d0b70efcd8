//! Above the diagram: which view, which environment, compared with which, how large, and as a file.

use design_core::drawing::{Form, View};
use diagram::view::Fit;
use leptos::prelude::*;

use super::export;
use super::paper;
use super::sheet::Sheet;
use super::stage::{refit, zoom};
use super::words;
use crate::state::use_tr;
use crate::widgets::{Glyph, Icon, Menu, MenuItem};

/// Gives the diagram the room of the files, or gives it back.
fn widen(sheet: Sheet) {
    sheet.ui.wide.update(|wide| *wide = !*wide);
    sheet.moved.set(false);
    request_animation_frame(move || refit(sheet, Fit::Width));
}

#[component]
pub(super) fn Bar(sheet: Sheet) -> impl IntoView {
    let tr = use_tr();
    let views = View::ALL.into_iter().map(|view| {
        view! {
            <button type="button" data-testid=format!("view-{}", view.id()) aria-pressed=move || (sheet.view.get() == view).to_string() on:click=move |_| sheet.view.set(view)>
                {tr.text(view.title())}
            </button>
        }
    });
    let environments = move || {
        sheet
            .environments()
            .into_iter()
            .map(|name| {
                let own = name.clone();
                let is_shown = move || sheet.environment().as_ref() == Some(&own);
                let (chosen, id) = (name.clone(), format!("diagram-env-{name}"));
                view! {
                    <button type="button" data-testid=id aria-pressed=move || is_shown().to_string() on:click=move |_| sheet.choose(chosen.clone())>{name}</button>
                }
            })
            .collect_view()
    };
    let others = move || {
        let lang = tr.lang();
        let shown = sheet.environment();
        let other = sheet.other.get();
        sheet
            .environments()
            .into_iter()
            .filter(|name| Some(name) != shown.as_ref())
            .map(|name| view! { <option value=name.clone() selected=other.as_ref() == Some(&name)>{words::compare_with(lang, &name)}</option> })
            .collect_view()
    };
    let word = move |text: design_core::Text| Signal::derive(move || tr.get(text).to_owned());
    let of_one = move || !sheet.view.get().is_of_all();
    let pick = move |form| Callback::new(move |()| export::save(sheet, form));
    let small = |glyph: &'static str, label: design_core::Text, act: Callback<()>| {
        view! { <button type="button" class="icon-button" aria-label=tr.text(label) title=tr.text(label) on:click=move |_| act.run(())><span aria-hidden="true">{glyph}</span></button> }
    };
    let fit_as = move |how| {
        Callback::new(move |()| {
            sheet.moved.set(false);
            refit(sheet, how);
        })
    };
    view! {
        <div class="tools">
            <h1 id="diagram-title">{tr.text(words::TITLE)}</h1>
            <div class="segments" role="group" aria-label=tr.text(words::VIEWS)>{views.collect_view()}</div>
        </div>
        <div class="tools diagram-tools">
            <div class="segments" role="group" aria-label=tr.text(words::ENVIRONMENT) hidden=move || !of_one()>{environments}</div>
            <select class="field compact" data-testid="diagram-compare" aria-label=tr.text(words::COMPARE) hidden=move || !of_one()
                on:change:target=move |event| sheet.other.set(Some(event.target().value()).filter(|name| !name.is_empty()))>
                <option value="" selected=move || sheet.other.get().is_none()>{tr.text(words::NO_COMPARISON)}</option>
                {others}
            </select>
            <button type="button" class="chip" data-testid="hide-absent" aria-pressed=move || sheet.hides_absent.get().to_string()
                on:click=move |_| sheet.hides_absent.update(|hides| *hides = !*hides)>{tr.text(words::HIDE_ABSENT)}</button>
            <button type="button" class="chip" data-testid="diagram-table" aria-pressed=move || sheet.as_table.get().to_string()
                on:click=move |_| sheet.as_table.update(|as_table| *as_table = !*as_table)>{tr.text(words::AS_TABLE)}</button>
            <div class="diagram-hands">
                <button type="button" class="icon-button widen" data-testid="diagram-wide" aria-pressed=move || sheet.ui.wide.get().to_string()
                    aria-label=tr.text(words::WIDE) title=tr.text(words::WIDE) on:click=move |_| widen(sheet)><span aria-hidden="true">"⇔"</span></button>
                {small("−", words::ZOOM_OUT, Callback::new(move |()| zoom(sheet, false)))}
                {small("+", words::ZOOM_IN, Callback::new(move |()| zoom(sheet, true)))}
                {small("↔", words::FIT_WIDTH, fit_as(Fit::Width))}
                {small("⤢", words::FIT_ALL, fit_as(Fit::Whole))}
            <Menu id="diagram-export" label=word(words::EXPORT) button=ViewFn::from(|| view! { <Icon glyph=Glyph::Download /> })>
                <MenuItem label=word(words::SAVE_SVG) on_pick=pick(Form::Svg) />
                <MenuItem label=word(words::SAVE_PNG) on_pick=Callback::new(move |()| export::save_png(sheet)) />
                <MenuItem label=word(words::SAVE_MERMAID) on_pick=pick(Form::Mermaid) />
                <MenuItem label=word(words::SAVE_DRAWIO) on_pick=pick(Form::Drawio) />
                <MenuItem label=word(words::COPY_MERMAID) on_pick=Callback::new(move |()| export::copy(sheet)) />
                {paper::ITEMS.map(|(label, order)| view! { <MenuItem label=word(label) on_pick=Callback::new(move |()| paper::order(sheet, order)) /> }).collect_view()}
            </Menu>
            </div>
        </div>
    }
}
