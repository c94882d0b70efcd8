//! The commands as a user runs them: outputs, exit codes, and what is left on disk.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a broken expectation must stop a test"
)]

use std::io::Write;
use std::process::{Command, Output, Stdio};

fn sekkei(arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_sekkei"))
        .args(arguments)
        // Without --lang the language of the system counts.
        .env_remove("LC_ALL")
        .env_remove("LC_MESSAGES")
        .env("LANG", "C")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that reads no input may have closed its end already.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn default_design() -> String {
    text(&sekkei(&["design"], "").stdout)
}

/// Runs and expects an exit code.
fn exits(code: i32, arguments: &[&str], input: &str) -> Output {
    let output = sekkei(arguments, input);
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {}", text(&output.stderr));
    output
}

#[test]
fn the_default_design_is_valid() {
    let report = exits(0, &["validate", "--design", "-", "--format", "json"], &default_design());
    let report: serde_json::Value = serde_json::from_slice(&report.stdout).unwrap();
    assert_eq!(report["valid"], true);
}

#[test]
fn a_wrong_design_is_explained_in_both_languages_and_exits_1() {
    let wrong = default_design().replace("\"vpc.az_count\": 2", "\"vpc.az_count\": 1");
    for (lang, word) in [("en", "from 2 to 3"), ("ja", "2〜3 の整数")] {
        let output = exits(1, &["validate", "--design", "-", "--lang", lang], &wrong);
        assert!(text(&output.stdout).contains(word), "{}", text(&output.stdout));
    }
    let output = exits(1, &["generate", "--design", "-", "--zip", "-"], &wrong);
    assert!(output.stdout.is_empty());
}

#[test]
fn what_is_no_design_exits_1_and_says_so() {
    for (input, word) in [
        ("", "not a design"),
        ("[]", "not a design"),
        ("{\"schema_version\": 99, \"environments\": []}", "newer version"),
        ("\u{0}\u{1}", "not a design"),
    ] {
        let output = exits(1, &["validate", "--design", "-"], input);
        assert!(text(&output.stderr).contains(word), "{}", text(&output.stderr));
    }
    let deep = "[".repeat(100_000);
    exits(1, &["validate", "--design", "-"], &deep);
    let long = format!("{{\"schema_version\": 1, \"x\": \"{}\"}}", "y".repeat(1_000_001));
    let output = exits(1, &["validate", "--design", "-"], &long);
    assert!(text(&output.stderr).contains("too long"));
}

#[test]
fn usage_and_files_have_exit_codes_of_their_own() {
    exits(2, &["generate", "--design", "-"], "");
    exits(2, &["nonsense"], "");
    exits(0, &["--help"], "");
    exits(3, &["validate", "--design", "/nowhere/at/all.json"], "");
}

#[test]
fn a_folder_and_a_zip_hold_the_same_files_and_nothing_is_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    let zip = folder.path().join("b.zip");
    let design = default_design();
    exits(0, &["generate", "--design", "-", "--out", out.to_str().unwrap()], &design);
    exits(0, &["generate", "--design", "-", "--zip", zip.to_str().unwrap()], &design);
    let piped = exits(0, &["generate", "--design", "-", "--zip", "-"], &design);
    assert_eq!(std::fs::read(&zip).unwrap(), piped.stdout);
    let listed = Command::new("python3")
        .args(["-c", "import zipfile,sys,os\nz=zipfile.ZipFile(sys.argv[1])\nfor n in z.namelist(): assert open(os.path.join(sys.argv[2],n),'rb').read()==z.read(n), n\nprint(len(z.namelist()))"])
        .args([&zip, &out])
        .output()
        .unwrap();
    assert!(listed.status.success(), "{}", text(&listed.stderr));
    let again = exits(3, &["generate", "--design", "-", "--out", out.to_str().unwrap()], &design);
    assert!(text(&again.stderr).contains("not empty"));
}

/// The published schema is the one that the types give. `UPDATE_EXPECT=1` rewrites it.
#[test]
fn the_published_schema_is_current() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/sekkei.schema.json");
    let now = text(&exits(0, &["schema"], "").stdout);
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(path, &now).unwrap();
    }
    assert_eq!(std::fs::read_to_string(path).unwrap_or_default(), now, "UPDATE_EXPECT=1 cargo test -p sekkei rewrites it");
}

/// Python with the pinned packages of the tests, made by tests/schema-provider/prepare.py.
const PYTHON: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../target/schema-provider/venv/bin/python");

/// The default draft satisfies the schema, by a validator that is not ours.
#[test]
fn the_schema_accepts_the_default_and_refuses_a_wrong_value() {
    let script = "import json,sys,jsonschema\ns,d=json.load(open(sys.argv[1])),json.loads(sys.stdin.read())\nv=jsonschema.Draft202012Validator(s)\njsonschema.Draft202012Validator.check_schema(s)\nprint(len(list(v.iter_errors(d))))";
    let schema = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(schema.path(), exits(0, &["schema"], "").stdout).unwrap();
    let errors = |draft: &str| {
        let mut child =
            Command::new(PYTHON).args(["-c", script]).arg(schema.path()).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(draft.as_bytes()).unwrap();
        text(&child.wait_with_output().unwrap().stdout).trim().to_owned()
    };
    let design = default_design();
    assert_eq!(errors(&design), "0");
    assert_eq!(errors(&design.replace("\"vpc.az_count\": 2", "\"vpc.az_count\": 1")), "3");
    let decided = |waiver: &str| errors(&design.replacen('{', &format!("{{ \"waivers\": [{waiver}],"), 1));
    assert_eq!(decided(r#"{ "control": "TLS-09", "person": "A", "until": "2027-03-31", "reason": "R" }"#), "0");
    assert_eq!(decided(r#"{ "control": "TLS-09", "person": "A", "until": "soon" }"#), "2");
}

/// A preset is the design that the core makes of it, and another name is wrong usage.
#[test]
fn a_preset_is_printed_and_an_unknown_one_is_refused() {
    for preset in design_core::PRESETS {
        let printed = text(&exits(0, &["design", "--preset", preset.id], "").stdout);
        assert_eq!(printed, preset.draft().to_json());
        exits(0, &["validate", "--design", "-"], &printed);
        for (lang, words) in [("ja", preset.purpose.ja), ("en", preset.purpose.en)] {
            let list = text(&exits(0, &["presets", "--lang", lang], "").stdout);
            assert!(list.lines().any(|line| line.starts_with(preset.id) && line.ends_with(words)), "{list}");
        }
    }
    let refused = exits(2, &["design", "--preset", "nobody"], "");
    assert!(text(&refused.stderr).contains("small-clinic"), "the names that exist are listed");
}

/// A month of each preset is computed from its files, and a smaller starting point costs less.
#[test]
fn presets_have_a_floor_of_cost_in_their_order() {
    let floor = |id: &str| {
        let design = text(&exits(0, &["design", "--preset", id], "").stdout);
        let report = exits(0, &["cost", "--design", "-", "--env", "stg", "--format", "json", "--today", "2026-11-23"], &design);
        let report: serde_json::Value = serde_json::from_slice(&report.stdout).unwrap();
        report["roots"][0]["fixed"]["usd"].as_str().unwrap_or_else(|| panic!("{report:#}")).parse::<f64>().unwrap()
    };
    let (small, plan, large) = (floor("small-clinic"), floor("founding-plan"), floor("hospital-group"));
    assert!(0.0 < small && small < plan && plan < large, "{small} {plan} {large}");
}

/// The link that a design carries names its schema, and a design without it is the same one.
#[test]
fn a_design_is_read_with_and_without_the_link_to_its_schema() {
    let linked = default_design();
    let value: serde_json::Value = serde_json::from_str(&linked).unwrap();
    assert_eq!(value["$schema"], design_core::SCHEMA_LINK);
    let mut bare = value;
    bare.as_object_mut().unwrap().remove("$schema");
    let read = |text: &str| design_core::DesignDraft::from_json(text).unwrap();
    assert_eq!(read(&bare.to_string()), read(&linked));
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    exits(0, &["generate", "--design", "-", "--out", out.to_str().unwrap()], &linked);
    let beside = std::fs::read_to_string(out.join("infra").join(design_core::SCHEMA_LINK)).unwrap();
    // The schema in a bundle is in the language of the bundle.
    assert!(beside == text(&exits(0, &["--lang", "ja", "schema"], "").stdout));
}

/// Whatever stops a command is said in the language that was asked for.
#[test]
fn failures_are_told_in_both_languages() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("mine"), "x").unwrap();
    let occupied = folder.path().to_str().unwrap();
    let wrong = default_design().replace("\"vpc.az_count\": 2", "\"vpc.az_count\": 1");
    let cases: [(&[&str], &str, i32); 9] = [
        (&["validate", "--design", "no such file"], "", 3),
        (&["validate", "--design", "-"], "[]", 1),
        (&["validate", "--design", "-"], "{\"schema_version\": 99, \"environments\": []}", 1),
        (&["generate", "--design", "-", "--out", occupied], "default", 3),
        (&["generate", "--design", "-", "--zip", "-"], &wrong, 1),
        (&["generate", "--design", "-", "--zip", "/no/such/folder/x.zip"], "default", 3),
        (&["plan", "--design", "-", "--env", "nowhere"], "default", 1),
        (&["check", "--bundle", occupied], "", 3),
        (&["cost", "--design", "-", "--today", "yesterday"], "default", 2),
    ];
    let is_japanese = |text: &str| text.chars().any(|letter| ('\u{3041}'..='\u{30ff}').contains(&letter));
    for (arguments, input, code) in cases {
        let input = if input == "default" { default_design() } else { input.to_owned() };
        for lang in ["ja", "en"] {
            let said = text(&exits(code, &[&["--lang", lang], arguments].concat(), &input).stderr);
            let last = said.lines().last().unwrap_or_default();
            assert!(!last.is_empty() && is_japanese(last) == (lang == "ja"), "{arguments:?}: {last}");
        }
    }
}

/// Every command is completed in every shell and described in the manual page.
#[test]
fn completions_and_the_manual_page_know_every_command() {
    let help = text(&exits(0, &["--help"], "").stdout);
    let commands: Vec<&str> = help
        .lines()
        .skip_while(|line| !line.starts_with("Commands:"))
        .skip(1)
        .take_while(|line| line.starts_with("  "))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help")
        .collect();
    assert!(commands.len() > 12, "{commands:?}");
    let manual = text(&exits(0, &["man"], "").stdout);
    assert!(manual.contains(".TH sekkei 1"));
    for name in &commands {
        assert!(manual.contains(&format!("SEKKEI {}", name.to_uppercase())), "{name} is not in the manual page");
    }
    for shell in ["bash", "zsh", "fish"] {
        let script = text(&exits(0, &["completions", shell], "").stdout);
        for name in &commands {
            assert!(script.contains(name), "{name} is not completed in {shell}");
        }
    }
    exits(2, &["completions", "nosh"], "");
    let script = sekkei(&["completions", "bash"], "").stdout;
    let mut bash = Command::new("bash").arg("-n").stdin(Stdio::piped()).spawn().unwrap();
    bash.stdin.take().unwrap().write_all(&script).unwrap();
    assert!(bash.wait().unwrap().success(), "bash cannot read the completions");
}

/// Letters of the two syllabaries.
fn has_kana(text: &str) -> bool {
    text.chars().any(|letter| ('\u{3041}'..='\u{30ff}').contains(&letter))
}

#[test]
fn completions_speak_the_language_that_was_asked_for() {
    let script = |lang: &str, shell: &str| text(&exits(0, &["--lang", lang, "completions", shell], "").stdout);
    for shell in ["zsh", "fish"] {
        let (ja, en) = (script("ja", shell), script("en", shell));
        for (japanese, english) in [("既定の設計", "Print the default design"), ("出力の形式", "Form of"), ("小規模", "Small clinic")]
        {
            assert!(ja.contains(japanese) && !ja.contains(english), "{shell}: {japanese}");
            assert!(en.contains(english) && !en.contains(japanese), "{shell}: {english}");
        }
        assert!(!has_kana(&en));
        // What completes is the same: only the words differ.
        for name in commands().iter().map(String::as_str).chain(["design", "preset", "hospital-group", "sarif"]) {
            assert!(ja.contains(name), "{shell}: {name}");
        }
    }
}

/// Names of the commands, as the English help lists them.
fn commands() -> Vec<String> {
    let help = text(&exits(0, &["--help"], "").stdout);
    let lines = help.lines().skip_while(|line| !line.starts_with("Commands:")).skip(1).take_while(|line| line.starts_with("  "));
    lines.filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect()
}

#[test]
fn help_is_japanese_where_that_was_asked_for_and_says_the_same() {
    let english_words = ["Usage:", "Commands:", "Options:", "Arguments:", "Possible values", "[default", "[possible", "Print ", "Form of"];
    let words = |help: &str| {
        let mut names: Vec<String> = help
            .split([' ', '\n', ',', '[', ']'])
            .filter(|word| word.starts_with("--"))
            .map(|word| word.trim_end_matches(['.', ')']).to_owned())
            .collect();
        names.sort();
        names.dedup();
        names
    };
    for name in std::iter::once(String::new()).chain(commands()).filter(|name| name != "help") {
        for flag in ["-h", "--help"] {
            let called: Vec<&str> = [name.as_str(), flag].into_iter().filter(|word| !word.is_empty()).collect();
            let japanese = text(&exits(0, &[&["--lang", "ja"], called.as_slice()].concat(), "").stdout);
            assert!(has_kana(&japanese), "{japanese}");
            for english in english_words {
                assert!(!japanese.contains(english), "{called:?}: {english} in\n{japanese}");
            }
            if flag == "-h" {
                let english = text(&exits(0, &called, "").stdout);
                assert!(!has_kana(&english));
                let lacking: Vec<_> = words(&english).into_iter().filter(|word| !japanese.contains(word.as_str())).collect();
                assert!(lacking.is_empty(), "{called:?}: {lacking:?} not in\n{japanese}");
            }
        }
    }
    // The place of the flag and the way it is written do not matter.
    let first = exits(0, &["--lang", "ja", "plan", "-h"], "").stdout;
    assert_eq!(first, exits(0, &["plan", "-h", "--lang=ja"], "").stdout);
}

#[test]
fn the_language_of_the_system_counts_where_none_is_asked_for() {
    let help = |set: &[(&str, &str)], arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sekkei"));
        for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
            command.env_remove(name);
        }
        text(&command.args(arguments).envs(set.iter().copied()).output().unwrap().stdout)
    };
    assert!(has_kana(&help(&[("LANG", "ja_JP.UTF-8")], &["--help"])));
    assert!(has_kana(&help(&[("LC_ALL", "ja_JP.UTF-8"), ("LANG", "C")], &["presets"])));
    assert!(!has_kana(&help(&[("LC_ALL", "C"), ("LANG", "ja_JP.UTF-8")], &["--help"])));
    assert!(!has_kana(&help(&[("LANG", "ja_JP.UTF-8")], &["--lang", "en", "--help"])));
    assert!(!has_kana(&help(&[], &["--help"])));
}

#[test]
fn wrong_usage_is_said_in_both_languages() {
    let cases: [&[&str]; 11] = [
        &["nonsense"],
        &["plam", "--design", "-"],
        &["plan"],
        &["plan", "--design"],
        &["plan", "--design", "-", "--bundle", "x"],
        &["plan", "--design", "-", "--format", "yaml"],
        &["plan", "--design", "-", "--formats", "json"],
        &["check", "--design", "-", "--today", "yesterday"],
        &["design", "--preset", "nobody"],
        &["diff", "one.json"],
        &["plan", "--design", "-", "--env", "dev", "--env", "stg"],
    ];
    for arguments in cases {
        let english = text(&exits(2, arguments, "").stderr);
        let japanese = text(&exits(2, &[&["--lang", "ja"], arguments].concat(), "").stderr);
        assert!(english.starts_with("error:") && !has_kana(&english), "{english}");
        assert!(japanese.starts_with("エラー:") && japanese.contains("--help"), "{japanese}");
        for word in ["error:", "Usage:", "For more", "tip:", "possible values", "required"] {
            assert!(!japanese.contains(word), "{arguments:?}: {word} in\n{japanese}");
        }
        // What is named in one is named in the other.
        for word in english.split(['\'', '`', ' ', '\n', ',']).filter(|word| word.starts_with("--") && word.len() > 2) {
            let word = word.trim_end_matches(['.', ':']);
            assert!(japanese.contains(word), "{arguments:?}: {word} not in\n{japanese}");
        }
    }
}

#[test]
fn the_manual_page_is_there_in_both_languages() {
    let english = text(&exits(0, &["man"], "").stdout);
    let japanese = text(&exits(0, &["man", "--lang", "ja"], "").stdout);
    assert!(!has_kana(&english) && has_kana(&japanese));
    for heading in ["名前", "書式", "説明", "オプション", "コマンド", "補足"] {
        assert!(japanese.lines().any(|line| line == format!(".SH {heading}")), "{heading}");
    }
    for name in commands().iter().filter(|name| *name != "help") {
        assert!(japanese.contains(&format!("SEKKEI {}", name.to_uppercase())), "{name}");
    }
    for word in ["Possible values", "[default", "SYNOPSIS", "Print "] {
        assert!(!japanese.contains(word), "{word}");
    }
}
