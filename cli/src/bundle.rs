//! The files that a command looks at: those of a design, or a folder that a person may have edited.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::Path;

use design_core::Lang;
use infra_templates::{Aside, Bundle, MAX_FILE_BYTES, MAX_FILES, MAX_PARCEL_BYTES, Parcel, ParcelError, Templates, is_zip};

use crate::{Failure, output, source};

/// Files of a bundle by path, as in the zip.
pub(crate) type Files = BTreeMap<String, String>;

/// Where the files come from.
#[derive(clap::Args)]
#[group(required = true, multiple = false)]
pub(crate) struct Source {
    /// Design file, share link, or - for standard input
    #[arg(long)]
    design: Option<String>,
    /// Zip of a bundle, or folder of an unpacked one, edited or not
    #[arg(long)]
    bundle: Option<String>,
}

impl Source {
    pub(crate) fn files(&self, lang: Lang) -> Result<Files, Failure> {
        match (&self.design, &self.bundle) {
            (Some(design), _) => of_design(design, lang),
            (None, Some(path)) => of_parcel(path, lang),
            (None, None) => Ok(Files::new()),
        }
    }
}

/// Files of either: a folder or a zip is a bundle, anything else a design.
pub(crate) fn of_path(path: &str, lang: Lang) -> Result<Files, Failure> {
    if Path::new(path).is_dir() || is_zip_file(path) { of_parcel(path, lang) } else { of_design(path, lang) }
}

/// Without the reports: whoever evaluates the files computes what they say.
fn of_design(path: &str, lang: Lang) -> Result<Files, Failure> {
    let bundle = Bundle::render_with(Templates::embedded(), &source::design_to_look_at(path, lang)?);
    Ok(bundle.files().iter().map(|(path, text)| (path.clone(), text.to_string())).collect())
}

fn of_parcel(path: &str, lang: Lang) -> Result<Files, Failure> {
    let parcel = parcel(path, lang)?;
    for Aside { path, reason } in &parcel.aside {
        output::error(&format!("not read: {path:?}: {}", reason.what().get(lang)));
    }
    // Packers of folders put the folder itself in front.
    let root = parcel.files.keys().filter_map(|path| path.split_once("infra/").map(|(root, _)| root.to_owned()));
    let Some(root) = root.filter(|root| root.is_empty() || root.ends_with('/')).min_by_key(String::len) else {
        let message = format!("{path} has no folder `infra`; give the downloaded zip, or the folder into which it was unpacked");
        return Err(Failure::input_output(message));
    };
    Ok(parcel.files.into_iter().filter_map(|(path, text)| Some((path.strip_prefix(&root)?.to_owned(), text))).collect())
}

/// The files of a zip or of a folder.
pub(crate) fn parcel(path: &str, lang: Lang) -> Result<Parcel, Failure> {
    let wrong = |error: ParcelError| Failure::input_output(format!("{path}: {}", error.what(lang)));
    if Path::new(path).is_dir() {
        let mut files = Vec::new();
        walk(Path::new(path), "", &mut files)?;
        return Parcel::of_files(files).map_err(wrong);
    }
    let mut bytes = Vec::new();
    let file = fs::File::open(path).and_then(|file| file.take(MAX_PARCEL_BYTES as u64 + 1).read_to_end(&mut bytes));
    file.map_err(|error| Failure::input_output(format!("cannot read {path}: {error}")))?;
    Parcel::of_zip(&bytes).map_err(wrong)
}

fn is_zip_file(path: &str) -> bool {
    let mut start = [0; 4];
    fs::File::open(path).and_then(|mut file| file.read_exact(&mut start)).is_ok() && is_zip(&start)
}

fn walk(folder: &Path, prefix: &str, files: &mut Vec<(String, Vec<u8>)>) -> Result<(), Failure> {
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
        } else if entry.metadata().map_err(fail)?.len() <= MAX_FILE_BYTES as u64
            && let Ok(bytes) = fs::read(entry.path())
        {
            files.push((path, bytes));
        }
        if files.len() > MAX_FILES {
            return Err(Failure::input_output(format!("{} holds more than {MAX_FILES} files; this is no bundle", folder.display())));
        }
    }
    Ok(())
}
