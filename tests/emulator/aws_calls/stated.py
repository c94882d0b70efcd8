"""What the API reference says of parameters in words, where the model says nothing.

Only what AWS refuses for certain is here, each with its source. Knows nothing of Terraform.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path

_DATA = Path(__file__).resolve().parents[3] / "core" / "data"

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

# IAM User Guide, "Identify AWS resources with Amazon Resource Names": partition, service, region, account, resource.
_ARN = re.compile(r"arn:aws(-[a-z]+)*:[a-z0-9-]+:[a-z0-9-]*:(\d{12}|aws)?:.+")
# IAM User Guide, "IAM JSON policy elements: Resource" and "Principal": partition and service are written out, region and
# account may hold wildcards. Buckets and their objects have neither, IAM has no region.
_RESOURCE = re.compile(r"arn:aws(-[a-z]+)*:[a-z0-9-]+:[a-z0-9*?-]*:([0-9*?]*|aws):.+", re.DOTALL)
_PLACELESS = re.compile(r"arn:aws(-[a-z]+)*:(iam:[^:]+:|s3:(?!::)[^:]*:[^:]*:(?!(access|async-request|job|storage-lens))).*", re.DOTALL)
_PRINCIPAL = re.compile(r"\*|\d{12}|arn:aws(-[a-z]+)*:(iam|sts)::\d{12}:(root|(user|role|assumed-role|federated-user)/[^*?]+)")
_POLICIES = {"AssumeRolePolicyDocument", "Policy", "PolicyDocument", "ResourcePolicy", "policyDocument", "policyText"}
_MONTHS = {name: str(number) for number, name in enumerate("JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split(), 1)}
_DAYS = {name: str(number) for number, name in enumerate("SUN MON TUE WED THU FRI SAT".split(), 1)}
# Minutes, hours, day of the month, month, day of the week, year: range, names, and what else may stand there.
_CRON = (
    (0, 59, {}, None),
    (0, 23, {}, None),
    (1, 31, {}, r"\?|L|\d{1,2}W"),
    (1, 12, _MONTHS, None),
    (1, 7, _DAYS, r"\?|L|[1-7]#[1-5]|[1-7]L"),
    (1970, 2199, {}, None),
)


def problems(service: str, operation: str, arguments: dict) -> Iterator[tuple[str, str]]:
    """Every disagreement as the path of the parameter and what the reference says of it."""
    check = _CHECKS.get((service, operation))
    if check:
        yield from check(arguments)
    if arguments.get("AttributeName") == "Policy":
        yield from _policy("AttributeValue", arguments.get("AttributeValue"))
    yield from _anywhere(arguments, "")


def _anywhere(value, path):
    """What holds of a parameter by its name, in whichever call it is."""
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from _anywhere(item, f"{path}[{index}]")
    if not isinstance(value, dict):
        return
    for name, item in value.items():
        inside = f"{path}.{name}".lstrip(".")
        if isinstance(item, str) and item.startswith("arn:") and not _ARN.fullmatch(item):
            yield inside, f"{item!r} is no ARN"
        if isinstance(item, str) and name in _POLICIES:
            yield from _policy(inside, item)
        if isinstance(item, str) and name == "ScheduleExpression":
            yield from _schedule(inside, item)
        if isinstance(item, list) and name.lower().endswith("arns"):
            yield from ((f"{inside}[{index}]", f"{arn!r} is no ARN") for index, arn in enumerate(item) if isinstance(arn, str) and not _ARN.fullmatch(arn))
        yield from _anywhere(item, inside)


def _policy(path, text):
    # IAM User Guide, "Grammar of the IAM JSON policy language".
    try:
        policy = json.loads(text)
    except (TypeError, ValueError) as broken:
        yield path, f"is no policy, not even JSON: {broken}"
        return
    statements = policy.get("Statement") if isinstance(policy, dict) else None
    statements = [statements] if isinstance(statements, dict) else statements
    if not isinstance(statements, list) or not statements:
        yield path, "is no policy: it has no Statement"
        return
    for index, statement in enumerate(statements):
        if statement.get("Effect") not in ("Allow", "Deny"):
            yield path, f"is no policy: Effect of statement {index} is {statement.get('Effect')!r}"
        if ("Action" in statement) == ("NotAction" in statement):
            yield path, f"is no policy: statement {index} has not one of Action and NotAction"
        for what in _names(statement):
            yield path, f"is no policy: {what} (statement {index})"


def _texts(value):
    return [value] if isinstance(value, str) else value if isinstance(value, list) else []


def _names(statement):
    """What a statement names and AWS does not take as a name."""
    for element in ("Resource", "NotResource"):
        for name in _texts(statement.get(element)):
            if name != "*" and (not _RESOURCE.fullmatch(name) or _PLACELESS.fullmatch(name)):
                yield f"{element} {name!r} is no ARN"
    principal = statement.get("Principal")
    if isinstance(principal, dict):
        yield from (f"Principal {name!r} is no ARN" for name in _texts(principal.get("AWS")) if not _PRINCIPAL.fullmatch(name))
    # IAM User Guide, "Amazon Resource Name (ARN) condition operators": six parts, or it never holds.
    for operator, keys in (statement.get("Condition") or {}).items():
        if re.fullmatch(r"(For(All|Any)Values?:)?Arn(Not)?(Equals|Like)(IfExists)?", operator):
            values = [(key, name) for key, given in keys.items() for name in _texts(given)]
            yield from (f"{key} {name!r} is no ARN" for key, name in values if not re.fullmatch(r"arn(:[^:]*){4}:.+", name))


def _schedule(path, text):
    # Amazon EventBridge User Guide, "Setting a schedule pattern": six fields, and one of the two days is a question mark.
    cron = re.fullmatch(r"cron\((.*)\)", text)
    if not cron:
        if not re.fullmatch(r"rate\((1 (minute|hour|day)|[1-9]\d+ (minutes|hours|days)|[2-9] (minutes|hours|days))\)", text):
            yield path, f"{text!r} is no schedule"
        return
    fields = cron[1].split()
    if len(fields) != len(_CRON):
        yield path, f"{text!r} is no schedule: {len(fields)} fields instead of {len(_CRON)}"
        return
    if (fields[2] == "?") == (fields[4] == "?"):
        yield path, f"{text!r} is no schedule: exactly one of the day of the month and the day of the week is ?"
    for field, (least, most, names, special) in zip(fields, _CRON, strict=True):
        if special and re.fullmatch(special, field):
            continue
        for part in field.split(","):
            numbers = [names.get(number, number) for number in re.split(r"[-/]", part)]
            if not all(number == "*" or (number.isdigit() and least <= int(number) <= most) for number in numbers):
                yield path, f"{text!r} is no schedule: {field!r} is not between {least} and {most}"


def _listed(path, arguments, file):
    known = {line.split(",")[0] for line in (_DATA / file).read_text().splitlines() if line and not line.startswith("#")}
    if arguments.get(path) not in known:
        yield path, f"{arguments.get(path)!r} is not offered in ap-northeast-1 (core/data/{file})"


def _database(arguments):
    yield from _listed("DBInstanceClass", arguments, "rds_pg17_classes.csv")


def _cache(arguments):
    yield from _listed("CacheNodeType", arguments, "elasticache_nodes.csv")


def _queue(arguments):
    for name, (least, most) in _QUEUE.items():
        value = arguments.get("Attributes", {}).get(name)
        if value is not None and not (value.isdigit() and least <= int(value) <= most):
            yield f"Attributes.{name}", f"{value} is not between {least} and {most}"


def _balancer_name(arguments):
    if not _BALANCER_NAME.fullmatch(arguments.get("Name", "")):
        yield "Name", f"{arguments.get('Name')!r} is no name of 1 to 32 letters, digits and inner hyphens"


_CHECKS = {
    ("elasticache", "CreateReplicationGroup"): _cache,
    ("elbv2", "CreateLoadBalancer"): _balancer_name,
    ("elbv2", "CreateTargetGroup"): _balancer_name,
    ("rds", "CreateDBInstance"): _database,
    ("sqs", "CreateQueue"): _queue,
}
