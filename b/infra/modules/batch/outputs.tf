output "job_definition_name" {
  description = "Name of the job definition; a job submitted by name takes its newest revision."
  value       = aws_batch_job_definition.this.name
}

output "job_queue_arn" {
  description = "ARN of the job queue."
  value       = aws_batch_job_queue.this.arn
}

output "job_queue_name" {
  description = "Name of the job queue."
  value       = aws_batch_job_queue.this.name
}

output "pass_role_arns" {
  description = "Roles that whoever registers a job definition hands to ECS tasks, besides the execution role."
  value       = [aws_iam_role.job.arn]
}
