locals {
  # GuardDuty's agent reports by guardduty-data. Where the agent runs and it is
  # missing, GuardDuty makes one that no destroy knows of; where no agent runs, it
  # would be paid for and serve nobody.
  agent_endpoints = var.vpc.guardduty_runtime ? ["guardduty-data"] : []

  # The same set in every environment: the paths that traffic takes in dev are
  # those it takes in prod.
  interface_endpoints = toset(concat(local.agent_endpoints, [
    "ec2messages",
    "ecr.api",
    "ecr.dkr",
    "kms",
    "logs",
    "secretsmanager",
    "sqs",
    "ssm",
    "ssmmessages",
    "sts",
  ]))
}

# The way to S3 serves this account's buckets and the one bucket in which ECR
# keeps image layers. Buckets of strangers cannot be reached through it, so a
# taken-over task cannot carry data off to one.
data "aws_iam_policy_document" "s3_endpoint" {
  statement {
    sid = "OwnBuckets"
    actions = [
      "s3:AbortMultipartUpload",
      "s3:DeleteObject",
      "s3:DeleteObjectVersion",
      "s3:GetBucketLocation",
      "s3:GetObject*",
      "s3:ListBucket*",
      "s3:ListMultipartUploadParts",
      "s3:PutObject*",
    ]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = ["*"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:PrincipalAccount"
      values   = [data.aws_caller_identity.current.account_id]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:ResourceAccount"
      values   = [data.aws_caller_identity.current.account_id]
    }
  }

  # ECR hands out presigned addresses, so the caller here is ECR itself and the
  # account cannot be a condition: the one bucket and TLS are.
  statement {
    sid       = "EcrImageLayers"
    actions   = ["s3:GetObject"]
    resources = ["arn:aws:s3:::prod-${var.aws_region}-starport-layer-bucket/*"]

    principals {
      type        = "AWS"
      identifiers = ["*"]
    }

    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["true"]
    }
  }
}

resource "aws_vpc_endpoint" "s3" {
  policy            = data.aws_iam_policy_document.s3_endpoint.json
  route_table_ids   = [for table in aws_route_table.app : table.id]
  service_name      = "com.amazonaws.${var.aws_region}.s3"
  vpc_endpoint_type = "Gateway"
  vpc_id            = aws_vpc.this.id

  tags = merge(var.tags, { Name = "${var.name_prefix}-s3" })
}

resource "aws_vpc_endpoint" "interface" {
  for_each = local.interface_endpoints

  private_dns_enabled = true
  security_group_ids  = [aws_security_group.endpoints.id]
  service_name        = "com.amazonaws.${var.aws_region}.${each.value}"
  subnet_ids          = [for subnet in aws_subnet.app : subnet.id]
  vpc_endpoint_type   = "Interface"
  vpc_id              = aws_vpc.this.id

  tags = merge(var.tags, { Name = "${var.name_prefix}-${replace(each.value, ".", "-")}" })
}
