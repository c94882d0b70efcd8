//! Reports that are computed from a rendered bundle and lie beside its documents. They are functions of
//! the rendered files and of what follows from them: never of the clock, of each other or of themselves.
//!
//! To add a report: a function, a row in [`DOCUMENTS`] or [`FILES`], its path in `core/data/reports.txt` (which keeps it
//! from being taken as evidence or shipped), then `UPDATE_EXPECT=1 cargo test -p sekkei-tests --test bundle`.

mod checklist;
mod diagrams;
mod disclosure;
mod draft;
mod responsibilities;

use std::borrow::Cow;
use std::collections::BTreeMap;

use design_core::compliance::Assessment;
use design_core::cost::Ground;
use design_core::drawing::Atlas;
use design_core::{Design, Lang, Survey, json_schema, report};

use crate::kept::Kept;
use crate::language::{in_each, place};

/// What a report is computed from.
#[derive(Debug, Clone, Copy)]
pub struct Basis<'a> {
    /// The design that was rendered.
    pub design: &'a Design,
    /// Its rendered files, without reports and manifest.
    pub files: &'a BTreeMap<String, Cow<'static, str>>,
    /// What they would create.
    pub survey: &'a Survey,
    /// Which controls they meet.
    pub assessment: &'a Assessment,
    /// Layouts that were made before.
    pub atlas: &'a Atlas,
    /// Texts of a person, which are among the files already unless they stand in the place of a report.
    pub kept: &'a Kept,
}

/// Makes the text of a report in a language, with a final newline.
type Write = fn(&Basis<'_>, Lang) -> String;

/// Documents, which exist in each language: the unmarked name and what makes the text.
const DOCUMENTS: &[(&str, Write)] = &[
    ("infra/docs/COMPLIANCE.md", |basis, lang| report::compliance_markdown(basis.assessment, lang)),
    ("infra/docs/ENVIRONMENTS.md", environments),
    ("infra/docs/DISCLOSURE_DRAFT.md", disclosure::render),
    ("infra/docs/RESPONSIBILITIES_DRAFT.md", responsibilities::render),
    ("infra/docs/OPERATOR_CHECKLIST_DRAFT.md", checklist::render),
    ("infra/docs/COST.md", cost),
    ("infra/docs/CAPACITY.md", capacity),
];

/// Files for programs, which exist once: their words are in the bundle's language.
const FILES: &[(&str, Write)] = &[
    // The mark at the start tells spreadsheets that the text is UTF-8.
    ("infra/docs/compliance.csv", |basis, lang| format!("\u{feff}{}", report::csv(basis.assessment, lang))),
    ("infra/docs/compliance.sarif.json", |basis, lang| format!("{:#}\n", report::sarif(basis.assessment, lang))),
    // The design file beside it names it, so that an editor completes and checks what is typed.
    ("infra/sekkei.schema.json", |_, lang| json_schema(lang)),
];

/// Path and text of every report.
pub(crate) fn render(basis: &Basis<'_>) -> Vec<(String, Cow<'static, str>)> {
    let lang = basis.design.project.language();
    let documents = DOCUMENTS.iter().flat_map(|(path, write)| in_each(path, |lang| write(basis, lang)));
    let files = FILES.iter().map(|(path, write)| ((*path).to_owned(), write(basis, lang)));
    // What takes most room while it is made comes first, beside as little as possible of what stays:
    // WebAssembly gives no memory back.
    let all = files.chain(diagrams::render(basis, lang)).chain(documents);
    // A text that grew by and by has room for as much again, and the page keeps these.
    let exact = |mut text: String| {
        text.shrink_to_fit();
        text.into()
    };
    all.map(|(path, text)| place(&path, exact(text), lang)).collect()
}

fn environments(basis: &Basis<'_>, lang: Lang) -> String {
    report::environments_markdown(basis.files, &basis.survey.environments, basis.assessment, lang)
}

fn cost(basis: &Basis<'_>, lang: Lang) -> String {
    report::cost_document(basis.survey, &Ground::of(Some(basis.design.draft())), lang)
}

fn capacity(basis: &Basis<'_>, lang: Lang) -> String {
    report::capacity_document(basis.survey, &Ground::of(Some(basis.design.draft())), lang)
}

#[cfg(test)]
mod tests {
    use super::{DOCUMENTS, FILES};

    #[test]
    fn the_core_knows_every_report_by_its_path() {
        let mut paths: Vec<&str> = DOCUMENTS.iter().chain(FILES).map(|(path, _)| *path).chain([super::diagrams::FOLDER]).collect();
        paths.sort_unstable();
        assert_eq!(paths, design_core::report_paths().collect::<Vec<_>>());
    }
}
