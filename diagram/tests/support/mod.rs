//! Graphs to test with: the founding ones, read from `graphs/`, and generated ones.
#![allow(dead_code, unreachable_pub, clippy::unwrap_used, clippy::indexing_slicing, reason = "test support; each test uses its part")]

use diagram::layout::{Cell, Grid, Options, grid, layered};
use diagram::{Badge, Change, Cluster, Direction, Edge, Graph, Kind, Layout, Node, Status};

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

fn badge(status: Status, count: u32) -> Option<Badge> {
    Some(Badge { status, count, label: format!("{status:?}: {count}") })
}

/// Graphs that use everything a drawing can show, with their layouts.
pub fn showcase() -> Vec<(&'static str, Graph, Layout)> {
    let down = Options::DOWN;
    let (nested, changes) = (nested(), changes());
    let (network, cells) = network(3);
    let (wide, _) = founding("runtime", (236, 64));
    vec![
        ("nested", nested.clone(), layered(&nested, &down).unwrap()),
        ("nested-right", nested.clone(), layered(&nested, &Options::RIGHT).unwrap()),
        ("changes", changes.clone(), layered(&changes, &down).unwrap()),
        ("network", network.clone(), grid(&network, &cells, &down).unwrap()),
        ("glyphs", glyphs(), layered(&glyphs(), &down).unwrap()),
        ("hostile", hostile(), layered(&hostile(), &down).unwrap()),
        ("runtime-right", wide.clone(), layered(&wide, &Options::RIGHT).unwrap()),
    ]
}

/// A service with nested clusters, ghosts, badges and words on edges.
pub fn nested() -> Graph {
    let mut g = Graph {
        title: "実行時の構成 (dev)".into(), description: "利用者から外部サービスまで".into(), ..Graph::default()
    };
    let clusters = [
        ("client", "クライアント", None),
        ("edge", "エッジ", None),
        ("vpc", "VPC 10.0.0.0/16", None),
        ("public", "パブリックサブネット", Some("vpc")),
        ("app", "アプリ用プライベートサブネット", Some("vpc")),
        ("db", "データベース用サブネット", Some("vpc")),
        ("ext", "リージョンサービス", None),
    ];
    for (i, (id, title, parent)) in clusters.into_iter().enumerate() {
        let mut c = Cluster::new(id, i as u32, title);
        c.parent = parent.map(str::to_owned);
        g.clusters.push(c);
    }
    let nodes = [
        ("user", "client", Kind::User, "ユーザー", "ブラウザ", false, None),
        ("dns", "edge", Kind::Dns, "Route 53", "app.example.jp", false, badge(Status::Pass, 0)),
        ("cert", "edge", Kind::Certificate, "ACM", "*.example.jp", false, badge(Status::Pass, 0)),
        ("cdn", "edge", Kind::Cdn, "CloudFront", "2 オリジン · TLS 1.2_2021", false, badge(Status::Pass, 0)),
        ("waf", "edge", Kind::Shield, "WAF", "マネージドルール + レート制限", false, badge(Status::Warning, 3)),
        ("alb", "public", Kind::Balancer, "ALB", "HTTPS 443 · 2 AZ", false, badge(Status::Pass, 0)),
        ("nat", "public", Kind::Gateway, "NAT ゲートウェイ", "1 台", false, badge(Status::Warning, 1)),
        ("blue", "app", Kind::TargetGroup, "ターゲットグループ Blue", "稼働中", false, None),
        ("green", "app", Kind::TargetGroup, "ターゲットグループ Green", "待機", false, None),
        ("api", "app", Kind::Container, "ECS FastAPI", "1 タスク × 0.25 vCPU / 0.5 GB", false, badge(Status::Failure, 12)),
        ("worker", "app", Kind::Container, "ECS arq worker", "この環境では作成しない", true, None),
        ("batch", "app", Kind::Job, "AWS Batch", "この環境では作成しない", true, None),
        ("rds", "db", Kind::Database, "RDS PostgreSQL", "db.t4g.micro · 20 GB · 7日", false, badge(Status::Unknown, 0)),
        ("redis", "db", Kind::Cache, "ElastiCache Redis", "cache.t4g.micro × 1", false, badge(Status::Pass, 0)),
        ("s3", "ext", Kind::Bucket, "S3 アプリ", "SSE-KMS · バージョニング", false, badge(Status::Pass, 0)),
        ("sqs", "ext", Kind::Queue, "SQS", "この環境では作成しない", true, None),
        ("secrets", "ext", Kind::Secret, "Secrets Manager", "ローテーション 30日", false, badge(Status::Pass, 0)),
        ("logs", "ext", Kind::Log, "CloudWatch Logs", "保持 30日", false, badge(Status::Pass, 0)),
        ("front", "ext", Kind::Bucket, "S3 フロント", "OAC", false, badge(Status::Pass, 0)),
    ];
    for (i, (id, home, kind, title, detail, ghost, badge)) in nodes.into_iter().enumerate() {
        let mut n = Node::new(id, i as u32, kind, title).within(home).detail(detail);
        (n.ghost, n.badge) = (ghost, badge);
        g.nodes.push(n);
    }
    let edges = [
        ("user", "dns", ""),
        ("user", "cdn", "HTTPS"),
        ("dns", "cdn", ""),
        ("cert", "cdn", ""),
        ("cdn", "waf", ""),
        ("waf", "alb", "検査済み"),
        ("cdn", "front", "静的ファイル"),
        ("alb", "blue", ""),
        ("alb", "green", ""),
        ("blue", "api", ""),
        ("green", "api", ""),
        ("api", "rds", "SQL"),
        ("api", "redis", ""),
        ("worker", "redis", ""),
        ("worker", "rds", ""),
        ("batch", "rds", ""),
        ("api", "s3", ""),
        ("api", "sqs", ""),
        ("worker", "sqs", ""),
        ("api", "secrets", ""),
        ("api", "logs", ""),
        ("api", "nat", ""),
        ("worker", "worker", "再試行"),
    ];
    for (from, to, label) in edges {
        let mut e = Edge::new(format!("{from}-{to}"), from, to);
        if !label.is_empty() {
            e = e.label(label);
        }
        e.ghost = g.nodes.iter().any(|n| n.ghost && (n.id == from || n.id == to));
        g.edges.push(e);
    }
    g
}

/// A comparison of two environments.
fn changes() -> Graph {
    let mut g = nested();
    g.title = "dev → prod".into();
    for (i, n) in g.nodes.iter_mut().enumerate() {
        n.badge = None;
        n.change = Some(if n.ghost { Change::Added } else { [Change::Same, Change::Same, Change::Changed, Change::Removed][i % 4] });
        n.ghost = false;
        if n.change == Some(Change::Changed) {
            n.detail = "1 → 2–6 タスク".into();
        }
    }
    for e in &mut g.edges {
        e.change = Some(if e.ghost { Change::Added } else { Change::Same });
        e.ghost = false;
    }
    g
}

/// A network of zones and subnets; zones beyond `zones` are ghosts.
pub fn network(zones: usize) -> (Graph, Grid) {
    let mut g = Graph { title: "ネットワーク".into(), ..Graph::default() };
    let mut cells = Vec::new();
    g.clusters.push(Cluster::new("vpc", 0, "VPC 10.0.0.0/16"));
    let mut order = 1;
    let mut add = |g: &mut Graph, id: String, kind, title: &str, detail: &str, home: Option<String>, ghost| {
        let mut n = Node::new(id, order, kind, title).detail(detail);
        (n.cluster, n.ghost) = (home, ghost);
        order += 1;
        g.nodes.push(n);
    };
    add(&mut g, "internet".into(), Kind::User, "インターネット", "", None, false);
    add(&mut g, "igw".into(), Kind::Gateway, "インターネットゲートウェイ", "", Some("vpc".into()), false);
    cells.push(Cell::Node { id: "internet".into(), row: 0, column: 1 });
    cells.push(Cell::Node { id: "igw".into(), row: 1, column: 1 });
    for z in 0..3 {
        let name = ['a', 'c', 'd'][z];
        let ghost = z >= zones;
        let zone = format!("az-{name}");
        let mut c = Cluster::new(&zone, 10 + z as u32, format!("ap-northeast-1{name}")).within("vpc");
        c.ghost = ghost;
        g.clusters.push(c);
        for (k, (kind, title)) in [("public", "パブリック"), ("app", "アプリ"), ("db", "データベース")].into_iter().enumerate()
        {
            let id = format!("{kind}-{name}");
            let mut c = Cluster::new(&id, 20 + (3 * z + k) as u32, format!("{title} 10.0.{}.0/24", 16 * k + z)).within(&zone);
            c.ghost = ghost;
            g.clusters.push(c);
            cells.push(Cell::Cluster { id: id.clone(), row: 2 + k, column: z, span: 1 });
            match k {
                0 => add(&mut g, format!("nat-{name}"), Kind::Gateway, "NAT ゲートウェイ", "Elastic IP", Some(id), ghost),
                1 => {
                    add(&mut g, format!("ecs-{name}"), Kind::Container, "ECS タスク", "", Some(id.clone()), ghost);
                    add(&mut g, format!("ep-{name}"), Kind::Endpoint, "VPC エンドポイント", "ecr.api ほか 4", Some(id), ghost);
                }
                _ => add(
                    &mut g,
                    format!("rds-{name}"),
                    Kind::Database,
                    "RDS PostgreSQL",
                    if z == 0 { "プライマリ" } else { "スタンバイ" },
                    Some(id),
                    ghost,
                ),
            }
            if kind == "app" {
                let mut e = Edge::new(format!("nat-{name}"), format!("ecs-{name}"), format!("nat-{name}")).label("0.0.0.0/0");
                e.ghost = ghost;
                g.edges.push(e);
            }
        }
        let mut e = Edge::new(format!("igw-{name}"), format!("nat-{name}"), "igw");
        e.ghost = ghost;
        g.edges.push(e);
    }
    add(&mut g, "s3ep".into(), Kind::Endpoint, "S3 ゲートウェイエンドポイント", "ルートテーブル 6", Some("vpc".into()), false);
    cells.push(Cell::Node { id: "s3ep".into(), row: 5, column: 0 });
    g.edges.push(Edge::new("out", "igw", "internet"));
    g.edges.push(Edge::new("s3", "ecs-a", "s3ep"));
    (g, Grid { columns: 3, rows: 6, cells })
}

fn glyphs() -> Graph {
    let mut g = Graph { title: "Glyphs".into(), ..Graph::default() };
    for (i, kind) in Kind::ALL.into_iter().enumerate() {
        g.nodes.push(Node::new(format!("k{i}"), i as u32, kind, format!("{kind:?}")).sized(180, 48));
    }
    g
}

/// Labels that break careless writers, as titles, details, clusters and words on edges.
pub const HOSTILE: [&str; 22] = [
    "plain",
    "\"quoted\" 'single'",
    "a [b] (c) {d}",
    "<script>alert(1)</script>",
    "&amp; & &lt;",
    "end",
    "graph",
    "subgraph x",
    "class a b",
    "%% comment",
    "a;b|c",
    "1. list",
    "- dash",
    "`code`",
    "**bold** _it_",
    "#quot; #35;",
    "絵文字 🩺👩‍⚕️",
    "line\r\nbreak\ttab",
    "]]>",
    "\u{0}\u{b}\u{fffe}",
    "構成図の題名がとても長くてカードにもクラスターにも決して収まらない場合にどうなるかを確かめるための六十文字を超える文字列です。終わり。",
    "  ",
];

pub fn hostile() -> Graph {
    let mut g = Graph { title: HOSTILE.join(" "), description: HOSTILE.join(" / "), ..Graph::default() };
    for (i, text) in HOSTILE.into_iter().enumerate() {
        let cluster = format!("c{}", i / 4);
        if i % 4 == 0 {
            g.clusters.push(Cluster::new(&cluster, i as u32, text));
        }
        let id = if i % 2 == 0 { text.to_owned() } else { format!("{text} ") };
        g.nodes.push(Node::new(id, i as u32, Kind::Other, text).detail(HOSTILE[(i + 3) % HOSTILE.len()]).within(cluster));
        if i > 0 {
            let (from, to) = (g.nodes[i - 1].id.clone(), g.nodes[i].id.clone());
            g.edges.push(Edge::new(format!("{text}{i}"), from, to).label(text));
        }
    }
    g
}
