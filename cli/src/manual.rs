//! Completions for shells and the manual page, both made from the arguments themselves.

use clap::{CommandFactory, ValueEnum};
use clap_complete::shells;

use crate::failure::{Failure, w};
use crate::{Arguments, output};

/// Shells that are completed.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Shell {
    /// GNU Bash
    Bash,
    /// Z shell
    Zsh,
    /// Fish
    Fish,
}

/// `sekkei completions`
pub(crate) fn completions(shell: Shell) -> Result<(), Failure> {
    let mut text = Vec::new();
    let mut command = Arguments::command();
    match shell {
        Shell::Bash => clap_complete::generate(shells::Bash, &mut command, "sekkei", &mut text),
        Shell::Zsh => clap_complete::generate(shells::Zsh, &mut command, "sekkei", &mut text),
        Shell::Fish => clap_complete::generate(shells::Fish, &mut command, "sekkei", &mut text),
    }
    output::print(&text)
}

/// `sekkei man`: the page of the program, then what each command takes.
pub(crate) fn page() -> Result<(), Failure> {
    let mut command = Arguments::command();
    command.build();
    let mut text = Vec::new();
    let failed = |error: std::io::Error| {
        Failure::input_output(w(format!("マニュアルを書けません: {error}"), format!("cannot write the manual page: {error}")))
    };
    clap_mangen::Man::new(command.clone()).render(&mut text).map_err(failed)?;
    for sub in command.get_subcommands().filter(|sub| sub.get_name() != "help") {
        let name = sub.get_name().to_owned();
        let mut heading = format!(".SH \"SEKKEI {}\"\n", name.to_uppercase()).into_bytes();
        text.append(&mut heading);
        let page = clap_mangen::Man::new(sub.clone());
        page.render_synopsis_section(&mut text).map_err(failed)?;
        page.render_description_section(&mut text).map_err(failed)?;
        page.render_options_section(&mut text).map_err(failed)?;
    }
    output::print(&text)
}
