//! Draws an SVG as a PNG.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::js_sys::{Uint8Array, encode_uri_component};
use web_sys::{Blob, CanvasRenderingContext2d, HtmlCanvasElement, HtmlImageElement};

use super::settle;

/// Browsers refuse larger canvases, each at its own size; all take this many pixels.
const MOST_PIXELS: f64 = 16_000_000.0;

/// Calls `done` with the bytes of a PNG of an SVG that needs nothing else, `scale` times its size, or
/// with `None` when that is too large or the browser refuses.
pub(crate) fn png(svg: &str, width: i32, height: i32, scale: f64, done: impl FnOnce(Option<Vec<u8>>) + Clone + 'static) {
    let (width, height) = (f64::from(width) * scale, f64::from(height) * scale);
    if width * height > MOST_PIXELS {
        return done(None);
    }
    let refused = done.clone();
    if draw(svg, width, height, done).is_err() {
        refused(None);
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most sixteen million")]
fn draw(svg: &str, width: f64, height: f64, done: impl FnOnce(Option<Vec<u8>>) + Clone + 'static) -> Result<(), JsValue> {
    let document = leptos::prelude::document();
    let canvas: HtmlCanvasElement = document.create_element("canvas")?.unchecked_into();
    canvas.set_width(width as u32);
    canvas.set_height(height as u32);
    let image = HtmlImageElement::new()?;
    let picture = image.clone();
    let failed = done.clone();
    let loaded = Closure::once_into_js(move || {
        let context = canvas.get_context("2d").ok().flatten().and_then(|context| context.dyn_into::<CanvasRenderingContext2d>().ok());
        let drawn = context
            .is_some_and(|context| context.draw_image_with_html_image_element_and_dw_and_dh(&picture, 0.0, 0.0, width, height).is_ok());
        let missing = done.clone();
        let take = Closure::once_into_js(move |blob: JsValue| match blob.dyn_into::<Blob>() {
            Ok(blob) => settle(&blob.array_buffer(), move |bytes| done(bytes.ok().map(|bytes| Uint8Array::new(&bytes).to_vec()))),
            Err(_) => done(None),
        });
        if !drawn || canvas.to_blob(take.unchecked_ref()).is_err() {
            missing(None);
        }
    });
    image.set_onload(Some(loaded.unchecked_ref()));
    image.set_onerror(Some(Closure::once_into_js(move || failed(None)).unchecked_ref()));
    // As data: the address of a blob would need its own permission in the page's policy.
    image.set_src(&format!("data:image/svg+xml;charset=utf-8,{}", String::from(encode_uri_component(svg))));
    Ok(())
}
