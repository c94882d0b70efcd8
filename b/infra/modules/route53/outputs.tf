output "api_url" {
  description = "Where the API answers."
  value       = "https://${aws_route53_record.api.name}"
}

output "app_url" {
  description = "Where the app answers."
  value       = "https://${aws_route53_record.app["A"].name}"
}
