output "configuration_set_arn" {
  description = "What a sender must be allowed to use, together with the identity."
  value       = aws_sesv2_configuration_set.this.arn
}

output "configuration_set_name" {
  description = "Configuration set that every mail names."
  value       = aws_sesv2_configuration_set.this.configuration_set_name
}

output "event_topic_arn" {
  description = "Topic of bounces, complaints and rejects."
  value       = aws_sns_topic.events.arn
}

output "identity_arn" {
  description = "What a sender must be allowed to send from."
  value       = aws_sesv2_email_identity.this.arn
}
