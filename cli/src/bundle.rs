//! The files that a command looks at: those of a design, or a folder that a person may have edited.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::Path;

use design_core::{Lang, Words};
use infra_templates::{Aside, Bundle, MAX_FILE_BYTES, MAX_FILES, MAX_PARCEL_BYTES, Parcel, ParcelError, Reason, Templates, is_zip};

use crate::failure::{Failure, w};
use crate::{output, source};

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
    let parcel = parcel(path)?;
    for Aside { path, reason } in &parcel.aside {
        output::error(not_read(path, *reason).get(lang));
    }
    // Packers of folders put the folder itself in front.
    let root = parcel.files.keys().filter_map(|path| path.split_once("infra/").map(|(root, _)| root.to_owned()));
    let Some(root) = root.filter(|root| root.is_empty() || root.ends_with('/')).min_by_key(String::len) else {
        return Err(Failure::input_output(w(
            format!("{path} に `infra` フォルダーがありません。ダウンロードした zip か、それを展開したフォルダーを指定してください"),
            format!("{path} has no folder `infra`; give the downloaded zip, or the folder into which it was unpacked"),
        )));
    };
    Ok(parcel.files.into_iter().filter_map(|(path, text)| Some((path.strip_prefix(&root)?.to_owned(), text))).collect())
}

/// Why a file was left aside.
pub(crate) fn not_read(path: &str, reason: Reason) -> Words {
    let why = reason.what();
    w(format!("読んでいません: {path:?}: {}", why.ja), format!("not read: {path:?}: {}", why.en))
}

/// The files of a zip or of a folder.
pub(crate) fn parcel(path: &str) -> Result<Parcel, Failure> {
    let wrong = |error: ParcelError| Failure::input_output(w(error.what(Lang::Ja), error.what(Lang::En))).about(path);
    if Path::new(path).is_dir() {
        let mut files = Vec::new();
        walk(Path::new(path), "", &mut files)?;
        return Parcel::of_files(files).map_err(wrong);
    }
    let mut bytes = Vec::new();
    let file = fs::File::open(path).and_then(|file| file.take(MAX_PARCEL_BYTES as u64 + 1).read_to_end(&mut bytes));
    file.map_err(|error| Failure::cannot_read(path, error))?;
    Parcel::of_zip(&bytes).map_err(wrong)
}

fn is_zip_file(path: &str) -> bool {
    let mut start = [0; 4];
    fs::File::open(path).and_then(|mut file| file.read_exact(&mut start)).is_ok() && is_zip(&start)
}

fn walk(folder: &Path, prefix: &str, files: &mut Vec<(String, Vec<u8>)>) -> Result<(), Failure> {
    let fail = |error: std::io::Error| Failure::cannot_read(folder, error);
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
            let folder = folder.display();
            return Err(Failure::input_output(w(
                format!("{folder} に {MAX_FILES} を超えるファイルがあります。成果物ではありません"),
                format!("{folder} holds more than {MAX_FILES} files; this is no bundle"),
            )));
        }
    }
    Ok(())
}
