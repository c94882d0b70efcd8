// A design by link: nothing is lost, nobody's work is overwritten unasked, and no link breaks the page.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { deflateSync } from "node:zlib";
import { sekkei, sha256 } from "./engine.mjs";
import { ready, root, violations } from "./harness.mjs";
import { digest, fromMenu, menuItem, type, value } from "./page.mjs";
import { prepare, scratch } from "./site.mjs";

const HOSTILE = 120;

const site = prepare();
const folder = scratch();

async function linkOf(page) {
  await menuItem(page, /リンクで共有/);
  return page.getByTestId("share-link").inputValue();
}

test("a link opens the same design in another browser, and the command beside it makes the same zip", site.visit(async (page) => {
  await type(page, "33");
  const link = await linkOf(page);
  assert.deepEqual(await violations(page), []);
  assert.ok(link.startsWith(`${site.url}#d1=`) && link.length < 2000, link);
  const command = await page.getByTestId("share-command").inputValue();
  await page.keyboard.press("Escape");
  const sha = await digest(page);

  const other = await site.browser.newContext({ locale: "ja-JP" });
  const theirs = await other.newPage();
  await theirs.goto(link);
  await ready(theirs);
  await theirs.getByTestId("toast").filter({ hasText: "開きました" }).waitFor();
  assert.equal(await value(theirs), "33");
  assert.equal(await digest(theirs), sha);
  assert.equal(await theirs.evaluate(() => location.hash), "");

  const zip = join(folder, "infra.zip");
  const [, argument] = command.match(/--design '([^']+)'/);
  sekkei(["generate", "--design", argument, "--zip", zip]);
  assert.equal(sha256(readFileSync(zip)), sha);
  await other.close();
}));

test("a link asks before it replaces work, and undo brings the work back", site.visit(async (page) => {
  await type(page, "33");
  const link = await linkOf(page);
  await page.keyboard.press("Escape");
  await type(page, "21");
  await page.evaluate((hash) => (location.hash = hash), new URL(link).hash);
  await page.getByTestId("arrival-differences").filter({ hasText: "1 件" }).waitFor();
  assert.match(await page.locator("#arrival").innerText(), /21[\s\S]*33/);
  assert.deepEqual(await violations(page), []);
  await page.keyboard.press("Escape");
  assert.equal(await value(page), "21");
  await page.getByTestId("toast").filter({ hasText: "今の設計のまま" }).waitFor();

  await page.goto("about:blank");
  await page.goto(link);
  await ready(page);
  await page.getByTestId("arrival-open").click();
  assert.equal(await value(page), "33");
  await page.keyboard.press("Control+z");
  assert.equal(await value(page), "21");
  await page.reload();
  await ready(page);
  assert.equal(await value(page), "21");
}));

test("links of the first form load as they did", site.visit(async (page) => {
  const folder = join(root, "tests/goldens/links");
  const fragment = readFileSync(join(folder, "edited.txt"), "utf8").trim();
  await page.evaluate((hash) => (location.hash = hash), fragment);
  await page.getByTestId("toast").filter({ hasText: "renraku" }).waitFor();
  const { $schema, ...design } = JSON.parse((await fromMenu(page, /sekkei\.json/)).bytes);
  const { $schema: _, ...expected } = JSON.parse(readFileSync(join(folder, "edited.json"), "utf8"));
  assert.deepEqual(design, expected);
}));

test(`${HOSTILE} hostile links change nothing and break nothing`, site.visit(async (page) => {
  await type(page, "29");
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
  assert.equal(await value(page), "29");
  await type(page, "30");
  assert.equal(await value(page), "30", "the page goes on");
}));
