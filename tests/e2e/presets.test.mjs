// A preset chosen in the page is the design that the command line makes of it, and one step to undo.

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

test("a preset gives the command line's zip, says so, and is undone in one step", async () => {
  const folder = mkdtempSync(join(tmpdir(), "sekkei-"));
  const { page, context, wrong } = await open(browser, server.url);
  const before = await page.getByTestId("cell-2-vpc.az_count").inputValue();
  await page.getByTestId("nav-start").click();
  const same = page.getByTestId("preset-founding-plan");
  assert.equal(await same.getAttribute("aria-disabled"), "true");
  const choose = page.getByTestId("preset-hospital-group");
  await choose.focus();
  await page.keyboard.press("Enter");
  assert.equal(await choose.getAttribute("aria-disabled"), "true");
  assert.equal(await same.getAttribute("aria-disabled"), "false");
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByTestId("download").click()]);
  const design = join(folder, "design.json");
  writeFileSync(design, execFileSync(cli, ["design", "--preset", "hospital-group"]));
  const zip = join(folder, "infra.zip");
  execFileSync(cli, ["generate", "--design", design, "--zip", zip]);
  assert.ok(readFileSync(await download.path()).equals(readFileSync(zip)));
  await page.keyboard.press("Control+z");
  await page.getByTestId("nav-sizes").click();
  assert.equal(await page.getByTestId("cell-2-vpc.az_count").inputValue(), before);
  assert.deepEqual(wrong, []);
  await context.close();
});

test("the floor that a starting point says is the one of the design it gives", async () => {
  const { page, context, wrong } = await open(browser, server.url);
  await page.getByTestId("nav-start").click();
  const floor = page.getByTestId("floor-hospital-group");
  await floor.filter({ hasText: /USD/ }).waitFor();
  const [, total] = /([\d,.]+) USD/.exec(await floor.textContent());
  await page.getByTestId("preset-hospital-group").click();
  await page.getByTestId("nav-cost").click();
  const line = page.locator("#panel-cost .total-line").first();
  await line.filter({ hasText: total }).waitFor();
  assert.match(await line.textContent(), new RegExp(`: ${total.replaceAll(".", "\\.")} `));
  assert.deepEqual(wrong, []);
  await context.close();
});
