//! What is shipped beside our own code: crates that are linked into the page and the command line,
//! with versions, checksums and licences, as an SBOM (CycloneDX) and as notices. Cargo says which;
//! crates that only run while building (procedural macros, build scripts) are not in them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

use crate::root;

/// Something that users get.
#[derive(Debug, Clone, Copy)]
pub struct Product {
    /// Its crate.
    pub package: &'static str,
    /// What it is compiled for; `None` for the machines that the command line is built on.
    pub target: Option<&'static str>,
    /// Where its two files lie.
    pub folder: &'static str,
    title: &'static str,
}

/// The page (`public/` is copied beside it) and the command line.
pub const PRODUCTS: [Product; 2] = [
    Product { package: "sekkei-app", target: Some("wasm32-unknown-unknown"), folder: "public", title: "the page of Sekkei" },
    Product { package: "sekkei", target: None, folder: "cli", title: "the command line of Sekkei" },
];

/// File of the SBOM in a product's folder.
pub const SBOM: &str = "sbom.cdx.json";
/// File of the notices in a product's folder.
pub const NOTICES: &str = "licences.txt";

/// Part of every program that Rust links.
const STANDARD_LIBRARY: &str = "rust-std";

/// A linked crate.
#[derive(Debug, Clone)]
struct Crate {
    name: String,
    version: String,
    /// SPDX.
    licence: String,
    authors: Vec<String>,
    repository: String,
    /// SHA-256 of the package, as locked.
    checksum: String,
    folder: PathBuf,
}

/// Both files of a product, by path in the repository.
///
/// # Panics
/// When Cargo does not answer, or a crate comes without the text of its licence and none is known.
#[must_use]
pub fn files(product: &Product) -> BTreeMap<String, String> {
    let metadata = metadata();
    let linked = linked(product);
    let checksums = checksums();
    let crates: Vec<Crate> = metadata["packages"]
        .as_array()
        .expect("packages")
        .iter()
        // What has no source is our own.
        .filter(|package| package["source"].is_string())
        .filter(|package| linked.contains(&(text(&package["name"]), text(&package["version"]))))
        .map(|package| Crate {
            name: text(&package["name"]),
            version: text(&package["version"]),
            licence: text(&package["license"]).replace(" / ", " OR ").replace('/', " OR "),
            authors: package["authors"].as_array().into_iter().flatten().map(text).collect(),
            repository: text(&package["repository"]),
            checksum: checksums[&(text(&package["name"]), text(&package["version"]))].clone(),
            folder: Path::new(&text(&package["manifest_path"])).parent().expect("a folder").to_path_buf(),
        })
        .collect();
    let bom = serde_json::to_string_pretty(&bom(product, &crates, &edges(&metadata, &linked))).expect("JSON") + "\n";
    BTreeMap::from([(format!("{}/{SBOM}", product.folder), bom), (format!("{}/{NOTICES}", product.folder), notices(product, &crates))])
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn cargo(arguments: &[&str]) -> String {
    let output =
        Command::new(env!("CARGO")).current_dir(root()).args(arguments).args(["--locked", "--offline"]).output().expect("cargo runs");
    assert!(output.status.success(), "cargo {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("text")
}

fn metadata() -> Value {
    serde_json::from_str(&cargo(&["metadata", "--format-version", "1"])).expect("JSON of cargo metadata")
}

/// Name and version of all that is linked, our own crates as well.
fn linked(product: &Product) -> BTreeSet<(String, String)> {
    let mut arguments = vec!["tree", "--package", product.package, "--edges", "normal,no-proc-macro", "--prefix", "none", "--no-dedupe"];
    arguments.extend(["--format", "{p}"]);
    // The same list on every machine that the command line is built on.
    arguments.extend(["--target", product.target.unwrap_or("x86_64-unknown-linux-gnu")]);
    cargo(&arguments)
        .lines()
        .filter_map(|line| {
            let mut words = line.split(' ');
            Some((words.next()?.to_owned(), words.next()?.trim_start_matches('v').to_owned()))
        })
        .collect()
}

/// Checksums of Cargo.lock.
fn checksums() -> BTreeMap<(String, String), String> {
    let lock = fs::read_to_string(root().join("Cargo.lock")).expect("Cargo.lock");
    let value = |block: &str, key: &str| {
        block.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(" = \"")?.strip_suffix('"')).map(str::to_owned)
    };
    lock.split("[[package]]")
        .filter_map(|block| Some(((value(block, "name")?, value(block, "version")?), value(block, "checksum")?)))
        .collect()
}

/// Which linked crate uses which, by what the SBOM calls them.
fn edges(metadata: &Value, linked: &BTreeSet<(String, String)>) -> BTreeMap<String, BTreeSet<String>> {
    let packages: BTreeMap<String, (String, String)> = metadata["packages"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|package| (text(&package["id"]), (text(&package["name"]), text(&package["version"]))))
        .filter(|(_, package)| linked.contains(package))
        .collect();
    let reference = |id: &Value| packages.get(&text(id)).map(|(name, version)| purl(name, version));
    let nodes = metadata["resolve"]["nodes"].as_array().into_iter().flatten();
    nodes
        .filter_map(|node| {
            let of = node["deps"].as_array().into_iter().flatten();
            let normal = of.filter(|dep| dep["dep_kinds"].as_array().into_iter().flatten().any(|kind| kind["kind"].is_null()));
            Some((reference(&node["id"])?, normal.filter_map(|dep| reference(&dep["pkg"])).collect()))
        })
        .collect()
}

/// Package URL, in which a plus sign is written as a code.
fn purl(name: &str, version: &str) -> String {
    format!("pkg:cargo/{name}@{}", version.replace('+', "%2B"))
}

/// Version of the compiler, whose standard library is linked.
fn toolchain() -> String {
    let file = fs::read_to_string(root().join("rust-toolchain.toml")).expect("rust-toolchain.toml");
    file.split_once("channel = \"").and_then(|(_, rest)| rest.split('"').next()).expect("a channel").to_owned()
}

fn bom(product: &Product, crates: &[Crate], edges: &BTreeMap<String, BTreeSet<String>>) -> Value {
    let mut components: Vec<Value> = crates
        .iter()
        .map(|Crate { name, version, licence, repository, checksum, .. }| {
            let mut component = json!({
                "type": "library",
                "bom-ref": purl(name, version),
                "name": name,
                "version": version,
                "hashes": [{ "alg": "SHA-256", "content": checksum }],
                "licenses": [{ "expression": licence }],
                "purl": purl(name, version),
            });
            if repository.starts_with("https://") {
                component["externalReferences"] = json!([{ "type": "vcs", "url": repository }]);
            }
            component
        })
        .collect();
    components.push(json!({
        "type": "library",
        "bom-ref": STANDARD_LIBRARY,
        "name": STANDARD_LIBRARY,
        "version": toolchain(),
        "licenses": [{ "expression": "MIT OR Apache-2.0" }],
        "externalReferences": [{ "type": "vcs", "url": "https://github.com/rust-lang/rust" }],
    }));
    let own = edges.keys().find(|reference| reference.starts_with(&format!("pkg:cargo/{}@", product.package))).expect("the product itself");
    let dependencies: Vec<Value> = edges.iter().map(|(reference, on)| json!({ "ref": reference, "dependsOn": on })).collect();
    // Our own crates are parts of the product, and have no place in a registry.
    let third: BTreeSet<String> = crates.iter().map(|one| purl(&one.name, &one.version)).collect();
    let parts = edges.keys().filter(|reference| !third.contains(*reference) && *reference != own).map(|reference| {
        let (name, version) = reference.trim_start_matches("pkg:cargo/").split_once('@').expect("name and version");
        json!({ "type": "library", "bom-ref": reference, "name": name, "version": version, "licenses": [{ "expression": "MIT OR Apache-2.0" }] })
    });
    json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": own,
                "name": product.package,
                "version": own.rsplit('@').next(),
                "licenses": [{ "expression": "MIT OR Apache-2.0" }],
                "components": parts.collect::<Vec<_>>(),
            },
        },
        "components": components,
        "dependencies": dependencies,
    })
}

/// Each text of a licence once, under the crates that carry it. Where a crate offers MIT, that is what
/// it is used under.
fn notices(product: &Product, crates: &[Crate]) -> String {
    let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let standard = format!("{STANDARD_LIBRARY} {} (MIT OR Apache-2.0)", toolchain());
    texts.entry(mit("The Rust Project contributors")).or_default().push(standard);
    for one in crates {
        let title = format!("{} {} ({})", one.name, one.version, one.licence);
        for text in licence_texts(one) {
            texts.entry(text).or_default().push(title.clone());
        }
    }
    let mut groups: Vec<(Vec<String>, String)> = texts.into_iter().map(|(text, titles)| (titles, text)).collect();
    groups.sort();
    let mut notices = format!(
        "Third-party software in {}\n\nSekkei itself: MIT or Apache-2.0. What follows is linked into it; {SBOM} lists the same as CycloneDX.\n",
        product.title
    );
    for (titles, text) in groups {
        notices.push_str(&format!("\n{}\n{}\n\n{text}", "=".repeat(78), titles.join("\n")));
    }
    notices
}

fn offers_mit(one: &Crate) -> bool {
    // `AND` means more than one licence at once.
    !one.licence.contains(" AND ") && one.licence.split(" OR ").any(|licence| licence == "MIT")
}

fn licence_texts(one: &Crate) -> Vec<String> {
    let starts = ["licen", "copying", "notice", "unlicense"];
    let mut names: Vec<String> = fs::read_dir(&one.folder)
        .unwrap_or_else(|error| panic!("{}: {error}", one.folder.display()))
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .filter(|name| starts.iter().any(|start| name.to_lowercase().starts_with(start)) && one.folder.join(name).is_file())
        .collect();
    names.sort();
    if offers_mit(one) && names.iter().any(|name| name.to_uppercase().contains("MIT")) {
        names.retain(|name| name.to_uppercase().contains("MIT") || name.to_uppercase().starts_with("NOTICE"));
    }
    if names.is_empty() {
        assert!(offers_mit(one), "{} {} comes without the text of {}: read it and decide", one.name, one.version, one.licence);
        let holders =
            one.authors.iter().map(|author| author.split(" <").next().unwrap_or_default().to_owned()).collect::<Vec<_>>().join(", ");
        return vec![mit(if holders.is_empty() { "its authors" } else { &holders })];
    }
    let read = |name: &String| String::from_utf8_lossy(&fs::read(one.folder.join(name)).expect("a licence")).into_owned();
    names.iter().map(|name| tidy(&read(name))).collect()
}

/// The same text is the same whatever ends its lines.
fn tidy(text: &str) -> String {
    let lines: Vec<&str> = text.trim_start_matches('\u{feff}').lines().map(str::trim_end).collect();
    lines.join("\n").trim_matches('\n').to_owned() + "\n"
}

/// The licence for crates that name it and carry no text of it.
fn mit(holders: &str) -> String {
    format!(
        "MIT License

Copyright (c) {holders}

Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the \"Software\"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED \"AS IS\", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.
"
    )
}
