// axe in every panel, both themes, both languages and at 390 px; and no sideways scrolling.

import assert from "node:assert/strict";
import { test } from "node:test";
import { violations } from "./harness.mjs";
import { BACKUP, PANELS, VIEWS, saved, sideways, type } from "./page.mjs";
import { prepare } from "./site.mjs";

const site = prepare();

for (const colorScheme of ["light", "dark"]) {
  for (const width of [1440, 390]) {
    test(`axe finds nothing: ${colorScheme}, ${width} px`, site.visit(async (page) => {
      for (const panel of PANELS) {
        await page.getByTestId(`nav-${panel}`).click();
        assert.deepEqual(await violations(page), [], panel);
        const overflow = await sideways(page);
        assert.ok(overflow <= 0, `${panel} scrolls sideways by ${overflow} px at ${width}`);
      }
    }, { colorScheme, viewport: { width, height: 844 } }));
  }
}

// A window of 1440 x 900 at 200 % has 720 x 450 pixels of the page's own.
test("at 200 % every panel is whole, without sideways scrolling", site.visit(async (page) => {
  for (const panel of PANELS) {
    await page.getByTestId(`nav-${panel}`).click();
    assert.deepEqual(await violations(page), [], panel);
    assert.ok((await sideways(page)) <= 0, `${panel} scrolls sideways at 200 %`);
  }
}, { viewport: { width: 720, height: 450 }, deviceScaleFactor: 2 }));

test("a window that gets narrow keeps its page after the diagram had all of it", site.visit(async (page) => {
  await page.getByTestId("nav-diagram").click();
  await page.getByTestId("diagram-wide").click();
  await page.setViewportSize({ width: 390, height: 844 });
  const box = await page.locator(".page").boundingBox();
  assert.ok(box.width >= 380 && box.height >= 800, JSON.stringify(box));
}));

test("with forced colours what is chosen, pressed or focused is told apart without a colour of ours", site.visit(async (page) => {
  const look = (locator) => locator.evaluate((element) => {
    const { outlineStyle, outlineWidth, borderStyle, borderColor, backgroundColor, color } = getComputedStyle(element);
    return JSON.stringify({ outlineStyle, outlineWidth, borderStyle, borderColor, backgroundColor, color });
  });
  for (const panel of PANELS) {
    await page.getByTestId(`nav-${panel}`).click();
    const others = PANELS.filter((other) => other !== panel);
    const chosen = await look(page.getByTestId(`nav-${panel}`));
    await page.getByTestId(`nav-${panel}`).evaluate((element) => element.blur());
    for (const other of others) assert.notEqual(await look(page.getByTestId(`nav-${other}`)), chosen, `${panel} looks like ${other}`);
  }
  await page.getByTestId("nav-sizes").click();
  const field = page.getByTestId(BACKUP);
  const before = await look(field);
  await field.focus();
  assert.notEqual(await look(field), before, "a field with the focus looks like one without");
}, { forcedColors: "active" }));

for (const width of [1440, 390]) {
  test(`axe finds nothing in decisions, clauses and compared designs: ${width} px`, site.visit(async (page) => {
    const look = async (what) => {
      assert.deepEqual(await violations(page), [], what);
      const overflow = await sideways(page);
      assert.ok(overflow <= 0, `${what} scrolls sideways by ${overflow} px at ${width}`);
    };
    await page.getByTestId("nav-controls").click();
    await page.getByTestId("control-TLS-09").click();
    await page.getByTestId("decide-waive-prod").click();
    await page.getByTestId("decide-record").click();
    await look("a refused form");
    await page.getByTestId("decide-cancel").click();
    await page.getByTestId("by-clause").click();
    await look("clauses");
    await page.getByTestId("nav-sizes").click();
    // A narrow window shows one environment at a time.
    await page.getByTestId("cell-0-rds.backup_retention_days").fill("5");
    await page.getByTestId("nav-differences").click();
    await page.getByTestId("compare-default").click();
    await page.getByTestId("design-difference").waitFor();
    await look("compared designs");
  }, { viewport: { width, height: 844 } }));
}

for (const colorScheme of ["light", "dark"]) {
  test(`axe finds nothing in any state of the diagram: ${colorScheme}`, site.visit(async (page) => {
    await page.getByTestId("nav-diagram").click();
    for (const view of VIEWS) {
      await page.getByTestId(`view-${view}`).click();
      assert.deepEqual(await violations(page), [], view);
    }
    await page.getByTestId("view-runtime").click();
    await page.getByTestId("diagram-env-dev").click();
    await page.locator('[data-node="database"]').focus();
    await page.keyboard.press("Enter");
    assert.deepEqual(await violations(page), [], "chosen");
    await page.getByTestId("diagram-compare").selectOption("prod");
    assert.deepEqual(await violations(page), [], "compared");
    await page.getByTestId("diagram-table").click();
    assert.deepEqual(await violations(page), [], "table");
  }, { colorScheme }));
}

test("axe finds nothing with an input error on the page", site.visit(async (page) => {
  await type(page, "40");
  assert.deepEqual(await violations(page), []);
}));

test("a size can be changed and downloaded by keyboard alone", site.visit(async (page) => {
  await page.getByTestId(BACKUP).focus();
  await page.keyboard.press("Control+A");
  await page.keyboard.type("30");
  await page.getByTestId("download").focus();
  const { name } = await saved(page, () => page.keyboard.press("Enter"));
  assert.match(name, /\.zip$/);
}));
