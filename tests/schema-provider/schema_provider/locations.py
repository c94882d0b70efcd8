"""Where things live: the repository, the generated files under target/, and the pinned sources."""

import os
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
REPOSITORY = HERE.parent.parent
OUTPUT = Path(os.environ.get("SCHEMA_PROVIDER_DIR") or REPOSITORY / "target" / "schema-provider")
DOWNLOADS = OUTPUT / "downloads"
VENV = OUTPUT / "venv"
VENV_PYTHON = VENV / "bin" / "python"
STAMP = OUTPUT / "stamp"


@dataclass(frozen=True)
class Bindings:
    """One npm release of the prebuilt AWS bindings, and the provider version it was generated from."""

    provider_version: str
    package: str
    integrity: str

    @property
    def archive(self) -> Path:
        return DOWNLOADS / f"bindings-{self.provider_version}.tgz"

    @property
    def schema(self) -> Path:
        return OUTPUT / f"aws-{self.provider_version}.json"


BINDINGS = (
    Bindings(
        "5.100.0",
        "@cdktf/provider-aws@20.1.0",
        "sha512-ONRJFu5qz/4nqis5f9OxRk8rOZQnuOiDoRtOu3z53fiFxzow0vvA2afnkfntoZGOsynDerqyWPX4/y8A6k6+8g==",
    ),
    Bindings(
        "6.25.0",
        "@cdktf/provider-aws@21.22.1",
        "sha512-BuSHeaQFUL9l33pBzIMRT7cTQ69AM2mLtijjteCPhVQRmvuhuj9Lvfymf7knAMhYqAT6+Lrls9jiGVW/Us3zrQ==",
    ),
)


@dataclass(frozen=True)
class Wheel:
    """The PyPI wheel that supplies the one block the bindings cannot express."""

    requirement: str
    sha256: str

    @property
    def archive(self) -> Path:
        return DOWNLOADS / "pulumi-aws.whl"


WHEEL = Wheel("pulumi-aws==6.83.2", "c7041960c814f3a4660e4eaf4fa55c3b5485474bda215228f163f07614f83b61")


def schema_file(name: str) -> Path:
    """Accept a path, `aws-5.100.0` or `5.100.0`."""
    path = Path(name)
    if path.is_file():
        return path
    stem = name.removesuffix(".json")
    return OUTPUT / f"{stem if stem.startswith('aws-') else 'aws-' + stem}.json"
