//! Who lies in which subnet, and what its routes reach.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::compliance::controls::relation::{names, refers, subnets};
use crate::compliance::judge::Judge;
use crate::compliance::policy::json;
use crate::plan::{Line, Plan, Resource, Value};

/// Where a type says in which subnets it lies.
pub(super) const DIRECT: [(&str, &str); 2] =
    [("aws_batch_compute_environment", "compute_resources.subnets"), ("aws_ecs_service", "network_configuration.subnets")];

/// The same by way of a subnet group: type, argument, type of the group.
const BY_GROUP: [(&str, &str, &str); 4] = [
    ("aws_db_instance", "db_subnet_group_name", "aws_db_subnet_group"),
    ("aws_elasticache_cluster", "subnet_group_name", "aws_elasticache_subnet_group"),
    ("aws_elasticache_replication_group", "subnet_group_name", "aws_elasticache_subnet_group"),
    ("aws_rds_cluster", "db_subnet_group_name", "aws_db_subnet_group"),
];

/// Arguments by which something asks for a public address; AWS gives none unless asked.
const PUBLIC_ADDRESS: [(&str, &str); 3] = [
    ("aws_db_instance", "publicly_accessible"),
    ("aws_ecs_service", "network_configuration.assign_public_ip"),
    ("aws_rds_cluster_instance", "publicly_accessible"),
];

fn is_off(value: &Value) -> bool {
    *value == Value::Null || value.as_bool() == Some(false)
}

pub(super) fn private_placement(judge: &mut Judge<'_>) {
    judge.absent("データベース、キャッシュ、アプリがありません。", "There is no database, cache or application.");
    let plan = judge.plan();
    for (kind, path) in PUBLIC_ADDRESS {
        for resource in plan.of_type(kind) {
            judge.expect(resource, path, is_off, format!("{path} = false"), format!("{path} = false"));
        }
    }
    for job in plan.of_type("aws_batch_job_definition") {
        // A job gets no public address unless its properties, which have to be readable, ask for one.
        let disabled = |value: &Value| {
            json(value).is_some_and(|properties| {
                let assign = properties.entry("networkConfiguration").and_then(|network| network.entry("assignPublicIp"));
                assign.is_none_or(|assign| assign.as_str() == Some("DISABLED"))
            })
        };
        if let Some(attribute) = job.find("container_properties") {
            let wanted = "assignPublicIp = DISABLED";
            if disabled(&attribute.value) {
                judge.saw_line(Some(job), attribute.line.clone(), wanted, wanted);
            } else {
                let found = ("assignPublicIp が DISABLED でない", "assignPublicIp is not DISABLED");
                judge.lacks_line(Some(job), attribute.line.clone(), found, (wanted, wanted));
            }
        }
    }
    let mut used = BTreeMap::new();
    for (kind, path) in DIRECT {
        for resource in plan.of_type(kind) {
            placed(judge, resource, path, &mut used);
        }
    }
    for (kind, argument, group_kind) in BY_GROUP {
        for resource in plan.of_type(kind) {
            let group = resource.body.value(argument).and_then(|value| plan.of_type(group_kind).find(|group| names(value, group, "name")));
            match group {
                Some(group) => placed(judge, group, "subnet_ids", &mut used),
                None => judge.lacks_argument(resource, argument, "この構成のサブネットグループ", "a subnet group of this design"),
            }
        }
    }
    for subnet in used.into_values() {
        private_subnet(judge, subnet);
    }
}

/// Every subnet of an argument is one of the plan and private.
fn placed<'a>(judge: &mut Judge<'a>, resource: &'a Resource, path: &str, used: &mut BTreeMap<Arc<str>, &'a Resource>) {
    let plan = judge.plan();
    let fine = |value: &Value| {
        let items = value.items();
        let private = |item: &Value| subnets(plan, item).first().is_some_and(|subnet| matches!(reach(plan, subnet), Reach::Private(_)));
        !items.is_empty() && items.iter().all(private)
    };
    judge.expect(resource, path, fine, "この構成のプライベートサブネットだけ", "private subnets of this design only");
    used.extend(
        resource.body.value(path).into_iter().flat_map(|value| subnets(plan, value)).map(|subnet| (subnet.address.clone(), subnet)),
    );
}

fn private_subnet<'a>(judge: &mut Judge<'a>, subnet: &'a Resource) {
    match reach(judge.plan(), subnet) {
        Reach::Private(association) => judge.saw(
            association,
            format!("{} の経路表にインターネットゲートウェイへの経路がない", subnet.address),
            format!("the route table of {} has no route to an internet gateway", subnet.address),
        ),
        Reach::Public(line) => judge.lacks_line(
            Some(subnet),
            line,
            ("インターネットゲートウェイへの経路がある", "has a route to an internet gateway"),
            ("NAT ゲートウェイへの経路、または経路なし", "a route to a NAT gateway, or none"),
        ),
        Reach::Unknown => judge.lacks(
            subnet,
            ("経路表の関連付けがない", "no route table is associated"),
            ("経路表の関連付け（aws_route_table_association）", "an aws_route_table_association"),
        ),
    }
    judge.expect(subnet, "map_public_ip_on_launch", is_off, "map_public_ip_on_launch = false", "map_public_ip_on_launch = false");
}

/// What a subnet's route table lets it reach.
enum Reach<'a> {
    /// No internet gateway; its association.
    Private(&'a Resource),
    /// An internet gateway, by the route on this line.
    Public(Line),
    /// The main route table of the VPC holds, whatever stands in it.
    Unknown,
}

fn reach<'a>(plan: &'a Plan, subnet: &Resource) -> Reach<'a> {
    let Some((association, table)) = route_table(plan, subnet) else { return Reach::Unknown };
    let inline = table.body.blocks_of("route");
    let own = plan.of_type("aws_route").filter(|route| refers(&route.body, "route_table_id", table)).map(|route| &route.body);
    let gateway = own.chain(inline).find(|route| {
        let value = route.value("gateway_id");
        value.is_some_and(|value| {
            let named = value.references().iter().any(|reference| reference.address.contains("aws_internet_gateway."));
            named || value.as_str().is_some_and(|text| text.starts_with("igw-"))
        })
    });
    gateway.map_or(Reach::Private(association), |route| Reach::Public(route.line.clone()))
}

pub(super) fn route_table<'a>(plan: &'a Plan, subnet: &Resource) -> Option<(&'a Resource, &'a Resource)> {
    let association = plan.of_type("aws_route_table_association").find(|association| refers(&association.body, "subnet_id", subnet))?;
    Some((association, plan.behind(association.body.value("route_table_id")?, "aws_route_table")?))
}
