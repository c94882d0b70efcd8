// A preset chosen in the page is the design that the command line makes of it, and one step to undo.

import assert from "node:assert/strict";
import { test } from "node:test";
import { generated, sekkei } from "./engine.mjs";
import { download, value } from "./page.mjs";
import { prepare } from "./site.mjs";

const ZONES = "cell-2-vpc.az_count";

const site = prepare();

test("a preset gives the command line's zip, says so, and is undone in one step", site.visit(async (page) => {
  const before = await value(page, ZONES);
  await page.getByTestId("nav-start").click();
  const same = page.getByTestId("preset-founding-plan");
  assert.equal(await same.getAttribute("aria-disabled"), "true");
  const choose = page.getByTestId("preset-hospital-group");
  await choose.focus();
  await page.keyboard.press("Enter");
  assert.equal(await choose.getAttribute("aria-disabled"), "true");
  assert.equal(await same.getAttribute("aria-disabled"), "false");
  assert.ok((await download(page)).equals(generated(sekkei(["design", "--preset", "hospital-group"]))));
  await page.keyboard.press("Control+z");
  await page.getByTestId("nav-sizes").click();
  assert.equal(await value(page, ZONES), before);
}));

test("the floor that a starting point says is the one of the design it gives", site.visit(async (page) => {
  await page.getByTestId("nav-start").click();
  const floor = page.getByTestId("floor-hospital-group");
  await floor.filter({ hasText: /USD/ }).waitFor();
  const [, total] = /([\d,.]+) USD/.exec(await floor.textContent());
  await page.getByTestId("preset-hospital-group").click();
  await page.getByTestId("nav-cost").click();
  const line = page.locator("#panel-cost .total-line").first();
  await line.filter({ hasText: total }).waitFor();
  assert.match(await line.textContent(), new RegExp(`: ${total.replaceAll(".", "\\.")} `));
}));
