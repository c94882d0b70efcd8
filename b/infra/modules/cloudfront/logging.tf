# Access logs by CloudWatch log delivery ("standard logging v2"). The older
# logging_config needs a bucket with ACLs, which every bucket here has switched
# off. CloudFront's deliveries live in us-east-1; the bucket stays in Japan.

resource "aws_cloudwatch_log_delivery_source" "this" {
  provider = aws.us_east_1

  log_type     = "ACCESS_LOGS"
  name         = "${var.name_prefix}-cloudfront"
  resource_arn = aws_cloudfront_distribution.this.arn

  tags = merge(var.tags, { Name = "${var.name_prefix}-cloudfront" })
}

resource "aws_cloudwatch_log_delivery_destination" "this" {
  provider = aws.us_east_1

  name          = "${var.name_prefix}-cloudfront"
  output_format = "json"

  delivery_destination_configuration {
    destination_resource_arn = var.log_bucket.arn
  }

  tags = merge(var.tags, { Name = "${var.name_prefix}-cloudfront" })
}

# The path is left at AWSLogs/<account>/CloudFront/: the provider handles a path
# of one's own wrongly in several versions (it drops AWS's prefix on update).
resource "aws_cloudwatch_log_delivery" "this" {
  provider = aws.us_east_1

  delivery_destination_arn = aws_cloudwatch_log_delivery_destination.this.arn
  delivery_source_name     = aws_cloudwatch_log_delivery_source.this.name

  tags = merge(var.tags, { Name = "${var.name_prefix}-cloudfront" })
}
