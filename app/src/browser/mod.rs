//! The only place that touches the browser: storage, downloads, clipboard, focus, timers. It knows
//! nothing of designs.

pub(crate) mod address;
pub(crate) mod bring;
pub(crate) mod clipboard;
pub(crate) mod clock;
pub(crate) mod database;
pub(crate) mod dialog;
pub(crate) mod download;
pub(crate) mod fetch;
pub(crate) mod focus;
pub(crate) mod image;
pub(crate) mod keys;
pub(crate) mod normal;
pub(crate) mod open;
pub(crate) mod paper;
pub(crate) mod pointer;
pub(crate) mod root;
pub(crate) mod storage;
pub(crate) mod timer;
pub(crate) mod update;

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use web_sys::js_sys::Promise;

/// Calls `done` with the value of a promise, or with what it was rejected with.
fn settle(promise: &Promise, done: impl FnOnce(Result<JsValue, JsValue>) + 'static) {
    let slot = Rc::new(Cell::new(Some(done)));
    let hand = |kept: bool| {
        let slot = Rc::clone(&slot);
        Closure::once(move |value: JsValue| {
            if let Some(done) = slot.take() {
                done(if kept { Ok(value) } else { Err(value) });
            }
        })
    };
    let (kept, broken) = (hand(true), hand(false));
    let _ = promise.then2(&kept, &broken);
    kept.forget();
    broken.forget();
}
