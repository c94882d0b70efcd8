//! How cards and paths look: which colours, whether dashed or faint, which words. Every export and the page draw from it.

use crate::model::{Change, Edge, Line, Node, Status, bundle_label};
use crate::theme::Theme;

/// How a path is drawn: as the strongest of the edges that share it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PathLook {
    /// None of its edges exists here.
    pub ghost: bool,
    /// All of its edges are weaker than a plain line.
    pub dashed: bool,
    /// What differs, where it is the same for all of its edges.
    pub change: Option<Change>,
    /// The words on it: the label, and how many edges share it.
    pub label: Option<String>,
}

impl PathLook {
    /// The look of a path, from the edges that it draws ([`EdgePath::ids`](crate::EdgePath::ids)).
    #[must_use]
    pub fn of(edges: &[&Edge]) -> Self {
        let Some(first) = edges.first() else { return Self::default() };
        Self {
            ghost: edges.iter().all(|e| e.ghost),
            dashed: edges.iter().all(|e| e.line == Line::Dashed),
            change: first.change.filter(|c| edges.iter().all(|e| e.change == Some(*c))),
            label: bundle_label(first.label.as_deref(), edges.len()),
        }
    }

    /// Whether it is drawn fainter, below the others.
    #[must_use]
    pub fn faint(&self) -> bool {
        self.ghost || self.change == Some(Change::Same)
    }

    /// Absent here, or only there: finely dashed.
    pub(crate) fn is_absent(&self) -> bool {
        self.ghost || self.change == Some(Change::Removed)
    }

    pub(crate) fn colour(&self, theme: &Theme) -> &'static str {
        match self.change {
            Some(change) => theme.change(change),
            None if self.ghost => theme.ghost_line,
            None => theme.edge,
        }
    }

    pub(crate) fn text(&self, theme: &Theme) -> &'static str {
        if self.faint() { theme.ghost_text } else { theme.edge }
    }
}

/// The colours of a card.
pub(crate) struct CardInk {
    pub(crate) fill: &'static str,
    pub(crate) line: &'static str,
    pub(crate) name: &'static str,
    pub(crate) detail: &'static str,
    pub(crate) glyph: &'static str,
    /// Behind the glyph; a faint card has nothing there.
    pub(crate) tile: Option<&'static str>,
    pub(crate) dashed: bool,
    /// What is marked on the card.
    pub(crate) mark: Option<Change>,
}

impl CardInk {
    pub(crate) fn of(node: &Node, theme: &Theme) -> Self {
        let faint = node.ghost || node.change == Some(Change::Same);
        let mark = node.change.filter(|c| *c != Change::Same);
        let line = mark.map_or(if faint { theme.ghost_line } else { theme.card_line }, |c| theme.change(c));
        let dashed = node.ghost || mark == Some(Change::Removed);
        let (name, detail, glyph) =
            if faint { (theme.ghost_text, theme.ghost_text, theme.ghost_text) } else { (theme.title, theme.detail, theme.glyph) };
        let (fill, tile) = if faint { (theme.ghost, None) } else { (theme.card, Some(theme.tile)) };
        Self { fill, line, name, detail, glyph, tile, dashed, mark }
    }
}

impl Theme {
    /// The colour of what differs.
    #[must_use]
    pub const fn change(&self, change: Change) -> &'static str {
        match change {
            Change::Added => self.pass,
            Change::Removed => self.failure,
            Change::Changed => self.warning,
            Change::Same => self.ghost_line,
        }
    }

    /// The colour of a badge.
    #[must_use]
    pub const fn status(&self, status: Status) -> &'static str {
        match status {
            Status::Pass => self.pass,
            Status::Warning => self.warning,
            Status::Failure => self.failure,
            Status::Unknown => self.unknown,
        }
    }

    /// Inside of a cluster that lies in so many others.
    #[must_use]
    pub const fn cluster(&self, depth: usize) -> &'static str {
        if depth.is_multiple_of(2) { self.cluster[0] } else { self.cluster[1] }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(edges: &[Edge]) -> PathLook {
        PathLook::of(&edges.iter().collect::<Vec<_>>())
    }

    #[test]
    fn a_path_says_how_many_edges_share_it_with_a_label_and_without() {
        let plain = Edge::new("e", "a", "b");
        let named = plain.clone().label("HTTPS");
        assert_eq!(look(&[]).label, None);
        assert_eq!(look(std::slice::from_ref(&plain)).label, None);
        assert_eq!(look(&[plain.clone(), plain]).label.as_deref(), Some("×2"));
        assert_eq!(look(std::slice::from_ref(&named)).label.as_deref(), Some("HTTPS"));
        assert_eq!(look(&[named.clone(), named.clone(), named]).label.as_deref(), Some("HTTPS ×3"));
    }

    #[test]
    fn a_path_is_as_strong_as_its_strongest_edge() {
        let plain = Edge::new("e", "a", "b");
        let ghost = Edge { ghost: true, line: Line::Dashed, change: Some(Change::Removed), ..plain.clone() };
        let both = look(&[ghost.clone(), plain]);
        assert_eq!((both.ghost, both.dashed, both.change, both.faint()), (false, false, None, false));
        let gone = look(&[ghost.clone(), ghost]);
        assert_eq!((gone.ghost, gone.dashed, gone.change), (true, true, Some(Change::Removed)));
    }
}
