variable "api_domain" {
  description = "Domain of the load balancer."
  type        = string

  validation {
    condition     = can(regex("^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}$", var.api_domain)) && length(var.api_domain) <= 253
    error_message = "api_domain must be a lower-case domain name such as api.example.jp."
  }
}

variable "app_domain" {
  description = "Domain of the CloudFront distribution."
  type        = string

  validation {
    condition     = can(regex("^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}$", var.app_domain)) && length(var.app_domain) <= 253
    error_message = "app_domain must be a lower-case domain name such as app.example.jp."
  }
}

variable "tags" {
  description = "Tags of every resource."
  type        = map(string)
}

variable "zone_name" {
  description = "Public hosted zone in which the domains are proved; it exists already."
  type        = string
}
