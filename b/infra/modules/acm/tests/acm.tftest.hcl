# What module acm promises, planned without AWS: `terraform init && terraform test` in this
# module's folder. Mocked providers need Terraform 1.7 or newer (tried with 1.11.4), the module itself does not.

mock_provider "aws" {
  source = "../../mocks"
}

mock_provider "aws" {
  alias  = "us_east_1"
  source = "../../mocks"
}

variables {
  api_domain = "api.example.jp"
  app_domain = "app.example.jp"
  tags = {
    Project = "demo"
  }
  zone_name = "example.jp"
}

run "keeps_its_promises" {
  command = plan

  assert {
    condition     = aws_acm_certificate.regional.domain_name == "api.example.jp" && aws_acm_certificate.us_east_1.domain_name == "app.example.jp"
    error_message = "Each domain has a certificate of its own, and the app its one in us-east-1."
  }

  assert {
    condition     = aws_acm_certificate.regional.validation_method == "DNS" && aws_acm_certificate.us_east_1.validation_method == "DNS"
    error_message = "Certificates renew themselves while their record stands."
  }
}

run "refuses_a_domain_in_capitals" {
  command = plan

  variables {
    api_domain = "API.example.jp"
  }

  expect_failures = [var.api_domain]
}

run "refuses_a_domain_without_a_dot" {
  command = plan

  variables {
    app_domain = "app"
  }

  expect_failures = [var.app_domain]
}
