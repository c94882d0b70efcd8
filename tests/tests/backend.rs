//! `backend.tf` used for real, against S3 and DynamoDB on loopback: each environment has a state of its
//! own, encrypted with the state's key, and whoever comes second while a change is under way is refused.

use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Output, Stdio};

use design_core::{DesignDraft, Edit, apply};
use sekkei_tests::emulator::Emulator;
use sekkei_tests::folder::{Folder, design};
use sekkei_tests::terraform::{command, said, succeeds};
use serde_json::{Value, json};
use tempfile::TempDir;

/// Something to keep in a state that needs no provider.
const CONTENT: &str = "variable \"name\" {\n  type = string\n}\n\nresource \"terraform_data\" \"this\" {\n  input = var.name\n}\n";

/// The bundle's backends of one lock mode, and the services they name.
struct Backends {
    folder: Folder,
    emulator: Emulator,
    bucket: String,
}

impl Backends {
    fn start(state_lock: &str) -> Self {
        let mut draft = DesignDraft::default();
        apply(&mut draft, &Edit::SetProject { id: "state_lock".into(), value: json!(state_lock) });
        let project = design(&draft).project;
        let bucket = project.state_bucket();
        let emulator = Emulator::start(&bucket, project.lock_table().as_deref());
        Self { folder: Folder::of(&draft), emulator, bucket }
    }

    /// A root module with an environment's very `backend.tf`.
    fn root(&self, backend: &str) -> TempDir {
        let root = tempfile::tempdir().unwrap();
        fs::write(root.path().join("main.tf"), CONTENT).unwrap();
        fs::copy(self.folder.path(backend), root.path().join("backend.tf")).unwrap();
        root
    }

    fn terraform(&self, root: &Path, args: &[&str]) -> Output {
        command(root, args).envs(self.emulator.environment()).output().unwrap()
    }

    /// The endpoint of an emulator has no subdomain for each bucket.
    fn init(&self, root: &Path, more: &[&str]) {
        let args = [&["init", "-input=false", "-no-color", "-backend-config=use_path_style=true"], more].concat();
        succeeds("init", &self.terraform(root, &args));
    }

    fn apply(&self, root: &Path, name: &str) -> Output {
        self.terraform(root, &["apply", "-auto-approve", "-input=false", "-no-color", &format!("-var=name={name}")])
    }

    fn state(&self, key: &str) -> Value {
        let answer = self.emulator.answer("GET", &format!("/{}/{key}", self.bucket));
        let (headers, body) = answer.split_once("\r\n\r\n").unwrap();
        let headers = headers.to_ascii_lowercase();
        assert!(headers.contains("200 ok"), "{key}: {headers}");
        assert!(headers.contains("x-amz-server-side-encryption: aws:kms"), "{key} is not encrypted with a key of KMS: {headers}");
        assert!(headers.contains("alias/hbp-cc-tfstate"), "{key} is not encrypted with the state's key: {headers}");
        serde_json::from_str(body).unwrap()
    }

    fn keys(&self) -> Vec<String> {
        let list = self.emulator.answer("GET", &format!("/{}?list-type=2", self.bucket));
        list.split("<Key>").skip(1).map(|rest| rest.split('<').next().unwrap().to_owned()).collect()
    }
}

/// Every environment keeps its own state where `backend.tf` says.
#[test]
fn environments_keep_separate_encrypted_states() {
    for lock in ["dynamodb", "s3", "both"] {
        let backends = Backends::start(lock);
        for name in ["dev", "stg", "prod"] {
            let root = backends.root(&format!("infra/envs/{name}/backend.tf"));
            backends.init(root.path(), &[]);
            succeeds("apply", &backends.apply(root.path(), name));
            let again =
                backends.terraform(root.path(), &["plan", "-detailed-exitcode", "-input=false", "-no-color", &format!("-var=name={name}")]);
            assert_eq!(again.status.code(), Some(0), "{lock}, {name}: {}", said(&again));
        }
        let wanted = ["dev", "prod", "stg"].map(|name| format!("hbp-cc/{name}/terraform.tfstate"));
        assert_eq!(backends.keys(), wanted, "{lock}: locks are gone and states are apart");
        for name in ["dev", "stg", "prod"] {
            let state = backends.state(&format!("hbp-cc/{name}/terraform.tfstate"));
            assert_eq!(state["resources"][0]["instances"][0]["attributes"]["output"]["value"], name);
        }
    }
}

/// An apply that waits for its approval holds the lock: another one of the same environment is refused,
/// one of another environment is not.
#[test]
fn the_second_of_two_applies_is_refused() {
    for lock in ["dynamodb", "s3", "both"] {
        let backends = Backends::start(lock);
        let [root, colleague] = [(), ()].map(|()| backends.root("infra/envs/prod/backend.tf"));
        let other = backends.root("infra/envs/stg/backend.tf");
        for root in [&root, &colleague, &other] {
            backends.init(root.path(), &[]);
        }
        let mut first = command(root.path(), &["apply", "-no-color", "-var=name=first"])
            .envs(backends.emulator.environment())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut output = first.stdout.take().unwrap();
        let mut seen = String::new();
        while !seen.contains("Enter a value") {
            let mut part = [0; 1024];
            let length = output.read(&mut part).unwrap();
            assert!(length > 0, "the first apply ended: {seen}");
            seen.push_str(&String::from_utf8_lossy(&part[..length]));
        }
        let second = backends.apply(colleague.path(), "second");
        assert!(!second.status.success() && said(&second).contains("Error acquiring the state lock"), "{lock}: {}", said(&second));
        succeeds("apply of another environment", &backends.apply(other.path(), "other"));
        first.stdin.take().unwrap().write_all(b"yes\n").unwrap();
        output.read_to_string(&mut seen).unwrap();
        assert!(first.wait().unwrap().success(), "{seen}");
        let state = backends.state("hbp-cc/prod/terraform.tfstate");
        assert_eq!(state["resources"][0]["instances"][0]["attributes"]["output"]["value"], "first", "{lock}");
        succeeds("apply after the first", &backends.apply(colleague.path(), "second"));
    }
}

/// The account's baseline starts with a state on disk and moves it into the bucket it has made.
#[test]
fn the_state_of_bootstrap_moves_into_its_bucket() {
    let backends = Backends::start("dynamodb");
    let root = backends.root("infra/bootstrap/backend.tf.example");
    let aside = root.path().join("backend.tf");
    let backend = fs::read(&aside).unwrap();
    fs::remove_file(&aside).unwrap();
    succeeds("init", &backends.terraform(root.path(), &["init", "-input=false", "-no-color"]));
    succeeds("apply", &backends.apply(root.path(), "account"));
    fs::write(&aside, backend).unwrap();
    backends.init(root.path(), &["-migrate-state", "-force-copy"]);
    for file in ["terraform.tfstate", "terraform.tfstate.backup"] {
        let _ = fs::remove_file(root.path().join(file));
    }
    let list = backends.terraform(root.path(), &["state", "list"]);
    assert_eq!(said(&list).trim(), "terraform_data.this");
    assert_eq!(backends.keys(), ["hbp-cc/bootstrap/terraform.tfstate"]);
    assert_eq!(backends.state("hbp-cc/bootstrap/terraform.tfstate")["resources"][0]["name"], "this");
}
