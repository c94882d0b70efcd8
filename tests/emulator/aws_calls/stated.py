"""What the API reference says of parameters in words, where the model says nothing.

Only what AWS refuses for certain is here, each with its source. Knows nothing of Terraform.
"""

import re
from collections.abc import Iterator

# Amazon SQS API reference, CreateQueue: attributes are texts, their ranges stand in the description.
_QUEUE = {
    "DelaySeconds": (0, 900),
    "KmsDataKeyReusePeriodSeconds": (60, 86400),
    "MessageRetentionPeriod": (60, 1209600),
    "ReceiveMessageWaitTimeSeconds": (0, 20),
    "VisibilityTimeout": (0, 43200),
}
# Elastic Load Balancing API reference, CreateLoadBalancer and CreateTargetGroup.
_BALANCER_NAME = re.compile(r"(?!internal-)[A-Za-z0-9]([A-Za-z0-9-]{0,30}[A-Za-z0-9])?")


def problems(service: str, operation: str, arguments: dict) -> Iterator[tuple[str, str]]:
    """Every disagreement as the path of the parameter and what the reference says of it."""
    check = _CHECKS.get((service, operation))
    if check:
        yield from check(arguments)


def _queue(arguments):
    for name, (least, most) in _QUEUE.items():
        value = arguments.get("Attributes", {}).get(name)
        if value is not None and not (value.isdigit() and least <= int(value) <= most):
            yield f"Attributes.{name}", f"{value} is not between {least} and {most}"


def _balancer_name(arguments):
    if not _BALANCER_NAME.fullmatch(arguments.get("Name", "")):
        yield "Name", f"{arguments.get('Name')!r} is no name of 1 to 32 letters, digits and inner hyphens"


_CHECKS = {
    ("elbv2", "CreateLoadBalancer"): _balancer_name,
    ("elbv2", "CreateTargetGroup"): _balancer_name,
    ("sqs", "CreateQueue"): _queue,
}
