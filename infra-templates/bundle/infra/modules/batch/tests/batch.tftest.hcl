# What module batch promises, planned without AWS: `terraform init && terraform test` in this
# module's folder. Mocked providers need Terraform 1.7 or newer (tried with 1.11.4), the module itself does not.

mock_provider "aws" {
  source = "../../mocks"
}

variables {
  app_environment = {
    APP_ENV = "prod"
  }
  app_secrets = {
    DATABASE_PASSWORD = "arn:aws:secretsmanager:ap-northeast-1:123456789012:secret:rds!db-demo:password::"
  }
  aws_region = "ap-northeast-1"
  batch = {
    job_attempts        = 3
    job_cpu             = 1024
    job_memory          = 2048
    job_timeout_seconds = 3600
    max_vcpus           = 16
  }
  buckets = {
    "audit-logs"     = "arn:aws:s3:::demo-prod-audit-logs-123456789012"
    "hbp-next"       = "arn:aws:s3:::demo-prod-hbp-next-123456789012"
    "user-resources" = "arn:aws:s3:::demo-prod-user-resources-123456789012"
  }
  cache_connect_arns = ["arn:aws:elasticache:ap-northeast-1:123456789012:replicationgroup:demo-prod", "arn:aws:elasticache:ap-northeast-1:123456789012:user:demo-prod-app"]
  environment        = "prod"
  execution_role_arn = "arn:aws:iam::123456789012:role/demo-prod-execution"
  image              = "123456789012.dkr.ecr.ap-northeast-1.amazonaws.com/demo-prod-api:bootstrap"
  kms_key_arn        = "arn:aws:kms:ap-northeast-1:123456789012:key/data"
  log_retention_days = 400
  logs_kms_key_arn   = "arn:aws:kms:ap-northeast-1:123456789012:key/logs"
  mail = {
    configuration_set_arn = "arn:aws:ses:ap-northeast-1:123456789012:configuration-set/demo-prod"
    identity_arn          = "arn:aws:ses:ap-northeast-1:123456789012:identity/mail.example.jp"
  }
  name_prefix              = "demo-prod"
  permissions_boundary_arn = "arn:aws:iam::123456789012:policy/demo-boundary"
  queue_arns               = ["arn:aws:sqs:ap-northeast-1:123456789012:demo-prod-mailer"]
  security_group_id        = "sg-0123456789abcdef0"
  subnet_ids               = ["subnet-a", "subnet-c"]
  tags = {
    Project = "demo"
  }
}

run "keeps_its_promises" {
  command = plan

  assert {
    condition     = aws_batch_compute_environment.this.compute_resources[0].type == "FARGATE" && aws_batch_compute_environment.this.compute_resources[0].max_vcpus == 16
    error_message = "Jobs run on Fargate, up to the limit that was asked for."
  }

  assert {
    condition     = aws_batch_job_queue.this.name == "prod_default" && aws_batch_job_definition.this.name == "prod_fastapi_default_job"
    error_message = "The application finds queue and definition under the names it expects."
  }
}

run "writes_to_no_queue_that_is_not_there" {
  command = plan

  variables {
    queue_arns = []
  }

  assert {
    condition     = !contains([for statement in data.aws_iam_policy_document.job.statement : statement.sid], "Queues")
    error_message = "A statement without a resource is no policy."
  }
}

run "runs_nothing_as_root" {
  command = apply

  assert {
    condition     = jsondecode(aws_batch_job_definition.this.container_properties).user == "1000" && try(jsondecode(aws_batch_job_definition.this.container_properties).privileged, false) == false
    error_message = "Jobs run as an ordinary user, like the services."
  }
}

run "refuses_no_attempt" {
  command = plan

  variables {
    batch = merge(var.batch, { job_attempts = 0 })
  }

  expect_failures = [var.batch]
}

run "refuses_a_pair_that_fargate_does_not_offer" {
  command = plan

  variables {
    batch = merge(var.batch, { job_memory = 512 })
  }

  expect_failures = [var.batch]
}

run "refuses_a_timeout_below_a_minute" {
  command = plan

  variables {
    batch = merge(var.batch, { job_timeout_seconds = 59 })
  }

  expect_failures = [var.batch]
}

run "refuses_no_vcpu" {
  command = plan

  variables {
    batch = merge(var.batch, { max_vcpus = 0 })
  }

  expect_failures = [var.batch]
}

run "refuses_less_than_one_job" {
  command = plan

  variables {
    batch = merge(var.batch, { job_cpu = 16384, job_memory = 32768, max_vcpus = 15 })
  }

  expect_failures = [var.batch]
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
