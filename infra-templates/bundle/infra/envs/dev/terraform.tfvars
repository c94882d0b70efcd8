# この環境のサイズと名前。
# 環境ごとに違うのは、このファイルと backend.tf だけです。

project        = "hbp-cc"
environment    = "dev"
region         = "ap-northeast-1"
aws_account_id = null

domain = {
  api_host  = "api-dev"
  app_host  = "app-dev"
  mail_host = "mail-dev"
  zone      = "example.jp"
}

github = {
  branch          = "development"
  environment     = "development"
  organization    = "change--me"
  organization_id = null
  repository      = "hbp-cc"
  repository_id   = null
}

state = {
  bucket     = "hbp-cc-tfstate"
  key        = "hbp-cc/dev/terraform.tfstate"
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
  batch  = false
  sqs    = false
  worker = false
}

# API（ECS Fargate）
api = {
  autoscaling_cpu_percent         = 60
  autoscaling_requests_per_target = 600
  db_pool_overflow                = 5
  db_pool_size                    = 5
  deregistration_delay_seconds    = 30
  desired_count                   = 1
  health_check_path               = "/health"
  max_count                       = 2
  min_count                       = 1
  processes                       = 1
  task_cpu                        = 256
  task_memory                     = 512
  termination_wait_minutes        = 5
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
  allocated_storage_gb      = 20
  backup_retention_days     = 7
  deletion_protection       = false
  enable_pitr               = true
  engine_version            = "17"
  instance_class            = "db.t4g.micro"
  log_min_duration_ms       = 1000
  max_allocated_storage_gb  = 40
  monitoring_interval       = 60
  multi_az                  = false
  performance_insights_days = 7
  pgaudit                   = true
}

# キャッシュ（ElastiCache）
elasticache = {
  automatic_failover      = false
  engine                  = "redis"
  node_type               = "cache.t4g.micro"
  num_cache_clusters      = 1
  snapshot_retention_days = 1
}

# ネットワーク（VPC）
vpc = {
  az_count          = 2
  cidr              = "10.10.0.0/16"
  guardduty_runtime = true
  nat_gateway_count = 1
}

# ロードバランサーと WAF
alb = {
  client_auth          = "none"
  deletion_protection  = false
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
  noncurrent_days          = 30
  noncurrent_versions_kept = 3
  transition_ia_days       = 90
}

# ジョブ（AWS Batch）
batch = {
  job_attempts        = 1
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
  object_lock_mode = "off"
  retention_days   = 30
}

# ログと暗号鍵
kms = {
  deletion_window_days = 7
}

# アラーム（CloudWatch）
monitoring = {
  alb_5xx_count_5min        = 10
  cache_memory_percent      = 80
  ecs_cpu_percent           = 85
  ecs_memory_percent        = 85
  rds_connections           = 70
  rds_cpu_percent           = 80
  rds_free_storage_gb       = 4
  waf_blocked_requests_5min = 1000
}

# イメージ（ECR）
cicd = {
  images_kept = 10
}
