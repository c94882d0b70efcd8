output "regional_certificate_arn" {
  description = "Certificate of the load balancer; known once ACM has issued it."
  value       = aws_acm_certificate_validation.regional.certificate_arn
}

output "us_east_1_certificate_arn" {
  description = "Certificate of CloudFront, in us-east-1; known once ACM has issued it."
  value       = aws_acm_certificate_validation.us_east_1.certificate_arn
}
