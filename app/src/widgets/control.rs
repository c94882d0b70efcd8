//! The control of one field: a switch, a list of legal values, a line of text or a few lines. It offers
//! what the core says is legal and hands on whatever is typed.

use design_core::{Kind, Level};
use leptos::html::Select;
use leptos::prelude::*;
use serde_json::Value as Raw;
use web_sys::HtmlOptionElement;

use crate::browser::focus;
use crate::format;
use crate::state::{Field, FieldState, flag, use_store, use_tr};
use crate::words;

/// What assistive technology should know of a control beside its value.
#[derive(Debug, Clone)]
struct Hooks {
    id: String,
    labelled_by: String,
    described_by: String,
}

/// The control of a field. `labelled_by` and `described_by` are ids of other elements.
#[component]
pub(crate) fn Control(
    field: Field,
    state: RwSignal<FieldState>,
    #[prop(into)] labelled_by: String,
    #[prop(into)] described_by: String,
) -> AnyView {
    let hooks = Hooks { id: field.dom_id(), labelled_by, described_by };
    match field.spec.kind {
        Kind::Switch => switch(field, state, hooks).into_any(),
        Kind::List(_) | Kind::Map(..) => lines(field, state, hooks).into_any(),
        Kind::Number { .. } => line(field, state, hooks, true).into_any(),
        Kind::Text(_) => line(field, state, hooks, false).into_any(),
        Kind::NumberChoice(_) | Kind::Choice(_) | Kind::DbClass | Kind::CacheNode | Kind::FargateCpu | Kind::FargateMemory { .. } => {
            choice(field, state, hooks).into_any()
        }
    }
}

// Not memos: the state is set only when it differs, and there are hundreds of controls.
fn is_disabled(state: RwSignal<FieldState>) -> impl Fn() -> bool + Copy + Send + Sync + 'static {
    move || state.with(|state| state.off && state.level != Some(Level::Error))
}

fn is_invalid(state: RwSignal<FieldState>) -> impl Fn() -> bool + Copy + Send + Sync + 'static {
    move || state.with(|state| state.level == Some(Level::Error))
}

fn switch(field: Field, state: RwSignal<FieldState>, hooks: Hooks) -> impl IntoView {
    let store = use_store();
    let on = Memo::new(move |_| state.with(|state| state.raw == Raw::Bool(true)));
    let (disabled, invalid) = (is_disabled(state), is_invalid(state));
    view! {
        <button
            type="button"
            role="switch"
            class="switch field"
            id=hooks.id.clone()
            data-testid=hooks.id
            aria-checked=flag(on)
            aria-labelledby=hooks.labelled_by
            aria-describedby=move || invalid().then(|| hooks.described_by.clone())
            prop:disabled=disabled
            on:click=move |_| {
                store.seal();
                store.set(field, Raw::Bool(!on.get_untracked()));
                store.seal();
            }
        >
            <span class="switch-knob"></span>
        </button>
    }
}

fn choice(field: Field, state: RwSignal<FieldState>, hooks: Hooks) -> impl IntoView {
    let store = use_store();
    let tr = use_tr();
    let now = Memo::new(move |_| state.with(|state| format::typed(&state.raw)));
    let options = Memo::new(move |_| {
        state.with(|state| {
            let legal = field.spec.choices(state.cpu).unwrap_or_default();
            let mut options: Vec<(String, String)> = legal
                .iter()
                .map(|value| {
                    let raw = value.to_json();
                    (format::typed(&raw), format::shown(field.spec, &raw, tr.lang()))
                })
                .collect();
            let current = format::typed(&state.raw);
            if !options.iter().any(|(value, _)| *value == current) {
                options.insert(0, (current, format::shown(field.spec, &state.raw, tr.lang())));
            }
            options
        })
    });
    let (disabled, invalid) = (is_disabled(state), is_invalid(state));
    // A list that changes is drawn anew as a whole: a browser forgets the choice when options come and go.
    view! {
        <For each=move || [options.get()] key=Vec::clone let:options>
            {
                let hooks = hooks.clone();
                let list = NodeRef::<Select>::new();
                // There are a thousand options on the first screen. Nothing about one ever changes, so none
                // needs a place in the view.
                list.on_load(move |list| {
                    for (value, label) in &options {
                        if let Ok(option) = HtmlOptionElement::new_with_text_and_value(label, value) {
                            // Fails only where the document is gone.
                            let _ = list.append_child(&option);
                        }
                    }
                    list.set_value(&now.get_untracked());
                });
                view! {
                    <select
                        node_ref=list
                        class="field"
                        id=hooks.id.clone()
                        data-testid=hooks.id
                        aria-labelledby=hooks.labelled_by
                        aria-invalid=move || invalid().then_some("true")
                        aria-describedby=move || invalid().then(|| hooks.described_by.clone())
                        prop:disabled=disabled
                        prop:value=now
                        on:change=move |event| {
                            store.seal();
                            store.set(field, format::read(field.spec, &event_target_value(&event)));
                            store.seal();
                        }
                    ></select>
                }
            }
        </For>
    }
}

fn line(field: Field, state: RwSignal<FieldState>, hooks: Hooks, number: bool) -> impl IntoView {
    let (store, tr) = (use_store(), use_tr());
    let now = Memo::new(move |_| state.with(|state| format::typed(&state.raw)));
    let (disabled, invalid) = (is_disabled(state), is_invalid(state));
    let set = move |text: &str| store.set(field, format::read(field.spec, text));
    // Digits of a Japanese input method become ASCII once they are settled.
    let settle = move |text: String| {
        let text = if number { format::halfwidth(&text) } else { text };
        set(&text);
    };
    view! {
        <input
            type="text"
            class="field"
            class:number=number
            id=hooks.id.clone()
            data-testid=hooks.id
            inputmode=if number { "numeric" } else { "text" }
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            placeholder=tr.text(words::UNSET)
            aria-labelledby=hooks.labelled_by
            aria-invalid=move || invalid().then_some("true")
            aria-describedby=move || invalid().then(|| hooks.described_by.clone())
            prop:disabled=disabled
            prop:value=now
            on:input=move |event| set(&event_target_value(&event))
            on:compositionend=move |event| settle(event_target_value(&event))
            on:keydown=move |event| {
                let step = match event.key().as_str() {
                    "ArrowUp" => -1,
                    "ArrowDown" | "Enter" => 1,
                    _ => return,
                };
                if !event.is_composing() && focus::step_in_column(step) {
                    event.prevent_default();
                }
            }
            on:change=move |event| {
                settle(event_target_value(&event));
                store.seal();
            }
        />
    }
}

fn lines(field: Field, state: RwSignal<FieldState>, hooks: Hooks) -> impl IntoView {
    let store = use_store();
    // What was typed, down to the last empty line, as long as it means what the draft holds.
    let typed = RwSignal::new(String::new());
    let now = Memo::new(move |_| {
        typed.with(|typed| {
            state.with(|state| if format::read(field.spec, typed) == state.raw { typed.clone() } else { format::typed(&state.raw) })
        })
    });
    let rows = Memo::new(move |_| now.with(|text| text.lines().count().clamp(3, 10)));
    let invalid = is_invalid(state);
    view! {
        <textarea
            class="field"
            id=hooks.id.clone()
            data-testid=hooks.id
            rows=rows
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            aria-labelledby=hooks.labelled_by
            aria-invalid=move || invalid().then_some("true")
            aria-describedby=hooks.described_by
            prop:value=now
            on:input=move |event| {
                let text = event_target_value(&event);
                let raw = format::read(field.spec, &text);
                typed.set(text);
                store.set(field, raw);
            }
            on:change=move |_| store.seal()
        ></textarea>
    }
}
