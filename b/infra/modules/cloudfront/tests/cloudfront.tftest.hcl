# What module cloudfront promises, planned without AWS: `terraform init && terraform test` in this
# module's folder. Mocked providers need Terraform 1.7 or newer (tried with 1.11.4), the module itself does not.

mock_provider "aws" {
  source = "../../mocks"
}

mock_provider "aws" {
  alias  = "us_east_1"
  source = "../../mocks"
}

variables {
  api_domain      = "api.example.jp"
  app_domain      = "app.example.jp"
  certificate_arn = "arn:aws:acm:us-east-1:123456789012:certificate/app"
  cloudfront = {
    price_class = "PriceClass_200"
  }
  content_origins = ["https://demo-prod-user-resources.s3.ap-northeast-1.amazonaws.com"]
  front_bucket = {
    arn                  = "arn:aws:s3:::demo-prod-front"
    id                   = "demo-prod-front"
    regional_domain_name = "demo-prod-front.s3.ap-northeast-1.amazonaws.com"
  }
  log_bucket = {
    arn         = "arn:aws:s3:::demo-prod-logs"
    domain_name = "demo-prod-logs.s3.amazonaws.com"
    id          = "demo-prod-logs"
  }
  name_prefix = "demo-prod"
  serves_api  = true
  tags = {
    Project = "demo"
  }
}

run "keeps_its_promises" {
  command = plan

  assert {
    condition     = aws_cloudfront_distribution.this.ordered_cache_behavior[0].path_pattern == "/api/*" && aws_cloudfront_distribution.this.ordered_cache_behavior[0].cache_policy_id == data.aws_cloudfront_cache_policy.caching_disabled.id
    error_message = "Answers of the API are never cached."
  }

  assert {
    condition     = aws_cloudfront_distribution.this.viewer_certificate[0].minimum_protocol_version == "TLSv1.2_2021"
    error_message = "Viewers use TLS 1.2 or newer."
  }

  assert {
    condition     = alltrue([for origin in aws_cloudfront_distribution.this.origin : origin.custom_origin_config[0].origin_protocol_policy == "https-only" if origin.origin_id == "api"])
    error_message = "The API is reached by TLS alone."
  }

  assert {
    condition     = aws_cloudfront_origin_access_control.this.signing_behavior == "always"
    error_message = "The bucket is read with signed requests alone."
  }

  assert {
    condition     = length(aws_cloudfront_distribution.this.custom_error_response) == 0
    error_message = "An error of the API stays an error."
  }
}

run "leaves_the_api_to_the_load_balancer" {
  command = plan

  variables {
    serves_api = false
  }

  assert {
    condition     = length(aws_cloudfront_distribution.this.origin) == 1 && length(aws_cloudfront_distribution.this.ordered_cache_behavior) == 0
    error_message = "Nothing but the front bucket is behind the distribution."
  }
}

run "refuses_a_certificate_of_another_region" {
  command = plan

  variables {
    certificate_arn = "arn:aws:acm:ap-northeast-1:123456789012:certificate/app"
  }

  expect_failures = [var.certificate_arn]
}

run "refuses_a_price_class_without_japan" {
  command = plan

  variables {
    cloudfront = merge(var.cloudfront, { price_class = "PriceClass_100" })
  }

  expect_failures = [var.cloudfront]
}

run "refuses_an_origin_with_a_wildcard" {
  command = plan

  variables {
    content_origins = ["https://*.example.jp"]
  }

  expect_failures = [var.content_origins]
}
