//! The open file: numbered, coloured lines. Lines that the last change touched are tinted and brought
//! into view. A line is drawn again only when something about it changed.

use std::collections::BTreeSet;

use leptos::prelude::*;

use crate::browser::focus;
use crate::state::{Outcome, Reveal, use_store, use_tr, use_ui};
use crate::text::diff::new_lines;
use crate::text::highlight::{Line, lines};
use crate::words;

const VIEW: &str = "file-view";

#[component]
pub(super) fn Code() -> impl IntoView {
    let (store, ui, tr) = (use_store(), use_ui(), use_tr());
    let text = Memo::new(move |_| store.text(&ui.open_file.get()));
    let rows = Memo::new(move |_| {
        let path = ui.open_file.get();
        let coloured = text.with(|text| text.as_ref().map(|text| lines(&path, text)).unwrap_or_default());
        let touched = store.outcome.with(|outcome| outcome.as_ref().map(|outcome| touched(outcome, &path)).unwrap_or_default());
        let marked = ui.reveal.get().filter(|reveal| reveal.marked).map(|reveal| reveal.line);
        let row = |(index, line)| Row { index, line, touched: touched.contains(&index), marked: marked == Some(index) };
        coloured.into_iter().enumerate().map(row).collect::<Vec<_>>()
    });
    let is_prose = Memo::new(move |_| ui.open_file.with(|path| path.ends_with(".md")));
    Effect::new(move |earlier: Option<String>| {
        let path = ui.open_file.get();
        match ui.reveal.get() {
            Some(Reveal { line, .. }) => focus::reveal_row(VIEW, format!("[data-n=\"{}\"]", line + 1)),
            None if earlier.is_some_and(|earlier| earlier != path) => focus::to_start(VIEW),
            None => {}
        }
        path
    });
    view! {
        <div
            id=VIEW
            class="code mono"
            class:prose=is_prose
            data-testid="file-view"
            role="region"
            tabindex="0"
            aria-label=move || words::text_of(tr.lang(), &ui.open_file.get())
        >
            <For each=move || rows.get() key=Row::clone let:row>
                {draw(row)}
            </For>
        </div>
    }
}

/// One line with all that decides how it looks.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Row {
    index: usize,
    line: Line,
    touched: bool,
    marked: bool,
}

/// Lines that the last change touched. A file that is wholly new is not tinted from top to bottom.
fn touched(outcome: &Outcome, path: &str) -> BTreeSet<usize> {
    match (outcome.before.as_ref().and_then(|before| before.get(path)), outcome.bundle.get(path)) {
        (Some(before), Some(now)) => new_lines(before, now),
        _ => BTreeSet::new(),
    }
}

fn draw(row: Row) -> impl IntoView {
    let class = match (row.touched, row.marked) {
        (_, true) => "line found",
        (true, false) => "line touched",
        (false, false) => "line",
    };
    let pieces = row.line.pieces.into_iter().map(|(class, text)| view! { <span class=class>{text}</span> }).collect_view();
    view! {
        <div class=class data-n=(row.index + 1).to_string()>
            {pieces}
            "\n"
        </div>
    }
}
