output "dead_letter_queue_names" {
  description = "Names of the dead-letter queues by queue, known before they exist."
  value       = { for key in local.queues : key => local.names[key].dead_letter }
}

output "line_queue_url" {
  description = "Queue of LINE messages."
  value       = aws_sqs_queue.this["line"].id
}

output "mailer_queue_url" {
  description = "Queue of outgoing mail."
  value       = aws_sqs_queue.this["mailer"].id
}

output "names" {
  description = "Names of the work queues by queue, known before they exist."
  value       = { for key in local.queues : key => local.names[key].main }
}

output "queue_arns" {
  description = "ARNs of the two work queues, without the dead-letter queues."
  value       = [for queue in aws_sqs_queue.this : queue.arn]
}
