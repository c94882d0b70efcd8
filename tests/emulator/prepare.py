#!/usr/bin/env python3
"""Install the pinned emulator once, into target/emulator/venv.

Idempotent: a stamp holds the list that was installed, so a repeated run returns at once. Needs only the standard
library and network access to the Python registry.
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
OUTPUT = Path(os.environ.get("EMULATOR_DIR") or HERE.parent.parent / "target" / "emulator")
REQUIREMENTS = HERE / "requirements.txt"
VENV = OUTPUT / "venv"
STAMP = OUTPUT / "stamp"


def wanted_stamp() -> str:
    return hashlib.sha256(sys.version.encode() + REQUIREMENTS.read_bytes()).hexdigest()


def is_prepared(stamp: str) -> bool:
    return STAMP.is_file() and STAMP.read_text() == stamp


def install() -> None:
    shutil.rmtree(VENV, ignore_errors=True)
    venv.create(VENV, with_pip=True)
    pip = [VENV / "bin" / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]
    done = subprocess.run([*map(str, pip), "--requirement", str(REQUIREMENTS)], capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"pip failed:\n{done.stdout}{done.stderr}")


def prepare() -> None:
    stamp = wanted_stamp()
    if is_prepared(stamp):
        print("emulator: ready")
        return
    started = time.monotonic()
    OUTPUT.mkdir(parents=True, exist_ok=True)
    with open(OUTPUT / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not is_prepared(stamp):
            print(f"emulator: installing into {OUTPUT}", flush=True)
            install()
            STAMP.write_text(stamp)
    print(f"emulator: prepared in {time.monotonic() - started:.1f} s")


if __name__ == "__main__":
    prepare()
