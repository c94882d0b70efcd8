// The main job on the release build: open, change a size, see the file change, download, and let the
// command line and real Terraform read the zip.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { generated, sekkei, sha256 } from "./engine.mjs";
import { ready, root, terraform } from "./harness.mjs";
import { BACKUP, download, type } from "./page.mjs";
import { prepare, scratch } from "./site.mjs";
import { unzip } from "./zip.mjs";

const site = prepare();
const folder = scratch();

test("a changed size reaches the file, the zip, the command line and Terraform", site.visit(async (page) => {
  await type(page, "21");

  const file = page.getByTestId("file-view");
  await assert.doesNotReject(file.getByText("21", { exact: false }).first().waitFor());
  assert.match(await page.getByTestId("open-file-path").innerText(), /prod.*terraform\.tfvars/s);

  const zip = await download(page);
  const saved = join(folder, "browser.zip");
  writeFileSync(saved, zip);
  const out = join(folder, "browser");
  // By another reader of zips than the tests' own.
  execFileSync("python3", ["-c", "import zipfile,sys; zipfile.ZipFile(sys.argv[1]).extractall(sys.argv[2])", saved, out]);
  assert.match(readFileSync(join(out, "infra/envs/prod/terraform.tfvars"), "utf8"), /backup_retention_days += 21\n/);

  // The command line makes the same bytes from the design inside the zip.
  assert.equal(sha256(generated(readFileSync(join(out, "infra/sekkei.json")))), sha256(zip));

  const manifest = JSON.parse(readFileSync(join(out, "infra/sekkei.manifest.json"), "utf8"));
  for (const [path, hash] of Object.entries(manifest.files)) {
    assert.equal(sha256(readFileSync(join(out, path))), hash, path);
  }

  const quiet = { stdio: "pipe", env: { ...process.env, CHECKPOINT_DISABLE: "1", TF_CLI_CONFIG_FILE: "/dev/null" } };
  execFileSync(terraform, [`-chdir=${join(out, "infra")}`, "fmt", "-check", "-recursive"], quiet);
  const env = join(out, "infra/envs/prod");
  writeFileSync(join(env, "backend_override.tf"), 'terraform {\n  backend "local" {}\n}\n');
  const run = join(root, "tests/schema-provider/run.py");
  const commands = `set -e; for c in "init -input=false" validate "plan -input=false"; do '${terraform}' -chdir='${env}' $c -no-color; done`;
  const said = execFileSync("python3", [run, "--schema", "aws-5.100.0", "--", "bash", "-c", commands], quiet).toString();
  assert.match(said, /Plan: \d+ to add, 0 to change, 0 to destroy/);

}));

test("the default zip is that of the command line", site.visit(async (page) => {
  const zip = await download(page);
  assert.equal(sha256(zip), sha256(generated(sekkei(["design"]))));
  // It is worked out once typing has paused.
  await page.getByTestId("sha256").filter({ hasText: sha256(zip).slice(0, 4) }).waitFor();
}));

test("an invalid value keeps what was typed, blocks the download and says why", site.visit(async (page) => {
  const cell = page.getByTestId(BACKUP);
  const before = await page.getByTestId("file-view").innerText();
  await cell.fill("40");
  await cell.press("Tab");
  assert.equal(await cell.inputValue(), "40");
  assert.equal(await cell.getAttribute("aria-invalid"), "true");
  await page.getByText("0〜35 の整数").first().waitFor();
  assert.ok(before.length > 0 && (await page.getByTestId("file-view").innerText()).length > 0, "the last good files stay");

  let downloaded = false;
  page.on("download", () => (downloaded = true));
  await page.getByTestId("download").click({ force: true });
  await page.waitForTimeout(300);
  assert.equal(downloaded, false);

  // Half-typed and emptied values are kept too.
  for (const text of ["", "-", "3x", "999999999999999999999999"]) {
    await cell.fill(text);
    assert.equal(await cell.inputValue(), text);
    assert.equal(await cell.getAttribute("aria-invalid"), "true", text);
  }
  await cell.fill("35");
  assert.notEqual(await cell.getAttribute("aria-invalid"), "true");
}));

test("changing the CPU narrows the memory and says what it moved", site.visit(async (page) => {
  await page.getByTestId("cell-0-api.task_cpu").selectOption({ label: "2" });
  const memory = page.getByTestId("cell-0-api.task_memory");
  const options = await memory.locator("option").allInnerTexts();
  assert.deepEqual(options.map((text) => Number.parseFloat(text)), [4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]);
  await page.getByText(/メモリ.*4/).first().waitFor();
}));

test("work survives a reload, undo and redo, and a storage full of rubbish", site.visit(async (page) => {
  const cell = page.getByTestId("cell-1-api.max_count");
  const first = await cell.inputValue();
  await cell.fill("5");
  await cell.press("Tab");
  await page.waitForTimeout(600);
  await page.reload();
  await ready(page);
  assert.equal(await cell.inputValue(), "5");
  await cell.fill("6");
  await cell.press("Tab");
  await page.getByTestId("undo").click();
  assert.equal(await cell.inputValue(), "5");
  await page.getByTestId("redo").click();
  assert.equal(await cell.inputValue(), "6");
  await page.evaluate(() => {
    for (const key of Object.keys(localStorage)) localStorage.setItem(key, "{not json \u0000");
  });
  // Leaving the page may save once more; the rubbish must be what is found.
  const rubbish = await page.evaluate(() => Object.values(localStorage).length);
  assert.ok(rubbish > 0);
  await page.reload();
  await ready(page);
  assert.ok([first, "6"].includes(await cell.inputValue()));
}));

test("environments can be added, renamed and removed, and the files follow", site.visit(async (page) => {
  await page.getByTestId("add-environment").click();
  await page.getByTestId("cell-3-vpc.cidr").waitFor();
  const names = [...unzip(await download(page)).keys()];
  const environments = new Set(names.flatMap((name) => name.match(/^infra\/envs\/([^/]+)\//)?.[1] ?? []));
  assert.equal(environments.size, 4);
}));

test("the whole bundle can be read and searched", site.visit(async (page) => {
  await page.getByTestId("search-files").fill("storage_encrypted");
  await page.getByText("infra/modules/rds/main.tf").first().waitFor();
}));

test("the language is switched at once and nothing is left behind", site.visit(async (page) => {
  await page.getByTestId("lang-en").click();
  await page.getByText("Backup retention").first().waitFor();
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
  const shell = await page.locator("header, nav, footer").allInnerTexts();
  assert.doesNotMatch(shell.join(" ").replaceAll("日本語", "").replaceAll("設計", ""), /[ぁ-んァ-ヶ一-龠]/);
  await page.getByTestId("lang-ja").click();
  await page.getByText("バックアップ保持").first().waitFor();
}));

test("the page works after the network is gone", site.visit(async (page, context) => {
  // Chromium complains of a worker whose script it was just fetching.
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  await context.setOffline(true);
  const cell = page.getByTestId("cell-2-api.max_count");
  await cell.fill("11");
  await cell.press("Tab");
  assert.ok((await download(page)).length > 50_000);
}));
