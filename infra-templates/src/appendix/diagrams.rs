//! The views of the architecture as files: a picture and a Mermaid text of each view for each
//! environment, and a page that shows them.

use std::fmt::Write;

use design_core::Lang;
use design_core::drawing::{Form, View};

use super::Basis;

/// Where they lie.
pub(super) const FOLDER: &str = "infra/docs/diagrams/";
/// The language of the bundle's documents.
const LANG: Lang = Lang::Ja;

/// Path and text of every file.
pub(super) fn render(basis: &Basis<'_>) -> Vec<(String, String)> {
    let mut files = Vec::new();
    let mut page = String::from(
        "# 構成図\n\nこの zip のファイルから作った図です。矢印はどれも、ファイルの行を根拠にしています。\n\n\
         Drawn from the files of this zip; every arrow stands on a line of them.\n",
    );
    let names = || basis.survey.environments.iter().map(|subject| subject.name.as_str());
    for view in View::ALL {
        let _ = write!(page, "\n## {}\n\n{}\n", view.title().get(LANG), view.description().get(LANG));
        let environments: Vec<&str> = if view.is_of_all() { names().take(1).collect() } else { names().collect() };
        for environment in environments {
            let Some(drawing) = view.draw(basis.survey, basis.files, Some(basis.assessment), environment, LANG) else { continue };
            let layout = basis.atlas.layout(&drawing);
            let name = if view.is_of_all() { view.id().to_owned() } else { format!("{environment}/{}", view.id()) };
            if !view.is_of_all() {
                let _ = write!(page, "\n### {environment}\n");
            }
            let _ = write!(page, "\n![{}]({name}.svg)\n\n[Mermaid]({name}.mmd)\n", drawing.graph.title);
            for form in [Form::Svg, Form::Mermaid] {
                files.push((format!("{FOLDER}{name}.{}", form.extension()), drawing.export(&layout, form, false, LANG)));
            }
        }
    }
    files.push((format!("{FOLDER}README.md"), page));
    files
}
