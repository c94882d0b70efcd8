#!/usr/bin/env python3
"""Create in an AWS account that moto plays what plans and states hold, and print what AWS would refuse.

    emulate.py ROOT...

Each ROOT is a folder with `plan.json` and `state.json`, as `terraform show -json` prints a plan and the state after its apply;
its name is the folder's. They are created one after the other in one account, the account's own first. Prints one JSON
document: `faults`, and what was created, called and only judged. Ends with 1 where there is a fault.
"""

import argparse
import json
import os
import sys
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent.parent
VENV = Path(os.environ.get("EMULATOR_DIR") or REPOSITORY / "target" / "emulator") / "venv"

# The pinned versions and no others, whatever else this machine has.
if Path(sys.prefix).resolve() != VENV.resolve():
    if not VENV.is_dir() or os.environ.get("EMULATOR_REEXEC"):
        raise SystemExit("run tests/emulator/prepare.py first")
    os.environ["EMULATOR_REEXEC"] = "1"
    os.execv(VENV / "bin/python", [str(VENV / "bin/python"), *sys.argv])

from moto import mock_aws  # noqa: E402

from aws_calls import limits  # noqa: E402
from aws_calls.account import Account, Creation, record  # noqa: E402
from aws_calls.given import resources, sources  # noqa: E402
from aws_calls.sources import read  # noqa: E402
from aws_calls.table import TABLE  # noqa: E402


def create(account: Account, root: Path) -> None:
    plan, state = (json.loads((root / name).read_text()) for name in ("plan.json", "state.json"))
    for source in sources(state):
        read(account, root.name, source)
    for resource in resources(plan, state):
        new = Creation(account, root.name, resource)
        account.resources[root.name] += 1
        if resource.type not in TABLE:
            new.fault("the table of calls does not have this type: enter it in tests/emulator/aws_calls/table/")
            continue
        try:
            TABLE[resource.type](new)
        except Exception as broken:
            broken.add_note(f"while {resource.address} of {root.name} was created")
            raise
        new.finish()


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("roots", nargs="+", type=Path)
    wanted = arguments.parse_args()
    account = Account()
    with mock_aws(config={"iam": {"load_aws_managed_policies": True}}):
        for root in wanted.roots:
            create(account, root)
    report = {
        "resources": dict(account.resources),
        "made": dict(sorted(account.made.items())),
        "only_validated": {call: dict(sorted(why.items())) for call, why in sorted(account.only_validated.items())},
        "faults": [record(fault) for fault in account.faults],
        "limits_without_need": [why for _, _, why in limits.LIMITS if not any(why in whys for whys in account.only_validated.values())],
    }
    json.dump(report, sys.stdout, indent=1)
    return 1 if account.faults else 0


if __name__ == "__main__":
    sys.exit(main())
