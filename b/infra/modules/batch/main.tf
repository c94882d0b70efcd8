data "aws_caller_identity" "this" {}

locals {
  account_id = data.aws_caller_identity.this.account_id

  # Fixed by the application (jobs/caller/aws_caller.py).
  job_definition_name = "${var.environment}_fastapi_default_job"
  job_queue_name      = "${var.environment}_default"

  log_group_name = "/aws/batch/${var.name_prefix}"
}

resource "aws_cloudwatch_log_group" "this" {
  kms_key_id        = var.logs_kms_key_arn
  name              = local.log_group_name
  retention_in_days = var.log_retention_days

  tags = merge(var.tags, { Name = local.log_group_name })
}

# No name: the argument is called compute_environment_name in provider 5 and name in
# provider 6. The provider invents one, which also lets a replacement exist beside
# its predecessor. No service role either: Batch then uses its service-linked role.
resource "aws_batch_compute_environment" "this" {
  type = "MANAGED"

  compute_resources {
    max_vcpus          = var.batch.max_vcpus
    security_group_ids = [var.security_group_id]
    subnets            = var.subnet_ids
    type               = "FARGATE"
  }

  tags = merge(var.tags, { Name = var.name_prefix })

  lifecycle {
    # A queue must never point at nothing.
    create_before_destroy = true
  }
}

resource "aws_batch_job_queue" "this" {
  name     = local.job_queue_name
  priority = 1
  state    = "ENABLED"

  compute_environment_order {
    compute_environment = aws_batch_compute_environment.this.arn
    order               = 1
  }

  tags = merge(var.tags, { Name = local.job_queue_name })
}

resource "aws_batch_job_definition" "this" {
  name                  = local.job_definition_name
  platform_capabilities = ["FARGATE"]
  propagate_tags        = true
  type                  = "container"

  # The deployment workflow registers revisions of its own, which Terraform does not
  # see. Jobs submitted by name take the newest; jobs already queued keep theirs, so
  # an older revision stays registered.
  deregister_on_new_revision = false

  container_properties = jsonencode({
    environment      = [for name, value in var.app_environment : { name = name, value = value }]
    executionRoleArn = var.execution_role_arn
    image            = var.image
    jobRoleArn       = aws_iam_role.job.arn
    secrets          = [for name, source in var.app_secrets : { name = name, valueFrom = source }]

    # As in the services: nothing runs as root. Jobs write their working files below /tmp, where
    # Fargate has no other place to write to, so the root file system is not read-only.
    user = "1000"

    fargatePlatformConfiguration = {
      platformVersion = "LATEST"
    }

    logConfiguration = {
      logDriver = "awslogs"
      options = {
        "awslogs-group"         = aws_cloudwatch_log_group.this.name
        "awslogs-region"        = var.aws_region
        "awslogs-stream-prefix" = "job"
      }
    }

    networkConfiguration = {
      assignPublicIp = "DISABLED"
    }

    resourceRequirements = [
      { type = "MEMORY", value = tostring(var.batch.job_memory) },
      { type = "VCPU", value = tostring(var.batch.job_cpu / 1024) },
    ]

    runtimePlatform = {
      cpuArchitecture       = "X86_64"
      operatingSystemFamily = "LINUX"
    }
  })

  retry_strategy {
    attempts = var.batch.job_attempts
  }

  timeout {
    attempt_duration_seconds = var.batch.job_timeout_seconds
  }

  tags = merge(var.tags, { Name = local.job_definition_name })
}
