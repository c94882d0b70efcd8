//! Rules of security groups, whichever way a bundle writes them: as resources of their own, as the
//! older `aws_security_group_rule`, or inside the group.

use super::relation::names;
use crate::compliance::judge::shown;
use crate::compliance::policy::text;
use crate::plan::{Block, Line, Plan, Resource, Value};

/// A rule.
pub(super) struct Rule<'a> {
    /// Where it is written.
    pub(super) resource: &'a Resource,
    /// Line of the rule.
    pub(super) line: Line,
    /// Lets traffic in, not out.
    pub(super) inbound: bool,
    /// `tcp`, `udp`, `-1` for all, or what else stands there.
    protocol: String,
    /// First and last port, where both are known.
    ports: Option<(f64, f64)>,
    /// Whose rule it is; `None`: of the group it stands in.
    owner: Option<&'a Value>,
    /// CIDR blocks.
    pub(super) addresses: Vec<&'a Value>,
    /// Security groups on the other side.
    pub(super) groups: Vec<&'a Value>,
    /// Prefix lists on the other side.
    pub(super) prefix_lists: Vec<&'a Value>,
    /// The group itself is on the other side.
    pub(super) itself: bool,
    /// Written as an attribute that says nothing of its parts (`ingress = …`).
    opaque: bool,
}

const ADDRESSES: [&str; 4] = ["cidr_blocks", "cidr_ipv4", "cidr_ipv6", "ipv6_cidr_blocks"];
const GROUPS: [&str; 3] = ["referenced_security_group_id", "security_groups", "source_security_group_id"];
const PREFIX_LISTS: [&str; 2] = ["prefix_list_id", "prefix_list_ids"];

/// All rules of a plan.
pub(super) fn rules(plan: &Plan) -> Vec<Rule<'_>> {
    let own = |kind, inbound| plan.of_type(kind).map(move |resource| rule(resource, &resource.body, inbound));
    let older = plan.of_type("aws_security_group_rule").map(|resource| {
        let inbound = resource.body.text("type") != Some("egress");
        rule(resource, &resource.body, inbound)
    });
    let inside = ["aws_security_group", "aws_default_security_group"].into_iter().flat_map(|kind| plan.of_type(kind)).flat_map(|group| {
        [("ingress", true), ("egress", false)].into_iter().flat_map(move |(kind, inbound)| {
            let blocks = group.body.blocks_of(kind).map(move |block| rule(group, block, inbound));
            let attribute = group.find(kind).filter(|attribute| attribute.value != Value::list(Vec::new())).map(|attribute| Rule {
                line: attribute.line.clone(),
                opaque: true,
                ..rule(group, &group.body, inbound)
            });
            blocks.chain(attribute)
        })
    });
    own("aws_vpc_security_group_ingress_rule", true)
        .chain(own("aws_vpc_security_group_egress_rule", false))
        .chain(older)
        .chain(inside)
        .collect()
}

/// The rules of a group.
pub(super) fn rules_of<'a>(plan: &'a Plan, group: &Resource) -> Vec<Rule<'a>> {
    rules(plan).into_iter().filter(|rule| rule.belongs_to(group)).collect()
}

/// The security groups that a value names.
pub(super) fn groups<'a>(plan: &'a Plan, value: &Value) -> Vec<&'a Resource> {
    plan.of_type("aws_security_group").filter(|group| value.refers_to(&group.address)).collect()
}

fn rule<'a>(resource: &'a Resource, block: &'a Block, inbound: bool) -> Rule<'a> {
    let all = |names: &[&str]| -> Vec<&'a Value> { names.iter().filter_map(|name| block.value(name)).flat_map(each).collect() };
    let protocol = ["ip_protocol", "protocol"].iter().find_map(|name| block.value(name)).map_or_else(|| "…".to_owned(), text);
    let protocol = match protocol.as_str() {
        "6" | "TCP" => "tcp".to_owned(),
        "all" => "-1".to_owned(),
        _ => protocol,
    };
    let ports = if protocol == "-1" { Some((0.0, 65535.0)) } else { block.number("from_port").zip(block.number("to_port")) };
    Rule {
        resource,
        line: block.line.clone(),
        inbound,
        protocol,
        ports,
        owner: block.value("security_group_id"),
        addresses: all(&ADDRESSES),
        groups: all(&GROUPS),
        prefix_lists: all(&PREFIX_LISTS),
        itself: block.bool("self") == Some(true),
        opaque: false,
    }
}

/// A list's items, or the one value.
fn each(value: &Value) -> Vec<&Value> {
    match value {
        Value::List(items) | Value::Set(items) => items.iter().collect(),
        single => vec![single],
    }
}

impl Rule<'_> {
    /// Is it a rule of this group?
    pub(super) fn belongs_to(&self, group: &Resource) -> bool {
        self.owner.map_or_else(|| self.resource.address == group.address, |owner| names(owner, group, "id"))
    }

    /// Is the whole internet on the other side, or may it be?
    pub(super) fn is_open(&self) -> bool {
        self.opaque || self.addresses.iter().any(|address| is_wide(address))
    }

    /// Exactly one TCP port, and this one.
    pub(super) fn is_only(&self, port: f64) -> bool {
        self.protocol == "tcp" && self.ports == Some((port, port))
    }

    /// Is a TCP port among those of the rule, or may it be?
    pub(super) fn covers(&self, port: f64) -> bool {
        matches!(self.protocol.as_str(), "tcp" | "-1" | "…") && self.ports.is_none_or(|(from, to)| from <= port && port <= to)
    }

    /// What it says, in Terraform's terms.
    pub(super) fn text(&self) -> String {
        let way = if self.inbound { "ingress" } else { "egress" };
        let ports = match self.ports {
            _ if self.opaque => "…".to_owned(),
            Some((from, to)) if from == to => format!("{} {from:.0}", self.protocol),
            Some((from, to)) => format!("{} {from:.0}-{to:.0}", self.protocol),
            None => format!("{} …", self.protocol),
        };
        let mut peers: Vec<String> =
            [&self.addresses, &self.groups, &self.prefix_lists].into_iter().flatten().map(|value| shown(value)).collect();
        if self.itself {
            peers.push("self".to_owned());
        }
        format!("{way} {ports}: {}", peers.join(", "))
    }
}

/// More addresses than a single organisation holds: a /0, or one of the halves and quarters that
/// add up to it. What is unknown may be that.
fn is_wide(address: &Value) -> bool {
    let Some((network, length)) = address.as_str().and_then(|text| text.split_once('/')) else { return true };
    let narrowest = if network.contains(':') { 16 } else { 8 };
    length.parse::<u8>().map_or(true, |length| length < narrowest)
}
