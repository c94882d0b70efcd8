"""Start the provider for a while and hand out the environment Terraform needs to find it."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .locations import HERE, VENV_PYTHON, schema_file


@contextmanager
def served(schema: str | Path) -> Iterator[dict[str, str]]:
    path = schema_file(str(schema))
    if not VENV_PYTHON.exists() or not path.is_file():
        raise SystemExit(f"no schema at {path}; run tests/schema-provider/prepare.py first")
    process = subprocess.Popen(
        [VENV_PYTHON, HERE / "serve.py", "--schema", path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        line = process.stdout.readline().strip()
        if not line:
            raise SystemExit("the schema provider did not start")
        yield {
            **os.environ,
            "TF_REATTACH_PROVIDERS": line,
            "TF_CLI_CONFIG_FILE": os.devnull,
            "TF_IN_AUTOMATION": "1",
            "TF_INPUT": "0",
            "CHECKPOINT_DISABLE": "1",
            "AWS_EC2_METADATA_DISABLED": "true",
        }
    finally:
        process.stdin.close()
        process.wait(timeout=10)
