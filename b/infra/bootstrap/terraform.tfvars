# アカウントに 1 度だけ適用する土台の値。

project        = "hbp-cc"
region         = "ap-northeast-1"
aws_account_id = null

account_baseline = {
  backup                 = true
  backup_copy_to_osaka   = true
  backup_vault_lock_mode = "governance"
  config                 = true
  guardduty              = true
  guardduty_runtime      = true
  inspector              = true
  s3_data_events         = true
  securityhub            = true
}

alarm_emails = []

create_github_oidc_provider = true

environments = [
  "dev",
  "stg",
  "prod",
]

hosted_zones = [
  "example.jp",
]

logs = {
  archive_days     = 1827
  object_lock_days = 365
  object_lock_mode = "governance"
  retention_days   = 400
}

state = {
  bucket     = "hbp-cc-tfstate"
  lock_table = "hbp-cc-tflock"
}

tags = {
  CostCenter = "medical-saas"
  DataClass  = "confidential"
  Owner      = "platform"
}
