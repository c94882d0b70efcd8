// Where archives are stopped: the script and the patch of the page are those of the command line.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
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

test("all files are saved as a script and as a patch", async () => {
  const folder = mkdtempSync(join(tmpdir(), "sekkei-"));
  const design = join(folder, "design.json");
  writeFileSync(design, execFileSync(cli, ["design"]));
  const { page, context, wrong } = await open(browser, server.url);
  for (const [label, form, ending] of [["シェルスクリプト", "script", "sh"], ["パッチ", "patch", "patch"]]) {
    await page.locator("#design-menu").click();
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("menuitem", { name: label }).click()]);
    assert.equal(download.suggestedFilename(), `hbp-cc-infra.${ending}`);
    const expected = join(folder, form);
    execFileSync(cli, ["generate", "--design", design, `--${form}`, expected], { stdio: ["ignore", "ignore", "ignore"] });
    assert.ok(readFileSync(await download.path()).equals(readFileSync(expected)), form);
  }
  assert.deepEqual(wrong, []);
  await context.close();
});

test("a wrong design is not saved in any form", async () => {
  const { page, context, wrong } = await open(browser, server.url);
  await page.getByTestId("cell-2-rds.backup_retention_days").fill("40");
  await page.getByTestId("cell-2-rds.backup_retention_days").press("Tab");
  await page.locator("#design-menu").click();
  await page.getByRole("menuitem", { name: "シェルスクリプト" }).click();
  await page.locator('[data-testid="cell-2-rds.backup_retention_days"]:focus').waitFor();
  assert.deepEqual(wrong, []);
  await context.close();
});
