//! The line icons of the page. They are decoration: a label beside or on the button says the thing.

use leptos::prelude::*;

/// A drawing of 16 by 16.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Glyph {
    Start,
    Sizes,
    Diagram,
    Environments,
    Project,
    Issues,
    Files,
    Controls,
    Resources,
    Cost,
    Differences,
    History,
    Undo,
    Redo,
    Reset,
    Copy,
    Download,
    Pin,
    Info,
    Close,
    More,
    Chevron,
    Auto,
    Light,
    Dark,
    Design,
    Search,
    Plus,
    Check,
}

impl Glyph {
    const fn path(self) -> &'static str {
        match self {
            Self::Start => "M8 1.8a6.2 6.2 0 100 12.4A6.2 6.2 0 008 1.8zM6.2 5v6l4.6-3z",
            Self::Sizes => "M2 4h12M2 8h12M2 12h12M6 2v12M10 2v12",
            Self::Diagram => "M5.5 2h5v3.5h-5zM1.5 10.5h5V14h-5zM9.5 10.5h5V14h-5zM8 5.5V8M4 10.5V8h8v2.5",
            Self::Environments => "M2.5 3h11v3h-11zM2.5 10h11v3h-11zM8 6v4",
            Self::Project => "M2 5h5M11 5h3M2 11h3M9 11h5M9 3v4M7 9v4",
            Self::Issues => "M8 2L14.5 13.5h-13zM8 6.5v3.5M8 11.8v.2",
            Self::Files => "M3.5 1.5h6L13 5v9.5H3.5zM9.5 1.5V5H13",
            Self::Controls => "M8 1.5l5.5 2v4c0 3.5-2.3 5.8-5.5 7-3.2-1.2-5.5-3.5-5.5-7v-4zM5.5 8l2 2 3-3.5",
            Self::Resources => "M2.5 2.5h4.5v4.5H2.5zM9 2.5h4.5v4.5H9zM2.5 9h4.5v4.5H2.5zM9 9h4.5v4.5H9z",
            Self::Cost => "M3.5 2L8 8l4.5-6M8 8v6M4.5 8.5h7M4.5 11h7",
            Self::Differences => "M5 2.5v8M2.5 8L5 10.5 7.5 8M11 13.5v-8M8.5 8L11 5.5 13.5 8",
            Self::History => "M2.5 8a5.5 5.5 0 101.6-3.9L2.5 5.7M2.5 2.5v3.2h3.2M8 5v3.2l2.2 1.6",
            Self::Undo => "M6 3L2.5 6.5 6 10M2.5 6.5H10a3.5 3.5 0 010 7H7",
            Self::Redo => "M10 3l3.5 3.5L10 10M13.5 6.5H6a3.5 3.5 0 000 7h3",
            Self::Reset => "M3 3v4h4M3.3 7a5 5 0 11-.3 2.5",
            Self::Copy => "M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3",
            Self::Download => "M8 2v8.5M4.5 7L8 10.5 11.5 7M2.5 13.5h11",
            Self::Pin => "M8 9.5V14M4.5 9.5h7l-1.5-2.5V3h1V1.5H5V3h1v4z",
            Self::Info => "M8 1.8a6.2 6.2 0 100 12.4A6.2 6.2 0 008 1.8zM8 7.2v4M8 4.8v.2",
            Self::Close => "M4 4l8 8M12 4l-8 8",
            Self::More => "M3.5 8h.01M8 8h.01M12.5 8h.01",
            Self::Chevron => "M6 4l4 4-4 4",
            Self::Auto => "M8 2a6 6 0 100 12A6 6 0 008 2zM8 2v12M9.8 3.2v9.6M11.6 4.2v7.6M13.2 6.2v3.6",
            Self::Light => "M8 5a3 3 0 100 6 3 3 0 000-6zM8 1v1.5M8 13.5V15M1 8h1.5M13.5 8H15M3 3l1 1M12 12l1 1M13 3l-1 1M4 12l-1 1",
            Self::Dark => "M13.5 9.5A6 6 0 116.5 2.5a5 5 0 007 7z",
            Self::Design => "M2 4.5V13h12V5H8L6.5 3H2z",
            Self::Search => "M7 2.5a4.5 4.5 0 100 9 4.5 4.5 0 000-9zM10.5 10.5L14 14",
            Self::Plus => "M8 3v10M3 8h10",
            Self::Check => "M3 8.5l3.5 3.5L13 4.5",
        }
    }
}

/// An icon beside or inside something that has words.
#[component]
pub(crate) fn Icon(#[prop(into)] glyph: Signal<Glyph>) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
            <path d=move || glyph.get().path() />
        </svg>
    }
}
