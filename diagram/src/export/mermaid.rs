//! Mermaid text, within what versions 11 and 12 both accept; `tests/diagram/judge.mjs` asks them.
//!
//! Every label is quoted and every id prefixed: bare words such as `end` or `class` do not parse, and a node with the id of a subgraph is
//! dropped without a word by version 12. The second line of a label is a line of the text: `<br>` is markup, which
//! places that show Mermaid without it print as it stands. Empty clusters are left out, for the two versions count them differently.

use super::Names;
use crate::geometry::Direction;
use crate::look::PathLook;
use crate::model::{Change, Checked, Graph, Line, Problem};
use crate::pen::put;
use crate::theme::Theme;

/// Writes a graph as a Mermaid flowchart. Edges that share ends and label are one arrow, as in every other drawing.
///
/// # Errors
/// Every [`Problem`] of the graph.
pub fn render(graph: &Graph, direction: Direction) -> Result<String, Vec<Problem>> {
    let checked = graph.check()?;
    let mut out = String::new();
    let mut title = String::new();
    for c in plain(&graph.title).chars() {
        if matches!(c, '\\' | '"') {
            title.push('\\');
        }
        title.push(c);
    }
    if !title.is_empty() {
        put(&mut out, "---\ntitle: \"$\"\n---\n", &[], &[&title]);
    }
    put(&mut out, "flowchart $\n", &[], &[if direction == Direction::Right { "LR" } else { "TB" }]);
    for (key, text) in [("accTitle", &graph.title), ("accDescr", &graph.description)] {
        // These end at the end of the line or at a semicolon, and know no quotes.
        let text: String = text.chars().map(|c| if matches!(c, ';' | '#' | '{' | '}') { ' ' } else { c }).collect();
        let text = plain(&text);
        if !text.is_empty() {
            put(&mut out, "  $: $\n", &[], &[key, &text]);
        }
    }
    let nodes = Names::new("n_", checked.nodes.iter().map(|n| n.id.as_str()).collect());
    let clusters = Names::new("g_", checked.clusters.iter().map(|c| c.id.as_str()).collect());
    let text = Text { checked: &checked, nodes: &nodes, clusters: &clusters };
    text.inside(&mut out, None, 1);
    let name = |i: usize| checked.nodes.get(i).map_or("", |n| nodes.of(&n.id));
    for b in &checked.bundles {
        let weak = b.edges.iter().all(|e| e.ghost || e.line == Line::Dashed);
        let arrow = if weak { "-.->" } else { "-->" };
        put(&mut out, "  $ $", &[], &[name(b.from), arrow]);
        if let Some(label) = b.label() {
            put(&mut out, "|\"$\"|", &[], &[&escape(&label)]);
        }
        put(&mut out, " $\n", &[], &[name(b.to)]);
    }
    // What differs from the drawing it is compared with, and what is absent: as classes of cards and styles of lines.
    type Sort<'s> = (&'s str, &'s str, Option<Change>);
    let sorts: [Sort<'_>; 4] = [
        ("ghost", "stroke-dasharray:4 3,opacity:0.6", None),
        ("added", Theme::LIGHT.pass, Some(Change::Added)),
        ("removed", Theme::LIGHT.failure, Some(Change::Removed)),
        ("changed", Theme::LIGHT.warning, Some(Change::Changed)),
    ];
    for (class, look, change) in sorts {
        let stroke = if change.is_some() { "stroke-width:2px,stroke:" } else { "" };
        let dashes = if change == Some(Change::Removed) { ",stroke-dasharray:4 3" } else { "" };
        let mine = |ghost: bool, own: Option<Change>| if change.is_some() { own == change } else { ghost };
        // Each with a comma before it, the first one's too.
        let (mut cards, mut lines) = (String::new(), String::new());
        for n in &checked.nodes {
            if mine(n.ghost, n.change) {
                put(&mut cards, ",$", &[], &[nodes.of(&n.id)]);
            }
        }
        for (i, b) in checked.bundles.iter().enumerate() {
            if change.is_some() && PathLook::of(&b.edges).change == change {
                put(&mut lines, ",@", &[i as i32], &[]);
            }
        }
        if let Some(cards) = cards.get(1..) {
            put(&mut out, "  classDef $ $$$\n  class $ $\n", &[], &[class, stroke, look, dashes, cards, class]);
        }
        if let Some(lines) = lines.get(1..) {
            put(&mut out, "  linkStyle $ $$$\n", &[], &[lines, stroke, look, dashes]);
        }
    }
    Ok(out)
}

struct Text<'a> {
    checked: &'a Checked<'a>,
    nodes: &'a Names<'a>,
    clusters: &'a Names<'a>,
}

impl Text<'_> {
    fn inside(&self, out: &mut String, home: Option<usize>, depth: usize) {
        let indent = "  ".repeat(depth);
        for (node, cluster) in self.checked.nodes.iter().zip(&self.checked.cluster_of) {
            if *cluster == home {
                let id = self.nodes.of(&node.id);
                put(out, "$$[\"$", &[], &[&indent, id, &escape(&node.title)]);
                if !node.detail.trim().is_empty() {
                    put(out, "\n$", &[], &[&escape(&node.detail)]);
                }
                out.push_str("\"]\n");
            }
        }
        for (c, cluster) in self.checked.clusters.iter().enumerate() {
            if self.checked.parent_of.get(c) == Some(&home) && self.checked.holds.get(c) == Some(&true) {
                let id = self.clusters.of(&cluster.id);
                put(out, "$subgraph $ [\"$\"]\n", &[], &[&indent, id, &escape(&cluster.title)]);
                self.inside(out, Some(c), depth + 1);
                put(out, "$end\n", &[], &[&indent]);
            }
        }
    }
}

/// One line without control characters.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut blank = false;
    for c in text.chars() {
        if c.is_control() || c.is_whitespace() {
            blank = !out.is_empty();
        } else {
            if std::mem::take(&mut blank) {
                out.push(' ');
            }
            out.push(c);
        }
    }
    out
}

/// The inside of a quoted label. Entities are Mermaid's: `#` instead of `&`.
fn escape(text: &str) -> String {
    let text = plain(text);
    if text.is_empty() {
        return "#160;".to_owned();
    }
    let mut out = String::with_capacity(text.len() + 8);
    // A beginning such as `1. ` or `- ` would be taken for a list.
    let (mut first, mut number) = (true, true);
    for c in text.chars() {
        let list = if first { matches!(c, '-' | '+' | '*') } else { number && matches!(c, '.' | ')') };
        (first, number) = (false, number && c.is_ascii_digit());
        match c {
            // `%%` at the beginning of a line, as a second line may have it, would be taken for a comment.
            c if list => code(&mut out, c),
            '"' => out.push_str("#quot;"),
            '<' => out.push_str("#lt;"),
            '>' => out.push_str("#gt;"),
            '&' => out.push_str("#amp;"),
            '#' | '`' | '*' | '_' | '\\' | '$' | '~' | '%' => code(&mut out, c),
            c => out.push(c),
        }
    }
    out
}

/// A character by its number: all that are written so are ASCII.
fn code(out: &mut String, c: char) {
    put(out, "#@;", &[i32::try_from(u32::from(c)).unwrap_or(0)], &[]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::glyph::Kind;
    use crate::model::{Cluster, Edge, Node};

    #[test]
    fn ids_that_differ_stay_different() {
        let mut g = Graph::default();
        for (i, id) in ["a.b", "a_b", "a-b", "end"].into_iter().enumerate() {
            g.nodes.push(Node::new(id, u32::try_from(i).unwrap(), Kind::Other, id));
        }
        g.clusters.push(Cluster::new("empty", 0, "nothing inside"));
        g.edges.push(Edge::new("e", "a.b", "end").label("x|\"y\""));
        let text = render(&g, Direction::Right).unwrap();
        assert_eq!(
            text,
            "flowchart LR\n  n_a_b[\"a.b\"]\n  n_a_b_2[\"a#95;b\"]\n  n_a_b_3[\"a-b\"]\n  n_end[\"end\"]\n  n_a_b -->|\"x|#quot;y#quot;\"| n_end\n"
        );
    }
}
