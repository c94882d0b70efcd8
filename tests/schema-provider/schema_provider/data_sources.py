"""Answers of the data sources. What is not listed here gets generated values."""

from . import policy_document
from .generate import Values
from .session import ACCOUNT, Session
from .walk import fill

_ZONES = {"ap-northeast-1": "acd"}
_ZONE_IDS = {"ap-northeast-1": ["apne1-az4", "apne1-az1", "apne1-az2"]}
_REGION_NAMES = {
    "ap-northeast-1": "Asia Pacific (Tokyo)",
    "ap-northeast-3": "Asia Pacific (Osaka)",
    "us-east-1": "US East (N. Virginia)",
}
_ELB_ACCOUNTS = {"ap-northeast-1": "582318560864", "us-east-1": "127311923021"}
_CLOUDFRONT_PREFIX_LISTS = {"ap-northeast-1": "pl-58a04531", "us-east-1": "pl-3b927c52"}
_CANONICAL_USER = "a" * 64
_CLOUDFRONT_LOG_USER = "c4c1ede66af53448b93c283ce9448c4ba468c9432aa01d700d3878632f77d2d0"
_MANAGED_POLICIES = {
    "Managed-AllViewer": "216adef6-5c7f-47e4-b989-5492eafa07d3",
    "Managed-AllViewerExceptHostHeader": "b689b0a8-53d0-40ab-baf2-68738e2966ac",
    "Managed-CORS-CustomOrigin": "59781a5b-3903-41f3-afcb-af62929ccde1",
    "Managed-CORS-S3Origin": "88a5eaf4-2fd4-4709-b370-b4c650ea3fcf",
    "Managed-CORS-With-Preflight": "5cc3b908-e619-4b99-88e5-2cf7f45965bd",
    "Managed-CORS-and-SecurityHeadersPolicy": "e61eb60c-9c35-4d20-a928-2b84e02af89c",
    "Managed-CachingDisabled": "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
    "Managed-CachingOptimized": "658327ea-f89d-4fab-a63d-7e88639e58f6",
    "Managed-CachingOptimizedForUncompressedObjects": "b2884449-e4de-46a7-ac36-70bc7f1ddd6d",
    "Managed-SecurityHeadersPolicy": "67f7725c-6f97-4210-82d7-5512b31e9d03",
    "Managed-SimpleCORS": "60669652-455b-4ae9-85a4-c4c02393f86c",
    "Managed-UserAgentRefererHeaders": "acba4595-bd28-49b8-b9fe-13317c0390fa",
}


def _availability_zones(config: dict, session: Session) -> dict:
    region = config.get("region") or session.region
    names = [region + letter for letter in _ZONES.get(region, "abc")]
    ids = _ZONE_IDS.get(region) or [f"{region}-az{number}" for number in (1, 2, 3)]
    return {"id": region, "names": names, "zone_ids": ids, "group_names": [region]}


def _caller_identity(config: dict, session: Session) -> dict:
    return {
        "id": ACCOUNT,
        "account_id": ACCOUNT,
        "arn": f"arn:aws:iam::{ACCOUNT}:user/terraform",
        "user_id": "AIDAEXAMPLEEXAMPLE",
    }


def _region(config: dict, session: Session) -> dict:
    region = config.get("region") or config.get("name") or session.region
    return {
        "id": region,
        "name": region,
        "region": region,
        "description": _REGION_NAMES.get(region, region),
        "endpoint": f"ec2.{region}.amazonaws.com",
    }


def _partition(config: dict, session: Session) -> dict:
    return {"id": "aws", "partition": "aws", "dns_suffix": "amazonaws.com", "reverse_dns_prefix": "com.amazonaws"}


def _policy_document(config: dict, session: Session) -> dict:
    rendered = policy_document.render(config)
    return {"id": session.digest(rendered["json"])[:10], "version": "2012-10-17", **rendered}


def _route53_zone(config: dict, session: Session) -> dict:
    name = (config.get("name") or "example.com").rstrip(".")
    zone = config.get("zone_id") or "Z0EXAMPLE0EXAMPLE"
    return {
        "id": zone,
        "zone_id": zone,
        "name": name,
        "arn": f"arn:aws:route53:::hostedzone/{zone}",
        "primary_name_server": "ns-1.awsdns-01.org",
        "name_servers": ["ns-1.awsdns-01.org", "ns-2.awsdns-02.co.uk", "ns-3.awsdns-03.com", "ns-4.awsdns-04.net"],
    }


def _managed_prefix_list(config: dict, session: Session) -> dict:
    name = config.get("name") or ""
    if name == "com.amazonaws.global.cloudfront.origin-facing":
        identifier = _CLOUDFRONT_PREFIX_LISTS.get(session.region, "pl-0123456789abcdef0")
        return {"id": identifier, "owner_id": "AWS", "address_family": "IPv4", "max_entries": 55}
    return {"owner_id": "AWS", "address_family": "IPv4"}


def _cloudfront_policy(config: dict, session: Session) -> dict:
    identifier = _MANAGED_POLICIES.get(config.get("name") or "")
    return {"id": identifier} if identifier else {}


def _elb_service_account(config: dict, session: Session) -> dict:
    account = _ELB_ACCOUNTS.get(config.get("region") or session.region, _ELB_ACCOUNTS["ap-northeast-1"])
    return {"id": account, "arn": f"arn:aws:iam::{account}:root"}


def _oidc_provider(config: dict, session: Session) -> dict:
    url = config.get("url")
    if not url:
        url = "https://" + (config.get("arn") or "oidc-provider/example.com").partition("oidc-provider/")[2]
    arn = f"arn:aws:iam::{ACCOUNT}:oidc-provider/{url.removeprefix('https://')}"
    return {"id": arn, "arn": arn, "url": url, "client_id_list": ["sts.amazonaws.com"]}


def _kms_key(config: dict, session: Session) -> dict:
    return {"enabled": True, "key_state": "Enabled", "key_usage": "ENCRYPT_DECRYPT"}


_ANSWERS = {
    "aws_availability_zones": _availability_zones,
    "aws_caller_identity": _caller_identity,
    "aws_canonical_user_id": lambda config, session: {"id": _CANONICAL_USER, "display_name": "owner"},
    "aws_cloudfront_cache_policy": _cloudfront_policy,
    "aws_cloudfront_log_delivery_canonical_user_id": lambda config, session: {"id": _CLOUDFRONT_LOG_USER},
    "aws_cloudfront_origin_request_policy": _cloudfront_policy,
    "aws_cloudfront_response_headers_policy": _cloudfront_policy,
    "aws_ec2_managed_prefix_list": _managed_prefix_list,
    "aws_elb_service_account": _elb_service_account,
    "aws_iam_openid_connect_provider": _oidc_provider,
    "aws_iam_policy_document": _policy_document,
    "aws_kms_key": _kms_key,
    "aws_partition": _partition,
    "aws_region": _region,
    "aws_route53_zone": _route53_zone,
    "aws_rds_engine_version": lambda config, session: {"version_actual": config.get("version") or "17.4"},
    "aws_subnets": lambda config, session: {"ids": [f"subnet-{number:017x}" for number in (1, 2, 3)]},
}


def read(terraform_type: str, block: dict, config: dict, session: Session) -> dict:
    answer = _ANSWERS.get(terraform_type, lambda config, session: {})(config, session)
    attributes = block["attributes"]
    for name, value in answer.items():
        if name in attributes and config.get(name) is None:
            config[name] = value
    fill(block, config, Values(terraform_type, config, session), nulls=True)
    return config
