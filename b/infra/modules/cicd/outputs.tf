output "repository_urls" {
  description = "Image repositories; worker is null without components.worker."
  value = {
    api      = aws_ecr_repository.this["api"].repository_url
    frontend = aws_ecr_repository.this["frontend"].repository_url
    worker   = one([for key, repository in aws_ecr_repository.this : repository.repository_url if key == "worker"])
  }
}

output "role_arns" {
  description = "Roles that workflows assume: plan reads, apply changes the infrastructure, deploy brings a new version out."
  value       = { for key, role in aws_iam_role.github : key => role.arn }
}
