//! Numbered texts and one text beside them, kept in IndexedDB, which is larger than the storage for
//! single texts and answers later. It may be blocked, full or broken: nothing here panics.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::js_sys::{Array, Promise};
use web_sys::{DomException, Event, IdbDatabase, IdbKeyRange, IdbOpenDbRequest, IdbRequest, IdbTransaction, IdbTransactionMode};

use super::settle;

const NAME: &str = "sekkei";
const VERSION: u32 = 1;
const STEPS: &str = "steps";
const HEAD: &str = "head";
/// Under which the one text lies.
const PRESENT: &str = "present";

/// Why there is no database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Closed {
    /// Blocked or broken.
    Refused,
    /// A newer version of the product has made it.
    Newer,
}

/// An open database.
#[derive(Clone)]
pub(crate) struct Database(IdbDatabase);

/// What it holds: texts in order, an empty one where one is missing or none; and the one beside them.
pub(crate) type Held = (Vec<Box<str>>, Option<String>);

/// Opens the database, or makes it. `left` is called when another page needs a newer one: this page has
/// then let go of it, for as long as it holds on the other page waits.
pub(crate) fn open(left: impl FnOnce() + 'static, done: impl FnOnce(Result<Database, Closed>) + 'static) {
    let factory = leptos::prelude::window().indexed_db().ok().flatten();
    let Some(request) = factory.and_then(|factory| factory.open_with_u32(NAME, VERSION).ok()) else { return done(Err(Closed::Refused)) };
    request.set_onupgradeneeded(Some(Closure::once_into_js(make).unchecked_ref()));
    settle(&answered(&request), move |answer| {
        done(match answer {
            Ok(_) => match request.result().ok().and_then(|found| found.dyn_into::<IdbDatabase>().ok()) {
                Some(database) => {
                    let held = database.clone();
                    let leave = Closure::once_into_js(move || {
                        held.close();
                        left();
                    });
                    database.set_onversionchange(Some(leave.unchecked_ref()));
                    Ok(Database(database))
                }
                None => Err(Closed::Refused),
            },
            Err(_) if error_name(&request).as_deref() == Some("VersionError") => Err(Closed::Newer),
            Err(_) => Err(Closed::Refused),
        });
    });
}

fn make(event: &Event) {
    let request = event.target().and_then(|target| target.dyn_into::<IdbOpenDbRequest>().ok());
    if let Some(database) = request.and_then(|request| request.result().ok()).and_then(|found| found.dyn_into::<IdbDatabase>().ok()) {
        let _ = database.create_object_store(STEPS);
        let _ = database.create_object_store(HEAD);
    }
}

fn error_name(request: &IdbRequest) -> Option<String> {
    request.error().ok().flatten().as_ref().map(DomException::name)
}

/// Kept once the request is answered.
fn answered(request: &IdbRequest) -> Promise {
    Promise::new(&mut |kept, broken| {
        request.set_onsuccess(Some(&kept));
        request.set_onerror(Some(&broken));
    })
}

/// Kept once the transaction is done.
fn committed(transaction: &IdbTransaction) -> Promise {
    Promise::new(&mut |kept, broken| {
        transaction.set_oncomplete(Some(&kept));
        transaction.set_onabort(Some(&broken));
    })
}

impl Database {
    fn begin(&self, mode: IdbTransactionMode) -> Result<IdbTransaction, JsValue> {
        self.0.transaction_with_str_sequence_and_mode(&Array::of2(&STEPS.into(), &HEAD.into()), mode)
    }

    /// Reads everything; `None` when the browser refuses.
    pub(crate) fn read(&self, done: impl FnOnce(Option<Held>) + 'static) {
        let asked = || {
            let transaction = self.begin(IdbTransactionMode::Readonly)?;
            let steps = transaction.object_store(STEPS)?;
            let requests = (steps.get_all_keys()?, steps.get_all()?, transaction.object_store(HEAD)?.get(&PRESENT.into())?);
            Ok::<_, JsValue>((transaction, requests))
        };
        let Ok((transaction, (keys, texts, head))) = asked() else { return done(None) };
        settle(&committed(&transaction), move |answer| {
            let found = || {
                let (keys, texts) = (Array::from(&keys.result().ok()?), Array::from(&texts.result().ok()?));
                let mut held: Vec<Box<str>> = Vec::new();
                for (key, text) in keys.iter().zip(texts.iter()) {
                    // A number that is far out would only make empty places.
                    let at = key.as_f64().filter(|at| *at < f64::from(texts.length().saturating_mul(2).saturating_add(64)));
                    while at.is_some_and(|at| held.len() < place(at)) {
                        held.push("".into());
                    }
                    held.push(text.as_string().unwrap_or_default().into());
                }
                Some((held, head.result().ok()?.as_string()))
            };
            done(answer.ok().and_then(|_| found()));
        });
    }

    /// Puts texts from a number on in place of all that were there, and the one beside them; all or
    /// nothing. Tells whether it worked.
    pub(crate) fn write(&self, from: usize, texts: &[Box<str>], head: &str, done: impl FnOnce(bool) + 'static) {
        let asked = || {
            let transaction = self.begin(IdbTransactionMode::Readwrite)?;
            let steps = transaction.object_store(STEPS)?;
            steps.delete(IdbKeyRange::lower_bound(&number(from))?.as_ref())?;
            for (at, text) in texts.iter().enumerate() {
                steps.put_with_key(&JsValue::from_str(text), &number(from.saturating_add(at)))?;
            }
            transaction.object_store(HEAD)?.put_with_key(&head.into(), &PRESENT.into())?;
            // By itself it would wait for the answers, which a page that is left does not hear.
            #[expect(deprecated, reason = "an old description of it says so; the standard does not")]
            transaction.commit()?;
            Ok::<_, JsValue>(transaction)
        };
        match asked() {
            Ok(transaction) => settle(&committed(&transaction), move |answer| done(answer.is_ok())),
            Err(_) => done(false),
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
fn number(at: usize) -> JsValue {
    JsValue::from_f64(at as f64)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked against the number of texts")]
fn place(at: f64) -> usize {
    at.max(0.0) as usize
}
