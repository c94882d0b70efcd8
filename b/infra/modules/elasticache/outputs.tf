output "connect_arns" {
  description = "What a task role must be allowed elasticache:Connect on: the replication group and the user."
  value = [
    aws_elasticache_replication_group.this.arn,
    aws_elasticache_user.app.arn,
  ]
}

output "member_clusters" {
  description = "Ids of the nodes by number, known before they exist."
  value       = local.member_clusters
}

output "port" {
  description = "Port of the cache (TLS)."
  value       = aws_elasticache_replication_group.this.port
}

output "primary_endpoint" {
  description = "Host name of the node that accepts writes; follows a failover."
  value       = aws_elasticache_replication_group.this.primary_endpoint_address
}

output "replication_group_id" {
  description = "Id of the replication group; part of the IAM token that the application signs."
  value       = aws_elasticache_replication_group.this.replication_group_id
}

output "user_name" {
  description = "User that the application signs in as."
  value       = aws_elasticache_user.app.user_name
}
