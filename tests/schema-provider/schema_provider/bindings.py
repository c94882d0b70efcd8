"""Read the original TypeScript sources out of a published bindings archive, without unpacking it.

The npm archive ships compiled JavaScript, but every file carries an inline source map that embeds the
generated TypeScript. Only there are the `computed/optional/required` flags of each attribute written out.
"""

import base64
import json
import tarfile
from collections.abc import Iterator
from pathlib import Path

_MAP_MARKER = b"//# sourceMappingURL=data:application/json;base64,"


def embedded_source(javascript: bytes) -> str:
    start = javascript.rfind(_MAP_MARKER)
    if start < 0:
        return ""
    source_map = json.loads(base64.b64decode(javascript[start + len(_MAP_MARKER):]))
    return "\n".join(source_map.get("sourcesContent") or [])


def read_sources(archive: Path) -> Iterator[tuple[str, str]]:
    """Yield (folder, TypeScript) for each resource, data source and the provider.

    A few very large resources are split over several files; their parts are joined.
    """
    parts: dict[str, list[str]] = {}
    with tarfile.open(archive, "r|gz") as tar:
        for member in tar:
            pieces = member.name.split("/")
            if len(pieces) < 4 or pieces[1] != "lib" or not member.name.endswith(".js"):
                continue
            content = tar.extractfile(member)
            if content is not None:
                parts.setdefault(pieces[2], []).append(embedded_source(content.read()))
    for folder in sorted(parts):
        yield folder, "\n".join(parts[folder])
