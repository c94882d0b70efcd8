locals {
  # What both containers have in common.
  container = {
    essential = true

    # arq and the API read the same names, the worker some more.
    secrets = [for name in sort(keys(var.app_secrets)) : { name = name, valueFrom = var.app_secrets[name] }]

    # The agent of ECS Exec leaves processes behind; init reaps them and hands on
    # the signal to stop.
    linuxParameters = { initProcessEnabled = true }

    # ECS Exec writes its files into the container, so the root file system can
    # not be read-only. In exchange nothing runs as root.
    privileged             = false
    readonlyRootFilesystem = false
    user                   = "1000"

    ulimits = [{ name = "nofile", hardLimit = 65536, softLimit = 65536 }]
  }

  worker_environment = merge(var.app_environment, { ARQ_MAX_JOBS = tostring(var.worker.max_jobs) })
}

# The service takes later revisions from the workflow, so what stands here reaches
# it with the next deployment: the workflow starts from the newest revision of the
# family and replaces nothing but the image.
resource "aws_ecs_task_definition" "api" {
  cpu                      = var.api.task_cpu
  execution_role_arn       = aws_iam_role.execution.arn
  family                   = local.api_name
  memory                   = var.api.task_memory
  network_mode             = "awsvpc"
  requires_compatibilities = ["FARGATE"]
  task_role_arn            = aws_iam_role.task.arn

  # A rollback goes to an older revision: it has to stay registered.
  skip_destroy = true

  container_definitions = jsonencode([
    merge(local.container, {
      environment = [for name in sort(keys(var.app_environment)) : { name = name, value = var.app_environment[name] }]
      image       = "${var.repository_urls.api}:${local.first_image_tag}"
      name        = "api"

      # Longer than a request may take, so that the last ones are finished.
      stopTimeout = 60

      logConfiguration = {
        logDriver = "awslogs"
        options = {
          "awslogs-group"         = aws_cloudwatch_log_group.service["api"].name
          "awslogs-region"        = var.aws_region
          "awslogs-stream-prefix" = "api"

          # A slow CloudWatch must not stop the API. Audit logs do not travel this way.
          "max-buffer-size" = "25m"
          "mode"            = "non-blocking"
        }
      }

      portMappings = [{ containerPort = 8000, hostPort = 8000, protocol = "tcp" }]
    }),
  ])

  # What a plain docker build on the runners of GitHub makes.
  runtime_platform {
    cpu_architecture        = "X86_64"
    operating_system_family = "LINUX"
  }

  tags = merge(var.tags, { Name = local.api_name })
}

resource "aws_ecs_task_definition" "worker" {
  count = var.components.worker ? 1 : 0

  cpu                      = var.worker.task_cpu
  execution_role_arn       = aws_iam_role.execution.arn
  family                   = local.worker_name
  memory                   = var.worker.task_memory
  network_mode             = "awsvpc"
  requires_compatibilities = ["FARGATE"]
  skip_destroy             = true
  task_role_arn            = aws_iam_role.task.arn

  container_definitions = jsonencode([
    merge(local.container, {
      command     = ["arq", "app.worker.WorkerSettings"]
      environment = [for name in sort(keys(local.worker_environment)) : { name = name, value = local.worker_environment[name] }]
      image       = "${var.repository_urls.worker}:${local.first_image_tag}"
      name        = "worker"

      # The longest that Fargate grants: a running job may finish.
      stopTimeout = 120

      logConfiguration = {
        logDriver = "awslogs"
        options = {
          "awslogs-group"         = aws_cloudwatch_log_group.service["worker"].name
          "awslogs-region"        = var.aws_region
          "awslogs-stream-prefix" = "worker"
          "max-buffer-size"       = "25m"
          "mode"                  = "non-blocking"
        }
      }
    }),
  ])

  runtime_platform {
    cpu_architecture        = "X86_64"
    operating_system_family = "LINUX"
  }

  tags = merge(var.tags, { Name = local.worker_name })
}
