//! Files and folders that the user brings, by dropping them anywhere or by a file input, and text that is
//! dropped. It reads bytes, bounded, and knows nothing of what they are.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::ev::{self, Event};
use leptos::prelude::window_event_listener;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::js_sys::{Array, Reflect, Uint8Array};
use web_sys::{
    DataTransfer, File, FileSystemDirectoryEntry, FileSystemDirectoryReader, FileSystemEntry, FileSystemFileEntry, HtmlInputElement,
};

/// What was brought.
pub(crate) enum Brought {
    /// Files by name: one, or those of a folder by their path.
    Files(Vec<(String, Vec<u8>)>),
    /// A text.
    Text(String),
    /// More files than the limit.
    TooMany,
    /// The browser refused.
    Refused,
}

/// What may be brought.
#[derive(Clone, Copy)]
pub(crate) struct Limits {
    /// Most files.
    pub(crate) files: usize,
    /// Bytes that are read of the only file.
    pub(crate) only_bytes: usize,
    /// Bytes that are read of one file among several.
    pub(crate) each_bytes: usize,
}

type Done = Box<dyn FnOnce(Brought)>;

/// Working folders of other programs, which may hold thousands of files.
const NOT_OURS: [&str; 3] = [".git", ".terraform", "node_modules"];

/// Calls `done` with whatever is dropped on the page; `over` says whether something is held above it.
pub(crate) fn on_drop(limits: Limits, over: impl Fn(bool) + Clone + 'static, done: impl Fn(Brought) + Clone + 'static) {
    let brings = |transfer: &DataTransfer| transfer.types().iter().any(|kind| kind.as_string().is_some_and(|kind| kind == "Files"));
    let held = over.clone();
    let _ = window_event_listener(ev::dragover, move |event| {
        if event.data_transfer().is_some_and(|transfer| brings(&transfer)) {
            event.prevent_default();
            held(true);
        }
    });
    let left = over.clone();
    let _ = window_event_listener(ev::dragleave, move |event| {
        // Between two elements of the page it goes on.
        if event.related_target().is_none() {
            left(false);
        }
    });
    let _ = window_event_listener(ev::drop, move |event| {
        over(false);
        let Some(transfer) = event.data_transfer() else { return };
        let text = transfer.get_data("text/plain").unwrap_or_default();
        let is_field = event.target().is_some_and(|target| {
            target.dyn_ref::<web_sys::Element>().is_some_and(|element| matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA"))
        });
        if brings(&transfer) {
            event.prevent_default();
            dropped(&transfer, limits, Box::new(done.clone()));
        } else if !is_field && !text.is_empty() {
            event.prevent_default();
            done(Brought::Text(text));
        }
    });
}

/// Reads the files that were picked in a file input, and empties it.
pub(crate) fn picked(event: &Event, limits: Limits, done: impl FnOnce(Brought) + 'static) {
    let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else { return };
    let Some(list) = input.files().filter(|files| files.length() > 0) else { return };
    let named = |file: File| {
        let path = Reflect::get(&file, &"webkitRelativePath".into()).ok().and_then(|path| path.as_string());
        (path.filter(|path| !path.is_empty()).unwrap_or_else(|| file.name()), file)
    };
    let files = (0..list.length())
        .filter_map(|at| list.item(at))
        .map(named)
        .filter(|(path, _)| !path.split('/').any(|part| NOT_OURS.contains(&part)));
    let files: Vec<(String, File)> = files.collect();
    input.set_value("");
    read_all(files, limits, Box::new(done));
}

fn dropped(transfer: &DataTransfer, limits: Limits, done: Done) {
    let items = transfer.items();
    let (mut files, mut ahead) = (Vec::new(), Vec::new());
    for item in (0..items.length()).filter_map(|at| items.get(at)).filter(|item| item.kind() == "file") {
        // Entries know folders; they have to be asked for before the event is over.
        match item.webkit_get_as_entry() {
            Ok(Some(entry)) => ahead.push(entry),
            _ => files.extend(item.get_as_file().ok().flatten().map(|file| (file.name(), file))),
        }
    }
    Walk::go(Rc::new(RefCell::new(Walk { ahead, files, limits, done: Some(done) })));
}

/// A walk through dropped folders.
struct Walk {
    ahead: Vec<FileSystemEntry>,
    files: Vec<(String, File)>,
    limits: Limits,
    done: Option<Done>,
}

impl Walk {
    fn finish(&mut self) {
        if let Some(done) = self.done.take() {
            read_all(std::mem::take(&mut self.files), self.limits, done);
        }
    }

    fn refuse(walk: &Rc<RefCell<Self>>) {
        let done = walk.borrow_mut().done.take();
        if let Some(done) = done {
            done(Brought::Refused);
        }
    }

    fn go(walk: Rc<RefCell<Self>>) {
        let next = {
            let mut state = walk.borrow_mut();
            if state.files.len() > state.limits.files {
                state.ahead.clear();
            }
            state.ahead.pop()
        };
        let Some(entry) = next else { return walk.borrow_mut().finish() };
        if NOT_OURS.contains(&entry.name().as_str()) {
            return Self::go(walk);
        }
        let path = entry.full_path().trim_start_matches('/').to_owned();
        // An entry says itself what it is. Chromium and Safari have its classes under other names than the
        // standard, so that asking for the class would refuse every entry.
        if entry.is_directory() {
            return Self::list(walk, entry.unchecked_into::<FileSystemDirectoryEntry>().create_reader());
        }
        let (after, failed) = (Rc::clone(&walk), walk);
        let good = Closure::once_into_js(move |file: File| {
            after.borrow_mut().files.push((path, file));
            Self::go(after);
        });
        let bad = Closure::once_into_js(move |_: JsValue| Self::refuse(&failed));
        entry.unchecked_into::<FileSystemFileEntry>().file_with_callback_and_callback(good.unchecked_ref(), bad.unchecked_ref());
    }

    /// A folder gives its entries a hundred at a time.
    fn list(walk: Rc<RefCell<Self>>, reader: FileSystemDirectoryReader) {
        let (after, failed, again) = (Rc::clone(&walk), walk, reader.clone());
        let good = Closure::once_into_js(move |found: Array| {
            if found.length() == 0 {
                return Self::go(after);
            }
            {
                let mut state = after.borrow_mut();
                state.ahead.extend(found.iter().map(JsCast::unchecked_into::<FileSystemEntry>));
                // Folders that never end are no bundle.
                if state.ahead.len() > state.limits.files {
                    let done = state.done.take();
                    drop(state);
                    return done.into_iter().for_each(|done| done(Brought::TooMany));
                }
            }
            Self::list(after, again);
        });
        let bad = Closure::once_into_js(move |_: JsValue| Self::refuse(&failed));
        if reader.read_entries_with_callback_and_callback(good.unchecked_ref(), bad.unchecked_ref()).is_err() {
            drop((good, bad));
        }
    }
}

fn read_all(files: Vec<(String, File)>, limits: Limits, done: Done) {
    if files.len() > limits.files {
        return done(Brought::TooMany);
    }
    let each = if files.len() == 1 { limits.only_bytes } else { limits.each_bytes };
    read_on(files.into_iter(), Vec::new(), each, done);
}

fn read_on(mut files: std::vec::IntoIter<(String, File)>, mut read: Vec<(String, Vec<u8>)>, each: usize, done: Done) {
    let Some((name, file)) = files.next() else { return done(Brought::Files(read)) };
    // One byte more than the limit is enough to know that it is too long.
    #[expect(clippy::cast_precision_loss, reason = "limits are far below 2^52")]
    let Ok(slice) = file.slice_with_f64_and_f64(0.0, file.size().min((each + 1) as f64)) else { return done(Brought::Refused) };
    super::settle(&slice.array_buffer(), move |result| match result {
        Ok(buffer) => {
            read.push((name, Uint8Array::new(&buffer).to_vec()));
            read_on(files, read, each, done);
        }
        Err(_) => done(Brought::Refused),
    });
}
