# Every security group of the environment and who may talk to whom. Groups name
# each other, never addresses; the only address open to the world is 443 of the
# load balancer, and not even that where clients come by a closed network.

locals {
  # Who runs the application's code.
  app_groups = toset(concat(
    ["api"],
    var.components.batch ? ["batch"] : [],
    var.components.worker ? ["worker"] : [],
  ))

  api_port        = 8000
  cache_port      = 6379
  database_port   = 5432
  https_port      = 443
  test_https_port = 8443
}

# Load balancer

resource "aws_security_group" "alb" {
  description = "Application load balancer"
  name        = "${var.name_prefix}-alb"
  vpc_id      = aws_vpc.this.id

  tags = merge(var.tags, { Name = "${var.name_prefix}-alb" })
}

resource "aws_vpc_security_group_ingress_rule" "alb_https" {
  cidr_ipv4         = var.closed_network ? "10.0.0.0/8" : "0.0.0.0/0"
  description       = var.closed_network ? "HTTPS from closed networks" : "HTTPS from the internet"
  from_port         = local.https_port
  ip_protocol       = "tcp"
  security_group_id = aws_security_group.alb.id
  to_port           = local.https_port

  tags = merge(var.tags, { Name = "${var.name_prefix}-alb-https" })
}

# The other private ranges. Which of their addresses have a way here is settled by
# the routes of the closed line or VPN.
resource "aws_vpc_security_group_ingress_rule" "alb_https_closed" {
  for_each = toset(var.closed_network ? ["172.16.0.0/12", "192.168.0.0/16"] : [])

  cidr_ipv4         = each.value
  description       = "HTTPS from closed networks"
  from_port         = local.https_port
  ip_protocol       = "tcp"
  security_group_id = aws_security_group.alb.id
  to_port           = local.https_port

  tags = merge(var.tags, { Name = "${var.name_prefix}-alb-https" })
}

# The test listener shows a version that nobody has released yet: only from
# inside an api task (by ECS Exec), never from the internet.
resource "aws_vpc_security_group_ingress_rule" "alb_test" {
  description                  = "Test listener from api tasks"
  from_port                    = local.test_https_port
  ip_protocol                  = "tcp"
  referenced_security_group_id = aws_security_group.app["api"].id
  security_group_id            = aws_security_group.alb.id
  to_port                      = local.test_https_port

  tags = merge(var.tags, { Name = "${var.name_prefix}-alb-test" })
}

resource "aws_vpc_security_group_egress_rule" "alb_api" {
  description                  = "Requests and health checks to api tasks"
  from_port                    = local.api_port
  ip_protocol                  = "tcp"
  referenced_security_group_id = aws_security_group.app["api"].id
  security_group_id            = aws_security_group.alb.id
  to_port                      = local.api_port

  tags = merge(var.tags, { Name = "${var.name_prefix}-alb-api" })
}

# Application: api always, batch and worker where they exist

resource "aws_security_group" "app" {
  for_each = local.app_groups

  description = "Application tasks: ${each.value}"
  name        = "${var.name_prefix}-${each.value}"
  vpc_id      = aws_vpc.this.id

  tags = merge(var.tags, { Name = "${var.name_prefix}-${each.value}" })
}

resource "aws_vpc_security_group_ingress_rule" "api_alb" {
  description                  = "Requests and health checks from the load balancer"
  from_port                    = local.api_port
  ip_protocol                  = "tcp"
  referenced_security_group_id = aws_security_group.alb.id
  security_group_id            = aws_security_group.app["api"].id
  to_port                      = local.api_port

  tags = merge(var.tags, { Name = "${var.name_prefix}-api-alb" })
}

# To any address, because the application calls outside services (LINE) whose
# addresses change. It is also the way to the VPC endpoints and to S3.
resource "aws_vpc_security_group_egress_rule" "app_https" {
  for_each = local.app_groups

  cidr_ipv4         = "0.0.0.0/0"
  description       = "HTTPS to AWS and to outside services"
  from_port         = local.https_port
  ip_protocol       = "tcp"
  security_group_id = aws_security_group.app[each.key].id
  to_port           = local.https_port

  tags = merge(var.tags, { Name = "${var.name_prefix}-${each.value}-https" })
}

resource "aws_vpc_security_group_egress_rule" "app_rds" {
  for_each = local.app_groups

  description                  = "PostgreSQL"
  from_port                    = local.database_port
  ip_protocol                  = "tcp"
  referenced_security_group_id = aws_security_group.rds.id
  security_group_id            = aws_security_group.app[each.key].id
  to_port                      = local.database_port

  tags = merge(var.tags, { Name = "${var.name_prefix}-${each.value}-rds" })
}

resource "aws_vpc_security_group_egress_rule" "app_elasticache" {
  for_each = local.app_groups

  description                  = "Redis or Valkey"
  from_port                    = local.cache_port
  ip_protocol                  = "tcp"
  referenced_security_group_id = aws_security_group.elasticache.id
  security_group_id            = aws_security_group.app[each.key].id
  to_port                      = local.cache_port

  tags = merge(var.tags, { Name = "${var.name_prefix}-${each.value}-elasticache" })
}

resource "aws_vpc_security_group_egress_rule" "api_alb_test" {
  description                  = "Smoke tests of an unreleased version"
  from_port                    = local.test_https_port
  ip_protocol                  = "tcp"
  referenced_security_group_id = aws_security_group.alb.id
  security_group_id            = aws_security_group.app["api"].id
  to_port                      = local.test_https_port

  tags = merge(var.tags, { Name = "${var.name_prefix}-api-alb-test" })
}

# Database

resource "aws_security_group" "rds" {
  description = "RDS for PostgreSQL"
  name        = "${var.name_prefix}-rds"
  vpc_id      = aws_vpc.this.id

  tags = merge(var.tags, { Name = "${var.name_prefix}-rds" })
}

resource "aws_vpc_security_group_ingress_rule" "rds_app" {
  for_each = local.app_groups

  description                  = "PostgreSQL from ${each.value}"
  from_port                    = local.database_port
  ip_protocol                  = "tcp"
  referenced_security_group_id = aws_security_group.app[each.key].id
  security_group_id            = aws_security_group.rds.id
  to_port                      = local.database_port

  tags = merge(var.tags, { Name = "${var.name_prefix}-rds-${each.value}" })
}

# Cache

resource "aws_security_group" "elasticache" {
  description = "ElastiCache replication group"
  name        = "${var.name_prefix}-elasticache"
  vpc_id      = aws_vpc.this.id

  tags = merge(var.tags, { Name = "${var.name_prefix}-elasticache" })
}

resource "aws_vpc_security_group_ingress_rule" "elasticache_app" {
  for_each = local.app_groups

  description                  = "Redis or Valkey from ${each.value}"
  from_port                    = local.cache_port
  ip_protocol                  = "tcp"
  referenced_security_group_id = aws_security_group.app[each.key].id
  security_group_id            = aws_security_group.elasticache.id
  to_port                      = local.cache_port

  tags = merge(var.tags, { Name = "${var.name_prefix}-elasticache-${each.value}" })
}

# Interface endpoints

resource "aws_security_group" "endpoints" {
  description = "Interface VPC endpoints"
  name        = "${var.name_prefix}-endpoints"
  vpc_id      = aws_vpc.this.id

  tags = merge(var.tags, { Name = "${var.name_prefix}-endpoints" })
}

resource "aws_vpc_security_group_ingress_rule" "endpoints_app" {
  for_each = local.app_groups

  description                  = "HTTPS from ${each.value}"
  from_port                    = local.https_port
  ip_protocol                  = "tcp"
  referenced_security_group_id = aws_security_group.app[each.key].id
  security_group_id            = aws_security_group.endpoints.id
  to_port                      = local.https_port

  tags = merge(var.tags, { Name = "${var.name_prefix}-endpoints-${each.value}" })
}
