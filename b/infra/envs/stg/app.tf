# What the application reads: every variable, and where it comes from.
# docs/APPLICATION.md is the same table in words.

locals {
  app_environment = merge(
    {
      APP_ENV                    = var.environment
      AWS_CLOUDFRONT_HBP_DOMAIN  = local.app_domain
      AWS_CLOUDFRONT_HBP_ID      = module.cloudfront.distribution_id
      AWS_DEFAULT_REGION         = var.region
      AWS_S3_AUDIT_LOGS_BUCKET   = module.s3.app_bucket_names["audit-logs"]
      AWS_S3_HBP_NEXT_BUCKET     = module.s3.app_bucket_names["hbp-next"]
      AWS_S3_USER_RESOURCES      = module.s3.app_bucket_names["user-resources"]
      AWS_SES_CONFIGURATION_SET  = module.ses.configuration_set_name
      AWS_SES_FROM_DOMAIN        = local.mail_domain
      AWS_SES_REGION             = var.region
      CDN_DOMAIN                 = local.app_domain
      DATABASE_HOST              = module.rds.address
      DATABASE_MAX_OVERFLOW      = tostring(var.api.db_pool_overflow)
      DATABASE_NAME              = module.rds.db_name
      DATABASE_POOL_SIZE         = tostring(var.api.db_pool_size)
      DATABASE_PORT              = tostring(module.rds.port)
      DATABASE_SSLMODE           = "verify-full"
      REDIS_AUTH_MODE            = "iam"
      REDIS_HOST                 = module.elasticache.primary_endpoint
      REDIS_PORT                 = tostring(module.elasticache.port)
      REDIS_REPLICATION_GROUP_ID = module.elasticache.replication_group_id
      REDIS_SSL                  = "true"
      REDIS_USER                 = module.elasticache.user_name
      WEB_CONCURRENCY            = tostring(var.api.processes)
    },
    # Only where the component exists: an empty URL would fail later and darker.
    { for url in module.sqs[*].mailer_queue_url : "AWS_SQS_MAILER_URL" => url },
    { for url in module.sqs[*].line_queue_url : "AWS_SQS_LINE_URL" => url },
    var.components.batch ? {
      AWS_BATCH_JOB_DEFINITION = "${var.environment}_fastapi_default_job"
      AWS_BATCH_JOB_QUEUE      = "${var.environment}_default"
    } : {},
  )

  # Secrets travel by reference: ECS reads them at start, the state never holds them.
  # The cache has none: the task role signs in (modules/elasticache/README.md).
  app_secrets = {
    DATABASE_PASSWORD = "${module.rds.master_user_secret_arn}:password::"
    DATABASE_USER     = "${module.rds.master_user_secret_arn}:username::"
    JWT_SECRET_KEY    = module.ecs.secret_arns["jwt-secret-key"]
    TOTP_SECRET_KEY   = module.ecs.secret_arns["totp-secret-key"]
  }
}
