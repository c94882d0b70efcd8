//! The line that greets who has never been here: it is there at the first paint, blocks nothing, and
//! once it is closed it does not come back.

use leptos::prelude::*;

use crate::browser::storage;
use crate::state::{Panel, use_tr, use_ui};
use crate::words;

const GREETED: &str = "sekkei.greeted";

#[component]
pub(crate) fn FirstRun() -> impl IntoView {
    let (ui, tr) = (use_ui(), use_tr());
    // Where nothing can be remembered it would come back each time, so it does not come at all.
    let open = RwSignal::new(matches!(storage::load(GREETED), Ok(None)));
    let close = move || {
        open.set(false);
        storage::save(GREETED, "yes");
    };
    // Whoever finds the way by other means needs no greeting.
    Effect::new(move |_| {
        if ui.panel.get() == Panel::Start && open.get_untracked() {
            close();
        }
    });
    move || {
        (open.get() && ui.shown.get() == Panel::Sizes).then(|| {
            view! {
                <div class="greeting" role="region" aria-label=tr.text(words::START) data-testid="greeting">
                    <p>{tr.text(words::FIRST_RUN)}</p>
                    <button type="button" class="button accent" data-testid="greeting-begin" on:click=move |_| ui.panel.set(Panel::Start)>
                        {tr.text(words::FIRST_RUN_BEGIN)}
                    </button>
                    <button type="button" class="button" data-testid="greeting-skip" on:click=move |_| close()>{tr.text(words::FIRST_RUN_SKIP)}</button>
                </div>
            }
        })
    }
}
