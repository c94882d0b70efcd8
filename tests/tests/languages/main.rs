//! Japanese and English say the same: sentences of the product, documents of the bundle and of this
//! repository, and bundles of either language.

mod bundles;
mod documents;
mod parts;
mod sentences;

use std::collections::{BTreeMap, BTreeSet};

use design_core::{DesignDraft, Edit, Lang, apply};
use infra_templates::{Bundle, document};
use sekkei_tests::folder::design;
use serde_json::json;

/// The bundle of a draft in a language.
fn bundle(draft: &DesignDraft, lang: Lang) -> Bundle {
    let mut draft = draft.clone();
    apply(&mut draft, &Edit::SetProject { id: "language".into(), value: json!(lang.id()) });
    Bundle::render(&design(&draft))
}

/// A name of a document without the mark of a language.
fn unmarked(name: &str) -> String {
    name.replace(".en.md", ".md").replace(".ja.md", ".md")
}

/// Numbers of clauses are those of the Japanese text: 24条2項.
fn without_clauses(text: &str) -> String {
    text.replace(['条', '項'], "")
}

/// Every document of a bundle, by its unmarked name, in both languages.
fn documents(bundle: &Bundle, lang: Lang) -> BTreeMap<String, [String; 2]> {
    let names: BTreeSet<String> = bundle.files().keys().filter(|path| path.ends_with(".md")).map(|path| unmarked(path)).collect();
    let text = |name: &str, own: Lang| {
        let path = document(name, own, lang);
        bundle.get(&path).unwrap_or_else(|| panic!("{path} is missing")).to_owned()
    };
    names.into_iter().map(|name| (name.clone(), Lang::ALL.map(|own| text(&name, own)))).collect()
}
