"""Build the schema document of one provider version from the downloaded archives.

Runs inside the virtual environment: `python -m schema_provider.compose`. Writes the JSON document and,
beside it, the same schema as the ready-made protocol message that the provider sends to Terraform.
"""

import json
import sys
from pathlib import Path

from .bindings import read_sources
from .corrections import correct
from .extract import Source
from .locations import BINDINGS, WHEEL, Bindings
from .messages import schema_message
from .wafv2 import statement_blocks


def compose(bindings: Bindings, statements: dict[str, dict]) -> dict:
    document: dict = {"provider_version": bindings.provider_version, "provider": {}, "resource": {}, "data": {}}
    problems: list[str] = []
    for folder, text in read_sources(bindings.archive):
        source = Source(folder, text)
        kind, terraform_type, block = source.schema()
        problems += source.problems
        if kind == "provider":
            # The generator adds `alias`, which is Terraform's own.
            block["attributes"].pop("alias", None)
            document["provider"] = block
            continue
        if kind == "resource" and terraform_type in statements:
            rule = block["block_types"]["rule"]["block"]
            flags = rule["attributes"].pop("statement")
            rule["block_types"]["statement"] = {
                "nesting_mode": "list",
                "min_items": 1 if flags.get("required") else 0,
                "max_items": 1,
                "block": statements[terraform_type],
            }
        correct(kind, terraform_type, block)
        document[kind][terraform_type] = block
    if problems:
        raise SystemExit("could not read: " + "; ".join(problems[:20]))
    return document


def replace(path: Path, content: bytes) -> None:
    """Swap the file in one step: another command may be reading it."""
    fresh = path.with_name(path.name + ".new")
    fresh.write_bytes(content)
    fresh.replace(path)


def main() -> None:
    statements = statement_blocks(WHEEL.archive)
    for bindings in BINDINGS:
        document = compose(bindings, statements)
        replace(bindings.schema.with_suffix(".pb"), schema_message(document).SerializeToString(deterministic=True))
        replace(bindings.schema, json.dumps(document, separators=(",", ":")).encode())
        print(
            f"  aws {bindings.provider_version}: {len(document['resource'])} resources, "
            f"{len(document['data'])} data sources -> {bindings.schema.name}",
            flush=True,
        )


if __name__ == "__main__":
    sys.exit(main())
