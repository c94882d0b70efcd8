//! Files that somebody brings back, as a zip or a folder: bounded, with safe paths, as text. What could not
//! be read is listed beside them with its reason, never dropped silently. It knows nothing of designs.

use std::borrow::Cow;
use std::collections::BTreeMap;

use design_core::{Lang, Text, t};

use crate::unzip::unzip;

/// Largest archive that is read: hundreds of bundles, but no repository with its providers.
pub const MAX_PARCEL_BYTES: usize = 64_000_000;
/// Most files: far above any bundle.
pub const MAX_FILES: usize = 5_000;
/// Largest file of a parcel.
pub const MAX_FILE_BYTES: usize = 2_000_000;
/// Most bytes of all files together, unpacked.
pub const MAX_TOTAL_BYTES: usize = 64_000_000;
/// Longest path.
const MAX_PATH_BYTES: usize = 512;

/// Why one file was set aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// Its name leads elsewhere or is no text.
    Name,
    /// Another file has the same name.
    Twice,
    /// Longer than [`MAX_FILE_BYTES`].
    TooLong,
    /// It needs a password.
    Encrypted,
    /// Packed in a way that this reader does not know.
    Method,
    /// Cut short or altered.
    Damaged,
    /// Not UTF-8.
    Encoding,
}

impl Reason {
    /// What is wrong, as a half sentence.
    #[must_use]
    pub const fn what(self) -> Text {
        match self {
            Self::Name => t("名前がフォルダーの外を指すか、読めない文字を含みます", "its name leads out of the folder or cannot be read"),
            Self::Twice => t("同じ名前のファイルが先にあります", "another file has the same name"),
            Self::TooLong => t("1 ファイルの上限（2 MB）を超えています", "it is longer than 2 MB"),
            Self::Encrypted => t("パスワードで暗号化されています", "it is encrypted with a password"),
            Self::Method => t("対応していない圧縮方式です", "it is packed in a way that is not supported"),
            Self::Damaged => t("壊れているか、途中で切れています", "it is damaged or cut short"),
            Self::Encoding => t("文字コードが UTF-8 ではありません", "it is not UTF-8 text"),
        }
    }
}

/// A file that was set aside.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Aside {
    /// Its name as it stands there.
    pub path: String,
    /// Why.
    pub reason: Reason,
}

/// Why nothing can be read at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParcelError {
    /// Not a zip.
    NoZip,
    /// Cut short, or altered where it lists its files.
    Truncated,
    /// Of the form for more than 65,535 files or 4 GiB.
    Zip64,
    /// More files than this.
    TooMany(usize),
    /// More bytes than this.
    TooLong(usize),
}

impl ParcelError {
    /// What is wrong and what to do.
    #[must_use]
    pub fn what(self, lang: Lang) -> String {
        match (self, lang) {
            (Self::NoZip, Lang::Ja) => {
                "zip ではありません。ダウンロードした zip、展開したフォルダー、sekkei.json、terraform.tfvars のどれかを選んでください"
                    .to_owned()
            }
            (Self::NoZip, Lang::En) => {
                "this is no zip; choose the downloaded zip, its unpacked folder, sekkei.json or terraform.tfvars".to_owned()
            }
            (Self::Truncated, Lang::Ja) => {
                "zip が途中で切れているか、壊れています。もう一度取得するか、展開したフォルダーを選んでください".to_owned()
            }
            (Self::Truncated, Lang::En) => "the zip is cut short or damaged; fetch it again, or choose the unpacked folder".to_owned(),
            (Self::Zip64, Lang::Ja) => {
                "zip64 形式は読めません。展開したフォルダーを選ぶか、infra フォルダーだけを圧縮し直してください".to_owned()
            }
            (Self::Zip64, Lang::En) => "the zip64 form is not read; choose the unpacked folder, or pack the folder infra alone".to_owned(),
            (Self::TooMany(most), Lang::Ja) => {
                format!("ファイルが {most} 個を超えています。.terraform や node_modules を除いて、infra と .github だけにしてください")
            }
            (Self::TooMany(most), Lang::En) => {
                format!("there are more than {most} files; leave out .terraform and node_modules, and keep infra and .github alone")
            }
            (Self::TooLong(most), Lang::Ja) => {
                format!("全体が上限 {} MB を超えています。infra と .github だけにしてください", most / 1_000_000)
            }
            (Self::TooLong(most), Lang::En) => format!("all together is longer than {} MB; keep infra and .github alone", most / 1_000_000),
        }
    }
}

/// A path as it may stand in a bundle: relative, with `/`, without steps up. `None`: it leads elsewhere.
#[must_use]
pub fn safe_path(name: &str) -> Option<String> {
    let path = name.replace('\\', "/");
    let path = path.strip_prefix("./").unwrap_or(&path);
    let is_part = |part: &str| !part.is_empty() && part != "." && part != ".." && !part.contains(|c: char| c.is_control() || c == ':');
    (path.len() <= MAX_PATH_BYTES && path.split('/').all(is_part)).then(|| path.to_owned())
}

/// A text of a person: UTF-8 with or without its mark, or UTF-16 with it, as some editors save.
#[must_use]
pub fn text_of(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let wide = |bytes: &[u8], read: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes.chunks_exact(2).filter_map(|pair| pair.try_into().ok()).map(read).collect();
        (bytes.len().is_multiple_of(2)).then(|| String::from_utf16(&units).ok()).flatten().map(Cow::Owned)
    };
    match bytes {
        [0xff, 0xfe, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => wide(rest, u16::from_be_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => std::str::from_utf8(rest).ok().map(Cow::Borrowed),
        _ => std::str::from_utf8(bytes).ok().map(Cow::Borrowed),
    }
}

/// Files by path, and what was set aside.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Parcel {
    /// Texts by path.
    pub files: BTreeMap<String, String>,
    /// What could not be read, sorted.
    pub aside: Vec<Aside>,
}

impl Parcel {
    /// The files of a zip.
    ///
    /// # Errors
    /// When it is none, is cut short, or is too large.
    pub fn of_zip(bytes: &[u8]) -> Result<Self, ParcelError> {
        if bytes.len() > MAX_PARCEL_BYTES {
            return Err(ParcelError::TooLong(MAX_PARCEL_BYTES));
        }
        let (files, aside) = unzip(bytes)?;
        Ok(Self::sorted(files, aside))
    }

    /// The files of a folder, by their path in it.
    ///
    /// # Errors
    /// When they are too many, or too long together.
    pub fn of_files(files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Result<Self, ParcelError> {
        let (mut found, mut aside) = (BTreeMap::new(), Vec::new());
        let mut budget = MAX_TOTAL_BYTES;
        for (name, bytes) in files {
            budget = budget.checked_sub(bytes.len()).ok_or(ParcelError::TooLong(MAX_TOTAL_BYTES))?;
            if found.len() + aside.len() >= MAX_FILES {
                return Err(ParcelError::TooMany(MAX_FILES));
            }
            let reason = match safe_path(&name) {
                None => Reason::Name,
                Some(_) if bytes.len() > MAX_FILE_BYTES => Reason::TooLong,
                Some(path) if found.contains_key(&path) => Reason::Twice,
                Some(path) => {
                    found.insert(path, bytes);
                    continue;
                }
            };
            aside.push(Aside { path: name, reason });
        }
        Ok(Self::sorted(found, aside))
    }

    fn sorted(bytes: BTreeMap<String, Vec<u8>>, mut aside: Vec<Aside>) -> Self {
        let mut files = BTreeMap::new();
        for (path, bytes) in bytes {
            match String::from_utf8(bytes) {
                Ok(text) => drop(files.insert(path, text)),
                Err(_) => aside.push(Aside { path, reason: Reason::Encoding }),
            }
        }
        aside.sort_unstable();
        Self { files, aside }
    }
}
