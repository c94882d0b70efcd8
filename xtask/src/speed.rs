//! Speed outside a browser: the engine by itself, and `sekkei check` as a whole process beside the
//! public scanners on the same bundle. It prints and asserts nothing: machines differ.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use crate::process::{answer, command, run};
use crate::{Result, console, repo::Repo};

/// Runs of each program; the middle one counts.
const RUNS: usize = 5;

/// What one edit costs, without a page.
pub fn engine(repo: &Repo) -> Result {
    run(command(repo, "cargo").args(["run", "--quiet", "--locked", "--release", "--package", "sekkei-tests", "--example", "speed"]))
}

/// `sekkei check` beside checkov and trivy.
pub fn processes(repo: &Repo) -> Result {
    console::timed("release build of sekkei", || {
        run(command(repo, "cargo").args(["build", "--quiet", "--locked", "--release", "--package", "sekkei"]))
    })?;
    let sekkei = repo.target.join(format!("release/sekkei{}", std::env::consts::EXE_SUFFIX));
    let folder = repo.target.join("tmp/speed");
    let unwritable = |error: std::io::Error| format!("{} cannot be written: {error}.", folder.display());
    if folder.exists() {
        std::fs::remove_dir_all(&folder).map_err(unwritable)?;
    }
    std::fs::create_dir_all(&folder).map_err(unwritable)?;
    let design = answer(command(repo, &sekkei).arg("design")).ok_or("`sekkei design` failed.")?;
    let file = folder.join("design.json");
    std::fs::write(&file, design).map_err(unwritable)?;
    let bundle = folder.join("bundle");
    run(command(repo, &sekkei).args(["generate", "--design"]).arg(&file).arg("--out").arg(&bundle))?;
    let infra = bundle.join("infra");
    let scanners = std::env::var_os("SCANNERS_DIR").map_or_else(|| repo.root.join("target/scanners"), Into::into).join("venv/bin");

    let mut check = command(repo, &sekkei);
    check.args(["check", "--bundle"]).arg(&bundle);
    let mut checkov = command(repo, scanners.join("checkov"));
    checkov.current_dir(&folder).args(["--framework", "terraform", "--compact", "--quiet", "--skip-download", "--directory"]).arg(&infra);
    let mut trivy = command(repo, scanners.join("trivy"));
    trivy.current_dir(&folder).args(["config", "--quiet", "--skip-check-update", "--skip-version-check"]).arg(&infra);

    println!("whole processes on the default bundle, median of {RUNS}");
    let ours = median(&mut check)?;
    println!("  {:<14}{ours:>9.0} ms", "sekkei check");
    for (name, program) in [("checkov", &mut checkov), ("trivy config", &mut trivy)] {
        if Path::new(program.get_program()).is_file() {
            let theirs = median(program)?;
            println!("  {name:<14}{theirs:>9.0} ms  {:.0} times as long", theirs / ours);
        } else {
            println!("  {name:<14}is not installed; run python3 tests/scanners/prepare.py");
        }
    }
    Ok(())
}

/// Milliseconds; that a scanner finds something is no failure here.
fn median(program: &mut Command) -> Result<f64> {
    let mut times = Vec::new();
    for _ in 0..RUNS {
        let start = Instant::now();
        let status = program.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
        status.map_err(|error| format!("`{}` could not be started: {error}.", program.get_program().to_string_lossy()))?;
        times.push(start.elapsed().as_secs_f64() * 1000.0);
    }
    times.sort_by(f64::total_cmp);
    Ok(times.get(RUNS / 2).copied().unwrap_or_default())
}
