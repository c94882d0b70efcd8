//! Exports as files: well-formed, self-contained, complete, and unharmed by hostile labels.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test stops where it stands, and prints its figures"
)]

mod support;

use std::collections::BTreeSet;

use diagram::export::{drawio, mermaid, svg};
use diagram::layout::{Options, layered};
use diagram::theme::Theme;
use diagram::{Cluster, Direction, Edge, Graph, Kind, Node, Problem};
use support::{HOSTILE, showcase};

/// Every element of a well-formed XML text as its name and attributes; panics where it is not well-formed.
fn elements(text: &str) -> Vec<(String, Vec<(String, String)>)> {
    let mut found = Vec::new();
    let mut open: Vec<String> = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        content(&rest[..at]);
        rest = &rest[at + 1..];
        let end = rest.find('>').expect("a tag that ends");
        let (tag, after) = (&rest[..end], &rest[end + 1..]);
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(name), "tags nest");
            continue;
        }
        let (tag, closed) = tag.strip_suffix('/').map_or((tag, false), |t| (t, true));
        let (name, mut attributes) = tag.split_once([' ', '\n']).unwrap_or((tag, ""));
        assert!(name.chars().all(|c| c.is_ascii_alphanumeric()), "{name}");
        let mut list: Vec<(String, String)> = Vec::new();
        while !attributes.trim().is_empty() {
            let (key, value) = attributes.trim_start().split_once("=\"").expect("an attribute with a value");
            let (value, next) = value.split_once('"').expect("a value that ends");
            content(value);
            assert!(list.iter().all(|(k, _)| k != key), "{key} twice");
            list.push((key.to_owned(), value.to_owned()));
            attributes = next;
        }
        found.push((name.to_owned(), list));
        if !closed {
            open.push(name.to_owned());
        }
    }
    assert!(open.is_empty() && rest.trim().is_empty(), "all is closed");
    found
}

/// Text or a value: legal characters, and `&` only in entities that XML knows.
fn content(text: &str) {
    for (at, _) in text.match_indices('&') {
        let entity = text[at..].split(';').next().unwrap();
        assert!(["&amp", "&lt", "&gt", "&quot", "&#39"].contains(&entity), "{entity}");
    }
    assert!(text.chars().all(|c| c == '\n' || !c.is_control() && !matches!(c, '<' | '>' | '\u{fffe}' | '\u{ffff}')), "{text:?}");
}

fn attribute<'a>(list: &'a [(String, String)], key: &str) -> &'a str {
    list.iter().find(|(k, _)| k == key).map_or("", |(_, v)| v)
}

/// The elements of a draw.io file; a cell inside an object has the id of that object.
fn cells_of(text: &str) -> Vec<(String, Vec<(String, String)>)> {
    let mut found: Vec<(String, Vec<(String, String)>)> = Vec::new();
    for (name, mut list) in elements(text) {
        if name == "mxCell" && attribute(&list, "id").is_empty() {
            let outer = found.pop().expect("an object around the cell");
            assert_eq!(outer.0, "UserObject");
            list.push(("id".into(), attribute(&outer.1, "id").into()));
        }
        found.push((name, list));
    }
    found
}

/// One entry of a draw.io style.
fn style<'a>(cell: &'a [(String, String)], key: &str) -> &'a str {
    attribute(cell, "style").split(';').find_map(|entry| entry.strip_prefix(key)?.strip_prefix('=')).unwrap_or("")
}

/// The bytes of a text in base64, as in RFC 4648.
fn from_base64(text: &str) -> String {
    let digit = |c: u8| match c {
        b'A'..=b'Z' => c - b'A',
        b'a'..=b'z' => c - b'a' + 26,
        b'0'..=b'9' => c - b'0' + 52,
        b'+' => 62,
        _ => 63,
    };
    let mut bits: Vec<bool> = Vec::new();
    for c in text.trim_end_matches('=').bytes() {
        bits.extend((0..6).rev().map(|k| digit(c) >> k & 1 == 1));
    }
    let bytes = bits.chunks_exact(8).map(|byte| byte.iter().fold(0, |sum, bit| sum << 1 | u8::from(*bit))).collect();
    String::from_utf8(bytes).unwrap()
}

#[test]
fn an_svg_is_whole_and_needs_nothing_else() {
    for (name, graph, layout) in showcase() {
        for theme in [Theme::LIGHT, Theme::DARK] {
            let text = svg::render(&graph, &layout, &theme);
            let found = elements(&text);
            let first = &found[0].1;
            assert_eq!(attribute(first, "xmlns"), "http://www.w3.org/2000/svg");
            assert_eq!(attribute(first, "viewBox"), format!("0 0 {} {}", layout.width, layout.height));
            assert_eq!((found[1].0.as_str(), found[2].0.as_str()), ("title", "desc"));
            for banned in ["foreignObject", "var(", "href", "<script", "<style", "url(", "http://", "https://"] {
                let allowed = usize::from(banned == "http://");
                assert_eq!(text.matches(banned).count(), allowed, "{name}: {banned}");
            }
            // Two paths an edge: the line and its head.
            let paths = found.iter().filter(|(n, a)| n == "path" && attribute(a, "transform").is_empty()).count();
            assert!(paths >= 2 * layout.edges.len(), "{name}");
            let cards = found.iter().filter(|(n, a)| n == "rect" && attribute(a, "rx") == "8").count();
            assert_eq!(cards, layout.nodes.len(), "{name}");
            let frames = found.iter().filter(|(n, a)| n == "rect" && attribute(a, "rx") == "10").count();
            assert_eq!(frames, layout.clusters.len(), "{name}");
        }
    }
}

#[test]
fn a_drawio_file_holds_every_node_cluster_and_edge_in_its_place() {
    for (name, graph, layout) in showcase() {
        let found = cells_of(&drawio::render(&graph, &layout, &Theme::LIGHT));
        let cells: Vec<_> = found.iter().filter(|c| c.0 == "mxCell").map(|c| &c.1).collect();
        let ids: BTreeSet<&str> = cells.iter().map(|c| attribute(c, "id")).collect();
        assert_eq!(ids.len(), cells.len(), "{name}: ids are unique");
        let count = |prefix: &str| cells.iter().filter(|c| attribute(c, "id").starts_with(prefix)).count();
        assert_eq!((count("n_"), count("g_"), count("e_")), (layout.nodes.len(), layout.clusters.len(), layout.edges.len()), "{name}");
        for cell in &cells {
            for key in ["parent", "source", "target"] {
                let id = attribute(cell, key);
                assert!(id.is_empty() || ids.contains(id), "{name}: {key} {id}");
            }
            let edge = attribute(cell, "edge") == "1";
            assert_eq!(edge, !attribute(cell, "source").is_empty() && !attribute(cell, "target").is_empty());
        }
        // Absolute places: sums of relative ones up to the page.
        let places: Vec<(&str, &str, i32, i32)> = found
            .windows(2)
            .filter(|w| w[0].0 == "mxCell" && attribute(&w[0].1, "vertex") == "1" && w[1].0 == "mxGeometry")
            .map(|w| {
                let number = |k| attribute(&w[1].1, k).parse().unwrap();
                (attribute(&w[0].1, "id"), attribute(&w[0].1, "parent"), number("x"), number("y"))
            })
            .collect();
        let absolute = |id: &str| {
            let (mut id, mut x, mut y) = (id.to_owned(), 0, 0);
            while let Some(place) = places.iter().find(|p| p.0 == id) {
                (x, y, id) = (x + place.2, y + place.3, place.1.to_owned());
            }
            (x, y)
        };
        let cards: Vec<(i32, i32)> = places.iter().filter(|p| p.0.starts_with("n_")).map(|p| absolute(p.0)).collect();
        let expected: Vec<(i32, i32)> = layout.nodes.iter().map(|n| (n.rect.x, n.rect.y)).collect();
        assert_eq!(cards, expected, "{name}");
    }
}

#[test]
fn a_drawio_file_has_the_colours_badges_and_differences_of_the_svg() {
    let (mut badges, mut changes) = (0, 0);
    for (name, graph, layout) in showcase() {
        for theme in [Theme::LIGHT, Theme::DARK] {
            let svg = elements(&svg::render(&graph, &layout, &theme));
            let found = cells_of(&drawio::render(&graph, &layout, &theme));
            let cells = |prefix: &str| found.iter().map(|c| &c.1).filter(|c| attribute(c, "id").starts_with(prefix)).collect::<Vec<_>>();
            let strokes = |prefix: &str| cells(prefix).into_iter().map(|c| style(c, "strokeColor").to_owned()).collect::<Vec<_>>();
            let drawn = |kind: &str, key: &str, value: &str| {
                let mine = svg.iter().filter(|(n, a)| n == kind && attribute(a, key) == value);
                mine.map(|(_, a)| attribute(a, "stroke").to_owned()).collect::<Vec<_>>()
            };
            assert_eq!(strokes("n_"), drawn("rect", "rx", "8"), "{name}: frames of cards");
            assert_eq!(strokes("e_"), drawn("path", "fill", "none")[..layout.edges.len()], "{name}: arrows");
            // Pictures of marks: shape, its colour, symbol.
            let marks = |prefix: &str| {
                let pictures = cells(prefix).into_iter().map(|c| {
                    let image = elements(&from_base64(style(c, "image").strip_prefix("data:image/svg+xml,").unwrap()));
                    let [shape, symbol] = [1, 2].map(|k| attribute(&image[k].1, "d").to_owned());
                    (shape, attribute(&image[1].1, "fill").to_owned(), symbol)
                });
                pictures.collect::<Vec<_>>()
            };
            let pairs = |first: &str, r: &str, last: &str| {
                let mine = svg
                    .windows(2)
                    .filter(|w| w[0].0 == first && attribute(&w[0].1, "r") == r && attribute(&w[1].1, "stroke-width") == last);
                mine.map(|w| {
                    (attribute(&w[0].1, "d").to_owned(), attribute(&w[0].1, "fill").to_owned(), attribute(&w[1].1, "d").to_owned())
                })
                .collect::<Vec<_>>()
            };
            assert_eq!(marks("badge_"), pairs("path", "", "1.6"), "{name}: badges");
            let without = |list: Vec<(String, String, String)>| list.into_iter().map(|m| (m.1, m.2)).collect::<Vec<_>>();
            let differences = without(marks("change_"));
            assert_eq!(differences, without(pairs("circle", "9", "1.8")), "{name}: differences");
            let said: Vec<&str> = graph.nodes.iter().filter_map(Node::shown_badge).map(|b| b.label.as_str()).collect();
            assert_eq!(marks("badge_").len(), said.len());
            (badges, changes) = (badges + said.len(), changes + differences.len());
        }
    }
    assert!(badges > 8 && changes > 8, "{badges} badges, {changes} differences");
}

/// Each statement on a line: labels may have two.
fn statements(text: &str) -> String {
    let mut is_quoted = false;
    let one = |letter: char| {
        is_quoted ^= letter == '"';
        if is_quoted && letter == '\n' { ' ' } else { letter }
    };
    text.chars().map(one).collect()
}

#[test]
fn mermaid_labels_have_their_second_line_without_markup() {
    let mut seen = 0;
    for (name, graph, _) in showcase() {
        let text = mermaid::render(&graph, Direction::Down).unwrap();
        assert!(!text.contains("<br"), "{name}");
        seen += statements(&text).lines().count().abs_diff(text.lines().count());
    }
    assert!(seen > 20, "{seen} second lines");
}

/// Mermaid takes every line that begins with `%%` out, quotes or not: what follows no longer parses.
#[test]
fn mermaid_second_line_that_begins_like_a_comment_stays_a_label() {
    let mut graph = Graph::default();
    graph.nodes.push(Node::new("a", 0, Kind::Other, "title").detail("%% comment"));
    let text = mermaid::render(&graph, Direction::Down).unwrap();
    assert!(text.contains("#37;#37; comment") && text.lines().all(|line| !line.trim_start().starts_with("%%")), "{text}");
}

#[test]
fn mermaid_text_has_every_node_cluster_and_edge() {
    for (name, graph, layout) in showcase() {
        let text = statements(&mermaid::render(&graph, Direction::Down).unwrap());
        let count = |find: &dyn Fn(&str) -> bool| text.lines().filter(|l| find(l.trim())).count();
        assert_eq!(count(&|l| l.starts_with("n_") && l.contains("[\"")), layout.nodes.len(), "{name}");
        assert_eq!(count(&|l| l.starts_with("subgraph ")), layout.clusters.len(), "{name}");
        assert_eq!(count(&|l| l.starts_with("n_") && l.contains("->")), layout.edges.len(), "{name}");
        assert!(text.is_ascii() || !text.contains('\r'));
    }
}

#[test]
fn each_hostile_label_alone_survives_every_export() {
    for label in HOSTILE {
        let mut graph = Graph { title: label.into(), description: label.into(), ..Graph::default() };
        graph.clusters.push(Cluster::new(label, 0, label));
        graph.nodes.push(Node::new(label, 0, Kind::Other, label).detail(label).within(label));
        graph.nodes.push(Node::new("other", 1, Kind::Other, label));
        graph.edges.push(Edge::new(label, label, "other").label(label));
        let layout = layered(&graph, &Options::DOWN).unwrap();
        elements(&svg::render(&graph, &layout, &Theme::LIGHT));
        elements(&drawio::render(&graph, &layout, &Theme::DARK));
        let text = statements(&mermaid::render(&graph, Direction::Down).unwrap());
        assert!(text.lines().filter(|l| l.contains("[\"") || l.contains("|\"")).all(|l| l.matches('"').count() % 2 == 0), "{text}");
    }
}

#[test]
fn problems_are_returned_all_at_once() {
    let mut g = Graph::default();
    for id in ["a", "b", "c"] {
        let parent = match id {
            "a" => "b",
            "b" => "a",
            _ => "nowhere",
        };
        g.clusters.push(Cluster::new(id, 0, id).within(parent));
    }
    g.clusters.push(Cluster::new("c", 1, "again"));
    g.nodes.push(Node::new("n", 0, Kind::Other, "n").within("gone"));
    g.nodes.push(Node::new("n", 1, Kind::Other, "n").sized(0, 10));
    g.edges.push(Edge::new("e", "n", "x"));
    g.edges.push(Edge::new("e", "y", "n"));
    let problems = layered(&g, &Options::DOWN).unwrap_err();
    let expected = [
        Problem::DuplicateCluster("c".into()),
        Problem::ClusterCycle("a".into()),
        Problem::ClusterCycle("b".into()),
        Problem::UnknownParent { cluster: "c".into(), parent: "nowhere".into() },
        Problem::UnknownCluster { node: "n".into(), cluster: "gone".into() },
        Problem::DuplicateNode("n".into()),
        Problem::Size("n".into()),
        Problem::UnknownEnd { edge: "e".into(), node: "x".into() },
        Problem::DuplicateEdge("e".into()),
        Problem::UnknownEnd { edge: "e".into(), node: "y".into() },
    ];
    for problem in &expected {
        assert!(problems.contains(problem), "{problem:?} is missing from {problems:?}");
    }
    assert_eq!(problems.len(), expected.len(), "{problems:?}");
}

#[test]
fn an_empty_graph_is_an_empty_drawing() {
    let layout = layered(&Graph::default(), &Options::DOWN).unwrap();
    assert_eq!((layout.nodes.len(), layout.edges.len()), (0, 0));
    elements(&svg::render(&Graph::default(), &layout, &Theme::LIGHT));
}
