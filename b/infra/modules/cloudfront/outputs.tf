output "alias" {
  description = "DNS name and zone for alias records."
  value = {
    name    = aws_cloudfront_distribution.this.domain_name
    zone_id = aws_cloudfront_distribution.this.hosted_zone_id
  }
}

output "distribution_arn" {
  description = "The distribution."
  value       = aws_cloudfront_distribution.this.arn
}

output "distribution_id" {
  description = "Id of the distribution, for invalidations."
  value       = aws_cloudfront_distribution.this.id
}

output "domain_name" {
  description = "CloudFront's own name of the distribution."
  value       = aws_cloudfront_distribution.this.domain_name
}

output "origin_marker" {
  description = "How the load balancer's firewall tells requests that came through this distribution, and in which header it finds the viewer's address."
  value = {
    header_name        = local.origin_header_name
    header_value       = terraform_data.origin_marker.output
    viewer_header_name = local.viewer_header_name
  }
}
