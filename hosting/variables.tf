variable "domain" {
  description = "Domain under which the designer is served."
  type        = string

  validation {
    condition     = can(regex("^([a-z0-9-]+\\.)+[a-z]{2,}$", var.domain))
    error_message = "domain must be a host name in lower case, such as sekkei.example.jp."
  }
}

variable "github_repository" {
  description = "Repository whose workflow publishes, as owner/name."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9-]+/[A-Za-z0-9._-]+$", var.github_repository))
    error_message = "github_repository must be owner/name, without a wildcard: it decides who may publish."
  }
}

variable "log_retention_days" {
  description = "Days for which access logs are kept."
  type        = number
  default     = 365

  validation {
    condition     = var.log_retention_days >= 90 && var.log_retention_days == floor(var.log_retention_days)
    error_message = "log_retention_days must be a whole number of at least 90."
  }
}

variable "name_prefix" {
  description = "Beginning of every name; also of the buckets', which are unique in the world."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{2,30}$", var.name_prefix))
    error_message = "name_prefix must be 3 to 31 characters of a-z, 0-9 and hyphen, and begin with a letter."
  }
}

variable "web_acl_arn" {
  description = "Web ACL (scope CLOUDFRONT) before the site; null for none, as there is nothing behind it but public files."
  type        = string
  default     = null

  validation {
    condition     = var.web_acl_arn == null || can(regex("^arn:aws:wafv2:us-east-1:[0-9]{12}:global/webacl/", var.web_acl_arn))
    error_message = "web_acl_arn must name a web ACL of scope CLOUDFRONT."
  }
}

variable "zone_id" {
  description = "Public hosted zone of the domain."
  type        = string
}
