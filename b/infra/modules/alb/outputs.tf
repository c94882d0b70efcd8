output "alias" {
  description = "DNS name and zone for an alias record."
  value = {
    name    = aws_lb.this.dns_name
    zone_id = aws_lb.this.zone_id
  }
}

output "arn_suffix" {
  description = "Part of the ARN that CloudWatch uses as the dimension LoadBalancer."
  value       = aws_lb.this.arn_suffix
}

output "load_balancer" {
  description = "What the ECS service and CodeDeploy need to know."
  # Through the listeners: ECS refuses a target group that no listener uses yet.
  value = {
    arn_suffix        = aws_lb.this.arn_suffix
    listener_arn      = aws_lb_listener.https.arn
    test_listener_arn = aws_lb_listener.test.arn

    target_groups = {
      for color, group in aws_lb_target_group.this : color => {
        arn        = group.arn
        arn_suffix = group.arn_suffix
        name       = group.name
      }
    }
  }
  depends_on = [aws_lb_listener.https, aws_lb_listener.test]
}

output "target_group_arn_suffixes" {
  description = "Parts of the ARNs that CloudWatch uses as the dimension TargetGroup, by color."
  value       = { for color, group in aws_lb_target_group.this : color => group.arn_suffix }
}

output "web_acl_name" {
  description = "Firewall's name, the dimension WebACL of its metrics."
  value       = aws_wafv2_web_acl.this.name
}

output "web_acl_rate_rule_name" {
  description = "Rule that counts requests per address of clients that come straight to the load balancer; dimension Rule of its metrics."
  value       = local.rate_rule_name
}

output "web_acl_rate_rule_names" {
  description = "Both rate rules: direct for clients that come straight, cdn for viewers of CloudFront."
  value = {
    cdn    = local.rate_rule_name_cdn
    direct = local.rate_rule_name
  }
}
