locals {
  tags = {
    ManagedBy = "terraform"
    Project   = var.name_prefix
  }

  # The local server and the browser tests send the same file.
  headers = {
    for line in split("\n", trimspace(file("${path.module}/headers.txt"))) :
    split(": ", line)[0] => join(": ", slice(split(": ", line), 1, length(split(": ", line))))
  }

  # CloudFront takes these in settings of their own and refuses them as custom ones.
  named_headers = [
    "Content-Security-Policy",
    "Referrer-Policy",
    "Strict-Transport-Security",
    "X-Content-Type-Options",
  ]
}

data "aws_caller_identity" "current" {}

# Keeps Cache-Control of the objects: hashed files for a year, index.html
# revalidated. Accepts brotli and gzip.
data "aws_cloudfront_cache_policy" "caching_optimized" {
  name = "Managed-CachingOptimized"
}

resource "aws_acm_certificate" "this" {
  provider = aws.us_east_1

  domain_name       = var.domain
  validation_method = "DNS"

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route53_record" "validation" {
  for_each = {
    for option in aws_acm_certificate.this.domain_validation_options : option.domain_name => option
  }

  allow_overwrite = true
  name            = each.value.resource_record_name
  records         = [each.value.resource_record_value]
  ttl             = 300
  type            = each.value.resource_record_type
  zone_id         = var.zone_id
}

resource "aws_acm_certificate_validation" "this" {
  provider = aws.us_east_1

  certificate_arn         = aws_acm_certificate.this.arn
  validation_record_fqdns = [for record in aws_route53_record.validation : record.fqdn]
}

resource "aws_cloudfront_origin_access_control" "this" {
  description                       = "Reads the site of ${var.name_prefix}"
  name                              = "${var.name_prefix}-site"
  origin_access_control_origin_type = "s3"
  signing_behavior                  = "always"
  signing_protocol                  = "sigv4"
}

resource "aws_cloudfront_response_headers_policy" "this" {
  comment = "Headers of ${var.name_prefix}, from headers.txt"
  name    = "${var.name_prefix}-site"

  custom_headers_config {
    dynamic "items" {
      for_each = { for name, value in local.headers : name => value if !contains(local.named_headers, name) }

      content {
        header   = items.key
        override = true
        value    = items.value
      }
    }
  }

  security_headers_config {
    content_security_policy {
      content_security_policy = local.headers["Content-Security-Policy"]
      override                = true
    }

    content_type_options {
      override = true
    }

    referrer_policy {
      override        = true
      referrer_policy = local.headers["Referrer-Policy"]
    }

    strict_transport_security {
      access_control_max_age_sec = tonumber(regex("max-age=([0-9]+)", local.headers["Strict-Transport-Security"])[0])
      include_subdomains         = strcontains(local.headers["Strict-Transport-Security"], "includeSubDomains")
      override                   = true
      preload                    = strcontains(local.headers["Strict-Transport-Security"], "preload")
    }
  }
}

resource "aws_cloudfront_distribution" "this" {
  aliases             = [var.domain]
  comment             = "Site of ${var.name_prefix}"
  default_root_object = "index.html"
  enabled             = true
  http_version        = "http2and3"
  is_ipv6_enabled     = true
  price_class         = "PriceClass_200"
  web_acl_id          = var.web_acl_arn

  origin {
    domain_name              = aws_s3_bucket.this["site"].bucket_regional_domain_name
    origin_access_control_id = aws_cloudfront_origin_access_control.this.id
    origin_id                = "site"
  }

  default_cache_behavior {
    allowed_methods            = ["GET", "HEAD"]
    cache_policy_id            = data.aws_cloudfront_cache_policy.caching_optimized.id
    cached_methods             = ["GET", "HEAD"]
    compress                   = true
    response_headers_policy_id = aws_cloudfront_response_headers_policy.this.id
    target_origin_id           = "site"
    viewer_protocol_policy     = "redirect-to-https"
  }

  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
  }

  viewer_certificate {
    acm_certificate_arn      = aws_acm_certificate_validation.this.certificate_arn
    minimum_protocol_version = "TLSv1.2_2021"
    ssl_support_method       = "sni-only"
  }
}

resource "aws_route53_record" "site" {
  for_each = toset(["A", "AAAA"])

  name    = var.domain
  type    = each.value
  zone_id = var.zone_id

  alias {
    evaluate_target_health = false
    name                   = aws_cloudfront_distribution.this.domain_name
    zone_id                = aws_cloudfront_distribution.this.hosted_zone_id
  }
}

resource "aws_cloudwatch_log_delivery_source" "this" {
  provider = aws.us_east_1

  log_type     = "ACCESS_LOGS"
  name         = "${var.name_prefix}-cloudfront"
  resource_arn = aws_cloudfront_distribution.this.arn
}

resource "aws_cloudwatch_log_delivery_destination" "this" {
  provider = aws.us_east_1

  name          = "${var.name_prefix}-cloudfront"
  output_format = "json"

  delivery_destination_configuration {
    destination_resource_arn = aws_s3_bucket.this["logs"].arn
  }
}

resource "aws_cloudwatch_log_delivery" "this" {
  provider = aws.us_east_1

  delivery_destination_arn = aws_cloudwatch_log_delivery_destination.this.arn
  delivery_source_name     = aws_cloudwatch_log_delivery_source.this.name

  depends_on = [aws_s3_bucket_policy.this]
}
