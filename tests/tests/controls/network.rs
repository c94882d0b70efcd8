//! NET.

use sekkei_tests::compliance::case;

const GROUPS: &str = "infra/modules/vpc/security_groups.tf";

#[test]
fn net_01_private_placement() {
    case("default").meets("NET-01");
    case("public database")
        .replace("infra/modules/rds/main.tf", "publicly_accessible    = false", "publicly_accessible    = true")
        .breaks(&["NET-01"]);
    case("public subnet addresses")
        .replace("infra/modules/vpc/subnets.tf", "map_public_ip_on_launch = false", "map_public_ip_on_launch = true")
        .breaks(&["NET-01"]);
    case("public tasks")
        .replace("infra/modules/ecs/services.tf", "assign_public_ip = false", "assign_public_ip = true")
        .breaks(&["NET-01"]);
}

#[test]
fn net_02_world_open_ingress() {
    case("default").meets("NET-02");
    let wide = "resource \"aws_vpc_security_group_ingress_rule\" \"wide\" {\n  cidr_ipv4 = \"0.0.0.0/0\"\n  from_port = 22\n  to_port = 22\n  ip_protocol = \"tcp\"\n  security_group_id = aws_security_group.alb.id\n}\n";
    let first = "locals {\n  # Who runs";
    case("ssh for the world").replace(GROUPS, first, &format!("{wide}{first}")).breaks(&["NET-02"]);
    let mine = wide.replace("22", "443").replace("group.alb.id", "group.rds.id");
    case("443 of the database for the world").replace(GROUPS, first, &format!("{mine}{first}")).breaks(&["NET-02", "NET-03"]);
}

#[test]
fn net_03_stores_by_reference() {
    case("default").meets("NET-03");
    let wide = "resource \"aws_vpc_security_group_ingress_rule\" \"wide\" {\n  cidr_ipv4 = \"10.0.0.0/8\"\n  from_port = 5432\n  to_port = 5432\n  ip_protocol = \"tcp\"\n  security_group_id = aws_security_group.rds.id\n}\n";
    let first = "locals {\n  # Who runs";
    case("a network may reach the database").replace(GROUPS, first, &format!("{wide}{first}")).breaks(&["NET-03"]);
}

#[test]
fn net_05_default_group_closed() {
    case("default").meets("NET-05");
    case("a rule in the default group")
        .replace(
            "infra/modules/vpc/main.tf",
            "resource \"aws_default_security_group\" \"this\" {",
            "resource \"aws_default_security_group\" \"this\" {\n  ingress {\n    self = true\n    from_port = 0\n    to_port = 0\n    protocol = \"-1\"\n  }\n",
        )
        .breaks(&["NET-05"]);
}

#[test]
fn net_07_firewall_on_the_entrance() {
    case("default").meets("NET-07");
    case("an ACL for CloudFront").replace("infra/modules/alb/waf.tf", "\"REGIONAL\"", "\"CLOUDFRONT\"").breaks(&["NET-07"]);
}
