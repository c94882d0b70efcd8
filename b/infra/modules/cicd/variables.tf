variable "aws_region" {
  description = "Region of the environment."
  type        = string
}

variable "cicd" {
  description = "Image registry."
  type = object({
    images_kept = number
  })

  validation {
    condition     = var.cicd.images_kept >= 5 && var.cicd.images_kept <= 1000 && floor(var.cicd.images_kept) == var.cicd.images_kept
    error_message = "cicd.images_kept must be a whole number from 5 to 1000: fewer would leave nothing to roll back to."
  }
}

variable "client_ca_key" {
  description = "Object in the state's bucket with the authorities whose client certificates the API accepts, which plan and apply may read; null where there is none."
  type        = string
}

variable "components" {
  description = "Components that this environment creates."
  type = object({
    batch  = bool
    sqs    = bool
    worker = bool
  })
}

variable "deploy_targets" {
  description = "What the deploy role may change. batch_job_definition_name is null without components.batch."
  type = object({
    batch_job_definition_name   = string
    cloudfront_distribution_arn = string
    codedeploy_application_name = string
    codedeploy_group_name       = string
    ecs_cluster_arn             = string
    front_bucket_arn            = string
    pass_role_arns              = list(string)
  })
}

variable "github" {
  description = "Repository, branch and GitHub environment whose workflows may assume the roles."
  type = object({
    branch          = string
    environment     = string
    organization    = string
    organization_id = string
    repository      = string
    repository_id   = string
  })

  # A wildcard or a slash here would let in workflows of others.
  validation {
    condition = alltrue([
      can(regex("^[A-Za-z0-9._/-]+$", var.github.branch)),
      can(regex("^[A-Za-z0-9._-]+$", var.github.environment)),
      can(regex("^[A-Za-z0-9-]{1,39}$", var.github.organization)),
      can(regex("^[A-Za-z0-9._-]{1,100}$", var.github.repository)),
    ])
    error_message = "github.branch, environment, organization and repository must be plain names, without wildcards."
  }

  validation {
    condition = (var.github.organization_id == null) == (var.github.repository_id == null) && alltrue([
      for id in compact([var.github.organization_id, var.github.repository_id]) : can(regex("^[1-9][0-9]{0,18}$", id))
    ])
    error_message = "github.organization_id and repository_id must both be null or both be numbers."
  }
}

variable "kms_key_arn" {
  description = "Key of the images."
  type        = string
}

variable "name_prefix" {
  description = "Prefix of every resource name: project and environment."
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

variable "record_names" {
  description = "Names of the DNS records of this environment, with * as in IAM; apply may change no others."
  type        = list(string)

  validation {
    condition     = length(var.record_names) > 0 && alltrue([for name in var.record_names : can(regex("^(_\\*\\.|\\*\\._domainkey\\.)?[_a-z0-9][_a-z0-9.-]*\\.[a-z]{2,63}$", name))])
    error_message = "record_names must be names in lower case without a dot at the end, and no whole domain."
  }
}

variable "state" {
  description = "Where this environment's state lies, as backend.tf says; lock_table is null where the lock is a file beside the state."
  type = object({
    bucket     = string
    key        = string
    lock_table = string
  })
}

variable "state_kms_alias" {
  description = "Alias of the key of the state and of its lock table."
  type        = string

  validation {
    condition     = startswith(var.state_kms_alias, "alias/")
    error_message = "state_kms_alias must begin with alias/."
  }
}

variable "tags" {
  description = "Tags of every resource."
  type        = map(string)
}
