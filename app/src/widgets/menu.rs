//! A button that opens a list of actions: arrow keys move, Escape closes, leaving closes.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use crate::browser::{focus, timer};
use crate::state::flag;

const ITEMS: &str = "[role=menuitem]:not([aria-disabled=true])";

/// How the items of a menu close it.
#[derive(Clone)]
struct MenuContext {
    close: Callback<()>,
}

/// A menu with its button. `id` must be the only one of its kind on the page.
#[component]
pub(crate) fn Menu(
    #[prop(into)] id: String,
    /// Accessible name of the button and of the list.
    #[prop(into)]
    label: Signal<String>,
    /// What the button shows.
    button: ViewFn,
    #[prop(optional)] class: &'static str,
    children: ChildrenFn,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let list_id = format!("{id}-list");
    let frame_id = format!("{id}-frame");
    let button_id = id;
    let close = {
        let button_id = button_id.clone();
        Callback::new(move |()| {
            open.set(false);
            focus::quietly(button_id.clone());
        })
    };
    let show = {
        let list_id = list_id.clone();
        move || {
            open.set(true);
            focus::first_in(list_id.clone(), ITEMS);
        }
    };
    let on_button_key = {
        let show = show.clone();
        move |event: KeyboardEvent| {
            if event.key() == "ArrowDown" {
                event.prevent_default();
                show();
            }
        }
    };
    let on_list_key = {
        let list_id = list_id.clone();
        move |event: KeyboardEvent| {
            let step = match event.key().as_str() {
                "ArrowDown" => 1,
                "ArrowUp" => -1,
                "Escape" => {
                    event.prevent_default();
                    event.stop_propagation();
                    close.run(());
                    return;
                }
                "Tab" => {
                    open.set(false);
                    return;
                }
                _ => return,
            };
            event.prevent_default();
            focus::step_in(&list_id, ITEMS, step);
        }
    };
    // The focus is on nothing while it moves from one item to the next.
    let on_leave = {
        let frame_id = frame_id.clone();
        move |_| {
            let frame_id = frame_id.clone();
            timer::after(80, move || {
                if open.try_get_untracked() == Some(true) && !focus::is_inside(&frame_id) {
                    open.set(false);
                }
            });
        }
    };
    let list = {
        let list_id = list_id.clone();
        let children = StoredValue::new(children);
        move || {
            open.get().then(|| {
                view! {
                    <div class="menu-list" role="menu" id=list_id.clone() aria-label=label on:keydown=on_list_key.clone()>
                        {children.with_value(|children| children())}
                    </div>
                }
            })
        }
    };
    view! {
        <leptos::context::Provider value=MenuContext { close }>
            <div class="menu" id=frame_id on:focusout=on_leave>
                <button
                    type="button"
                    class=format!("icon-button {class}")
                    id=button_id
                    aria-haspopup="menu"
                    aria-expanded=flag(open)
                    aria-label=label
                    title=label
                    on:click=move |_| if open.get_untracked() { open.set(false) } else { show() }
                    on:keydown=on_button_key
                >
                    {button.run()}
                </button>
                {list}
            </div>
        </leptos::context::Provider>
    }
}

/// One action of a menu.
#[component]
pub(crate) fn MenuItem(
    #[prop(into)] label: Signal<String>,
    on_pick: Callback<()>,
    #[prop(into, optional)] disabled: Signal<bool>,
) -> impl IntoView {
    let context = expect_context::<MenuContext>();
    view! {
        <button
            type="button"
            role="menuitem"
            class="menu-item"
            tabindex="-1"
            aria-disabled=flag(disabled)
            on:click=move |_| {
                if !disabled.get_untracked() {
                    context.close.run(());
                    on_pick.run(());
                }
            }
        >
            {label}
        </button>
    }
}
