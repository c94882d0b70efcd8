variable "account_baseline" {
  description = "What this stack switches on in the account. Set one to false where the organisation already runs it."
  type = object({
    backup                 = bool
    backup_copy_to_osaka   = bool
    backup_vault_lock_mode = string
    config                 = bool
    guardduty              = bool
    guardduty_runtime      = bool
    inspector              = bool
    s3_data_events         = bool
    securityhub            = bool
  })

  validation {
    condition     = contains(["off", "governance", "compliance"], var.account_baseline.backup_vault_lock_mode)
    error_message = "account_baseline.backup_vault_lock_mode must be off, governance or compliance."
  }

  validation {
    condition     = !var.account_baseline.backup_copy_to_osaka || var.account_baseline.backup
    error_message = "account_baseline.backup_copy_to_osaka copies recovery points and needs account_baseline.backup."
  }
}

variable "alarm_emails" {
  description = "Addresses that receive the alarms of the account; each has to confirm the subscription once."
  type        = list(string)

  validation {
    condition     = alltrue([for email in var.alarm_emails : can(regex("^[^@[:space:]]+@[^@[:space:]]+\\.[^@[:space:]]+$", email))])
    error_message = "alarm_emails must be mail addresses."
  }
}

variable "aws_account_id" {
  description = "The only account this stack may be applied to; null accepts whichever the credentials name."
  type        = string
  default     = null

  validation {
    condition     = var.aws_account_id == null || can(regex("^[0-9]{12}$", var.aws_account_id))
    error_message = "aws_account_id must be 12 digits."
  }
}

variable "create_github_oidc_provider" {
  description = "True creates the identity provider of GitHub Actions; false where the account already has it (there can be only one)."
  type        = bool
}

variable "environments" {
  description = "Names of the environments in this account: whose buckets are logged and whose data is backed up."
  type        = list(string)

  validation {
    condition     = length(var.environments) > 0 && alltrue([for name in var.environments : can(regex("^[a-z]([a-z0-9-]{0,4}[a-z0-9])?$", name))])
    error_message = "environments must name at least one environment: 1 to 6 lower case letters, digits and hyphens, starting with a letter."
  }
}

variable "hosted_zones" {
  description = "Public hosted zones to create; leave out those that exist."
  type        = list(string)

  validation {
    condition     = alltrue([for name in var.hosted_zones : can(regex("^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}$", name))])
    error_message = "hosted_zones must be domain names in lower case, without a dot at the end."
  }
}

variable "logs" {
  description = "Retention of the trail: in CloudWatch Logs, in the archive, and write-once."
  type = object({
    archive_days     = number
    object_lock_days = number
    object_lock_mode = string
    retention_days   = number
  })

  validation {
    condition     = var.logs.archive_days >= 365 && var.logs.archive_days <= 36500 && floor(var.logs.archive_days) == var.logs.archive_days
    error_message = "logs.archive_days must be a whole number from 365 to 36500."
  }

  validation {
    condition     = var.logs.object_lock_days >= 1 && var.logs.object_lock_days <= 36500 && floor(var.logs.object_lock_days) == var.logs.object_lock_days
    error_message = "logs.object_lock_days must be a whole number from 1 to 36500."
  }

  validation {
    condition     = contains(["off", "governance", "compliance"], var.logs.object_lock_mode)
    error_message = "logs.object_lock_mode must be off, governance or compliance."
  }

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.logs.retention_days)
    error_message = "logs.retention_days must be a period that CloudWatch Logs knows: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288 or 3653."
  }
}

variable "project" {
  description = "Project name; start of every resource name."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,13}[a-z0-9]$", var.project)) && !strcontains(var.project, "--")
    error_message = "project must be 2 to 15 lower case letters, digits and single hyphens, start with a letter and not end with a hyphen."
  }
}

variable "region" {
  description = "Region of state, trail and backups."
  type        = string
}

variable "state" {
  description = "Bucket of the Terraform state and its lock table; lock_table is null where locks lie in the bucket."
  type = object({
    bucket     = string
    lock_table = string
  })

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$", var.state.bucket))
    error_message = "state.bucket must be 3 to 63 lower case letters, digits and hyphens."
  }

  validation {
    condition     = var.state.lock_table == null || can(regex("^[A-Za-z0-9_.-]{3,255}$", var.state.lock_table))
    error_message = "state.lock_table must be null or 3 to 255 letters, digits, dots, hyphens and underscores."
  }
}

variable "tags" {
  description = "Cost allocation tags in addition to ManagedBy, Project and Stack."
  type        = map(string)
}
