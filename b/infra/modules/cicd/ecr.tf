resource "aws_ecr_repository" "this" {
  for_each = local.repositories

  # What was tested is what runs: a tag never moves to another image.
  image_tag_mutability = "IMMUTABLE"
  name                 = "${var.name_prefix}-${each.value}"

  encryption_configuration {
    encryption_type = "KMS"
    kms_key         = var.kms_key_arn
  }

  image_scanning_configuration {
    scan_on_push = true
  }

  tags = merge(var.tags, { Name = "${var.name_prefix}-${each.value}" })
}

resource "aws_ecr_lifecycle_policy" "this" {
  for_each = aws_ecr_repository.this

  repository = each.value.name

  policy = jsonencode({
    rules = [
      # An image that an earlier rule matches is out of reach of the later ones: so
      # the image that Terraform's own task definitions name is never swept away.
      {
        rulePriority = 1
        description  = "Keep the first image"
        action       = { type = "expire" }
        selection = {
          countNumber   = 1
          countType     = "imageCountMoreThan"
          tagPrefixList = ["bootstrap"]
          tagStatus     = "tagged"
        }
      },
      {
        rulePriority = 2
        description  = "Remove what no tag names"
        action       = { type = "expire" }
        selection = {
          countNumber = 7
          countType   = "sinceImagePushed"
          countUnit   = "days"
          tagStatus   = "untagged"
        }
      },
      {
        rulePriority = 3
        description  = "Keep the newest ${var.cicd.images_kept}"
        action       = { type = "expire" }
        selection = {
          countNumber = var.cicd.images_kept
          countType   = "imageCountMoreThan"
          tagStatus   = "any"
        }
      },
    ]
  })
}
