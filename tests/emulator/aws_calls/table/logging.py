"""CloudWatch Logs."""

from . import creates


@creates("aws_cloudwatch_log_group")
def _log_group(new) -> None:
    made = new.call("logs", "CreateLogGroup", ["name", "kms_key_id", "log_group_class"], {"name": "logGroupName"}, tags="tags")
    new.only_terraform("skip_destroy")
    if new["retention_in_days"] and made is not None:
        new.call("logs", "PutRetentionPolicy", ["name", "retention_in_days"], {"name": "logGroupName"})


@creates("aws_cloudwatch_log_metric_filter")
def _log_metric_filter(new) -> None:
    new.call(
        "logs",
        "PutMetricFilter",
        ["log_group_name", "name", "pattern", "metric_transformation"],
        {
            "name": "filterName",
            "pattern": "filterPattern",
            "metric_transformation": "metricTransformations",
            "metric_transformation.name": "metricName",
            "metric_transformation.namespace": "metricNamespace",
            "metric_transformation.value": "metricValue",
        },
    )


@creates("aws_cloudwatch_log_resource_policy")
def _log_resource_policy(new) -> None:
    new.call("logs", "PutResourcePolicy", ["policy_document", "policy_name"])


@creates("aws_cloudwatch_log_delivery_source")
def _log_delivery_source(new) -> None:
    new.call("logs", "PutDeliverySource", ["log_type", "name", "resource_arn"], tags="tags")


@creates("aws_cloudwatch_log_delivery_destination")
def _log_delivery_destination(new) -> None:
    made = new.call("logs", "PutDeliveryDestination", ["delivery_destination_configuration", "name", "output_format"], tags="tags")
    new.is_really("arn", f"arn:aws:logs:{new.region}:123456789012:delivery-destination:{new.given['name']}")
    new.answered("arn", made, "deliveryDestination.arn")


@creates("aws_cloudwatch_log_delivery")
def _log_delivery(new) -> None:
    new.call("logs", "CreateDelivery", ["delivery_destination_arn", "delivery_source_name", "record_fields", "s3_delivery_configuration"], tags="tags")
