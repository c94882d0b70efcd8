//! The documents of a bundle against its code: tables of inputs and outputs, and every command, path,
//! output and address that a document names.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};

use design_core::{DesignDraft, Lang, is_report};
use infra_templates::{Bundle, document};
use sekkei_tests::folder::design;
use sekkei_tests::golden;
use sekkei_tests::interface::{inputs, output_names, outputs, sentences, translations, with_tables};
use sekkei_tests::root;
use sekkei_tests::scanners::python;

fn bundle() -> Bundle {
    Bundle::render(&design(&DesignDraft::default()))
}

/// Every document with its path, without the reports: those are computed and held to the code elsewhere.
fn documents(bundle: &Bundle) -> Vec<(&str, &str)> {
    let found: Vec<(&str, &str)> = bundle
        .files()
        .iter()
        .filter(|(path, _)| path.ends_with(".md") && !is_report(path))
        .map(|(path, text)| (path.as_str(), &**text))
        .collect();
    assert!(found.len() > 25);
    found
}

/// A document's blocks of shell, and its prose.
fn parts(text: &str) -> (Vec<String>, String) {
    let mut shell = Vec::new();
    let mut prose = String::new();
    let mut fence: Option<(String, String)> = None;
    for line in text.lines() {
        let bare = line.trim_start();
        match &mut fence {
            Some((language, block)) if bare == "```" => {
                if language == "bash" {
                    shell.push(std::mem::take(block));
                }
                fence = None;
            }
            Some((_, block)) => {
                block.push_str(line);
                block.push('\n');
            }
            None => match bare.strip_prefix("```") {
                Some(language) => fence = Some((language.to_owned(), String::new())),
                None => {
                    prose.push_str(line);
                    prose.push('\n');
                }
            },
        }
    }
    (shell, prose)
}

/// What stands between backticks.
fn quoted(prose: &str) -> Vec<&str> {
    prose.lines().flat_map(|line| line.split('`').skip(1).step_by(2)).collect()
}

/// `UPDATE_EXPECT=1` rewrites them, and then the manifest has to be rewritten by `--test bundle`.
#[test]
fn tables_of_inputs_and_outputs_are_those_of_the_code() {
    let tree = root().join("infra-templates/bundle");
    let mut folders = vec!["infra/bootstrap".to_owned()];
    for entry in fs::read_dir(tree.join("infra/modules")).unwrap() {
        folders.push(format!("infra/modules/{}", entry.unwrap().file_name().to_str().unwrap()));
    }
    assert_eq!(folders.len(), 15);
    let mut said = BTreeSet::new();
    for folder in folders {
        let read = |file: &str| fs::read_to_string(tree.join(&folder).join(file)).unwrap();
        said.extend(["variables.tf", "outputs.tf"].into_iter().flat_map(|file| sentences(&read(file))));
        for lang in Lang::ALL {
            let name = document("README.md", lang, Lang::Ja);
            let readme = read(&name);
            let wanted = with_tables(&readme, &inputs(&read("variables.tf"), lang), &outputs(&read("outputs.tf"), lang), lang);
            golden::expect("documents", &format!("infra-templates/bundle/{folder}/{name}"), &wanted);
        }
    }
    let idle: Vec<&str> = translations().into_keys().filter(|sentence| !said.contains(*sentence)).collect();
    assert_eq!(idle, [""; 0], "rows of infra-templates/interface.ja.tsv that no code says");
}

/// A path for each way in which a document may write it: from the top, from `infra`, from its own
/// folder, or by the end that everybody knows it by.
fn is_path(bundle: &Bundle, document: &str, token: &str) -> bool {
    let folder = document.rsplit_once('/').map_or("", |(folder, _)| folder);
    let token = token.trim_end_matches('/');
    let exists = |path: &str| bundle.files().keys().any(|file| file == path || file.starts_with(&format!("{path}/")));
    let by_end = format!("/{token}");
    exists(token)
        || exists(&format!("infra/{token}"))
        || exists(&format!("{folder}/{token}"))
        || bundle.files().keys().any(|file| file.ends_with(&by_end))
}

/// Does it look like a file or folder of the bundle?
fn looks_like_path(token: &str) -> bool {
    let is_plain = token.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_./".contains(&byte));
    let has_ending = [".example", ".hcl", ".json", ".md", ".tf", ".tfvars", ".yml", ".yaml"].iter().any(|ending| token.ends_with(ending));
    let is_inside = ["infra/", "modules/", "envs/", "bootstrap/", "docs/", "mocks/", ".github/"].iter().any(|top| token.starts_with(top));
    is_plain && (has_ending || is_inside)
}

#[test]
fn every_path_in_a_document_is_in_the_bundle() {
    let bundle = bundle();
    let mut checked = 0;
    let mut missing = BTreeSet::new();
    for (document, text) in documents(&bundle) {
        let (shell, prose) = parts(text);
        // What commands write themselves is no part of the bundle; `backend.tf` and locks come later.
        let made: BTreeSet<&str> = shell
            .iter()
            .flat_map(|block| block.lines())
            .filter_map(|line| line.split_once("> ").map(|(_, file)| file.split_whitespace().next().unwrap_or_default()))
            .collect();
        let commands = shell.iter().flat_map(|block| block.split(|letter: char| letter.is_whitespace() || "\"'$()=;".contains(letter)));
        for token in quoted(&prose).into_iter().chain(commands) {
            let token = ["<env>", "<environment>", "<name>"].iter().fold(token.to_owned(), |token, name| token.replace(name, "dev"));
            let token = token.trim_end_matches([':', ',', '.']).replace("modules/*", "modules/vpc");
            if !looks_like_path(&token) || made.contains(&*token) {
                continue;
            }
            checked += 1;
            if !is_path(&bundle, document, &token) && !KNOWN_ELSEWHERE.contains(&&*token) {
                missing.insert(format!("{document}: {token}"));
            }
        }
    }
    println!("{checked} paths");
    assert!(checked > 180);
    assert_eq!(missing, BTreeSet::new());
}

/// Files that a document speaks of and that somebody else makes: the application, Terraform, a command, the repository.
const KNOWN_ELSEWHERE: [&str; 7] =
    [".github/dependabot.yml", "appspec.yaml", "next.json", "package-lock.json", "package.json", "revision.json", "variables.json"];

/// Shell of all documents, with values for what the reader fills in.
fn shell(bundle: &Bundle) -> Vec<(String, String)> {
    documents(bundle)
        .into_iter()
        .map(|(path, text)| {
            let mut script: String = parts(text).0.join("\n");
            while let Some((start, end)) = script.find('<').and_then(|start| {
                let inside = &script[start + 1..];
                let end = inside.find('>')?;
                let name = &inside[..end];
                let is_name = name.chars().next().is_some_and(char::is_alphabetic) || name.starts_with("12 ");
                (is_name && !name.contains('\n')).then_some((start, start + end + 2))
            }) {
                script.replace_range(start..end, "filled");
            }
            (path.to_owned(), script)
        })
        .filter(|(_, script)| !script.is_empty())
        .collect()
}

#[test]
fn commands_in_documents_are_clean_to_shellcheck() {
    let folder = tempfile::tempdir().unwrap();
    let scripts = shell(&bundle());
    assert!(scripts.len() > 10);
    let mut shellcheck = python("shellcheck");
    // One block goes on from another, in a shell that has them all; a reader sees when `cd` fails.
    shellcheck.args(["--shell=bash", "--exclude=SC2034,SC2154,SC2164"]).current_dir(folder.path());
    for (path, script) in scripts {
        let name = path.replace('/', "_");
        fs::write(folder.path().join(&name), script).unwrap();
        shellcheck.arg(name);
    }
    let output = shellcheck.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}

/// Against the models that the AWS CLI is made of: services, operations and options.
fn unknown_aws_commands(text: &str) -> String {
    let mut child = Command::new("python3")
        .arg(root().join("tests/scanners/aws_commands.py"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "run python3 tests/scanners/prepare.py");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn every_command_of_aws_exists_with_its_options() {
    let bundle = bundle();
    let mut text = String::new();
    for (_, document) in documents(&bundle) {
        let (shell, prose) = parts(document);
        for command in shell.iter().map(String::as_str).chain(quoted(&prose)) {
            text.push_str(command);
            text.push('\n');
        }
    }
    for (_, workflow) in bundle.files().iter().filter(|(path, _)| path.ends_with(".yml")) {
        text.push_str(workflow);
    }
    let said = unknown_aws_commands(&text);
    let lines: Vec<&str> = said.lines().collect();
    let checked: usize = lines.last().unwrap().split(' ').next().unwrap().parse().unwrap();
    println!("{checked} commands of AWS");
    assert!(checked > 80);
    assert_eq!(lines.len(), 1, "{said}");
    let broken = "aws ecs describe-service --cluster x\naws ecs describe-services --clusters x\naws esc list\naws ecs wait services-well\n";
    assert_eq!(unknown_aws_commands(broken).lines().count(), 5, "a command that does not exist is found");
}

#[test]
fn outputs_workflows_and_addresses_in_documents_exist() {
    let bundle = bundle();
    let file = |path: &str| bundle.get(path).unwrap_or_else(|| panic!("{path} is gone"));
    let mut known: BTreeSet<String> = output_names(file("infra/envs/dev/outputs.tf")).into_iter().collect();
    known.extend(output_names(file("infra/bootstrap/outputs.tf")));
    let code = |folder: &str| -> String {
        bundle.files().iter().filter(|(path, _)| path.starts_with(folder) && path.ends_with(".tf")).map(|(_, text)| &**text).collect()
    };
    let (mut outputs, mut workflows, mut addresses) = (0, 0, 0);
    for (document, text) in documents(&bundle) {
        let (shell, prose) = parts(text);
        let commands: Vec<&str> = shell.iter().flat_map(|block| block.lines()).chain(quoted(&prose)).collect();
        for line in commands {
            let words: Vec<&str> =
                line.split(|letter: char| letter.is_whitespace() || "\"'()`|;".contains(letter)).filter(|word| !word.is_empty()).collect();
            for (at, word) in words.iter().enumerate() {
                let next = |from: usize| words.get(at + from..).unwrap_or_default().iter().find(|word| !word.starts_with('-')).copied();
                let name = match *word {
                    "output" if at > 0 && line.contains("terraform") => next(1),
                    // The helper that several documents define at their start.
                    "out" if at > 0 && words[at - 1].ends_with('$') => next(1),
                    _ => None,
                };
                if let Some(name) = name.filter(|name| name.starts_with(|letter: char| letter.is_ascii_lowercase())) {
                    outputs += 1;
                    assert!(known.contains(name), "{document}: no output {name} ({line})");
                }
                if *word == "workflow" && words.get(at + 1) == Some(&"run") {
                    let name = next(2).unwrap_or_default();
                    workflows += 1;
                    assert!(bundle.get(&format!(".github/workflows/{name}")).is_some(), "{document}: no workflow {name}");
                }
                let is_address = word.starts_with("module.") || (word.starts_with("aws_") && word.contains('.'));
                if is_address {
                    let steps: Vec<&str> = word.split(['.', '[']).collect();
                    let (folder, kind, name) = match steps.as_slice() {
                        ["module", module, kind, name, ..] => (format!("infra/modules/{module}/"), *kind, *name),
                        ["module", module] => {
                            assert!(
                                bundle.files().keys().any(|path| path.starts_with(&format!("infra/modules/{module}/"))),
                                "{document}: {word}"
                            );
                            continue;
                        }
                        [kind, name, ..] => ("infra/".to_owned(), *kind, *name),
                        _ => continue,
                    };
                    let is_resource = kind.starts_with("aws_")
                        && name.chars().all(|letter| letter.is_ascii_lowercase() || "_0123456789".contains(letter));
                    if is_resource && code(&folder).contains(&format!("resource \"{kind}\"")) {
                        addresses += 1;
                        let declared = format!("resource \"{kind}\" \"{name}\"");
                        // `aws_eip.vpc` is an argument; a name of ours stands in the code.
                        assert!(code(&folder).contains(&declared), "{document}: no {word}");
                    } else {
                        assert!(!kind.starts_with("aws_") || !word.starts_with("module."), "{document}: no {word}");
                    }
                }
            }
        }
    }
    println!("{outputs} outputs, {workflows} workflows, {addresses} addresses");
    assert!(outputs > 25 && workflows > 5 && addresses > 2);
}
