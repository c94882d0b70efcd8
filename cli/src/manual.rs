//! Completions for shells and the manual page, both made from the arguments themselves.

use clap::ValueEnum;
use clap_complete::shells;
use design_core::Lang;

use crate::failure::{Failure, w};
use crate::{help, output};

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
pub(crate) fn completions(shell: Shell, lang: Lang) -> Result<(), Failure> {
    let mut text = Vec::new();
    let mut command = help::to_complete(lang);
    match shell {
        Shell::Bash => clap_complete::generate(shells::Bash, &mut command, "sekkei", &mut text),
        Shell::Zsh => clap_complete::generate(shells::Zsh, &mut command, "sekkei", &mut text),
        Shell::Fish => clap_complete::generate(shells::Fish, &mut command, "sekkei", &mut text),
    }
    output::print(&text)
}

/// Headings as Japanese manual pages have them.
const HEADINGS: &[(&str, &str)] = &[
    (".SH NAME", ".SH 名前"),
    (".SH SYNOPSIS", ".SH 書式"),
    (".SH DESCRIPTION", ".SH 説明"),
    (".SH OPTIONS", ".SH オプション"),
    (".SH SUBCOMMANDS", ".SH コマンド"),
    (".SH EXTRA", ".SH 補足"),
    (".SH VERSION", ".SH 版"),
];

/// `sekkei man`: the page of the program, then what each command takes.
pub(crate) fn page(lang: Lang) -> Result<(), Failure> {
    let mut command = help::command(lang);
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
    if lang == Lang::Ja {
        let english = String::from_utf8_lossy(&text).into_owned();
        let lines = english.lines().map(|line| {
            let heading = HEADINGS.iter().find(|(english, _)| *english == line).map_or(line, |(_, japanese)| *japanese);
            // Values of an argument each have a line of their own.
            let new_line = if line.starts_with("\\- ") { ".br\n" } else { "" };
            format!("{new_line}{heading}\n")
        });
        text = lines.collect::<String>().into_bytes();
    }
    output::print(&text)
}
