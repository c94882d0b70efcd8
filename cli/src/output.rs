//! Words on standard output and standard error.

use std::io::Write;

use design_core::{DesignDraft, Issue, Lang, Level, Place, Text, t};

use crate::failure::{Failure, w};

/// Writes bytes to standard output. A closed pipe (`sekkei design | head`) is no error.
pub(crate) fn print(bytes: &[u8]) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(Failure::input_output(w(format!("標準出力に書けません: {error}"), format!("cannot write to standard output: {error}"))))
        }
        _ => Ok(()),
    }
}

/// Writes a line to standard error.
pub(crate) fn error(message: &str) {
    // Nothing is left to do when standard error itself is gone.
    let _ = writeln!(std::io::stderr().lock(), "{message}");
}

/// Where an issue stands, in the words of the draft: `prod: rds.multi_az`.
pub(crate) fn place(draft: &DesignDraft, place: &Place) -> String {
    match place {
        Place::Project(id) => format!("project: {id}"),
        Place::Environment(index, id) => {
            let name = draft.environments.get(*index).map_or("", |environment| environment.name());
            let name = if name.is_empty() { format!("environment {}", index + 1) } else { name.to_owned() };
            format!("{name}: {id}")
        }
        Place::Environments => "environments".to_owned(),
        Place::Control(id) => format!("control: {id}"),
        Place::Document => "design".to_owned(),
    }
}

/// The word for a level.
pub(crate) const fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Notice => "notice",
    }
}

/// The same for people.
const fn level_word(level: Level) -> Text {
    match level {
        Level::Error => t("エラー", "error"),
        Level::Notice => t("注意", "notice"),
    }
}

/// An issue as three lines of text.
pub(crate) fn issue(draft: &DesignDraft, issue: &Issue, lang: Lang) -> String {
    format!(
        "{}: {} [{}]\n  {}\n  {}\n  {}",
        level_word(issue.level).get(lang),
        place(draft, &issue.place),
        issue.rule,
        issue.what.get(lang),
        issue.why.get(lang),
        issue.fix.get(lang)
    )
}
