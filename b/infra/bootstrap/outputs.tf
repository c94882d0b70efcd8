output "alarm_topic_arn" {
  description = "Topic of the account's alarms, findings and failed backups."
  value       = aws_sns_topic.alarms.arn
}

output "backup_vault_arn" {
  description = "Vault of the recovery points; null without account_baseline.backup."
  value       = one(aws_backup_vault.this[*].arn)
}

output "github_oidc_provider_arn" {
  description = "Identity provider that the roles of the workflows trust."
  value       = "arn:aws:iam::${local.account_id}:oidc-provider/token.actions.githubusercontent.com"
}

output "hosted_zone_name_servers" {
  description = "Name servers to enter at the registrar, by zone."
  value       = { for name, zone in aws_route53_zone.this : name => zone.name_servers }
}

output "lock_table" {
  description = "Lock table for backend.tf; null where locks lie in the bucket."
  value       = one(aws_dynamodb_table.lock[*].name)
}

output "state_bucket" {
  description = "State bucket for backend.tf."
  value       = aws_s3_bucket.state.id
}

output "state_kms_key_arn" {
  description = "Key of state and lock table."
  value       = aws_kms_key.state.arn
}

output "trail_arn" {
  description = "CloudTrail of the account."
  value       = aws_cloudtrail.this.arn
}

output "trail_bucket" {
  description = "Archive of the trail."
  value       = aws_s3_bucket.trail.id
}
