output "app_bucket_arns" {
  description = "ARNs of the application buckets by key: audit-logs, hbp-next, user-resources."
  value       = { for key in local.app_bucket_keys : key => aws_s3_bucket.this[key].arn }
}

output "app_bucket_names" {
  description = "Names of the application buckets by key: audit-logs, hbp-next, user-resources."
  value       = { for key in local.app_bucket_keys : key => aws_s3_bucket.this[key].id }
}

output "data_kms_key_arn" {
  description = "Key of patients' data: application buckets, secrets, cache, queues, image registry."
  value       = aws_kms_key.data.arn
}

output "front_bucket" {
  description = "Bucket of the front end, read by CloudFront; its policy belongs to module cloudfront."
  value = {
    arn                  = aws_s3_bucket.this["front"].arn
    id                   = aws_s3_bucket.this["front"].id
    regional_domain_name = aws_s3_bucket.this["front"].bucket_regional_domain_name
  }

  # The policy that module cloudfront writes must not meet the public access block half-way.
  depends_on = [aws_s3_bucket_public_access_block.this]
}

output "log_bucket" {
  description = "Bucket of load balancer, CloudFront and S3 access logs."
  value = {
    arn         = aws_s3_bucket.this["logs"].arn
    domain_name = aws_s3_bucket.this["logs"].bucket_domain_name
    id          = aws_s3_bucket.this["logs"].id
  }

  # A load balancer tests the bucket when logging is switched on: the policy has to be there first.
  depends_on = [
    aws_s3_bucket_ownership_controls.this,
    aws_s3_bucket_policy.logs,
    aws_s3_bucket_server_side_encryption_configuration.this,
  ]
}

output "logs_kms_key_arn" {
  description = "Key of log groups and notification topics."
  value       = aws_kms_key.logs.arn
}
