# Jobs of AWS Batch, which has no metric of its failures.

# The event comes once a job has used up its attempts: a report or a bulk mail that did not happen.
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
