# What module sqs promises, planned without AWS: `terraform init && terraform test` in this
# module's folder. Mocked providers need Terraform 1.7 or newer (tried with 1.11.4), the module itself does not.

mock_provider "aws" {
  source = "../../mocks"
}

variables {
  kms_key_arn = "arn:aws:kms:ap-northeast-1:123456789012:key/data"
  name_prefix = "demo-prod"
  sqs = {
    dlq_retention_seconds      = 1209600
    max_receive_count          = 5
    message_retention_seconds  = 345600
    visibility_timeout_seconds = 360
  }
  tags = {
    Project = "demo"
  }
}

run "keeps_its_promises" {
  command = plan

  assert {
    condition     = alltrue([for queue in concat(values(aws_sqs_queue.this), values(aws_sqs_queue.dead_letter)) : queue.kms_master_key_id == var.kms_key_arn])
    error_message = "Every queue is encrypted with the customer managed key."
  }

  assert {
    condition     = keys(aws_sqs_queue_redrive_policy.this) == keys(aws_sqs_queue.this)
    error_message = "Every queue has a dead-letter queue."
  }
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

run "refuses_dead_letters_beyond_14_days" {
  command = plan

  variables {
    sqs = merge(var.sqs, { dlq_retention_seconds = 1209601 })
  }

  expect_failures = [var.sqs]
}

run "refuses_dead_letters_that_vanish_on_arrival" {
  command = plan

  variables {
    sqs = merge(var.sqs, { dlq_retention_seconds = 345599 })
  }

  expect_failures = [var.sqs]
}

run "refuses_no_attempt" {
  command = plan

  variables {
    sqs = merge(var.sqs, { max_receive_count = 0 })
  }

  expect_failures = [var.sqs]
}

run "refuses_messages_of_less_than_a_minute" {
  command = plan

  variables {
    sqs = merge(var.sqs, { message_retention_seconds = 59 })
  }

  expect_failures = [var.sqs]
}

run "refuses_invisibility_beyond_12_hours" {
  command = plan

  variables {
    sqs = merge(var.sqs, { visibility_timeout_seconds = 43201 })
  }

  expect_failures = [var.sqs]
}
