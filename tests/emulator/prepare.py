#!/usr/bin/env python3
"""Install moto and the API models of AWS once, pinned, into target/emulator/venv.

Idempotent: a stamp holds the list that was installed. Needs only the standard library and network access to the Python
registry.
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


def install() -> None:
    shutil.rmtree(VENV, ignore_errors=True)
    venv.create(VENV, with_pip=True)
    command = [VENV / "bin" / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--requirement", REQUIREMENTS]
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"failed: {' '.join(map(str, command))}\n{done.stdout}{done.stderr}")


def prepare() -> None:
    wanted = hashlib.sha256(sys.version.encode() + REQUIREMENTS.read_bytes()).hexdigest()
    started = time.monotonic()
    OUTPUT.mkdir(parents=True, exist_ok=True)
    with open(OUTPUT / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if STAMP.is_file() and STAMP.read_text() == wanted:
            print("emulator: ready")
            return
        print(f"emulator: installing into {OUTPUT}", flush=True)
        install()
        STAMP.write_text(wanted)
    print(f"emulator: prepared in {time.monotonic() - started:.1f} s")


if __name__ == "__main__":
    prepare()
