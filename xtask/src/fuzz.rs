//! `fuzz`: texts that libFuzzer makes up, against every reader (decision 0025).

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::process::{answer, command, run, run_logged};
use crate::{Result, repo::Repo};

/// What cargo-fuzz passes too: where the program goes is counted, and what it compares is told to
/// libFuzzer. None of it needs a nightly compiler; only sanitizers would, and there is no `unsafe` here.
const FLAGS: &str = "--cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares -Ccodegen-units=4";

/// A browser gives WebAssembly about this much stack.
const STACK_KIB: u32 = 1024;
/// More is a finding.
const MEMORY_MB: u32 = 512;
/// So is one input that takes longer. It is time on the wall: a busy machine must not make a finding.
const TIMEOUT_SECONDS: u32 = 60;
/// Longest input that is made up. Larger ones that matter are tests (`core/tests/limits.rs`).
const MAX_BYTES: u32 = 16 << 10;
/// How long each target is tried when nothing is said.
const SECONDS: u32 = 10;

/// What was asked.
pub struct Options {
    seconds: u32,
    target: Option<String>,
    /// Where chance begins, without what earlier runs learnt. A check of a change must find the same
    /// twice; who looks for something new wants another beginning each time.
    seed: Option<u32>,
}

impl Default for Options {
    fn default() -> Self {
        Self { seconds: SECONDS, target: None, seed: None }
    }
}

impl Options {
    /// All targets, briefly, and the same inputs each time.
    pub fn repeatable() -> Self {
        Self { seed: Some(1), ..Self::default() }
    }

    /// Reads `[--seconds N] [--seed N] [TARGET]`.
    pub fn parse(arguments: &[String]) -> Result<Self> {
        let mut options = Self::default();
        let mut rest = arguments.iter();
        while let Some(argument) = rest.next() {
            match argument.as_str() {
                "--seconds" => {
                    let seconds = rest.next().and_then(|text| text.parse().ok()).filter(|seconds| *seconds > 0);
                    options.seconds = seconds.ok_or("`--seconds` needs a number above 0, such as 600.")?;
                }
                "--seed" => {
                    let seed = rest.next().and_then(|text| text.parse().ok()).filter(|seed| *seed > 0);
                    options.seed = Some(seed.ok_or("`--seed` needs a number above 0, such as 1.")?);
                }
                other if other.starts_with('-') || options.target.is_some() => {
                    return Err(format!(
                        "`fuzz` takes `--seconds N`, `--seed N` and one target, but got `{other}`. See `cargo xtask help`."
                    ));
                }
                target => options.target = Some(target.to_owned()),
            }
        }
        Ok(options)
    }
}

/// Tries each target and prints what was run, reached and found.
pub fn fuzz(repo: &Repo, options: &Options) -> Result {
    let home = repo.require("tests/fuzz", "holds the fuzz targets")?;
    let targets = chosen(&home, options.target.as_deref())?;
    let host = host()?;
    let out = repo.target.join("fuzz");
    let mut build = command(repo, "cargo");
    build.args(["build", "--quiet", "--locked", "--bins", "--manifest-path"]).arg(home.join("Cargo.toml"));
    // The host is named, so that the flags are not for build scripts too.
    build.args(["--target", &host, "--target-dir"]).arg(&out).env("RUSTFLAGS", FLAGS);
    run(&mut build)?;
    let mut found = Vec::new();
    println!("  {:14} {:>9} {:>8} {:>9} {:>7} {:>7}  findings", "target", "runs", "edges", "features", "inputs", "memory");
    for target in &targets {
        let log = out.join(format!("{target}.log"));
        let outcome = one(repo, &home, &out, &host, target, options, &log);
        let text = std::fs::read_to_string(&log).unwrap_or_default();
        let said = |name: &str| last_number(&text, name).unwrap_or_else(|| "?".to_owned());
        let runs = said("stat::number_of_executed_units:");
        let word = if outcome.is_ok() { "none" } else { "FOUND" };
        let memory = format!("{} MB", said("stat::peak_rss_mb:"));
        println!("  {target:14} {runs:>9} {:>8} {:>9} {:>7} {memory:>7}  {word}", said(" cov:"), said(" ft:"), said(" corp:"));
        found.extend(outcome.err());
    }
    if found.is_empty() {
        return Ok(());
    }
    Err(format!("{}\nMake each a test in the crate that it breaks, mend it, and run `cargo xtask fuzz` again.", found.join("\n\n")))
}

/// Runs one target, with its inputs of before and the kept seeds.
fn one(repo: &Repo, home: &Path, out: &Path, host: &str, target: &str, options: &Options, log: &Path) -> Result {
    let corpus = out.join(if options.seed.is_some() { "corpus-of-seed" } else { "corpus" }).join(target);
    if options.seed.is_some() && corpus.exists() {
        std::fs::remove_dir_all(&corpus).map_err(|error| format!("{} cannot be removed: {error}.", corpus.display()))?;
    }
    let findings = out.join("findings");
    for folder in [&corpus, &findings] {
        std::fs::create_dir_all(folder).map_err(|error| format!("{} cannot be made: {error}.", folder.display()))?;
    }
    let mut shell = command(repo, "sh");
    shell.arg("-c").arg(format!("ulimit -s {STACK_KIB} && exec \"$0\" \"$@\""));
    shell.arg(out.join(host).join("debug").join(target)).arg(corpus).arg(home.join("seeds").join(target));
    shell.args([
        format!("-max_total_time={}", options.seconds),
        format!("-seed={}", options.seed.unwrap_or(0)),
        format!("-rss_limit_mb={MEMORY_MB}"),
        format!("-timeout={TIMEOUT_SECONDS}"),
        format!("-max_len={MAX_BYTES}"),
        "-print_final_stats=1".to_owned(),
        format!("-artifact_prefix={}/{target}-", findings.display()),
    ]);
    let words = home.join(format!("{target}.dict"));
    if words.exists() {
        shell.arg(format!("-dict={}", words.display()));
    }
    run_logged(&mut shell, log)
}

/// The named target, or all: each is a program.
fn chosen(home: &Path, named: Option<&str>) -> Result<Vec<String>> {
    let folder = home.join("src/bin");
    let unreadable = |error| format!("{} cannot be read: {error}.", folder.display());
    let mut all = Vec::new();
    for entry in std::fs::read_dir(&folder).map_err(unreadable)? {
        let path: PathBuf = entry.map_err(unreadable)?.path();
        all.extend(path.file_stem().map(|name| name.to_string_lossy().into_owned()));
    }
    all.sort();
    match named {
        None => Ok(all),
        Some(name) if all.iter().any(|target| target == name) => Ok(vec![name.to_owned()]),
        Some(name) => Err(format!("there is no fuzz target `{name}`. There are: {}.", all.join(", "))),
    }
}

/// What this machine's programs are compiled for.
fn host() -> Result<String> {
    let told = answer(Command::new("rustc").arg("-vV")).ok_or("`rustc -vV` says nothing. Is Rust installed by rustup?")?;
    let host = told.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned).ok_or_else(|| "`rustc -vV` names no host.".to_owned())
}

/// The number behind the last `name` of a log; libFuzzer repeats them as it goes.
fn last_number(log: &str, name: &str) -> Option<String> {
    let (_, rest) = log.rsplit_once(name)?;
    let digits: String = rest.trim_start().chars().take_while(char::is_ascii_digit).collect();
    (!digits.is_empty()).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::{Options, last_number};

    #[test]
    fn numbers_are_those_of_the_last_line() {
        let log = "#2\tINITED cov: 10 ft: 11 corp: 1/2b\n#9\tDONE   cov: 20 ft: 31 corp: 4/2b\nstat::peak_rss_mb: 40\n";
        for (name, wanted) in [(" cov:", Some("20")), (" corp:", Some("4")), ("stat::peak_rss_mb:", Some("40")), ("nothing:", None)] {
            assert_eq!(last_number(log, name).as_deref(), wanted, "{name}");
        }
    }

    #[test]
    fn options_say_what_is_wrong() {
        let parse = |text: &str| Options::parse(&text.split_whitespace().map(str::to_owned).collect::<Vec<_>>());
        let Ok(options) = parse("--seconds 600 terraform") else { unreachable!("legal") };
        assert_eq!((options.seconds, options.target.as_deref()), (600, Some("terraform")));
        let Ok(options) = parse("--seed 7") else { unreachable!("legal") };
        assert_eq!(options.seed, Some(7));
        for wrong in ["--seed 0", "--seconds", "--seconds 0", "--seconds x", "--fast", "a b"] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
    }
}
