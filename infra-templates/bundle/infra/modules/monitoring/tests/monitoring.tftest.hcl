# What module monitoring promises, planned without AWS: `terraform init && terraform test` in this
# module's folder. Mocked providers need Terraform 1.7 or newer (tried with 1.11.4), the module itself does not.

mock_provider "aws" {
  source = "../../mocks"
}

mock_provider "aws" {
  alias  = "us_east_1"
  source = "../../mocks"
}

variables {
  alarm_emails = ["ops@example.jp"]
  aws_region   = "ap-northeast-1"
  kms_key_arn  = "arn:aws:kms:ap-northeast-1:123456789012:key/logs"
  monitoring = {
    alb_5xx_count_5min        = 20
    cache_memory_percent      = 80
    ecs_cpu_percent           = 85
    ecs_memory_percent        = 85
    rds_connections           = 700
    rds_cpu_percent           = 80
    rds_free_storage_gb       = 20
    waf_blocked_requests_5min = 1000
  }
  name_prefix              = "demo-prod"
  permissions_boundary_arn = "arn:aws:iam::123456789012:policy/demo-boundary"
  tags = {
    Project = "demo"
  }
  targets = {
    alb_arn_suffix = "app/demo-prod-alb/0123456789abcdef"
    cache_cluster_ids = {
      "001" = "demo-prod-001"
    }
    cdn_certificate_arn         = "arn:aws:acm:us-east-1:123456789012:certificate/app"
    cdn_distribution_id         = "E0123456789ABC"
    certificate_arn             = "arn:aws:acm:ap-northeast-1:123456789012:certificate/api"
    codedeploy_application_name = "demo-prod-api"
    database_secret_arn         = "arn:aws:secretsmanager:ap-northeast-1:123456789012:secret:rds!db-0"
    db_identifier               = "demo-prod-postgres"
    dead_letter_queue_names = {
      mailer = "demo-prod-mailer-dlq"
    }
    ecs_cluster_name = "demo-prod"
    ecs_service_names = {
      api    = "demo-prod-api"
      worker = "demo-prod-worker"
    }
    job_queue_arns = {
      default = "arn:aws:batch:ap-northeast-1:123456789012:job-queue/prod_default"
    }
    nat_gateway_ids = {
      a = "nat-0123456789abcdef0"
    }
    queue_names = {
      mailer = "demo-prod-mailer"
    }
    queue_visibility_seconds = 360
    target_group_arn_suffixes = {
      blue  = "targetgroup/blue/0"
      green = "targetgroup/green/0"
    }
    web_acl_name           = "demo-prod-api"
    web_acl_rate_rule_name = "demo-prod-rate-per-ip"
  }
}

run "keeps_its_promises" {
  command = plan

  assert {
    condition     = jsondecode(aws_cloudwatch_event_rule.failed_jobs["default"].event_pattern) == { detail = { jobQueue = ["arn:aws:batch:ap-northeast-1:123456789012:job-queue/prod_default"], status = ["FAILED"] }, detail-type = ["Batch Job State Change"], source = ["aws.batch"] }
    error_message = "A job that failed for good is told of."
  }

  assert {
    condition     = { for name, rule in aws_cloudwatch_event_rule.this : name => jsondecode(rule.event_pattern).source[0] } == { database = "aws.rds", deployments = "aws.codedeploy", password = "aws.secretsmanager", services = "aws.ecs" } && keys(aws_cloudwatch_event_target.this) == keys(aws_cloudwatch_event_rule.this)
    error_message = "What has no metric is told of as an event."
  }

  assert {
    condition     = jsondecode(aws_cloudwatch_event_rule.this["password"].event_pattern).detail == { additionalEventData = { SecretId = [var.targets.database_secret_arn] }, eventName = ["RotationFailed", "RotationSucceeded"] }
    error_message = "A rotated password asks for a deployment."
  }

  assert {
    condition     = jsondecode(aws_cloudwatch_event_rule.this["services"].event_pattern).resources == ["arn:aws:ecs:ap-northeast-1:123456789012:service/demo-prod/demo-prod-api", "arn:aws:ecs:ap-northeast-1:123456789012:service/demo-prod/demo-prod-worker"]
    error_message = "Both services are named."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.oldest_message["mailer"].threshold == 1260
    error_message = "A message may be as old as one attempt takes, and fifteen minutes more."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.nat_ports["a"].dimensions == tomap({ NatGatewayId = "nat-0123456789abcdef0" })
    error_message = "Each NAT gateway is watched."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.cdn_certificate_expiry.dimensions == tomap({ CertificateArn = var.targets.cdn_certificate_arn })
    error_message = "The certificate of CloudFront is watched where its metric is."
  }

  assert {
    condition     = jsondecode(aws_cloudwatch_event_rule.carry_home.event_pattern).resources == ["arn:aws:cloudwatch:us-east-1:123456789012:alarm:${aws_cloudwatch_metric_alarm.cdn_certificate_expiry.alarm_name}", "arn:aws:cloudwatch:us-east-1:123456789012:alarm:${aws_cloudwatch_metric_alarm.cdn_5xx.alarm_name}"]
    error_message = "Both alarms of us-east-1 are carried."
  }

  assert {
    condition     = aws_cloudwatch_event_target.carry_home.arn == "arn:aws:events:ap-northeast-1:123456789012:event-bus/default" && aws_cloudwatch_event_rule.cdn.event_pattern == aws_cloudwatch_event_rule.carry_home.event_pattern
    error_message = "What is carried home is picked up there."
  }

  assert {
    condition     = aws_sns_topic.alarms.kms_master_key_id == var.kms_key_arn
    error_message = "The topic has the key that admits CloudWatch."
  }

  assert {
    condition     = keys(aws_sns_topic_subscription.email) == ["ops@example.jp"]
    error_message = "Somebody hears of it."
  }

  assert {
    condition     = keys(aws_cloudwatch_metric_alarm.unhealthy_hosts) == ["blue", "green"]
    error_message = "Both target groups are watched."
  }
}

run "refuses_an_address_without_a_domain" {
  command = plan

  variables {
    alarm_emails = ["ops"]
  }

  expect_failures = [var.alarm_emails]
}

run "refuses_no_server_error" {
  command = plan

  variables {
    monitoring = merge(var.monitoring, { alb_5xx_count_5min = 0 })
  }

  expect_failures = [var.monitoring]
}

run "refuses_more_than_all_of_the_memory_of_the_cache" {
  command = plan

  variables {
    monitoring = merge(var.monitoring, { cache_memory_percent = 101 })
  }

  expect_failures = [var.monitoring]
}

run "refuses_more_than_all_of_the_cpu_of_the_tasks" {
  command = plan

  variables {
    monitoring = merge(var.monitoring, { ecs_cpu_percent = 101 })
  }

  expect_failures = [var.monitoring]
}

run "refuses_more_than_all_of_the_memory_of_the_tasks" {
  command = plan

  variables {
    monitoring = merge(var.monitoring, { ecs_memory_percent = 101 })
  }

  expect_failures = [var.monitoring]
}

run "refuses_no_connection" {
  command = plan

  variables {
    monitoring = merge(var.monitoring, { rds_connections = 0 })
  }

  expect_failures = [var.monitoring]
}

run "refuses_more_than_all_of_the_cpu_of_the_database" {
  command = plan

  variables {
    monitoring = merge(var.monitoring, { rds_cpu_percent = 101 })
  }

  expect_failures = [var.monitoring]
}

run "refuses_no_free_storage" {
  command = plan

  variables {
    monitoring = merge(var.monitoring, { rds_free_storage_gb = 0 })
  }

  expect_failures = [var.monitoring]
}

run "refuses_no_blocked_request" {
  command = plan

  variables {
    monitoring = merge(var.monitoring, { waf_blocked_requests_5min = 0 })
  }

  expect_failures = [var.monitoring]
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
