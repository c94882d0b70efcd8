variable "kms_key_arn" {
  description = "Key of the event topic; its policy has to admit ses.amazonaws.com."
  type        = string
}

variable "mail_domain" {
  description = "Domain of the From address, inside the hosted zone."
  type        = string

  validation {
    condition     = can(regex("^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}$", var.mail_domain))
    error_message = "mail_domain must be a domain name in lower case, without a dot at the end."
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

variable "tags" {
  description = "Tags of every resource."
  type        = map(string)
}

variable "zone_name" {
  description = "Name of the public hosted zone that holds mail_domain; created by bootstrap/ or before it."
  type        = string
}
