//! The file pane follows a change, unless the user pinned a file.

use design_core::Edit;
use infra_templates::Bundle;
use leptos::prelude::*;

use super::Store;
use crate::state::Reveal;

impl Store {
    /// Opens the file that a change touched, unless the user pinned another.
    pub(super) fn follow(self, edit: &Edit) {
        let Some(outcome) = self.outcome.get_untracked() else { return };
        let line = match edit {
            Edit::SetSize { environment, id, .. } | Edit::ResetSize { environment: Some(environment), id } => {
                self.named(*environment).and_then(|name| outcome.bundle.line_of_size(&name, id))
            }
            _ => None,
        };
        let about = match edit {
            Edit::SetEnvironment { environment, .. } => Some(*environment),
            Edit::AddEnvironment { like } => Some(like + 1),
            Edit::CopySizes { to, .. } => Some(*to),
            _ => None,
        };
        match line {
            Some((path, line)) => {
                let is_open = self.ui.open_file.with_untracked(|open| *open == path);
                if is_open || !self.ui.pinned.get_untracked() {
                    self.ui.open(&path, Some(Reveal { line: line.saturating_sub(1), marked: false }));
                }
            }
            None => self.show_touched(about),
        }
    }

    /// Shows what the last change did: in the open file, else in the sizes of the environment it was
    /// about, else in the first file it touched.
    pub(super) fn show_touched(self, about: Option<usize>) {
        if self.is_stale.get_untracked() {
            return;
        }
        let Some(outcome) = self.outcome.get_untracked() else { return };
        let Some(before) = &outcome.before else { return };
        let open = self.ui.open_file.get_untracked();
        let is_gone = self.paths.with_untracked(|paths| !paths.contains(&open));
        if self.ui.pinned.get_untracked() && !is_gone {
            return;
        }
        let touched = outcome.differing(before);
        let about =
            about.and_then(|index| self.named(index)).and_then(|name| outcome.sizes_of(&name)).filter(|path| touched.contains(path));
        // Records of the whole design change with every edit and say the least about it.
        let path = about
            .or_else(|| touched.contains(&open).then_some(open))
            .or_else(|| outcome.last_sizes().filter(|path| touched.contains(path)))
            .or_else(|| touched.iter().find(|path| !path.ends_with(".json")).or_else(|| touched.first()).cloned())
            // A file that is gone, such as after removing an environment, cannot stay open.
            .or_else(|| outcome.last_sizes().filter(|_| is_gone));
        if let Some(path) = path {
            let first = before.get(&path).and_then(|_| first_new_line(before, &outcome.bundle, &path));
            self.ui.open(&path, first.map(|line| Reveal { line, marked: false }));
        }
    }

    /// Opens a file to begin with: the sizes of the last environment, which is production by default.
    pub(super) fn open_first(self) {
        let Some(outcome) = self.outcome.get_untracked() else { return };
        if let Some(path) = outcome.last_sizes().or_else(|| outcome.bundle.files().keys().next().cloned()) {
            self.ui.open(&path, None);
        }
    }
}

fn first_new_line(before: &Bundle, after: &Bundle, path: &str) -> Option<usize> {
    crate::text::diff::new_lines(before.get(path).unwrap_or_default(), after.get(path).unwrap_or_default()).into_iter().next()
}
