# What module cicd promises, planned without AWS: `terraform init && terraform test` in this
# module's folder. Mocked providers need Terraform 1.7 or newer (tried with 1.11.4), the module itself does not.

mock_provider "aws" {
  source = "../../mocks"
}

variables {
  aws_region = "ap-northeast-1"
  cicd = {
    images_kept = 50
  }
  client_ca_key = null
  components = {
    batch  = true
    sqs    = true
    worker = true
  }
  deploy_targets = {
    batch_job_definition_name   = "prod_fastapi_default_job"
    cloudfront_distribution_arn = "arn:aws:cloudfront::123456789012:distribution/E0123456789ABC"
    codedeploy_application_name = "demo-prod-api"
    codedeploy_group_name       = "demo-prod-api"
    ecs_cluster_arn             = "arn:aws:ecs:ap-northeast-1:123456789012:cluster/demo-prod"
    front_bucket_arn            = "arn:aws:s3:::demo-prod-front"
    pass_role_arns              = ["arn:aws:iam::123456789012:role/demo-prod-task"]
  }
  github = {
    branch          = "production"
    environment     = "production"
    organization    = "example"
    organization_id = null
    repository      = "demo"
    repository_id   = null
  }
  kms_key_arn              = "arn:aws:kms:ap-northeast-1:123456789012:key/data"
  name_prefix              = "demo-prod"
  permissions_boundary_arn = "arn:aws:iam::123456789012:policy/demo-boundary"
  record_names             = ["api.example.jp", "_*.api.example.jp"]
  state = {
    bucket     = "demo-tfstate"
    key        = "demo/prod/terraform.tfstate"
    lock_table = "demo-tflock"
  }
  state_kms_alias = "alias/demo-tfstate"
  tags = {
    Project = "demo"
  }
}

run "keeps_its_promises" {
  command = plan

  assert {
    condition     = local.role_subjects.apply == ["repo:example/demo:environment:production"] && local.role_subjects.deploy == local.role_subjects.apply
    error_message = "What changes something is trusted to the GitHub environment alone."
  }

  assert {
    condition     = alltrue([for role in values(aws_iam_role.github) : role.permissions_boundary == var.permissions_boundary_arn])
    error_message = "Every role has its upper limit."
  }

  assert {
    condition     = alltrue([for subject in flatten(values(local.role_subjects)) : !strcontains(subject, "*")])
    error_message = "No subject has a wildcard."
  }

  assert {
    condition     = alltrue([for repository in values(aws_ecr_repository.this) : repository.image_tag_mutability == "IMMUTABLE" && repository.image_scanning_configuration[0].scan_on_push])
    error_message = "Tags never move, and images are scanned."
  }

  assert {
    condition     = alltrue([for repository in values(aws_ecr_repository.this) : repository.encryption_configuration[0].encryption_type == "KMS"])
    error_message = "Images are encrypted with the customer managed key."
  }
}

run "trusts_a_repository_by_its_ids" {
  command = plan

  variables {
    github = merge(var.github, { organization_id = "123456", repository_id = "456789" })
  }

  assert {
    condition     = local.role_subjects.deploy == ["repo:example@123456/demo@456789:environment:production"] && local.role_subjects.plan == ["repo:example@123456/demo@456789:pull_request", "repo:example@123456/demo@456789:ref:refs/heads/production"]
    error_message = "Subjects are written as GitHub writes them for newer repositories."
  }
}

run "refuses_one_id_without_the_other" {
  command = plan

  variables {
    github = merge(var.github, { repository_id = "456789" })
  }

  expect_failures = [var.github]
}

run "refuses_an_id_with_a_wildcard" {
  command = plan

  variables {
    github = merge(var.github, { organization_id = "*", repository_id = "456789" })
  }

  expect_failures = [var.github]
}

run "refuses_to_hand_over_a_whole_domain" {
  command = plan

  variables {
    record_names = ["*.example.jp"]
  }

  expect_failures = [var.record_names]
}

run "refuses_too_few_images_to_go_back_to" {
  command = plan

  variables {
    cicd = merge(var.cicd, { images_kept = 4 })
  }

  expect_failures = [var.cicd]
}

run "refuses_a_branch_with_a_wildcard" {
  command = plan

  variables {
    github = merge(var.github, { branch = "*" })
  }

  expect_failures = [var.github]
}

run "refuses_a_repository_with_a_wildcard" {
  command = plan

  variables {
    github = merge(var.github, { repository = "*" })
  }

  expect_failures = [var.github]
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

run "refuses_a_key_that_is_no_alias" {
  command = plan

  variables {
    state_kms_alias = "demo-tfstate"
  }

  expect_failures = [var.state_kms_alias]
}
