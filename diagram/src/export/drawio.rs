//! An uncompressed draw.io file: clusters are containers that hold their cards, edges are tied to both and keep the corners of the layout.

use std::fmt::Write as _;

use super::{Names, xml};
use crate::draw::{self, CardParts};
use crate::geometry::{Layout, Point, Rect};
use crate::model::{Edge, Graph, LABEL_FONT_PX, Line, TITLE_FONT_PX, bundle_label};
use crate::small::Index;
use crate::theme::Theme;

/// Writes a graph, placed as its layout says, as a draw.io file. What the layout has no place for is left out.
#[must_use]
pub fn render(graph: &Graph, layout: &Layout, theme: &Theme) -> String {
    let mut out = String::with_capacity(32 * 1024);
    let _ = write!(
        out,
        r#"<mxfile>
<diagram id="diagram" name="{}">
<mxGraphModel dx="0" dy="0" grid="1" gridSize="4" guides="1" tooltips="1" connect="1" arrows="1" fold="1" page="1" pageScale="1" pageWidth="{}" pageHeight="{}" background="{}" math="0" shadow="0">
<root>
<mxCell id="0"/>
<mxCell id="1" parent="0"/>
"#,
        xml(&graph.title),
        layout.width,
        layout.height,
        theme.canvas
    );
    // The glyph of a card is a cell of its own.
    let clusters = Names::new("g_", &layout.clusters.iter().map(|c| c.id.as_str()).collect::<Vec<_>>());
    let nodes = Names::new("n_", &layout.nodes.iter().map(|n| n.id.as_str()).collect::<Vec<_>>());
    let paths = Names::new("e_", &layout.edges.iter().map(|e| e.ids.first().map_or("", String::as_str)).collect::<Vec<_>>());
    let id = |kind: char, name: &str| match kind {
        'g' => clusters.of(name).to_owned(),
        'e' => paths.of(name).to_owned(),
        'i' => format!("glyph_{}", nodes.of(name)),
        _ => nodes.of(name).to_owned(),
    };
    for place in &layout.clusters {
        let Some(cluster) = graph.clusters.iter().find(|c| c.id == place.id) else { continue };
        let parent = cluster.parent.as_deref().and_then(|p| layout.cluster(p));
        let inset = place.title.x - place.rect.x;
        let _ = write!(
            out,
            r#"<mxCell id="{}" value="{}" style="rounded=1;absoluteArcSize=1;arcSize={};html=1;whiteSpace=nowrap;container=1;collapsible=0;verticalAlign=top;align=left;spacingLeft={};spacingTop={};fontStyle=1;fontSize={TITLE_FONT_PX};fontColor={};fillColor={};strokeColor={};{}" vertex="1" parent="{}">"#,
            id('g', &place.id),
            html(&cluster.title),
            2 * draw::CLUSTER_RADIUS,
            inset - 2,
            place.title.y - place.rect.y - 2,
            theme.cluster_text,
            if place.depth.is_multiple_of(2) { theme.cluster[0] } else { theme.cluster[1] },
            theme.cluster_line,
            if cluster.ghost { "dashed=1;" } else { "" },
            parent.map_or_else(|| "1".to_owned(), |p| id('g', &p.id))
        );
        geometry(&mut out, place.rect, parent.map(|p| p.rect));
    }
    for place in &layout.nodes {
        let Some(node) = graph.nodes.iter().find(|n| n.id == place.id) else { continue };
        let parent = node.cluster.as_deref().and_then(|p| layout.cluster(p));
        let parts = CardParts::of(node);
        let (fill, line, name, detail, glyph) = if node.ghost {
            (theme.ghost, theme.ghost_line, theme.ghost_text, theme.ghost_text, theme.ghost_text)
        } else {
            (theme.card, theme.card_line, theme.title, theme.detail, theme.glyph)
        };
        let mut value = format!("<b style=\"font-size: {}px\">{}</b>", draw::NAME_FONT_PX, xml(&node.title));
        if !node.detail.trim().is_empty() {
            let _ = write!(value, "<br><font color=\"{detail}\">{}</font>", xml(&node.detail));
        }
        let _ = write!(
            out,
            r#"<mxCell id="{}" value="{}" style="rounded=1;absoluteArcSize=1;arcSize={};html=1;whiteSpace=wrap;overflow=hidden;align=left;verticalAlign=middle;spacingLeft={};fontSize={};fontColor={name};fillColor={fill};strokeColor={line};{}" vertex="1" parent="{}">"#,
            id('n', &place.id),
            xml(&value),
            2 * draw::CARD_RADIUS,
            parts.name.0.x - 4,
            draw::DETAIL_FONT_PX,
            if node.ghost { "dashed=1;" } else { "" },
            parent.map_or_else(|| "1".to_owned(), |p| id('g', &p.id))
        );
        geometry(&mut out, place.rect, parent.map(|p| p.rect));
        if parts.tile.is_some() {
            let image = format!(
                r#"<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20" viewBox="0 0 20 20"><path d="{}" fill="none" stroke="{glyph}" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round"/></svg>"#,
                node.kind.path()
            );
            // In a style a semicolon ends the value, so draw.io takes base64 here without saying so.
            let _ = write!(
                out,
                r#"<mxCell id="{}" value="" style="shape=image;imageAspect=1;image=data:image/svg+xml,{};{}" vertex="1" connectable="0" parent="{}">"#,
                id('i', &place.id),
                base64(image.as_bytes()),
                if node.ghost { "" } else { "pointerEvents=0;" },
                id('n', &place.id)
            );
            geometry(&mut out, Rect { x: parts.glyph.x, y: parts.glyph.y, w: 20, h: 20 }, None);
        }
    }
    let edges = Index::new(graph.edges.iter().map(|e| e.id.as_str()));
    for path in &layout.edges {
        let mine: Vec<&Edge> = path.ids.iter().filter_map(|id| graph.edges.get(edges.get(id)?)).collect();
        let (Some(first), Some(from), Some(to)) = (mine.first(), layout.node(&path.from), layout.node(&path.to)) else { continue };
        let (Some(&start), Some(&end)) = (path.points.first(), path.points.last()) else { continue };
        let ghost = mine.iter().all(|e| e.ghost);
        let dashed = ghost || mine.iter().all(|e| e.line == Line::Dashed);
        let port = |name: &str, p: Point, r: Rect| {
            let (x, y) = (f64::from(p.x - r.x) / f64::from(r.w.max(1)), f64::from(p.y - r.y) / f64::from(r.h.max(1)));
            format!("{name}X={x:.4};{name}Y={y:.4};{name}Dx=0;{name}Dy=0;{name}Perimeter=0;")
        };
        let label = bundle_label(first.label.as_deref(), path.ids.len()).unwrap_or_default();
        let _ = write!(
            out,
            r#"<mxCell id="{}" value="{}" style="edgeStyle=orthogonalEdgeStyle;rounded=1;html=1;endArrow=block;endFill=1;endSize=6;strokeWidth=1.5;strokeColor={};fontSize={LABEL_FONT_PX};fontColor={};labelBackgroundColor={};{}{}{}" edge="1" parent="1" source="{}" target="{}"><mxGeometry relative="1" as="geometry">"#,
            id('e', path.ids.first().map_or("", |id| id.as_str())),
            html(&label),
            if ghost { theme.ghost_line } else { theme.edge },
            if ghost { theme.ghost_text } else { theme.edge },
            theme.canvas,
            if dashed { "dashed=1;" } else { "" },
            port("exit", start, from),
            port("entry", end, to),
            id('n', &path.from),
            id('n', &path.to)
        );
        if path.points.len() > 2 {
            out.push_str(r#"<Array as="points">"#);
            for p in path.points.iter().skip(1).take(path.points.len() - 2) {
                let _ = write!(out, r#"<mxPoint x="{}" y="{}"/>"#, p.x, p.y);
            }
            out.push_str("</Array>");
        }
        out.push_str("</mxGeometry></mxCell>\n");
    }
    out.push_str("</root>\n</mxGraphModel>\n</diagram>\n</mxfile>\n");
    out
}

/// A label that draw.io reads as HTML: escaped for HTML, then for XML.
fn html(text: &str) -> String {
    xml(&xml(text))
}

fn geometry(out: &mut String, r: Rect, parent: Option<Rect>) {
    let p = parent.unwrap_or_default();
    let _ = writeln!(out, r#"<mxGeometry x="{}" y="{}" width="{}" height="{}" as="geometry"/></mxCell>"#, r.x - p.x, r.y - p.y, r.w, r.h);
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len() * 4 / 3 + 4);
    for chunk in bytes.chunks(3) {
        let at = |k: usize| u32::from(chunk.get(k).copied().unwrap_or(0));
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        for k in 0..4 {
            let letter = LETTERS.get((bits >> (18 - 6 * k) & 63) as usize).copied().unwrap_or(b'A');
            out.push(if k <= chunk.len() { char::from(letter) } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_as_in_rfc_4648() {
        for (plain, coded) in [("", ""), ("f", "Zg=="), ("ab", "YWI="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("foobar", "Zm9vYmFy")] {
            assert_eq!(base64(plain.as_bytes()), coded);
        }
    }
}
