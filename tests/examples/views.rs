//! Writes every view of the default design into a folder as Mermaid text and as a draw.io file, with what our own
//! drawing has of nodes, frames, arrows, texts and crossings, for `tests/diagram/judge.mjs` and `drawio.mjs`:
//! `cargo run -p sekkei-tests --example views -- FOLDER`.

use std::path::PathBuf;

use design_core::drawing::{Form, View};
use design_core::plan::Reader;
use design_core::{DesignDraft, Lang, Survey};
use sekkei_tests::compliance::files;

fn main() {
    let folder = PathBuf::from(std::env::args().nth(1).expect("a folder"));
    std::fs::create_dir_all(&folder).expect("the folder can be made");
    let files = files(&DesignDraft::default());
    let survey = Survey::of(&mut Reader::new(), &files);
    for subject in &survey.environments {
        for view in View::ALL {
            let drawing = view.draw(&survey, &files, None, &subject.name, Lang::Ja).expect("an environment of the survey");
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
            let measured = diagram::metrics::measure(&drawing.graph, &layout);
            let name = format!("{}-{}", subject.name, view.id());
            let expected = serde_json::json!({
                "nodes": layout.nodes.len(),
                "clusters": layout.clusters.len(),
                "edges": layout.edges.len(),
                "crossings": measured.crossings,
                "length": measured.length,
                "labels": diagram::metrics::texts(&drawing.graph, &layout),
            });
            let put =
                |suffix: &str, text: String| std::fs::write(folder.join(format!("{name}{suffix}")), text).expect("a file can be written");
            put(".mmd", drawing.export(&layout, Form::Mermaid, false, Lang::Ja));
            put(".drawio", drawing.export(&layout, Form::Drawio, false, Lang::Ja));
            put(".expected.json", format!("{expected:#}\n"));
        }
    }
}
