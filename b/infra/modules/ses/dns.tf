# Easy DKIM always hands out three tokens, but only after the identity exists:
# their number is known at plan time, their values are not.
resource "aws_route53_record" "dkim" {
  count = 3

  name    = "${aws_sesv2_email_identity.this.dkim_signing_attributes[0].tokens[count.index]}._domainkey.${var.mail_domain}"
  records = ["${aws_sesv2_email_identity.this.dkim_signing_attributes[0].tokens[count.index]}.dkim.amazonses.com"]
  ttl     = 1800
  type    = "CNAME"
  zone_id = data.aws_route53_zone.this.zone_id
}

# SPF aligns only loosely, since the envelope sender is a subdomain; DKIM signs with
# the domain itself.
resource "aws_route53_record" "dmarc" {
  name    = "_dmarc.${var.mail_domain}"
  records = ["v=DMARC1; p=quarantine; adkim=s; aspf=r"]
  ttl     = 1800
  type    = "TXT"
  zone_id = data.aws_route53_zone.this.zone_id
}

resource "aws_route53_record" "mail_from_mx" {
  name    = "bounce.${var.mail_domain}"
  records = ["10 feedback-smtp.${local.region}.amazonses.com"]
  ttl     = 1800
  type    = "MX"
  zone_id = data.aws_route53_zone.this.zone_id
}

resource "aws_route53_record" "mail_from_spf" {
  name    = "bounce.${var.mail_domain}"
  records = ["v=spf1 include:amazonses.com -all"]
  ttl     = 1800
  type    = "TXT"
  zone_id = data.aws_route53_zone.this.zone_id
}
