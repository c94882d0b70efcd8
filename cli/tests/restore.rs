//! `restore`, and the commands that look at a bundle, on zips as a user brings them.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a broken expectation must stop a test")]

use std::fs;
use std::process::{Command, Output};

fn sekkei(code: i32, arguments: &[&str]) -> Output {
    let output = Command::new(env!("CARGO_BIN_EXE_sekkei")).args(arguments).output().unwrap();
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    output
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn a_zip_and_its_folder_give_the_design_and_say_what_was_edited() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    let (design, zip, unpacked) = (at("d.json"), at("b.zip"), at("b"));
    fs::write(&design, sekkei(0, &["design", "--preset", "small-clinic"]).stdout).unwrap();
    sekkei(0, &["generate", "--design", &design, "--zip", &zip]);
    sekkei(0, &["generate", "--design", &design, "--out", &unpacked]);
    for bundle in [&zip, &unpacked] {
        assert_eq!(text(&sekkei(0, &["restore", bundle]).stdout), fs::read_to_string(&design).unwrap());
    }
    assert!(sekkei(0, &["plan", "--bundle", &zip]).stdout == sekkei(0, &["plan", "--bundle", &unpacked]).stdout);
    assert_eq!(text(&sekkei(0, &["diff", &zip, &unpacked]).stdout), text(&sekkei(0, &["diff", &unpacked, &unpacked]).stdout));

    fs::write(folder.path().join("b/infra/README.md"), "mine\n").unwrap();
    let out = at("out.json");
    let output = sekkei(1, &["restore", &unpacked, "--out", &out, "--format", "json"]);
    assert!(output.stdout.is_empty());
    assert!(text(&output.stderr).contains("\"path\": \"infra/README.md\""));
    assert_eq!(fs::read_to_string(out).unwrap(), fs::read_to_string(&design).unwrap());

    fs::remove_file(folder.path().join("b/infra/sekkei.json")).unwrap();
    assert!(text(&sekkei(1, &["restore", &unpacked]).stderr).contains("no infra/sekkei.json"));
    fs::write(&zip, "PK\x03\x04").unwrap();
    assert!(text(&sekkei(3, &["check", "--bundle", &zip]).stderr).contains("cut short"));
    sekkei(3, &["restore", &design]);
    sekkei(3, &["restore", &at("missing.zip")]);
}
