# What has no metric, or says more as an event than as a number.

locals {
  # Composed, because a service's own ARN is known only after the first apply.
  service_arns = [
    for name in values(var.targets.ecs_service_names) :
    "arn:aws:ecs:${var.aws_region}:${local.account_id}:service/${var.targets.ecs_cluster_name}/${name}"
  ]

  # By name of the rule.
  events = {
    # RDS says it once, in the minute it happens: connections were cut, and the other zone works now.
    database = {
      description = "Failures and failovers of the database"
      pattern = {
        detail = {
          EventCategories  = ["failover", "failure", "low storage"]
          SourceIdentifier = [var.targets.db_identifier]
        }
        detail-type = ["RDS DB Instance Event"]
        source      = ["aws.rds"]
      }
    }

    # Rolled back by an alarm or stopped by hand; the workflow that began it may be over by then.
    deployments = {
      description = "Deployments of the API that failed or were stopped"
      pattern = {
        detail = {
          application = [var.targets.codedeploy_application_name]
          state       = ["FAILURE", "STOP"]
        }
        detail-type = ["CodeDeploy Deployment State-change Notification"]
        source      = ["aws.codedeploy"]
      }
    }

    # An image that is gone, a secret that is empty, no address left, a worker that was rolled back.
    services = {
      description = "Services that cannot start tasks, and deployments of the worker that failed"
      pattern = {
        detail = {
          eventName = [
            "SERVICE_DEPLOYMENT_FAILED",
            "SERVICE_TASK_CONFIGURATION_FAILURE",
            "SERVICE_TASK_PLACEMENT_FAILURE",
            "SERVICE_TASK_START_IMPAIRED",
          ]
        }
        detail-type = ["ECS Deployment State Change", "ECS Service Action"]
        resources   = local.service_arns
        source      = ["aws.ecs"]
      }
    }

    # Tasks read the password once, at start: after a rotation the next connection of a running task is
    # refused. Somebody has to deploy, and nobody should have to remember the day.
    password = {
      description = "The password of the database was rotated, or could not be: deploy API and worker"
      pattern = {
        detail = {
          additionalEventData = { SecretId = [var.targets.database_secret_arn] }
          eventName           = ["RotationFailed", "RotationSucceeded"]
        }
        detail-type = ["AWS Service Event via CloudTrail"]
        source      = ["aws.secretsmanager"]
      }
    }
  }
}

resource "aws_cloudwatch_event_rule" "this" {
  for_each = local.events

  description   = each.value.description
  event_pattern = jsonencode(each.value.pattern)
  name          = "${var.name_prefix}-${each.key}"

  tags = merge(var.tags, { Name = "${var.name_prefix}-${each.key}" })
}

resource "aws_cloudwatch_event_target" "this" {
  for_each = aws_cloudwatch_event_rule.this

  arn       = aws_sns_topic.alarms.arn
  rule      = each.value.name
  target_id = "alarms"
}

# The event comes once a job has used up its attempts: a report or a bulk mail that did not happen.
# AWS Batch has no metric of it.
resource "aws_cloudwatch_event_rule" "failed_jobs" {
  for_each = var.targets.job_queue_arns

  description = "Batch jobs of queue ${each.key} that failed for good"
  name        = "${var.name_prefix}-failed-jobs-${each.key}"

  event_pattern = jsonencode({
    detail      = { jobQueue = [each.value], status = ["FAILED"] }
    detail-type = ["Batch Job State Change"]
    source      = ["aws.batch"]
  })

  tags = merge(var.tags, { Name = "${var.name_prefix}-failed-jobs-${each.key}" })
}

resource "aws_cloudwatch_event_target" "failed_jobs" {
  for_each = aws_cloudwatch_event_rule.failed_jobs

  arn       = aws_sns_topic.alarms.arn
  rule      = each.value.name
  target_id = "alarms"
}
