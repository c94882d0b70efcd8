//! Folders and files from sorted paths, as the rows of a tree in which some folders are open.

use std::collections::{BTreeMap, BTreeSet};

/// One visible row.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Row {
    /// Path without a final slash.
    pub(crate) path: String,
    /// Last part of the path.
    pub(crate) name: String,
    /// 1 at the top.
    pub(crate) level: usize,
    /// For a folder: is it open?
    pub(crate) open: Option<bool>,
    /// Files below a folder.
    pub(crate) count: usize,
    /// 1-based place among its siblings, and how many there are.
    pub(crate) place: (usize, usize),
}

#[derive(Default)]
struct Folder<'a> {
    folders: BTreeMap<&'a str, Folder<'a>>,
    files: BTreeSet<&'a str>,
}

impl Folder<'_> {
    fn count(&self) -> usize {
        self.files.len() + self.folders.values().map(Folder::count).sum::<usize>()
    }
}

/// Rows of all paths whose parents are all in `open`: folders before files.
pub(crate) fn rows<'a>(paths: impl Iterator<Item = &'a str>, open: &BTreeSet<String>) -> Vec<Row> {
    let mut root = Folder::default();
    for path in paths {
        let mut folder = &mut root;
        let mut parts = path.split('/').peekable();
        while let Some(part) = parts.next() {
            if parts.peek().is_some() {
                folder = folder.folders.entry(part).or_default();
            } else {
                folder.files.insert(part);
            }
        }
    }
    let mut out = Vec::new();
    list(&root, "", 1, open, &mut out);
    out
}

fn list(folder: &Folder<'_>, prefix: &str, level: usize, open: &BTreeSet<String>, out: &mut Vec<Row>) {
    let size = folder.folders.len() + folder.files.len();
    let path = |name: &str| if prefix.is_empty() { name.to_owned() } else { format!("{prefix}/{name}") };
    for (index, (name, inner)) in folder.folders.iter().enumerate() {
        let path = path(name);
        let is_open = open.contains(&path);
        let row = Row {
            path: path.clone(),
            name: (*name).to_owned(),
            level,
            open: Some(is_open),
            count: inner.count(),
            place: (index + 1, size),
        };
        out.push(row);
        if is_open {
            list(inner, &path, level + 1, open, out);
        }
    }
    for (index, name) in folder.files.iter().enumerate() {
        let place = (folder.folders.len() + index + 1, size);
        out.push(Row { path: path(name), name: (*name).to_owned(), level, open: None, count: 0, place });
    }
}

/// Every folder above a path.
pub(crate) fn parents(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').filter_map(|(at, _)| path.get(..at))
}

#[cfg(test)]
mod tests {
    use super::{parents, rows};

    #[test]
    fn closed_folders_hide_what_is_below() {
        let paths = ["a/b/x", "a/y", "z"];
        let open = ["a".to_owned()].into();
        let found: Vec<_> = rows(paths.into_iter(), &open).into_iter().map(|row| (row.path, row.level, row.open, row.count)).collect();
        let expected = [("a", 1, Some(true), 2), ("a/b", 2, Some(false), 1), ("a/y", 2, None, 0), ("z", 1, None, 0)]
            .map(|(p, l, o, c)| (p.to_owned(), l, o, c));
        assert_eq!(found, expected);
        assert_eq!(parents("a/b/x").collect::<Vec<_>>(), ["a", "a/b"]);
    }
}
