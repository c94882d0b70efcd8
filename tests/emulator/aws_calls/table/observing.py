"""Alarms, topics, rules of events, and the account's watchmen."""

from . import creates


@creates("aws_cloudwatch_metric_alarm")
def _metric_alarm(new) -> None:
    queries = []
    for query in new["metric_query"] or []:
        one = {key: value for key, value in query.items() if key != "metric"}
        if query.get("metric"):
            metric = dict(query["metric"][0])
            one["metric_stat"] = [
                {
                    "metric": [{"namespace": metric.get("namespace"), "metric_name": metric.get("metric_name"), "dimensions": _dimensions(metric)}],
                    "period": metric.get("period"),
                    "stat": metric.get("stat"),
                }
            ]
            # What is not the result is said so.
            one.setdefault("return_data", False)
        queries.append(one)
    if queries:
        new.given["metric_query"] = queries
    new.call(
        "cloudwatch",
        "PutMetricAlarm",
        [
            "actions_enabled",
            "alarm_actions",
            "alarm_description",
            "alarm_name",
            "comparison_operator",
            "datapoints_to_alarm",
            "evaluate_low_sample_count_percentiles",
            "evaluation_periods",
            "extended_statistic",
            "insufficient_data_actions",
            "metric_name",
            "metric_query",
            "namespace",
            "ok_actions",
            "period",
            "statistic",
            "threshold",
            "treat_missing_data",
            "unit",
        ],
        {"evaluate_low_sample_count_percentiles": "EvaluateLowSampleCountPercentile", "ok_actions": "OKActions", "metric_query": "Metrics"},
        tags="Tags",
        Dimensions=_named(new["dimensions"]),
    )


def _named(dimensions: dict | None) -> list | None:
    return [{"Name": name, "Value": value} for name, value in sorted(dimensions.items())] if dimensions else None


def _dimensions(metric: dict) -> list:
    return [{"name": name, "value": value} for name, value in sorted((metric.get("dimensions") or {}).items())]


@creates("aws_cloudwatch_dashboard")
def _dashboard(new) -> None:
    answer = new.call("cloudwatch", "PutDashboard", ["dashboard_body", "dashboard_name"])
    for message in (answer or {}).get("DashboardValidationMessages") or []:
        new.fault(f"{message['DataPath']}: {message['Message']}", "cloudwatch:PutDashboard", "DashboardBody", "dashboard_body")


@creates("aws_sns_topic")
def _sns_topic(new) -> None:
    attributes = {"KmsMasterKeyId": new["kms_master_key_id"], "SignatureVersion": new["signature_version"], "TracingConfig": new["tracing_config"]}
    made = new.call("sns", "CreateTopic", ["name"], tags="Tags", Attributes={key: str(value) for key, value in attributes.items() if value is not None})
    new.answered("arn", made, "TopicArn")


@creates("aws_sns_topic_policy")
def _sns_topic_policy(new) -> None:
    new.call("sns", "SetTopicAttributes", ["arn"], {"arn": "TopicArn"}, AttributeName="Policy", AttributeValue=new["policy"])


@creates("aws_sns_topic_subscription")
def _sns_topic_subscription(new) -> None:
    new.call("sns", "Subscribe", ["topic_arn", "protocol", "endpoint"], ReturnSubscriptionArn=True)
    new.only_terraform("endpoint_auto_confirms", "confirmation_timeout_in_minutes")


@creates("aws_cloudwatch_event_rule")
def _event_rule(new) -> None:
    made = new.call(
        "events",
        "PutRule",
        ["name", "description", "event_pattern", "schedule_expression", "event_bus_name", "role_arn", "state"],
        tags="Tags",
    )
    new.answered("arn", made, "RuleArn")


@creates("aws_cloudwatch_event_target")
def _event_target(new) -> None:
    target = {"Id": new["target_id"], "Arn": new["arn"]}
    if new["role_arn"]:
        target["RoleArn"] = new["role_arn"]
    transformer = new.block("input_transformer")
    if transformer:
        target["InputTransformer"] = {"InputTemplate": transformer["input_template"]}
        if transformer.get("input_paths"):
            target["InputTransformer"]["InputPathsMap"] = transformer["input_paths"]
    dead = new.block("dead_letter_config")
    if dead:
        target["DeadLetterConfig"] = {"Arn": dead["arn"]}
    answer = new.call("events", "PutTargets", ["rule", "event_bus_name"], Targets=[target])
    for entry in (answer or {}).get("FailedEntries") or []:
        new.fault(f"{entry['ErrorCode']}: {entry['ErrorMessage']}", "events:PutTargets")


@creates("aws_cloudtrail")
def _cloudtrail(new) -> None:
    made = new.call(
        "cloudtrail",
        "CreateTrail",
        [
            "cloud_watch_logs_group_arn",
            "cloud_watch_logs_role_arn",
            "enable_log_file_validation",
            "include_global_service_events",
            "is_multi_region_trail",
            "is_organization_trail",
            "kms_key_id",
            "name",
            "s3_bucket_name",
            "s3_key_prefix",
            "sns_topic_name",
        ],
        {"cloud_watch_logs_group_arn": "CloudWatchLogsLogGroupArn"},
        tags="TagsList",
    )
    new.answered("arn", made, "TrailARN")
    name = new.given["name"]
    if made is None:
        new.only_terraform("enable_logging", "advanced_event_selector", "insight_selector")
        return
    if new["enable_logging"]:
        new.call("cloudtrail", "StartLogging", Name=name)
    if new.given.get("advanced_event_selector"):
        new.call(
            "cloudtrail",
            "PutEventSelectors",
            ["advanced_event_selector"],
            {"advanced_event_selector": "AdvancedEventSelectors", "field_selector": "FieldSelectors"},
            TrailName=name,
        )
    if new.given.get("insight_selector"):
        new.call("cloudtrail", "PutInsightSelectors", ["insight_selector"], {"insight_selector": "InsightSelectors"}, TrailName=name)


@creates("aws_config_configuration_recorder")
def _config_recorder(new) -> None:
    group = new.block("recording_group")
    recorder = {
        "name": new["name"],
        "roleARN": new["role_arn"],
        "recordingGroup": {"allSupported": group.get("all_supported"), "includeGlobalResourceTypes": group.get("include_global_resource_types")},
    }
    mode = new.block("recording_mode")
    if mode:
        recorder["recordingMode"] = {"recordingFrequency": mode["recording_frequency"]}
    new.call("config", "PutConfigurationRecorder", ConfigurationRecorder=recorder)


@creates("aws_config_delivery_channel")
def _config_delivery_channel(new) -> None:
    channel = {
        "name": new["name"],
        "s3BucketName": new["s3_bucket_name"],
        "s3KeyPrefix": new["s3_key_prefix"],
        "s3KmsKeyArn": new["s3_kms_key_arn"],
        "snsTopicARN": new["sns_topic_arn"],
        "configSnapshotDeliveryProperties": {"deliveryFrequency": new.block("snapshot_delivery_properties").get("delivery_frequency")},
    }
    new.call("config", "PutDeliveryChannel", DeliveryChannel={key: value for key, value in channel.items() if value is not None})


@creates("aws_config_configuration_recorder_status")
def _config_recorder_status(new) -> None:
    if new["is_enabled"]:
        new.call("config", "StartConfigurationRecorder", ["name"], {"name": "ConfigurationRecorderName"})


@creates("aws_guardduty_detector")
def _guardduty_detector(new) -> None:
    made = new.call("guardduty", "CreateDetector", ["enable", "finding_publishing_frequency"], tags="Tags")
    new.known_by_type("id", made, "DetectorId")


@creates("aws_guardduty_detector_feature")
def _guardduty_detector_feature(new) -> None:
    feature = {"Name": new["name"], "Status": new["status"]}
    if new["additional_configuration"]:
        feature["AdditionalConfiguration"] = [{"Name": one["name"], "Status": one["status"]} for one in new["additional_configuration"]]
    new.call("guardduty", "UpdateDetector", DetectorId=new.account.real_of("aws_guardduty_detector", new["detector_id"]), Features=[feature])


@creates("aws_securityhub_account")
def _securityhub_account(new) -> None:
    new.call("securityhub", "EnableSecurityHub", ["enable_default_standards", "control_finding_generator"])
    new.only_terraform("auto_enable_controls")


@creates("aws_securityhub_standards_subscription")
def _securityhub_standards(new) -> None:
    new.call("securityhub", "BatchEnableStandards", StandardsSubscriptionRequests=[{"StandardsArn": new["standards_arn"]}])


@creates("aws_inspector2_enabler")
def _inspector2_enabler(new) -> None:
    new.call("inspector2", "Enable", ["account_ids", "resource_types"])
