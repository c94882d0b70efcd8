//! In which language the command line speaks, known before the arguments are read, for what is wrong with
//! them is said in it, too.

use std::ffi::OsString;

use design_core::Lang;

/// What `--lang` says; else the language of the system, where it is one of the two.
pub(crate) fn wanted(arguments: impl IntoIterator<Item = OsString>) -> Lang {
    asked(arguments.into_iter().map(|argument| argument.to_string_lossy().into_owned())).unwrap_or_else(of_system)
}

fn asked(arguments: impl Iterator<Item = String>) -> Option<Lang> {
    let mut found = None;
    let mut is_next = false;
    for argument in arguments {
        let value = if is_next { Some(argument.as_str()) } else { argument.strip_prefix("--lang=") };
        found = value.and_then(Lang::from_id).or(found);
        is_next = argument == "--lang";
    }
    found
}

/// By the first of the three that is set, as POSIX has it.
fn of_system() -> Lang {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(|name| std::env::var(name).ok()).find(|value| !value.is_empty());
    match set {
        Some(locale) if locale.starts_with("ja") => Lang::Ja,
        _ => Lang::En,
    }
}
