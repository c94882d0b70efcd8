//! A standalone SVG: colours resolved, texts escaped and fitted, no script, no style sheet, no foreign object, nothing fetched.

use std::fmt::Write as _;

use super::xml;
use crate::draw::{self, CardParts};
use crate::geometry::{EdgePath, Layout, Rect};
use crate::model::{Change, Edge, Graph, LABEL_FONT_PX, Line, Node, Status, TITLE_FONT_PX, bundle_label};
use crate::small::Index;
use crate::text;
use crate::theme::Theme;

/// Draws a graph where its layout says. What the layout has no place for is left out.
#[must_use]
pub fn render(graph: &Graph, layout: &Layout, theme: &Theme) -> String {
    let mut out = String::with_capacity(24 * 1024);
    let (w, h) = (layout.width, layout.height);
    let _ = write!(
        out,
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}" viewBox="0 0 {w} {h}" role="img" aria-labelledby="title desc" font-family="{}">
<title id="title">{}</title>
<desc id="desc">{}</desc>
<rect width="{w}" height="{h}" fill="{}"/>
"#,
        xml(draw::FONTS),
        xml(&graph.title),
        xml(&graph.description),
        theme.canvas
    );
    let edges = Index::new(graph.edges.iter().map(|e| e.id.as_str()));
    let nodes = Index::new(graph.nodes.iter().map(|n| n.id.as_str()));
    clusters(&mut out, graph, layout, theme);
    // Faint edges first, so that what exists lies above what does not.
    let faint = |path: &EdgePath| look(path, graph, &edges, theme).faint;
    let (below, above): (Vec<_>, Vec<_>) = layout.edges.iter().partition(|e| faint(e));
    for path in below.into_iter().chain(above) {
        edge(&mut out, path, &look(path, graph, &edges, theme));
    }
    for place in &layout.nodes {
        if let Some(node) = nodes.get(&place.id).and_then(|i| graph.nodes.get(i)) {
            card(&mut out, node, place.rect, theme);
        }
    }
    for path in &layout.edges {
        words(&mut out, layout, path, &look(path, graph, &edges, theme), theme);
    }
    out.push_str("</svg>\n");
    out
}

fn clusters(out: &mut String, graph: &Graph, layout: &Layout, theme: &Theme) {
    for place in &layout.clusters {
        let Some(cluster) = graph.clusters.iter().find(|c| c.id == place.id) else { continue };
        let r = place.rect;
        let dashes = if cluster.ghost { r#" stroke-dasharray="5 4""# } else { "" };
        let _ = writeln!(
            out,
            r#"<rect x="{}" y="{}" width="{}" height="{}" rx="{}" fill="{}" stroke="{}"{dashes}/>"#,
            r.x,
            r.y,
            r.w,
            r.h,
            draw::CLUSTER_RADIUS,
            fill(place.depth, theme),
            theme.cluster_line
        );
        let title = text::fit_bold(&cluster.title, TITLE_FONT_PX, place.title.w);
        let _ = write!(
            out,
            r#"<text x="{}" y="{}" font-size="{TITLE_FONT_PX}" font-weight="600" fill="{}">{}"#,
            place.title.x,
            place.title.y + 15,
            if cluster.ghost { theme.ghost_text } else { theme.cluster_text },
            xml(&title)
        );
        if title != cluster.title {
            let _ = write!(out, "<title>{}</title>", xml(&cluster.title));
        }
        out.push_str("</text>\n");
    }
}

const fn fill(depth: usize, theme: &Theme) -> &'static str {
    if depth.is_multiple_of(2) { theme.cluster[0] } else { theme.cluster[1] }
}

/// How a path looks: as the strongest of its edges.
struct Look {
    colour: &'static str,
    dashes: &'static str,
    faint: bool,
    label: Option<String>,
}

fn look(path: &EdgePath, graph: &Graph, edges: &Index<'_>, theme: &Theme) -> Look {
    let mine: Vec<&Edge> = path.ids.iter().filter_map(|id| graph.edges.get(edges.get(id)?)).collect();
    let ghost = !mine.is_empty() && mine.iter().all(|e| e.ghost);
    let change = mine.first().and_then(|e| e.change).filter(|c| mine.iter().all(|e| e.change == Some(*c)));
    let dashed = !mine.is_empty() && mine.iter().all(|e| e.line == Line::Dashed);
    Look {
        colour: match change {
            Some(Change::Added) => theme.pass,
            Some(Change::Removed) => theme.failure,
            Some(Change::Changed) => theme.warning,
            Some(Change::Same) => theme.ghost_line,
            None if ghost => theme.ghost_line,
            None => theme.edge,
        },
        dashes: match (ghost || change == Some(Change::Removed), dashed) {
            (true, _) => r#" stroke-dasharray="3 4""#,
            (_, true) => r#" stroke-dasharray="7 4""#,
            _ => "",
        },
        faint: ghost || change == Some(Change::Same),
        label: bundle_label(mine.first().and_then(|e| e.label.as_deref()), path.ids.len()),
    }
}

fn edge(out: &mut String, path: &EdgePath, look: &Look) {
    let _ = writeln!(
        out,
        r#"<path d="{}" fill="none" stroke="{c}" stroke-width="1.5"{}/><path d="{}" fill="{c}"/>"#,
        draw::edge_path(&path.points),
        look.dashes,
        draw::arrow_head(&path.points),
        c = look.colour
    );
}

fn words(out: &mut String, layout: &Layout, path: &EdgePath, look: &Look, theme: &Theme) {
    let (Some(r), Some(label)) = (path.label, &look.label) else { return };
    let around = layout.clusters.iter().filter(|c| c.rect.contains(&r)).max_by_key(|c| c.depth);
    let _ = writeln!(
        out,
        r#"<rect x="{}" y="{}" width="{}" height="{}" rx="4" fill="{}"/><text x="{}" y="{}" font-size="{LABEL_FONT_PX}" text-anchor="middle" fill="{}">{}</text>"#,
        r.x,
        r.y,
        r.w,
        r.h,
        around.map_or(theme.canvas, |c| fill(c.depth, theme)),
        r.centre().x,
        r.y + r.h / 2 + 4,
        if look.faint { theme.ghost_text } else { theme.edge },
        xml(&text::fit(label, LABEL_FONT_PX, r.w))
    );
}

fn card(out: &mut String, node: &Node, r: Rect, theme: &Theme) {
    let parts = CardParts::of(node);
    let faint = node.ghost || node.change == Some(Change::Same);
    let line = match node.change {
        Some(Change::Added) => theme.pass,
        Some(Change::Removed) => theme.failure,
        Some(Change::Changed) => theme.warning,
        _ if faint => theme.ghost_line,
        _ => theme.card_line,
    };
    let (name, detail, glyph) =
        if faint { (theme.ghost_text, theme.ghost_text, theme.ghost_text) } else { (theme.title, theme.detail, theme.glyph) };
    let marked = node.change.is_some_and(|c| c != Change::Same);
    let dashes = if node.ghost || node.change == Some(Change::Removed) { r#" stroke-dasharray="5 4""# } else { "" };
    let _ = write!(
        out,
        r#"<g transform="translate({} {})"><title>{}</title><rect width="{}" height="{}" rx="{}" fill="{}" stroke="{line}" stroke-width="{}"{dashes}/>"#,
        r.x,
        r.y,
        xml(&if node.detail.is_empty() { node.title.clone() } else { format!("{}: {}", node.title, node.detail) }),
        r.w,
        r.h,
        draw::CARD_RADIUS,
        if faint { theme.ghost } else { theme.card },
        if marked { "2" } else { "1.2" }
    );
    if let Some(tile) = parts.tile {
        if !faint {
            let _ =
                write!(out, r#"<rect x="{}" y="{}" width="{}" height="{}" rx="7" fill="{}"/>"#, tile.x, tile.y, tile.w, tile.h, theme.tile);
        }
        let _ = write!(
            out,
            r#"<path transform="translate({} {})" d="{}" fill="none" stroke="{glyph}" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round"/>"#,
            parts.glyph.x,
            parts.glyph.y,
            node.kind.path()
        );
    }
    let (at, title) = &parts.name;
    let _ = write!(
        out,
        r#"<text x="{}" y="{}" font-size="{}" font-weight="600" fill="{name}">{}</text>"#,
        at.x,
        at.y,
        draw::NAME_FONT_PX,
        xml(title)
    );
    if let Some((at, line)) = &parts.detail {
        let _ = write!(out, r#"<text x="{}" y="{}" font-size="{}" fill="{detail}">{}</text>"#, at.x, at.y, draw::DETAIL_FONT_PX, xml(line));
    }
    if let Some(badge) = node.badge.as_ref().filter(|_| !node.ghost) {
        let colour = match badge.status {
            Status::Pass => theme.pass,
            Status::Warning => theme.warning,
            Status::Failure => theme.failure,
            Status::Unknown => theme.unknown,
        };
        let (shape, symbol) = draw::badge(badge.status);
        let at = parts.badge;
        let _ = write!(
            out,
            r#"<g transform="translate({} {})"><title>{}</title><path d="{shape}" fill="{colour}"/><path d="{symbol}" fill="none" stroke="{}" stroke-width="1.6" stroke-linecap="round"/>"#,
            at.x,
            at.y,
            xml(&badge.label),
            theme.on_mark
        );
        if badge.count > 1 {
            let _ = write!(
                out,
                r#"<text x="-11" y="4" font-size="11" font-weight="600" text-anchor="end" fill="{colour}">{}</text>"#,
                badge.count
            );
        }
        out.push_str("</g>");
    }
    if let Some(change) = node.change.filter(|_| marked) {
        let _ = write!(
            out,
            r#"<circle r="9" fill="{line}"/><path d="{}" fill="none" stroke="{}" stroke-width="1.8" stroke-linecap="round"/>"#,
            draw::change(change),
            theme.on_mark
        );
    }
    out.push_str("</g>\n");
}
