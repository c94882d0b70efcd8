output "app_subnet_ids" {
  description = "Private subnets of ECS tasks and Batch jobs, one per zone."
  value       = [for letter in local.zone_letters : aws_subnet.app[letter].id]

  # What runs here needs the ways to AWS from its first second: image, secrets, logs.
  depends_on = [
    aws_route_table_association.app,
    aws_vpc_endpoint.interface,
    aws_vpc_endpoint.s3,
  ]
}

output "data_subnet_ids" {
  description = "Private subnets of database and cache, one per zone; no route leaves the VPC."
  value       = [for letter in local.zone_letters : aws_subnet.data[letter].id]
}

output "nat_gateway_ids" {
  description = "NAT gateways by letter of their zone; the letters are known before they exist."
  value       = { for letter, gateway in aws_nat_gateway.this : letter => gateway.id }
}

output "nat_public_ips" {
  description = "Addresses from which the application calls outside services; give them to partners that filter by address."
  value       = [for letter in local.zone_letters : aws_eip.nat[letter].public_ip if contains(local.nat_zones, letter)]
}

output "public_subnet_ids" {
  description = "Public subnets of the load balancer, one per zone."
  value       = [for letter in local.zone_letters : aws_subnet.public[letter].id]
}

output "security_group_ids" {
  description = "Security groups by role; batch and worker are null where the component does not exist."
  value = {
    alb         = aws_security_group.alb.id
    api         = aws_security_group.app["api"].id
    batch       = one([for key, group in aws_security_group.app : group.id if key == "batch"])
    elasticache = aws_security_group.elasticache.id
    endpoints   = aws_security_group.endpoints.id
    rds         = aws_security_group.rds.id
    worker      = one([for key, group in aws_security_group.app : group.id if key == "worker"])
  }
}

output "vpc_id" {
  description = "The VPC."
  value       = aws_vpc.this.id
}
