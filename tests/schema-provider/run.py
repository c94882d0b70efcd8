#!/usr/bin/env python3
"""Run one command with the schema provider beside it: run.py --schema aws-5.100.0 -- terraform plan"""

import argparse
import subprocess
import sys

from schema_provider.client import served


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--schema", default="aws-5.100.0", help="schema name or file (default: %(default)s)")
    arguments.add_argument("command", nargs=argparse.REMAINDER, help="the command, after --")
    parsed = arguments.parse_args()
    command = parsed.command[1:] if parsed.command[:1] == ["--"] else parsed.command
    if not command:
        arguments.error("no command given")
    with served(parsed.schema) as environment:
        return subprocess.run(command, env=environment).returncode


if __name__ == "__main__":
    sys.exit(main())
