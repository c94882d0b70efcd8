//! Graphs to test with: the founding ones, read from `graphs/`, and generated ones.
#![allow(dead_code, unreachable_pub, clippy::unwrap_used, clippy::indexing_slicing, reason = "test support; each test uses its part")]

use diagram::{Cluster, Direction, Edge, Graph, Kind, Node};

/// Reads the small part of Mermaid that the files in `graphs/` use; cards of a size.
pub fn read(text: &str, (w, h): (i32, i32)) -> (Graph, Direction) {
    let mut g = Graph { title: "Founding graph".into(), ..Graph::default() };
    let mut inside: Option<String> = None;
    let mut lines = text.lines();
    let direction = if lines.next().unwrap().ends_with("LR") { Direction::Right } else { Direction::Down };
    let bare = |t: &str| t.trim_matches(|c| "[]\" ".contains(c)).to_owned();
    let add = |g: &mut Graph, id: &str, title: String, cluster: Option<String>| {
        if !g.nodes.iter().any(|n| n.id == id) {
            let mut node = Node::new(id, g.nodes.len() as u32, kind(&title), title).sized(w, h);
            node.cluster = cluster;
            g.nodes.push(node);
        }
    };
    for line in lines.map(str::trim).filter(|l| !l.is_empty()) {
        if let Some(rest) = line.strip_prefix("subgraph ") {
            let (id, title) = rest.split_once(' ').unwrap();
            g.clusters.push(Cluster::new(id, g.clusters.len() as u32, bare(title)));
            inside = Some(id.to_owned());
        } else if line == "end" {
            inside = None;
        } else if let Some((from, to)) = line.split_once(" --> ") {
            add(&mut g, from, from.to_owned(), None);
            add(&mut g, to, to.to_owned(), None);
            g.edges.push(Edge::new(format!("{from}-{to}"), from, to));
        } else {
            let (id, title) = line.split_once('[').unwrap();
            add(&mut g, id, bare(title), inside.clone());
        }
    }
    (g, direction)
}

/// A kind that fits a title, so that pictures of tests look like pictures.
fn kind(title: &str) -> Kind {
    let table = [
        ("ユーザー", Kind::User),
        ("Route53", Kind::Dns),
        ("ACM", Kind::Certificate),
        ("CloudFront", Kind::Cdn),
        ("S3", Kind::Bucket),
        ("WAF", Kind::Shield),
        ("ALB", Kind::Balancer),
        ("TG", Kind::TargetGroup),
        ("ECS", Kind::Container),
        ("RDS", Kind::Database),
        ("Redis", Kind::Cache),
        ("Batch", Kind::Job),
        ("SQS", Kind::Queue),
        ("SES", Kind::Mail),
        ("Secrets", Kind::Secret),
        ("SSM", Kind::Terminal),
        ("ECR", Kind::Registry),
        ("CodeDeploy", Kind::Pipeline),
        ("ソース", Kind::Repository),
        ("vpc", Kind::Network),
        ("monitoring", Kind::Alarm),
        ("cicd", Kind::Pipeline),
    ];
    table.iter().find(|(t, _)| title.contains(t)).map_or(Kind::Module, |t| t.1)
}

/// The founding graphs.
pub const FOUNDING: [(&str, &str); 5] = [
    ("runtime", include_str!("../graphs/runtime.mmd")),
    ("cd", include_str!("../graphs/cd.mmd")),
    ("envs", include_str!("../graphs/envs.mmd")),
    ("moddeps", include_str!("../graphs/moddeps.mmd")),
    ("full40", include_str!("../graphs/full40.mmd")),
];

pub fn founding(name: &str, size: (i32, i32)) -> (Graph, Direction) {
    read(FOUNDING.iter().find(|f| f.0 == name).unwrap().1, size)
}

/// A linear congruential generator; the same numbers everywhere.
pub struct Lcg(pub u64);

impl Lcg {
    pub fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % n.max(1) as u64) as usize
    }
}

/// How many generated graphs every property is checked on.
pub const GENERATED: u64 = 200;

/// The generated graph of a number: 8 to 40 nodes, 2 to 7 clusters, every third graph with nested ones, cycles between clusters, some
/// words on edges, parallel edges and loops.
pub fn generated(seed: u64) -> (Graph, Direction) {
    let mut r = Lcg(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5eed);
    r.below(2);
    let n = 8 + r.below(33);
    let clusters = 2 + r.below(6);
    let nested = seed.is_multiple_of(3);
    let mut g = Graph { title: format!("Generated graph {seed}"), ..Graph::default() };
    for c in 0..clusters {
        let words = ["", " アベイラビリティゾーン", " with a rather long title"][r.below(3)];
        let mut cluster = Cluster::new(format!("c{c}"), c as u32, format!("cluster {c}{words}"));
        if nested && c > 0 && r.below(2) == 0 {
            cluster = cluster.within(format!("c{}", r.below(c)));
        }
        g.clusters.push(cluster);
    }
    for i in 0..n {
        let (w, h) = [(152, 48), (236, 64), (120, 40)][r.below(3)];
        let mut node = Node::new(format!("n{i}"), i as u32, Kind::ALL[r.below(Kind::ALL.len())], format!("node {i}")).sized(w, h);
        if r.below(8) != 0 {
            node = node.within(format!("c{}", r.below(clusters)));
        }
        g.nodes.push(node);
    }
    let wanted = n + r.below(n * 3 / 4);
    let mut at = 0;
    while g.edges.len() < wanted && at < 4 * wanted {
        at += 1;
        let (a, b) = (r.below(n), r.below(n));
        // Mostly forward, mostly near.
        let (mut from, mut to) = if r.below(8) == 0 { (a.max(b), a.min(b)) } else { (a.min(b), a.max(b)) };
        if to - from.min(to) > 10 && r.below(3) != 0 {
            continue;
        }
        if from == to && r.below(4) != 0 {
            continue;
        }
        if r.below(40) == 0
            && let Some(e) = g.edges.last()
        {
            (from, to) = (e.from[1..].parse().unwrap(), e.to[1..].parse().unwrap());
        }
        let mut edge = Edge::new(format!("e{}", g.edges.len()), format!("n{from}"), format!("n{to}"));
        if r.below(12) == 0 {
            edge = edge.label(["HTTPS", "読み書き", "events"][r.below(3)]);
        }
        g.edges.push(edge);
    }
    (g, if seed.is_multiple_of(2) { Direction::Down } else { Direction::Right })
}

/// A large dense graph without clusters, for the budget of work.
pub fn dense(n: usize, m: usize) -> Graph {
    let mut r = Lcg(42);
    let mut g = Graph { title: "Dense graph".into(), ..Graph::default() };
    for i in 0..n {
        g.nodes.push(Node::new(format!("n{i}"), i as u32, Kind::Other, format!("node {i}")));
    }
    while g.edges.len() < m {
        let (a, b) = (r.below(n), r.below(n));
        if a != b {
            g.edges.push(Edge::new(format!("e{}", g.edges.len()), format!("n{}", a.min(b)), format!("n{}", a.max(b))));
        }
    }
    g
}
