# One environment. dev, stg and prod share this file byte for byte: they differ
# only in terraform.tfvars (sizes) and backend.tf (where the state lies).

data "aws_caller_identity" "current" {}

locals {
  name_prefix = "${var.project}-${var.environment}"

  api_domain  = "${var.domain.api_host}.${var.domain.zone}"
  app_domain  = "${var.domain.app_host}.${var.domain.zone}"
  mail_domain = "${var.domain.mail_host}.${var.domain.zone}"

  # The authorities whose client certificates the API accepts: a file beside the
  # state, where only who applies bootstrap/ can write. null where none are asked for.
  client_ca_key = var.alb.client_auth == "mtls" ? "${var.project}/${var.environment}/client-ca.pem" : null

  # Every record of this environment: hosts, the proofs of their certificates, mail.
  record_names = [
    local.api_domain,
    local.app_domain,
    "_*.${local.api_domain}",
    "_*.${local.app_domain}",
    "*._domainkey.${local.mail_domain}",
    "_dmarc.${local.mail_domain}",
    "bounce.${local.mail_domain}",
  ]

  # Its name is the application's (modules/batch), so it is known before the queue is there.
  job_queue_arns = var.components.batch ? {
    default = "arn:aws:batch:${var.region}:${data.aws_caller_identity.current.account_id}:job-queue/${var.environment}_default"
  } : {}

  # Made by bootstrap/boundary.tf.
  permissions_boundary_arn = "arn:aws:iam::${data.aws_caller_identity.current.account_id}:policy/${var.project}-boundary"

  tags = merge(var.tags, {
    Environment = var.environment
    ManagedBy   = "terraform"
    Phi         = tostring(var.phi)
    Project     = var.project
  })
}

# Buckets and the encryption keys of data and logs come first: everything else
# writes to them.
module "s3" {
  source = "../../modules/s3"

  aws_region  = var.region
  kms         = var.kms
  logs        = var.logs
  name_prefix = local.name_prefix
  s3          = var.s3
  tags        = local.tags
}

module "vpc" {
  source = "../../modules/vpc"

  aws_region               = var.region
  closed_network           = var.alb.client_auth == "vpn"
  components               = var.components
  log_retention_days       = var.logs.retention_days
  logs_kms_key_arn         = module.s3.logs_kms_key_arn
  name_prefix              = local.name_prefix
  permissions_boundary_arn = local.permissions_boundary_arn
  tags                     = local.tags
  vpc                      = var.vpc
}

module "acm" {
  source = "../../modules/acm"

  providers = {
    aws           = aws
    aws.us_east_1 = aws.us_east_1
  }

  api_domain = local.api_domain
  app_domain = local.app_domain
  tags       = local.tags
  zone_name  = var.domain.zone
}

module "alb" {
  source = "../../modules/alb"

  alb             = var.alb
  aws_region      = var.region
  cdn             = module.cloudfront.origin_marker
  certificate_arn = module.acm.regional_certificate_arn
  client_ca = {
    bucket = var.state.bucket
    key    = local.client_ca_key
  }
  health_check = {
    deregistration_delay_seconds = var.api.deregistration_delay_seconds
    path                         = var.api.health_check_path
  }
  log_bucket         = module.s3.log_bucket
  log_retention_days = var.logs.retention_days
  logs_kms_key_arn   = module.s3.logs_kms_key_arn
  name_prefix        = local.name_prefix
  security_group_id  = module.vpc.security_group_ids.alb
  subnet_ids         = module.vpc.public_subnet_ids
  tags               = local.tags
  vpc_id             = module.vpc.vpc_id
}

module "cloudfront" {
  source = "../../modules/cloudfront"

  providers = {
    aws           = aws
    aws.us_east_1 = aws.us_east_1
  }

  api_domain      = local.api_domain
  app_domain      = local.app_domain
  certificate_arn = module.acm.us_east_1_certificate_arn
  cloudfront      = var.cloudfront
  # The browser meets these buckets by presigned addresses, which SDKs make with
  # or without the region.
  content_origins = flatten([
    for key in ["hbp-next", "user-resources"] : [
      "https://${module.s3.app_bucket_names[key]}.s3.amazonaws.com",
      "https://${module.s3.app_bucket_names[key]}.s3.${var.region}.amazonaws.com",
    ]
  ])
  front_bucket = module.s3.front_bucket
  log_bucket   = module.s3.log_bucket
  name_prefix  = local.name_prefix
  # CloudFront cannot pass a client's certificate on, and has no way into a closed network.
  serves_api = var.alb.client_auth == "none"
  tags       = local.tags
}

module "route53" {
  source = "../../modules/route53"

  api_alias  = module.alb.alias
  api_domain = local.api_domain
  app_alias  = module.cloudfront.alias
  app_domain = local.app_domain
  zone_name  = var.domain.zone
}

module "rds" {
  source = "../../modules/rds"

  kms                      = var.kms
  log_retention_days       = var.logs.retention_days
  logs_kms_key_arn         = module.s3.logs_kms_key_arn
  name_prefix              = local.name_prefix
  permissions_boundary_arn = local.permissions_boundary_arn
  rds                      = var.rds
  security_group_id        = module.vpc.security_group_ids.rds
  subnet_ids               = module.vpc.data_subnet_ids
  tags                     = local.tags
}

module "elasticache" {
  source = "../../modules/elasticache"

  elasticache        = var.elasticache
  kms_key_arn        = module.s3.data_kms_key_arn
  log_retention_days = var.logs.retention_days
  logs_kms_key_arn   = module.s3.logs_kms_key_arn
  name_prefix        = local.name_prefix
  security_group_id  = module.vpc.security_group_ids.elasticache
  subnet_ids         = module.vpc.data_subnet_ids
  tags               = local.tags
}

module "ses" {
  source = "../../modules/ses"

  kms_key_arn = module.s3.logs_kms_key_arn
  mail_domain = local.mail_domain
  name_prefix = local.name_prefix
  tags        = local.tags
  zone_name   = var.domain.zone
}

module "sqs" {
  source = "../../modules/sqs"
  count  = var.components.sqs ? 1 : 0

  kms_key_arn = module.s3.data_kms_key_arn
  name_prefix = local.name_prefix
  sqs         = var.sqs
  tags        = local.tags
}

module "cicd" {
  source = "../../modules/cicd"

  aws_region               = var.region
  cicd                     = var.cicd
  client_ca_key            = local.client_ca_key
  components               = var.components
  github                   = var.github
  kms_key_arn              = module.s3.data_kms_key_arn
  name_prefix              = local.name_prefix
  permissions_boundary_arn = local.permissions_boundary_arn
  record_names             = local.record_names
  state                    = var.state
  state_kms_alias          = "alias/${var.project}-tfstate"
  tags                     = local.tags

  deploy_targets = {
    batch_job_definition_name   = one(module.batch[*].job_definition_name)
    cloudfront_distribution_arn = module.cloudfront.distribution_arn
    codedeploy_application_name = module.ecs.codedeploy_application_name
    codedeploy_group_name       = module.ecs.codedeploy_group_name
    ecs_cluster_arn             = module.ecs.cluster_arn
    front_bucket_arn            = module.s3.front_bucket.arn
    pass_role_arns              = concat(module.ecs.pass_role_arns, flatten(module.batch[*].pass_role_arns))
  }
}

module "ecs" {
  source = "../../modules/ecs"

  api                = var.api
  app_environment    = local.app_environment
  app_secrets        = local.app_secrets
  aws_region         = var.region
  buckets            = module.s3.app_bucket_arns
  cache_connect_arns = module.elasticache.connect_arns
  components         = var.components
  distribution_arn   = module.cloudfront.distribution_arn
  environment        = var.environment
  kms_key_arn        = module.s3.data_kms_key_arn
  load_balancer      = module.alb.load_balancer
  log_retention_days = var.logs.retention_days
  logs_kms_key_arn   = module.s3.logs_kms_key_arn
  mail = {
    configuration_set_arn = module.ses.configuration_set_arn
    identity_arn          = module.ses.identity_arn
  }
  name_prefix              = local.name_prefix
  permissions_boundary_arn = local.permissions_boundary_arn
  queue_arns               = flatten(module.sqs[*].queue_arns)
  repository_urls          = module.cicd.repository_urls
  security_group_ids = {
    api    = module.vpc.security_group_ids.api
    worker = module.vpc.security_group_ids.worker
  }
  subnet_ids = module.vpc.app_subnet_ids
  tags       = local.tags
  worker     = var.worker
}

module "batch" {
  source = "../../modules/batch"
  count  = var.components.batch ? 1 : 0

  app_environment    = local.app_environment
  app_secrets        = local.app_secrets
  aws_region         = var.region
  batch              = var.batch
  buckets            = module.s3.app_bucket_arns
  cache_connect_arns = module.elasticache.connect_arns
  environment        = var.environment
  execution_role_arn = module.ecs.execution_role_arn
  image              = "${module.cicd.repository_urls.api}:bootstrap"
  kms_key_arn        = module.s3.data_kms_key_arn
  log_retention_days = var.logs.retention_days
  logs_kms_key_arn   = module.s3.logs_kms_key_arn
  mail = {
    configuration_set_arn = module.ses.configuration_set_arn
    identity_arn          = module.ses.identity_arn
  }
  name_prefix              = local.name_prefix
  permissions_boundary_arn = local.permissions_boundary_arn
  queue_arns               = flatten(module.sqs[*].queue_arns)
  security_group_id        = module.vpc.security_group_ids.batch
  subnet_ids               = module.vpc.app_subnet_ids
  tags                     = local.tags
}

module "monitoring" {
  source = "../../modules/monitoring"

  providers = {
    aws           = aws
    aws.us_east_1 = aws.us_east_1
  }

  alarm_emails             = var.alarm_emails
  aws_region               = var.region
  kms_key_arn              = module.s3.logs_kms_key_arn
  monitoring               = var.monitoring
  name_prefix              = local.name_prefix
  permissions_boundary_arn = local.permissions_boundary_arn
  tags                     = local.tags

  targets = {
    alb_arn_suffix              = module.alb.arn_suffix
    cache_cluster_ids           = module.elasticache.member_clusters
    cdn_certificate_arn         = module.acm.us_east_1_certificate_arn
    cdn_distribution_id         = module.cloudfront.distribution_id
    certificate_arn             = module.acm.regional_certificate_arn
    codedeploy_application_name = module.ecs.codedeploy_application_name
    database_secret_arn         = module.rds.master_user_secret_arn
    db_identifier               = module.rds.identifier
    dead_letter_queue_names     = merge({}, module.sqs[*].dead_letter_queue_names...)
    ecs_cluster_name            = module.ecs.cluster_name
    ecs_service_names           = module.ecs.service_names
    job_queue_arns              = local.job_queue_arns
    nat_gateway_ids             = module.vpc.nat_gateway_ids
    queue_names                 = merge({}, module.sqs[*].names...)
    queue_visibility_seconds    = var.sqs.visibility_timeout_seconds
    target_group_arn_suffixes   = module.alb.target_group_arn_suffixes
    web_acl_name                = module.alb.web_acl_name
    web_acl_rate_rule_name      = module.alb.web_acl_rate_rule_name
  }
}
