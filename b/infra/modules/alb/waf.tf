locals {
  # Bodies above 8 KiB are ordinary here (images and documents are uploaded), so
  # the rule that would refuse them only counts. The other rules of the set still
  # read the first 8 KiB.
  managed_rule_groups = {
    AWSManagedRulesAmazonIpReputationList = { count = [], priority = 30 }
    AWSManagedRulesCommonRuleSet          = { count = ["SizeRestrictions_BODY"], priority = 40 }
    AWSManagedRulesKnownBadInputsRuleSet  = { count = [], priority = 50 }
    AWSManagedRulesSQLiRuleSet            = { count = [], priority = 60 }
  }

  # With client certificates or a closed network there is one road less: CloudFront
  # does not serve the API, and nobody is believed to be CloudFront.
  cdn = var.alb.client_auth == "none" ? [var.cdn] : []

  rate_rule_name     = "${var.name_prefix}-rate-per-ip"
  rate_rule_name_cdn = "${var.name_prefix}-rate-per-viewer"
}

resource "aws_wafv2_web_acl" "this" {
  description = "Firewall of the API of ${var.name_prefix}"
  name        = "${var.name_prefix}-api"
  scope       = "REGIONAL"

  default_action {
    allow {}
  }

  # Two rate rules, because two roads lead here (local.cdn). Clients that come straight are
  # counted by their own address. CloudFront's requests all carry one of its few
  # addresses, and counting those would shut out every user at once: they are
  # counted by the viewer's address, which CloudFront writes into a header. That
  # header is believed only beside the value that CloudFront alone sends.
  rule {
    name     = local.rate_rule_name
    priority = 10

    action {
      block {}
    }

    statement {
      rate_based_statement {
        aggregate_key_type    = "IP"
        evaluation_window_sec = 300
        limit                 = var.alb.waf_rate_limit_5min

        dynamic "scope_down_statement" {
          for_each = local.cdn

          content {
            not_statement {
              statement {
                byte_match_statement {
                  positional_constraint = "EXACTLY"
                  search_string         = scope_down_statement.value.header_value

                  field_to_match {
                    single_header {
                      name = scope_down_statement.value.header_name
                    }
                  }

                  text_transformation {
                    priority = 0
                    type     = "NONE"
                  }
                }
              }
            }
          }
        }
      }
    }

    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = local.rate_rule_name
      sampled_requests_enabled   = true
    }
  }

  dynamic "rule" {
    for_each = local.cdn

    content {
      name     = local.rate_rule_name_cdn
      priority = 20

      action {
        block {}
      }

      statement {
        rate_based_statement {
          aggregate_key_type    = "FORWARDED_IP"
          evaluation_window_sec = 300
          limit                 = var.alb.waf_rate_limit_5min

          forwarded_ip_config {
            fallback_behavior = "NO_MATCH"
            header_name       = rule.value.viewer_header_name
          }

          scope_down_statement {
            byte_match_statement {
              positional_constraint = "EXACTLY"
              search_string         = rule.value.header_value

              field_to_match {
                single_header {
                  name = rule.value.header_name
                }
              }

              text_transformation {
                priority = 0
                type     = "NONE"
              }
            }
          }
        }
      }

      visibility_config {
        cloudwatch_metrics_enabled = true
        metric_name                = local.rate_rule_name_cdn
        sampled_requests_enabled   = true
      }
    }
  }

  dynamic "rule" {
    for_each = local.managed_rule_groups

    content {
      name     = rule.key
      priority = rule.value.priority

      override_action {
        none {}
      }

      statement {
        managed_rule_group_statement {
          name        = rule.key
          vendor_name = "AWS"

          dynamic "rule_action_override" {
            for_each = rule.value.count

            content {
              name = rule_action_override.value

              action_to_use {
                count {}
              }
            }
          }
        }
      }

      visibility_config {
        cloudwatch_metrics_enabled = true
        metric_name                = "${var.name_prefix}-${rule.key}"
        sampled_requests_enabled   = true
      }
    }
  }

  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "${var.name_prefix}-api"
    sampled_requests_enabled   = true
  }

  tags = merge(var.tags, { Name = "${var.name_prefix}-api" })
}

resource "aws_wafv2_web_acl_association" "this" {
  resource_arn = aws_lb.this.arn
  web_acl_arn  = aws_wafv2_web_acl.this.arn
}

# The name must begin with aws-waf-logs-.
resource "aws_cloudwatch_log_group" "waf" {
  kms_key_id        = var.logs_kms_key_arn
  name              = "aws-waf-logs-${var.name_prefix}"
  retention_in_days = var.log_retention_days

  tags = merge(var.tags, { Name = "aws-waf-logs-${var.name_prefix}" })
}

data "aws_iam_policy_document" "waf_logs" {
  statement {
    sid       = "WafLogs"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.waf.arn}:*"]

    principals {
      type        = "Service"
      identifiers = ["delivery.logs.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [data.aws_caller_identity.current.account_id]
    }

    condition {
      test     = "ArnLike"
      variable = "aws:SourceArn"
      values   = ["arn:aws:logs:${var.aws_region}:${data.aws_caller_identity.current.account_id}:*"]
    }
  }
}

resource "aws_cloudwatch_log_resource_policy" "waf" {
  policy_document = data.aws_iam_policy_document.waf_logs.json
  policy_name     = "${var.name_prefix}-waf-logs"
}

resource "aws_wafv2_web_acl_logging_configuration" "this" {
  log_destination_configs = [aws_cloudwatch_log_group.waf.arn]
  resource_arn            = aws_wafv2_web_acl.this.arn

  # What lets its reader act as a user, or as CloudFront, does not belong in a log.
  redacted_fields {
    single_header {
      name = "authorization"
    }
  }

  redacted_fields {
    single_header {
      name = "cookie"
    }
  }

  dynamic "redacted_fields" {
    for_each = local.cdn

    content {
      single_header {
        name = redacted_fields.value.header_name
      }
    }
  }

  depends_on = [aws_cloudwatch_log_resource_policy.waf]
}
