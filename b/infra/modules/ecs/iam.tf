# Two roles. The execution role is used by ECS before the container runs: pull the
# image, read the secrets, open the log stream. The task role is what the
# application itself may do, and what a person in an ECS Exec session may do.

locals {
  # A reference may name a key inside a secret (ARN:key::); rights are given on
  # the secret, whose ARN has seven parts.
  secret_arns = distinct([for reference in values(var.app_secrets) : join(":", slice(split(":", reference), 0, 7))])

  # Rights are given on ARNs, tasks name images by address:
  # <account>.dkr.ecr.<region>.amazonaws.com/<name>
  repository_arns = [
    for url in compact([var.repository_urls.api, var.repository_urls.worker]) :
    "arn:aws:ecr:${var.aws_region}:${local.account_id}:repository/${replace(url, "/^[^\\/]+\\//", "")}"
  ]
}

data "aws_iam_policy_document" "execution_trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ecs-tasks.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account_id]
    }
  }
}

data "aws_iam_policy_document" "execution" {
  # Has no resource to be limited to.
  statement {
    sid       = "RegistrySignIn"
    actions   = ["ecr:GetAuthorizationToken"]
    resources = ["*"]
  }

  statement {
    sid = "PullImages"

    actions = [
      "ecr:BatchCheckLayerAvailability",
      "ecr:BatchGetImage",
      "ecr:GetDownloadUrlForLayer",
    ]

    resources = local.repository_arns
  }

  # GuardDuty's agent joins the tasks of ECS; in this account of AWS Tokyo's is kept.
  statement {
    sid = "PullGuardDutyAgent"

    actions = [
      "ecr:BatchCheckLayerAvailability",
      "ecr:BatchGetImage",
      "ecr:GetDownloadUrlForLayer",
    ]

    resources = ["arn:aws:ecr:${var.aws_region}:533107202818:repository/aws-guardduty-agent-fargate"]
  }

  # Batch jobs run with this role too.
  statement {
    sid     = "WriteLogs"
    actions = ["logs:CreateLogStream", "logs:PutLogEvents"]

    resources = concat(
      [for group in aws_cloudwatch_log_group.service : "${group.arn}:*"],
      var.components.batch ? ["arn:aws:logs:${var.aws_region}:${local.account_id}:log-group:/aws/batch/${var.name_prefix}:*"] : [],
    )
  }

  statement {
    sid       = "ReadSecrets"
    actions   = ["secretsmanager:GetSecretValue"]
    resources = local.secret_arns
  }

  # The secrets lie under several keys (RDS keeps its own under the database's).
  # The right follows the secret, whichever the key is.
  statement {
    sid       = "DecryptSecrets"
    actions   = ["kms:Decrypt"]
    resources = ["arn:aws:kms:${var.aws_region}:${local.account_id}:key/*"]

    condition {
      test     = "StringEquals"
      variable = "kms:EncryptionContext:SecretARN"
      values   = local.secret_arns
    }

    condition {
      test     = "StringEquals"
      variable = "kms:ViaService"
      values   = ["secretsmanager.${var.aws_region}.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "execution" {
  assume_role_policy   = data.aws_iam_policy_document.execution_trust.json
  description          = "ECS starts tasks: image, secrets, log stream"
  name                 = "${var.name_prefix}-ecs-execution"
  permissions_boundary = var.permissions_boundary_arn

  tags = merge(var.tags, { Name = "${var.name_prefix}-ecs-execution" })
}

resource "aws_iam_role_policy" "execution" {
  name   = "start-tasks"
  policy = data.aws_iam_policy_document.execution.json
  role   = aws_iam_role.execution.id
}

data "aws_iam_policy_document" "task_trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ecs-tasks.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account_id]
    }

    condition {
      test     = "ArnLike"
      variable = "aws:SourceArn"
      values   = ["arn:aws:ecs:${var.aws_region}:${local.account_id}:*"]
    }
  }
}

data "aws_iam_policy_document" "task" {
  # ECS Exec needs these four on the task role and nothing of
  # AmazonSSMManagedInstanceCore, which is for EC2 and far wider. They have no
  # resource to be limited to.
  statement {
    sid = "ExecChannels"

    actions = [
      "ssmmessages:CreateControlChannel",
      "ssmmessages:CreateDataChannel",
      "ssmmessages:OpenControlChannel",
      "ssmmessages:OpenDataChannel",
    ]

    resources = ["*"]
  }

  statement {
    sid = "ExecLog"

    actions = [
      "logs:CreateLogStream",
      "logs:DescribeLogStreams",
      "logs:PutLogEvents",
    ]

    resources = [
      aws_cloudwatch_log_group.exec.arn,
      "${aws_cloudwatch_log_group.exec.arn}:*",
    ]
  }

  statement {
    sid       = "ExecFindLogGroup"
    actions   = ["logs:DescribeLogGroups"]
    resources = ["*"]
  }

  # S3 and SQS ask for both; ECS Exec asks for Decrypt, without a service between.
  statement {
    sid       = "DataKey"
    actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
    resources = [var.kms_key_arn]
  }

  statement {
    sid     = "BucketList"
    actions = ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"]

    resources = values(var.buckets)
  }

  # Audit logs are written and read, never removed: no task holds the right to.
  statement {
    sid = "ObjectsReadWrite"

    actions = [
      "s3:AbortMultipartUpload",
      "s3:GetObject",
      "s3:ListMultipartUploadParts",
      "s3:PutObject",
    ]

    resources = [for arn in values(var.buckets) : "${arn}/*"]
  }

  statement {
    sid       = "ObjectsDelete"
    actions   = ["s3:DeleteObject"]
    resources = [for key, arn in var.buckets : "${arn}/*" if key != "audit-logs"]
  }

  statement {
    sid       = "CacheSignIn"
    actions   = ["elasticache:Connect"]
    resources = var.cache_connect_arns
  }

  statement {
    sid     = "Mail"
    actions = ["ses:SendEmail", "ses:SendRawEmail"]

    resources = [
      var.mail.configuration_set_arn,
      var.mail.identity_arn,
    ]
  }

  statement {
    sid       = "CdnInvalidation"
    actions   = ["cloudfront:CreateInvalidation", "cloudfront:GetInvalidation"]
    resources = [var.distribution_arn]
  }

  dynamic "statement" {
    for_each = var.components.sqs ? ["Queues"] : []

    content {
      sid = statement.value

      actions = [
        "sqs:ChangeMessageVisibility",
        "sqs:DeleteMessage",
        "sqs:GetQueueAttributes",
        "sqs:GetQueueUrl",
        "sqs:ReceiveMessage",
        "sqs:SendMessage",
      ]

      resources = var.queue_arns
    }
  }

  # The application names both (jobs/caller/aws_caller.py); a job names its
  # definition with or without a revision.
  dynamic "statement" {
    for_each = var.components.batch ? ["SubmitJobs"] : []

    content {
      sid     = statement.value
      actions = ["batch:SubmitJob"]

      resources = [
        "arn:aws:batch:${var.aws_region}:${local.account_id}:job-definition/${var.environment}_fastapi_default_job",
        "arn:aws:batch:${var.aws_region}:${local.account_id}:job-definition/${var.environment}_fastapi_default_job:*",
        "arn:aws:batch:${var.aws_region}:${local.account_id}:job-queue/${var.environment}_default",
      ]
    }
  }
}

resource "aws_iam_role" "task" {
  assume_role_policy   = data.aws_iam_policy_document.task_trust.json
  description          = "What the application may do"
  name                 = "${var.name_prefix}-ecs-task"
  permissions_boundary = var.permissions_boundary_arn

  tags = merge(var.tags, { Name = "${var.name_prefix}-ecs-task" })
}

resource "aws_iam_role_policy" "task" {
  name   = "application"
  policy = data.aws_iam_policy_document.task.json
  role   = aws_iam_role.task.id
}
