data "aws_caller_identity" "current" {}

locals {
  # Named instead of looked up: a list of zones from the API depends on the
  # account (old accounts also see 1b, which lacks current offerings), and a
  # changed list would move every subnet.
  zone_letters = slice(["a", "c", "d"], 0, var.vpc.az_count)

  # Three slots per tier are reserved even when two zones are used, so that a
  # third zone takes free addresses and renumbers nothing.
  #   app     x.y.0.0/20,  x.y.16.0/20, x.y.32.0/20
  #   public  x.y.48.0/24, x.y.49.0/24, x.y.50.0/24
  #   data    x.y.52.0/24, x.y.53.0/24, x.y.54.0/24
  zones = {
    for index, letter in local.zone_letters : letter => {
      app_cidr    = cidrsubnet(var.vpc.cidr, 4, index)
      data_cidr   = cidrsubnet(var.vpc.cidr, 8, 52 + index)
      name        = "${var.aws_region}${letter}"
      nat_letter  = local.zone_letters[min(index, var.vpc.nat_gateway_count - 1)]
      public_cidr = cidrsubnet(var.vpc.cidr, 8, 48 + index)
    }
  }

  nat_zones = toset(slice(local.zone_letters, 0, min(var.vpc.nat_gateway_count, var.vpc.az_count)))
}

resource "aws_vpc" "this" {
  cidr_block           = var.vpc.cidr
  enable_dns_hostnames = true
  enable_dns_support   = true

  tags = merge(var.tags, { Name = var.name_prefix })

  lifecycle {
    precondition {
      condition     = var.vpc.nat_gateway_count <= var.vpc.az_count
      error_message = "vpc.nat_gateway_count must not be more than vpc.az_count: each NAT gateway lies in a zone of its own."
    }
  }
}

# Taken over without rules: whatever is started without a security group of its
# own reaches nothing and nobody reaches it.
resource "aws_default_security_group" "this" {
  vpc_id = aws_vpc.this.id

  tags = merge(var.tags, { Name = "${var.name_prefix}-default-closed" })
}
