# What plan and apply have in common: to read how everything is set up, and nothing
# of what is in it.

locals {
  state_bucket_arn = "arn:aws:s3:::${var.state.bucket}"
  state_object_arn = "${local.state_bucket_arn}/${var.state.key}"
}

resource "aws_iam_role_policy_attachment" "read_only" {
  for_each = toset(["apply", "plan"])

  policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
  role       = aws_iam_role.github[each.value].name
}

# ReadOnlyAccess also reads objects, table rows, logs and messages. Those are
# patients' data, and a pull request has no business with them.
data "aws_iam_policy_document" "no_data" {
  statement {
    sid    = "NoContents"
    effect = "Deny"

    actions = [
      "athena:GetQueryResults",
      "batch:DescribeJobs",
      "cloudtrail:LookupEvents",
      "ecr:BatchGetImage",
      "ecr:GetDownloadUrlForLayer",
      "kinesis:Get*",
      "lambda:GetFunction",
      "logs:FilterLogEvents",
      "logs:GetLogEvents",
      "logs:GetLogObject",
      "logs:GetLogRecord",
      "logs:GetQueryResults",
      "logs:StartLiveTail",
      "logs:StartQuery",
      "logs:Unmask",
      "rds:DownloadCompleteDBLogFile",
      "rds:DownloadDBLogFilePortion",
      "secretsmanager:BatchGetSecretValue",
      "secretsmanager:GetSecretValue",
      "sqs:ReceiveMessage",
      "ssm:GetParameter",
      "ssm:GetParameterHistory",
      "ssm:GetParameters",
      "ssm:GetParametersByPath",
    ]

    resources = ["*"]
  }

  statement {
    sid    = "NoObjectsButTheState"
    effect = "Deny"

    actions = [
      "s3:GetObject",
      "s3:GetObjectTorrent",
      "s3:GetObjectVersion",
    ]

    not_resources = concat(
      [
        local.state_object_arn,
        "${local.state_object_arn}.tflock",
      ],
      # Certificates of authorities are public.
      var.client_ca_key == null ? [] : ["${local.state_bucket_arn}/${var.client_ca_key}"],
    )
  }

  statement {
    sid    = "NoRowsButTheLock"
    effect = "Deny"

    actions = [
      "dynamodb:BatchGetItem",
      "dynamodb:GetItem",
      "dynamodb:GetRecords",
      "dynamodb:PartiQLSelect",
      "dynamodb:Query",
      "dynamodb:Scan",
    ]

    not_resources = ["arn:aws:dynamodb:${var.aws_region}:${local.account_id}:table/${coalesce(var.state.lock_table, "none")}"]
  }
}

resource "aws_iam_role_policy" "no_data" {
  for_each = toset(["apply", "plan"])

  name   = "no-data"
  policy = data.aws_iam_policy_document.no_data.json
  role   = aws_iam_role.github[each.value].id
}

# The state of this environment and of no other. plan reads it, apply writes it;
# both take the lock.
data "aws_iam_policy_document" "state" {
  for_each = toset(["apply", "plan"])

  statement {
    sid       = "FindState"
    actions   = ["s3:ListBucket"]
    resources = [local.state_bucket_arn]

    condition {
      test     = "StringEquals"
      variable = "s3:prefix"
      values   = [var.state.key, "${var.state.key}.tflock"]
    }
  }

  statement {
    sid       = "State"
    actions   = each.value == "apply" ? ["s3:GetObject", "s3:PutObject"] : ["s3:GetObject"]
    resources = [local.state_object_arn]
  }

  statement {
    sid       = "LockFile"
    actions   = ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"]
    resources = ["${local.state_object_arn}.tflock"]
  }

  dynamic "statement" {
    for_each = var.state.lock_table == null ? [] : ["LockTable"]

    content {
      sid = statement.value

      actions = [
        "dynamodb:DeleteItem",
        "dynamodb:DescribeTable",
        "dynamodb:GetItem",
        "dynamodb:PutItem",
      ]

      resources = ["arn:aws:dynamodb:${var.aws_region}:${local.account_id}:table/${var.state.lock_table}"]

      # The lock itself and the checksum of the state. DescribeTable names no row.
      condition {
        test     = "ForAllValues:StringEquals"
        variable = "dynamodb:LeadingKeys"
        values = [
          "${var.state.bucket}/${var.state.key}",
          "${var.state.bucket}/${var.state.key}-md5",
        ]
      }
    }
  }

  statement {
    sid       = "StateKey"
    actions   = ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey"]
    resources = ["arn:aws:kms:${var.aws_region}:${local.account_id}:key/*"]

    condition {
      test     = "ForAnyValue:StringEquals"
      variable = "kms:ResourceAliases"
      values   = [var.state_kms_alias]
    }

    condition {
      test     = "StringEquals"
      variable = "kms:ViaService"
      values = [
        "dynamodb.${var.aws_region}.amazonaws.com",
        "s3.${var.aws_region}.amazonaws.com",
      ]
    }
  }
}

resource "aws_iam_role_policy" "state" {
  for_each = data.aws_iam_policy_document.state

  name   = "state"
  policy = each.value.json
  role   = aws_iam_role.github[each.key].id
}
