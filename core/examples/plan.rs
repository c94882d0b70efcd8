//! Prints the plan of a folder: `cargo run -p design-core --example plan -- FOLDER ROOT`.
#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::indexing_slicing, clippy::disallowed_methods)]
use std::collections::BTreeMap;
fn walk(dir: &std::path::Path, base: &std::path::Path, files: &mut BTreeMap<String, String>) {
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { walk(&path, base, files) } else if let Ok(text) = std::fs::read_to_string(&path) {
            files.insert(path.strip_prefix(base).unwrap().to_string_lossy().into_owned(), text);
        }
    }
}
fn main() {
    let args: Vec<String> = std::env::args().collect();
    let mut files = BTreeMap::new();
    walk(args[1].as_ref(), args[1].as_ref(), &mut files);
    let mut reader = design_core::plan::Reader::new();
    let start = std::time::Instant::now();
    let plan = reader.plan(&files, &args[2]);
    println!("first {:?}", start.elapsed());
    let key = format!("{}/terraform.tfvars", args[2]);
    let mut times = Vec::new();
    for n in 0..20 {
        let text = files[&key].clone();
        files.insert(key.clone(), format!("{text}# {n}\n"));
        let start = std::time::Instant::now();
        reader.plan(&files, &args[2]);
        times.push(start.elapsed());
    }
    times.sort();
    println!("again {:?} resources {} data {}", times[10], plan.resources.len(), plan.data.len());
    for problem in &plan.problems { println!("{:?} {} {}", problem.kind, problem.line, problem.text.en); }
    if let Some(address) = args.get(3) {
        for resource in plan.resources.values().filter(|r| r.address.contains(address.as_str())) {
            println!("{} {}", resource.address, resource.line());
            for (name, a) in &resource.body.attributes { println!("  {name} = {:?} @ {} <- {:?}", a.value, a.line, plan.trace(resource, a).iter().map(ToString::to_string).collect::<Vec<_>>()); }
        }
    }
}
