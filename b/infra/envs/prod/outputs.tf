# What the workflows and the operators read. Sorted by name.

output "alarm_topic_arn" {
  description = "Topic of all alarms; chat or paging subscribes here."
  value       = module.monitoring.alarm_topic_arn
}

output "api_security_group_id" {
  description = "Security group of the api tasks; the AppSpec of a deployment names it."
  value       = module.vpc.security_group_ids.api
}

output "api_url" {
  description = "Where the API answers."
  value       = module.route53.api_url
}

output "app_bucket_names" {
  description = "Application buckets by key."
  value       = module.s3.app_bucket_names
}

output "app_subnet_ids" {
  description = "Private subnets of the tasks; the AppSpec of a deployment names them."
  value       = module.vpc.app_subnet_ids
}

output "app_url" {
  description = "Where the app answers."
  value       = module.route53.app_url
}

output "batch_job_definition_name" {
  description = "Job definition of AWS Batch; null without components.batch."
  value       = one(module.batch[*].job_definition_name)
}

output "batch_job_queue_name" {
  description = "Job queue of AWS Batch; null without components.batch."
  value       = one(module.batch[*].job_queue_name)
}

output "cloudfront_distribution_id" {
  description = "Distribution whose cache a deployment of the front end invalidates."
  value       = module.cloudfront.distribution_id
}

output "cloudfront_domain_name" {
  description = "CloudFront's own name of the distribution."
  value       = module.cloudfront.domain_name
}

output "codedeploy_application_name" {
  description = "CodeDeploy application of the API."
  value       = module.ecs.codedeploy_application_name
}

output "codedeploy_group_name" {
  description = "CodeDeploy deployment group of the API."
  value       = module.ecs.codedeploy_group_name
}

output "dashboard_name" {
  description = "CloudWatch dashboard of the environment."
  value       = module.monitoring.dashboard_name
}

output "database_endpoint" {
  description = "Host name and port of the database; reachable from the tasks only."
  value       = module.rds.endpoint
}

output "database_secret_arn" {
  description = "Secret with user and password of the database; RDS fills and rotates it."
  value       = module.rds.master_user_secret_arn
}

output "ecr_repository_urls" {
  description = "Image repositories; worker is null without components.worker."
  value       = module.cicd.repository_urls
}

output "ecs_cluster_name" {
  description = "ECS cluster."
  value       = module.ecs.cluster_name
}

output "ecs_service_names" {
  description = "ECS services: api, and worker where it exists."
  value       = module.ecs.service_names
}

output "ecs_task_families" {
  description = "Task definition families; a deployment starts from the newest revision. worker is null without components.worker."
  value       = module.ecs.task_families
}

output "front_bucket_name" {
  description = "Bucket to which a deployment of the front end uploads."
  value       = module.s3.front_bucket.id
}

output "github_role_arns" {
  description = "Roles that GitHub Actions assumes: apply, deploy and plan."
  value       = module.cicd.role_arns
}

output "github_variables" {
  description = "Variables that the workflows read, by where GitHub keeps them; .github/workflows/README.md sets them from here."
  value = {
    environment = merge(
      {
        API_SECURITY_GROUP_ID      = module.vpc.security_group_ids.api
        APP_SUBNET_IDS             = join(",", module.vpc.app_subnet_ids)
        AWS_APPLY_ROLE_ARN         = module.cicd.role_arns.apply
        AWS_DEPLOY_ROLE_ARN        = module.cicd.role_arns.deploy
        CLOUDFRONT_DISTRIBUTION_ID = module.cloudfront.distribution_id
        CODEDEPLOY_APPLICATION     = module.ecs.codedeploy_application_name
        CODEDEPLOY_GROUP           = module.ecs.codedeploy_group_name
        ECR_API_REPOSITORY_URL     = module.cicd.repository_urls.api
        ECS_API_FAMILY             = module.ecs.task_families.api
        ECS_CLUSTER                = module.ecs.cluster_name
        FRONT_BUCKET               = module.s3.front_bucket.id
      },
      # The workflow deploys what it finds a variable for.
      { for name in module.batch[*].job_definition_name : "BATCH_JOB_DEFINITION" => name },
      var.components.worker ? {
        ECR_WORKER_REPOSITORY_URL = module.cicd.repository_urls.worker
        ECS_WORKER_FAMILY         = module.ecs.task_families.worker
        ECS_WORKER_SERVICE        = module.ecs.service_names.worker
      } : {},
    )

    # Plans run outside the GitHub environment, because they must not wait for an approval.
    repository = {
      "AWS_PLAN_ROLE_ARN_${upper(replace(var.environment, "-", "_"))}" = module.cicd.role_arns.plan

      AWS_REGION = var.region
    }
  }
}

output "nat_public_ips" {
  description = "Addresses from which the application calls outside services."
  value       = module.vpc.nat_public_ips
}

output "secrets_to_fill" {
  description = "Secrets that are created empty: fill each before the first deployment, tasks do not start without."
  value       = module.ecs.secret_names
}
