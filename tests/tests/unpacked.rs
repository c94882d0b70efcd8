//! The zip in the hands of the tools that people have, and the lock files in it.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::Command;

use design_core::DesignDraft;
use infra_templates::{Bundle, zip};
use sekkei_tests::folder::design;

fn bundle() -> Bundle {
    Bundle::render(&design(&DesignDraft::default()))
}

/// `unzip` of Info-ZIP, which Linux and macOS have.
#[test]
fn unzip_gives_the_same_files_with_their_modes_and_dates() {
    let bundle = bundle();
    let folder = tempfile::tempdir().unwrap();
    let archive = folder.path().join("infra.zip");
    fs::write(&archive, zip(&bundle)).unwrap();
    let out = folder.path().join("out");
    let run = |arguments: &[&str]| {
        let output =
            Command::new("unzip").env("TZ", "UTC").args(arguments).arg(&archive).arg("-d").arg(&out).output().expect("unzip is installed");
        assert!(output.status.success() && output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    };
    run(&["-q"]);
    for (path, text) in bundle.files() {
        let file = out.join(path);
        assert!(fs::read_to_string(&file).unwrap() == *text, "{path}");
        let metadata = fs::metadata(&file).unwrap();
        // Nothing in it is run by its name: workflows name the shell, and the script of all files is given to `sh`.
        assert!(!text.starts_with("#!"), "{path} asks to be executable");
        assert_eq!(metadata.permissions().mode() & 0o777, 0o644, "{path}");
        let seconds = metadata.modified().unwrap().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs();
        assert_eq!(seconds, 315_532_800, "{path}: 1980-01-01");
    }
    let names = Command::new("zipinfo").arg("-1").arg(&archive).output().unwrap().stdout;
    let names: Vec<String> = String::from_utf8(names).unwrap().lines().map(str::to_owned).collect();
    assert_eq!(names, bundle.files().keys().cloned().collect::<Vec<_>>(), "in order, each once");
}

/// The runners of GitHub, and the machines on which people work: hashes of packages (`zh`) for all of them, and of
/// what lies in them (`h1`), without which `init -lockfile=readonly` refuses a mirror or a cache.
#[test]
fn lock_files_hold_hashes_of_the_systems_that_use_them() {
    let bundle = bundle();
    let mut seen = BTreeSet::new();
    for (path, text) in bundle.files().iter().filter(|(path, _)| path.ends_with(".terraform.lock.hcl")) {
        let hashes = |kind: &str| text.lines().filter(|line| line.trim_start().starts_with(&format!("\"{kind}:"))).count();
        assert!(text.contains("provider \"registry.terraform.io/hashicorp/aws\""), "{path}");
        assert!(text.contains("version     = \"5.100.0\""), "{path}");
        assert!(hashes("h1") >= 4 && hashes("zh") >= 10, "{path}: {} h1, {} zh", hashes("h1"), hashes("zh"));
        seen.insert(path.as_str());
    }
    assert_eq!(seen.len(), 4);
}
