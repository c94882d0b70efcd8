# What module alb promises, planned without AWS: `terraform init && terraform test` in this
# module's folder. Mocked providers need Terraform 1.7 or newer (tried with 1.11.4), the module itself does not.

mock_provider "aws" {
  source = "../../mocks"
}

variables {
  alb = {
    client_auth          = "none"
    deletion_protection  = true
    idle_timeout_seconds = 60
    ssl_policy           = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09"
    waf_rate_limit_5min  = 2000
  }
  aws_region = "ap-northeast-1"
  cdn = {
    header_name        = "x-origin-marker"
    header_value       = "marker"
    viewer_header_name = "x-viewer-address"
  }
  certificate_arn = "arn:aws:acm:ap-northeast-1:123456789012:certificate/api"
  client_ca = {
    bucket = "demo-tfstate"
    key    = null
  }
  health_check = {
    deregistration_delay_seconds = 120
    path                         = "/health"
  }
  log_bucket = {
    arn         = "arn:aws:s3:::demo-prod-logs"
    domain_name = "demo-prod-logs.s3.amazonaws.com"
    id          = "demo-prod-logs"
  }
  log_retention_days = 400
  logs_kms_key_arn   = "arn:aws:kms:ap-northeast-1:123456789012:key/logs"
  name_prefix        = "demo-prod"
  security_group_id  = "sg-0123456789abcdef0"
  subnet_ids         = ["subnet-a", "subnet-c"]
  tags = {
    Project = "demo"
  }
  vpc_id = "vpc-0123456789abcdef0"
}

run "keeps_its_promises" {
  command = plan

  assert {
    condition     = aws_lb_listener.https.protocol == "HTTPS" && aws_lb_listener.test.protocol == "HTTPS"
    error_message = "Both listeners speak TLS."
  }

  assert {
    condition     = aws_lb_listener.https.ssl_policy == var.alb.ssl_policy && aws_lb_listener.test.ssl_policy == var.alb.ssl_policy
    error_message = "Both listeners use the chosen TLS policy."
  }

  assert {
    condition     = aws_lb.this.enable_deletion_protection && aws_lb.this.drop_invalid_header_fields && aws_lb.this.access_logs[0].enabled
    error_message = "The load balancer is protected, drops invalid headers and logs."
  }

  assert {
    condition     = alltrue([for group in values(aws_lb_target_group.this) : group.target_type == "ip" && length(group.name) <= 32])
    error_message = "Fargate needs targets by address; names have 32 characters at most."
  }

  assert {
    condition     = aws_wafv2_web_acl.this.scope == "REGIONAL" && length(aws_wafv2_web_acl.this.rule) == 6
    error_message = "The firewall has two rate rules and four managed groups."
  }

  assert {
    condition     = startswith(aws_cloudwatch_log_group.waf.name, "aws-waf-logs-")
    error_message = "AWS WAF writes to no other log group."
  }
}

run "asks_nobody_for_a_certificate_by_default" {
  command = plan

  assert {
    condition     = aws_lb_listener.https.mutual_authentication[0].mode == "off" && length(aws_lb_trust_store.clients) == 0 && !aws_lb.this.internal && !aws_lb.this.connection_logs[0].enabled
    error_message = "Undecided: no certificates, a public load balancer."
  }
}

run "verifies_client_certificates" {
  command = plan

  variables {
    alb       = merge(var.alb, { client_auth = "mtls" })
    client_ca = merge(var.client_ca, { key = "demo/prod/client-ca.pem" })
  }

  assert {
    condition     = aws_lb_listener.https.mutual_authentication[0].mode == "verify" && length(aws_lb_trust_store.clients) == 1
    error_message = "The listener of clients verifies their certificates against the trust store."
  }

  assert {
    condition     = aws_lb_trust_store.clients[0].ca_certificates_bundle_s3_key == "demo/prod/client-ca.pem" && length(aws_lb_trust_store.clients[0].name) <= 32
    error_message = "The trust store reads the named object."
  }

  assert {
    condition     = aws_lb.this.connection_logs[0].enabled && aws_lb.this.connection_logs[0].prefix == aws_lb.this.access_logs[0].prefix
    error_message = "Refused certificates are logged, where the policy of the bucket lets them in."
  }

  assert {
    condition     = length(aws_wafv2_web_acl.this.rule) == 5 && !aws_lb.this.internal
    error_message = "Nobody is believed to be CloudFront: one rate rule and four managed groups."
  }
}

run "stands_in_a_closed_network" {
  command = plan

  variables {
    alb = merge(var.alb, { client_auth = "vpn" })
  }

  assert {
    condition     = aws_lb.this.internal && aws_lb_listener.https.mutual_authentication[0].mode == "off" && length(aws_wafv2_web_acl.this.rule) == 5
    error_message = "The load balancer has private addresses only."
  }
}

run "refuses_an_unknown_client_authentication" {
  command = plan

  variables {
    alb = merge(var.alb, { client_auth = "exception" })
  }

  expect_failures = [var.alb]
}

run "refuses_an_idle_timeout_of_zero" {
  command = plan

  variables {
    alb = merge(var.alb, { idle_timeout_seconds = 0 })
  }

  expect_failures = [var.alb]
}

run "refuses_a_policy_with_tls_1_0" {
  command = plan

  variables {
    alb = merge(var.alb, { ssl_policy = "ELBSecurityPolicy-2016-08" })
  }

  expect_failures = [var.alb]
}

run "refuses_a_rate_below_100" {
  command = plan

  variables {
    alb = merge(var.alb, { waf_rate_limit_5min = 99 })
  }

  expect_failures = [var.alb]
}

run "refuses_a_negative_delay" {
  command = plan

  variables {
    health_check = merge(var.health_check, { deregistration_delay_seconds = -1 })
  }

  expect_failures = [var.health_check]
}

run "refuses_a_path_without_a_slash" {
  command = plan

  variables {
    health_check = merge(var.health_check, { path = "health" })
  }

  expect_failures = [var.health_check]
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
