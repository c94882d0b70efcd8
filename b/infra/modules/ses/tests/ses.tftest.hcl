# What module ses promises, planned without AWS: `terraform init && terraform test` in this
# module's folder. Mocked providers need Terraform 1.7 or newer (tried with 1.11.4), the module itself does not.

mock_provider "aws" {
  source = "../../mocks"
}

variables {
  kms_key_arn = "arn:aws:kms:ap-northeast-1:123456789012:key/logs"
  mail_domain = "mail.example.jp"
  name_prefix = "demo-prod"
  tags = {
    Project = "demo"
  }
  zone_name = "example.jp"
}

run "keeps_its_promises" {
  command = plan

  assert {
    condition     = aws_sesv2_configuration_set.this.delivery_options[0].tls_policy == "REQUIRE"
    error_message = "Mail goes over TLS or not at all."
  }

  assert {
    condition     = toset(aws_sesv2_configuration_set.this.suppression_options[0].suppressed_reasons) == toset(["BOUNCE", "COMPLAINT"])
    error_message = "Dead addresses are not written to again."
  }

  assert {
    condition     = startswith(one(aws_route53_record.dmarc.records), "v=DMARC1; p=quarantine")
    error_message = "Forged mail is put aside."
  }
}

run "refuses_a_domain_with_a_dot_at_the_end" {
  command = plan

  variables {
    mail_domain = "mail.example.jp."
  }

  expect_failures = [var.mail_domain]
}

run "refuses_a_name_prefix_that_is_too_long" {
  command = plan

  variables {
    name_prefix = "a-name-that-is-far-too-long"
  }

  expect_failures = [var.name_prefix]
}

run "refuses_a_name_prefix_with_two_hyphens" {
  command = plan

  variables {
    name_prefix = "demo--prod"
  }

  expect_failures = [var.name_prefix]
}
