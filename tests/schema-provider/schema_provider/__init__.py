"""A Terraform provider that knows the AWS provider's schema and nothing else."""
