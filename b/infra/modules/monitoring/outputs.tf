output "alarm_topic_arn" {
  description = "Topic of all alarms; further subscribers (chat, paging) attach here."
  value       = aws_sns_topic.alarms.arn
}

output "dashboard_name" {
  description = "CloudWatch dashboard of the environment."
  value       = aws_cloudwatch_dashboard.this.dashboard_name
}
