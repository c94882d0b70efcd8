//! The views of the architecture as files: a picture and a Mermaid text of each view for each
//! environment, and a page that shows them.

use std::fmt::Write;

use design_core::drawing::{Form, View};
use design_core::{Lang, t};

use super::Basis;
use crate::language::in_each;

/// Where they lie.
pub(super) const FOLDER: &str = "infra/docs/diagrams/";

/// Pictures of a view: name of the environment (none for a view of all), and path without extension.
type Pictures<'a> = Vec<(Option<&'a str>, String)>;

/// Path and text of every file. Pictures are in `lang`, for each would be twice in the zip.
pub(super) fn render(basis: &Basis<'_>, lang: Lang) -> Vec<(String, String)> {
    let mut files = Vec::new();
    let mut views: Vec<(View, Pictures<'_>)> = Vec::new();
    let names = || basis.survey.environments.iter().map(|subject| subject.name.as_str());
    for view in View::ALL {
        let mut pictures = Pictures::new();
        let environments: Vec<&str> = if view.is_of_all() { names().take(1).collect() } else { names().collect() };
        for environment in environments {
            let Some(drawing) = view.draw(basis.survey, basis.files, Some(basis.assessment), environment, lang) else { continue };
            let layout = basis.atlas.layout(&drawing);
            let of = (!view.is_of_all()).then_some(environment);
            let name = of.map_or_else(|| view.id().to_owned(), |environment| format!("{environment}/{}", view.id()));
            for form in [Form::Svg, Form::Mermaid] {
                files.push((format!("{FOLDER}{name}.{}", form.extension()), drawing.export(&layout, form, false, lang)));
            }
            pictures.push((of, name));
        }
        views.push((view, pictures));
    }
    files.extend(in_each(&format!("{FOLDER}README.md"), |lang| page(&views, lang)));
    files
}

/// The page that shows them.
fn page(views: &[(View, Pictures<'_>)], lang: Lang) -> String {
    let mut page = t(
        "# 構成図\n\n[English](README.en.md)\n\nこの zip のファイルから作った図です。矢印はどれも、ファイルの行を根拠にしています。図の中の言葉は、成果物の言語（`sekkei.json` の `language`）です。\n",
        "# Diagrams\n\n[日本語](README.md)\n\nDrawn from the files of this zip; every arrow stands on a line of them. Words in the pictures are in the language of the bundle (`language` in `sekkei.json`).\n",
    )
    .get(lang)
    .to_owned();
    for (view, pictures) in views {
        let _ = write!(page, "\n## {}\n\n{}\n", view.title().get(lang), view.description().get(lang));
        for (environment, name) in pictures {
            let mut title = view.title().get(lang).to_owned();
            if let Some(environment) = environment {
                let _ = write!(page, "\n### {environment}\n");
                let _ = write!(title, " {environment}");
            }
            let _ = write!(page, "\n![{title}]({name}.svg)\n\n[Mermaid]({name}.mmd)\n");
        }
    }
    page
}
