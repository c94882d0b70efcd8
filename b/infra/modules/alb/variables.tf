variable "alb" {
  description = "Load balancer and its web application firewall."
  type = object({
    client_auth          = string
    deletion_protection  = bool
    idle_timeout_seconds = number
    ssl_policy           = string
    waf_rate_limit_5min  = number
  })

  validation {
    condition     = contains(["none", "mtls", "vpn"], var.alb.client_auth)
    error_message = "alb.client_auth must be none, mtls (client certificates are verified) or vpn (clients come by a closed network)."
  }

  validation {
    condition     = var.alb.idle_timeout_seconds >= 1 && var.alb.idle_timeout_seconds <= 4000 && floor(var.alb.idle_timeout_seconds) == var.alb.idle_timeout_seconds
    error_message = "alb.idle_timeout_seconds must be a whole number from 1 to 4000."
  }

  validation {
    condition = contains([
      "ELBSecurityPolicy-TLS13-1-2-2021-06",
      "ELBSecurityPolicy-TLS13-1-2-Res-2021-06",
      "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
      "ELBSecurityPolicy-TLS13-1-3-2021-06",
    ], var.alb.ssl_policy)
    error_message = "alb.ssl_policy must be one of the policies with TLS 1.2 or newer: ELBSecurityPolicy-TLS13-1-2-2021-06, -TLS13-1-2-Res-2021-06, -TLS13-1-2-Res-PQ-2025-09 or -TLS13-1-3-2021-06."
  }

  validation {
    condition     = var.alb.waf_rate_limit_5min >= 100 && var.alb.waf_rate_limit_5min <= 2000000000 && floor(var.alb.waf_rate_limit_5min) == var.alb.waf_rate_limit_5min
    error_message = "alb.waf_rate_limit_5min must be a whole number from 100 to 2000000000."
  }
}

variable "aws_region" {
  description = "Region of the load balancer."
  type        = string
}

variable "cdn" {
  description = "How requests that come through CloudFront are told from others: the header and value it adds, and the header in which it names the viewer's address."
  type = object({
    header_name        = string
    header_value       = string
    viewer_header_name = string
  })
}

variable "certificate_arn" {
  description = "Certificate of the API's domain, in this region."
  type        = string
}

variable "client_ca" {
  description = "Object that holds the certificates (PEM) of the authorities whose client certificates are accepted; read only when alb.client_auth is mtls."
  type = object({
    bucket = string
    key    = string
  })
}

variable "health_check" {
  description = "How the target groups tell a healthy task, and how long a leaving task may finish its requests."
  type = object({
    deregistration_delay_seconds = number
    path                         = string
  })

  validation {
    condition     = var.health_check.deregistration_delay_seconds >= 0 && var.health_check.deregistration_delay_seconds <= 3600 && floor(var.health_check.deregistration_delay_seconds) == var.health_check.deregistration_delay_seconds
    error_message = "health_check.deregistration_delay_seconds must be a whole number from 0 to 3600."
  }

  validation {
    condition     = startswith(var.health_check.path, "/") && length(var.health_check.path) <= 1024
    error_message = "health_check.path must begin with / and have at most 1024 characters."
  }
}

variable "log_bucket" {
  description = "Bucket of the access logs; its policy lets Elastic Load Balancing write."
  type = object({
    arn         = string
    domain_name = string
    id          = string
  })
}

variable "log_retention_days" {
  description = "Days that the firewall's log is kept in CloudWatch Logs."
  type        = number

  validation {
    condition = contains(
      [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653],
      var.log_retention_days,
    )
    error_message = "log_retention_days must be a value that CloudWatch Logs accepts, such as 30, 90, 365 or 1827."
  }
}

variable "logs_kms_key_arn" {
  description = "Customer managed key that encrypts the firewall's log."
  type        = string
}

variable "name_prefix" {
  description = "Prefix of every resource name: project and environment."
  type        = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,20}[a-z0-9]$", var.name_prefix)) && !strcontains(var.name_prefix, "--")
    error_message = "name_prefix must be 2 to 22 lower case letters, digits and single hyphens, start with a letter and not end with a hyphen: load balancer and target groups may have names of 32 at most."
  }
}

variable "security_group_id" {
  description = "Security group of the load balancer."
  type        = string
}

variable "subnet_ids" {
  description = "Public subnets, in at least two zones."
  type        = list(string)
}

variable "tags" {
  description = "Tags of every resource."
  type        = map(string)
}

variable "vpc_id" {
  description = "VPC of the target groups."
  type        = string
}
