# Brings a new version out, and cannot change how anything is set up.

locals {
  cluster_name = element(split("/", var.deploy_targets.ecs_cluster_arn), 1)

  codedeploy_arn = "arn:aws:codedeploy:${var.aws_region}:${local.account_id}"

  # Whoever registers a task definition hands these roles to ECS.
  task_families = concat(["${var.name_prefix}-api"], var.components.worker ? ["${var.name_prefix}-worker"] : [])
}

data "aws_iam_policy_document" "deploy" {
  # Has no resource to be limited to.
  statement {
    sid       = "RegistrySignIn"
    actions   = ["ecr:GetAuthorizationToken"]
    resources = ["*"]
  }

  statement {
    sid = "PushImages"

    actions = [
      "ecr:BatchCheckLayerAvailability",
      "ecr:BatchGetImage",
      "ecr:CompleteLayerUpload",
      "ecr:DescribeImageScanFindings",
      "ecr:DescribeImages",
      "ecr:GetDownloadUrlForLayer",
      "ecr:InitiateLayerUpload",
      "ecr:PutImage",
      "ecr:UploadLayerPart",
    ]

    resources = [for repository in aws_ecr_repository.this : repository.arn]
  }

  # ECS checks no resource for these two.
  statement {
    sid       = "TaskDefinitions"
    actions   = ["ecs:DescribeTaskDefinition", "ecs:RegisterTaskDefinition"]
    resources = ["*"]
  }

  statement {
    sid       = "TagTaskDefinitions"
    actions   = ["ecs:TagResource"]
    resources = [for family in local.task_families : "arn:aws:ecs:${var.aws_region}:${local.account_id}:task-definition/${family}:*"]

    condition {
      test     = "StringEquals"
      variable = "ecs:CreateAction"
      values   = ["RegisterTaskDefinition"]
    }
  }

  statement {
    sid       = "Services"
    actions   = ["ecs:DescribeServices", "ecs:UpdateService"]
    resources = ["arn:aws:ecs:${var.aws_region}:${local.account_id}:service/${local.cluster_name}/*"]
  }

  # ecs-tasks is the service for Batch on Fargate too.
  statement {
    sid       = "HandRolesToTasks"
    actions   = ["iam:PassRole"]
    resources = var.deploy_targets.pass_role_arns

    condition {
      test     = "StringEquals"
      variable = "iam:PassedToService"
      values   = ["ecs-tasks.amazonaws.com"]
    }
  }

  statement {
    sid = "CodeDeployRevisions"

    actions = [
      "codedeploy:GetApplication",
      "codedeploy:GetApplicationRevision",
      "codedeploy:RegisterApplicationRevision",
    ]

    resources = ["${local.codedeploy_arn}:application:${var.deploy_targets.codedeploy_application_name}"]
  }

  statement {
    sid = "CodeDeployDeployments"

    actions = [
      "codedeploy:CreateDeployment",
      "codedeploy:GetDeployment",
      "codedeploy:GetDeploymentGroup",
      "codedeploy:ListDeployments",
    ]

    resources = ["${local.codedeploy_arn}:deploymentgroup:${var.deploy_targets.codedeploy_application_name}/${var.deploy_targets.codedeploy_group_name}"]
  }

  statement {
    sid       = "CodeDeployConfigurations"
    actions   = ["codedeploy:GetDeploymentConfig"]
    resources = ["${local.codedeploy_arn}:deploymentconfig:CodeDeployDefault.*"]
  }

  statement {
    sid       = "FrontList"
    actions   = ["s3:GetBucketLocation", "s3:ListBucket"]
    resources = [var.deploy_targets.front_bucket_arn]
  }

  statement {
    sid       = "FrontObjects"
    actions   = ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"]
    resources = ["${var.deploy_targets.front_bucket_arn}/*"]
  }

  statement {
    sid       = "CdnInvalidation"
    actions   = ["cloudfront:CreateInvalidation", "cloudfront:GetInvalidation"]
    resources = [var.deploy_targets.cloudfront_distribution_arn]
  }

  dynamic "statement" {
    for_each = var.components.batch ? ["JobDefinitions"] : []

    content {
      sid     = statement.value
      actions = ["batch:RegisterJobDefinition", "batch:TagResource"]

      resources = [
        "arn:aws:batch:${var.aws_region}:${local.account_id}:job-definition/${var.deploy_targets.batch_job_definition_name}",
        "arn:aws:batch:${var.aws_region}:${local.account_id}:job-definition/${var.deploy_targets.batch_job_definition_name}:*",
      ]
    }
  }

  dynamic "statement" {
    for_each = var.components.batch ? ["JobDefinitionList"] : []

    content {
      sid       = statement.value
      actions   = ["batch:DescribeJobDefinitions"]
      resources = ["*"]
    }
  }
}

resource "aws_iam_role_policy" "deploy" {
  name   = "deploy"
  policy = data.aws_iam_policy_document.deploy.json
  role   = aws_iam_role.github["deploy"].id
}
