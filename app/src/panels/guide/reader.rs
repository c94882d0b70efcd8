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
