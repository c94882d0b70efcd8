"""CloudFront, Route 53, mail."""

from ..convert import Empty
from . import creates


@creates("aws_cloudfront_function")
def _cloudfront_function(new) -> None:
    made = new.call(
        "cloudfront",
        "CreateFunction",
        ["name"],
        FunctionConfig={"Comment": new["comment"] or "", "Runtime": new["runtime"]},
        FunctionCode=new["code"].encode(),
    )
    new.is_really("arn", f"arn:aws:cloudfront::123456789012:function/{new.given['name']}")
    if new["publish"]:
        if made:
            new.call("cloudfront", "PublishFunction", Name=new["name"], IfMatch=made["ETag"])
        else:
            new.would("cloudfront", "PublishFunction", "name", Name=new["name"], IfMatch="ETVPDKIKX0DER")


@creates("aws_cloudfront_origin_access_control")
def _origin_access_control(new) -> None:
    made = new.call(
        "cloudfront",
        "CreateOriginAccessControl",
        OriginAccessControlConfig={
            "Name": new["name"],
            "Description": new["description"] or "",
            "OriginAccessControlOriginType": new["origin_access_control_origin_type"],
            "SigningBehavior": new["signing_behavior"],
            "SigningProtocol": new["signing_protocol"],
        },
    )
    new.known_by_type("id", made, "OriginAccessControl.Id")


@creates("aws_cloudfront_response_headers_policy")
def _response_headers_policy(new) -> None:
    names = {
        "security_headers_config.content_type_options": "ContentTypeOptions",
        "xss_protection": "XSSProtection",
        "custom_headers_config": "CustomHeadersConfig",
    }
    for custom in new.given.get("custom_headers_config") or []:
        # The API counts what the provider lists.
        new.given["custom_headers_config"] = custom["items"]
    made = new.structured(
        "cloudfront",
        "CreateResponseHeadersPolicy",
        "ResponseHeadersPolicyConfig",
        ["comment", "cors_config", "custom_headers_config", "name", "security_headers_config", "server_timing_headers_config"],
        names,
    )
    new.known_by_type("id", made, "ResponseHeadersPolicy.Id")


def _behavior(new, behavior: dict) -> dict:
    behavior = dict(behavior)
    allowed, cached = behavior.pop("allowed_methods", None), behavior.pop("cached_methods", None)
    if allowed:
        methods = {"quantity": len(allowed), "items": allowed}
        if cached:
            methods["cached_methods"] = cached
        behavior["allowed_methods"] = methods
    policy = behavior.get("response_headers_policy_id")
    if policy:
        behavior["response_headers_policy_id"] = new.account.real_of("aws_cloudfront_response_headers_policy", policy)
    return behavior


@creates("aws_cloudfront_distribution")
def _distribution(new) -> None:
    new.only_terraform("retain_on_delete", "wait_for_deployment")
    given = new.given
    given["default_cache_behavior"] = [_behavior(new, given["default_cache_behavior"][0])]
    given["ordered_cache_behavior"] = [_behavior(new, one) for one in given.get("ordered_cache_behavior") or []]
    for origin in given["origin"]:
        control = origin.get("origin_access_control_id")
        if control:
            origin["origin_access_control_id"] = new.account.real_of("aws_cloudfront_origin_access_control", control)
            # The provider sends an empty configuration beside an access control.
            origin.setdefault("s3_origin_config", [{"origin_access_identity": Empty()}])
    for restriction in given["restrictions"][0]["geo_restriction"]:
        places = restriction.pop("locations", None) or []
        restriction.update(quantity=len(places), items=places or None)
    made = new.structured(
        "cloudfront",
        "CreateDistributionWithTags",
        "DistributionConfigWithTags.DistributionConfig",
        [
            "aliases",
            "comment",
            "custom_error_response",
            "default_cache_behavior",
            "default_root_object",
            "enabled",
            "http_version",
            "is_ipv6_enabled",
            "ordered_cache_behavior",
            "origin",
            "price_class",
            "restrictions",
            "viewer_certificate",
            "web_acl_id",
        ],
        {
            "custom_error_response": "CustomErrorResponses",
            "ordered_cache_behavior": "CacheBehaviors",
            "origin": "Origins",
            "origin.origin_id": "Id",
            "origin.custom_header": "CustomHeaders",
            "origin.custom_header.name": "HeaderName",
            "origin.custom_header.value": "HeaderValue",
            "function_association": "FunctionAssociations",
            "default_cache_behavior.function_association": "FunctionAssociations",
            "ordered_cache_behavior.function_association": "FunctionAssociations",
            "acm_certificate_arn": "ACMCertificateArn",
            "ssl_support_method": "SSLSupportMethod",
            "http_port": "HTTPPort",
            "https_port": "HTTPSPort",
            "is_ipv6_enabled": "IsIPV6Enabled",
            "cloudfront_default_certificate": "CloudFrontDefaultCertificate",
        },
        required={"CallerReference": f"terraform-{new.root}-{new.address}"[:100]},
        beside={"DistributionConfigWithTags": {"Tags": {"Items": [{"Key": key, "Value": value} for key, value in sorted((given.get("tags_all") or {}).items())]}}},
    )
    new.answered("id", made, "Distribution.Id")
    new.answered("domain_name", made, "Distribution.DomainName")


@creates("aws_route53_zone")
def _route53_zone(new) -> None:
    new.only_terraform("force_destroy")
    made = new.call(
        "route53",
        "CreateHostedZone",
        ["name"],
        CallerReference=f"terraform-{new.root}-{new.address}"[:128],
        HostedZoneConfig={"Comment": new["comment"] or "Managed by Terraform"},
    )
    zone = made and made["HostedZone"]["Id"].split("/")[-1]
    new.is_really("zone_id", zone)


@creates("aws_route53_record")
def _route53_record(new) -> None:
    record = {"Name": new["name"], "Type": new["type"]}
    if new["ttl"] is not None:
        record["TTL"] = new["ttl"]
    if new["records"]:
        quote = record["Type"] in ("TXT", "SPF")
        record["ResourceRecords"] = [{"Value": f'"{value}"' if quote and not value.startswith('"') else value} for value in new["records"]]
    alias = new.block("alias")
    if alias:
        record["AliasTarget"] = {"HostedZoneId": alias["zone_id"], "DNSName": alias["name"], "EvaluateTargetHealth": alias.get("evaluate_target_health", False)}
    action = "UPSERT" if new["allow_overwrite"] else "CREATE"
    new.call("route53", "ChangeResourceRecordSets", HostedZoneId=new["zone_id"], ChangeBatch={"Changes": [{"Action": action, "ResourceRecordSet": record}]})


@creates("aws_sesv2_configuration_set")
def _sesv2_configuration_set(new) -> None:
    new.call(
        "sesv2",
        "CreateConfigurationSet",
        ["configuration_set_name", "delivery_options", "reputation_options", "sending_options", "suppression_options", "tracking_options", "vdm_options"],
        tags="Tags",
    )


@creates("aws_sesv2_configuration_set_event_destination")
def _sesv2_event_destination(new) -> None:
    new.call("sesv2", "CreateConfigurationSetEventDestination", ["configuration_set_name", "event_destination", "event_destination_name"])


@creates("aws_sesv2_email_identity")
def _sesv2_email_identity(new) -> None:
    dkim = new.block("dkim_signing_attributes")
    length = dkim.get("next_signing_key_length")
    new.call(
        "sesv2",
        "CreateEmailIdentity",
        ["configuration_set_name", "email_identity"],
        tags="Tags",
        DkimSigningAttributes={"NextSigningKeyLength": length} if length else None,
    )


@creates("aws_sesv2_email_identity_mail_from_attributes")
def _sesv2_mail_from(new) -> None:
    new.call("sesv2", "PutEmailIdentityMailFromAttributes", ["behavior_on_mx_failure", "email_identity", "mail_from_domain"])
