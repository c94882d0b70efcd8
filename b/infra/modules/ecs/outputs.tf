output "cluster_arn" {
  description = "The cluster."
  value       = aws_ecs_cluster.this.arn
}

output "cluster_name" {
  description = "Name of the cluster."
  value       = local.cluster_name
}

output "codedeploy_application_name" {
  description = "CodeDeploy application of the API."
  value       = aws_codedeploy_app.api.name
}

output "codedeploy_group_name" {
  description = "CodeDeploy deployment group of the API."
  value       = aws_codedeploy_deployment_group.api.deployment_group_name
}

output "execution_role_arn" {
  description = "Role with which ECS starts tasks; Batch jobs start with it too."
  value       = aws_iam_role.execution.arn

  # A job that starts before its policy is attached fails for want of the image.
  depends_on = [aws_iam_role_policy.execution]
}

output "pass_role_arns" {
  description = "Roles that whoever registers a task definition hands to ECS tasks."
  value       = [aws_iam_role.execution.arn, aws_iam_role.task.arn]
}

output "secret_arns" {
  description = "Secrets that an operator fills, by short name: jwt-secret-key, totp-secret-key."
  value       = { for key, secret in aws_secretsmanager_secret.app : key => secret.arn }
}

output "secret_names" {
  description = "Names of the secrets that an operator fills, by short name."
  value       = { for key, secret in aws_secretsmanager_secret.app : key => secret.name }
}

output "service_names" {
  description = "Names of the services, known before they exist: api, and worker where it exists."
  value       = merge({ api = local.api_name }, var.components.worker ? { worker = local.worker_name } : {})
}

output "task_families" {
  description = "Families of task definitions by service; worker is null where it does not exist."
  value = {
    api    = aws_ecs_task_definition.api.family
    worker = one(aws_ecs_task_definition.worker[*].family)
  }
}
