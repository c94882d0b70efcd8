//! `sekkei cost` and `sekkei prices`: price the files of a design or a bundle, read price lists. This is the one place that asks the clock.

use design_core::cost::import::Importer;
use design_core::cost::{Estimate, Ground, RootCost, compare};
use design_core::plan::Reader;
use design_core::{Date, Edit, Lang, Survey, apply, design_of, report};
use std::fs::File;
use std::io::Read;
use std::path::PathBuf;

use crate::bundle::{Source, of_path};
use crate::failure::{Failure, w};
use crate::{Document, output, source};

/// What was asked on the command line.
pub(crate) struct Asked {
    pub(crate) source: Source,
    pub(crate) environment: Option<String>,
    pub(crate) format: Document,
    pub(crate) against: Option<String>,
    pub(crate) today: Option<String>,
}

/// `sekkei cost`
pub(crate) fn cost(asked: &Asked, lang: Lang) -> Result<(), Failure> {
    let today = today(asked.today.as_deref())?;
    let files = asked.source.files(lang)?;
    let mut reader = Reader::new();
    let survey = Survey::of(&mut reader, &files);
    let ground = Ground::of(design_of(&files).as_ref());
    if asked.format == Document::Markdown {
        return output::print(report::cost_document(&survey, &ground, lang).as_bytes());
    }
    let mut estimate = Estimate::of(&survey, &ground);
    keep(&mut estimate, asked.environment.as_deref())?;
    let text = match (&asked.against, asked.format) {
        (Some(path), _) => {
            let other = of_path(path, lang)?;
            let other = Estimate::of(&Survey::of(&mut reader, &other), &Ground::of(design_of(&other).as_ref()));
            let mut text = String::new();
            for root in &estimate.roots {
                let nothing = RootCost { name: root.name.clone(), items: Vec::new(), free: Vec::new(), unpriced: Vec::new(), gaps: 0 };
                let before = other.roots.iter().find(|other| other.name == root.name).unwrap_or(&nothing);
                let name = if root.name.is_empty() { "account" } else { &root.name };
                text.push_str(&report::cost_difference(name, &compare(before, root), lang));
            }
            text
        }
        (None, Document::Json) => format!("{:#}\n", report::cost_json(&estimate, Some(today), lang)),
        (None, Document::Text | Document::Markdown) => report::cost_text(&estimate, Some(today), lang),
    };
    output::print(text.as_bytes())
}

/// `sekkei prices`
pub(crate) fn prices(design: &str, lists: &[PathBuf], lang: Lang) -> Result<(), Failure> {
    let mut draft = source::draft(design)?;
    for path in lists {
        let fail = |error: std::io::Error| Failure::cannot_read(path, error);
        let mut file = File::open(path).map_err(fail)?;
        let mut importer = Importer::new();
        let mut buffer = vec![0; 1 << 16];
        loop {
            let read = file.read(&mut buffer).map_err(fail)?;
            if read == 0 {
                break;
            }
            importer.feed(buffer.get(..read).unwrap_or_default());
        }
        let found = importer.finish();
        for problem in &found.problems {
            output::error(&format!("{}: {}", path.display(), problem.get(lang)));
        }
        let (list, rows, taken) = (format!("{} {}", found.offer, found.published), found.rows, found.prices.len());
        let counts = w(format!("{list}: {rows} 行、単価 {taken} 件を取り込みました"), format!("{list}: {rows} rows, {taken} prices taken"));
        output::error(&format!("{}: {}", path.display(), counts.get(lang)));
        apply(&mut draft, &Edit::SetPrices(found.prices));
    }
    output::print(draft.to_json().as_bytes())
}

/// Leaves the one root that was asked for.
fn keep(estimate: &mut Estimate, environment: Option<&str>) -> Result<(), Failure> {
    let Some(wanted) = environment else { return Ok(()) };
    let name = |root: &RootCost| if root.name.is_empty() { "account".to_owned() } else { root.name.clone() };
    let names: Vec<String> = estimate.roots.iter().map(name).collect();
    estimate.roots.retain(|root| name(root) == wanted);
    if estimate.roots.is_empty() {
        return Err(Failure::no_environment(wanted, &names));
    }
    Ok(())
}

fn today(given: Option<&str>) -> Result<Date, Failure> {
    if let Some(text) = given {
        return Date::parse(text).ok_or_else(|| {
            Failure::usage(w(
                format!("{text:?} は日付ではありません。2026-11-23 のように書いてください"),
                format!("{text:?} is no day; write it like 2026-11-23"),
            ))
        });
    }
    crate::today::now()
        .ok_or_else(|| Failure::usage(w("時計が正しくありません。--today を指定してください", "the clock is wrong; give --today")))
}
