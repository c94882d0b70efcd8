//! Writes every view of the default design into a folder as Mermaid text and as a draw.io file, with what our own
//! drawing has of nodes, frames, arrows, texts and crossings, for `tests/diagram/judge.mjs` and `drawio.mjs`:
//! `cargo run -p sekkei-tests --example views -- FOLDER`.

use std::path::PathBuf;

use design_core::drawing::{Drawing, Form, View, compare};
use design_core::plan::Reader;
use design_core::{DesignDraft, Lang, Survey};
use diagram::Layout;
use sekkei_tests::compliance::files;

fn main() {
    let folder = PathBuf::from(std::env::args().nth(1).expect("a folder"));
    std::fs::create_dir_all(&folder).expect("the folder can be made");
    let files = files(&DesignDraft::default());
    let survey = Survey::of(&mut Reader::new(), &files);
    let assessment = survey.assess(&files, None);
    let draw =
        |view: View, name: &str| view.draw(&survey, &files, Some(&assessment), name, Lang::Ja).expect("an environment of the survey");
    let put = |name: &str, suffix: &str, text: String| {
        std::fs::write(folder.join(format!("{name}{suffix}")), text).expect("a file can be written");
    };
    for subject in &survey.environments {
        for view in View::ALL {
            let drawing = draw(view, &subject.name);
            let mut times: Vec<f64> = (0..9)
                .map(|_| {
                    let begin = std::time::Instant::now();
                    std::hint::black_box(drawing.layout());
                    begin.elapsed().as_secs_f64() * 1000.0
                })
                .collect();
            times.sort_by(f64::total_cmp);
            let layout = drawing.layout();
            println!("{} {}: layout {:.2} ms at best, {:.2} ms in the middle", subject.name, view.id(), times[0], times[4]);
            let name = format!("{}-{}", subject.name, view.id());
            put(&name, ".mmd", drawing.export(&layout, Form::Mermaid, false, Lang::Ja));
            put(&name, ".drawio", drawing.export(&layout, Form::Drawio, false, Lang::Ja));
            put(&name, ".expected.json", expected(&drawing, &layout));
        }
    }
    // What is marked where two environments are compared, in the other colours.
    for view in View::ALL.into_iter().filter(|view| !view.is_of_all()) {
        for (before, after) in [("dev", "prod"), ("prod", "dev")] {
            let drawing = compare(&draw(view, before), &draw(view, after));
            let layout = drawing.layout();
            let name = format!("{before}-{after}-{}", view.id());
            put(&name, ".mmd", drawing.export(&layout, Form::Mermaid, true, Lang::Ja));
            put(&name, ".drawio", drawing.export(&layout, Form::Drawio, true, Lang::Ja));
            put(&name, ".expected.json", expected(&drawing, &layout));
        }
    }
}

/// What a judge has to find in the files of a drawing.
fn expected(drawing: &Drawing, layout: &Layout) -> String {
    let measured = diagram::metrics::measure(&drawing.graph, layout);
    let (badges, changes) = diagram::metrics::marks(&drawing.graph, layout);
    let expected = serde_json::json!({
        "nodes": layout.nodes.len(),
        "clusters": layout.clusters.len(),
        "edges": layout.edges.len(),
        "crossings": measured.crossings,
        "length": measured.length,
        "labels": diagram::metrics::texts(&drawing.graph, layout),
        "badges": badges,
        "changes": changes,
    });
    format!("{expected:#}\n")
}
