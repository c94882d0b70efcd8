//! Which commit of an action and which build of an image or package runs: workflows of the bundle and of this
//! repository name those of `infra-templates/actions.csv` and `images.csv` (decision 0027), each with its version, and no
//! others; packages have hashes.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use design_core::DesignDraft;
use sekkei_tests::compliance::files;
use sekkei_tests::root;

/// Independent public files that have to agree on a commit before it is used.
const AGREEING: u32 = 3;

/// `owner/name@commit # version`, as a workflow writes it, of each row.
fn known() -> BTreeSet<String> {
    let table = fs::read_to_string(root().join("infra-templates/actions.csv")).unwrap();
    let mut lines = table.lines();
    assert_eq!(lines.next(), Some("action,version,commit,seen_on,files"));
    let mut actions = BTreeSet::new();
    let rows: BTreeSet<String> = lines
        .map(|line| {
            let [action, version, commit, seen_on, files] = line.split(',').collect::<Vec<_>>()[..] else { panic!("{line}") };
            assert!(actions.insert(action.to_owned()), "{action} twice");
            assert!(commit.len() == 40 && commit.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')), "{line}");
            assert_eq!(version.strip_prefix('v').map(|numbers| numbers.split('.').count()), Some(3), "{line}");
            assert_eq!(seen_on.len(), 10, "{line}");
            assert!(files.parse::<u32>().unwrap() >= AGREEING, "{line}");
            format!("{action}@{commit} # {version}")
        })
        .collect();
    assert_eq!(
        table,
        format!(
            "action,version,commit,seen_on,files\n{}\n",
            table.lines().skip(1).collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>().join("\n")
        ),
        "sorted"
    );
    rows
}

/// Every `uses:` with the file that it is in.
fn used(workflows: &BTreeMap<String, String>) -> Vec<(&str, &str)> {
    workflows
        .iter()
        .flat_map(|(path, text)| {
            text.lines().filter_map(move |line| {
                let line = line.trim_start_matches([' ', '-']);
                Some((path.as_str(), line.strip_prefix("uses: ")?))
            })
        })
        .collect()
}

fn unknown<'w>(workflows: &'w BTreeMap<String, String>, known: &BTreeSet<String>) -> Vec<(&'w str, &'w str)> {
    used(workflows).into_iter().filter(|(_, action)| !known.contains(*action)).collect()
}

fn workflows() -> BTreeMap<String, String> {
    let generated =
        files(&DesignDraft::default()).into_iter().filter(|(path, _)| path.starts_with(".github/workflows/") && path.ends_with(".yml"));
    let own = fs::read_dir(root().join(".github/workflows")).unwrap().map(|entry| entry.unwrap().path());
    let own = own.map(|path| (path.display().to_string(), fs::read_to_string(&path).unwrap()));
    generated.map(|(path, text)| (path.to_string(), text.to_string())).chain(own).collect()
}

#[test]
fn every_action_is_a_known_commit_with_its_version() {
    let (workflows, known) = (workflows(), known());
    assert_eq!(unknown(&workflows, &known), []);
    let used: BTreeSet<&str> = used(&workflows).into_iter().map(|(_, action)| action).collect();
    assert_eq!(used, known.iter().map(String::as_str).collect(), "a row that nobody uses");
}

#[test]
fn another_commit_or_another_version_is_found() {
    let known = known();
    for (from, to) in [("@3d3c42e5", "@3d3c42e6"), ("# v7.0.1", "# v7.0.0"), ("@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1", "@v7")]
    {
        let mut workflows = workflows();
        let text = workflows.get_mut(".github/workflows/security.yml").unwrap();
        assert!(text.contains(from));
        *text = text.replacen(from, to, 1);
        assert_eq!(unknown(&workflows, &known).len(), 1, "{to}");
    }
}

/// An image named by its tag alone was whatever its owner, or who had stolen his key, had pushed last.
#[test]
fn every_image_is_a_known_digest_with_its_version() {
    let table = fs::read_to_string(root().join("infra-templates/images.csv")).unwrap();
    let mut lines = table.lines();
    assert_eq!(lines.next(), Some("image,version,digest,seen_on,files"));
    let known: BTreeSet<String> = lines
        .map(|line| {
            let [image, version, digest, seen_on, files] = line.split(',').collect::<Vec<_>>()[..] else { panic!("{line}") };
            assert!(digest.len() == 64 && digest.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')), "{line}");
            assert!(seen_on.len() == 10 && files.parse::<u32>().unwrap() >= AGREEING, "{line}");
            format!("{image}:{version}@sha256:{digest}")
        })
        .collect();
    let workflows = workflows();
    let named = workflows.values().flat_map(|text| text.lines()).filter_map(|line| line.split_once("_IMAGE: "));
    assert_eq!(named.map(|(_, image)| image.to_owned()).collect::<BTreeSet<_>>(), known);
    for (path, text) in &workflows {
        for run in text.lines().filter(|line| line.contains("docker run") || line.trim_start().starts_with("image:")) {
            assert!(run.contains("\"$TRIVY_IMAGE\""), "{path}: {run}");
        }
    }
}

/// What pip takes is what was looked at: every package by hash, none that is not in the list.
#[test]
fn every_package_of_a_workflow_has_a_hash() {
    let files = files(&DesignDraft::default());
    let workflows = workflows();
    let installs: Vec<&str> = workflows.values().flat_map(|text| text.lines()).filter(|line| line.contains("pip install")).collect();
    assert!(!installs.is_empty());
    for install in installs {
        assert!(install.contains("--require-hashes") && install.contains("--no-deps"), "{install}");
    }
    let list = &files[".github/checkov/requirements.txt"];
    let packages: Vec<&str> = list.lines().filter(|line| !line.starts_with('#')).collect();
    assert!(packages.len() > 50);
    for package in packages {
        let (named, hash) = package.split_once(" --hash=sha256:").unwrap_or_else(|| panic!("{package}"));
        assert!(named.contains("==") && hash.len() == 64, "{package}");
    }
}
