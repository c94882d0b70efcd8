variable "api_alias" {
  description = "DNS name and zone of the load balancer."
  type = object({
    name    = string
    zone_id = string
  })
}

variable "api_domain" {
  description = "Domain of the API."
  type        = string
}

variable "app_alias" {
  description = "DNS name and zone of the CloudFront distribution."
  type = object({
    name    = string
    zone_id = string
  })
}

variable "app_domain" {
  description = "Domain of the app."
  type        = string
}

variable "zone_name" {
  description = "Public hosted zone of both domains; it exists already."
  type        = string
}
