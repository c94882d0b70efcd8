#!/usr/bin/env python3
"""Install the pinned scanners once: Python's into target/scanners/venv, Node's into target/scanners/node.

Idempotent: a stamp holds the lock files that were installed, so a repeated run returns at once. Needs only the
standard library, `npm`, and network access to the npm and Python registries.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import time
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
OUTPUT = Path(os.environ.get("SCANNERS_DIR") or HERE.parent.parent / "target" / "scanners")
REQUIREMENTS = HERE / "requirements.txt"
NODE_FILES = [HERE / "package.json", HERE / "package-lock.json"]
VENV = OUTPUT / "venv"
NODE = OUTPUT / "node"
STAMP = OUTPUT / "stamp"


def wanted_stamp() -> str:
    total = hashlib.sha256(sys.version.encode())
    for path in [REQUIREMENTS, *NODE_FILES]:
        total.update(path.name.encode() + b"\0" + path.read_bytes())
    return total.hexdigest()


def is_prepared(stamp: str) -> bool:
    return STAMP.is_file() and STAMP.read_text() == stamp


def run(command: list, **options) -> None:
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, **options)
    if done.returncode:
        raise SystemExit(f"failed: {' '.join(map(str, command))}\n{done.stdout}{done.stderr}")


def install() -> None:
    shutil.rmtree(VENV, ignore_errors=True)
    venv.create(VENV, with_pip=True)
    pip = [VENV / "bin" / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    run([*pip, "--no-deps", "--requirement", REQUIREMENTS])
    shutil.rmtree(NODE, ignore_errors=True)
    NODE.mkdir()
    for path in NODE_FILES:
        shutil.copy(path, NODE)
    run(["npm", "ci", "--silent", "--no-audit", "--no-fund"], cwd=NODE)


def prepare() -> None:
    stamp = wanted_stamp()
    if is_prepared(stamp):
        print("scanners: ready")
        return
    started = time.monotonic()
    OUTPUT.mkdir(parents=True, exist_ok=True)
    with open(OUTPUT / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not is_prepared(stamp):
            print(f"scanners: installing into {OUTPUT}, some minutes", flush=True)
            install()
            STAMP.write_text(stamp)
    print(f"scanners: prepared in {time.monotonic() - started:.1f} s")


if __name__ == "__main__":
    prepare()
