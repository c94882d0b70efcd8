# この環境のサイズと名前。
# 環境ごとに違うのは、このファイルと backend.tf だけです。

project        = "hbp-cc"
environment    = "stg"
region         = "ap-northeast-1"
aws_account_id = null

domain = {
  api_host  = "api-stg"
  app_host  = "app-stg"
  mail_host = "mail-stg"
  zone      = "example.jp"
}

github = {
  branch          = "staging"
  environment     = "staging"
  organization    = "change--me"
  organization_id = null
  repository      = "hbp-cc"
  repository_id   = null
}

state = {
  bucket     = "hbp-cc-tfstate"
  key        = "hbp-cc/stg/terraform.tfstate"
  lock_table = "hbp-cc-tflock"
}

tags = {
  CostCenter = "medical-saas"
  DataClass  = "confidential"
  Owner      = "platform"
}

alarm_emails = []

# 作成するもの
phi = false

# 作成するもの
components = {
  batch  = true
  sqs    = true
  worker = true
}

# API（ECS Fargate）
api = {
  autoscaling_cpu_percent         = 60
  autoscaling_requests_per_target = 600
  db_pool_overflow                = 5
  db_pool_size                    = 5
  deregistration_delay_seconds    = 60
  desired_count                   = 2
  health_check_path               = "/health"
  max_count                       = 4
  min_count                       = 2
  processes                       = 1
  task_cpu                        = 512
  task_memory                     = 1024
  termination_wait_minutes        = 15
}

# arq worker（ECS Fargate）
worker = {
  autoscaling_cpu_percent = 60
  desired_count           = 1
  max_count               = 2
  max_jobs                = 10
  min_count               = 1
  task_cpu                = 512
  task_memory             = 1024
}

# データベース（RDS PostgreSQL 17）
rds = {
  allocated_storage_gb      = 50
  backup_retention_days     = 14
  deletion_protection       = true
  enable_pitr               = true
  engine_version            = "17"
  instance_class            = "db.t4g.medium"
  log_min_duration_ms       = 1000
  max_allocated_storage_gb  = 100
  monitoring_interval       = 60
  multi_az                  = true
  performance_insights_days = 7
  pgaudit                   = true
}

# キャッシュ（ElastiCache）
elasticache = {
  automatic_failover      = true
  engine                  = "redis"
  node_type               = "cache.t4g.small"
  num_cache_clusters      = 2
  snapshot_retention_days = 3
}

# ネットワーク（VPC）
vpc = {
  az_count          = 2
  cidr              = "10.20.0.0/16"
  guardduty_runtime = true
  nat_gateway_count = 2
}

# ロードバランサーと WAF
alb = {
  client_auth          = "none"
  deletion_protection  = true
  idle_timeout_seconds = 60
  ssl_policy           = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09"
  waf_rate_limit_5min  = 2000
}

# 配信（CloudFront）
cloudfront = {
  price_class = "PriceClass_200"
}

# オブジェクト（S3）
s3 = {
  noncurrent_days          = 60
  noncurrent_versions_kept = 5
  transition_ia_days       = 90
}

# ジョブ（AWS Batch）
batch = {
  job_attempts        = 2
  job_cpu             = 1024
  job_memory          = 2048
  job_timeout_seconds = 3600
  max_vcpus           = 4
}

# キュー（SQS）
sqs = {
  dlq_retention_seconds      = 1209600
  max_receive_count          = 5
  message_retention_seconds  = 345600
  visibility_timeout_seconds = 360
}

# ログと暗号鍵
logs = {
  archive_days     = 365
  object_lock_days = 365
  object_lock_mode = "governance"
  retention_days   = 180
}

# ログと暗号鍵
kms = {
  deletion_window_days = 30
}

# アラーム（CloudWatch）
monitoring = {
  alb_5xx_count_5min        = 10
  cache_memory_percent      = 80
  ecs_cpu_percent           = 85
  ecs_memory_percent        = 85
  rds_connections           = 300
  rds_cpu_percent           = 80
  rds_free_storage_gb       = 10
  waf_blocked_requests_5min = 1000
}

# イメージ（ECR）
cicd = {
  images_kept = 20
}
