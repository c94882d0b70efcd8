//! The files that a command looks at: those of a design, or a folder that a person may have edited.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use design_core::Lang;
use infra_templates::{Bundle, Templates};

use crate::{Failure, source};

/// Files of a bundle by path, as in the zip.
pub(crate) type Files = BTreeMap<String, String>;

/// Largest folder that is read: far above any bundle, far below a mistaken home folder.
const MAX_FILES: usize = 5_000;
const MAX_FILE_BYTES: u64 = 2_000_000;

/// Where the files come from.
#[derive(clap::Args)]
#[group(required = true, multiple = false)]
pub(crate) struct Source {
    /// Design file, share link, or - for standard input
    #[arg(long)]
    design: Option<String>,
    /// Folder of an unpacked bundle, edited or not
    #[arg(long)]
    bundle: Option<String>,
}

impl Source {
    pub(crate) fn files(&self, lang: Lang) -> Result<Files, Failure> {
        match (&self.design, &self.bundle) {
            (Some(design), _) => of_design(design, lang),
            (None, Some(folder)) => of_folder(Path::new(folder)),
            (None, None) => Ok(Files::new()),
        }
    }
}

/// Files of either: a folder is a bundle, anything else a design.
pub(crate) fn of_path(path: &str, lang: Lang) -> Result<Files, Failure> {
    if Path::new(path).is_dir() { of_folder(Path::new(path)) } else { of_design(path, lang) }
}

/// Without the reports: whoever evaluates the files computes what they say.
fn of_design(path: &str, lang: Lang) -> Result<Files, Failure> {
    let bundle = Bundle::render_with(Templates::embedded(), &source::design_to_look_at(path, lang)?);
    Ok(bundle.files().iter().map(|(path, text)| (path.clone(), text.to_string())).collect())
}

fn of_folder(folder: &Path) -> Result<Files, Failure> {
    let mut files = Files::new();
    walk(folder, "", &mut files)?;
    if !files.keys().any(|path| path.starts_with("infra/")) {
        let message = format!("{} has no folder `infra`; give the folder into which the zip was unpacked", folder.display());
        return Err(Failure::input_output(message));
    }
    Ok(files)
}

fn walk(folder: &Path, prefix: &str, files: &mut Files) -> Result<(), Failure> {
    let fail = |error: std::io::Error| Failure::input_output(format!("cannot read {}: {error}", folder.display()));
    for entry in fs::read_dir(folder).map_err(fail)? {
        let entry = entry.map_err(fail)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let kind = entry.file_type().map_err(fail)?;
        // Working folders of other programs are no part of a bundle; links may lead anywhere.
        if matches!(name.as_str(), ".git" | ".terraform" | "node_modules") || kind.is_symlink() {
            continue;
        }
        let path = format!("{prefix}{name}");
        if kind.is_dir() {
            walk(&entry.path(), &format!("{path}/"), files)?;
        } else if entry.metadata().map_err(fail)?.len() <= MAX_FILE_BYTES
            && let Ok(text) = fs::read_to_string(entry.path())
        {
            files.insert(path, text);
        }
        if files.len() > MAX_FILES {
            return Err(Failure::input_output(format!("{} holds more than {MAX_FILES} files; this is no bundle", folder.display())));
        }
    }
    Ok(())
}
