//! Running other programs: shown, silent into a log file, or for their answer.

use std::ffi::OsStr;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};

use crate::{Result, repo::Repo};

/// A command that starts at the top of the repository and finds the installed tools first.
pub fn command(repo: &Repo, program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(&repo.root);
    if let Some(path) = path_with_tools(repo) {
        command.env("PATH", path);
    }
    command
}

fn path_with_tools(repo: &Repo) -> Option<std::ffi::OsString> {
    let inherited = std::env::var_os("PATH").unwrap_or_default();
    let ours = [repo.tools.join("bin"), repo.root.join("node_modules").join(".bin")];
    std::env::join_paths(ours.into_iter().chain(std::env::split_paths(&inherited))).ok()
}

/// Runs with the terminal's own output and fails when the program does.
pub fn run(command: &mut Command) -> Result {
    let status = command.status().map_err(|error| not_started(command, &error))?;
    judge(command, status)
}

/// Runs with all output in `log`; when the program fails, the end of the log is in the error.
pub fn run_logged(command: &mut Command, log: &Path) -> Result {
    let unwritable = |error| format!("{} cannot be written: {error}.", log.display());
    let file = File::create(log).map_err(unwritable)?;
    let copy = file.try_clone().map_err(unwritable)?;
    let status = command.stdin(Stdio::null()).stdout(file).stderr(copy).status().map_err(|error| not_started(command, &error))?;
    judge(command, status).map_err(|message| {
        let text = std::fs::read_to_string(log).unwrap_or_default();
        let lines: Vec<&str> = text.lines().collect();
        let tail = lines.split_at(lines.len().saturating_sub(25)).1.join("\n");
        format!("{message}\n--- end of {}\n{tail}\n---", log.display())
    })
}

/// What a program prints on standard output, or `None` when it is absent or fails.
pub fn answer(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// The first file of that name on PATH.
pub fn on_path(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(name)).find(|candidate| candidate.is_file())
}

fn judge(command: &Command, status: ExitStatus) -> Result {
    if status.success() { Ok(()) } else { Err(format!("`{}` failed ({status}).", line(command))) }
}

fn not_started(command: &Command, error: &std::io::Error) -> String {
    format!("`{}` could not be started: {error}. Is `{}` installed and on PATH?", line(command), command.get_program().to_string_lossy())
}

fn line(command: &Command) -> String {
    let mut words = vec![command.get_program().to_string_lossy()];
    words.extend(command.get_args().map(OsStr::to_string_lossy));
    words.join(" ")
}
