#!/usr/bin/env python3
"""Check commands of the AWS CLI against the service models that it is made of.

Reads shell text from standard input, prints a line for each command that does not exist or has an option it does not
know, and ends with the number of commands it checked.
"""

import os
import re
import sys
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent.parent
VENV_PYTHON = Path(os.environ.get("SCANNERS_DIR") or REPOSITORY / "target" / "scanners") / "venv/bin/python"

try:
    import botocore.session
    from botocore import xform_name
except ImportError:
    if not VENV_PYTHON.exists() or os.environ.get("SCANNERS_REEXEC"):
        raise SystemExit("run tests/scanners/prepare.py first") from None
    os.environ["SCANNERS_REEXEC"] = "1"
    os.execv(VENV_PYTHON, [str(VENV_PYTHON), *sys.argv])

# The CLI calls some services otherwise than their API.
SERVICES = {"deploy": "codedeploy", "configservice": "config"}

# What the CLI adds on top of the API, with the options in use here.
CUSTOM = {
    ("cloudfront", "create-invalidation"): {"--paths"},
    ("configure", "sso"): set(),
    ("ecr", "get-login-password"): set(),
    ("ecs", "execute-command"): set(),
    ("logs", "tail"): {"--since", "--follow"},
    ("s3", "cp"): {"--recursive", "--no-progress", "--cache-control", "--sse"},
    ("s3", "ls"): {"--recursive"},
    ("sso", "login"): set(),
}
GLOBAL = {"--cli-input-json", "--no-cli-pager", "--output", "--profile", "--query", "--region"}


def operations(session, service: str) -> dict:
    model = session.get_service_model(service)
    return {xform_name(name, "-"): model.operation_model(name) for name in model.operation_names}


def options(operation) -> set[str]:
    shape = operation.input_shape
    found = set()
    for name, member in (shape.members if shape else {}).items():
        option = "--" + xform_name(name, "-")
        found.add(option)
        if member.type_name == "boolean":
            found.add(option.replace("--", "--no-", 1))
    return found


def commands(text: str):
    """Service, operation and options of each command; quoted words hold no options."""
    text = re.sub(r"\\\n\s*", " ", text)
    text = re.sub(r"(^|\s)#[^\n]*", " ", text)
    text = re.sub(r"'[^'\n]*'", " QUOTED ", text)
    for found in re.finditer(r"(?<![\w./-])aws ([a-z][a-z0-9-]*) ([a-z][a-z0-9-]*)([^|;&)\n]*)", text):
        yield found[1], found[2], found[0], set(re.findall(r"(?<=\s)--[a-z][a-z0-9-]*", found[3]))


def main() -> None:
    session = botocore.session.get_session()
    services = set(session.get_available_services())
    checked = 0
    for service, operation, line, used in commands(sys.stdin.read()):
        checked += 1
        known = CUSTOM.get((service, operation))
        api = SERVICES.get(service, service)
        if api not in services and known is None:
            print(f"no service {service}: {line}")
            continue
        if operation == "wait":
            waiters = session.create_client(api, region_name="ap-northeast-1").waiter_names
            name = line.split()[3]
            if name.replace("-", "_") not in waiters:
                print(f"no waiter {name}: {line}")
            continue
        model = operations(session, api).get(operation) if api in services else None
        if known is None and model is None:
            print(f"no operation {service} {operation}: {line}")
            continue
        unknown = used - GLOBAL - (known or set()) - (options(model) if model else set())
        if unknown:
            print(f"no option {', '.join(sorted(unknown))}: {line}")
    print(f"{checked} commands")


if __name__ == "__main__":
    main()
