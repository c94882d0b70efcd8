//! The names of documents. Each exists in every language, and the rule is one (decision 0023): an
//! unmarked name is in the bundle's language, a document in the other one has its mark in the name.
//! Shipped documents and renderers write the names of a Japanese bundle; here they become those of the
//! bundle at hand, the names that documents call each other by included. It knows no document.

use std::borrow::Cow;

use design_core::Lang;

/// The language whose documents are unmarked in `bundle/` and in the sentences of renderers.
const WRITTEN: Lang = Lang::Ja;
const EXTENSION: &str = ".md";

/// The path of a document: `path` is its unmarked name.
#[must_use]
pub fn document(path: &str, lang: Lang, bundle: Lang) -> String {
    match path.strip_suffix(EXTENSION) {
        Some(stem) if lang != bundle => format!("{stem}.{}{EXTENSION}", lang.id()),
        _ => path.to_owned(),
    }
}

/// A document in both languages, by its unmarked name, as a renderer makes it.
pub(crate) fn in_each(path: &str, write: impl Fn(Lang) -> String) -> Vec<(String, String)> {
    Lang::ALL.into_iter().map(|lang| (document(path, lang, WRITTEN), write(lang))).collect()
}

/// The language of a document, and its unmarked name, by the name that it was written under.
fn read(name: &str) -> Option<(Cow<'_, str>, Lang)> {
    let stem = name.strip_suffix(EXTENSION)?;
    match stem.rsplit_once('.').and_then(|(before, mark)| Some((before, Lang::from_id(mark)?))) {
        Some((before, lang)) => Some((format!("{before}{EXTENSION}").into(), lang)),
        None => Some((name.into(), WRITTEN)),
    }
}

/// Path and text of a file as they are in a bundle of a language. Whatever is no document stays as it is:
/// code calls a document by its unmarked name, which every bundle has.
pub(crate) fn place<'a>(path: &str, text: Cow<'a, str>, bundle: Lang) -> (String, Cow<'a, str>) {
    match read(path) {
        Some((name, lang)) if bundle != WRITTEN => (document(&name, lang, bundle), renamed(&text, bundle).into()),
        _ => (path.to_owned(), text),
    }
}

/// A text that calls documents by the names they have in a bundle of a language: in code spans and
/// targets of links, which no text that a person typed can make (it is escaped).
fn renamed(text: &str, bundle: Lang) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(EXTENSION) {
        let (before, after) = rest.split_at(at);
        let end = after.get(EXTENSION.len()..).unwrap_or_default();
        let start = before.rfind(['`', '(']).map_or(0, |start| start + 1);
        let (head, stem) = before.split_at(start);
        out.push_str(head);
        let is_code = head.ends_with('`') && end.starts_with('`');
        let is_target = head.ends_with("](") && !head.ends_with("\\](") && end.starts_with(')');
        let name = format!("{stem}{EXTENSION}");
        match read(&name).filter(|_| (is_code || is_target) && is_document(&name)) {
            Some((unmarked, lang)) => out.push_str(&document(&unmarked, lang, bundle)),
            None => out.push_str(&name),
        }
        rest = end;
    }
    out.push_str(rest);
    out
}

/// Names of documents are in capitals: `docs/FIRST_TIME.md`, `*_DRAFT.md`.
fn is_document(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.split('.').next().unwrap_or(name);
    !stem.is_empty()
        && stem.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_' || byte == b'*')
        && path.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_./*<>".contains(&byte))
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use design_core::Lang;

    use super::{document, in_each, place};

    #[test]
    fn the_unmarked_name_is_in_the_language_of_the_bundle() {
        assert_eq!(document("a/README.md", Lang::En, Lang::En), "a/README.md");
        assert_eq!(document("a/README.md", Lang::Ja, Lang::En), "a/README.ja.md");
        assert_eq!(document("a/README.md", Lang::En, Lang::Ja), "a/README.en.md");
        for lang in Lang::ALL {
            let placed: Vec<String> =
                in_each("X.md", |_| String::new()).into_iter().map(|(path, text)| place(&path, text.into(), lang).0).collect();
            assert_eq!(placed, [document("X.md", Lang::Ja, lang), document("X.md", Lang::En, lang)]);
        }
    }

    #[test]
    fn documents_call_each_other_by_the_names_of_the_bundle() {
        let case = |path: &str, text: &'static str, wanted: &str| {
            assert_eq!(place(path, Cow::Borrowed(text), Lang::Ja), (path.to_owned(), Cow::Borrowed(text)));
            assert_eq!(place(path, Cow::Borrowed(text), Lang::En).1, wanted);
        };
        case("X.md", "`A.md` と `docs/B_C.md`、[English](X.en.md)", "`A.ja.md` と `docs/B_C.ja.md`、[English](X.md)");
        case("X.en.md", "`*_DRAFT.en.md`, [日本語](X.md)", "`*_DRAFT.md`, [日本語](X.ja.md)");
        case("X.md", "\\`A.md\\` \\[a\\](A.md) `a b.md` A.md `body.md`", "\\`A.md\\` \\[a\\](A.md) `a b.md` A.md `body.md`");
        case("main.tf", "# see `docs/A.md`", "# see `docs/A.md`");
    }
}
