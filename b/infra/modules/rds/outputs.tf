output "address" {
  description = "Host name of the database; follows a failover."
  value       = aws_db_instance.this.address
}

output "db_name" {
  description = "Name of the database inside the instance."
  value       = aws_db_instance.this.db_name
}

output "endpoint" {
  description = "Host name and port, joined by a colon."
  value       = aws_db_instance.this.endpoint
}

output "identifier" {
  description = "Identifier of the instance, the dimension of its metrics."
  value       = aws_db_instance.this.identifier
}

output "kms_key_arn" {
  description = "Key of the database, its snapshots and its master password."
  value       = aws_kms_key.database.arn
}

output "master_user_secret_arn" {
  description = "Secret that RDS fills and rotates: JSON with username and password."
  value       = aws_db_instance.this.master_user_secret[0].secret_arn
}

output "port" {
  description = "Port of the database."
  value       = aws_db_instance.this.port
}
