"""What the model of an AWS API says of the parameters of a call.

botocore's own validator looks at types and required members alone. This one also reads enumerations, patterns, lengths,
ranges and unions. Knows nothing of Terraform and of any service.
"""

import datetime
from collections.abc import Iterator

import regex


# How models that count in UTF-16 write every character beyond U+FFFF.
_BEYOND = ("\\uD800\\uDC00-\\uDBFF\\uDFFF", "\\U00010000-\\U0010FFFF")


def problems(shape, value, path: str = "") -> Iterator[tuple[str, str]]:
    """Every disagreement as the path of the parameter and what the model says of it."""
    check = _CHECKS.get(shape.type_name)
    if check is None:
        raise TypeError(f"no check for a {shape.type_name}")
    yield from check(shape, value, path)


def _structure(shape, value, path):
    if not isinstance(value, dict):
        yield path, f"{value!r} is not a structure {shape.name}"
        return
    for name in value:
        if name not in shape.members:
            yield f"{path}.{name}".lstrip("."), f"is not a member of {shape.name}: {', '.join(sorted(shape.members))}"
    for name in shape.required_members:
        # The SDK fills in tokens that make a call idempotent.
        if name not in value and not shape.members[name].metadata.get("idempotencyToken"):
            yield f"{path}.{name}".lstrip("."), f"is required by {shape.name}"
    if shape.is_tagged_union and len(value) != 1:
        yield path, f"holds {len(value)} members of the union {shape.name}, which takes exactly one"
    for name, item in value.items():
        if name in shape.members:
            yield from problems(shape.members[name], item, f"{path}.{name}".lstrip("."))


def _list(shape, value, path):
    if not isinstance(value, list):
        yield path, f"{value!r} is not a list"
        return
    yield from _size(shape, len(value), path, "elements")
    for index, item in enumerate(value):
        yield from problems(shape.member, item, f"{path}[{index}]")


def _map(shape, value, path):
    if not isinstance(value, dict):
        yield path, f"{value!r} is not a map"
        return
    yield from _size(shape, len(value), path, "entries")
    for key, item in value.items():
        yield from problems(shape.key, key, f"{path}.{key}")
        yield from problems(shape.value, item, f"{path}.{key}")


def _string(shape, value, path):
    if not isinstance(value, str):
        yield path, f"{value!r} is not a text"
        return
    allowed = shape.metadata.get("enum")
    if allowed and value not in allowed:
        yield path, f"{value!r} is none of {', '.join(allowed)}"
    pattern = shape.metadata.get("pattern")
    if pattern and not regex.fullmatch(_pattern(pattern), value):
        yield path, f"{value!r} does not match {pattern}"
    yield from _size(shape, len(value), path, "characters")


def _pattern(text: str) -> str:
    return text.replace(*_BEYOND)


def _blob(shape, value, path):
    if not isinstance(value, bytes):
        yield path, f"{value!r} are no bytes"
        return
    yield from _size(shape, len(value), path, "bytes")


def _integer(shape, value, path):
    if isinstance(value, bool) or not isinstance(value, int):
        yield path, f"{value!r} is not a whole number"
        return
    yield from _size(shape, value, path, "")


def _number(shape, value, path):
    if isinstance(value, bool) or not isinstance(value, int | float):
        yield path, f"{value!r} is not a number"
        return
    yield from _size(shape, value, path, "")


def _boolean(shape, value, path):
    if not isinstance(value, bool):
        yield path, f"{value!r} is neither true nor false"


def _timestamp(shape, value, path):
    if not isinstance(value, str | datetime.datetime):
        yield path, f"{value!r} is no time"


def _size(shape, size, path, unit):
    least, most = shape.metadata.get("min"), shape.metadata.get("max")
    if least is not None and size < least:
        yield path, f"{size} {unit}".strip() + f" is less than {least}"
    if most is not None and size > most:
        yield path, f"{size} {unit}".strip() + f" is more than {most}"


_CHECKS = {
    "structure": _structure,
    "list": _list,
    "map": _map,
    "string": _string,
    "blob": _blob,
    "integer": _integer,
    "long": _integer,
    "float": _number,
    "double": _number,
    "boolean": _boolean,
    "timestamp": _timestamp,
}
