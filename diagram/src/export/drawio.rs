//! An uncompressed draw.io file: clusters are containers that hold their cards, edges are tied to both and keep the corners of the layout.
//!
//! Glyphs, badges and marks of a comparison are small pictures on their card, and move with it.

use super::{Names, fraction, xml};
use crate::draw::{self, CardParts};
use crate::geometry::{EdgePath, Layout, Point, Rect};
use crate::look::{CardInk, PathLook};
use crate::model::{Graph, LABEL_FONT_PX, Node, TITLE_FONT_PX};
use crate::pen::put;
use crate::theme::Theme;

/// Half the side of a picture of a badge or of a change.
const MARK: i32 = 9;

struct Sheet<'a> {
    out: String,
    graph: &'a Graph,
    layout: &'a Layout,
    theme: &'a Theme,
    clusters: Names<'a>,
    nodes: Names<'a>,
}

/// Writes a graph, placed as its layout says, as a draw.io file. What the layout has no place for is left out.
#[must_use]
pub fn render(graph: &Graph, layout: &Layout, theme: &Theme) -> String {
    let mut sheet = Sheet {
        out: String::with_capacity(32 * 1024),
        graph,
        layout,
        theme,
        clusters: Names::new("g_", layout.clusters.iter().map(|c| c.id.as_str()).collect()),
        nodes: Names::new("n_", layout.nodes.iter().map(|n| n.id.as_str()).collect()),
    };
    put(
        &mut sheet.out,
        r#"<mxfile>
<diagram id="diagram" name="%">
<mxGraphModel dx="0" dy="0" grid="1" gridSize="4" guides="1" tooltips="1" connect="1" arrows="1" fold="1" page="1" pageScale="1" pageWidth="@" pageHeight="@" background="$" math="0" shadow="0">
<root>
<mxCell id="0"/>
<mxCell id="1" parent="0"/>
"#,
        &[layout.width, layout.height],
        &[&graph.title, theme.canvas],
    );
    sheet.frames();
    for (node, rect) in super::cards(graph, layout) {
        sheet.card(node, rect);
    }
    let paths = Names::new("e_", layout.edges.iter().map(|e| e.ids.first().map_or("", String::as_str)).collect());
    for (path, look) in super::looks(graph, layout) {
        sheet.arrow(path, &look, &paths);
    }
    sheet.out.push_str("</root>\n</mxGraphModel>\n</diagram>\n</mxfile>\n");
    sheet.out
}

impl Sheet<'_> {
    fn frames(&mut self) {
        for place in &self.layout.clusters {
            let Some(cluster) = self.graph.clusters.iter().find(|c| c.id == place.id) else { continue };
            let (parent, inside) = self.home(cluster.parent.as_deref());
            let (r, title) = (place.rect, place.title);
            let (colour, dashes) = if cluster.ghost { (self.theme.ghost_text, DASHES) } else { (self.theme.cluster_text, "") };
            let texts =
                [self.clusters.of(&place.id), &xml(&cluster.title), colour, self.theme.cluster(place.depth), self.theme.cluster_line];
            put(
                &mut self.out,
                r#"<mxCell id="$" value="%" style="rounded=1;absoluteArcSize=1;arcSize=@;html=1;whiteSpace=nowrap;container=1;collapsible=0;verticalAlign=top;align=left;spacingLeft=@;spacingTop=@;fontStyle=1;fontSize=@;fontColor=$;fillColor=$;strokeColor=$;"#,
                &[2 * draw::CLUSTER_RADIUS, title.x - r.x - 2, title.y - r.y - 2, TITLE_FONT_PX],
                &texts,
            );
            self.place(dashes, &parent, r.moved(-inside.x, -inside.y));
        }
    }

    /// The name of the frame that is drawn around what lies in a cluster, and its box; the page where there is none.
    fn home(&self, cluster: Option<&str>) -> (String, Rect) {
        match cluster.and_then(|id| self.layout.cluster(id)) {
            Some(place) => (self.clusters.of(&place.id).to_owned(), place.rect),
            None => ("1".to_owned(), Rect::default()),
        }
    }

    /// The end of a cell, from the end of its style on.
    fn place(&mut self, style: &str, parent: &str, r: Rect) {
        put(
            &mut self.out,
            r#"$" vertex="1" parent="$"><mxGeometry x="@" y="@" width="@" height="@" as="geometry"/></mxCell>
"#,
            &[r.x, r.y, r.w, r.h],
            &[style, parent],
        );
    }

    fn card(&mut self, node: &Node, r: Rect) {
        let (parts, ink) = (CardParts::of(node), CardInk::of(node, self.theme));
        let name = self.nodes.of(&node.id).to_owned();
        let (parent, inside) = self.home(node.cluster.as_deref());
        let mut value = String::new();
        put(&mut value, r#"<b style="font-size: @px">%</b>"#, &[draw::NAME_FONT_PX], &[&node.title]);
        if !node.detail.trim().is_empty() {
            put(&mut value, r#"<br><font color="$">%</font>"#, &[], &[ink.detail, &node.detail]);
        }
        put(
            &mut self.out,
            r#"<mxCell id="$" value="%" style="rounded=1;absoluteArcSize=1;arcSize=@;html=1;whiteSpace=wrap;overflow=hidden;align=left;verticalAlign=middle;spacingLeft=@;fontSize=@;fontColor=$;fillColor=$;strokeColor=$;$"#,
            &[2 * draw::CARD_RADIUS, parts.name.0.x - 4, draw::DETAIL_FONT_PX],
            &[&name, &value, ink.name, ink.fill, ink.line, if ink.mark.is_some() { "strokeWidth=2;" } else { "" }],
        );
        self.place(if ink.dashed { DASHES } else { "" }, &parent, r.moved(-inside.x, -inside.y));
        if parts.tile.is_some() {
            let mut image = String::new();
            put(
                &mut image,
                r#"<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20" viewBox="0 0 20 20"><path d="$" fill="none" stroke="$" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round"/></svg>"#,
                &[],
                &[node.kind.path(), ink.glyph],
            );
            self.picture("glyph", "", &name, &image, Rect { x: parts.glyph.x, y: parts.glyph.y, w: 20, h: 20 });
        }
        if let Some(badge) = node.shown_badge() {
            let (colour, at) = (self.theme.status(badge.status), parts.badge);
            let (shape, symbol) = draw::badge(badge.status);
            self.mark("badge", &badge.label, &name, at, [shape, colour, symbol]);
            if badge.count > 1 {
                let room = (at.x - 11).clamp(1, 40);
                put(
                    &mut self.out,
                    r#"<mxCell id="count_$" value="$" connectable="0" style="text;html=1;align=right;verticalAlign=middle;spacing=0;fontStyle=1;fontSize=11;fontColor=$;"#,
                    &[],
                    &[&name, &badge.count.to_string(), colour],
                );
                self.place("", &name, Rect { x: at.x - 11 - room, y: at.y - MARK, w: room, h: 2 * MARK });
            }
        }
        if let Some(change) = ink.mark {
            self.mark("change", "", &name, Point::default(), ["M-9 0a9 9 0 1 1 18 0a9 9 0 1 1-18 0z", ink.line, draw::change(change)]);
        }
    }

    /// A mark on a card: a shape of some colour with a symbol upon it.
    fn mark(&mut self, kind: &str, said: &str, card: &str, at: Point, [shape, colour, symbol]: [&str; 3]) {
        let mut image = String::new();
        put(
            &mut image,
            r#"<svg xmlns="http://www.w3.org/2000/svg" width="18" height="18" viewBox="-9 -9 18 18"><path d="$" fill="$"/><path d="$" fill="none" stroke="$" stroke-width="1.7" stroke-linecap="round"/></svg>"#,
            &[],
            &[shape, colour, symbol, self.theme.on_mark],
        );
        self.picture(kind, said, card, &image, Rect { x: at.x - MARK, y: at.y - MARK, w: 2 * MARK, h: 2 * MARK });
    }

    /// A picture on a card, with words that are shown under the pointer.
    fn picture(&mut self, kind: &str, said: &str, card: &str, image: &str, r: Rect) {
        let mut id = String::new();
        put(&mut id, r#"id="$_$""#, &[], &[kind, card]);
        // Words need an object around the cell, which then bears the id.
        let (open, id, close) = if said.is_empty() { ("", id.as_str(), "") } else { (id.as_str(), "", "</UserObject>\n") };
        if !open.is_empty() {
            put(&mut self.out, r#"<UserObject label="" tooltip="%" $>"#, &[], &[said, open]);
        }
        // In a style a semicolon ends the value, so draw.io takes base64 here without saying so.
        put(
            &mut self.out,
            r#"<mxCell $ connectable="0" style="shape=image;imageAspect=1;image=data:image/svg+xml,$;"#,
            &[],
            &[id, &base64(image.as_bytes())],
        );
        self.place(if said.is_empty() { "pointerEvents=0;" } else { "" }, card, r);
        self.out.push_str(close);
    }

    fn arrow(&mut self, path: &EdgePath, look: &PathLook, paths: &Names<'_>) {
        let (Some(from), Some(to)) = (self.layout.node(&path.from), self.layout.node(&path.to)) else { return };
        let (Some(&start), Some(&end)) = (path.points.first(), path.points.last()) else { return };
        let behind = path.label.map_or(self.theme.canvas, |r| super::behind(self.layout, r, self.theme));
        let id = path.ids.first().map_or("", |id| paths.of(id));
        let [exit_x, exit_y] = port(start, from);
        let [entry_x, entry_y] = port(end, to);
        put(
            &mut self.out,
            r#"<mxCell id="$" value="%" style="edgeStyle=orthogonalEdgeStyle;rounded=1;html=1;endArrow=block;endFill=1;endSize=6;strokeWidth=1.5;strokeColor=$;fontSize=@;fontColor=$;labelBackgroundColor=$;$exitX=$;exitY=$;exitDx=0;exitDy=0;exitPerimeter=0;entryX=$;entryY=$;entryDx=0;entryDy=0;entryPerimeter=0;" edge="1" parent="1" source="$" target="$"><mxGeometry x="$" relative="1" as="geometry">"#,
            &[LABEL_FONT_PX],
            &[
                id,
                &xml(look.label.as_deref().unwrap_or_default()),
                look.colour(self.theme),
                look.text(self.theme),
                behind,
                if look.is_absent() || look.dashed { DASHES } else { "" },
                &exit_x,
                &exit_y,
                &entry_x,
                &entry_y,
                self.nodes.of(&path.from),
                self.nodes.of(&path.to),
                &along(path),
            ],
        );
        if path.points.len() > 2 {
            self.out.push_str(r#"<Array as="points">"#);
            for p in path.points.iter().skip(1).take(path.points.len() - 2) {
                put(&mut self.out, r#"<mxPoint x="@" y="@"/>"#, &[p.x, p.y], &[]);
            }
            self.out.push_str("</Array>");
        }
        self.out.push_str("</mxGeometry></mxCell>\n");
    }
}

const DASHES: &str = "dashed=1;";

/// Where an edge meets a card, as shares of its width and height.
fn port(p: Point, r: Rect) -> [String; 2] {
    [fraction(p.x - r.x, r.w), fraction(p.y - r.y, r.h)]
}

/// Where the words of an edge stand: from −1 at its beginning to 1 at its end.
fn along(path: &EdgePath) -> String {
    let Some(middle) = path.label.map(|r| r.centre()) else { return "0".to_owned() };
    let (mut length, mut at) = (0, None);
    for (a, b) in path.points.iter().zip(path.points.iter().skip(1)) {
        let (low, high) = (a.min(b), a.max(b));
        // Words in the middle of a piece are rounded to whole pixels.
        if at.is_none() && low.x - 1 <= middle.x && middle.x <= high.x + 1 && low.y - 1 <= middle.y && middle.y <= high.y + 1 {
            at = Some(length + (middle.x - a.x).abs().max((middle.y - a.y).abs()));
        }
        length += (a.x - b.x).abs() + (a.y - b.y).abs();
    }
    at.map_or_else(|| "0".to_owned(), |at| fraction(2 * at - length, length))
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

    #[test]
    fn words_stand_where_the_layout_puts_them() {
        let p = |x, y| Point { x, y };
        let path = |label| EdgePath {
            ids: Vec::new(),
            from: String::new(),
            to: String::new(),
            points: vec![p(0, 0), p(0, 100), p(100, 100)],
            label,
        };
        assert_eq!(along(&path(None)), "0");
        let spot = |x, y| Some(Rect { x: x - 10, y: y - 5, w: 20, h: 10 });
        assert_eq!(along(&path(spot(0, 50))), "-0.5000");
        assert_eq!(along(&path(spot(0, 100))), "0.0000");
        assert_eq!(along(&path(spot(75, 100))), "0.7500");
    }
}
