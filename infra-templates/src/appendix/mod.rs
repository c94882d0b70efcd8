//! Reports that are computed from a rendered bundle and lie beside its documents. They are functions of
//! the rendered files and of what follows from them: never of the clock, of each other or of themselves.
//!
//! To add a report: a function, a row in [`LIST`], its path in `core/data/reports.txt` (which keeps it
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

/// Makes the text of a report, with a final newline.
type Write = fn(&Basis<'_>) -> String;

/// Every report: its path in the zip and what makes it.
const LIST: &[(&str, Write)] = &[
    ("infra/docs/COMPLIANCE.md", |basis| report::compliance_markdown(basis.assessment, Lang::Ja)),
    ("infra/docs/COMPLIANCE.en.md", |basis| report::compliance_markdown(basis.assessment, Lang::En)),
    ("infra/docs/ENVIRONMENTS.md", |basis| environments(basis, Lang::Ja)),
    ("infra/docs/ENVIRONMENTS.en.md", |basis| environments(basis, Lang::En)),
    ("infra/docs/DISCLOSURE_DRAFT.md", |basis| disclosure::render(basis, Lang::Ja)),
    ("infra/docs/DISCLOSURE_DRAFT.en.md", |basis| disclosure::render(basis, Lang::En)),
    ("infra/docs/RESPONSIBILITIES_DRAFT.md", |basis| responsibilities::render(basis, Lang::Ja)),
    ("infra/docs/RESPONSIBILITIES_DRAFT.en.md", |basis| responsibilities::render(basis, Lang::En)),
    ("infra/docs/OPERATOR_CHECKLIST_DRAFT.md", |basis| checklist::render(basis, Lang::Ja)),
    ("infra/docs/OPERATOR_CHECKLIST_DRAFT.en.md", |basis| checklist::render(basis, Lang::En)),
    ("infra/docs/COST.md", |basis| cost(basis, Lang::Ja)),
    ("infra/docs/COST.en.md", |basis| cost(basis, Lang::En)),
    ("infra/docs/CAPACITY.md", |basis| capacity(basis, Lang::Ja)),
    ("infra/docs/CAPACITY.en.md", |basis| capacity(basis, Lang::En)),
    // The mark at the start tells spreadsheets that the text is UTF-8.
    ("infra/docs/compliance.csv", |basis| format!("\u{feff}{}", report::csv(basis.assessment, Lang::Ja))),
    ("infra/docs/compliance.sarif.json", |basis| format!("{:#}\n", report::sarif(basis.assessment, Lang::Ja))),
    // The design file beside it names it, so that an editor completes and checks what is typed.
    ("infra/sekkei.schema.json", |_| json_schema()),
];

/// Path and text of every report.
pub(crate) fn render(basis: &Basis<'_>) -> impl Iterator<Item = (String, String)> {
    let reports = LIST.iter().map(|(path, write)| ((*path).to_owned(), write(basis)));
    reports.chain(diagrams::render(basis))
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
    use super::LIST;

    #[test]
    fn the_core_knows_every_report_by_its_path() {
        let mut paths: Vec<&str> = LIST.iter().map(|(path, _)| *path).chain([super::diagrams::FOLDER]).collect();
        paths.sort_unstable();
        assert_eq!(paths, design_core::report_paths().collect::<Vec<_>>());
    }
}
