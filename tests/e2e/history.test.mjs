// The history: nothing is lost by undo, reload, crash, a second window, or a storage that refuses.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { launch, open, ready, serve } from "./harness.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const BACKUP = "cell-2-rds.backup_retention_days";
const EDITS = 1000;

let server, browser;

before(async () => {
  server = await serve();
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await server?.close();
});

/** Sets a cell as somebody does who types and goes on. */
async function set(page, id, value) {
  await page.getByTestId(id).fill(value);
  await page.getByTestId(id).press("Tab");
}

const value = (page) => page.getByTestId(BACKUP).inputValue();
const kept = (page) => page.evaluate(() => localStorage.getItem("sekkei.design"));

/** Until the last change lies in the storage. */
async function settled(page) {
  await page.waitForTimeout(500);
}

async function file(page) {
  const [saved] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Control+s")]);
  return readFileSync(await saved.path(), "utf8");
}

async function violations(page) {
  await page.evaluate(axe);
  const result = await page.evaluate(() => window.axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
  return result.violations.map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.target.join(" ")).join(" | ")}`);
}

async function openHistory(page) {
  await page.locator("#design-menu").click();
  await page.getByRole("menuitem", { name: /変更の履歴/ }).click();
  await page.getByTestId("history-steps").waitFor();
}

test(`${EDITS} random edits, a reload, and full undo give the first design byte for byte`, async () => {
  const context = await browser.newContext({ locale: "ja-JP", acceptDownloads: true });
  const page = await context.newPage();
  await page.addInitScript(() => {
    const streaming = WebAssembly.instantiateStreaming;
    WebAssembly.instantiateStreaming = async (...all) => {
      const made = await streaming(...all);
      if (made.instance.exports.memory) window.memory ??= made.instance.exports.memory;
      return made;
    };
  });
  await page.goto(server.url);
  await ready(page);
  const first = await file(page);
  const megabytes = async () => ({
    wasm: (await page.evaluate(() => window.memory.buffer.byteLength)) / 1e6,
    script: (await page.evaluate(() => performance.memory.usedJSHeapSize)) / 1e6,
  });
  const before = await megabytes();
  const cells = await page.locator("#panel-sizes input.field:not([type=checkbox])").evaluateAll((all) => all.map((input) => input.dataset.testid).filter(Boolean));
  assert.ok(cells.length > 60);
  let seed = 11;
  const random = (below) => (seed = (seed * 48271) % 2147483647) % below;
  let halfway;
  for (let edit = 0; edit < EDITS; edit += 1) {
    const id = cells[random(cells.length)];
    const text = ["", "x", "7", "35", "999999", "あ", "-1", "10.9.0.0/16"][random(8)] + (random(3) === 0 ? random(90) : "");
    await page.evaluate(([id, text]) => {
      const input = document.querySelector(`[data-testid="${id}"]`);
      if (!input) return;
      input.focus();
      input.value = text;
      input.dispatchEvent(new InputEvent("input", { bubbles: true }));
      input.dispatchEvent(new Event("change", { bubbles: true }));
      input.blur();
    }, [id, text]);
    if (edit === EDITS / 2) halfway = await megabytes();
  }
  const end = await megabytes();
  console.log(`WebAssembly ${before.wasm.toFixed(1)} → ${halfway.wasm.toFixed(1)} → ${end.wasm.toFixed(1)} MB, script ${before.script.toFixed(1)} → ${end.script.toFixed(1)} MB over ${EDITS} edits`);
  await settled(page);
  const last = await file(page);
  assert.notEqual(last, first);
  const stored = await page.evaluate(() => Object.keys(localStorage).reduce((sum, key) => sum + key.length + localStorage.getItem(key).length, 0));
  console.log(`kept in the browser: ${Math.round(stored / 1000)} KB`);

  await page.reload();
  await ready(page);
  assert.equal(await file(page), last);
  let steps = 0;
  while ((await page.getByTestId("undo").getAttribute("aria-disabled")) === "false") {
    await page.getByTestId("undo").click();
    steps += 1;
  }
  console.log(`${steps} steps taken back after the reload`);
  assert.ok(steps > EDITS / 2);
  assert.equal(await file(page), first);
  await settled(page);
  await page.reload();
  await ready(page);
  for (let step = 0; step < steps; step += 1) await page.getByTestId("redo").click();
  assert.equal(await file(page), last);
  await context.close();
});

test("a window that dies while somebody types loses no more than the last moment", async () => {
  const { page, context } = await open(browser, server.url);
  await set(page, BACKUP, "31");
  await settled(page);
  await page.getByTestId(BACKUP).focus();
  await page.keyboard.type("9");
  const session = await context.newCDPSession(page);
  await session.send("Page.crash").catch(() => {});
  const again = await context.newPage();
  await again.goto(server.url);
  await ready(again);
  assert.match(await value(again), /^31|9/);
  await again.keyboard.press("Control+z");
  await context.close();
});

test("of two windows one keeps; the other says so, and nothing is lost either way", async () => {
  const { page, context, wrong } = await open(browser, server.url);
  await set(page, BACKUP, "31");
  await settled(page);
  const other = await context.newPage();
  await other.goto(server.url);
  await ready(other);
  assert.equal(await value(other), "31");
  await set(other, BACKUP, "32");
  await settled(other);
  await page.getByTestId("elsewhere").waitFor();
  assert.deepEqual(await violations(page), []);
  await set(page, BACKUP, "33");
  await settled(page);
  assert.match(await kept(page), /"rds.backup_retention_days": 32/, "the first window keeps nothing");

  await page.getByTestId("take-over").click();
  await page.getByTestId("elsewhere").waitFor({ state: "detached" });
  assert.equal(await value(page), "33");
  assert.match(await kept(page), /"rds.backup_retention_days": 33/);
  await other.getByTestId("elsewhere").waitFor();
  await page.getByTestId("undo").click();
  assert.equal(await value(page), "32", "undo leads to the other window's design");
  await page.getByTestId("redo").click();
  await settled(page);

  await other.getByTestId("take-theirs").click();
  assert.equal(await value(other), "33");
  await set(other, BACKUP, "34");
  await settled(other);
  await page.getByTestId("elsewhere").waitFor();
  await set(page, BACKUP, "21");
  await page.close({ runBeforeUnload: true });
  await other.reload();
  await ready(other);
  assert.equal(await value(other), "34");
  await openHistory(other);
  assert.match(await other.getByTestId("versions").innerText(), /閉じたウィンドウの設計/);
  await other.getByTestId("versions").getByRole("button", { name: /開く/ }).click();
  assert.equal(await value(other), "21", "what the closed window held");
  assert.deepEqual(wrong, []);
  await context.close();
});

test("a full storage is said, the design can be saved as a file, and old steps make room", async () => {
  const { page, context, wrong } = await open(browser, server.url);
  await page.evaluate(() => {
    let size = 1 << 20;
    for (let n = 0; size > 0; n += 1) {
      try {
        localStorage.setItem(`junk${n}`, "x".repeat(size));
      } catch {
        size >>= 1;
      }
    }
  });
  await set(page, BACKUP, "31");
  await page.getByTestId("not-kept").waitFor();
  assert.deepEqual(await violations(page), []);
  const [saved] = await Promise.all([page.waitForEvent("download"), page.getByTestId("keeping-file").click()]);
  assert.match(readFileSync(await saved.path(), "utf8"), /"rds.backup_retention_days": 31/);
  await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("junk")).forEach((key) => localStorage.removeItem(key)));
  await set(page, BACKUP, "32");
  await page.getByTestId("not-kept").waitFor({ state: "detached" });
  await settled(page);
  await page.reload();
  await ready(page);
  assert.equal(await value(page), "32");
  await page.getByTestId("undo").click();
  await page.getByTestId("undo").click();
  assert.equal(await value(page), "35", "also the step that could not be kept at first");
  assert.deepEqual(wrong, []);
  await context.close();
});

test("a blocked storage leaves a page that works and says what to do", async () => {
  const context = await browser.newContext({ locale: "ja-JP", acceptDownloads: true });
  const page = await context.newPage();
  const wrong = [];
  page.on("pageerror", (error) => wrong.push(error.message));
  await page.addInitScript(() => Object.defineProperty(window, "localStorage", { get: () => { throw new DOMException("blocked", "SecurityError"); } }));
  await page.goto(server.url);
  await ready(page);
  await set(page, BACKUP, "31");
  await page.getByTestId("not-kept").waitFor();
  await page.getByTestId("undo").click();
  assert.equal(await value(page), "35");
  assert.deepEqual(wrong, []);
  await context.close();
});

for (const [what, spoil] of [
  ["a step that is no JSON", () => localStorage.setItem("sekkei.step.1", "{")],
  ["a step that does not fit", () => localStorage.setItem("sekkei.step.2", JSON.stringify({ did: [{ in: "sizes", at: 2, id: "rds.backup_retention_days", from: 1, to: 2 }], on: 0 }))],
  ["a list of steps that is no JSON", () => localStorage.setItem("sekkei.steps", "[[[")],
  ["a list of steps with huge numbers", () => localStorage.setItem("sekkei.steps", '{"first":0,"count":1e300,"at":99999999999}')],
  ["versions that are no JSON", () => localStorage.setItem("sekkei.versions", "nonsense")],
]) {
  test(`kept history that is corrupt costs the history at most: ${what}`, async () => {
    const { page, context, wrong } = await open(browser, server.url);
    for (const days of ["31", "32", "33"]) await set(page, BACKUP, days);
    await settled(page);
    // A page that closes would write again what is spoilt here.
    await page.goto("about:blank");
    await page.goto(`${server.url}favicon.svg`);
    await page.evaluate(spoil);
    await page.goto(server.url);
    await ready(page);
    assert.equal(await value(page), "33");
    await page.keyboard.press("Control+z");
    await set(page, BACKUP, "20");
    await settled(page);
    await page.reload();
    await ready(page);
    assert.equal(await value(page), "20");
    assert.deepEqual(wrong.filter((line) => !line.startsWith("foreign")), []);
    await context.close();
  });
}

test("the history is readable, leads back to any step, and keeps named versions", async () => {
  const { page, context, wrong } = await open(browser, server.url);
  await set(page, BACKUP, "31");
  await page.getByTestId("add-environment").click();
  await page.getByTestId("nav-start").click();
  await page.getByTestId("preset-small-clinic").click();
  await openHistory(page);
  const list = page.getByTestId("history-steps");
  const lines = await list.locator(".step-sentence").allInnerTexts();
  assert.match(lines[0], /項目を変更/);
  assert.match(lines[1], /dev, stg, prod → /);
  assert.match(lines[2], /^prod · .+: 35 .+→ 31/);
  assert.deepEqual(await violations(page), []);
  await page.getByTestId("version-name").fill("レビュー前");
  await page.getByTestId("version-keep").click();
  await page.getByTestId("versions").getByText("レビュー前").waitFor();
  await page.getByTestId("step-1").click();
  assert.equal(await list.locator("li[aria-current]").locator(".step-sentence").innerText(), lines[2]);
  await page.getByTestId("step-3").click();
  await page.getByTestId("step-0").click();
  await page.keyboard.press("Escape");
  await page.getByTestId("nav-sizes").click();
  assert.equal(await value(page), "35");
  await page.getByTestId("nav-differences").click();
  await page.getByTestId("compare-version").click();
  await page.getByTestId("version-chips").getByRole("button", { name: "レビュー前" }).click();
  await page.getByTestId("design-difference").filter({ hasText: "レビュー前" }).waitFor();
  assert.deepEqual(await violations(page), []);
  await openHistory(page);
  await page.getByTestId("versions").getByRole("button", { name: /開く/ }).click();
  assert.equal(await page.getByTestId("versions").getByRole("button", { name: /開く/ }).getAttribute("aria-disabled"), "true");
  await page.getByTestId("versions").getByRole("button", { name: /削除/ }).click();
  assert.equal(await page.getByTestId("versions").locator("li").count(), 0);
  assert.deepEqual(wrong, []);
  await context.close();
});
