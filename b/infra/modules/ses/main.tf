data "aws_caller_identity" "this" {}

data "aws_route53_zone" "this" {
  name         = var.zone_name
  private_zone = false
}

locals {
  account_id = data.aws_caller_identity.this.account_id

  # The region is that of the provider; the ARN says it in every provider version.
  region = split(":", aws_sesv2_configuration_set.this.arn)[3]
}

resource "aws_sesv2_configuration_set" "this" {
  configuration_set_name = var.name_prefix

  # Mail about a patient goes over TLS or not at all.
  delivery_options {
    tls_policy = "REQUIRE"
  }

  reputation_options {
    reputation_metrics_enabled = true
  }

  sending_options {
    sending_enabled = true
  }

  # A second mail to a dead address, or to somebody who complained, costs the
  # reputation of the whole account.
  suppression_options {
    suppressed_reasons = ["BOUNCE", "COMPLAINT"]
  }

  tags = merge(var.tags, { Name = var.name_prefix })
}

resource "aws_sesv2_email_identity" "this" {
  configuration_set_name = aws_sesv2_configuration_set.this.configuration_set_name
  email_identity         = var.mail_domain

  dkim_signing_attributes {
    next_signing_key_length = "RSA_2048_BIT"
  }

  tags = merge(var.tags, { Name = var.mail_domain })
}

# The envelope sender in our own domain makes SPF align with the From address.
resource "aws_sesv2_email_identity_mail_from_attributes" "this" {
  # Without its MX record SES falls back to amazonses.com: mail keeps flowing, and
  # DKIM still aligns.
  behavior_on_mx_failure = "USE_DEFAULT_VALUE"
  email_identity         = aws_sesv2_email_identity.this.email_identity
  mail_from_domain       = "bounce.${var.mail_domain}"

  depends_on = [
    aws_route53_record.mail_from_mx,
    aws_route53_record.mail_from_spf,
  ]
}
