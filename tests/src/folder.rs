//! A temporary folder with a bundle in it.

use std::fs;
use std::path::{Path, PathBuf};

use design_core::{Design, DesignDraft, check};
use infra_templates::{Bundle, Templates};
use tempfile::TempDir;

use crate::terraform::{succeeds, with_schema};

/// The design of a draft that must be right.
///
/// # Panics
/// When it is not.
#[must_use]
pub fn design(draft: &DesignDraft) -> Design {
    let checked = check(draft);
    let errors: Vec<_> = checked.errors().cloned().collect();
    checked.design.unwrap_or_else(|| panic!("{errors:#?}"))
}

/// The files that a design renders, without the reports on them.
#[must_use]
pub fn rendered(design: &Design) -> Bundle {
    Bundle::render_with(Templates::embedded(), design)
}

/// A bundle on disk, deleted when dropped.
pub struct Folder {
    folder: TempDir,
}

impl Folder {
    /// Writes the bundle of a draft.
    ///
    /// # Panics
    /// When the draft is wrong or the disk refuses.
    #[must_use]
    pub fn of(draft: &DesignDraft) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        write(folder.path(), &Bundle::render(&design(draft)));
        Self { folder }
    }

    /// A path inside.
    #[must_use]
    pub fn path(&self, inside: &str) -> PathBuf {
        self.folder.path().join(inside)
    }

    /// Replaces text in one file; the text must be there.
    ///
    /// # Panics
    /// When it is not.
    pub fn replace(&self, inside: &str, from: &str, to: &str) {
        replace(&self.path(inside), from, to);
    }

    /// Initialises a root module with its state beside it, as a backend would need an account.
    ///
    /// # Panics
    /// When Terraform refuses.
    pub fn init(&self, schema: &str, inside: &str) -> PathBuf {
        let root = self.path(inside);
        init_beside(schema, &root);
        root
    }
}

/// Replaces text in one file; the text must be there.
///
/// # Panics
/// When it is not.
pub fn replace(path: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    assert!(text.contains(from), "{} has no {from:?}", path.display());
    fs::write(path, text.replacen(from, to, 1)).expect("the file is writable");
}

/// Initialises a root module with its state beside it, as a backend would need an account.
///
/// # Panics
/// When Terraform refuses.
pub fn init_beside(schema: &str, root: &Path) {
    fs::write(
        root.join("backend_override.tf"),
        "terraform {
  backend \"local\" {}
}
",
    )
    .expect("the folder is writable");
    succeeds(&format!("init of {}", root.display()), &with_schema(schema, root, &["init", "-input=false", "-no-color"]));
}

/// Writes every file of a bundle below a folder.
///
/// # Panics
/// When the disk refuses.
pub fn write(folder: &Path, bundle: &Bundle) {
    for (path, text) in bundle.files() {
        let target = folder.join(path);
        fs::create_dir_all(target.parent().expect("a bundle path has a folder")).expect("the folder is writable");
        fs::write(target, text.as_bytes()).expect("the file is writable");
    }
}
