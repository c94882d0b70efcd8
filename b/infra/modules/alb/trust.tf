# Whose client certificates the API accepts. The file is put into the bucket by
# hand, before the first apply with alb.client_auth = "mtls": it says whom the
# whole service trusts, and no workflow can write there.

locals {
  by_certificate = var.alb.client_auth == "mtls"
}

# Looked up for its version: a new upload is a change that the next plan shows.
data "aws_s3_object" "client_ca" {
  count = local.by_certificate ? 1 : 0

  bucket = var.client_ca.bucket
  key    = var.client_ca.key
}

resource "aws_lb_trust_store" "clients" {
  count = local.by_certificate ? 1 : 0

  ca_certificates_bundle_s3_bucket         = var.client_ca.bucket
  ca_certificates_bundle_s3_key            = var.client_ca.key
  ca_certificates_bundle_s3_object_version = data.aws_s3_object.client_ca[0].version_id
  name                                     = "${var.name_prefix}-clients"

  tags = merge(var.tags, { Name = "${var.name_prefix}-clients" })
}
