variable "app_environment" {
  description = "Plain environment variables of the application."
  type        = map(string)
}

variable "app_secrets" {
  description = "Environment variables filled from Secrets Manager: name and reference, never a value."
  type        = map(string)
}

variable "aws_region" {
  description = "Region of the job's log stream and of the buckets."
  type        = string
}

variable "batch" {
  description = "AWS Batch on Fargate."
  type = object({
    job_attempts        = number
    job_cpu             = number
    job_memory          = number
    job_timeout_seconds = number
    max_vcpus           = number
  })

  validation {
    condition     = var.batch.job_attempts >= 1 && var.batch.job_attempts <= 10 && floor(var.batch.job_attempts) == var.batch.job_attempts
    error_message = "batch.job_attempts must be a whole number from 1 to 10."
  }

  validation {
    condition = contains(lookup({
      256   = [512, 1024, 2048]
      512   = [1024, 2048, 3072, 4096]
      1024  = range(2048, 8193, 1024)
      2048  = range(4096, 16385, 1024)
      4096  = range(8192, 30721, 1024)
      8192  = range(16384, 61441, 4096)
      16384 = range(32768, 122881, 8192)
    }, tostring(var.batch.job_cpu), []), var.batch.job_memory)
    error_message = "batch.job_cpu (256 to 16384) and batch.job_memory (MiB) must be a pair that Fargate offers, such as 1024 and 2048."
  }

  validation {
    condition     = var.batch.job_timeout_seconds >= 60 && var.batch.job_timeout_seconds <= 1209600 && floor(var.batch.job_timeout_seconds) == var.batch.job_timeout_seconds
    error_message = "batch.job_timeout_seconds must be a whole number from 60 to 1209600."
  }

  validation {
    condition     = var.batch.max_vcpus >= 1 && var.batch.max_vcpus <= 10000 && floor(var.batch.max_vcpus) == var.batch.max_vcpus
    error_message = "batch.max_vcpus must be a whole number from 1 to 10000."
  }

  validation {
    condition     = var.batch.max_vcpus >= var.batch.job_cpu / 1024
    error_message = "batch.max_vcpus must hold at least one job (batch.job_cpu / 1024), or jobs wait for ever."
  }
}

variable "buckets" {
  description = "ARNs of the application buckets by key; objects below audit-logs can not be deleted."
  type        = map(string)
}

variable "cache_connect_arns" {
  description = "ARNs of the cache and of the user that a job signs in as."
  type        = list(string)
}

variable "environment" {
  description = "Environment name; the application expects job queue and job definition under it."
  type        = string
}

variable "execution_role_arn" {
  description = "Role that pulls the image, reads the secrets and writes the log stream."
  type        = string
}

variable "image" {
  description = "Container image of the first revision; deployments register later ones."
  type        = string
}

variable "kms_key_arn" {
  description = "Key of the objects in the application buckets and of the messages in the queues."
  type        = string
}

variable "log_retention_days" {
  description = "Days that job logs stay in CloudWatch Logs."
  type        = number

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.log_retention_days)
    error_message = "log_retention_days must be a period that CloudWatch Logs knows: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288 or 3653."
  }
}

variable "logs_kms_key_arn" {
  description = "Key of the log group."
  type        = string
}

variable "mail" {
  description = "What a job may send mail with."
  type = object({
    configuration_set_arn = string
    identity_arn          = string
  })
}

variable "name_prefix" {
  description = "Start of every name that the application does not fix: project and environment."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,20}[a-z0-9]$", var.name_prefix)) && !strcontains(var.name_prefix, "--")
    error_message = "name_prefix must be 2 to 22 lower case letters, digits and single hyphens, start with a letter and not end with a hyphen."
  }
}

variable "permissions_boundary_arn" {
  description = "Upper limit of every role, made by bootstrap/; no workflow can change it."
  type        = string
}

variable "queue_arns" {
  description = "Queues that a job writes to; empty without components.sqs."
  type        = list(string)
}

variable "security_group_id" {
  description = "Security group of the jobs."
  type        = string
}

variable "subnet_ids" {
  description = "Private application subnets."
  type        = list(string)
}

variable "tags" {
  description = "Tags of every resource."
  type        = map(string)
}
