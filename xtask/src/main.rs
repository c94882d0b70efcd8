//! `cargo xtask`: sets up, serves, builds and checks the designer.
//!
//! Depends on little more than the standard library, so that the first command on a fresh machine
//! starts within seconds.

mod boot;
mod console;
mod dependencies;
mod files;
mod fuzz;
mod http;
mod late;
mod paths;
mod pins;
mod process;
mod repo;
mod reproduce;
mod serve;
mod site;
mod sizes;
mod speed;
mod steps;
mod styles;
mod system;
mod templates;
mod tools;
mod trunk;
mod worker;

use std::process::ExitCode;

use repo::Repo;

/// Every failure is a message for the person at the terminal: what, why, what to do.
type Result<T = ()> = std::result::Result<T, String>;

const HELP: &str = "\
cargo xtask <command>

  serve [--release] [--port N]
            install what is missing, then serve the designer on 127.0.0.1 (port 8080,
            or the next free one). Plain: rebuilds and reloads on every change.
            --release: the build that is shipped, with the production security headers.
  build     release build into dist/, with its sizes held against the limit
  test      everything: set-up, format, spelling, lints, tests, build, browser tests
  fuzz [--seconds N] [--seed N] [TARGET]
            made-up texts against every reader of foreign text, ten seconds each (docs/decisions/0025)
  ready     format, lints and tests only: the quick loop before a commit
  bench     release build, sizes, and the speed of the page, the engine and `sekkei check`
  lighthouse
            release build, judged by Lighthouse as on a phone and on a desk
  deny      licences, sources and doubles of crates, as deny.toml says
  audit     known vulnerabilities of crates and npm packages (needs a network)
  reproduce build page and command line twice, in two folders, and compare every byte
  objects   what publishing writes, in its order, from dist/: key, file, Content-Type, Cache-Control
  help      this text

`trunk serve` and `trunk build --release` work as well where Trunk is installed.";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("\nerror: {message}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(arguments: &[String]) -> Result {
    let (command, options) = match arguments.split_first() {
        Some((command, options)) => (command.as_str(), options),
        None => ("help", arguments),
    };
    if !matches!(command, "serve" | "fuzz")
        && let Some(option) = options.first()
    {
        return Err(format!("`{command}` takes no options, but got `{option}`. See `cargo xtask help`."));
    }
    match command {
        "serve" => serve::run(&Repo::find()?, &serve::Options::parse(options)?),
        "build" => steps::build(&Repo::find()?),
        "test" => steps::test(&Repo::find()?),
        "fuzz" => fuzz::fuzz(&Repo::find()?, &fuzz::Options::parse(options)?),
        "ready" => steps::ready(&Repo::find()?),
        "deny" => dependencies::deny(&Repo::find()?),
        "audit" => dependencies::audit(&Repo::find()?),
        "reproduce" => reproduce::run(&Repo::find()?),
        "objects" => site::objects(&Repo::find()?),
        "bench" => steps::bench(&Repo::find()?),
        "lighthouse" => steps::lighthouse(&Repo::find()?),
        // Called by Trunk after each build: see Trunk.toml.
        "after-trunk" => trunk::after(&Repo::find()?),
        "help" | "--help" | "-h" => {
            println!("{HELP}");
            Ok(())
        }
        unknown => Err(format!("there is no command `{unknown}`. See `cargo xtask help`.")),
    }
}
