"""What data sources find in the account: they are read before anything that needs them is created."""

from .account import Account, Fault

# Answered by the provider itself, by AWS for everybody, or by the credentials.
_ANYWHERE = {
    "aws_caller_identity",
    "aws_cloudfront_cache_policy",
    "aws_cloudfront_origin_request_policy",
    "aws_cloudfront_response_headers_policy",
    "aws_ec2_managed_prefix_list",
    "aws_iam_policy_document",
    "aws_partition",
    "aws_region",
    # Certificates of authorities, which the operator puts there by hand before the apply that reads them.
    "aws_s3_object",
}


def read(account: Account, root: str, source: dict) -> None:
    """Looks for what a data source looks for; whatever it does not find is a fault."""
    kind, values = source["type"], source["values"]
    if kind in _ANYWHERE:
        return
    if kind not in _READERS:
        account.faults.append(Fault(root, source["address"], "", "", "", "no reader knows this data source: enter it in tests/emulator/aws_calls/sources.py"))
        return
    problem = _READERS[kind](account, values)
    if problem:
        account.faults.append(Fault(root, source["address"], "", "", "", problem))


def _route53_zone(account: Account, values: dict) -> str | None:
    name = values["name"].rstrip(".") + "."
    zones = account.client("route53", "us-east-1").list_hosted_zones()["HostedZones"]
    found = [zone["Id"].split("/")[-1] for zone in zones if zone["Name"] == name]
    if len(found) != 1:
        return f"{len(found)} hosted zones are named {name}"
    account.known_as(values["zone_id"], found[0])
    return None


def _openid_connect_provider(account: Account, values: dict) -> str | None:
    found = account.client("iam", "us-east-1").list_open_id_connect_providers()["OpenIDConnectProviderList"]
    wanted = values["url"].removeprefix("https://")
    return None if any(one["Arn"].endswith(wanted) for one in found) else f"no identity provider is named {wanted}"


_READERS = {
    "aws_iam_openid_connect_provider": _openid_connect_provider,
    "aws_route53_zone": _route53_zone,
}
