# What module ecs promises, planned without AWS: `terraform init && terraform test` in this
# module's folder. Mocked providers need Terraform 1.7 or newer (tried with 1.11.4), the module itself does not.

mock_provider "aws" {
  source = "../../mocks"
}

variables {
  api = {
    autoscaling_cpu_percent         = 60
    autoscaling_requests_per_target = 600
    db_pool_overflow                = 5
    db_pool_size                    = 5
    deregistration_delay_seconds    = 120
    desired_count                   = 4
    health_check_path               = "/health"
    max_count                       = 12
    min_count                       = 4
    processes                       = 1
    task_cpu                        = 1024
    task_memory                     = 2048
    termination_wait_minutes        = 60
  }
  app_environment = {
    APP_ENV = "prod"
  }
  app_secrets = {
    DATABASE_PASSWORD = "arn:aws:secretsmanager:ap-northeast-1:123456789012:secret:rds!db-demo:password::"
  }
  aws_region = "ap-northeast-1"
  buckets = {
    "audit-logs"     = "arn:aws:s3:::demo-prod-audit-logs-123456789012"
    "hbp-next"       = "arn:aws:s3:::demo-prod-hbp-next-123456789012"
    "user-resources" = "arn:aws:s3:::demo-prod-user-resources-123456789012"
  }
  cache_connect_arns = ["arn:aws:elasticache:ap-northeast-1:123456789012:replicationgroup:demo-prod", "arn:aws:elasticache:ap-northeast-1:123456789012:user:demo-prod-app"]
  components = {
    batch  = true
    sqs    = true
    worker = true
  }
  distribution_arn = "arn:aws:cloudfront::123456789012:distribution/E0123456789ABC"
  environment      = "prod"
  kms_key_arn      = "arn:aws:kms:ap-northeast-1:123456789012:key/data"
  load_balancer = {
    arn_suffix        = "app/demo-prod-alb/0123456789abcdef"
    listener_arn      = "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:listener/app/demo-prod-alb/0123456789abcdef/a"
    test_listener_arn = "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:listener/app/demo-prod-alb/0123456789abcdef/b"
    target_groups = {
      blue = {
        arn        = "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:targetgroup/demo-prod-api-blue/0123456789abcdef"
        arn_suffix = "targetgroup/demo-prod-api-blue/0123456789abcdef"
        name       = "demo-prod-api-blue"
      }
      green = {
        arn        = "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:targetgroup/demo-prod-api-green/0123456789abcdef"
        arn_suffix = "targetgroup/demo-prod-api-green/0123456789abcdef"
        name       = "demo-prod-api-green"
      }
    }
  }
  log_retention_days = 400
  logs_kms_key_arn   = "arn:aws:kms:ap-northeast-1:123456789012:key/logs"
  mail = {
    configuration_set_arn = "arn:aws:ses:ap-northeast-1:123456789012:configuration-set/demo-prod"
    identity_arn          = "arn:aws:ses:ap-northeast-1:123456789012:identity/mail.example.jp"
  }
  name_prefix              = "demo-prod"
  permissions_boundary_arn = "arn:aws:iam::123456789012:policy/demo-boundary"
  queue_arns               = ["arn:aws:sqs:ap-northeast-1:123456789012:demo-prod-mailer"]
  repository_urls = {
    api      = "123456789012.dkr.ecr.ap-northeast-1.amazonaws.com/demo-prod-api"
    frontend = "123456789012.dkr.ecr.ap-northeast-1.amazonaws.com/demo-prod-frontend"
    worker   = "123456789012.dkr.ecr.ap-northeast-1.amazonaws.com/demo-prod-worker"
  }
  security_group_ids = {
    api    = "sg-0123456789abcdef0"
    worker = "sg-0123456789abcdef1"
  }
  subnet_ids = ["subnet-a", "subnet-c"]
  tags = {
    Project = "demo"
  }
  worker = {
    autoscaling_cpu_percent = 60
    desired_count           = 2
    max_count               = 4
    max_jobs                = 10
    min_count               = 2
    task_cpu                = 1024
    task_memory             = 2048
  }
}

run "keeps_its_promises" {
  command = plan

  assert {
    condition     = aws_ecs_service.api.deployment_controller[0].type == "CODE_DEPLOY" && aws_ecs_service.worker[0].deployment_controller[0].type == "ECS"
    error_message = "The API is deployed by CodeDeploy, the worker by ECS."
  }

  assert {
    condition     = !aws_ecs_service.api.network_configuration[0].assign_public_ip && !aws_ecs_service.worker[0].network_configuration[0].assign_public_ip
    error_message = "No task has a public address."
  }

  assert {
    condition     = aws_codedeploy_deployment_group.api.auto_rollback_configuration[0].enabled && aws_codedeploy_deployment_group.api.alarm_configuration[0].enabled
    error_message = "A deployment that fails or alarms is rolled back."
  }

  assert {
    condition     = aws_ecs_service.worker[0].deployment_circuit_breaker[0].rollback
    error_message = "A worker that does not start is rolled back."
  }

  assert {
    condition     = aws_ecs_cluster.this.configuration[0].execute_command_configuration[0].logging == "OVERRIDE" && aws_ecs_cluster.this.configuration[0].execute_command_configuration[0].kms_key_id == var.kms_key_arn
    error_message = "Sessions of ECS Exec are recorded and encrypted."
  }

  assert {
    condition     = aws_cloudwatch_log_group.performance.name == "/aws/ecs/containerinsights/${aws_ecs_cluster.this.name}/performance" && aws_cloudwatch_log_group.performance.kms_key_id == var.logs_kms_key_arn && aws_cloudwatch_log_group.performance.retention_in_days == 400
    error_message = "What Container Insights measures lies in a group with the key and the retention of the others, not in one that ECS makes."
  }

  assert {
    condition     = alltrue([for secret in values(aws_secretsmanager_secret.app) : secret.kms_key_id == var.kms_key_arn && secret.recovery_window_in_days == 30])
    error_message = "Secrets have the customer managed key and can be recovered."
  }

  assert {
    condition     = aws_appautoscaling_target.api.min_capacity == 4 && aws_appautoscaling_target.api.max_capacity == 12
    error_message = "The API scales between the limits that were asked for."
  }
}

run "without_worker" {
  command = plan

  variables {
    components = { batch = false, sqs = false, worker = false }
    queue_arns = []
  }

  assert {
    condition     = length(aws_ecs_service.worker) == 0 && length(aws_ecs_task_definition.worker) == 0
    error_message = "A component that is off creates nothing."
  }
}

run "refuses_a_cpu_target_of_100_percent" {
  command = plan

  variables {
    api = merge(var.api, { autoscaling_cpu_percent = 100 })
  }

  expect_failures = [var.api]
}

run "refuses_no_request_per_target" {
  command = plan

  variables {
    api = merge(var.api, { autoscaling_requests_per_target = 0 })
  }

  expect_failures = [var.api]
}

run "refuses_a_negative_pool_overflow" {
  command = plan

  variables {
    api = merge(var.api, { db_pool_overflow = -1 })
  }

  expect_failures = [var.api]
}

run "refuses_an_empty_pool" {
  command = plan

  variables {
    api = merge(var.api, { db_pool_size = 0 })
  }

  expect_failures = [var.api]
}

run "refuses_a_delay_beyond_an_hour" {
  command = plan

  variables {
    api = merge(var.api, { deregistration_delay_seconds = 3601 })
  }

  expect_failures = [var.api]
}

run "refuses_a_path_without_a_slash" {
  command = plan

  variables {
    api = merge(var.api, { health_check_path = "health" })
  }

  expect_failures = [var.api]
}

run "refuses_more_than_1000_tasks" {
  command = plan

  variables {
    api = merge(var.api, { max_count = 1001 })
  }

  expect_failures = [var.api]
}

run "refuses_fewer_tasks_than_the_minimum" {
  command = plan

  variables {
    api = merge(var.api, { desired_count = 1 })
  }

  expect_failures = [var.api]
}

run "refuses_no_process" {
  command = plan

  variables {
    api = merge(var.api, { processes = 0 })
  }

  expect_failures = [var.api]
}

run "refuses_a_pair_that_fargate_does_not_offer" {
  command = plan

  variables {
    api = merge(var.api, { task_memory = 512 })
  }

  expect_failures = [var.api]
}

run "refuses_a_wait_beyond_two_days" {
  command = plan

  variables {
    api = merge(var.api, { termination_wait_minutes = 2881 })
  }

  expect_failures = [var.api]
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

run "refuses_a_worker_cpu_target_of_100_percent" {
  command = plan

  variables {
    worker = merge(var.worker, { autoscaling_cpu_percent = 100 })
  }

  expect_failures = [var.worker]
}

run "refuses_more_than_1000_workers" {
  command = plan

  variables {
    worker = merge(var.worker, { max_count = 1001 })
  }

  expect_failures = [var.worker]
}

run "refuses_fewer_workers_than_the_minimum" {
  command = plan

  variables {
    worker = merge(var.worker, { desired_count = 1 })
  }

  expect_failures = [var.worker]
}

run "refuses_no_job_at_a_time" {
  command = plan

  variables {
    worker = merge(var.worker, { max_jobs = 0 })
  }

  expect_failures = [var.worker]
}

run "refuses_a_worker_pair_that_fargate_does_not_offer" {
  command = plan

  variables {
    worker = merge(var.worker, { task_memory = 512 })
  }

  expect_failures = [var.worker]
}
