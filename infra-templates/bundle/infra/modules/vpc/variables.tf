variable "aws_region" {
  description = "Region of the VPC. Only Tokyo: medical data stays in Japan, and the zone letters a, c and d are Tokyo's."
  type        = string

  validation {
    condition     = var.aws_region == "ap-northeast-1"
    error_message = "aws_region must be ap-northeast-1."
  }
}

variable "closed_network" {
  description = "True where clients come by a closed line or VPN: the load balancer then takes private addresses (RFC 1918) instead of the whole internet."
  type        = bool
}

variable "components" {
  description = "Components that this environment creates; each with tasks of its own gets a security group."
  type = object({
    batch  = bool
    sqs    = bool
    worker = bool
  })
}

variable "log_retention_days" {
  description = "Days that flow logs are kept in CloudWatch Logs."
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
  description = "Customer managed key that encrypts the flow logs."
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

variable "tags" {
  description = "Tags of every resource."
  type        = map(string)
}

variable "vpc" {
  description = "Address range, number of availability zones and number of NAT gateways; guardduty_runtime as in bootstrap/ or the organisation: true where GuardDuty's agent runs in tasks, and needs its endpoint."
  type = object({
    az_count          = number
    cidr              = string
    guardduty_runtime = bool
    nat_gateway_count = number
  })

  validation {
    condition     = var.vpc.az_count >= 2 && var.vpc.az_count <= 3 && floor(var.vpc.az_count) == var.vpc.az_count
    error_message = "vpc.az_count must be 2 or 3: the load balancer and the database need two zones, and Tokyo offers three."
  }

  validation {
    condition     = can(cidrnetmask(var.vpc.cidr)) && can(regex("/16$", var.vpc.cidr)) && try(cidrhost(var.vpc.cidr, 0) == split("/", var.vpc.cidr)[0], false)
    error_message = "vpc.cidr must be the first address of an IPv4 /16, such as 10.10.0.0/16."
  }

  validation {
    condition     = var.vpc.nat_gateway_count >= 1 && var.vpc.nat_gateway_count <= 3 && floor(var.vpc.nat_gateway_count) == var.vpc.nat_gateway_count
    error_message = "vpc.nat_gateway_count must be 1, 2 or 3."
  }
}
