//! A standalone SVG: colours resolved, texts escaped and fitted, no script, no style sheet, no foreign object, nothing fetched.

use super::looks;
use crate::draw::{self, CardParts};
use crate::geometry::{EdgePath, Layout, Rect};
use crate::look::{CardInk, PathLook};
use crate::model::{Graph, LABEL_FONT_PX, Node, TITLE_FONT_PX};
use crate::pen::put;
use crate::text;
use crate::theme::Theme;

/// Draws a graph where its layout says. What the layout has no place for is left out.
#[must_use]
pub fn render(graph: &Graph, layout: &Layout, theme: &Theme) -> String {
    let mut out = String::with_capacity(24 * 1024);
    let (w, h) = (layout.width, layout.height);
    put(
        &mut out,
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="@" height="@" viewBox="0 0 @ @" role="img" aria-labelledby="title desc" font-family="%">
<title id="title">%</title>
<desc id="desc">%</desc>
<rect width="@" height="@" fill="$"/>
"#,
        &[w, h, w, h, w, h],
        &[draw::FONTS, &graph.title, &graph.description, theme.canvas],
    );
    clusters(&mut out, graph, layout, theme);
    let looks = looks(graph, layout);
    for (path, look) in &looks {
        edge(&mut out, path, look, theme);
    }
    for (node, rect) in super::cards(graph, layout) {
        card(&mut out, node, rect, theme);
    }
    for (path, look) in &looks {
        words(&mut out, layout, path, look, theme);
    }
    out.push_str("</svg>\n");
    out
}

fn clusters(out: &mut String, graph: &Graph, layout: &Layout, theme: &Theme) {
    for place in &layout.clusters {
        let Some(cluster) = graph.clusters.iter().find(|c| c.id == place.id) else { continue };
        let (r, at) = (place.rect, place.title);
        let (dashes, colour) = if cluster.ghost { (r#" stroke-dasharray="5 4""#, theme.ghost_text) } else { ("", theme.cluster_text) };
        let title = text::fit_bold(&cluster.title, TITLE_FONT_PX, at.w);
        put(
            out,
            r#"<rect x="@" y="@" width="@" height="@" rx="@" fill="$" stroke="$"$/>
<text x="@" y="@" font-size="@" font-weight="600" fill="$">%"#,
            &[r.x, r.y, r.w, r.h, draw::CLUSTER_RADIUS, at.x, at.y + 15, TITLE_FONT_PX],
            &[theme.cluster(place.depth), theme.cluster_line, dashes, colour, &title],
        );
        if title != cluster.title {
            put(out, "<title>%</title>", &[], &[&cluster.title]);
        }
        out.push_str("</text>\n");
    }
}

fn edge(out: &mut String, path: &EdgePath, look: &PathLook, theme: &Theme) {
    let dashes = match (look.is_absent(), look.dashed) {
        (true, _) => r#" stroke-dasharray="3 4""#,
        (_, true) => r#" stroke-dasharray="7 4""#,
        _ => "",
    };
    let colour = look.colour(theme);
    put(
        out,
        r#"<path d="$" fill="none" stroke="$" stroke-width="1.5"$/><path d="$" fill="$"/>
"#,
        &[],
        &[&draw::edge_path(&path.points), colour, dashes, &draw::arrow_head(&path.points), colour],
    );
}

fn words(out: &mut String, layout: &Layout, path: &EdgePath, look: &PathLook, theme: &Theme) {
    let (Some(r), Some(label)) = (path.label, &look.label) else { return };
    put(
        out,
        r#"<rect x="@" y="@" width="@" height="@" rx="4" fill="$"/><text x="@" y="@" font-size="@" text-anchor="middle" fill="$">%</text>
"#,
        &[r.x, r.y, r.w, r.h, r.centre().x, r.y + r.h / 2 + 4, LABEL_FONT_PX],
        &[super::behind(layout, r, theme), look.text(theme), &text::fit(label, LABEL_FONT_PX, r.w)],
    );
}

fn card(out: &mut String, node: &Node, r: Rect, theme: &Theme) {
    let (parts, ink) = (CardParts::of(node), CardInk::of(node, theme));
    let colon = if node.detail.is_empty() { "" } else { ": " };
    let dashes = if ink.dashed { r#" stroke-dasharray="5 4""# } else { "" };
    put(
        out,
        r#"<g transform="translate(@ @)"><title>%$%</title><rect width="@" height="@" rx="@" fill="$" stroke="$" stroke-width="$"$/>"#,
        &[r.x, r.y, r.w, r.h, draw::CARD_RADIUS],
        &[&node.title, colon, &node.detail, ink.fill, ink.line, if ink.mark.is_some() { "2" } else { "1.2" }, dashes],
    );
    if let Some(tile) = parts.tile {
        if let Some(fill) = ink.tile {
            put(out, r#"<rect x="@" y="@" width="@" height="@" rx="7" fill="$"/>"#, &[tile.x, tile.y, tile.w, tile.h], &[fill]);
        }
        put(
            out,
            r#"<path transform="translate(@ @)" d="$" fill="none" stroke="$" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round"/>"#,
            &[parts.glyph.x, parts.glyph.y],
            &[node.kind.path(), ink.glyph],
        );
    }
    let (at, title) = &parts.name;
    put(
        out,
        r#"<text x="@" y="@" font-size="@" font-weight="600" fill="$">%</text>"#,
        &[at.x, at.y, draw::NAME_FONT_PX],
        &[ink.name, title],
    );
    if let Some((at, line)) = &parts.detail {
        put(out, r#"<text x="@" y="@" font-size="@" fill="$">%</text>"#, &[at.x, at.y, draw::DETAIL_FONT_PX], &[ink.detail, line]);
    }
    if let Some(badge) = node.shown_badge() {
        let colour = theme.status(badge.status);
        let (shape, symbol) = draw::badge(badge.status);
        put(
            out,
            r#"<g transform="translate(@ @)"><title>%</title><path d="$" fill="$"/><path d="$" fill="none" stroke="$" stroke-width="1.6" stroke-linecap="round"/>"#,
            &[parts.badge.x, parts.badge.y],
            &[&badge.label, shape, colour, symbol, theme.on_mark],
        );
        if badge.count > 1 {
            let count = badge.count.to_string();
            put(out, r#"<text x="-11" y="4" font-size="11" font-weight="600" text-anchor="end" fill="$">$</text>"#, &[], &[colour, &count]);
        }
        out.push_str("</g>");
    }
    if let Some(change) = ink.mark {
        put(
            out,
            r#"<circle r="9" fill="$"/><path d="$" fill="none" stroke="$" stroke-width="1.8" stroke-linecap="round"/>"#,
            &[],
            &[ink.line, draw::change(change), theme.on_mark],
        );
    }
    out.push_str("</g>\n");
}
