data "aws_caller_identity" "current" {}

resource "aws_lb" "this" {
  # Blocks what request smuggling needs. "strictest" would also turn away
  # harmless clients, such as a GET that carries an empty body.
  desync_mitigation_mode     = "defensive"
  drop_invalid_header_fields = true
  enable_deletion_protection = var.alb.deletion_protection
  idle_timeout               = var.alb.idle_timeout_seconds
  internal                   = var.alb.client_auth == "vpn"
  load_balancer_type         = "application"
  name                       = "${var.name_prefix}-alb"
  security_groups            = [var.security_group_id]
  subnets                    = var.subnet_ids

  access_logs {
    bucket  = var.log_bucket.id
    enabled = true
    prefix  = "alb"
  }

  # Who was refused for a certificate made no request, and is in no access log.
  connection_logs {
    bucket  = var.log_bucket.id
    enabled = var.alb.client_auth == "mtls"
    prefix  = "alb"
  }

  tags = merge(var.tags, { Name = "${var.name_prefix}-alb" })
}

# Two groups of the same kind. CodeDeploy starts a new version in the one that is
# idle and then turns the listener to it, so after any deployment either may be
# the live one.
resource "aws_lb_target_group" "this" {
  for_each = toset(["blue", "green"])

  deregistration_delay = var.health_check.deregistration_delay_seconds
  name                 = "${var.name_prefix}-api-${each.value}"
  port                 = 8000
  protocol             = "HTTP"
  target_type          = "ip"
  vpc_id               = var.vpc_id

  health_check {
    healthy_threshold   = 2
    interval            = 15
    matcher             = "200"
    path                = var.health_check.path
    protocol            = "HTTP"
    timeout             = 5
    unhealthy_threshold = 3
  }

  tags = merge(var.tags, { Name = "${var.name_prefix}-api-${each.value}" })
}

# There is no listener on port 80: a client that sent a token in clear would have
# leaked it before any redirect.
resource "aws_lb_listener" "https" {
  certificate_arn   = var.certificate_arn
  load_balancer_arn = aws_lb.this.arn
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = var.alb.ssl_policy

  default_action {
    target_group_arn = aws_lb_target_group.this["blue"].arn
    type             = "forward"
  }

  # "off" is written out, so that a listener certainly stops asking when it should.
  mutual_authentication {
    mode            = var.alb.client_auth == "mtls" ? "verify" : "off"
    trust_store_arn = one(aws_lb_trust_store.clients[*].arn)
  }

  tags = merge(var.tags, { Name = "${var.name_prefix}-https" })

  # CodeDeploy turns the listener. An apply that turned it back would send users
  # to the previous version, or to nothing.
  lifecycle {
    ignore_changes = [default_action]
  }
}

# Shows the new version before users see it. The security group lets only api
# tasks in (modules/vpc), so nobody is asked for a certificate here.
resource "aws_lb_listener" "test" {
  certificate_arn   = var.certificate_arn
  load_balancer_arn = aws_lb.this.arn
  port              = 8443
  protocol          = "HTTPS"
  ssl_policy        = var.alb.ssl_policy

  default_action {
    target_group_arn = aws_lb_target_group.this["green"].arn
    type             = "forward"
  }

  tags = merge(var.tags, { Name = "${var.name_prefix}-test" })

  lifecycle {
    ignore_changes = [default_action]
  }
}
