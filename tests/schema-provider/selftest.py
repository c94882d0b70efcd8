#!/usr/bin/env python3
"""Check the schema provider with the real terraform command, on both provider lines."""

import json
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from schema_provider.client import served
from schema_provider.locations import BINDINGS, HERE

FIXTURES = HERE / "fixtures"

# Fixture -> what terraform says about it.
REJECTED = {
    "unknown_argument": "Unsupported argument",
    "missing_argument": "Missing required argument",
    "wrong_type": "Incorrect attribute value type",
    "unknown_block": "Unsupported block type",
    "unknown_resource": "Invalid resource type",
    "unknown_attribute": "Unsupported attribute",
    "too_many_blocks": "Too many deployment_controller blocks",
    "nested_argument": "Missing required argument",
    "sensitive_output": "Output refers to sensitive values",
}


class Report:
    def __init__(self):
        self.passed = self.failed = 0

    def check(self, name: str, good: bool, detail: str = "") -> bool:
        self.passed += good
        self.failed += not good
        print(f"{'ok  ' if good else 'FAIL'} {name}" + (f"\n{detail}" if detail and not good else ""), flush=True)
        return good


def terraform(folder: Path, environment: dict, *arguments: str) -> subprocess.CompletedProcess:
    command = ["terraform", f"-chdir={folder}", *arguments, "-no-color"]
    return subprocess.run(command, env=environment, capture_output=True, text=True)


def check_plan(report: Report, line: str, plan: dict) -> None:
    resources = {r["address"]: r["change"] for r in plan["resource_changes"]}
    vpc = resources["aws_vpc.main"]
    report.check(
        f"{line}: tags_all merges default tags at plan time",
        vpc["after"]["tags_all"] == {"Project": "sample", "Environment": "own", "Name": "main"},
        str(vpc["after"].get("tags_all")),
    )
    report.check(f"{line}: identifiers are unknown at plan time", vpc["after_unknown"].get("id") is True)
    names = sorted(a for a in resources if a.startswith("aws_route53_record.validation"))
    report.check(f"{line}: validation records are counted at plan time", len(names) == 2, str(names))


def check_outputs(report: Report, line: str, outputs: dict) -> None:
    policy = json.loads(outputs["policy"])
    expected = {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Sid": "DenyPlain",
                "Effect": "Deny",
                "Action": "s3:*",
                "Resource": ["arn:aws:s3:::sample/*", "arn:aws:s3:::sample"],
                "Principal": "*",
                "Condition": {"Bool": {"aws:SecureTransport": "false"}},
            },
            {
                "Sid": "Read",
                "Effect": "Allow",
                "Action": "s3:GetObject",
                "Resource": "arn:aws:s3:::sample/${aws:username}/*",
                "Principal": {"AWS": "arn:aws:iam::123456789012:root"},
            },
        ],
    }
    report.check(f"{line}: policy document is rendered", policy == expected, outputs["policy"])
    report.check(f"{line}: managed policy id", outputs["cache_policy"] == "658327ea-f89d-4fab-a63d-7e88639e58f6")
    report.check(f"{line}: alias keeps its own region", ":acm:us-east-1:" in outputs["certificate"], outputs["certificate"])
    report.check(f"{line}: alias keeps its own tags", outputs["certificate_tags"] == {"Project": "sample-global"})
    secret = outputs["database_secret"]
    report.check(f"{line}: RDS names its own secret", secret.startswith("arn:aws:secretsmanager:ap-northeast-1:123456789012:secret:rds!db-"), secret)
    ids = outputs["subnets"] + outputs["addresses"]
    report.check(f"{line}: identifiers are distinct", len(set(ids)) == 4, str(ids))


def lifecycle(report: Report, line: str, environment: dict, scratch: Path) -> None:
    folder = scratch / "valid"
    shutil.copytree(FIXTURES / "valid", folder)

    def step(name: str, *arguments: str, code: int = 0) -> str:
        done = terraform(folder, environment, *arguments)
        report.check(f"{line}: {name}", done.returncode == code, done.stdout[-3000:] + done.stderr)
        return done.stdout

    step("init", "init", "-backend=false")
    step("validate", "validate")
    step("plan", "plan", "-out=plan.bin")
    check_plan(report, line, json.loads(terraform(folder, environment, "show", "-json", "plan.bin").stdout))
    step("apply", "apply", "plan.bin")
    step("second plan is empty", "plan", "-detailed-exitcode")
    outputs = json.loads(terraform(folder, environment, "output", "-json").stdout)
    check_outputs(report, line, {name: output["value"] for name, output in outputs.items()})
    main = folder / "main.tf"
    main.write_text(main.read_text().replace('instance_class              = "db.t4g.medium"', 'instance_class              = "db.t4g.large"'))
    changed = step("a changed size is a change", "plan", "-detailed-exitcode", code=2)
    report.check(f"{line}: only that resource changes", "0 to add, 1 to change, 0 to destroy" in changed, changed[-2000:])
    step("destroy", "destroy", "-auto-approve")
    left = json.loads((folder / "terraform.tfstate").read_text())["resources"]
    report.check(f"{line}: nothing is left", left == [])


def rejections(report: Report, line: str, environment: dict, scratch: Path) -> None:
    for name, message in REJECTED.items():
        folder = scratch / name
        folder.mkdir()
        shutil.copy(FIXTURES / "invalid" / f"{name}.tf", folder)
        terraform(folder, environment, "init", "-backend=false")
        # Sensitivity is known only once the values are: it shows in the plan.
        done = terraform(folder, environment, "plan" if name == "sensitive_output" else "validate")
        text = done.stdout + done.stderr
        report.check(f"{line}: rejects {name}", done.returncode == 1 and message in text, text)


def check_line(bindings) -> Report:
    report = Report()
    line = bindings.provider_version
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as scratch, served(bindings.schema) as environment:
        lifecycle(report, line, environment, Path(scratch))
        rejections(report, line, environment, Path(scratch))
    print(f"     {line}: {time.monotonic() - started:.1f} s", flush=True)
    return report


def main() -> int:
    with ThreadPoolExecutor() as pool:
        reports = list(pool.map(check_line, BINDINGS))
    failed = sum(report.failed for report in reports)
    print(f"{sum(report.passed for report in reports)} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
