// axe in every panel, both themes, both languages and at 390 px; and no sideways scrolling.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, open, serve, violations } from "./harness.mjs";

const PANELS = ["start", "sizes", "diagram", "project", "environments", "issues", "controls", "resources", "cost", "differences", "history"];

let server, browser;

before(async () => {
  server = await serve();
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await server?.close();
});

for (const colorScheme of ["light", "dark"]) {
  for (const width of [1440, 390]) {
    test(`axe finds nothing: ${colorScheme}, ${width} px`, async () => {
      const { page, context, wrong } = await open(browser, server.url, { colorScheme, viewport: { width, height: 844 } });
      for (const panel of PANELS) {
        await page.getByTestId(`nav-${panel}`).click();
        assert.deepEqual(await violations(page), [], panel);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        assert.ok(overflow <= 0, `${panel} scrolls sideways by ${overflow} px at ${width}`);
      }
      assert.deepEqual(wrong, []);
      await context.close();
    });
  }
}

for (const width of [1440, 390]) {
  test(`axe finds nothing in decisions, clauses and compared designs: ${width} px`, async () => {
    const { page, context, wrong } = await open(browser, server.url, { viewport: { width, height: 844 } });
    const look = async (what) => {
      assert.deepEqual(await violations(page), [], what);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
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
    assert.deepEqual(wrong, []);
    await context.close();
  });
}

for (const colorScheme of ["light", "dark"]) {
  test(`axe finds nothing in any state of the diagram: ${colorScheme}`, async () => {
    const { page, context } = await open(browser, server.url, { colorScheme });
    await page.getByTestId("nav-diagram").click();
    for (const view of ["runtime", "network", "protection", "delivery", "modules", "matrix"]) {
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
    await context.close();
  });
}

test("axe finds nothing with an input error on the page", async () => {
  const { page, context } = await open(browser, server.url);
  await page.getByTestId("cell-2-rds.backup_retention_days").fill("40");
  await page.getByTestId("cell-2-rds.backup_retention_days").press("Tab");
  assert.deepEqual(await violations(page), []);
  await context.close();
});

test("a size can be changed and downloaded by keyboard alone", async () => {
  const { page, context } = await open(browser, server.url);
  await page.getByTestId("cell-2-rds.backup_retention_days").focus();
  await page.keyboard.press("Control+A");
  await page.keyboard.type("30");
  await page.getByTestId("download").focus();
  const [saved] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
  assert.match(saved.suggestedFilename(), /\.zip$/);
  await context.close();
});
