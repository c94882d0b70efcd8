output "bucket" {
  description = "Bucket to which a release is written."
  value       = aws_s3_bucket.this["site"].id
}

output "distribution_id" {
  description = "Distribution whose cached page a release makes forget."
  value       = aws_cloudfront_distribution.this.id
}

output "publish_role_arn" {
  description = "Role of the publishing workflow."
  value       = aws_iam_role.publish.arn
}
