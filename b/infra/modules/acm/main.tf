data "aws_route53_zone" "this" {
  name         = var.zone_name
  private_zone = false
}

# One certificate per domain and not a wildcard: a key that leaks speaks for one
# host of one environment.

resource "aws_acm_certificate" "regional" {
  domain_name       = var.api_domain
  validation_method = "DNS"

  tags = merge(var.tags, { Name = var.api_domain })

  # A listener must never be without a certificate while one is replaced.
  lifecycle {
    create_before_destroy = true
  }
}

# CloudFront takes its certificate from us-east-1 and from nowhere else.
resource "aws_acm_certificate" "us_east_1" {
  provider = aws.us_east_1

  domain_name       = var.app_domain
  validation_method = "DNS"

  tags = merge(var.tags, { Name = var.app_domain })

  lifecycle {
    create_before_destroy = true
  }
}

locals {
  # Each certificate has exactly one name, so exactly one record. The keys are
  # written out because AWS makes up the records only while applying.
  validations = {
    regional  = one(aws_acm_certificate.regional.domain_validation_options)
    us_east_1 = one(aws_acm_certificate.us_east_1.domain_validation_options)
  }
}

# ACM renews a certificate for as long as its record is in place: never remove it.
resource "aws_route53_record" "validation" {
  for_each = local.validations

  # A name has one proof per account, so a replaced certificate finds its
  # record already there.
  allow_overwrite = true
  name            = each.value.resource_record_name
  records         = [each.value.resource_record_value]
  ttl             = 300
  type            = each.value.resource_record_type
  zone_id         = data.aws_route53_zone.this.zone_id
}

resource "aws_acm_certificate_validation" "regional" {
  certificate_arn         = aws_acm_certificate.regional.arn
  validation_record_fqdns = [aws_route53_record.validation["regional"].fqdn]
}

resource "aws_acm_certificate_validation" "us_east_1" {
  provider = aws.us_east_1

  certificate_arn         = aws_acm_certificate.us_east_1.arn
  validation_record_fqdns = [aws_route53_record.validation["us_east_1"].fqdn]
}
