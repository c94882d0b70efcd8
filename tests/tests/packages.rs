//! A script and a patch recreate the files of the zip, byte for byte, by real `sh` and `git`.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Output};

use design_core::{DesignDraft, Lang};
use infra_templates::{Bundle, Package};
use sekkei_tests::folder::design;

fn run(folder: &Path, program: &str, arguments: &[&str]) -> Output {
    Command::new(program).args(arguments).current_dir(folder).output().expect("the program starts")
}

/// Packs files, unpacks them by a real program, and reads what lies in the folder.
fn recreated(bundle: &Bundle, package: Package, lang: Lang) -> BTreeMap<String, String> {
    let folder = tempfile::tempdir().unwrap();
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), package.pack(bundle, lang)).unwrap();
    let file = file.path().to_str().unwrap();
    let output = match package {
        Package::Script => run(folder.path(), "sh", &[file]),
        Package::Patch => run(folder.path(), "git", &["apply", "--whitespace=nowarn", file]),
        Package::Zip => unreachable!("other tests read the zip"),
    };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.path().to_owned()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder.path()).unwrap().to_str().unwrap().to_owned();
                found.insert(name, std::fs::read_to_string(path).unwrap());
            }
        }
    }
    found
}

fn as_text(bundle: &Bundle) -> BTreeMap<String, String> {
    bundle.files().iter().map(|(path, text)| (path.clone(), text.clone().into_owned())).collect()
}

#[test]
fn script_and_patch_recreate_the_zip() {
    let bundle = Bundle::render(&design(&DesignDraft::default()));
    for package in [Package::Script, Package::Patch] {
        for lang in Lang::ALL {
            assert!(recreated(&bundle, package, lang) == as_text(&bundle), "{package:?}");
        }
    }
}

#[test]
fn texts_that_a_shell_or_git_could_misread_arrive_as_they_are() {
    let texts = [
        "SEKKEI_END_OF_FILE\n$HOME `id` \\ \"'\n",
        "no line break at the end",
        "",
        "\n\n",
        "two empty lines follow\n\n\n",
        "\u{feff}mark, tab\t and trailing space \nline\r\nend\n",
        "+plus\n-minus\n@@ -1 +1 @@\ndiff --git a/x b/x\n",
        "SEKKEI_END_OF_FILE",
        "日本語\n",
    ];
    let bundle: Bundle = texts.iter().enumerate().map(|(at, text)| (format!("some/folder/{at}.txt"), Cow::Borrowed(*text))).collect();
    for package in [Package::Script, Package::Patch] {
        assert_eq!(recreated(&bundle, package, Lang::Ja), as_text(&bundle), "{package:?}");
    }
}

#[test]
fn a_script_writes_nothing_where_one_of_its_files_exists() {
    let bundle = Bundle::render(&design(&DesignDraft::default()));
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(folder.path().join("infra")).unwrap();
    std::fs::write(folder.path().join("infra/README.md"), "mine").unwrap();
    for (lang, said) in [(Lang::Ja, "infra/README.md は既にあります"), (Lang::En, "infra/README.md exists")] {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), Package::Script.pack(&bundle, lang)).unwrap();
        let output = run(folder.path(), "sh", &[file.path().to_str().unwrap()]);
        assert_eq!(output.status.code(), Some(1));
        assert!(String::from_utf8_lossy(&output.stderr).contains(said));
    }
    assert_eq!(std::fs::read_to_string(folder.path().join("infra/README.md")).unwrap(), "mine");
    assert_eq!(std::fs::read_dir(folder.path().join("infra")).unwrap().count(), 1);
}
