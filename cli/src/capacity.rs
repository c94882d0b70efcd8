//! `sekkei capacity`: what the files of a design or a bundle can carry.

use design_core::capacity::Capacity;
use design_core::cost::Ground;
use design_core::plan::Reader;
use design_core::{Lang, Survey, design_of, report};

use crate::bundle::Source;
use crate::failure::Failure;
use crate::{Document, output};

/// `sekkei capacity`
pub(crate) fn capacity(source: &Source, format: Document, lang: Lang) -> Result<(), Failure> {
    let files = source.files(lang)?;
    let survey = Survey::of(&mut Reader::new(), &files);
    let ground = Ground::of(design_of(&files).as_ref());
    let capacity = Capacity::of(&survey, &ground);
    let text = match format {
        Document::Text => report::capacity_text(&capacity, &ground, lang),
        Document::Json => format!("{:#}\n", report::capacity_json(&capacity, &ground, lang)),
        Document::Markdown => report::capacity_document(&survey, &ground, lang),
    };
    output::print(text.as_bytes())
}
