//! The documents about the designer itself, as they stand in the repository: the user guide and the
//! accessibility statement. It draws headings, paragraphs, lists, code and nothing else.

use design_core::Text;
use leptos::prelude::*;

use super::words;
use crate::state::use_tr;

const GUIDE: Text = Text { ja: include_str!("../../../../docs/guide.ja.md"), en: include_str!("../../../../docs/guide.md") };
const ACCESSIBILITY: Text =
    Text { ja: include_str!("../../../../docs/accessibility.ja.md"), en: include_str!("../../../../docs/accessibility.md") };

#[component]
pub(super) fn Reader() -> impl IntoView {
    let tr = use_tr();
    let document = |id: &'static str, title: Text, text: Text| {
        view! {
            <details class="card document" data-testid=id>
                <summary>{tr.text(title)}</summary>
                {move || blocks(tr.get(text))}
            </details>
        }
    };
    view! {
        {document("user-guide", words::GUIDE, GUIDE)}
        {document("accessibility", words::ACCESSIBILITY, ACCESSIBILITY)}
    }
}

fn blocks(text: &'static str) -> Vec<AnyView> {
    let mut out = Vec::new();
    // The first line is the title, which stands above already.
    for block in text.split("\n\n").skip(1) {
        let block = block.trim_end();
        out.push(if let Some(title) = block.strip_prefix("## ") {
            view! { <h3>{title}</h3> }.into_any()
        } else if let Some(code) = block.strip_prefix("```bash\n") {
            view! { <pre class="mono" lang="en">{code.trim_end_matches("\n```")}</pre> }.into_any()
        } else if block.starts_with("- ") {
            let items = block.lines().filter_map(|line| line.strip_prefix("- ")).map(|line| view! { <li>{inline(line)}</li> });
            view! { <ul>{items.collect_view()}</ul> }.into_any()
        } else {
            view! { <p>{inline(block)}</p> }.into_any()
        });
    }
    out
}

/// Code between grave accents, and strong words between pairs of asterisks.
fn inline(text: &'static str) -> Vec<AnyView> {
    let code = text.split('`').enumerate();
    code.flat_map(|(at, part)| {
        if at % 2 == 1 {
            return vec![view! { <code>{part}</code> }.into_any()];
        }
        let strong = part.split("**").enumerate();
        strong.map(|(at, part)| if at % 2 == 1 { view! { <b>{part}</b> }.into_any() } else { part.into_any() }).collect()
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use design_core::{Lang, Scope, Text, specs};

    use super::{ACCESSIBILITY, GUIDE};
    use crate::shell::nav;
    use crate::state::Panel;
    use crate::words;

    /// Words between pairs of `mark`.
    fn between(text: &str, mark: &str) -> Vec<String> {
        text.split(mark).skip(1).step_by(2).map(str::to_owned).collect()
    }

    fn lines_with<'a>(text: &'a str, start: &str) -> Vec<&'a str> {
        text.lines().filter(|line| line.starts_with(start)).collect()
    }

    #[test]
    fn what_the_guide_names_in_bold_stands_on_the_page() {
        for lang in [Lang::Ja, Lang::En] {
            let mut labels: BTreeSet<String> = Panel::ALL.into_iter().map(|panel| nav::face(panel).1.get(lang).to_owned()).collect();
            labels.extend(
                [words::DESIGN_FILE, words::NEXT_STEPS, words::SHARE_LINK, words::BRING]
                    .map(|word| word.get(lang).trim_end_matches('…').to_owned()),
            );
            labels.extend(specs(Scope::Project).map(|spec| spec.label.get(lang).to_owned()));
            labels.insert(words::download_zip(lang, 0).split(['（', ' ']).next().unwrap_or_default().to_owned());
            for named in between(GUIDE.get(lang), "**") {
                assert!(labels.contains(&named), "{named} is no label of the page");
            }
        }
    }

    #[test]
    fn both_languages_have_the_same_parts() {
        for text in [GUIDE, ACCESSIBILITY] {
            let Text { ja, en } = text;
            for start in ["## ", "- ", "```"] {
                assert_eq!(lines_with(ja, start).len(), lines_with(en, start).len(), "{start}");
            }
            assert_eq!(lines_with(ja, "sekkei "), lines_with(en, "sekkei "));
        }
    }
}
