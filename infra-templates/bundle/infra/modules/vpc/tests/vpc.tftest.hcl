# What module vpc promises, planned without AWS: `terraform init && terraform test` in this
# module's folder. Mocked providers need Terraform 1.7 or newer (tried with 1.11.4), the module itself does not.

mock_provider "aws" {
  source = "../../mocks"
}

variables {
  aws_region     = "ap-northeast-1"
  closed_network = false
  components = {
    batch  = true
    sqs    = true
    worker = true
  }
  log_retention_days       = 400
  logs_kms_key_arn         = "arn:aws:kms:ap-northeast-1:123456789012:key/logs"
  name_prefix              = "demo-prod"
  permissions_boundary_arn = "arn:aws:iam::123456789012:policy/demo-boundary"
  tags = {
    Project = "demo"
  }
  vpc = {
    az_count          = 3
    cidr              = "10.30.0.0/16"
    guardduty_runtime = true
    nat_gateway_count = 2
  }
}

run "keeps_its_promises" {
  command = plan

  assert {
    condition     = length(aws_subnet.app) == 3 && length(aws_nat_gateway.this) == 2
    error_message = "Every zone has subnets, and NAT gateways are as many as asked for."
  }

  assert {
    condition     = alltrue([for subnet in concat(values(aws_subnet.app), values(aws_subnet.data), values(aws_subnet.public)) : !subnet.map_public_ip_on_launch])
    error_message = "No subnet hands out public addresses."
  }

  assert {
    condition     = alltrue([for rule in values(aws_vpc_security_group_ingress_rule.rds_app) : rule.cidr_ipv4 == null && rule.from_port == 5432 && rule.to_port == 5432])
    error_message = "The database is reached by security groups alone, on its port."
  }

  assert {
    condition     = alltrue([for rule in values(aws_vpc_security_group_ingress_rule.elasticache_app) : rule.cidr_ipv4 == null && rule.from_port == 6379 && rule.to_port == 6379])
    error_message = "The cache is reached by security groups alone, on its port."
  }

  assert {
    condition     = aws_vpc_security_group_ingress_rule.alb_https.from_port == 443 && aws_vpc_security_group_ingress_rule.alb_https.to_port == 443 && aws_vpc_security_group_ingress_rule.alb_test.cidr_ipv4 == null
    error_message = "The world reaches 443 of the load balancer and nothing else."
  }

  assert {
    condition     = aws_iam_role.flow_logs.permissions_boundary == var.permissions_boundary_arn
    error_message = "Every role has its upper limit."
  }

  assert {
    condition     = aws_flow_log.this.traffic_type == "ALL"
    error_message = "Flow logs hold what got through."
  }

  assert {
    condition     = length(aws_vpc_endpoint.interface) == 11 && alltrue([for endpoint in values(aws_vpc_endpoint.interface) : endpoint.private_dns_enabled])
    error_message = "Ten services, and where GuardDuty's agent reports, are reached inside the VPC by their ordinary names."
  }
}

run "without_the_agent_of_guardduty" {
  command = plan

  variables {
    vpc = merge(var.vpc, { guardduty_runtime = false })
  }

  assert {
    condition     = length(aws_vpc_endpoint.interface) == 10 && !contains(keys(aws_vpc_endpoint.interface), "guardduty-data")
    error_message = "Nobody pays for an endpoint by which no agent reports."
  }
}

run "without_worker_and_batch" {
  command = plan

  variables {
    components = { batch = false, sqs = false, worker = false }
  }

  assert {
    condition     = keys(aws_security_group.app) == ["api"]
    error_message = "A component that is off has no security group."
  }
}

run "takes_clients_of_closed_networks_only" {
  command = plan

  variables {
    closed_network = true
  }

  assert {
    condition = toset(concat(
      [aws_vpc_security_group_ingress_rule.alb_https.cidr_ipv4],
      [for rule in aws_vpc_security_group_ingress_rule.alb_https_closed : rule.cidr_ipv4],
    )) == toset(["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"])
    error_message = "Private addresses and no others reach the load balancer."
  }
}

run "refuses_a_region_outside_japan" {
  command = plan

  variables {
    aws_region = "us-east-1"
  }

  expect_failures = [var.aws_region]
}

run "refuses_a_retention_that_cloudwatch_does_not_know" {
  command = plan

  variables {
    log_retention_days = 100
  }

  expect_failures = [var.log_retention_days]
}

run "refuses_a_name_prefix_that_is_too_long" {
  command = plan

  variables {
    name_prefix = "a-name-that-is-far-too-long"
  }

  expect_failures = [var.name_prefix]
}

run "refuses_a_name_prefix_with_two_hyphens" {
  command = plan

  variables {
    name_prefix = "demo--prod"
  }

  expect_failures = [var.name_prefix]
}

run "refuses_a_single_zone" {
  command = plan

  variables {
    vpc = merge(var.vpc, { az_count = 1 })
  }

  expect_failures = [var.vpc]
}

run "refuses_a_range_that_is_not_a_whole_16" {
  command = plan

  variables {
    vpc = merge(var.vpc, { cidr = "10.30.1.0/24" })
  }

  expect_failures = [var.vpc]
}

run "refuses_an_address_inside_a_range" {
  command = plan

  variables {
    vpc = merge(var.vpc, { cidr = "10.30.1.0/16" })
  }

  expect_failures = [var.vpc]
}

run "refuses_no_nat_gateway" {
  command = plan

  variables {
    vpc = merge(var.vpc, { nat_gateway_count = 0 })
  }

  expect_failures = [var.vpc]
}

run "refuses_more_nat_gateways_than_zones" {
  command = plan

  variables {
    vpc = merge(var.vpc, { az_count = 2, nat_gateway_count = 3 })
  }

  expect_failures = [aws_vpc.this]
}
