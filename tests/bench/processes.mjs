// Whole processes on the default bundle: ours beside the scanners, and beside real Terraform with the
// schema of the AWS provider.

import { spawn } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root, terraform } from "../e2e/harness.mjs";
import { bundle, designFile, sekkei } from "./bundle.mjs";
import { row, rounds, run } from "./rows.mjs";

const ROUNDS = 5;
const SCHEMA = "aws-5.100.0";

/** The provider of the tests: it serves the schema and stops when its standard input closes. */
function provider() {
  return new Promise((ready, failed) => {
    const child = spawn("python3", [join(root, "tests/schema-provider/serve.py"), "--schema", SCHEMA], { stdio: ["pipe", "pipe", "inherit"] });
    let text = "";
    child.on("error", failed);
    child.on("exit", (code) => failed(new Error(`the schema provider stopped (${code}); run python3 tests/schema-provider/prepare.py`)));
    child.stdout.on("data", (data) => {
      text += data;
      const end = text.indexOf("\n");
      if (end >= 0) ready({ reattach: text.slice(0, end), stop: () => { child.removeAllListeners("exit"); child.stdin.end(); } });
    });
  });
}

const timed = (program, args, options = {}) => rounds(ROUNDS, () => run(program, args, { mayFail: true, ...options }));

export async function measure() {
  const folder = bundle();
  const infra = join(folder, "infra");
  const prod = join(infra, "envs/prod");
  const scanners = join(process.env.SCANNERS_DIR ?? join(root, "target/scanners"), "venv/bin");
  const rows = [
    row("sekkei check", "ms", await timed(sekkei, ["check", "--bundle", folder])),
    row("sekkei plan of one environment", "ms", await timed(sekkei, ["plan", "--env", "prod", "--design", designFile()])),
  ];
  for (const [name, args] of [
    ["checkov", ["--framework", "terraform", "--compact", "--quiet", "--skip-download", "--directory", infra]],
    ["trivy", ["config", "--quiet", "--skip-check-update", "--skip-version-check", infra]],
  ]) {
    const path = join(scanners, name);
    if (existsSync(path)) rows.push(row(name, "ms", await timed(path, args, { cwd: folder }), { beside: "sekkei check" }));
    else console.log(`  ${name} is not installed; run python3 tests/scanners/prepare.py`);
  }
  const { reattach, stop } = await provider();
  const env = { ...process.env, TF_REATTACH_PROVIDERS: reattach, CHECKPOINT_DISABLE: "1", TF_CLI_CONFIG_FILE: "/dev/null", TF_IN_AUTOMATION: "1", AWS_EC2_METADATA_DISABLED: "true" };
  writeFileSync(join(prod, "backend_override.tf"), 'terraform {\n  backend "local" {}\n}\n');
  run(terraform, [`-chdir=${prod}`, "init", "-input=false", "-no-color"], { env });
  const ours = { beside: "sekkei plan of one environment" };
  rows.push(row("terraform validate", "ms", await timed(terraform, [`-chdir=${prod}`, "validate"], { env, mayFail: false }), ours));
  const plan = [`-chdir=${prod}`, "plan", "-input=false", "-no-color", "-refresh=false", "-lock=false"];
  rows.push(row("terraform plan", "ms", await timed(terraform, plan, { env, mayFail: false }), ours));
  stop();
  return rows;
}
