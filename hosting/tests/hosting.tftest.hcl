# What the site promises, planned without AWS: `terraform init -backend=false && terraform test`.
# Mocked providers need Terraform 1.7 or newer; the configuration itself does not.

mock_provider "aws" {
  override_during = plan

  mock_data "aws_caller_identity" {
    defaults = { account_id = "123456789012" }
  }

  mock_data "aws_iam_openid_connect_provider" {
    defaults = { arn = "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com" }
  }

  mock_data "aws_iam_policy_document" {
    defaults = { json = "{}" }
  }

  mock_resource "aws_cloudfront_distribution" {
    defaults = { arn = "arn:aws:cloudfront::123456789012:distribution/EXAMPLE" }
  }

  mock_resource "aws_s3_bucket" {
    defaults = { arn = "arn:aws:s3:::sekkei" }
  }
}

mock_provider "aws" {
  alias           = "us_east_1"
  override_during = plan

  mock_resource "aws_acm_certificate" {
    defaults = { arn = "arn:aws:acm:us-east-1:123456789012:certificate/site" }
  }

  mock_resource "aws_cloudwatch_log_delivery_destination" {
    defaults = { arn = "arn:aws:logs:us-east-1:123456789012:delivery-destination:site" }
  }
}

variables {
  domain            = "sekkei.example.jp"
  github_repository = "example/sekkei"
  name_prefix       = "sekkei"
  zone_id           = "Z0123456789ABCDEFGHIJ"
}

run "sends_every_header_of_the_file" {
  command = plan

  assert {
    condition = toset(keys(local.headers)) == toset(concat(
      local.named_headers,
      [for item in tolist(aws_cloudfront_response_headers_policy.this.custom_headers_config)[0].items : item.header],
    ))
    error_message = "A header of headers.txt is sent by nobody."
  }

  assert {
    condition     = strcontains(one(one(aws_cloudfront_response_headers_policy.this.security_headers_config).content_security_policy).content_security_policy, "script-src 'self' 'wasm-unsafe-eval';")
    error_message = "Scripts must come from the site alone."
  }

  assert {
    condition     = one(one(aws_cloudfront_response_headers_policy.this.security_headers_config).strict_transport_security).access_control_max_age_sec >= 31536000
    error_message = "Browsers must keep to HTTPS for a year."
  }
}

run "keeps_buckets_closed" {
  command = plan

  assert {
    condition = alltrue([
      for block in aws_s3_bucket_public_access_block.this :
      block.block_public_acls && block.block_public_policy && block.ignore_public_acls && block.restrict_public_buckets
    ])
    error_message = "No bucket may be public."
  }

  assert {
    condition     = alltrue([for bucket in aws_s3_bucket_versioning.this : bucket.versioning_configuration[0].status == "Enabled"])
    error_message = "A former release must be there to go back to."
  }

  assert {
    condition     = length([for rule in aws_s3_bucket_lifecycle_configuration.this["site"].rule : rule if length(rule.expiration) > 0]) == 0
    error_message = "Files of the site must not expire."
  }
}

run "serves_by_tls_only" {
  command = plan

  assert {
    condition     = aws_cloudfront_distribution.this.viewer_certificate[0].minimum_protocol_version == "TLSv1.2_2021" && aws_cloudfront_distribution.this.default_cache_behavior[0].viewer_protocol_policy == "redirect-to-https"
    error_message = "The site must be served by TLS 1.2 or newer."
  }

  assert {
    condition     = aws_cloudfront_distribution.this.http_version == "http2and3" && aws_cloudfront_distribution.this.default_cache_behavior[0].compress
    error_message = "The site must be served by HTTP/2 and HTTP/3, compressed."
  }
}

run "is_published_from_one_environment_and_never_deleted" {
  command = plan

  assert {
    condition = anytrue([
      for condition in data.aws_iam_policy_document.trust.statement[0].condition :
      condition.test == "StringEquals" && condition.values == tolist(["repo:example/sekkei:environment:production"])
    ])
    error_message = "Only the environment production of the repository may publish."
  }

  assert {
    condition     = alltrue(flatten([for statement in data.aws_iam_policy_document.publish.statement : [for action in statement.actions : !strcontains(action, "Delete") && !strcontains(action, "*")]]))
    error_message = "The publishing role must not delete."
  }
}

run "refuses_domain" {
  command         = plan
  expect_failures = [var.domain]
  variables {
    domain = "*.example.jp"
  }
}

run "refuses_github_repository" {
  command         = plan
  expect_failures = [var.github_repository]
  variables {
    github_repository = "example/*"
  }
}

run "refuses_log_retention_days" {
  command         = plan
  expect_failures = [var.log_retention_days]
  variables {
    log_retention_days = 30
  }
}

run "refuses_name_prefix" {
  command         = plan
  expect_failures = [var.name_prefix]
  variables {
    name_prefix = "Sekkei"
  }
}

run "refuses_web_acl_arn" {
  command         = plan
  expect_failures = [var.web_acl_arn]
  variables {
    web_acl_arn = "arn:aws:wafv2:ap-northeast-1:123456789012:regional/webacl/site/1"
  }
}
