//! A list in which nothing is left to show: what is so, and the press that leads on.

use design_core::Text;
use leptos::prelude::*;

use crate::state::use_tr;

/// `what` is so; `next` names the press and `act` does it.
#[component]
pub(crate) fn Empty(what: Text, next: Text, act: impl Fn() + 'static) -> impl IntoView {
    let tr = use_tr();
    view! {
        <div class="empty" data-testid="empty">
            <p role="status">{tr.text(what)}</p>
            <button type="button" class="button" data-testid="empty-next" on:click=move |_| act()>{tr.text(next)}</button>
        </div>
    }
}
