// Controls, resources and differences: computed from the files of the zip, each with its line.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { cli, launch, open, serve } from "./harness.mjs";

let server, browser;

before(async () => {
  server = await serve();
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await server?.close();
});

function sekkei(...args) {
  return execFileSync(cli, args, { encoding: "utf8", maxBuffer: 64e6, stdio: ["ignore", "pipe", "ignore"] });
}

function defaultDesign() {
  const path = join(mkdtempSync(join(tmpdir(), "sekkei-")), "design.json");
  writeFileSync(path, sekkei("design"));
  return path;
}

test("the page lists the resources that the command line plans", async () => {
  const plans = JSON.parse(sekkei("plan", "--design", defaultDesign(), "--format", "json"));
  const { page, context, wrong } = await open(browser, server.url);
  await page.getByTestId("nav-resources").click();
  for (const [name, root] of [["dev", "infra/envs/dev"], ["stg", "infra/envs/stg"], ["prod", "infra/envs/prod"]]) {
    await page.locator("#panel-resources .segments button", { hasText: name }).click();
    const listed = await page.getByTestId("resource-list").locator("tbody tr:not(.module) td:first-child").evaluateAll((cells) => cells.map((cell) => cell.title));
    const planned = plans.find((plan) => plan.root === root).resources.map((resource) => resource.address);
    assert.deepEqual(listed, planned, name);
    assert.ok(listed.length > 200);
  }
  await page.getByTestId("resource-filter").fill("aws_db_instance");
  await page.getByTestId("resource-list").locator(".place-link").click();
  assert.match(await page.getByTestId("file-view").innerText(), /aws_db_instance/);
  assert.deepEqual(wrong, []);
  await context.close();
});

test("a control opens the line that shows it", async () => {
  const { page, context, wrong } = await open(browser, server.url);
  await page.getByTestId("nav-controls").click();
  await page.getByTestId("control-ENC-01").click();
  await page.locator("#panel-controls .control.open .place-link").first().click();
  assert.match(await page.getByTestId("file-view").locator(".found").innerText(), /storage_encrypted\s+= true/);
  assert.deepEqual(wrong, []);
  await context.close();
});

test("counts follow a change of a size, and say what they are counted of", async () => {
  const { page, context, wrong } = await open(browser, server.url);
  await page.getByTestId("nav-differences").click();
  const sizes = page.getByTestId("difference").locator("tbody tr", { hasText: "rds.backup_retention_days" });
  assert.match(await sizes.innerText(), /14\s+35/);
  await page.getByTestId("nav-sizes").click();
  await page.getByTestId("cell-2-rds.backup_retention_days").fill("30");
  await page.getByTestId("cell-2-rds.backup_retention_days").press("Tab");
  await page.getByTestId("nav-differences").click();
  await page.getByTestId("difference").locator("tbody tr", { hasText: /rds.backup_retention_days\s*14\s*30/ }).waitFor();
  await page.getByTestId("nav-controls").click();
  const totals = await page.getByTestId("control-totals").innerText();
  assert.doesNotMatch(totals, /%|準拠|compliant/);
  assert.match(totals, /対象 \d+ 件のうち \d+ 件|\d+ of \d+ that apply/);
  assert.deepEqual(wrong, []);
  await context.close();
});
