//! Where the page's code is cut: what is drawn through here lies in WebAssembly modules of its own,
//! which are fetched after the first paint. Signals and context are shared, for it is one program.

use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::{SplitLoaderError, wasm_split};

use crate::panels::files::Files;
use crate::panels::guide::Guide;
use crate::panels::history::History;
use crate::panels::project::Project;
use crate::panels::review::Review;
use crate::state::use_tr;
use crate::words;

/// A view, or that its module could not be fetched.
type Drawn = Result<AnyView, SplitLoaderError>;

/// The files, in the module `files`.
#[wasm_split(files, wasm_split_path = leptos::wasm_split, preload(fetch_files), fallible)]
pub(crate) fn files() -> Drawn {
    Ok(view! { <Files /> }.into_any())
}

/// The form of the project, in the module `project`.
#[wasm_split(project, wasm_split_path = leptos::wasm_split, preload(fetch_project), fallible)]
pub(crate) fn project() -> Drawn {
    Ok(view! { <Project /> }.into_any())
}

/// The palette, the keys, how to begin and what comes next, in the module `guide`.
#[wasm_split(guide, wasm_split_path = leptos::wasm_split, preload(fetch_guide), fallible)]
pub(crate) fn guide() -> Drawn {
    Ok(view! { <Guide /> }.into_any())
}

/// The history with what keeps it, and what stands in the way of keeping, in the module `history`.
#[wasm_split(history, wasm_split_path = leptos::wasm_split, preload(fetch_history), fallible)]
pub(crate) fn history() -> Drawn {
    Ok(view! { <History /> }.into_any())
}

/// Controls, resources and differences with the evaluator, in the module `review`.
#[wasm_split(review, wasm_split_path = leptos::wasm_split, preload(fetch_review), fallible)]
pub(crate) fn review() -> Drawn {
    Ok(view! { <Review /> }.into_any())
}

/// A place that fills as soon as its code is `wanted` and has `arrived`.
pub(crate) fn late<L, D>(
    arrived: RwSignal<Option<bool>>,
    wanted: impl Fn() -> bool + 'static,
    fetch: fn() -> L,
    draw: fn() -> D,
) -> impl IntoView
where
    L: Future<Output = Result<(), SplitLoaderError>> + 'static,
    D: Future<Output = Drawn> + 'static,
{
    Effect::new(move |asked: Option<bool>| {
        let asked = asked.unwrap_or_default();
        if asked || !wanted() {
            return asked;
        }
        spawn_local(async move { arrived.set(Some(fetch().await.is_ok())) });
        true
    });
    move || match arrived.get() {
        Some(true) => at_once(draw()).and_then(Result::ok),
        Some(false) => Some(missing().into_any()),
        None => None,
    }
}

/// What stands in the place of what could not be fetched. A browser gives the same answer for a module that
/// failed once, so only a new page tries again.
fn missing() -> impl IntoView {
    let tr = use_tr();
    view! {
        <p class="note error" role="alert">
            <span>{tr.text(words::LATE_FAILED)}</span>
            <button type="button" class="link" data-testid="late-reload" on:click=|_| drop(location().reload())>{tr.text(words::RELOAD)}</button>
        </p>
    }
}

/// True once the browser has drawn the page.
pub(crate) fn painted() -> RwSignal<bool> {
    let painted = RwSignal::new(false);
    request_animation_frame(move || request_animation_frame(move || painted.set(true)));
    painted
}

/// The result of a future that does not wait: calls into a module that has arrived are such.
fn at_once<T>(future: impl Future<Output = T>) -> Option<T> {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => Some(value),
        Poll::Pending => None,
    }
}
