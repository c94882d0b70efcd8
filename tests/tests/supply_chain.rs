//! What is shipped is listed: SBOM and notices of page and command line are those of Cargo.lock, and a
//! tool that reads SBOMs reads these. `UPDATE_EXPECT=1` rewrites them.

use std::collections::BTreeSet;
use std::fs;

use sekkei_tests::golden;
use sekkei_tests::root;
use sekkei_tests::scanners::python;
use sekkei_tests::shipped::{NOTICES, PRODUCTS, Product, SBOM, files};
use serde_json::Value;

fn bom(product: &Product) -> Value {
    serde_json::from_str(&fs::read_to_string(root().join(product.folder).join(SBOM)).unwrap()).unwrap()
}

#[test]
fn sbom_and_notices_are_current() {
    for product in PRODUCTS {
        for (path, text) in files(&product) {
            golden::expect("supply_chain", &path, &text);
        }
    }
}

#[test]
fn every_component_has_checksum_licence_and_notice() {
    for product in PRODUCTS {
        let bom = bom(&product);
        let notices = fs::read_to_string(root().join(product.folder).join(NOTICES)).unwrap();
        let mut references = BTreeSet::from([bom["metadata"]["component"]["bom-ref"].as_str().unwrap().to_owned()]);
        references.extend(
            bom["metadata"]["component"]["components"].as_array().unwrap().iter().map(|part| part["bom-ref"].as_str().unwrap().to_owned()),
        );
        let components = bom["components"].as_array().unwrap();
        assert!(components.len() > 30, "{} components in {}", components.len(), product.package);
        for component in components {
            let (name, version) = (component["name"].as_str().unwrap(), component["version"].as_str().unwrap());
            let licence = component["licenses"][0]["expression"].as_str().unwrap();
            assert!(!licence.is_empty() && !licence.contains('/'), "{name}: {licence:?}");
            assert!(notices.contains(&format!("\n{name} {version} ({licence})\n")), "{name} has no notice");
            if name != "rust-std" {
                assert_eq!(component["hashes"][0]["content"].as_str().unwrap().len(), 64, "{name}");
            }
            assert!(references.insert(component["bom-ref"].as_str().unwrap().to_owned()), "{name} twice");
        }
        for edge in bom["dependencies"].as_array().unwrap() {
            for end in std::iter::once(&edge["ref"]).chain(edge["dependsOn"].as_array().unwrap()) {
                assert!(references.contains(end.as_str().unwrap()), "{end} is no component");
            }
        }
        // Somebody's folder is nobody's business.
        for folder in ["root", "home", "Users"] {
            assert!(!notices.contains(&format!("/{folder}/")), "a path below {folder}");
        }
    }
}

/// npm runs what a package brings along when it is installed, and takes what it cannot check.
#[test]
fn packages_of_npm_are_locked_by_hash_and_run_nothing_when_installed() {
    let mut locks = 0;
    for folder in ["", "tests/bench", "tests/bench/lighthouse", "tests/diagram", "tests/scanners"] {
        let path = root().join(folder).join("package-lock.json");
        let lock: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        for (name, package) in lock["packages"].as_object().unwrap().iter().filter(|(name, _)| !name.is_empty()) {
            let integrity = package["integrity"].as_str().unwrap_or_default();
            assert!(integrity.starts_with("sha512-"), "{}: {name} is not locked by a hash", path.display());
            assert!(package["hasInstallScript"].is_null(), "{}: {name} runs a script when it is installed", path.display());
            let source = package["resolved"].as_str().unwrap_or("https://registry.npmjs.org/");
            assert!(source.starts_with("https://registry.npmjs.org/"), "{}: {name} comes from {source}", path.display());
            locks += 1;
        }
    }
    assert!(locks > 100, "{locks} packages looked at");
}

/// trivy takes the file for what it is, and finds each crate in it.
#[test]
fn trivy_reads_the_sbom() {
    for product in PRODUCTS {
        let folder = tempfile::tempdir().unwrap();
        let mut trivy = python("trivy");
        trivy.env("HOME", folder.path()).args(["sbom", "--scanners", "license", "--offline-scan", "--skip-version-check", "--quiet"]);
        trivy.args(["--list-all-pkgs", "--format", "json", "--cache-dir"]).arg(folder.path());
        let output = trivy.arg(root().join(product.folder).join(SBOM)).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let report: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(report["ArtifactType"], "cyclonedx");
        let read: BTreeSet<&str> = report["Results"]
            .as_array()
            .unwrap()
            .iter()
            .flat_map(|result| result["Packages"].as_array().into_iter().flatten())
            .filter_map(|package| package["Identifier"]["PURL"].as_str())
            .collect();
        let bom = bom(&product);
        let listed: BTreeSet<&str> =
            bom["components"].as_array().unwrap().iter().filter_map(|component| component["purl"].as_str()).collect();
        assert_eq!(read, listed, "{}", product.package);
    }
}
