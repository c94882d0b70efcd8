"""What a plan and the state after its apply say of each managed resource: what was given, and what a provider made up.

Knows the JSON of `terraform show`, and nothing of AWS.
"""

import re
from collections import defaultdict
from dataclasses import dataclass, field

_MADE_UP = re.compile(r"-[0-9a-f]{12}(-\d+)?$")
_INDEX = re.compile(r"\[[^\]]*\]")


@dataclass
class Resource:
    """One managed resource. `given` holds arguments; `made` every value of the state, made-up ones included."""

    address: str
    type: str
    region: str
    given: dict
    made: dict
    depends: set = field(default_factory=set)

    def __getitem__(self, name: str):
        return self.given.get(name)

    def block(self, name: str) -> dict:
        """The only block of that name, or nothing at all."""
        found = self.given.get(name) or [{}]
        return found[0] or {}


def resources(plan: dict, state: dict) -> list[Resource]:
    """Every managed resource, dependencies first."""
    planned = {change["address"]: change["change"] for change in plan["resource_changes"] if change["mode"] == "managed"}
    providers = _providers(plan["configuration"], {name: one.get("value") for name, one in plan.get("variables", {}).items()})
    found = []
    for item in _walk(state["values"]["root_module"]):
        change = planned[item["address"]]
        settings = providers[_INDEX.sub("", item["address"])]
        given = {}
        for name, value in item["values"].items():
            kept = _given(name, value, (change["after"] or {}).get(name), (change["after_unknown"] or {}).get(name), top=settings.arguments)
            if kept is not None:
                given[name] = kept
        found.append(
            Resource(item["address"], item["type"], given.get("region") or settings.region, given, item["values"], set(item.get("depends_on", ())))
        )
    return _ordered(found)


def sources(state: dict) -> list[dict]:
    """Every data source with what it answered."""
    return list(_walk(state["values"]["root_module"], "data"))


def _walk(module: dict, mode: str = "managed"):
    for resource in module.get("resources", []):
        if resource["mode"] == mode:
            yield resource
    for child in module.get("child_modules", []):
        yield from _walk(child, mode)


@dataclass
class _Settings:
    region: str
    arguments: set


def _providers(configuration: dict, variables: dict) -> dict[str, _Settings]:
    """By address without instance keys: the region of its provider, and which arguments are written."""
    regions = {}
    for key, provider in configuration["provider_config"].items():
        expression = provider.get("expressions", {}).get("region", {})
        variable = next((name for name in expression.get("references", []) if name.startswith("var.")), "")
        regions[key] = expression.get("constant_value") or variables.get(variable.removeprefix("var."))
    found = {}

    def walk(module: dict, prefix: str) -> None:
        for resource in module.get("resources", []):
            key = resource["provider_config_key"]
            found[prefix + resource["address"]] = _Settings(regions.get(key) or key, set(resource.get("expressions", {})))
        for name, call in module.get("module_calls", {}).items():
            walk(call["module"], f"{prefix}module.{name}.")

    walk(configuration["root_module"], "")
    return found


def _made_up(name: str, value) -> bool:
    if isinstance(value, str):
        return value == "" or (value.startswith(name.replace("_", "-") + "-") and bool(_MADE_UP.search(value)))
    return value is False or value == 0 or value == [] or value == {}


def _given(name: str, value, planned, unknown, top=None):
    """A value without what a provider would have filled in; None where nothing is left."""
    if unknown is True:
        if (top is not None and name not in top) or _made_up(name, value):
            return None
        return value
    if isinstance(value, dict):
        planned, unknown = planned if isinstance(planned, dict) else {}, unknown if isinstance(unknown, dict) else {}
        inner = {key: _given(key, item, planned.get(key), unknown.get(key)) for key, item in value.items()}
        return {key: item for key, item in inner.items() if item is not None}
    if isinstance(value, list):
        planned, unknown = planned if isinstance(planned, list) else [], unknown if isinstance(unknown, list) else []
        if len(planned) != len(value):
            planned = [None] * len(value)
        if len(unknown) != len(value):
            unknown = [None] * len(value)
        return [_given(name, *parts) for parts in zip(value, planned, unknown, strict=True)] or None
    return value


def _ordered(found: list[Resource]) -> list[Resource]:
    """Dependencies first, by address among equals."""
    by_block = defaultdict(list)
    for resource in sorted(found, key=lambda resource: resource.address):
        by_block[_INDEX.sub("", resource.address)].append(resource)
    order, seen = [], set()

    def visit(block: str) -> None:
        if block in seen or block not in by_block:
            return
        seen.add(block)
        for needed in sorted({_INDEX.sub("", name) for resource in by_block[block] for name in resource.depends}):
            visit(needed)
        order.extend(by_block[block])

    for block in by_block:
        visit(block)
    return order
