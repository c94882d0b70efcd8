//! A line of a file as a button that opens it, and an address of a resource as text.

use design_core::plan::Line;
use leptos::prelude::*;

use crate::state::use_ui;

/// `modules/rds/main.tf:53`; the folder that every path shares is left out.
#[component]
pub(super) fn Place(line: Line) -> impl IntoView {
    let ui = use_ui();
    let path = line.path.to_string();
    let short = path.strip_prefix("infra/").unwrap_or(&path).to_owned();
    let zero_based = usize::try_from(line.line.saturating_sub(1)).unwrap_or_default();
    view! {
        <button type="button" class="link mono place-link" title=line.to_string() on:click=move |_| ui.show_line(&path, zero_based)>
            {short} ":" {line.line}
        </button>
    }
}

/// An address that breaks behind a dot, where it has to: not within a name.
pub(super) fn address(text: &str) -> impl IntoView + use<> {
    text.split_inclusive('.').map(|part| view! { {part.to_owned()} <wbr /> }).collect_view()
}
