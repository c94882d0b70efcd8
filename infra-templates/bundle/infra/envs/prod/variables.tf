variable "alarm_emails" {
  description = "Addresses that receive alarms; each has to confirm the subscription once."
  type        = list(string)
}

variable "alb" {
  description = "Load balancer and its web application firewall."
  type = object({
    client_auth          = string
    deletion_protection  = bool
    idle_timeout_seconds = number
    ssl_policy           = string
    waf_rate_limit_5min  = number
  })
}

variable "api" {
  description = "API service on ECS Fargate."
  type = object({
    autoscaling_cpu_percent         = number
    autoscaling_requests_per_target = number
    db_pool_overflow                = number
    db_pool_size                    = number
    deregistration_delay_seconds    = number
    desired_count                   = number
    health_check_path               = string
    max_count                       = number
    min_count                       = number
    processes                       = number
    task_cpu                        = number
    task_memory                     = number
    termination_wait_minutes        = number
  })
}

variable "aws_account_id" {
  description = "The only account this environment may be applied to; null accepts whichever the credentials name."
  type        = string
  default     = null

  validation {
    condition     = var.aws_account_id == null || can(regex("^[0-9]{12}$", var.aws_account_id))
    error_message = "aws_account_id must be 12 digits."
  }
}

variable "batch" {
  description = "AWS Batch on Fargate; read only when components.batch is true."
  type = object({
    job_attempts        = number
    job_cpu             = number
    job_memory          = number
    job_timeout_seconds = number
    max_vcpus           = number
  })
}

variable "cicd" {
  description = "Image registry."
  type = object({
    images_kept = number
  })
}

variable "cloudfront" {
  description = "Content delivery network."
  type = object({
    price_class = string
  })
}

variable "components" {
  description = "Components that this environment creates."
  type = object({
    batch  = bool
    sqs    = bool
    worker = bool
  })
}

variable "domain" {
  description = "Hosted zone and the host names inside it."
  type = object({
    api_host  = string
    app_host  = string
    mail_host = string
    zone      = string
  })
}

variable "elasticache" {
  description = "ElastiCache replication group."
  type = object({
    automatic_failover      = bool
    engine                  = string
    node_type               = string
    num_cache_clusters      = number
    snapshot_retention_days = number
  })
}

variable "environment" {
  description = "Environment name; part of every resource name."
  type        = string
}

variable "github" {
  description = "Repository and GitHub environment whose workflows may assume the roles of this environment."
  type = object({
    branch          = string
    environment     = string
    organization    = string
    organization_id = string
    repository      = string
    repository_id   = string
  })
}

variable "kms" {
  description = "Customer managed keys."
  type = object({
    deletion_window_days = number
  })
}

variable "logs" {
  description = "Log retention and the write-once archive of audit logs."
  type = object({
    archive_days     = number
    object_lock_days = number
    object_lock_mode = string
    retention_days   = number
  })
}

variable "monitoring" {
  description = "Alarm thresholds."
  type = object({
    alb_5xx_count_5min        = number
    cache_memory_percent      = number
    ecs_cpu_percent           = number
    ecs_memory_percent        = number
    rds_connections           = number
    rds_cpu_percent           = number
    rds_free_storage_gb       = number
    waf_blocked_requests_5min = number
  })
}

variable "phi" {
  description = "True when real patient data lives here; becomes the tag Phi."
  type        = bool
}

variable "project" {
  description = "Project name; part of every resource name."
  type        = string
}

variable "rds" {
  description = "RDS for PostgreSQL 17."
  type = object({
    allocated_storage_gb      = number
    backup_retention_days     = number
    deletion_protection       = bool
    enable_pitr               = bool
    engine_version            = string
    instance_class            = string
    log_min_duration_ms       = number
    max_allocated_storage_gb  = number
    monitoring_interval       = number
    multi_az                  = bool
    performance_insights_days = number
    pgaudit                   = bool
  })
}

variable "region" {
  description = "AWS region of everything but the CloudFront certificate."
  type        = string
}

variable "s3" {
  description = "Application buckets."
  type = object({
    noncurrent_days          = number
    noncurrent_versions_kept = number
    transition_ia_days       = number
  })
}

variable "sqs" {
  description = "Mailer and LINE queues; read only when components.sqs is true."
  type = object({
    dlq_retention_seconds      = number
    max_receive_count          = number
    message_retention_seconds  = number
    visibility_timeout_seconds = number
  })
}

variable "state" {
  description = "Where this environment's state lies, as backend.tf says: the workflows' roles may reach it and no other. lock_table is null where the lock is a file."
  type = object({
    bucket     = string
    key        = string
    lock_table = string
  })
}

variable "tags" {
  description = "Cost allocation tags in addition to Environment, ManagedBy, Phi and Project."
  type        = map(string)
}

variable "vpc" {
  description = "Network."
  type = object({
    az_count          = number
    cidr              = string
    guardduty_runtime = bool
    nat_gateway_count = number
  })
}

variable "worker" {
  description = "arq worker service on ECS Fargate; read only when components.worker is true."
  type = object({
    autoscaling_cpu_percent = number
    desired_count           = number
    max_count               = number
    max_jobs                = number
    min_count               = number
    task_cpu                = number
    task_memory             = number
  })
}
