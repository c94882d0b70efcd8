"""Render `aws_iam_policy_document` the way the real data source does."""

import json

_DEFAULT_VERSION = "2012-10-17"
_STATEMENT_ORDER = (
    "Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Principal", "NotPrincipal", "Condition",
)


class PolicyError(ValueError):
    """The configuration cannot be rendered; the message is shown to the user."""


def _variables(text: str) -> str:
    """`&{aws:username}` is written in HCL for the policy variable `${aws:username}`."""
    return text.replace("&{", "${")


def _collapse(values: list[str], sort: bool = True):
    values = [_variables(value) for value in values]
    if len(values) == 1:
        return values[0]
    return sorted(values, reverse=True) if sort else values


def _principals(blocks: list[dict]):
    if len(blocks) == 1 and blocks[0]["type"] == "*" and blocks[0]["identifiers"] == ["*"]:
        return "*"
    by_type: dict[str, list[str]] = {}
    for block in blocks:
        by_type.setdefault(block["type"], []).extend(block["identifiers"])
    return {kind: _collapse(identifiers) for kind, identifiers in sorted(by_type.items())}


def _conditions(blocks: list[dict]) -> dict:
    tests: dict[str, dict[str, list[str]]] = {}
    for block in blocks:
        tests.setdefault(block["test"], {}).setdefault(block["variable"], []).extend(block["values"])
    return {
        test: {variable: _collapse(values, sort=False) for variable, values in sorted(variables.items())}
        for test, variables in sorted(tests.items())
    }


def _statement(block: dict) -> dict:
    statement: dict = {}
    if block.get("sid"):
        statement["Sid"] = block["sid"]
    statement["Effect"] = block.get("effect") or "Allow"
    for key, argument in (("Action", "actions"), ("NotAction", "not_actions")):
        if block.get(argument):
            statement[key] = _collapse(block[argument])
    for key, argument in (("Resource", "resources"), ("NotResource", "not_resources")):
        if block.get(argument):
            statement[key] = _collapse(block[argument])
    for key, argument in (("Principal", "principals"), ("NotPrincipal", "not_principals")):
        if block.get(argument):
            statement[key] = _principals(block[argument])
    if block.get("condition"):
        statement["Condition"] = _conditions(block["condition"])
    return statement


def _parse(text: str, argument: str) -> dict:
    try:
        document = json.loads(text)
    except ValueError as problem:
        raise PolicyError(f"{argument} is not valid JSON: {problem}") from None
    statements = document.get("Statement", [])
    document["Statement"] = statements if isinstance(statements, list) else [statements]
    return document


def _merge(into: dict, other: dict) -> None:
    """Statements with a Sid replace their namesake; the others are appended."""
    if other.get("Id"):
        into["Id"] = other["Id"]
    if other.get("Version"):
        into["Version"] = max(into.get("Version", ""), other["Version"])
    places = {s["Sid"]: i for i, s in enumerate(into["Statement"]) if s.get("Sid")}
    for statement in other["Statement"]:
        sid = statement.get("Sid")
        if sid in places:
            into["Statement"][places[sid]] = statement
        else:
            if sid:
                places[sid] = len(into["Statement"])
            into["Statement"].append(statement)


def render(config: dict) -> dict[str, str]:
    """The `json` and `minified_json` attributes for one data source configuration."""
    merged: dict = {"Statement": []}
    for text in config.get("source_policy_documents") or []:
        if text:
            _merge(merged, _parse(text, "source_policy_documents"))
    own: dict = {"Version": config.get("version") or _DEFAULT_VERSION, "Statement": []}
    if config.get("policy_id"):
        own["Id"] = config["policy_id"]
    sids: set[str] = set()
    for block in config.get("statement") or []:
        statement = _statement(block)
        sid = statement.get("Sid")
        if sid in sids:
            raise PolicyError(f"duplicate Sid ({sid}), it must be unique within the document")
        if sid:
            sids.add(sid)
        own["Statement"].append(statement)
    _merge(merged, own)
    for text in config.get("override_policy_documents") or []:
        if text:
            _merge(merged, _parse(text, "override_policy_documents"))

    ordered: dict = {"Version": merged["Version"]}
    if merged.get("Id"):
        ordered["Id"] = merged["Id"]
    if merged["Statement"]:
        ordered["Statement"] = [
            {key: statement[key] for key in (*_STATEMENT_ORDER, *statement) if key in statement}
            for statement in merged["Statement"]
        ]
    return {
        "json": _escape(json.dumps(ordered, indent=2, ensure_ascii=False)),
        "minified_json": _escape(json.dumps(ordered, separators=(",", ":"), ensure_ascii=False)),
    }


def _escape(text: str) -> str:
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
