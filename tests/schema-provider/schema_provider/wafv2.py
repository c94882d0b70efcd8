"""Recover the recursive `statement` block of the WAFv2 rules.

The npm bindings flatten it to `any` because it contains itself. The typed inputs in the Python wheel
spell out every level, so names, types and required flags are read from there.
"""

import re
import zipfile
from pathlib import Path

_INPUTS = "pulumi_aws/wafv2/_inputs.py"
_CLASS = re.compile(r"^    class (\w+ArgsDict)\(TypedDict\):\n(.*?)(?=^elif )", re.S | re.M)
_FIELD = re.compile(r"^ {8}(\w+): (.+)$", re.M)
_NESTED = re.compile(r"'(\w+ArgsDict)'")
_PRIMITIVE = re.compile(r"builtins\.(str|int|bool|float)")
_TYPES = {"str": "string", "int": "number", "bool": "bool", "float": "number"}

# The wheel writes repeated things in the plural; these are the provider's own names.
_SINGULAR = {
    "asn_lists": "asn_list",
    "custom_keys": "custom_key",
    "header_orders": "header_order",
    "insert_headers": "insert_header",
    "match_patterns": "match_pattern",
    "response_headers": "response_header",
    "rule_action_overrides": "rule_action_override",
    "statements": "statement",
    "text_transformations": "text_transformation",
}
_SETS = {"text_transformation", "insert_header", "response_header"}
_ONLY_AT_TOP = {"managed_rule_group_statement", "rate_based_statement", "rule_group_reference_statement"}
_LOGICAL = {"and_statement", "or_statement", "not_statement"}
_MAX_DEPTH = 3
_ROOTS = {
    "aws_wafv2_web_acl": "WebAclRuleStatementArgsDict",
    "aws_wafv2_rule_group": "RuleGroupRuleStatementArgsDict",
}


class _Statements:
    def __init__(self, classes: dict[str, str]):
        self.classes = classes

    def block(self, name: str, parents: tuple[str, ...] = ()) -> dict:
        here = (*parents, name)
        depth = max(here.count(parent) for parent in here)
        attributes: dict = {}
        blocks: dict = {}
        for field, annotation in _FIELD.findall(self.classes[name]):
            nested = _NESTED.search(annotation)
            repeated = "Sequence[" in annotation
            required = "NotRequired" not in annotation
            terraform_name = _SINGULAR.get(field, field)
            if not nested:
                element = _TYPES[_PRIMITIVE.search(annotation).group(1)]
                attributes[terraform_name] = {
                    "type": ["list", element] if repeated else element,
                    "required" if required else "optional": True,
                }
                continue
            child = nested.group(1)
            if field in _ONLY_AT_TOP and parents:
                continue
            if depth >= _MAX_DEPTH and (field in _LOGICAL or child in here):
                continue
            nested_block: dict = {
                "nesting_mode": "set" if terraform_name in _SETS else "list",
                "block": self.block(child, here),
            }
            if not repeated:
                nested_block["max_items"] = 1
            if required:
                nested_block["min_items"] = 1
            blocks[terraform_name] = nested_block
        return {"attributes": attributes, "block_types": blocks}


def statement_blocks(wheel: Path) -> dict[str, dict]:
    """Terraform type -> the block inside `rule.statement`."""
    with zipfile.ZipFile(wheel) as archive:
        source = archive.read(_INPUTS).decode()
    statements = _Statements(dict(_CLASS.findall(source)))
    return {terraform_type: statements.block(root) for terraform_type, root in _ROOTS.items()}
