//! The diagram as a file, in the colours that are shown.

use design_core::drawing::Form;
use leptos::prelude::*;

use super::sheet::Sheet;
use super::words;
use crate::browser::{download, image, root};
use crate::state::{Theme, Tr, Ui};

/// Twice the size: sharp on dense screens and in print.
const SCALE: f64 = 2.0;

/// Name and text of the file.
fn text(sheet: Sheet, ui: Ui, tr: Tr, form: Form) -> Option<(String, String)> {
    let drawing = sheet.drawing.get_untracked()?;
    let layout = sheet.layout.get_untracked()?;
    let dark = match ui.theme.get_untracked() {
        Theme::Auto => root::prefers_dark(),
        Theme::Light => false,
        Theme::Dark => true,
    };
    let environment = untrack(|| sheet.environment()).unwrap_or_default();
    let name = words::file_name(sheet.view.get_untracked(), &environment, form.extension());
    Some((name, drawing.export(&layout, form, dark, tr.lang_untracked())))
}

fn said(ui: Ui, tr: Tr, name: &str, done: bool) {
    let lang = tr.lang_untracked();
    ui.say(if done { crate::words::saved(lang, name) } else { crate::words::DOWNLOAD_FAILED.get(lang).to_owned() }, None);
}

/// Saves the diagram as a text file.
pub(super) fn save(sheet: Sheet, form: Form) {
    let (ui, tr) = (sheet.ui, sheet.tr);
    let Some((name, text)) = text(sheet, ui, tr, form) else { return };
    let kind = match form {
        Form::Svg => "image/svg+xml",
        Form::Mermaid | Form::List => "text/plain;charset=utf-8",
        Form::Drawio => "application/xml",
    };
    said(ui, tr, &name, download::save(&name, kind, text.as_bytes()));
}

/// Saves the diagram as a PNG.
pub(super) fn save_png(sheet: Sheet) {
    let (ui, tr) = (sheet.ui, sheet.tr);
    let (Some((name, svg)), Some(layout)) = (text(sheet, ui, tr, Form::Svg), sheet.layout.get_untracked()) else { return };
    let name = name.replace(".svg", ".png");
    image::png(&svg, layout.width, layout.height, SCALE, move |bytes| match bytes {
        Some(bytes) => said(ui, tr, &name, download::save(&name, "image/png", &bytes)),
        None => ui.say(words::TOO_LARGE.get(tr.lang_untracked()).to_owned(), None),
    });
}

/// Copies the diagram as Mermaid text.
pub(super) fn copy(sheet: Sheet) {
    let (ui, tr) = (sheet.ui, sheet.tr);
    let Some((_, text)) = text(sheet, ui, tr, Form::Mermaid) else { return };
    crate::widgets::copy(ui, tr, &text);
}
