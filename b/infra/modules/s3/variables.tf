variable "aws_region" {
  description = "Region of the buckets; part of the CloudWatch Logs principal in the key policy."
  type        = string
}

variable "kms" {
  description = "Customer managed keys."
  type = object({
    deletion_window_days = number
  })

  validation {
    condition     = var.kms.deletion_window_days >= 7 && var.kms.deletion_window_days <= 30 && floor(var.kms.deletion_window_days) == var.kms.deletion_window_days
    error_message = "kms.deletion_window_days must be a whole number from 7 to 30."
  }
}

variable "logs" {
  description = "Log retention and the write-once archive of audit logs. retention_days belongs to the log groups of the other modules and is not read here."
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

variable "name_prefix" {
  description = "Start of every name: project and environment."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,20}[a-z0-9]$", var.name_prefix)) && !strcontains(var.name_prefix, "--")
    error_message = "name_prefix must be 2 to 22 lower case letters, digits and single hyphens, start with a letter and not end with a hyphen."
  }
}

variable "s3" {
  description = "Application buckets."
  type = object({
    noncurrent_days          = number
    noncurrent_versions_kept = number
    transition_ia_days       = number
  })

  validation {
    condition     = var.s3.noncurrent_days >= 30 && var.s3.noncurrent_days <= 3650 && floor(var.s3.noncurrent_days) == var.s3.noncurrent_days
    error_message = "s3.noncurrent_days must be a whole number from 30 to 3650."
  }

  validation {
    condition     = var.s3.noncurrent_versions_kept >= 1 && var.s3.noncurrent_versions_kept <= 100 && floor(var.s3.noncurrent_versions_kept) == var.s3.noncurrent_versions_kept
    error_message = "s3.noncurrent_versions_kept must be a whole number from 1 to 100."
  }

  validation {
    condition     = var.s3.transition_ia_days >= 30 && var.s3.transition_ia_days <= 3650 && floor(var.s3.transition_ia_days) == var.s3.transition_ia_days
    error_message = "s3.transition_ia_days must be a whole number from 30 to 3650."
  }
}

variable "tags" {
  description = "Tags of every resource."
  type        = map(string)
}
