"""Arguments of Terraform as parameters of a call, led by the shape of the parameters.

`cidr_block` becomes `CidrBlock` because the shape has a member of that name; a block that may stand once becomes a
structure; a set that CloudFront counts gets its quantity. What the shape does not know is an error, never left out.
"""


class Empty(str):
    """A text that is sent although it is empty."""


class Unmapped(Exception):
    """An argument that no parameter of the call takes."""


def parameters(shape, values: dict, names: dict | None = None, path: str = "") -> dict:
    """A structure from arguments. `names` maps a path such as `rule.id`, or a name wherever it stands, to a member."""
    names = names or {}
    if not isinstance(values, dict):
        raise Unmapped(f"{path} is {values!r}, {shape.name} is a structure")
    members = {_plain(member): member for member in shape.members}
    made = {}
    for key, value in values.items():
        here = f"{path}.{key}".lstrip(".")
        if value is None or (value == "" and not isinstance(value, Empty)):
            continue
        member = names.get(here) or (names[key] if names.get(key) in shape.members else members.get(_plain(key)))
        if member not in shape.members:
            raise Unmapped(f"{here} is no member of {shape.name} ({', '.join(sorted(shape.members))})")
        made[member] = _value(shape.members[member], value, names, here)
    return made


def _plain(name: str) -> str:
    return name.replace("_", "").lower()


def _value(shape, value, names, path):
    kind = shape.type_name
    if kind == "structure":
        if isinstance(value, list) and {"Quantity", "Items"} == set(shape.members):
            items = _value(shape.members["Items"], value, names, path)
            return {"Quantity": len(items), "Items": items} if items else {"Quantity": 0}
        if isinstance(value, list):
            if len(value) != 1:
                raise Unmapped(f"{path} stands {len(value)} times, {shape.name} takes it once")
            value = value[0]
        return parameters(shape, value or {}, names, path)
    if kind == "list":
        return [_value(shape.member, item, names, path) for item in (value if isinstance(value, list) else [value])]
    if kind == "map":
        return {key: _value(shape.value, item, names, path) for key, item in value.items()}
    return _scalar(kind, value)


def _scalar(kind: str, value):
    """As the provider does with texts that hold numbers, and the other way round. What does not fit is left to the model."""
    if kind == "string":
        return str(value).lower() if isinstance(value, bool) else str(value)
    if kind == "blob":
        return value.encode() if isinstance(value, str) else value
    if kind == "boolean":
        return {"true": True, "false": False}.get(value, value) if isinstance(value, str) else value
    if kind in ("integer", "long") and isinstance(value, str):
        return int(value) if value.lstrip("-").isdigit() else value
    if kind in ("float", "double") and isinstance(value, str):
        try:
            return float(value)
        except ValueError:
            return value
    return value
