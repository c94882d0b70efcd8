// A link may lead to a screen, with a design or without: a comparison opens where it was shared.

import assert from "node:assert/strict";
import { test } from "node:test";
import { generated, sha256 } from "./engine.mjs";
import { ready, violations } from "./harness.mjs";
import { digest, menuItem, type, value } from "./page.mjs";
import { prepare } from "./site.mjs";

const site = prepare();

const current = (page) => page.locator('.nav [aria-current="page"]').getAttribute("data-testid");
const pressed = (page) => page.locator("#panel-differences .sides [aria-pressed=true]").allInnerTexts();

/** What a link opens in a browser that never saw the page. */
async function opened(link, look) {
  const { page, context, wrong } = await site.open();
  await page.goto("about:blank");
  await page.goto(link);
  await ready(page);
  await look(page);
  assert.deepEqual(wrong.filter((line) => !/about:blank/.test(line)), []);
  await context.close();
}

test("a comparison is shared by a link: design, screen and both sides", site.visit(async (page) => {
  await type(page, "33");
  await page.getByTestId("nav-differences").click();
  await page.locator("#panel-differences .sides .segments").first().getByRole("button", { name: "dev" }).click();
  await page.getByTestId("link-comparison").click();
  assert.ok(await page.getByTestId("share-place").isChecked());
  assert.deepEqual(await violations(page), []);
  const link = await page.getByTestId("share-link").inputValue();
  assert.match(link, /#d1=[\w-]+&at=differences\/dev\/prod$/);
  // The command is about the design alone, and takes either.
  assert.doesNotMatch(await page.getByTestId("share-command").inputValue(), /&at=/);
  await page.keyboard.press("Escape");
  assert.equal(sha256(generated(link)), await digest(page));
  await opened(link, async (theirs) => {
    assert.equal(await current(theirs), "nav-differences");
    await theirs.getByTestId("difference").filter({ hasText: /33/ }).waitFor();
    assert.deepEqual(await pressed(theirs), ["dev", "prod"]);
    assert.equal(await value(theirs), "33");
  });
  await page.getByTestId("compare-default").click();
  await page.getByTestId("link-comparison").click();
  const other = await page.getByTestId("share-link").inputValue();
  assert.match(other, /&at=differences\/default$/);
  await page.keyboard.press("Escape");
  await opened(other, async (theirs) => theirs.getByTestId("design-difference").filter({ hasText: /33/ }).waitFor());
}));

test("a screen alone can be linked to and changes no design; one that is not known does nothing", site.visit(async (page) => {
  await type(page, "29");
  for (const [fragment, panel] of [["#at=controls", "nav-controls"], ["#at=differences/stg/dev", "nav-differences"], ["#at=nowhere", "nav-differences"], ["#at=differences/<b>/x/y", "nav-differences"]]) {
    await page.evaluate((hash) => (location.hash = hash), fragment);
    await page.waitForFunction(() => location.hash === "");
    assert.equal(await current(page), panel, fragment);
  }
  assert.equal(await value(page), "29");
  await page.getByTestId("nav-sizes").click();
  await menuItem(page, /リンクで共有/);
  assert.ok(!(await page.getByTestId("share-place").isChecked()));
  assert.doesNotMatch(await page.getByTestId("share-link").inputValue(), /&at=/);
  await page.getByTestId("share-place").check();
  assert.match(await page.getByTestId("share-link").inputValue(), /&at=sizes$/);
}));
