//! The real `terraform` and, beside it, a provider that serves the schema of the real AWS provider.
//! A missing tool is a failure that says what to install, never a skipped test.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Output, Stdio};
use std::sync::OnceLock;

use crate::root;

/// The version that the expectations of these tests were read off.
pub const TERRAFORM_VERSION: &str = "1.11.4";

/// The two provider lines that a bundle may use.
pub const SCHEMAS: [&str; 2] = ["aws-5.100.0", "aws-6.25.0"];

/// A provider process; it ends when this value is dropped or this process ends.
struct Provider {
    reattach: String,
    _stdin: ChildStdin,
    _child: Child,
}

impl Provider {
    fn start(schema: &str) -> Self {
        let mut child = Command::new("python3")
            .arg(root().join("tests/schema-provider/serve.py"))
            .args(["--schema", schema])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("python3 starts tests/schema-provider/serve.py");
        let stdin = child.stdin.take().expect("a piped standard input");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("a piped standard output"))
            .read_line(&mut line)
            .expect("the provider says where it listens");
        assert!(line.starts_with('{'), "the schema provider did not start; run python3 tests/schema-provider/prepare.py");
        Self { reattach: line.trim().to_owned(), _stdin: stdin, _child: child }
    }
}

fn reattach(schema: &str) -> &'static str {
    static LINES: [OnceLock<Provider>; 2] = [OnceLock::new(), OnceLock::new()];
    let index = SCHEMAS.iter().position(|known| *known == schema).expect("a known schema");
    &LINES[index].get_or_init(|| Provider::start(schema)).reattach
}

fn binary() -> &'static str {
    static CHECKED: OnceLock<String> = OnceLock::new();
    CHECKED.get_or_init(|| {
        let binary = std::env::var("SEKKEI_TERRAFORM").unwrap_or_else(|_| "terraform".to_owned());
        let output = Command::new(&binary).args(["version", "-json"]).env("CHECKPOINT_DISABLE", "1").output();
        let output = output
            .unwrap_or_else(|error| panic!("`{binary}` is missing ({error}). Install Terraform {TERRAFORM_VERSION} and put it on PATH."));
        let version: serde_json::Value = serde_json::from_slice(&output.stdout).expect("terraform version -json");
        assert_eq!(version["terraform_version"], TERRAFORM_VERSION, "these tests were written against Terraform {TERRAFORM_VERSION}");
        binary
    })
}

/// Runs `terraform -chdir=folder args` without a provider.
#[must_use]
pub fn plain(folder: &Path, args: &[&str]) -> Output {
    command(folder, args).output().expect("terraform runs")
}

/// Runs `terraform -chdir=folder args` with the schema of a provider line.
#[must_use]
pub fn with_schema(schema: &str, folder: &Path, args: &[&str]) -> Output {
    command(folder, args).env("TF_REATTACH_PROVIDERS", reattach(schema)).output().expect("terraform runs")
}

/// Initialises a folder whose state nobody needs.
///
/// # Panics
/// When Terraform refuses.
pub fn init(schema: &str, folder: &Path) {
    let said = with_schema(schema, folder, &["init", "-backend=false", "-input=false", "-no-color"]);
    succeeds(&format!("init of {}", folder.display()), &said);
}

/// What `terraform validate` says of an initialised folder.
#[must_use]
pub fn validate(schema: &str, folder: &Path) -> Output {
    with_schema(schema, folder, &["validate", "-no-color"])
}

/// What `terraform test` says of an initialised folder.
#[must_use]
pub fn test(schema: &str, folder: &Path) -> Output {
    with_schema(schema, folder, &["test", "-no-color"])
}

/// `terraform -chdir=folder args`, to be given an environment and started.
#[must_use]
pub fn command(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(binary());
    command
        .arg(format!("-chdir={}", folder.display()))
        .args(args)
        .env("CHECKPOINT_DISABLE", "1")
        .env("TF_CLI_CONFIG_FILE", "/dev/null")
        .env("TF_IN_AUTOMATION", "1")
        // A third of a plan's time goes into collecting what the provider's schema leaves behind.
        .env("GOGC", "400")
        .env("AWS_EC2_METADATA_DISABLED", "true")
        .stdin(Stdio::null());
    command
}

/// Both outputs of a command as text.
#[must_use]
pub fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// Fails with what the command said, unless it succeeded.
pub fn succeeds(what: &str, output: &Output) {
    assert!(output.status.success(), "{what}: {}", said(output));
}
