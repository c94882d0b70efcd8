#!/usr/bin/env python3
"""Serve one extracted AWS schema to Terraform until standard input closes.

Prints one JSON line, the value for TF_REATTACH_PROVIDERS, as soon as it is ready. It listens on the
loopback interface only. Keep its standard input open for as long as it is needed; it ends when that
closes or on SIGTERM, so it never outlives the process that started it.
"""

import argparse
import json
import os
import signal
import sys
import threading
from concurrent import futures

from schema_provider.locations import VENV_PYTHON, schema_file

try:
    import grpc
except ImportError:
    if not VENV_PYTHON.exists() or os.environ.get("SCHEMA_PROVIDER_REEXEC"):
        raise SystemExit("run tests/schema-provider/prepare.py first") from None
    os.environ["SCHEMA_PROVIDER_REEXEC"] = "1"
    os.execv(VENV_PYTHON, [str(VENV_PYTHON), *sys.argv])

from schema_provider.messages import schema_message
from schema_provider.provider import attach

_LIMIT = 256 * 1024 * 1024
_OPTIONS = [
    ("grpc.max_receive_message_length", _LIMIT),
    ("grpc.max_send_message_length", _LIMIT),
    ("grpc.so_reuseport", 0),
]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--schema", required=True, help="schema file, or a name such as aws-5.100.0")
    path = schema_file(arguments.parse_args().schema)
    if not path.is_file():
        raise SystemExit(f"no schema at {path}; run tests/schema-provider/prepare.py first")
    document = json.loads(path.read_text())
    ready_made = path.with_suffix(".pb")
    schema = ready_made.read_bytes() if ready_made.is_file() else schema_message(document).SerializeToString()

    ended = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ended.set())

    def wait_for_parent() -> None:
        while os.read(0, 4096):
            pass
        ended.set()

    server = grpc.server(futures.ThreadPoolExecutor(max_workers=64), options=_OPTIONS)
    attach(server, document, schema)
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    reattach = {
        "registry.terraform.io/hashicorp/aws": {
            "Protocol": "grpc",
            "ProtocolVersion": 5,
            "Pid": os.getpid(),
            "Test": True,
            "Addr": {"Network": "tcp", "String": f"127.0.0.1:{port}"},
        }
    }
    print(json.dumps(reattach), flush=True)
    threading.Thread(target=wait_for_parent, daemon=True).start()
    ended.wait()
    server.stop(grace=0)
    os._exit(0)


if __name__ == "__main__":
    main()
