//! The forms in which a bundle leaves: a zip, and, for networks that stop archives, a script for any
//! POSIX shell and a patch for `git apply`. Each recreates the same files, byte for byte.

use std::collections::BTreeSet;

use design_core::{Design, Lang, Text, t};

use crate::{Bundle, zip, zip_name};

/// One form of the same files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Package {
    /// An archive.
    Zip,
    /// A script for `sh`; it overwrites nothing.
    Script,
    /// A patch for `git apply`.
    Patch,
}

impl Package {
    /// Name of the file that a browser saves.
    #[must_use]
    pub fn file_name(self, design: &Design) -> String {
        let zip = zip_name(design);
        let stem = zip.strip_suffix(".zip").unwrap_or(&zip);
        match self {
            Self::Zip => zip,
            Self::Script => format!("{stem}.sh"),
            Self::Patch => format!("{stem}.patch"),
        }
    }

    /// Media type of the file.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Zip => "application/zip",
            Self::Script | Self::Patch => "text/plain",
        }
    }

    /// The files in this form; what a script says is in `lang`, the language of the bundle.
    #[must_use]
    pub fn pack(self, bundle: &Bundle, lang: Lang) -> Vec<u8> {
        match self {
            Self::Zip => zip(bundle),
            Self::Script => script(bundle, lang).into_bytes(),
            Self::Patch => patch(bundle).into_bytes(),
        }
    }
}

/// Paths of a bundle need no escapes (invariant 10), but a shell reads them: they are quoted all the same.
fn quoted(path: &str) -> String {
    format!("'{}'", path.replace('\'', r"'\''"))
}

/// A line that no file holds.
fn delimiter(bundle: &Bundle) -> String {
    let mut line = "SEKKEI_END_OF_FILE".to_owned();
    while bundle.files().values().any(|text| text.lines().any(|other| other == line)) {
        line.push('_');
    }
    line
}

const HEAD: Text = t(
    "# 設計のファイルを今のフォルダーに作ります: sh このファイル\n# 既にあるものは上書きしません。\n",
    "# Recreates the files of a design in the current folder: sh THIS_FILE\n# Nothing that exists is overwritten.\n",
);
const EXISTS: Text = t(
    "$path は既にあります。別のフォルダーで実行するか、先に片付けてください。",
    "$path exists. Run this in another folder, or remove it first.",
);
const FILES: Text = t("ファイルを作りました", "files");

fn script(bundle: &Bundle, lang: Lang) -> String {
    let paths: Vec<String> = bundle.files().keys().map(|path| quoted(path)).collect();
    let end = delimiter(bundle);
    let mut out = format!("#!/bin/sh\n{}set -eu\nfor path in \\\n", HEAD.get(lang));
    out.push_str(&paths.join(" \\\n"));
    let exists = EXISTS.get(lang);
    out.push_str(&format!("\ndo\n  if [ -e \"$path\" ]; then\n    echo \"{exists}\" >&2\n    exit 1\n  fi\ndone\n"));
    let folders: BTreeSet<&str> = bundle.files().keys().filter_map(|path| path.rsplit_once('/')).map(|(folder, _)| folder).collect();
    for folder in folders {
        out.push_str(&format!("mkdir -p {}\n", quoted(folder)));
    }
    for (path, text) in bundle.files() {
        let path = quoted(path);
        // A here-document always ends with a line break; a text without one is printed without its last.
        match text.strip_suffix('\n') {
            Some(body) => out.push_str(&format!("cat > {path} <<'{end}'\n{body}\n{end}\n")),
            None if text.is_empty() => out.push_str(&format!(": > {path}\n")),
            None => out.push_str(&format!("printf %s \"$(cat <<'{end}'\n{text}\n{end}\n)\" > {path}\n")),
        }
    }
    out.push_str(&format!("echo \"{} {}\"\n", bundle.files().len(), FILES.get(lang)));
    out
}

fn patch(bundle: &Bundle) -> String {
    let mut out = String::new();
    for (path, text) in bundle.files() {
        out.push_str(&format!("diff --git a/{path} b/{path}\nnew file mode 100644\n"));
        if text.is_empty() {
            // Git wants the name of the empty content, for there is nothing else to see.
            out.push_str("index 0000000000000000000000000000000000000000..e69de29bb2d1d6434b8b29ae775ad8c2e48c5391\n");
            continue;
        }
        let lines = text.matches('\n').count() + usize::from(!text.ends_with('\n'));
        out.push_str(&format!("--- /dev/null\n+++ b/{path}\n@@ -0,0 +1,{lines} @@\n"));
        for line in text.split_inclusive('\n') {
            out.push('+');
            out.push_str(line);
        }
        if !text.ends_with('\n') {
            out.push_str("\n\\ No newline at end of file\n");
        }
    }
    out
}
