"""Plan and apply: decide what is unknown, keep what was decided before, and settle it on apply."""

from .generate import Values
from .messages import UNKNOWN, is_unknown
from .session import Session
from .walk import fill, keep_computed_blocks, keep_computed_in_sets, mark_unknown, settle_computed_blocks


def plan(terraform_type: str, block: dict, prior: dict | None, proposed: dict | None, config: dict | None, session: Session):
    if proposed is None:
        return None
    _set_tags_all(block, proposed, config, session)
    keep_computed_blocks(block, proposed, prior)
    keep_computed_in_sets(block, proposed, prior)
    if prior is not None and proposed == prior:
        return proposed
    region = block["attributes"].get("region", {})
    if region.get("computed") and proposed.get("region") is None:
        proposed["region"] = session.region
    mark_unknown(block, proposed)
    if terraform_type == "aws_acm_certificate" and prior is None:
        _plan_certificate(proposed)
    return proposed


def apply(terraform_type: str, block: dict, planned: dict | None, config: dict | None, session: Session):
    if planned is None:
        return None
    _set_tags_all(block, planned, config, session)
    if terraform_type == "aws_acm_certificate":
        _issue_certificate(planned, session)
    settle_computed_blocks(block, planned)
    fill(block, planned, Values(terraform_type, planned, session))
    return planned


def _set_tags_all(block: dict, value: dict, config: dict | None, session: Session) -> None:
    """As the real provider does at plan time: default tags overlaid with the resource's tags."""
    attributes = block["attributes"]
    if "tags" not in attributes or not attributes.get("tags_all", {}).get("computed"):
        return
    if (config or {}).get("tags_all") is None:
        value["tags_all"] = session.all_tags(value.get("tags"))


def _plan_certificate(value: dict) -> None:
    """The names to validate are known at plan time, so `for_each` over them works; the records are not."""
    domain, alternatives = value.get("domain_name"), value.get("subject_alternative_names")
    if is_unknown(domain) or not isinstance(domain, str):
        return
    if value.get("validation_method") == "EMAIL":
        return
    if is_unknown(alternatives):
        # Unset: the certificate covers its own name only.
        alternatives = value["subject_alternative_names"] = [domain]
    if any(is_unknown(name) for name in alternatives or []):
        return
    names = dict.fromkeys([domain, *(alternatives or [])])
    value["domain_validation_options"] = [
        {
            "domain_name": name,
            "resource_record_name": UNKNOWN,
            "resource_record_type": UNKNOWN,
            "resource_record_value": UNKNOWN,
        }
        for name in names
    ]


def _issue_certificate(value: dict, session: Session) -> None:
    options = value.get("domain_validation_options")
    if not isinstance(options, list):
        return
    for option in options:
        # A wildcard is validated by the same record as its parent domain.
        domain = option["domain_name"].removeprefix("*.")
        digest = session.digest(f"validation|{option['domain_name']}")
        settled = {
            "resource_record_name": f"_{digest[:32]}.{domain}.",
            "resource_record_type": "CNAME",
            "resource_record_value": f"_{digest[32:]}.acm-validations.aws.",
        }
        option.update({name: new for name, new in settled.items() if is_unknown(option.get(name))})
