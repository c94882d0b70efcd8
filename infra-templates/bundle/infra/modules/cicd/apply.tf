# What apply may change: the actions that this bundle's resources need, wherever AWS
# allows it on names of this environment only. It may write the policies of this
# environment's roles, and its own: the boundary of bootstrap/ is the end of how far
# they can be widened, and the GitHub environment guards what is applied at all, so
# give production's one required reviewers.

locals {
  region_account = "${var.aws_region}:${local.account_id}"

  apply_policies = {
    compute  = data.aws_iam_policy_document.apply_compute.json
    data     = data.aws_iam_policy_document.apply_data.json
    edge     = data.aws_iam_policy_document.apply_edge.json
    identity = data.aws_iam_policy_document.apply_identity.json
    network  = data.aws_iam_policy_document.apply_network.json
  }
}

data "aws_iam_policy_document" "apply_network" {
  # Networks have no names in their ARNs: limited to the region instead.
  statement {
    sid = "Vpc"

    actions = [
      "ec2:AllocateAddress",
      "ec2:AssociateRouteTable",
      "ec2:AttachInternetGateway",
      "ec2:AuthorizeSecurityGroupEgress",
      "ec2:AuthorizeSecurityGroupIngress",
      "ec2:CreateFlowLogs",
      "ec2:CreateInternetGateway",
      "ec2:CreateNatGateway",
      "ec2:CreateNetworkInterface",
      "ec2:CreateRoute",
      "ec2:CreateRouteTable",
      "ec2:CreateSecurityGroup",
      "ec2:CreateSubnet",
      "ec2:CreateTags",
      "ec2:CreateVpc",
      "ec2:CreateVpcEndpoint",
      "ec2:DeleteFlowLogs",
      "ec2:DeleteInternetGateway",
      "ec2:DeleteNatGateway",
      "ec2:DeleteNetworkInterface",
      "ec2:DeleteRoute",
      "ec2:DeleteRouteTable",
      "ec2:DeleteSecurityGroup",
      "ec2:DeleteSubnet",
      "ec2:DeleteTags",
      "ec2:DeleteVpc",
      "ec2:DeleteVpcEndpoints",
      "ec2:DetachInternetGateway",
      "ec2:DisassociateAddress",
      "ec2:DisassociateRouteTable",
      "ec2:ModifySecurityGroupRules",
      "ec2:ModifySubnetAttribute",
      "ec2:ModifyVpcAttribute",
      "ec2:ModifyVpcEndpoint",
      "ec2:ReleaseAddress",
      "ec2:ReplaceRoute",
      "ec2:ReplaceRouteTableAssociation",
      "ec2:RevokeSecurityGroupEgress",
      "ec2:RevokeSecurityGroupIngress",
    ]

    resources = ["*"]

    condition {
      test     = "StringEquals"
      variable = "aws:RequestedRegion"
      values   = [var.aws_region]
    }
  }

  # Interface endpoints answer under the ordinary names by a zone that AWS keeps.
  statement {
    sid       = "EndpointNames"
    actions   = ["route53:AssociateVPCWithHostedZone"]
    resources = ["arn:aws:route53:::hostedzone/*"]
  }

  statement {
    sid = "LoadBalancer"

    actions = [
      "elasticloadbalancing:AddTags",
      "elasticloadbalancing:Create*",
      "elasticloadbalancing:Delete*",
      "elasticloadbalancing:Modify*",
      "elasticloadbalancing:RemoveTags",
      "elasticloadbalancing:Set*",
    ]

    resources = [
      "arn:aws:elasticloadbalancing:${local.region_account}:listener/app/${var.name_prefix}-*",
      "arn:aws:elasticloadbalancing:${local.region_account}:loadbalancer/app/${var.name_prefix}-*",
      "arn:aws:elasticloadbalancing:${local.region_account}:targetgroup/${var.name_prefix}-*",
      "arn:aws:elasticloadbalancing:${local.region_account}:truststore/${var.name_prefix}-*",
    ]
  }

  # A web ACL is checked together with the rule groups of AWS that it uses, and the
  # load balancer it is set on has no say by name.
  statement {
    sid = "Firewall"

    actions = [
      "elasticloadbalancing:SetWebAcl",
      "wafv2:AssociateWebACL",
      "wafv2:CreateWebACL",
      "wafv2:DeleteLoggingConfiguration",
      "wafv2:DeleteWebACL",
      "wafv2:DisassociateWebACL",
      "wafv2:PutLoggingConfiguration",
      "wafv2:TagResource",
      "wafv2:UntagResource",
      "wafv2:UpdateWebACL",
    ]

    resources = ["*"]

    condition {
      test     = "StringEquals"
      variable = "aws:RequestedRegion"
      values   = [var.aws_region]
    }
  }
}

data "aws_iam_policy_document" "apply_edge" {
  statement {
    sid = "Certificates"

    actions = [
      "acm:AddTagsToCertificate",
      "acm:DeleteCertificate",
      "acm:RemoveTagsFromCertificate",
      "acm:UpdateCertificateOptions",
    ]

    resources = [
      "arn:aws:acm:${local.region_account}:certificate/*",
      "arn:aws:acm:us-east-1:${local.account_id}:certificate/*",
    ]
  }

  # What does not exist yet has no ARN to be limited to.
  statement {
    sid       = "CertificateRequests"
    actions   = ["acm:RequestCertificate"]
    resources = ["*"]

    condition {
      test     = "StringEquals"
      variable = "aws:RequestedRegion"
      values   = [var.aws_region, "us-east-1"]
    }
  }

  statement {
    sid       = "CdnOriginAccess"
    actions   = ["cloudfront:CreateOriginAccessControl"]
    resources = ["*"]
  }

  # The zone is shared with the other environments and with records of others (MX): only this environment's names.
  statement {
    sid       = "DnsRecords"
    actions   = ["route53:ChangeResourceRecordSets"]
    resources = ["arn:aws:route53:::hostedzone/*"]

    condition {
      test     = "ForAllValues:StringLike"
      variable = "route53:ChangeResourceRecordSetsNormalizedRecordNames"
      values   = var.record_names
    }

    # A change without a name would pass the condition above.
    condition {
      test     = "Null"
      variable = "route53:ChangeResourceRecordSetsNormalizedRecordNames"
      values   = ["false"]
    }
  }

  statement {
    sid = "Cdn"

    actions = [
      "cloudfront:AllowVendedLogDeliveryForResource",
      "cloudfront:CreateDistribution",
      "cloudfront:CreateFunction",
      "cloudfront:CreateResponseHeadersPolicy",
      "cloudfront:DeleteDistribution",
      "cloudfront:DeleteFunction",
      "cloudfront:DeleteOriginAccessControl",
      "cloudfront:DeleteResponseHeadersPolicy",
      "cloudfront:PublishFunction",
      "cloudfront:TagResource",
      "cloudfront:UntagResource",
      "cloudfront:UpdateDistribution",
      "cloudfront:UpdateFunction",
      "cloudfront:UpdateOriginAccessControl",
      "cloudfront:UpdateResponseHeadersPolicy",
    ]

    resources = [
      "arn:aws:cloudfront::${local.account_id}:distribution/*",
      "arn:aws:cloudfront::${local.account_id}:function/${var.name_prefix}-*",
      "arn:aws:cloudfront::${local.account_id}:origin-access-control/*",
      "arn:aws:cloudfront::${local.account_id}:response-headers-policy/*",
    ]
  }

  statement {
    sid = "CdnLogDelivery"

    actions = [
      "logs:CreateDelivery",
      "logs:DeleteDelivery",
      "logs:DeleteDeliveryDestination",
      "logs:DeleteDeliverySource",
      "logs:GetDelivery",
      "logs:GetDeliveryDestination",
      "logs:GetDeliverySource",
      "logs:PutDeliveryDestination",
      "logs:PutDeliverySource",
      "logs:TagResource",
      "logs:UntagResource",
      "logs:UpdateDeliveryConfiguration",
    ]

    resources = [
      "arn:aws:logs:us-east-1:${local.account_id}:delivery:*",
      "arn:aws:logs:us-east-1:${local.account_id}:delivery-destination:${var.name_prefix}-*",
      "arn:aws:logs:us-east-1:${local.account_id}:delivery-source:${var.name_prefix}-*",
    ]
  }

  statement {
    sid = "Mail"

    actions = [
      "ses:CreateConfigurationSet",
      "ses:CreateConfigurationSetEventDestination",
      "ses:CreateEmailIdentity",
      "ses:DeleteConfigurationSet",
      "ses:DeleteConfigurationSetEventDestination",
      "ses:DeleteEmailIdentity",
      "ses:PutConfigurationSet*",
      "ses:PutEmailIdentity*",
      "ses:TagResource",
      "ses:UntagResource",
      "ses:UpdateConfigurationSetEventDestination",
    ]

    resources = [
      "arn:aws:ses:${local.region_account}:configuration-set/${var.name_prefix}",
      "arn:aws:ses:${local.region_account}:identity/*",
    ]
  }
}

data "aws_iam_policy_document" "apply_data" {
  # Settings of the buckets, never their objects. Provider 5 tags a bucket by
  # PutBucketTagging, provider 6 by TagResource, from 6.23 on as it creates it.
  statement {
    sid = "Buckets"

    actions = [
      "s3:CreateBucket",
      "s3:DeleteBucket",
      "s3:DeleteBucketPolicy",
      "s3:PutBucket*",
      "s3:PutEncryptionConfiguration",
      "s3:PutLifecycleConfiguration",
      "s3:TagResource",
      "s3:UntagResource",
    ]

    resources = ["arn:aws:s3:::${var.name_prefix}-*"]
  }

  statement {
    sid = "Database"

    actions = [
      "rds:AddTagsToResource",
      "rds:CreateDBInstance",
      "rds:CreateDBParameterGroup",
      "rds:CreateDBSnapshot",
      "rds:CreateDBSubnetGroup",
      "rds:DeleteDBInstance",
      "rds:DeleteDBParameterGroup",
      "rds:DeleteDBSubnetGroup",
      "rds:ModifyDBInstance",
      "rds:ModifyDBParameterGroup",
      "rds:ModifyDBSubnetGroup",
      "rds:RebootDBInstance",
      "rds:RemoveTagsFromResource",
      "rds:ResetDBParameterGroup",
    ]

    resources = [
      "arn:aws:rds:${local.region_account}:db:${var.name_prefix}-*",
      "arn:aws:rds:${local.region_account}:og:default*",
      "arn:aws:rds:${local.region_account}:pg:${var.name_prefix}-*",
      "arn:aws:rds:${local.region_account}:snapshot:${var.name_prefix}-*",
      "arn:aws:rds:${local.region_account}:subgrp:${var.name_prefix}",
    ]
  }

  statement {
    sid = "Cache"

    actions = [
      "elasticache:AddTagsToResource",
      "elasticache:Create*",
      "elasticache:DecreaseReplicaCount",
      "elasticache:Delete*",
      "elasticache:IncreaseReplicaCount",
      "elasticache:Modify*",
      "elasticache:RemoveTagsFromResource",
      "elasticache:ResetCacheParameterGroup",
    ]

    resources = [
      "arn:aws:elasticache:${local.region_account}:*:${var.name_prefix}",
      "arn:aws:elasticache:${local.region_account}:*:${var.name_prefix}-*",
    ]
  }

  statement {
    sid = "Queues"

    actions = [
      "sqs:CreateQueue",
      "sqs:DeleteQueue",
      "sqs:SetQueueAttributes",
      "sqs:TagQueue",
      "sqs:UntagQueue",
    ]

    resources = ["arn:aws:sqs:${local.region_account}:${var.name_prefix}-*"]
  }

  # rds!db- is how RDS names the secret of the master user; it cannot be chosen.
  statement {
    sid = "Secrets"

    actions = [
      "secretsmanager:CancelRotateSecret",
      "secretsmanager:CreateSecret",
      "secretsmanager:DeleteSecret",
      "secretsmanager:RestoreSecret",
      "secretsmanager:RotateSecret",
      "secretsmanager:TagResource",
      "secretsmanager:UntagResource",
      "secretsmanager:UpdateSecret",
    ]

    resources = [
      "arn:aws:secretsmanager:${local.region_account}:secret:${var.name_prefix}/*",
      "arn:aws:secretsmanager:${local.region_account}:secret:rds!db-*",
    ]
  }

  # Keys have no names either, but the tag Name: new ones must carry this
  # environment's, and only such ones may be changed.
  statement {
    sid       = "KeysNew"
    actions   = ["kms:CreateKey", "kms:TagResource"]
    resources = ["*"]

    condition {
      test     = "StringLike"
      variable = "aws:RequestTag/Name"
      values   = ["${var.name_prefix}-*"]
    }
  }

  statement {
    sid = "KeysOwn"

    actions = [
      "kms:CancelKeyDeletion",
      "kms:CreateAlias",
      "kms:DeleteAlias",
      "kms:DisableKeyRotation",
      "kms:EnableKey",
      "kms:EnableKeyRotation",
      "kms:PutKeyPolicy",
      "kms:ScheduleKeyDeletion",
      "kms:TagResource",
      "kms:UntagResource",
      "kms:UpdateAlias",
      "kms:UpdateKeyDescription",
    ]

    resources = ["arn:aws:kms:${local.region_account}:key/*"]

    condition {
      test     = "StringLike"
      variable = "aws:ResourceTag/Name"
      values   = ["${var.name_prefix}-*"]
    }
  }

  statement {
    sid       = "KeyAliases"
    actions   = ["kms:CreateAlias", "kms:DeleteAlias", "kms:UpdateAlias"]
    resources = ["arn:aws:kms:${local.region_account}:alias/${var.name_prefix}-*"]
  }

  # These services test the key with the rights of whoever creates the resource. S3
  # is not among them: objects stay closed.
  statement {
    sid = "KeysThroughServices"

    actions = [
      "kms:CreateGrant",
      "kms:Decrypt",
      "kms:DescribeKey",
      "kms:GenerateDataKey*",
      "kms:RetireGrant",
    ]

    resources = ["arn:aws:kms:${local.region_account}:key/*"]

    condition {
      test     = "StringLike"
      variable = "aws:ResourceTag/Name"
      values   = ["${var.name_prefix}-*"]
    }

    condition {
      test     = "StringEquals"
      variable = "kms:ViaService"
      values = [for service in ["ecr", "elasticache", "rds", "secretsmanager"] :
        "${service}.${var.aws_region}.amazonaws.com"
      ]
    }
  }
}

data "aws_iam_policy_document" "apply_compute" {
  statement {
    sid = "Ecs"

    actions = [
      "ecs:CreateCluster",
      "ecs:CreateService",
      "ecs:DeleteCluster",
      "ecs:DeleteService",
      "ecs:TagResource",
      "ecs:UntagResource",
      "ecs:UpdateCluster",
      "ecs:UpdateClusterSettings",
      "ecs:UpdateService",
    ]

    resources = [
      "arn:aws:ecs:${local.region_account}:cluster/${var.name_prefix}",
      "arn:aws:ecs:${local.region_account}:service/${var.name_prefix}/*",
      "arn:aws:ecs:${local.region_account}:task-definition/${var.name_prefix}-*",
    ]
  }

  # ECS checks no resource for these two.
  statement {
    sid       = "TaskDefinitions"
    actions   = ["ecs:DeregisterTaskDefinition", "ecs:RegisterTaskDefinition"]
    resources = ["*"]
  }

  # Scaling settings are addressed by id, and the names of Batch are fixed by the
  # application and do not begin with the project.
  statement {
    sid = "BatchAndScaling"

    actions = [
      "application-autoscaling:DeleteScalingPolicy",
      "application-autoscaling:DeregisterScalableTarget",
      "application-autoscaling:PutScalingPolicy",
      "application-autoscaling:RegisterScalableTarget",
      "application-autoscaling:TagResource",
      "application-autoscaling:UntagResource",
      "batch:CreateComputeEnvironment",
      "batch:CreateJobQueue",
      "batch:DeleteComputeEnvironment",
      "batch:DeleteJobQueue",
      "batch:DeregisterJobDefinition",
      "batch:RegisterJobDefinition",
      "batch:TagResource",
      "batch:UntagResource",
      "batch:UpdateComputeEnvironment",
      "batch:UpdateJobQueue",
    ]

    resources = ["*"]

    condition {
      test     = "StringEquals"
      variable = "aws:RequestedRegion"
      values   = [var.aws_region]
    }
  }

  statement {
    sid = "Registry"

    actions = [
      "ecr:CreateRepository",
      "ecr:DeleteLifecyclePolicy",
      "ecr:DeleteRepository",
      "ecr:PutImageScanningConfiguration",
      "ecr:PutImageTagMutability",
      "ecr:PutLifecyclePolicy",
      "ecr:TagResource",
      "ecr:UntagResource",
    ]

    resources = ["arn:aws:ecr:${local.region_account}:repository/${var.name_prefix}-*"]
  }

  statement {
    sid = "CodeDeploy"

    actions = [
      "codedeploy:CreateApplication",
      "codedeploy:CreateDeploymentGroup",
      "codedeploy:DeleteApplication",
      "codedeploy:DeleteDeploymentGroup",
      "codedeploy:TagResource",
      "codedeploy:UntagResource",
      "codedeploy:UpdateApplication",
      "codedeploy:UpdateDeploymentGroup",
    ]

    resources = [
      "${local.codedeploy_arn}:application:${var.name_prefix}-*",
      "${local.codedeploy_arn}:deploymentgroup:${var.name_prefix}-*",
    ]
  }

  statement {
    sid = "Alarms"

    actions = [
      "cloudwatch:DeleteAlarms",
      "cloudwatch:DeleteDashboards",
      "cloudwatch:PutDashboard",
      "cloudwatch:PutMetricAlarm",
      "cloudwatch:TagResource",
      "cloudwatch:UntagResource",
    ]

    resources = [
      "arn:aws:cloudwatch:${local.region_account}:alarm:${var.name_prefix}-*",
      "arn:aws:cloudwatch:us-east-1:${local.account_id}:alarm:${var.name_prefix}-*",
      "arn:aws:cloudwatch::${local.account_id}:dashboard/${var.name_prefix}*",
    ]
  }

  # Application Auto Scaling makes the alarms of a policy under names of its own, and
  # first checks that whoever writes the policy may have them.
  statement {
    sid       = "ScalingAlarms"
    actions   = ["cloudwatch:DeleteAlarms", "cloudwatch:PutMetricAlarm"]
    resources = ["arn:aws:cloudwatch:${local.region_account}:alarm:TargetTracking-service/${var.name_prefix}/*"]
  }

  statement {
    sid = "EventRules"

    actions = [
      "events:DeleteRule",
      "events:PutRule",
      "events:PutTargets",
      "events:RemoveTargets",
      "events:TagResource",
      "events:UntagResource",
    ]

    resources = [
      "arn:aws:events:${local.region_account}:rule/${var.name_prefix}-*",
      "arn:aws:events:us-east-1:${local.account_id}:rule/${var.name_prefix}-*",
    ]
  }

  statement {
    sid = "Topics"

    actions = [
      "sns:CreateTopic",
      "sns:DeleteTopic",
      "sns:SetTopicAttributes",
      "sns:Subscribe",
      "sns:TagResource",
      "sns:UntagResource",
    ]

    resources = ["arn:aws:sns:${local.region_account}:${var.name_prefix}-*"]
  }

  # SNS checks no resource for these two.
  statement {
    sid       = "Subscriptions"
    actions   = ["sns:SetSubscriptionAttributes", "sns:Unsubscribe"]
    resources = ["*"]

    condition {
      test     = "StringEquals"
      variable = "aws:RequestedRegion"
      values   = [var.aws_region]
    }
  }

  statement {
    sid = "LogGroups"

    actions = [
      "logs:AssociateKmsKey",
      "logs:CreateLogGroup",
      "logs:DeleteLogGroup",
      "logs:DisassociateKmsKey",
      "logs:PutRetentionPolicy",
      "logs:TagResource",
      "logs:UntagResource",
    ]

    resources = flatten([
      for name in [
        "/aws/*/${var.name_prefix}",
        "/aws/*/${var.name_prefix}-*",
        "/aws/*/${var.name_prefix}/*",
        "aws-waf-logs-${var.name_prefix}",
        ] : [
        "arn:aws:logs:${local.region_account}:log-group:${name}",
        "arn:aws:logs:${local.region_account}:log-group:${name}:*",
      ]
    ])
  }

  # The firewall's log; these have no resource to be limited to.
  statement {
    sid = "LogDelivery"

    actions = [
      "logs:CreateLogDelivery",
      "logs:DeleteLogDelivery",
      "logs:DeleteResourcePolicy",
      "logs:GetLogDelivery",
      "logs:ListLogDeliveries",
      "logs:PutResourcePolicy",
      "logs:UpdateLogDelivery",
    ]

    resources = ["*"]

    condition {
      test     = "StringEquals"
      variable = "aws:RequestedRegion"
      values   = [var.aws_region, "us-east-1"]
    }
  }
}

data "aws_iam_policy_document" "apply_identity" {
  # A role is made, and given policies, only below the boundary of bootstrap/: so
  # whoever writes policies here cannot write more than it lets through.
  statement {
    sid = "RolesBelowTheBoundary"

    actions = [
      "iam:CreateRole",
      "iam:DeleteRolePolicy",
      "iam:PutRolePermissionsBoundary",
      "iam:PutRolePolicy",
    ]

    resources = ["arn:aws:iam::${local.account_id}:role/${var.name_prefix}-*"]

    condition {
      test     = "StringEquals"
      variable = "iam:PermissionsBoundary"
      values   = [var.permissions_boundary_arn]
    }
  }

  statement {
    sid = "Roles"

    actions = [
      "iam:DeleteRole",
      "iam:TagRole",
      "iam:UntagRole",
      "iam:UpdateAssumeRolePolicy",
      "iam:UpdateRole",
      "iam:UpdateRoleDescription",
    ]

    resources = ["arn:aws:iam::${local.account_id}:role/${var.name_prefix}-*"]
  }

  # Of the policies that AWS keeps, only those in use here: AdministratorAccess
  # cannot be attached to anything.
  statement {
    sid       = "RoleAttachments"
    actions   = ["iam:AttachRolePolicy", "iam:DetachRolePolicy"]
    resources = ["arn:aws:iam::${local.account_id}:role/${var.name_prefix}-*"]

    condition {
      test     = "StringEquals"
      variable = "iam:PermissionsBoundary"
      values   = [var.permissions_boundary_arn]
    }

    condition {
      test     = "ArnLike"
      variable = "iam:PolicyARN"
      values = [
        "arn:aws:iam::${local.account_id}:policy/${var.name_prefix}-*",
        "arn:aws:iam::aws:policy/AWSCodeDeployRoleForECS",
        "arn:aws:iam::aws:policy/ReadOnlyAccess",
        "arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole",
      ]
    }
  }

  statement {
    sid = "Policies"

    actions = [
      "iam:CreatePolicy",
      "iam:CreatePolicyVersion",
      "iam:DeletePolicy",
      "iam:DeletePolicyVersion",
      "iam:TagPolicy",
      "iam:UntagPolicy",
    ]

    resources = ["arn:aws:iam::${local.account_id}:policy/${var.name_prefix}-*"]
  }

  statement {
    sid       = "HandRolesToServices"
    actions   = ["iam:PassRole"]
    resources = ["arn:aws:iam::${local.account_id}:role/${var.name_prefix}-*"]

    condition {
      test     = "StringEquals"
      variable = "iam:PassedToService"
      values = [
        "codedeploy.amazonaws.com",
        "ecs-tasks.amazonaws.com",
        "events.amazonaws.com",
        "monitoring.rds.amazonaws.com",
        "vpc-flow-logs.amazonaws.com",
      ]
    }
  }

  # AWS makes these roles itself, once per account, with the first resource of a kind.
  statement {
    sid       = "RolesOfServices"
    actions   = ["iam:CreateServiceLinkedRole"]
    resources = ["arn:aws:iam::${local.account_id}:role/aws-service-role/*"]

    condition {
      test     = "StringEquals"
      variable = "iam:AWSServiceName"
      values = [
        "batch.amazonaws.com",
        "delivery.logs.amazonaws.com",
        "ecs.amazonaws.com",
        "ecs.application-autoscaling.amazonaws.com",
        "elasticache.amazonaws.com",
        "elasticloadbalancing.amazonaws.com",
        "rds.amazonaws.com",
        "wafv2.amazonaws.com",
      ]
    }
  }
}

resource "aws_iam_policy" "apply" {
  for_each = local.apply_policies

  description = "What workflows of ${var.name_prefix} may change: ${each.key}"
  name        = "${var.name_prefix}-github-apply-${each.key}"
  policy      = each.value

  tags = merge(var.tags, { Name = "${var.name_prefix}-github-apply-${each.key}" })
}

resource "aws_iam_role_policy_attachment" "apply" {
  for_each = aws_iam_policy.apply

  policy_arn = each.value.arn
  role       = aws_iam_role.github["apply"].name
}
