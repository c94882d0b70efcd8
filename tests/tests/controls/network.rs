//! NET.

use design_core::compliance::Verdict;
use sekkei_tests::compliance::case;

const BATCH: &str = "infra/modules/batch/main.tf";
const CDN: &str = "infra/modules/cloudfront/main.tf";
const CDN_POLICY: &str = "infra/modules/cloudfront/bucket_policy.tf";
const ENDPOINTS: &str = "infra/modules/vpc/endpoints.tf";
const GROUPS: &str = "infra/modules/vpc/security_groups.tf";
const LOAD_BALANCER: &str = "infra/modules/alb/main.tf";
const RDS: &str = "infra/modules/rds/main.tf";
const SERVICES: &str = "infra/modules/ecs/services.tf";
const SUBNETS: &str = "infra/modules/vpc/subnets.tf";
const VPC: &str = "infra/modules/vpc/main.tf";
const WAF: &str = "infra/modules/alb/waf.tf";

#[test]
fn net_01_private_placement() {
    case("default").meets("NET-01");
    case("public database").replace(RDS, "publicly_accessible    = false", "publicly_accessible    = true").breaks(&["NET-01"]);
    case("public tasks").replace(SERVICES, "assign_public_ip = false", "assign_public_ip = true").breaks(&["NET-01"]);
    case("public jobs").replace(BATCH, "assignPublicIp = \"DISABLED\"", "assignPublicIp = \"ENABLED\"").breaks(&["NET-01"]);
    case("database in public subnets")
        .replace_everywhere("main.tf", "module.vpc.data_subnet_ids", "module.vpc.public_subnet_ids")
        .breaks(&["NET-01"]);
    case("tasks in a stranger's subnet").replace(SERVICES, "= var.subnet_ids", "= [\"subnet-0123456789abcdef0\"]").breaks(&["NET-01"]);
    case("jobs nobody can read")
        .replace(
            BATCH,
            "container_properties = jsonencode({",
            "container_properties = format(\"%s\", aws_batch_job_queue.this.arn) == \"\" ? \"\" : jsonencode({",
        )
        .breaks(&["NET-01", "VUL-04", "IAM-05", "IAM-07", "LOG-08"]);
    case("default subnets").replace(RDS, "  db_subnet_group_name   = aws_db_subnet_group.this.name\n", "").breaks(&["NET-01", "AVL-01"]);
    case("route to the internet")
        .replace(
            SUBNETS,
            "nat_gateway_id         = aws_nat_gateway.this[each.value.nat_letter].id",
            "gateway_id = aws_internet_gateway.this.id",
        )
        .breaks(&["NET-01"]);
    case("main route table")
        .replace(SUBNETS, "subnet_id      = aws_subnet.data[each.key].id", "subnet_id = aws_subnet.public[each.key].id")
        .breaks(&["NET-01"]);
    case("public addresses on launch")
        .replace(SUBNETS, "map_public_ip_on_launch = false", "map_public_ip_on_launch = true")
        .breaks(&["NET-01"]);
}

#[test]
fn net_02_nothing_is_open() {
    case("default").meets("NET-02");
    case("all ports").replace(GROUPS, "from_port         = local.https_port", "from_port         = 0").breaks(&["NET-02", "NET-04"]);
    case("test listener open")
        .replace(
            GROUPS,
            "description                  = \"Test listener from api tasks\"",
            "description = \"Test\"\n  cidr_ipv6 = \"::/0\"",
        )
        .breaks(&["NET-02", "TLS-01"]);
    case("open in halves")
        .replace(
            GROUPS,
            "description                  = \"Requests and health checks from the load balancer\"",
            "description = \"All\"\n  cidr_ipv4 = \"128.0.0.0/1\"",
        )
        .breaks(&["NET-02"]);
    case("open inside the group")
        .replace(
            GROUPS,
            "description = \"Interface VPC endpoints\"",
            "description = \"Interface VPC endpoints\"\n  ingress {\n    from_port   = 443\n    to_port     = 443\n    protocol    = \"tcp\"\n    cidr_blocks = [\"0.0.0.0/0\"]\n  }",
        )
        .breaks(&["NET-02"]);
    let ssh = "resource \"aws_vpc_security_group_ingress_rule\" \"wide\" {\n  cidr_ipv4 = \"0.0.0.0/0\"\n  from_port = 22\n  to_port = 22\n  ip_protocol = \"tcp\"\n  security_group_id = aws_security_group.alb.id\n}\n\n# Cache\n";
    case("ssh for the world").replace(GROUPS, "# Cache\n", ssh).breaks(&["NET-02"]);
    let database = ssh.replace("22", "443").replace("group.alb.id", "group.rds.id");
    case("443 of the database for the world").replace(GROUPS, "# Cache\n", &database).breaks(&["NET-02", "NET-03"]);
    case("port 80 without a redirect").replace(GROUPS, "https_port      = 443", "https_port      = 80").breaks(&["NET-02", "NET-04"]);
}

#[test]
fn net_03_stores_by_group() {
    case("default").meets("NET-03");
    case("database by address")
        .replace(
            GROUPS,
            "description                  = \"PostgreSQL from ${each.value}\"",
            "description = \"PostgreSQL\"\n  cidr_ipv4 = \"10.0.0.0/16\"",
        )
        .breaks(&["NET-03"]);
    case("other ports").replace(GROUPS, "cache_port      = 6379", "cache_port      = 22").breaks(&["NET-03"]);
    case("from the load balancer")
        .replace(
            GROUPS,
            "referenced_security_group_id = aws_security_group.app[each.key].id\n  security_group_id            = aws_security_group.rds.id",
            "referenced_security_group_id = aws_security_group.alb.id\n  security_group_id = aws_security_group.rds.id",
        )
        .breaks(&["NET-03"]);
    case("a stranger's group").replace(RDS, "[var.security_group_id]", "[\"sg-0123456789abcdef0\"]").breaks(&["NET-03"]);
    case("older rule")
        .replace(
            GROUPS,
            "# Cache\n",
            "resource \"aws_security_group_rule\" \"office\" {\n  type = \"ingress\"\n  from_port = 5432\n  to_port = 5432\n  protocol = \"tcp\"\n  cidr_blocks = [\"10.0.0.0/8\"]\n  security_group_id = aws_security_group.rds.id\n}\n\n# Cache\n",
        )
        .breaks(&["NET-03"]);
}

#[test]
fn net_04_egress_is_limited() {
    case("default").meets("NET-04");
    case("everywhere")
        .replace(GROUPS, "description       = \"HTTPS to AWS and to outside services\"", "description = \"All\"")
        .replace(
            GROUPS,
            "ip_protocol       = \"tcp\"\n  security_group_id = aws_security_group.app[each.key].id",
            "ip_protocol = \"-1\"\n  security_group_id = aws_security_group.app[each.key].id",
        )
        .breaks(&["NET-04"]);
    case("a stranger's group").replace(SERVICES, "[var.security_group_ids.api]", "[\"sg-0123456789abcdef0\"]").breaks(&["NET-04"]);
}

#[test]
fn net_05_default_group_is_closed() {
    case("default").meets("NET-05");
    case("not taken over")
        .replace(
            VPC,
            "resource \"aws_default_security_group\" \"this\" {",
            "resource \"aws_default_security_group\" \"this\" {\n  count = 0",
        )
        .breaks(&["NET-05"]);
    case("a rule in it")
        .replace(
            VPC,
            "resource \"aws_default_security_group\" \"this\" {",
            "resource \"aws_default_security_group\" \"this\" {\n  ingress {\n    protocol  = \"-1\"\n    self      = true\n    from_port = 0\n    to_port   = 0\n  }\n",
        )
        .breaks(&["NET-05"]);
    case("a rule for it")
        .replace(GROUPS, "security_group_id = aws_security_group.alb.id", "security_group_id = aws_default_security_group.this.id")
        .breaks(&["NET-05", "NET-02"]);
}

#[test]
fn net_06_endpoints_are_the_same() {
    case("default").meets("NET-06");
    case("no logs").replace(ENDPOINTS, "    \"logs\",\n", "").breaks(&["NET-06"]);
    case("no queues").replace(ENDPOINTS, "    \"sqs\",\n", "").breaks(&["NET-06"]);
    case("no private names").replace(ENDPOINTS, "private_dns_enabled = true", "private_dns_enabled = false").breaks(&["NET-06"]);
    case("no gateway").replace(ENDPOINTS, ".s3\"\n", ".dynamodb\"\n").breaks(&["NET-06"]);
    case("gateway elsewhere")
        .replace(ENDPOINTS, "[for table in aws_route_table.app : table.id]", "[aws_route_table.data.id]")
        .breaks(&["NET-06"]);
    let fewer = case("fewer in dev").replace(
        ENDPOINTS,
        "for_each = local.interface_endpoints",
        "for_each = setsubtract(local.interface_endpoints, endswith(var.name_prefix, \"-dev\") ? [\"sts\"] : [])",
    );
    let judged = fewer.judged();
    assert!(matches!(judged.verdict("NET-06", 0), Some(Verdict::Fails(_))));
    assert_eq!(judged.verdict("NET-06", 2), Some(Verdict::Met));
    fewer.breaks(&["NET-06"]);
}

#[test]
fn net_07_firewall_on_every_entry() {
    case("default").meets("NET-07");
    case("of another scope").replace(WAF, "scope       = \"REGIONAL\"", "scope       = \"CLOUDFRONT\"").breaks(&["NET-07", "NET-10"]);
    case("not associated")
        .replace(WAF, "resource_arn = aws_lb.this.arn", "resource_arn = aws_lb_target_group.this[\"blue\"].arn")
        .breaks(&["NET-07", "NET-10"]);
    case("a stranger's web ACL at the edge")
        .replace(
            CDN,
            "http_version        = \"http2and3\"",
            "http_version = \"http2and3\"\n  web_acl_id = \"arn:aws:wafv2:us-east-1:123456789012:global/webacl/x/1\"",
        )
        .breaks(&["NET-07"]);
    case("API elsewhere").replace(CDN, "domain_name = origin.value", "domain_name = \"api.example.com\"").breaks(&["NET-07", "NET-10"]);
}

#[test]
fn net_08_firewall_rules() {
    case("default").meets("NET-08");
    for group in ["CommonRuleSet", "KnownBadInputsRuleSet", "SQLiRuleSet"] {
        case(group).replace(WAF, &format!("AWSManagedRules{group}"), "AWSManagedRulesLinuxRuleSet").breaks(&["NET-08"]);
    }
    case("only counts").replace(WAF, "none {}", "count {}").breaks(&["NET-08"]);
    case("many rules count")
        .replace(
            WAF,
            "[\"SizeRestrictions_BODY\"]",
            "[\"SizeRestrictions_BODY\", \"NoUserAgent_HEADER\", \"CrossSiteScripting_BODY\", \"GenericLFI_BODY\"]",
        )
        .breaks(&["NET-08"]);
    case("rate only counted").replace(WAF, "block {}", "count {}").breaks(&["NET-08"]);
    case("direct requests without limit").replace(WAF, "not_statement {", "and_statement {").breaks(&["NET-08"]);
    case("high limit").prod("alb.waf_rate_limit_5min", 1_000_000).breaks(&["NET-08"]);
    let high = case("high limit").prod("alb.waf_rate_limit_5min", 1_000_000).judged();
    let mended = high.find("NET-08", 2).is_some_and(|found| found.judgement.findings.iter().all(|finding| finding.repair.len() == 1));
    assert!(mended, "a size mends it");
}

#[test]
fn net_09_origin_access() {
    case("default").meets("NET-09");
    case("unsigned").replace(CDN, "= \"always\"", "= \"never\"").breaks(&["NET-09"]);
    case("no OAC").replace(CDN, "    origin_access_control_id = aws_cloudfront_origin_access_control.this.id\n", "").breaks(&["NET-09"]);
    case("any distribution")
        .replace(CDN_POLICY, "[aws_cloudfront_distribution.this.arn]", "[\"arn:aws:cloudfront::123456789012:distribution/*\"]")
        .breaks(&["NET-09"]);
    case("another condition").replace(CDN_POLICY, "\"AWS:SourceArn\"", "\"AWS:Referer\"").breaks(&["NET-09"]);
    case("everybody")
        .replace(CDN_POLICY, "identifiers = [\"cloudfront.amazonaws.com\"]", "identifiers = [\"ec2.amazonaws.com\"]")
        .breaks(&["NET-09"]);
}

#[test]
fn net_10_no_bypass() {
    case("default").meets("NET-10");
    // By CloudFront's addresses alone the load balancer needs no firewall of its own for this.
    let edge = case("prefix list")
        .replace(
            GROUPS,
            "cidr_ipv4         = var.closed_network ? \"10.0.0.0/8\" : \"0.0.0.0/0\"\n  description       = var.closed_network ? \"HTTPS from closed networks\" : \"HTTPS from the internet\"",
            "prefix_list_id = data.aws_ec2_managed_prefix_list.edge.id\n  description = \"CloudFront\"",
        )
        .replace(
            GROUPS,
            "# Load balancer\n",
            "data \"aws_ec2_managed_prefix_list\" \"edge\" {\n  name = \"com.amazonaws.global.cloudfront.origin-facing\"\n}\n",
        )
        .replace(WAF, "resource_arn = aws_lb.this.arn", "resource_arn = aws_lb_target_group.this[\"blue\"].arn");
    edge.meets("NET-10");
    case("internal")
        .replace(LOAD_BALANCER, "internal                   = var.alb.client_auth == \"vpn\"", "internal = true")
        .meets("NET-10");
    let alone = case("no API behind the edge").prod("alb.client_auth", "mtls").judged();
    assert_eq!(alone.verdict("NET-10", 2), Some(Verdict::NotApplicable));
}

/// What a foreign bundle may hold instead of our database and cache.
#[test]
fn other_stores_are_judged_too() {
    let other = "resource \"aws_rds_cluster\" \"other\" {\n  engine = \"aurora-postgresql\"\n}\n\nresource \"aws_elasticache_cluster\" \"other\" {\n  engine = \"redis\"\n}\n\n# RDS would create";
    let judged = case("others").replace(RDS, "# RDS would create", other).judged();
    for control in ["ENC-01", "ENC-03", "NET-01", "NET-03", "TLS-05", "TLS-06"] {
        assert!(matches!(judged.verdict(control, 2), Some(Verdict::Fails(_))), "{control}");
    }
}
