// Where nothing is to be seen: each list says why, and one press leads on.

import assert from "node:assert/strict";
import { test } from "node:test";
import { ready, violations } from "./harness.mjs";
import { type } from "./page.mjs";
import { prepare } from "./site.mjs";

const site = prepare();

/** Where a search finds nothing: panel, its box, and how many rows there are at least once it is over. */
const SEARCHES = [
  { panel: "sizes", box: "filter", rows: "#panel-sizes .row-name" },
  { panel: "controls", box: "control-filter", rows: '[data-testid="control-list"] .control-row' },
  { panel: "resources", box: "resource-filter", rows: '[data-testid="resource-list"] tbody tr' },
];

for (const { panel, box, rows } of SEARCHES) {
  test(`a search that finds nothing is over with one press: ${panel}`, site.visit(async (page) => {
    await page.getByTestId(`nav-${panel}`).click();
    const seen = () => page.locator(rows).filter({ visible: true }).count();
    await page.locator(rows).first().waitFor();
    const before = await seen();
    await page.getByTestId(box).fill("zzzz");
    const empty = page.locator(`#panel-${panel}`).getByTestId("empty");
    await empty.waitFor();
    assert.equal(await seen(), 0);
    assert.deepEqual(await violations(page), []);
    await empty.getByTestId("empty-next").focus();
    await page.keyboard.press("Enter");
    await empty.waitFor({ state: "detached" });
    assert.equal(await page.getByTestId(box).inputValue(), "");
    assert.equal(await seen(), before);
    await page.waitForFunction((box) => document.activeElement?.dataset.testid === box, box);
  }));
}

test("a search across files that finds nothing leads back to the tree", site.visit(async (page) => {
  await page.getByTestId("search-files").fill("zzzzqq");
  await page.getByTestId("search-results").locator("~ p").getByTestId("empty-next").click();
  await page.locator('[role="tree"]').waitFor();
  assert.equal(await page.getByTestId("search-files").inputValue(), "");
}));

test("controls that need nothing, equal designs and one environment beside itself are explained", site.visit(async (page) => {
  await page.getByTestId("nav-differences").click();
  await page.getByTestId("compare-default").click();
  const same = page.getByTestId("no-difference");
  await same.waitFor();
  assert.match(await same.innerText(), /設定、ファイル、リソース、費用、管理策[^]*同じファイル: \d{3} 件/);
  await page.getByTestId("compare-environments").click();
  for (const group of await page.locator("#panel-differences .sides .segments").all()) await group.getByRole("button", { name: "stg" }).click();
  assert.match(await page.getByTestId("same-environment").innerText(), /別の環境を選んで/);
  assert.equal(await page.getByTestId("difference").count(), 0);
  assert.deepEqual(await violations(page), []);
}));

test("each file that differs says whether it is new, changed or gone", site.visit(async (page) => {
  await page.locator("#design-menu").waitFor();
  await page.getByTestId("nav-sizes").click();
  await page.getByTestId("add-environment").click();
  await type(page, "30");
  await page.getByTestId("nav-differences").click();
  await page.getByTestId("compare-default").click();
  const rows = await page.getByTestId("files-differ").locator("li").allInnerTexts();
  assert.ok(rows.length > 5);
  const words = rows.map((row) => row.split(/\s/)[0]);
  assert.deepEqual([...new Set(words)].sort(), ["変更", "追加"], rows.join("\n"));
  assert.ok(rows.some((row) => /変更\s+envs\/prod\/terraform\.tfvars/.test(row)), rows.join("\n"));
}));

test("without templates the page says so, keeps the input and offers nothing wrong", async () => {
  const context = await site.browser.newContext({ locale: "ja-JP" });
  const page = await context.newPage();
  await page.route(/templates/, (route) => route.abort());
  await page.goto(site.url);
  await page.locator(".toast").filter({ hasText: /テンプレートを読み込めません[^]*読み込み直して/ }).waitFor();
  await page.getByTestId("cell-2-rds.backup_retention_days").fill("21");
  assert.equal(await page.getByTestId("cell-2-rds.backup_retention_days").inputValue(), "21");
  assert.equal(await page.getByTestId("download").getAttribute("aria-disabled"), "true");
  await page.waitForTimeout(400);
  await page.unroute(/templates/);
  // Whatever else is said, the message stays and offers the way on.
  await page.locator(".toast").getByRole("button", { name: "読み込み直す" }).click();
  await ready(page);
  assert.equal(await page.getByTestId("cell-2-rds.backup_retention_days").inputValue(), "21");
  await context.close();
});
