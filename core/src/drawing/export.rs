//! A drawing as the text of a file: SVG, Mermaid, draw.io, or a list in words.

use std::fmt::Write;

use diagram::Layout;
use diagram::export::{drawio, mermaid, svg};
use diagram::theme::Theme;

use super::Drawing;
use crate::text::Lang;

/// The form of an exported drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A picture that needs nothing else.
    Svg,
    /// Text for Mermaid 11 and 12.
    Mermaid,
    /// XML for draw.io, everything in its place and editable.
    Drawio,
    /// Cards and arrows in words, with the lines that show them.
    List,
}

impl Form {
    /// Every form.
    pub const ALL: [Self; 4] = [Self::Svg, Self::Mermaid, Self::Drawio, Self::List];

    /// Ending of a file of this form.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Mermaid => "mmd",
            Self::Drawio => "drawio",
            Self::List => "md",
        }
    }
}

impl Drawing {
    /// The text of a file. `layout` is that of [`Drawing::layout`], kept by whoever draws more than once.
    #[must_use]
    pub fn export(&self, layout: &Layout, form: Form, dark: bool, lang: Lang) -> String {
        let theme = if dark { Theme::DARK } else { Theme::LIGHT };
        match form {
            Form::Svg => svg::render(&self.graph, layout, &theme),
            Form::Drawio => drawio::render(&self.graph, layout, &theme),
            Form::Mermaid => mermaid::render(&self.graph, self.direction()).unwrap_or_default(),
            Form::List => self.list(lang),
        }
    }

    /// Cards and arrows in words.
    fn list(&self, lang: Lang) -> String {
        let ja = lang == Lang::Ja;
        let mut out = format!("# {}\n\n{}\n\n", self.graph.title, self.graph.description);
        let _ = writeln!(out, "{}\n| --- | --- | --- |", if ja { "| 要素 | 内容 | 枠 |" } else { "| Part | Size | Frame |" });
        let frame = |id: &Option<String>| {
            let found = id.as_ref().and_then(|id| self.graph.clusters.iter().find(|cluster| cluster.id == *id));
            found.map_or("", |cluster| cluster.title.as_str()).to_owned()
        };
        for node in &self.graph.nodes {
            let _ = writeln!(out, "| {} | {} | {} |", node.title, node.detail, frame(&node.cluster));
        }
        if self.graph.edges.is_empty() {
            return out;
        }
        let _ = writeln!(out, "\n{}\n| --- | --- | --- |", if ja { "| から | へ | 根拠 |" } else { "| From | To | Shown by |" });
        for edge in &self.graph.edges {
            let title = |id: &str| self.graph.nodes.iter().find(|node| node.id == id).map_or("", |node| node.title.as_str());
            let lines = match self.proofs.get(&edge.id) {
                Some(lines) => lines.iter().map(|line| format!("`{line}`")).collect::<Vec<_>>().join(" "),
                None if ja => "この環境にはない".to_owned(),
                None => "not in this environment".to_owned(),
            };
            let _ = writeln!(out, "| {} | {} | {lines} |", title(&edge.from), title(&edge.to));
        }
        out
    }
}
