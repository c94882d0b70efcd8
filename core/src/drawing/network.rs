//! The network as a grid: a column for each availability zone, rows for the kinds of subnets. Three
//! columns are always there, so a zone more or less moves nothing.

use std::collections::BTreeMap;

use diagram::layout::{Cell, Grid};
use diagram::{Cluster, Edge, Graph, Kind, Node};

use super::{Arrangement, Drawing};
use crate::plan::{Key, Resource};
use crate::text::{Lang, Text, t};
use crate::topology::{Scene, detail};

/// Zones that are offered in the region, and a column for each.
const ZONES: [&str; 3] = ["a", "c", "d"];

const TIERS: [(&str, &str, Text); 3] = [
    ("public", "subnets_public", t("パブリック", "Public")),
    ("app", "subnets_app", t("アプリ", "Application")),
    ("data", "subnets_data", t("データ", "Data")),
];

const ABSENT: Text = t("作成しない", "not created");

/// A card before it is placed.
struct Card<'c> {
    id: &'c str,
    component: &'static str,
    kind: Kind,
    title: String,
    detail: String,
    home: Option<&'c str>,
    exists: bool,
}

struct Sheet<'a> {
    scene: &'a Scene<'a>,
    lang: Lang,
    drawing: Drawing,
    cells: Vec<Cell>,
    order: u32,
}

pub(super) fn draw(scene: &Scene<'_>, lang: Lang) -> Drawing {
    let empty = Drawing {
        graph: Graph::default(),
        arrangement: Arrangement::Layers,
        components: BTreeMap::new(),
        places: BTreeMap::new(),
        proofs: BTreeMap::new(),
    };
    let mut sheet = Sheet { scene, lang, drawing: empty, cells: Vec::new(), order: 0 };
    sheet.outside();
    for column in 0..ZONES.len() {
        sheet.zone(column);
    }
    sheet.below();
    let Sheet { mut drawing, cells, .. } = sheet;
    drawing.arrangement = Arrangement::Grid(Grid { columns: ZONES.len(), rows: 6, cells });
    drawing
}

impl Sheet<'_> {
    fn word(&self, text: Text) -> String {
        text.get(self.lang).to_owned()
    }

    /// The resource of a component at a key of its `for_each`.
    fn at(&self, component: &str, kind: &str, name: &str, key: &str) -> Option<&Resource> {
        let fits = |resource: &&&Resource| {
            &*resource.kind == kind
                && (name.is_empty() || &*resource.name == name)
                && matches!(&resource.key, Some(Key::Name(own)) if &**own == key)
        };
        self.scene.resources(component).iter().find(fits).copied()
    }

    fn node(&mut self, card: Card<'_>) {
        let detail = if card.exists { card.detail } else { self.word(ABSENT) };
        let mut node = Node::new(card.id, self.order, card.kind, card.title).detail(detail);
        self.order += 1;
        node.cluster = card.home.map(str::to_owned);
        node.ghost = !card.exists;
        self.drawing.components.insert(card.id.to_owned(), card.component);
        self.drawing.graph.nodes.push(node);
    }

    /// An arrow; a ghost unless a resource's argument shows it.
    fn edge(&mut self, from: &str, to: &str, label: Option<&str>, shown: Option<crate::plan::Line>) {
        let id = format!("{from}-{to}");
        let mut edge = Edge::new(id.clone(), from, to);
        if let Some(label) = label {
            edge = edge.label(label);
        }
        match shown {
            Some(line) => {
                self.drawing.proofs.insert(id, vec![line]);
            }
            None => edge.ghost = true,
        }
        self.drawing.graph.edges.push(edge);
    }

    /// The internet, its gateway, and the VPC around the rest.
    fn outside(&mut self) {
        let scene = self.scene;
        let block = detail(scene, "network", self.lang);
        let vpc = Cluster::new("vpc", 0, format!("VPC {block}")).room_for(&["VPC 255.255.255.255/16"]);
        self.drawing.graph.clusters.push(vpc);
        self.drawing.components.insert("vpc".to_owned(), "network");
        let internet = t("インターネット", "Internet");
        let card = Card {
            id: "internet",
            component: "users",
            kind: Kind::User,
            title: self.word(internet),
            detail: String::new(),
            home: None,
            exists: true,
        };
        self.node(card);
        self.cells.push(Cell::Node { id: "internet".to_owned(), row: 0, column: 1 });
        let gateway = scene.first("internet_gateway", "aws_internet_gateway");
        let title = t("インターネット GW", "Internet gateway");
        let card = Card {
            id: "gateway",
            component: "internet_gateway",
            kind: Kind::Gateway,
            title: self.word(title),
            detail: String::new(),
            home: Some("vpc"),
            exists: gateway.is_some(),
        };
        self.node(card);
        self.cells.push(Cell::Node { id: "gateway".to_owned(), row: 1, column: 1 });
        let door = scene.resources("security_groups").iter().find_map(|rule| {
            rule.find("cidr_ipv4").filter(|_| &*rule.kind == "aws_vpc_security_group_ingress_rule").map(|attribute| attribute.line.clone())
        });
        self.edge("internet", "gateway", Some("HTTPS 443"), door.filter(|_| self.is_public()));
    }

    /// Does anybody come in from the internet? Not to a load balancer of a closed network.
    fn is_public(&self) -> bool {
        self.scene.first("alb", "aws_lb").is_some_and(|balancer| balancer.body.bool("internal") != Some(true))
    }

    fn zone(&mut self, column: usize) {
        let scene = self.scene;
        let Some(zone) = ZONES.get(column).copied() else { return };
        let place = u32::try_from(column).unwrap_or(u32::MAX);
        let exists = self.at("subnets_public", "aws_subnet", "public", zone).is_some();
        let frame = format!("zone-{zone}");
        let mut cluster = Cluster::new(frame.clone(), 10 + place, format!("ap-northeast-1{zone}")).within("vpc");
        cluster.ghost = !exists;
        self.drawing.graph.clusters.push(cluster);
        for (row, (tier, component, title)) in TIERS.into_iter().enumerate() {
            let id = format!("{tier}-{zone}");
            let subnet = self.at(component, "aws_subnet", tier, zone);
            let block = subnet.and_then(|subnet| subnet.body.text("cidr_block")).unwrap_or_default();
            let name = format!("{} {block}", title.get(self.lang));
            let mut cluster = Cluster::new(id.clone(), 20 + 3 * place + u32::try_from(row).unwrap_or(0), name.trim_end())
                .within(frame.clone())
                .room_for(&[&format!("{} 255.255.255.255/20", title.ja), &format!("{} 255.255.255.255/20", title.en)]);
            cluster.ghost = subnet.is_none();
            let subnet = subnet.map(|subnet| subnet.address.clone());
            self.drawing.graph.clusters.push(cluster);
            self.drawing.components.insert(id.clone(), component);
            self.cells.push(Cell::Cluster { id: id.clone(), row: 2 + row, column, span: 1 });
            // What runs in a subnet refers to it.
            let inside: &[(&'static str, Kind)] = match tier {
                "public" => &[("alb", Kind::Balancer)],
                "app" => &[("api", Kind::Container), ("worker", Kind::Container), ("batch", Kind::Job), ("endpoints", Kind::Endpoint)],
                _ => &[("database", Kind::Database), ("cache", Kind::Cache)],
            };
            for (part, kind) in inside {
                let lies_here = subnet
                    .as_ref()
                    .is_some_and(|subnet| scene.mentions_of(part, component).iter().any(|mention| mention.target == *subnet));
                let known = crate::topology::Component::find(part);
                let title = known.map(|known| self.word(known.title)).unwrap_or_default();
                let size = self.single(part).unwrap_or_else(|| detail(scene, part, self.lang));
                let card = Card {
                    id: &format!("{part}-{zone}"),
                    component: part,
                    kind: *kind,
                    title,
                    detail: size,
                    home: Some(&id),
                    exists: lies_here,
                };
                self.node(card);
            }
            if tier == "public" {
                self.nat(zone, &id);
            }
        }
        let door = scene
            .resources("subnets_public")
            .iter()
            .find(|route| &*route.kind == "aws_route")
            .and_then(|route| route.find("gateway_id"))
            .map(|gateway| gateway.line.clone());
        let present = |drawing: &Drawing, id: &str| drawing.graph.nodes.iter().any(|node| node.id == id && !node.ghost);
        let alb = format!("alb-{zone}");
        let to_alb = door.filter(|_| present(&self.drawing, &alb) && self.is_public());
        self.edge("gateway", &alb, None, to_alb);
        for other in ZONES {
            let way = self.at("subnets_app", "aws_route", "app_nat", zone).and_then(|route| route.find("nat_gateway_id"));
            let there = self.at("nat", "aws_nat_gateway", "", other);
            let leads = way.zip(there).filter(|(way, there)| way.value.refers_to(&there.address)).map(|(way, _)| way.line.clone());
            // One arrow for each zone: to its own NAT gateway, or to the one it borrows.
            if leads.is_some() || (other == zone && !exists) {
                self.edge(&format!("api-{zone}"), &format!("nat-{other}"), Some("0.0.0.0/0"), leads);
            }
        }
    }

    /// The size line of something that has one instance, which AWS places in one of the zones.
    fn single(&self, component: &str) -> Option<String> {
        let one = self.word(t("1 AZ に配置", "in one zone"));
        let (kind, size) = match component {
            "database" => ("aws_db_instance", "instance_class"),
            "cache" => ("aws_elasticache_replication_group", "node_type"),
            _ => return None,
        };
        let body = &self.scene.first(component, kind)?.body;
        let alone = body.bool("multi_az") == Some(false) || body.number("num_cache_clusters") == Some(1.0);
        alone.then(|| format!("{} · {one}", body.text(size).unwrap_or_default()))
    }

    fn nat(&mut self, zone: &str, home: &str) {
        let exists = self.at("nat", "aws_nat_gateway", "", zone).is_some();
        let title = t("NAT ゲートウェイ", "NAT gateway");
        let address = t("固定 IP · 外向きの通信", "fixed address, way out");
        let card = Card {
            id: &format!("nat-{zone}"),
            component: "nat",
            kind: Kind::Gateway,
            title: self.word(title),
            detail: self.word(address),
            home: Some(home),
            exists,
        };
        self.node(card);
    }

    /// What belongs to the VPC as a whole.
    fn below(&mut self) {
        let scene = self.scene;
        let gateways =
            scene.resources("endpoints").iter().filter(|endpoint| endpoint.body.text("vpc_endpoint_type") == Some("Gateway")).count();
        let title = t("S3 エンドポイント", "S3 endpoint");
        let card = Card {
            id: "endpoint_s3",
            component: "endpoints",
            kind: Kind::Endpoint,
            title: self.word(title),
            detail: self.word(t("Gateway 型", "gateway")),
            home: Some("vpc"),
            exists: gateways > 0,
        };
        self.node(card);
        self.cells.push(Cell::Node { id: "endpoint_s3".to_owned(), row: 5, column: 0 });
        let groups = scene.resources("security_groups").iter().filter(|group| &*group.kind == "aws_security_group").count();
        let title = t("セキュリティグループ", "Security groups");
        let count = match self.lang {
            Lang::Ja => format!("{groups} グループ"),
            Lang::En => format!("{groups} groups"),
        };
        let card = Card {
            id: "security_groups",
            component: "security_groups",
            kind: Kind::Shield,
            title: self.word(title),
            detail: count,
            home: Some("vpc"),
            exists: groups > 0,
        };
        self.node(card);
        self.cells.push(Cell::Node { id: "security_groups".to_owned(), row: 5, column: 1 });
        let logs = detail(scene, "flow_logs", self.lang);
        let title = t("フローログ", "Flow logs");
        let card = Card {
            id: "flow_logs",
            component: "flow_logs",
            kind: Kind::Audit,
            title: self.word(title),
            detail: logs,
            home: Some("vpc"),
            exists: scene.first("flow_logs", "aws_flow_log").is_some(),
        };
        self.node(card);
        self.cells.push(Cell::Node { id: "flow_logs".to_owned(), row: 5, column: 2 });
    }
}
