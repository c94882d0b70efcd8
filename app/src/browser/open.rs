//! Reads a file that the user picked.

use leptos::ev::Event;
use wasm_bindgen::JsCast;
use web_sys::js_sys::Uint8Array;
use web_sys::{File, HtmlInputElement};

/// Why a picked file could not be read as text.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Unreadable {
    /// Longer than the limit that was given.
    TooLong,
    /// The browser refused.
    Refused,
}

/// Reads the first picked file of a file input and empties the input, so that the same file can be
/// picked again. Nothing happens when none was picked.
pub(crate) fn picked_text(event: &Event, max_bytes: usize, done: impl FnOnce(String, Result<String, Unreadable>) + 'static) {
    let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else { return };
    let Some(file) = input.files().and_then(|files| files.item(0)) else { return };
    let name = file.name();
    #[expect(clippy::cast_precision_loss, reason = "limits are far below 2^52")]
    if file.size() > max_bytes as f64 {
        done(name, Err(Unreadable::TooLong));
    } else {
        super::settle(&file.text(), move |result| {
            done(name, result.ok().and_then(|text| text.as_string()).ok_or(Unreadable::Refused));
        });
    }
    input.set_value("");
}

/// What is read of a picked file.
pub(crate) enum Piece<'a> {
    /// The next bytes, and how much of the file they complete.
    Bytes {
        /// The bytes.
        bytes: &'a [u8],
        /// Whole per cent.
        percent: u32,
    },
    /// All was read.
    End {
        /// Name of the file.
        name: &'a str,
    },
    /// The browser refused.
    Refused,
}

/// Bytes of one piece: few enough to be handled between two frames.
const PIECE_BYTES: f64 = 262_144.0;

/// Reads the first picked file of a file input piece by piece, of any size; between two pieces the page
/// goes on. Empties the input, so that the same file can be picked again.
pub(crate) fn picked_in_pieces(event: &Event, each: impl FnMut(Piece<'_>) + 'static) {
    let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else { return };
    if let Some(file) = input.files().and_then(|files| files.item(0)) {
        read_on(file, 0.0, Box::new(each));
    }
    input.set_value("");
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a percentage")]
fn read_on(file: File, at: f64, mut each: Box<dyn FnMut(Piece<'_>)>) {
    let size = file.size();
    if at >= size {
        return each(Piece::End { name: &file.name() });
    }
    let end = (at + PIECE_BYTES).min(size);
    let Ok(slice) = file.slice_with_f64_and_f64(at, end) else { return each(Piece::Refused) };
    super::settle(&slice.array_buffer(), move |result| match result {
        Ok(buffer) => {
            each(Piece::Bytes { bytes: &Uint8Array::new(&buffer).to_vec(), percent: (end / size * 100.0) as u32 });
            read_on(file, end, each);
        }
        Err(_) => each(Piece::Refused),
    });
}
