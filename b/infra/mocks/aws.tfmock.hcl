# What data sources answer in the tests of the modules: values of the right shape, since the provider
# checks ARNs and policies that are made of them even when it is mocked.

mock_data "aws_caller_identity" {
  defaults = {
    account_id = "123456789012"
  }
}

mock_data "aws_iam_openid_connect_provider" {
  defaults = {
    arn = "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com"
  }
}

mock_data "aws_iam_policy_document" {
  defaults = {
    json = "{\"Statement\":[],\"Version\":\"2012-10-17\"}"
  }
}

mock_data "aws_route53_zone" {
  defaults = {
    zone_id = "Z0123456789ABCDEFGHIJ"
  }
}
