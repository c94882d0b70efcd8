# What module route53 promises, planned without AWS: `terraform init && terraform test` in this
# module's folder. Mocked providers need Terraform 1.7 or newer (tried with 1.11.4), the module itself does not.

mock_provider "aws" {
  source = "../../mocks"
}

variables {
  api_alias = {
    name    = "lb.ap-northeast-1.elb.amazonaws.com"
    zone_id = "Z14GRHDCWA56QT"
  }
  api_domain = "api.example.jp"
  app_alias = {
    name    = "d0.cloudfront.net"
    zone_id = "Z2FDTNDATAQYW2"
  }
  app_domain = "app.example.jp"
  zone_name  = "example.jp"
}

run "keeps_its_promises" {
  command = plan

  assert {
    condition     = aws_route53_record.api.type == "A" && aws_route53_record.api.alias[0].evaluate_target_health
    error_message = "The API has IPv4 addresses, and a dead load balancer is not answered."
  }

  assert {
    condition     = toset(keys(aws_route53_record.app)) == toset(["A", "AAAA"])
    error_message = "The app has both kinds of address."
  }
}
