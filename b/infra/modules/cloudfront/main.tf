locals {
  api_origin_id   = "api"
  front_origin_id = "front"

  # Without it the app calls the API under the API's own name.
  api_origin = var.serves_api ? [var.api_domain] : []

  origin_header_name = "x-origin-marker"
  viewer_header_name = "x-viewer-address"

  content_security_policy = join("; ", [
    "default-src 'self'",
    "base-uri 'self'",
    "connect-src ${join(" ", concat(["'self'", "https://${var.api_domain}"], var.content_origins))}",
    "font-src 'self' data:",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "img-src ${join(" ", concat(["'self'", "blob:", "data:"], var.content_origins))}",
    "object-src 'none'",
    "script-src 'self'",
    # Angular writes component styles into the page.
    "style-src 'self' 'unsafe-inline'",
    "upgrade-insecure-requests",
  ])
}

data "aws_cloudfront_cache_policy" "caching_disabled" {
  name = "Managed-CachingDisabled"
}

data "aws_cloudfront_cache_policy" "caching_optimized" {
  name = "Managed-CachingOptimized"
}

# Without the viewer's Host header, because the load balancer's certificate is
# for the API's domain.
data "aws_cloudfront_origin_request_policy" "all_viewer_except_host" {
  name = "Managed-AllViewerExceptHostHeader"
}

data "aws_cloudfront_response_headers_policy" "security_headers" {
  name = "Managed-SecurityHeadersPolicy"
}

# By this value the firewall of the load balancer tells that a request came
# through this distribution and counts it by the viewer's address. It opens
# nothing: who learns it can at most lie about the address that is counted. So it
# may stand in the state and in plans, unlike a secret. Made once and kept.
resource "terraform_data" "origin_marker" {
  input = uuid()

  lifecycle {
    ignore_changes = [input]
  }
}

resource "aws_cloudfront_origin_access_control" "this" {
  description                       = "Reads the built app of ${var.name_prefix}"
  name                              = "${var.name_prefix}-front"
  origin_access_control_origin_type = "s3"
  signing_behavior                  = "always"
  signing_protocol                  = "sigv4"
}

resource "aws_cloudfront_function" "spa_rewrite" {
  comment = "Answers paths of the app's own router with index.html"
  name    = "${var.name_prefix}-spa-rewrite"
  publish = true
  runtime = "cloudfront-js-2.0"

  code = <<-JAVASCRIPT
    // The app routes in the browser: /patients/42 is no object in the bucket. Every
    // path whose last part has no dot is answered with index.html.
    function handler(event) {
      var request = event.request;
      var last = request.uri.substring(request.uri.lastIndexOf('/') + 1);
      if (last.indexOf('.') === -1) {
        request.uri = '/index.html';
      }
      return request;
    }
  JAVASCRIPT
}

resource "aws_cloudfront_function" "viewer_address" {
  comment = "Names the viewer's address to the firewall of the load balancer"
  name    = "${var.name_prefix}-viewer-address"
  publish = true
  runtime = "cloudfront-js-2.0"

  code = <<-JAVASCRIPT
    // Tells the firewall of the load balancer whom it serves. Whatever the viewer
    // sent under this name is overwritten, so nobody can borrow an address.
    function handler(event) {
      var request = event.request;
      request.headers['x-viewer-address'] = { value: event.viewer.ip };
      return request;
    }
  JAVASCRIPT
}

resource "aws_cloudfront_response_headers_policy" "app" {
  comment = "Security headers of the app of ${var.name_prefix}"
  name    = "${var.name_prefix}-app"

  custom_headers_config {
    items {
      header   = "Permissions-Policy"
      override = true
      value    = "browsing-topics=(), payment=(), usb=()"
    }
  }

  security_headers_config {
    content_security_policy {
      content_security_policy = local.content_security_policy
      override                = true
    }

    content_type_options {
      override = true
    }

    frame_options {
      frame_option = "DENY"
      override     = true
    }

    # Paths of the app may name a patient: none of them goes to another site.
    referrer_policy {
      override        = true
      referrer_policy = "same-origin"
    }

    # No preload: that binds the whole zone, which others share.
    strict_transport_security {
      access_control_max_age_sec = 63072000
      include_subdomains         = true
      override                   = true
      preload                    = false
    }
  }
}

resource "aws_cloudfront_distribution" "this" {
  aliases             = [var.app_domain]
  comment             = "App of ${var.name_prefix}"
  default_root_object = "index.html"
  enabled             = true
  http_version        = "http2and3"
  is_ipv6_enabled     = true
  price_class         = var.cloudfront.price_class

  # There is no custom_error_response: it holds for the whole distribution and
  # would turn the API's 403 and 404 into the app's start page.

  origin {
    domain_name              = var.front_bucket.regional_domain_name
    origin_access_control_id = aws_cloudfront_origin_access_control.this.id
    origin_id                = local.front_origin_id
  }

  dynamic "origin" {
    for_each = local.api_origin

    content {
      domain_name = origin.value
      origin_id   = local.api_origin_id

      custom_header {
        name  = local.origin_header_name
        value = terraform_data.origin_marker.output
      }

      custom_origin_config {
        http_port                = 80
        https_port               = 443
        origin_keepalive_timeout = 30
        origin_protocol_policy   = "https-only"
        origin_read_timeout      = 60
        origin_ssl_protocols     = ["TLSv1.2"]
      }
    }
  }

  default_cache_behavior {
    allowed_methods            = ["GET", "HEAD", "OPTIONS"]
    cache_policy_id            = data.aws_cloudfront_cache_policy.caching_optimized.id
    cached_methods             = ["GET", "HEAD"]
    compress                   = true
    response_headers_policy_id = aws_cloudfront_response_headers_policy.app.id
    target_origin_id           = local.front_origin_id
    viewer_protocol_policy     = "redirect-to-https"

    function_association {
      event_type   = "viewer-request"
      function_arn = aws_cloudfront_function.spa_rewrite.arn
    }
  }

  # Never cached: answers of the API are about patients, and no edge may keep one
  # (or show it to the next user).
  dynamic "ordered_cache_behavior" {
    for_each = local.api_origin

    content {
      allowed_methods            = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"]
      cache_policy_id            = data.aws_cloudfront_cache_policy.caching_disabled.id
      cached_methods             = ["GET", "HEAD"]
      compress                   = true
      origin_request_policy_id   = data.aws_cloudfront_origin_request_policy.all_viewer_except_host.id
      path_pattern               = "/api/*"
      response_headers_policy_id = data.aws_cloudfront_response_headers_policy.security_headers.id
      target_origin_id           = local.api_origin_id
      viewer_protocol_policy     = "https-only"

      function_association {
        event_type   = "viewer-request"
        function_arn = aws_cloudfront_function.viewer_address.arn
      }
    }
  }

  # No country is shut out: where data lies is settled by the region, and users
  # travel. Refuse countries here only on a decision of the service's owner.
  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
  }

  viewer_certificate {
    acm_certificate_arn      = var.certificate_arn
    minimum_protocol_version = "TLSv1.2_2021"
    ssl_support_method       = "sni-only"
  }

  tags = merge(var.tags, { Name = "${var.name_prefix}-app" })
}
