// Cost and load: the same sums as the command line, lines that open their files, statements that move
// them, and a price list of many megabytes that does not stop the page.

import assert from "node:assert/strict";
import { closeSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { sekkei } from "./engine.mjs";
import { prepare, scratch } from "./site.mjs";

const site = prepare();
const folder = scratch();

async function panel() {
  const opened = await site.open();
  await opened.page.getByTestId("nav-cost").click();
  await opened.page.getByTestId("cost-summary").waitFor();
  return opened;
}

test("the page has the lines of the command line, and each opens its file", async () => {
  const report = JSON.parse(sekkei(["cost", "--design", "-", "--format", "json", "--lang", "ja"], sekkei(["design"])));
  const { page, context, wrong } = await panel();
  for (const root of report.roots) {
    await page.getByTestId(`cost-env-${root.name || "account"}`).click();
    const fixed = root.lines.filter((line) => line.assumption === null);
    const amounts = await page.getByTestId("cost-lines").locator("tbody tr:not(.module) td:nth-child(3)").allInnerTexts();
    assert.deepEqual(amounts, fixed.map((line) => line.usd ?? "料金なし"), root.name);
  }
  const sums = await page.getByTestId("cost-summary").locator("tr.sum").first().locator("td").allInnerTexts();
  assert.deepEqual(sums, report.roots.map((root) => `${root.fixed.usd} (${root.fixed.priced}/${root.fixed.lines})`));
  await page.getByTestId("cost-env-prod").click();
  await page.getByTestId("cost-lines").locator("tr", { hasText: "aws_nat_gateway" }).locator(".place-link").last().click();
  assert.match(await page.getByTestId("file-view").locator(".found").innerText(), /nat_gateway_count\s+= 2/);
  const chart = page.getByTestId("cost-chart").locator("svg");
  assert.equal(await chart.getAttribute("role"), "img");
  assert.match(await chart.locator("desc").textContent(), /prod 938\.67 USD \(41 \/ 46\)/);
  assert.deepEqual(wrong, []);
  await context.close();
});

test("use is stated where it is shown, explained where it is wrong, and undone in one step", async () => {
  const { page, context, wrong } = await panel();
  const field = page.getByTestId("assume-2-usage.log_ingest_gb");
  await field.pressSequentially("12.5");
  const row = page.getByTestId("cost-use").locator("tr", { has: field });
  await row.locator(".number", { hasText: "9.50" }).waitFor();
  assert.ok(await field.evaluate((input) => input === document.activeElement), "the field keeps the focus while it is typed in");
  await field.blur();
  await page.keyboard.press("Control+z");
  await page.waitForFunction((id) => document.getElementById(id).value === "", "assume-2-usage.log_ingest_gb");
  await field.fill("-1");
  const note = page.locator("#panel-cost .note", { hasText: "使えません" });
  await note.waitFor();
  assert.equal(await field.inputValue(), "-1");
  await field.fill("");
  await note.waitFor({ state: "detached" });
  assert.deepEqual(wrong, []);
  await context.close();
});

test("load names what runs out, and its advice is applied with a click", async () => {
  const { page, context, wrong } = await panel();
  await page.getByTestId("show-load").click();
  await page.getByTestId("cost-env-dev").click();
  await page.getByTestId("assume-0-load.cache_data_gb").fill("1");
  const advice = page.getByTestId("capacity-advice");
  await advice.locator("li", { hasText: "キャッシュ" }).waitFor();
  await advice.getByRole("button", { name: /elasticache\.node_type/ }).click();
  await page.getByTestId("capacity-limits").locator("tr", { hasText: "キャッシュのメモリ" }).locator("td", { hasText: "足りる" }).waitFor();
  assert.match(await page.getByTestId("capacity-summary").innerText(), /件\/秒/);
  assert.deepEqual(wrong, []);
  await context.close();
});

test("a price list of 300 MB is read while the page goes on", async () => {
  const head = '"FormatVersion","v1.0"\n"Disclaimer","x"\n"Publication Date","2026-10-06T17:00:00Z"\n"Version","1"\n"OfferCode","AmazonRDS"\n"SKU","TermType","StartingRange","PricePerUnit","Currency","Instance Type","Database Engine","Deployment Option","usageType"\n';
  const wanted = '"S1","OnDemand","0","0.5","USD","db.m7g.large","PostgreSQL","Multi-AZ","APN1-Multi-AZUsage:db.m7g.large"\n';
  const other = '"S2","Reserved","0","0.4","USD","db.m7g.large","MySQL","Multi-AZ","APN1-Multi-AZUsage:db.m7g.large"\n'.repeat(1000);
  const path = join(folder, "AmazonRDS.csv");
  const block = Buffer.from(other.repeat(Math.ceil(1_000_000 / other.length)));
  const file = openSync(path, "w");
  writeSync(file, head + wanted);
  for (let written = 0; written < 300_000_000; written += block.length) writeSync(file, block);
  closeSync(file);
  const { page, context, wrong } = await panel();
  const memory = () => page.evaluate(() => performance.memory.usedJSHeapSize);
  const before = await memory();
  await page.evaluate(() => {
    window.longest = 0;
    window.most = 0;
    setInterval(() => (window.most = Math.max(window.most, performance.memory.usedJSHeapSize)), 50);
    let last = performance.now();
    const beat = () => {
      const now = performance.now();
      window.longest = Math.max(window.longest, now - last);
      last = now;
      requestAnimationFrame(beat);
    };
    requestAnimationFrame(beat);
  });
  const begin = performance.now();
  await page.getByTestId("price-list").setInputFiles(path);
  await page.getByTestId("cost-summary").locator("td", { hasText: "1,303.67" }).first().waitFor({ timeout: 300_000 });
  const seconds = ((performance.now() - begin) / 1000).toFixed(1);
  const grown = ((await page.evaluate(() => window.most)) - before) / 1e6;
  const longest = Math.round(await page.evaluate(() => window.longest));
  console.log(`300 MB in ${seconds} s; longest pause between two frames ${longest} ms; memory grew by ${grown.toFixed(1)} MB at most`);
  assert.deepEqual(wrong, []);
  await context.close();
});
