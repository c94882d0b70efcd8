//! Colours of an export, resolved: a variable does not travel with a file.
//!
//! Every text has a contrast of at least 4.5 to what lies behind it, ghosts included; a test computes it.

/// One set of colours, as `#rrggbb`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    /// Behind everything.
    pub canvas: &'static str,
    /// Inside of a cluster, by depth: outermost, and the ones inside by turns.
    pub cluster: [&'static str; 2],
    /// Frame of a cluster.
    pub cluster_line: &'static str,
    /// Title of a cluster.
    pub cluster_text: &'static str,
    /// Inside of a card.
    pub card: &'static str,
    /// Frame of a card.
    pub card_line: &'static str,
    /// First line of a card.
    pub title: &'static str,
    /// Second line of a card.
    pub detail: &'static str,
    /// Glyph of a card.
    pub glyph: &'static str,
    /// Behind the glyph.
    pub tile: &'static str,
    /// Edges, and the words on them.
    pub edge: &'static str,
    /// Inside of a ghost.
    pub ghost: &'static str,
    /// Frame of a ghost, and its edges.
    pub ghost_line: &'static str,
    /// Text and glyph of a ghost.
    pub ghost_text: &'static str,
    /// A check mark; also what was added.
    pub pass: &'static str,
    /// A triangle; also what was changed.
    pub warning: &'static str,
    /// A cross; also what was removed.
    pub failure: &'static str,
    /// A dash.
    pub unknown: &'static str,
    /// Drawn on one of the four colours before.
    pub on_mark: &'static str,
}

impl Theme {
    /// Dark on light, and for print.
    pub const LIGHT: Self = Self {
        canvas: "#ffffff",
        cluster: ["#f4f6fa", "#eaeef5"],
        cluster_line: "#c9d2e0",
        cluster_text: "#44526a",
        card: "#ffffff",
        card_line: "#64748b",
        title: "#0f172a",
        detail: "#475569",
        glyph: "#0e6e67",
        tile: "#dcece9",
        edge: "#5b6b82",
        ghost: "#fafbfd",
        ghost_line: "#a3afc0",
        ghost_text: "#66748a",
        pass: "#15803d",
        warning: "#a15c07",
        failure: "#b91c1c",
        unknown: "#64748b",
        on_mark: "#ffffff",
    };

    /// Light on dark.
    pub const DARK: Self = Self {
        canvas: "#0b1220",
        cluster: ["#111a2c", "#17223a"],
        cluster_line: "#2c3a54",
        cluster_text: "#a9b6ca",
        card: "#1a2438",
        card_line: "#73839c",
        title: "#f1f5f9",
        detail: "#b4c0d2",
        glyph: "#2dd4bf",
        tile: "#1b3f4a",
        edge: "#93a3ba",
        ghost: "#131d30",
        ghost_line: "#4a5a75",
        ghost_text: "#8595ad",
        pass: "#4ade80",
        warning: "#fbbf24",
        failure: "#f87171",
        unknown: "#94a3b8",
        on_mark: "#0b1220",
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance as WCAG 2.2 defines it.
    fn luminance(colour: &str) -> f64 {
        let channel = |i: usize| {
            let v = f64::from(u8::from_str_radix(&colour[i..i + 2], 16).unwrap()) / 255.0;
            if v <= 0.040_45 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
    }

    fn contrast(a: &str, b: &str) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn texts_have_a_contrast_of_4_5_and_marks_of_3() {
        for t in [Theme::LIGHT, Theme::DARK] {
            let mut texts = vec![(t.title, t.card), (t.detail, t.card), (t.ghost_text, t.ghost), (t.glyph, t.tile), (t.edge, t.canvas)];
            for back in t.cluster {
                texts.extend([(t.cluster_text, back), (t.edge, back)]);
            }
            for mark in [t.pass, t.warning, t.failure, t.unknown] {
                texts.extend([(mark, t.card), (mark, t.on_mark)]);
            }
            for (text, back) in texts {
                assert!(contrast(text, back) >= 4.5, "{text} on {back}: {:.2}", contrast(text, back));
            }
            for (mark, back) in [(t.card_line, t.card), (t.card_line, t.cluster[1])] {
                assert!(contrast(mark, back) >= 3.0, "{mark} on {back}: {:.2}", contrast(mark, back));
            }
        }
    }
}
