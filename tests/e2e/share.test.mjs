// A design by link: nothing is lost, nobody's work is overwritten unasked, and no link breaks the page.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { deflateSync } from "node:zlib";
import { createHash } from "node:crypto";
import { cli, launch, open, ready, root, serve, violations } from "./harness.mjs";

const BACKUP = "cell-2-rds.backup_retention_days";
const HOSTILE = 120;

let server, browser;

before(async () => {
  server = await serve();
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await server?.close();
});

/** The checksum of the zip, once it stands still. */
async function digest(page) {
  await page.waitForFunction(() => document.querySelector("[data-sha256]")?.dataset.sha256);
  await page.waitForTimeout(400);
  return page.getByTestId("sha256").getAttribute("data-sha256");
}

async function edit(page, value) {
  await page.getByTestId("nav-sizes").click();
  await page.getByTestId(BACKUP).fill(value);
  await page.getByTestId(BACKUP).press("Tab");
}

async function linkOf(page) {
  await page.locator("#design-menu").click();
  await page.getByRole("menuitem", { name: /リンクで共有/ }).click();
  const link = await page.getByTestId("share-link").inputValue();
  return link;
}

test("a link opens the same design in another browser, and the command beside it makes the same zip", async () => {
  const { page, context, wrong } = await open(browser, server.url);
  await edit(page, "33");
  const link = await linkOf(page);
  assert.deepEqual(await violations(page), []);
  assert.ok(link.startsWith(`${server.url}#d1=`) && link.length < 2000, link);
  const command = await page.getByTestId("share-command").inputValue();
  await page.keyboard.press("Escape");
  const sha = await digest(page);

  const other = await browser.newContext({ locale: "ja-JP" });
  const theirs = await other.newPage();
  await theirs.goto(link);
  await ready(theirs);
  await theirs.getByTestId("toast").filter({ hasText: "開きました" }).waitFor();
  assert.equal(await theirs.getByTestId(BACKUP).inputValue(), "33");
  assert.equal(await digest(theirs), sha);
  assert.equal(await theirs.evaluate(() => location.hash), "");

  const zip = join(mkdtempSync(join(tmpdir(), "sekkei-")), "infra.zip");
  const [, argument] = command.match(/--design '([^']+)'/);
  execFileSync(cli, ["generate", "--design", argument, "--zip", zip], { stdio: "ignore" });
  assert.equal(createHash("sha256").update(readFileSync(zip)).digest("hex"), sha);
  assert.deepEqual(wrong, []);
  await context.close();
  await other.close();
});

test("a link asks before it replaces work, and undo brings the work back", async () => {
  const { page, context, wrong } = await open(browser, server.url);
  await edit(page, "33");
  const link = await linkOf(page);
  await page.keyboard.press("Escape");
  await edit(page, "21");
  await page.evaluate((hash) => (location.hash = hash), new URL(link).hash);
  await page.getByTestId("arrival-differences").filter({ hasText: "1 件" }).waitFor();
  assert.match(await page.locator("#arrival").innerText(), /21[\s\S]*33/);
  assert.deepEqual(await violations(page), []);
  await page.keyboard.press("Escape");
  assert.equal(await page.getByTestId(BACKUP).inputValue(), "21");
  await page.getByTestId("toast").filter({ hasText: "今の設計のまま" }).waitFor();

  await page.goto("about:blank");
  await page.goto(link);
  await ready(page);
  await page.getByTestId("arrival-open").click();
  assert.equal(await page.getByTestId(BACKUP).inputValue(), "33");
  await page.keyboard.press("Control+z");
  assert.equal(await page.getByTestId(BACKUP).inputValue(), "21");
  await page.reload();
  await ready(page);
  assert.equal(await page.getByTestId(BACKUP).inputValue(), "21");
  assert.deepEqual(wrong, []);
  await context.close();
});

test("links of the first form load as they did", async () => {
  const folder = join(root, "tests/goldens/links");
  const fragment = readFileSync(join(folder, "edited.txt"), "utf8").trim();
  const { page, context, wrong } = await open(browser, server.url);
  await page.evaluate((hash) => (location.hash = hash), fragment);
  await page.getByTestId("toast").filter({ hasText: "renraku" }).waitFor();
  await page.locator("#design-menu").click();
  const [saved] = await Promise.all([page.waitForEvent("download"), page.getByRole("menuitem", { name: /sekkei\.json/ }).click()]);
  const { $schema, ...design } = JSON.parse(readFileSync(await saved.path(), "utf8"));
  const { $schema: _, ...expected } = JSON.parse(readFileSync(join(folder, "edited.json"), "utf8"));
  assert.deepEqual(design, expected);
  assert.deepEqual(wrong, []);
  await context.close();
});

test(`${HOSTILE} hostile links change nothing and break nothing`, async () => {
  const { page, context, wrong } = await open(browser, server.url);
  await edit(page, "29");
  const whole = new URL(await linkOf(page)).hash;
  await page.keyboard.press("Escape");
  const packed = (text) => `#d1=${deflateSync(text).toString("base64url")}`;
  let seed = 7;
  const random = (below) => (seed = (seed * 48271) % 2147483647) % below;
  const links = [
    "#d", "#d1", "#d1=", "#d1=%00", "#d1=<img src=x onerror=alert(1)>", "#d2=AAAA", "#d999999999999999999=A", "#dA=B",
    packed(" ".repeat(40_000_000)),
    packed("null"), packed("[]"), packed('{"v":1}'), packed('{"v":99}'), packed('{"v":1,"__proto__":{"a":1}}'), packed('{"v":1,"e":1e999}'),
    packed(`{"v":1,"e":${"[".repeat(50_000)}`), packed("\ufeff{}"), packed('{"v":1,"p":[{"name":"<script>alert(1)</script>"},[]]}'),
  ];
  while (links.length < HOSTILE) {
    const at = 4 + random(whole.length - 4);
    links.push(random(2) === 0 ? whole.slice(0, at) : `${whole.slice(0, at)}${"AZaz09-_"[random(8)]}${whole.slice(at + 1)}`);
  }
  for (const link of links) {
    await page.evaluate((hash) => (location.hash = hash), link);
    await page.waitForTimeout(15);
    if (await page.locator("#arrival").isVisible()) await page.keyboard.press("Escape");
  }
  assert.equal(await page.getByTestId(BACKUP).inputValue(), "29");
  await edit(page, "30");
  assert.equal(await page.getByTestId(BACKUP).inputValue(), "30", "the page goes on");
  assert.deepEqual(wrong, []);
  await context.close();
});
