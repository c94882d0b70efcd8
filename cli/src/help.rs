//! The arguments with their help in either language. What is accepted is the same in both.

use clap::builder::{PossibleValue, PossibleValuesParser, StyledStr};
use clap::{Arg, Command, CommandFactory};
use design_core::{Lang, PRESETS};

use crate::Arguments;
use crate::help_words::japanese;

const TEMPLATE: &str = "{before-help}{about-with-newline}\n使い方: {usage}\n\n{all-args}{after-help}";

/// The command with its help in a language.
pub(crate) fn command(lang: Lang) -> Command {
    let mut command = Arguments::command();
    match lang {
        Lang::En => command,
        Lang::Ja => {
            // What clap adds itself is there to be translated only then.
            command.build();
            translated(command)
        }
    }
}

fn translated(command: Command) -> Command {
    let about = command.get_about().map(of);
    let after = command.get_after_help().map(of);
    let mut command = command.help_template(TEMPLATE).subcommand_help_heading("コマンド").mut_args(argument).mut_subcommands(translated);
    if let Some(about) = about {
        command = command.about(about);
    }
    if let Some(after) = after {
        command = command.after_help(after);
    }
    command
}

/// A sentence that has no Japanese is better in English than not at all; a test holds that there is none.
fn of(english: &StyledStr) -> String {
    let english = english.to_string();
    japanese(&english).map_or(english, str::to_owned)
}

/// Defaults and values are written out here, for clap writes their headings in English.
fn argument(arg: Arg) -> Arg {
    let mut help = arg.get_help().map(of).unwrap_or_default();
    let defaults: Vec<String> = match arg.is_hide_default_value_set() {
        true => Vec::new(),
        false => arg.get_default_values().iter().map(|value| value.to_string_lossy().into_owned()).collect(),
    };
    if !defaults.is_empty() && arg.get_action().takes_values() {
        help = format!("{help}［既定: {}］", defaults.join("、"));
    }
    let values = if arg.get_action().takes_values() { arg.get_possible_values() } else { Vec::new() };
    let names: Vec<&str> = values.iter().map(clap::builder::PossibleValue::get_name).collect();
    let mut long = help.clone();
    if !names.is_empty() {
        help = format!("{help}［値: {}］", names.join("、"));
        let lines = values.iter().map(|value| match value.get_help() {
            Some(words) => format!("\n- {}: {}", value.get_name(), of(words)),
            None => format!("\n- {}", value.get_name()),
        });
        long = format!("{long}\n\n値:{}", lines.collect::<String>());
    }
    let heading = if arg.is_positional() { "引数" } else { "オプション" };
    arg.help(help).long_help(long).hide_default_value(true).hide_possible_values(true).help_heading(heading)
}

/// The starting points, each with what it is called.
pub(crate) fn presets() -> PossibleValuesParser {
    PossibleValuesParser::new(PRESETS.map(|preset| PossibleValue::new(preset.id).help(preset.label.en)))
}

/// The command as shells complete it: one line for each name, and for each value what it means.
pub(crate) fn to_complete(lang: Lang) -> Command {
    let mut command = Arguments::command();
    match lang {
        Lang::En => command,
        Lang::Ja => {
            command.build();
            in_words(command)
        }
    }
}

fn in_words(command: Command) -> Command {
    let about = command.get_about().map(of);
    let command = command.mut_args(with_values).mut_subcommands(in_words);
    match about {
        Some(about) => command.about(about),
        None => command,
    }
}

fn with_values(arg: Arg) -> Arg {
    let help = arg.get_help().map(of);
    let arg = match help {
        Some(help) => arg.help(help),
        None => arg,
    };
    let values = if arg.get_action().takes_values() { arg.get_possible_values() } else { Vec::new() };
    if values.is_empty() {
        return arg;
    }
    let said = values.into_iter().map(|value| {
        let help = value.get_help().map(of);
        match help {
            Some(help) => value.help(help),
            None => value,
        }
    });
    // Nothing is read by it: only shells ask for its values.
    arg.value_parser(PossibleValuesParser::new(said.collect::<Vec<_>>()))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::help_words::WORDS;

    /// Every sentence that `--help` may show, in English.
    fn sentences(command: &Command, found: &mut BTreeSet<String>) {
        found.extend(command.get_about().into_iter().chain(command.get_after_help()).map(ToString::to_string));
        for arg in command.get_arguments() {
            found.extend(arg.get_help().map(ToString::to_string));
            if arg.get_action().takes_values() {
                found.extend(arg.get_possible_values().iter().filter_map(|value| value.get_help().map(ToString::to_string)));
            }
        }
        command.get_subcommands().for_each(|sub| sentences(sub, found));
    }

    #[test]
    fn every_sentence_of_the_help_has_both_languages_and_no_other_is_kept() {
        let mut command = Arguments::command();
        command.build();
        let mut found = BTreeSet::from([crate::today::WRITE_A_DAY.to_owned()]);
        sentences(&command, &mut found);
        found.retain(|sentence| !PRESETS.iter().any(|preset| preset.label.en == *sentence));
        let known: BTreeSet<String> = WORDS.iter().map(|(english, _)| (*english).to_owned()).collect();
        assert_eq!(found, known);
        assert_eq!(known.len(), WORDS.len(), "a sentence stands twice");
    }

    #[test]
    fn the_translated_arguments_are_sound() {
        command(Lang::Ja).debug_assert();
        to_complete(Lang::Ja).debug_assert();
    }
}
