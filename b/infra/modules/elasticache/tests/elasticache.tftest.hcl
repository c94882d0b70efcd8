# What module elasticache promises, planned without AWS: `terraform init && terraform test` in this
# module's folder. Mocked providers need Terraform 1.7 or newer (tried with 1.11.4), the module itself does not.

mock_provider "aws" {
  source = "../../mocks"
}

variables {
  elasticache = {
    automatic_failover      = true
    engine                  = "redis"
    node_type               = "cache.m7g.large"
    num_cache_clusters      = 2
    snapshot_retention_days = 7
  }
  kms_key_arn        = "arn:aws:kms:ap-northeast-1:123456789012:key/data"
  log_retention_days = 400
  logs_kms_key_arn   = "arn:aws:kms:ap-northeast-1:123456789012:key/logs"
  name_prefix        = "demo-prod"
  security_group_id  = "sg-0123456789abcdef0"
  subnet_ids         = ["subnet-a", "subnet-c"]
  tags = {
    Project = "demo"
  }
}

run "keeps_its_promises" {
  command = plan

  assert {
    condition     = aws_elasticache_replication_group.this.transit_encryption_enabled && aws_elasticache_replication_group.this.transit_encryption_mode == "required"
    error_message = "Nobody talks to the cache in clear."
  }

  assert {
    condition     = aws_elasticache_replication_group.this.final_snapshot_identifier == "demo-prod-final-data"
    error_message = "The name changes with the key, so that a second teardown finds it free."
  }

  assert {
    condition     = tobool(aws_elasticache_replication_group.this.at_rest_encryption_enabled) && aws_elasticache_replication_group.this.kms_key_id == var.kms_key_arn
    error_message = "The cache is encrypted with the customer managed key."
  }

  assert {
    condition     = startswith(aws_elasticache_user.default.access_string, "off ")
    error_message = "The default user is switched off."
  }

  assert {
    condition     = aws_elasticache_user.app.authentication_mode[0].type == "iam"
    error_message = "The application signs in by IAM."
  }

  assert {
    condition     = anytrue([for parameter in aws_elasticache_parameter_group.this.parameter : parameter.name == "maxmemory-policy" && parameter.value == "noeviction"])
    error_message = "A full cache refuses writes and drops no job."
  }
}

run "valkey" {
  command = plan

  variables {
    elasticache = merge(var.elasticache, { engine = "valkey" })
  }

  assert {
    condition     = aws_elasticache_parameter_group.this.family == "valkey8" && aws_elasticache_replication_group.this.engine_version == "8.0"
    error_message = "The other engine has a parameter group of its own family."
  }
}

run "refuses_failover_with_one_node" {
  command = plan

  variables {
    elasticache = merge(var.elasticache, { num_cache_clusters = 1 })
  }

  expect_failures = [var.elasticache]
}

run "refuses_another_engine" {
  command = plan

  variables {
    elasticache = merge(var.elasticache, { engine = "memcached" })
  }

  expect_failures = [var.elasticache]
}

run "refuses_an_unknown_node_type" {
  command = plan

  variables {
    elasticache = merge(var.elasticache, { node_type = "cache.x99.large" })
  }

  expect_failures = [var.elasticache]
}

run "refuses_more_than_six_nodes" {
  command = plan

  variables {
    elasticache = merge(var.elasticache, { num_cache_clusters = 7 })
  }

  expect_failures = [var.elasticache]
}

run "refuses_snapshots_beyond_35_days" {
  command = plan

  variables {
    elasticache = merge(var.elasticache, { snapshot_retention_days = 36 })
  }

  expect_failures = [var.elasticache]
}

run "refuses_a_retention_that_cloudwatch_does_not_know" {
  command = plan

  variables {
    log_retention_days = 100
  }

  expect_failures = [var.log_retention_days]
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
