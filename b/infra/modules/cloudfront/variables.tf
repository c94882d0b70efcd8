variable "api_domain" {
  description = "Domain of the load balancer, which the app may call; with serves_api also the origin of /api/*."
  type        = string
}

variable "app_domain" {
  description = "Domain under which the distribution answers."
  type        = string
}

variable "certificate_arn" {
  description = "Certificate of the app's domain, in us-east-1."
  type        = string

  validation {
    condition     = can(regex("^arn:aws:acm:us-east-1:[0-9]{12}:certificate/", var.certificate_arn))
    error_message = "certificate_arn must name a certificate in us-east-1: CloudFront takes no other."
  }
}

variable "cloudfront" {
  description = "Content delivery network."
  type = object({
    price_class = string
  })

  validation {
    condition     = contains(["PriceClass_200", "PriceClass_All"], var.cloudfront.price_class)
    error_message = "cloudfront.price_class must be PriceClass_200 or PriceClass_All: PriceClass_100 has no edge in Japan."
  }
}

variable "content_origins" {
  description = "Further origins from which the app may load images and to which it may upload, such as the bucket of presigned addresses."
  type        = list(string)

  validation {
    condition     = alltrue([for origin in var.content_origins : can(regex("^https://[a-z0-9.-]+$", origin))])
    error_message = "content_origins must be https:// origins without a path or wildcard."
  }
}

variable "front_bucket" {
  description = "Bucket of the built app."
  type = object({
    arn                  = string
    id                   = string
    regional_domain_name = string
  })
}

variable "log_bucket" {
  description = "Bucket of the access logs; its policy lets CloudWatch log delivery write."
  type = object({
    arn         = string
    domain_name = string
    id          = string
  })
}

variable "name_prefix" {
  description = "Prefix of every resource name: project and environment."
  type        = string
}

variable "serves_api" {
  description = "Whether /api/* leads to the API; false where the load balancer asks clients for certificates or stands in a closed network."
  type        = bool
}

variable "tags" {
  description = "Tags of every resource."
  type        = map(string)
}
