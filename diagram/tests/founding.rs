//! The founding graphs against the recorded results of Mermaid 12 on the same texts.

mod support;

use diagram::layout::{Options, lanes, layered};
use diagram::metrics::measure;
use support::{FOUNDING, founding};

#[test]
fn print() {
    for (name, _) in FOUNDING {
        for size in [(152, 48), (236, 64)] {
            let (graph, direction) = founding(name, size);
            let layout = layered(&graph, &Options { direction, ..Options::default() }).unwrap();
            println!("{name} {}x{} {:?}", layout.width, layout.height, measure(&graph, &layout));
            if name == "cd" {
                let layout = lanes(&graph, &Options { direction, ..Options::default() }).unwrap();
                println!("{name} lanes {}x{} {:?}", layout.width, layout.height, measure(&graph, &layout));
            }
        }
    }
}
