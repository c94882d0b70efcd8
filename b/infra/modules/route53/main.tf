# The zone is shared by the environments and holds records of others (mail, the
# domain's own), so it is created once, in bootstrap, and only looked up here.
data "aws_route53_zone" "this" {
  name         = var.zone_name
  private_zone = false
}

# The load balancer has IPv4 addresses only: no AAAA record.
resource "aws_route53_record" "api" {
  name    = var.api_domain
  type    = "A"
  zone_id = data.aws_route53_zone.this.zone_id

  alias {
    evaluate_target_health = true
    name                   = var.api_alias.name
    zone_id                = var.api_alias.zone_id
  }
}

resource "aws_route53_record" "app" {
  for_each = toset(["A", "AAAA"])

  name    = var.app_domain
  type    = each.value
  zone_id = data.aws_route53_zone.this.zone_id

  alias {
    # Route 53 has no health of a distribution to evaluate.
    evaluate_target_health = false
    name                   = var.app_alias.name
    zone_id                = var.app_alias.zone_id
  }
}
