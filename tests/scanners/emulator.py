#!/usr/bin/env python3
"""Emulate S3 and DynamoDB on loopback until standard input closes.

Prints one JSON line, `{"endpoint": "http://127.0.0.1:<port>"}`, as soon as it is ready. A free port, and only the loopback
interface. It ends when its standard input closes, so it never outlives the process that started it.
"""

import argparse
import json
import logging
import os
import sys
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent.parent
REGION = "ap-northeast-1"
VENV_PYTHON = Path(os.environ.get("SCANNERS_DIR") or REPOSITORY / "target" / "scanners") / "venv/bin/python"

try:
    import boto3
    from moto.server import ThreadedMotoServer
except ImportError:
    if not VENV_PYTHON.exists() or os.environ.get("SCANNERS_REEXEC"):
        raise SystemExit("run tests/scanners/prepare.py first") from None
    os.environ["SCANNERS_REEXEC"] = "1"
    os.execv(VENV_PYTHON, [str(VENV_PYTHON), *sys.argv])


def fill(endpoint: str, bucket: str, table: str | None) -> None:
    """What bootstrap creates before any environment can use it."""
    access = {"endpoint_url": endpoint, "region_name": REGION, "aws_access_key_id": "test", "aws_secret_access_key": "test"}
    place = {"LocationConstraint": REGION}
    boto3.client("s3", **access).create_bucket(Bucket=bucket, CreateBucketConfiguration=place)
    if table:
        boto3.client("dynamodb", **access).create_table(
            TableName=table,
            BillingMode="PAY_PER_REQUEST",
            AttributeDefinitions=[{"AttributeName": "LockID", "AttributeType": "S"}],
            KeySchema=[{"AttributeName": "LockID", "KeyType": "HASH"}],
        )


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--bucket", required=True)
    arguments.add_argument("--table")
    wanted = arguments.parse_args()
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    endpoint = f"http://{host}:{port}"
    fill(endpoint, wanted.bucket, wanted.table)
    print(json.dumps({"endpoint": endpoint}), flush=True)
    while os.read(0, 4096):
        pass
    server.stop()
    os._exit(0)


if __name__ == "__main__":
    main()
