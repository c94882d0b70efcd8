"""Walk a value along its schema: find what the provider has to decide and put something there."""

from collections.abc import Callable

from .messages import UNKNOWN, is_unknown

_LISTS = ("list", "set")

# (path of names, type, schema of the attribute) -> value
Generator = Callable[[tuple[str, ...], object, dict], object]


def mark_unknown(block: dict, value: dict) -> None:
    """Every computed attribute that has no value yet becomes unknown; write-only ones become null."""
    for name, attribute in block["attributes"].items():
        if attribute.get("write_only"):
            value[name] = None
        elif attribute.get("computed") and value.get(name) is None:
            value[name] = UNKNOWN
    for nested_block, nested_value, _ in _nested(block, value):
        mark_unknown(nested_block, nested_value)


def keep_computed_blocks(block: dict, value: dict, prior: dict | None) -> None:
    """Blocks that AWS fills when the configuration has none: unknown at first, then as they were."""
    for name, nested in block["block_types"].items():
        if nested.get("computed") and nested["nesting_mode"] in _LISTS and value.get(name) == []:
            value[name] = UNKNOWN if prior is None else prior.get(name)


def keep_computed_in_sets(block: dict, value: dict, prior: dict | None) -> None:
    """What was decided inside the blocks of a set stays decided.

    Terraform itself carries computed values over, but gives up on a set of blocks that holds another set: its
    elements have no address by which to find the old one.
    """
    for name, nested in block["block_types"].items():
        new, old = value.get(name), (prior or {}).get(name)
        if not isinstance(new, list) or not isinstance(old, list):
            continue
        left = list(old)
        for index, item in enumerate(new):
            if not isinstance(item, dict):
                continue
            if nested["nesting_mode"] == "set":
                match = next((candidate for candidate in left if _continues(nested["block"], item, candidate)), None)
                if match is not None:
                    left.remove(match)
                    new[index] = match
            elif index < len(old) and isinstance(old[index], dict):
                keep_computed_in_sets(nested["block"], item, old[index])


def _continues(block: dict, new: dict, old: dict) -> bool:
    """Whether the old block is the new one with computed values filled in."""
    if not isinstance(old, dict):
        return False
    for name, attribute in block["attributes"].items():
        left = attribute.get("computed") and new.get(name) is None
        if not left and new.get(name) != old.get(name):
            return False
    for name, nested in block["block_types"].items():
        pairs = _pairs(nested, new.get(name), old.get(name))
        if pairs is None:
            if new.get(name) != old.get(name):
                return False
        elif not all(_continues(nested["block"], *pair) for pair in pairs):
            return False
    return True


def _pairs(nested: dict, new, old):
    """Elements that belong together, or None where the two are not lists of equal length."""
    if not isinstance(new, list) or not isinstance(old, list) or len(new) != len(old):
        return None
    if nested["nesting_mode"] != "set":
        return list(zip(new, old))
    left, pairs = list(old), []
    for item in new:
        match = next((candidate for candidate in left if _continues(nested["block"], item, candidate)), None)
        if match is None:
            return None
        left.remove(match)
        pairs.append((item, match))
    return pairs


def settle_computed_blocks(block: dict, value: dict) -> None:
    """Give an unknown block its content: one entry where only one can be, else none."""
    for name, nested in block["block_types"].items():
        if nested.get("computed") and is_unknown(value.get(name)):
            value[name] = [_unknown_block(nested["block"])] if nested.get("max_items") == 1 else []


def _unknown_block(block: dict) -> dict:
    value = {name: UNKNOWN for name in block["attributes"]}
    for name, nested in block["block_types"].items():
        value[name] = [] if nested["nesting_mode"] in _LISTS else None
    return value


def fill(block: dict, value: dict, generate: Generator, nulls: bool = False, path: tuple[str, ...] = ()) -> None:
    """Replace unknowns (and, when asked, missing computed attributes) with generated values."""
    for name, attribute in block["attributes"].items():
        here = (*path, name)
        if attribute.get("write_only"):
            value[name] = None
        elif nulls and attribute.get("computed") and value.get(name) is None:
            value[name] = generate(here, attribute["type"], attribute)
        else:
            value[name] = _resolve(value.get(name), attribute["type"], attribute, generate, here)
    for nested_block, nested_value, name in _nested(block, value):
        fill(nested_block, nested_value, generate, nulls, (*path, name))


def _nested(block: dict, value: dict):
    for name, nested in block["block_types"].items():
        held = value.get(name)
        if isinstance(held, list):
            items = held
        elif isinstance(held, dict):
            items = held.values() if nested["nesting_mode"] == "map" else [held]
        else:
            continue
        for item in items:
            if isinstance(item, dict):
                yield nested["block"], item, name


def _resolve(value, kind, attribute: dict, generate: Generator, path: tuple[str, ...]):
    if is_unknown(value):
        return generate(path, kind, attribute)
    if not isinstance(kind, list) or not isinstance(value, (list, dict)):
        return value
    shape, inner = kind
    if shape in ("list", "set"):
        return [_resolve(item, inner, attribute, generate, path) for item in value]
    if shape == "map":
        return {key: _resolve(item, inner, attribute, generate, (*path, key)) for key, item in value.items()}
    return {name: _resolve(value.get(name), inner[name], attribute, generate, (*path, name)) for name in inner}


def conform(block: dict, value: dict | None) -> dict:
    """Reshape a stored object to the schema: drop what is gone, add what is new as null."""
    value = value or {}
    shaped: dict = {name: value.get(name) for name in block["attributes"]}
    for name, nested in block["block_types"].items():
        held = value.get(name)
        mode = nested["nesting_mode"]
        if mode in _LISTS:
            shaped[name] = [conform(nested["block"], item) for item in held or []]
        elif mode == "map":
            shaped[name] = {key: conform(nested["block"], item) for key, item in (held or {}).items()}
        else:
            shaped[name] = conform(nested["block"], held) if isinstance(held, dict) else None
    return shaped
