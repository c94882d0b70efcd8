data "aws_caller_identity" "current" {}

locals {
  account_id = data.aws_caller_identity.current.account_id

  # Names are composed here, so that other modules can use them as keys before
  # the resources exist.
  api_name     = "${var.name_prefix}-api"
  cluster_name = var.name_prefix
  worker_name  = "${var.name_prefix}-worker"

  services = toset(concat(["api"], var.components.worker ? ["worker"] : []))

  # Every tag is immutable, so "latest" could be pushed once only. The first
  # image, pushed by hand before the first apply is finished, is called
  # "bootstrap"; every later one is named after its commit by the workflow, which
  # also registers the task definition that uses it.
  first_image_tag = "bootstrap"
}

resource "aws_ecs_cluster" "this" {
  name = local.cluster_name

  configuration {
    execute_command_configuration {
      kms_key_id = var.kms_key_arn
      logging    = "OVERRIDE"

      log_configuration {
        cloud_watch_encryption_enabled = true
        cloud_watch_log_group_name     = aws_cloudwatch_log_group.exec.name
      }
    }
  }

  setting {
    name  = "containerInsights"
    value = "enabled"
  }

  tags = merge(var.tags, { Name = local.cluster_name })

  # ECS writes the measurements as soon as the cluster exists, and would make their
  # log group itself: not with this key and retention, and no destroy would remove it.
  depends_on = [aws_cloudwatch_log_group.performance]
}

resource "aws_cloudwatch_log_group" "service" {
  for_each = local.services

  kms_key_id        = var.logs_kms_key_arn
  name              = "/aws/ecs/${var.name_prefix}/${each.value}"
  retention_in_days = var.log_retention_days

  tags = merge(var.tags, { Name = "/aws/ecs/${var.name_prefix}/${each.value}" })
}

# What was typed and shown in every ECS Exec session.
resource "aws_cloudwatch_log_group" "exec" {
  kms_key_id        = var.logs_kms_key_arn
  name              = "/aws/ecs/${var.name_prefix}/exec"
  retention_in_days = var.log_retention_days

  tags = merge(var.tags, { Name = "/aws/ecs/${var.name_prefix}/exec" })
}

# What Container Insights measures, under the only name that it writes to.
resource "aws_cloudwatch_log_group" "performance" {
  kms_key_id        = var.logs_kms_key_arn
  name              = "/aws/ecs/containerinsights/${local.cluster_name}/performance"
  retention_in_days = var.log_retention_days

  tags = merge(var.tags, { Name = "/aws/ecs/containerinsights/${local.cluster_name}/performance" })
}
