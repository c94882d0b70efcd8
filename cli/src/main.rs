//! `sekkei`: the designer's engine without a browser. It reads arguments, calls one command and turns
//! its outcome into text and an exit code; it decides nothing about a design.

mod bundle;
mod capacity;
mod command;
mod cost;
mod diagram;
mod failure;
mod help;
mod help_words;
mod language;
mod manual;
mod output;
mod restore;
mod review;
mod source;
mod today;
mod usage;

use std::process::ExitCode;

use crate::failure::{Failure, w};
use clap::error::ErrorKind;
use clap::{FromArgMatches, Parser, Subcommand, ValueEnum};
use design_core::Date;
use infra_templates::Package;
use std::path::PathBuf;

/// What `--help` ends with.
const EXIT_CODES: &str = "Exit codes: 0 done; 1 the design has errors, a control fails, or restore found edited files; 2 wrong usage; 3 a file cannot be read or written.\n`-` as a file means standard input or output.";

/// Exit codes.
const OK: u8 = 0;
const DESIGN_IS_WRONG: u8 = 1;
const USAGE: u8 = 2;
const INPUT_OUTPUT: u8 = 3;

#[derive(Parser)]
#[command(
    name = "sekkei",
    version,
    about = "Sizes environments of a Japanese medical SaaS and writes complete Terraform for AWS",
    after_help = EXIT_CODES
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    /// Language of messages [default: ja where LC_ALL, LC_MESSAGES or LANG says so, else en]
    #[arg(long, global = true, value_enum)]
    lang: Option<Language>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Language {
    /// Japanese
    Ja,
    /// English
    En,
}

#[derive(Clone, Copy, ValueEnum, PartialEq, Eq)]
enum Format {
    /// For people
    Text,
    /// For programs
    Json,
}

#[derive(Clone, Copy, ValueEnum, PartialEq, Eq)]
enum Document {
    /// For a terminal
    Text,
    /// For programs
    Json,
    /// A document, as in the zip
    Markdown,
}

#[derive(Clone, Copy, ValueEnum)]
enum Report {
    /// What is not met, and counts
    Text,
    /// Every verdict with its evidence
    Json,
    /// A document
    Markdown,
    /// A row for each control and environment
    Csv,
    /// For code hosts
    Sarif,
}

#[derive(Clone, Copy, ValueEnum)]
enum Difference {
    /// One change a line
    Text,
    /// A document
    Markdown,
}

#[derive(Subcommand)]
enum Command {
    /// Print the default design, or a preset, as JSON
    Design {
        /// Starting point
        #[arg(long, value_parser = help::presets())]
        preset: Option<String>,
    },
    /// List the presets: what each is for
    Presets,
    /// Say what is wrong with a design
    Validate {
        /// Design file, share link, or - for standard input
        #[arg(long)]
        design: String,
        /// Form of the output
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Print the share link of a design; every --design takes such a link in place of a file
    Link {
        /// Design file, share link, or - for standard input
        #[arg(long)]
        design: String,
        /// Address of the page [default: the fragment alone]
        #[arg(long, default_value = "", hide_default_value = true)]
        page: String,
    },
    /// Write the bundle of a design as a folder or a zip
    #[command(group(clap::ArgGroup::new("target").required(true).args(["out", "zip", "script", "patch"])))]
    Generate {
        /// Design file, share link, or - for standard input
        #[arg(long)]
        design: String,
        /// Folder to write; it must be empty or not exist
        #[arg(long)]
        out: Option<PathBuf>,
        /// Zip to write, or - for standard output
        #[arg(long)]
        zip: Option<String>,
        /// Shell script to write, or - for standard output: recreates the files where archives are stopped
        #[arg(long)]
        script: Option<String>,
        /// Patch for git apply to write, or - for standard output
        #[arg(long)]
        patch: Option<String>,
    },
    /// List what the files would create, without credentials: addresses, names, lines
    Plan {
        #[command(flatten)]
        source: bundle::Source,
        /// Only this environment; `account` is the account baseline
        #[arg(long)]
        env: Option<String>,
        /// Form of the output
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Judge every control in every environment, with the lines that show it
    Check {
        #[command(flatten)]
        source: bundle::Source,
        /// Form of the output
        #[arg(long, value_enum, default_value_t = Report::Text)]
        format: Report,
        /// Day on which waivers are looked at, as 2026-11-23 [default: the system's date, UTC]
        #[arg(long, value_parser = today::read)]
        today: Option<Date>,
    },
    /// Compare two designs or bundles: files, resources, arguments, controls
    Diff {
        /// Design file, or folder or zip of a bundle
        from: String,
        /// Design file, or folder or zip of a bundle
        to: String,
        /// Form of the output
        #[arg(long, value_enum, default_value_t = Difference::Text)]
        format: Difference,
    },
    /// Compare the environments of one design or bundle, as Markdown
    Environments {
        #[command(flatten)]
        source: bundle::Source,
    },
    /// What a month costs, line by line, with the lines of the files that decide it
    Cost {
        #[command(flatten)]
        source: bundle::Source,
        /// Only this environment; `account` is the account baseline
        #[arg(long)]
        env: Option<String>,
        /// Form of the output
        #[arg(long, value_enum, default_value_t = Document::Text)]
        format: Document,
        /// Show what differs from this design file, or folder or zip of a bundle, instead of every line
        #[arg(long, conflicts_with = "format")]
        against: Option<String>,
        /// The day beside which prices are old, such as 2026-11-23; today if not given
        #[arg(long)]
        today: Option<String>,
    },
    /// What each environment can carry, and what runs out first
    Capacity {
        #[command(flatten)]
        source: bundle::Source,
        /// Form of the output
        #[arg(long, value_enum, default_value_t = Document::Text)]
        format: Document,
    },
    /// Read AWS Price List files (CSV or JSON, one service each) and print the design with their prices
    Prices {
        /// Design file, share link, or - for standard input
        #[arg(long)]
        design: String,
        /// Price list files of ap-northeast-1
        #[arg(required = true)]
        lists: Vec<PathBuf>,
    },
    /// Print the design of a bundle that comes back, and list the files that were edited since; exits with 1 if any was
    Restore(restore::Asked),
    /// Draw the architecture as SVG, Mermaid, draw.io or a list
    Diagram(diagram::Asked),
    /// Print the JSON Schema of a design
    Schema,
    /// Print completions for a shell
    Completions {
        /// The shell
        shell: manual::Shell,
    },
    /// Print the manual page: sekkei man | man -l -
    Man,
}

fn main() -> ExitCode {
    let wanted = language::wanted(std::env::args_os().skip(1));
    let read = help::command(wanted).try_get_matches().and_then(|matches| Arguments::from_arg_matches(&matches));
    let arguments = match read {
        Ok(arguments) => arguments,
        Err(error) => {
            let is_help = matches!(error.kind(), ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand) || !error.use_stderr();
            match wanted {
                design_core::Lang::Ja if !is_help => output::error(usage::words(&error).trim_end()),
                // Nothing is left to do when the terminal itself is gone.
                _ => drop(error.print()),
            }
            return ExitCode::from(if error.use_stderr() { USAGE } else { OK });
        }
    };
    let lang = match arguments.lang {
        Some(Language::Ja) => design_core::Lang::Ja,
        Some(Language::En) => design_core::Lang::En,
        None => wanted,
    };
    let outcome = match arguments.command {
        Command::Design { preset } => command::design(preset.as_deref()),
        Command::Presets => command::presets(lang),
        Command::Link { design, page } => command::share_link(&design, &page),
        Command::Schema => command::schema(lang),
        Command::Completions { shell } => manual::completions(shell, lang),
        Command::Man => manual::page(lang),
        Command::Plan { source, env, format } => review::plan(&source, env.as_deref(), format, lang),
        Command::Check { source, format, today } => review::check(&source, format, today.or_else(today::now), lang),
        Command::Diff { from, to, format } => review::diff(&from, &to, format, lang),
        Command::Restore(asked) => restore::restore(&asked, lang),
        Command::Diagram(asked) => diagram::diagram(&asked, lang),
        Command::Environments { source } => review::environments(&source, lang),
        Command::Cost { source, env, format, against, today } => {
            cost::cost(&cost::Asked { source, environment: env, format, against, today }, lang)
        }
        Command::Prices { design, lists } => cost::prices(&design, &lists, lang),
        Command::Capacity { source, format } => capacity::capacity(&source, format, lang),
        Command::Validate { design, format } => command::validate(&design, format, lang),
        Command::Generate { design, out, zip, script, patch } => {
            let packed = [(Package::Zip, zip), (Package::Script, script), (Package::Patch, patch)];
            match (out, packed.into_iter().find_map(|(package, target)| Some((package, target?)))) {
                (Some(folder), _) => command::generate_folder(&design, &folder, lang),
                (None, Some((package, target))) => command::generate_package(&design, package, &target, lang),
                (None, None) => Err(Failure::usage(w(
                    "--out・--zip・--script・--patch のいずれかを指定してください",
                    "give --out, --zip, --script or --patch",
                ))),
            }
        }
    };
    match outcome {
        Ok(()) => ExitCode::from(OK),
        Err(failure) => {
            output::error(failure.message.get(lang));
            ExitCode::from(failure.code)
        }
    }
}
