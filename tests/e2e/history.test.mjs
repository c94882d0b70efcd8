// Nothing is lost: undo without limit that survives a reload, saved versions, two tabs, a killed tab, and
// storage that is blocked, full or broken.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { sekkei } from "./engine.mjs";
import { ready, root, violations } from "./harness.mjs";
import { BACKUP, saved, sideways, type, value } from "./page.mjs";
import { prepare } from "./site.mjs";

const EDITS = 1000;
const DEFAULT = sekkei(["design"]);
/** What the first version of the product stored. */
const FIRST = readFileSync(join(root, "tests/e2e/fixtures/storage-v1.json"), "utf8");

const site = prepare();

/** The design as it is stored, once typing has paused. */
async function stored(page) {
  await page.waitForTimeout(900);
  return page.evaluate(() => localStorage.getItem("sekkei.design"));
}

/** Presses a button until it has nothing more to do; how often. */
function exhaust(page, id, most = Infinity) {
  return page.evaluate(
    async ([id, most]) => {
      const button = document.querySelector(`[data-testid=${id}]`);
      let count = 0;
      while (button.getAttribute("aria-disabled") !== "true" && count < most) {
        button.click();
        count += 1;
        await new Promise((done) => setTimeout(done));
      }
      return count;
    },
    [id, most === Infinity ? 1e9 : most],
  );
}

/** Random edits of every kind of field in the tables; one in so many adds an environment. */
function editAtRandom(page, seed, count, adding = Infinity) {
  return page.evaluate(
    async ([seed, count, adding]) => {
      const random = (below) => {
        seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
        return Math.floor((seed / 2 ** 32) * below);
      };
      const fire = (element, type) => element.dispatchEvent(new Event(type, { bubbles: true }));
      for (let at = 0; at < count; at += 1) {
        if (adding > 0 && random(adding) === 0) document.querySelector("[data-testid=add-environment]").click();
        const fields = [...document.querySelectorAll("td.cell .field")].filter((field) => !field.disabled);
        const field = fields[random(fields.length)];
        if (field.tagName === "SELECT") {
          field.selectedIndex = random(field.options.length);
          fire(field, "change");
        } else if (field.tagName === "INPUT" || field.tagName === "TEXTAREA") {
          field.value = ["", "x", "10.9.0.0/16", "日本語", "<b>"][random(20)] ?? String(random(400));
          fire(field, "input");
          fire(field, "change");
        } else {
          field.click();
        }
        await new Promise((done) => setTimeout(done));
      }
    },
    [seed, count, adding === Infinity ? 0 : adding],
  );
}

/** Remembers the memories of WebAssembly modules. */
function watchMemory() {
  window.memories = new Set();
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const real = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const made = await real.apply(WebAssembly, given);
      const memory = (made.instance ?? made).exports?.memory;
      if (memory) window.memories.add(memory);
      return made;
    };
  }
}

async function memory(page) {
  const client = await page.context().newCDPSession(page);
  await client.send("HeapProfiler.collectGarbage");
  const { usedSize } = await client.send("Runtime.getHeapUsage");
  await client.detach();
  const wasm = await page.evaluate(() => [...window.memories].reduce((sum, one) => sum + one.buffer.byteLength, 0));
  return { heap: usedSize, wasm };
}

test(`${EDITS} random edits and full undo give the first design byte for byte, before and after a reload, and memory stays flat`, { timeout: 600_000 }, site.visit(async (page, context) => {
  await context.addInitScript(watchMemory);
  await page.reload();
  await ready(page);
  await editAtRandom(page, 1, 150);
  await page.waitForTimeout(1500);
  const before = await memory(page);
  await editAtRandom(page, 2, EDITS);
  await page.waitForTimeout(1500);
  const now = await memory(page);
  const mb = (bytes) => (bytes / 1e6).toFixed(2);
  console.log(`${EDITS} edits: JS heap ${mb(before.heap)} -> ${mb(now.heap)} MB, WebAssembly ${mb(before.wasm)} -> ${mb(now.wasm)} MB`);
  assert.ok(now.heap - before.heap < 3e6, "JS heap");
  assert.ok(before.wasm > 0 && now.wasm - before.wasm < 4e6, "WebAssembly memory");

  // A larger design needs more memory, so environments are added once that was looked at.
  await editAtRandom(page, 3, 20, 4);
  const last = await stored(page);
  const count = await exhaust(page, "undo");
  assert.ok(count > EDITS * 0.7, `${count} steps`);
  assert.equal(await stored(page), DEFAULT);
  assert.equal(await exhaust(page, "redo"), count);
  assert.equal(await stored(page), last);

  await page.reload();
  await ready(page);
  await page.locator("[data-testid=undo][aria-disabled=false]").waitFor();
  assert.equal(await exhaust(page, "undo", 300), 300);
  const middle = await stored(page);
  await page.reload();
  await ready(page);
  await page.locator("[data-testid=redo][aria-disabled=false]").waitFor();
  assert.equal(await exhaust(page, "redo"), 300);
  assert.equal(await stored(page), last);
  assert.equal(await exhaust(page, "undo"), count);
  assert.equal(await stored(page), DEFAULT);
  assert.notEqual(middle, last);
}));

test("each step has a sentence in the language of the page, and a press or a key goes to any of them", site.visit(async (page) => {
  await type(page, "30");
  await type(page, "31");
  await page.getByTestId("add-environment").click();
  await page.getByTestId("nav-history").click();
  const sentences = () => page.locator("#history-steps .step-words").allInnerTexts();
  assert.deepEqual(await sentences(), [
    "環境 env2 を追加（サイズは prod と同じ）",
    "prod: バックアップ保持 30 日 → 31 日",
    "prod: バックアップ保持 35 日 → 30 日",
    "履歴の始まり",
  ]);
  await page.getByTestId("lang-en").click();
  assert.equal((await sentences())[1], "prod: Backup retention 30 days → 31 days");
  for (const look of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme: look });
    assert.deepEqual(await violations(page), [], look);
  }
  await page.locator("#step-3").focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.locator("#step-1[aria-current=step]").waitFor();
  await page.waitForFunction(() => document.activeElement.id === "step-1");
  assert.equal(await value(page), "30");
  assert.equal(await page.locator(".step.ahead").count(), 2);
  await page.locator("#step-3").click();
  assert.equal(await value(page), "31");
}));

test("typing in one field is one step, also when it is kept in between", site.visit(async (page) => {
  await page.getByTestId("cell-2-vpc.cidr").focus();
  await page.keyboard.press("Control+A");
  // The earlier history, here none, may arrive in the middle of it.
  await page.keyboard.type("10.77.0.0/16", { delay: 90 });
  await page.keyboard.press("Tab");
  await page.getByTestId("nav-history").click();
  assert.equal(await page.locator(".step").count(), 2);
  await page.reload();
  await ready(page);
  await page.getByTestId("nav-history").click();
  await page.locator("#step-1").waitFor();
  assert.equal(await page.locator(".step").count(), 2);
}));

test("what was typed just before a reload is a step like any other", site.visit(async (page) => {
  for (const reloads of [1, 2, 3]) {
    await page.getByTestId("nav-sizes").click();
    await page.getByTestId("cell-2-vpc.cidr").focus();
    await page.keyboard.press("Control+A");
    await page.keyboard.type(`10.${70 + reloads}.0.0/16`);
    await page.reload();
    await ready(page);
    await page.getByTestId("nav-history").click();
    await page.locator("#step-1").waitFor();
    assert.equal(await page.locator(".step").count(), 1 + reloads);
  }
}));

test("a version is saved, compared, restored and deleted, and each of these can be undone", site.visit(async (page) => {
  await type(page, "30");
  await page.getByTestId("nav-history").click();
  await page.getByTestId("version-name").fill("見積もり前 <b>");
  await page.getByTestId("version-name").press("Enter");
  await page.getByTestId("versions").getByText("見積もり前 <b>").waitFor();
  await type(page, "20");
  await page.reload();
  await ready(page);
  await page.getByTestId("nav-history").click();
  await page.getByTestId("compare-version").click();
  await page.getByTestId("design-difference").waitFor();
  assert.match(await page.getByTestId("design-difference").innerText(), /30[\s\S]*20/);
  assert.deepEqual(await violations(page), []);
  await page.getByTestId("nav-history").click();
  await page.getByTestId("restore-version").click();
  assert.equal(await value(page), "30");
  await page.getByTestId("undo").click();
  assert.equal(await value(page), "20");
  await page.getByTestId("delete-version").click();
  assert.equal(await page.getByTestId("versions").count(), 0);
  await page.getByTestId("toast").getByRole("button", { name: "元に戻す" }).click();
  await page.getByTestId("versions").getByText("見積もり前 <b>").waitFor();
  assert.deepEqual(await violations(page), []);
}));

test("what was undone when a new change is made stays a version, and of those the last five", site.visit(async (page) => {
  await page.waitForTimeout(900);
  for (const days of ["30", "31"]) await type(page, days);
  await exhaust(page, "undo");
  await type(page, "20");
  await page.getByTestId("nav-history").click();
  await page.getByTestId("versions").getByText("元に戻す前の設計（自動保存）").waitFor();
  assert.deepEqual(await violations(page), []);
  await page.getByTestId("restore-version").click();
  assert.equal(await value(page), "31");
  await page.getByTestId("undo").click();
  assert.equal(await value(page), "20");
  for (let days = 1; days <= 6; days += 1) {
    await type(page, String(days));
    await page.getByTestId("undo").click();
  }
  await type(page, "9");
  await page.getByTestId("nav-history").click();
  assert.equal(await page.getByTestId("versions").locator("li").count(), 5);
}));

test("a tab that is killed in the middle of an edit loses no step that was made", async () => {
  const { page, context } = await site.open();
  await type(page, "30");
  await page.waitForTimeout(900);
  await page.getByTestId(BACKUP).fill("2");
  await page.waitForFunction(() => JSON.parse(localStorage.getItem("sekkei.design")).environments[2].sizes["rds.backup_retention_days"] === 2);
  await page.getByTestId(BACKUP).fill("21");
  const crashed = page.waitForEvent("crash");
  await page.goto("chrome://crash").catch(() => {});
  await crashed;
  // The browser takes a moment to see that the service worker, which ran in the tab's process, is gone too.
  await new Promise((done) => setTimeout(done, 1000));
  const again = await context.newPage();
  await again.goto(site.url);
  await ready(again);
  assert.ok(["2", "21"].includes(await value(again)), await value(again));
  await again.locator("[data-testid=undo][aria-disabled=false]").waitFor();
  await exhaust(again, "undo");
  assert.equal(await stored(again), DEFAULT);
  await context.close();
});

test("two tabs: neither writes over the other, and whichever goes on, the other is a version", async () => {
  const { page: a, context, wrong } = await site.open();
  const b = await context.newPage();
  await b.goto(site.url);
  await ready(b);
  await type(a, "30");
  await b.getByTestId("divided").waitFor();
  assert.deepEqual(await violations(b), []);
  await type(b, "11");
  await type(a, "31");
  await b.waitForTimeout(900);
  const there = JSON.parse(await stored(a));
  assert.equal(there.environments[2].sizes["rds.backup_retention_days"], 31);
  // A tab that is closed undecided has left its work as a version.
  assert.equal(await b.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("sekkei.version.")).length), 1);
  await b.getByTestId("take-other").click();
  await b.getByTestId("divided").waitFor({ state: "detached" });
  assert.equal(await value(b), "31");
  await b.locator("[data-testid=undo][aria-disabled=false]").waitFor();
  await b.getByTestId("nav-history").click();
  await b.getByTestId("restore-version").click();
  assert.equal(await value(b), "11");
  await a.getByTestId("divided").waitFor();
  await a.getByTestId("keep-mine").click();
  await a.getByTestId("divided").waitFor({ state: "detached" });
  assert.equal(await value(a), "31");
  await b.getByTestId("divided").waitFor();
  await a.getByTestId("nav-history").click();
  assert.equal(await a.getByTestId("versions").locator("li").count(), 2);
  await b.close();
  await a.reload();
  await ready(a);
  await a.locator("[data-testid=undo][aria-disabled=false]").waitFor();
  await exhaust(a, "undo");
  assert.equal(await stored(a), DEFAULT);
  assert.deepEqual(wrong, []);
  await context.close();
});

/** The design that a page offers where it cannot keep it. */
const exported = async (page) => (await saved(page, () => page.getByTestId("trouble-export").first().click())).bytes.toString();

test("blocked storage is said, the design can be saved as a file, and undo works", site.visit(async (page) => {
  await page.getByTestId("trouble").first().waitFor();
  assert.deepEqual(await violations(page), []);
  await type(page, "30");
  assert.equal(JSON.parse(await exported(page)).environments[2].sizes["rds.backup_retention_days"], 30);
  await page.getByTestId("undo").click();
  assert.equal(await value(page), "35");
}, {
  init: () => {
    for (const name of ["localStorage", "indexedDB"]) {
      Object.defineProperty(window, name, { get: () => { throw new DOMException("denied", "SecurityError"); } });
    }
  },
}));

test("the browser asks before work is left that could not be kept, and only then", site.visit(async (page) => {
  const asks = () => page.evaluate(() => !window.dispatchEvent(new Event("beforeunload", { cancelable: true })));
  await type(page, "30");
  await page.waitForTimeout(500);
  assert.equal(await asks(), false);
  await page.evaluate(() => { window.isFull = true; });
  await type(page, "29");
  await page.getByTestId("trouble").first().waitFor();
  assert.equal(await asks(), true);
  await page.evaluate(() => { window.isFull = false; });
  await type(page, "28");
  await page.getByTestId("trouble").first().waitFor({ state: "hidden" });
  assert.equal(await asks(), false);
}, {
  init: () => {
    const set = Storage.prototype.setItem;
    Storage.prototype.setItem = function (...given) {
      if (window.isFull) throw new DOMException("full", "QuotaExceededError");
      return set.apply(this, given);
    };
  },
}));

test("a page lets go of the history when another one needs a newer database", site.visit(async (page) => {
  await type(page, "30");
  await page.waitForTimeout(500);
  const opened = await page.evaluate(() => new Promise((done) => {
    const request = indexedDB.open("sekkei", 2);
    request.onblocked = () => done("blocked");
    request.onsuccess = () => done("open");
  }));
  assert.equal(opened, "open");
  await page.getByTestId("trouble").waitFor();
}));

test("full storage is said until there is room again, and the history goes on", site.visit(async (page) => {
  await page.evaluate(() => { window.isFull = true; });
  await type(page, "30");
  await page.getByTestId("trouble").nth(1).waitFor();
  assert.match(await page.getByTestId("kept").innerText(), /保存できません/);
  await page.getByTestId("nav-history").click();
  await page.getByTestId("save-version").click();
  assert.equal(await page.getByTestId("versions").count(), 0);
  await page.evaluate(() => { window.isFull = false; });
  await type(page, "31");
  await page.waitForFunction(() => document.querySelectorAll("[data-testid=trouble]").length === 0);
  await page.waitForTimeout(600);
  await page.reload();
  await ready(page);
  await page.locator("[data-testid=undo][aria-disabled=false]").waitFor();
  assert.equal(await value(page), "31");
  assert.equal(await exhaust(page, "undo"), 2);
  assert.equal(await stored(page), DEFAULT);
}, {
  init: () => {
    const set = Storage.prototype.setItem;
    Storage.prototype.setItem = function (...given) {
      if (window.isFull) throw new DOMException("full", "QuotaExceededError");
      return set.apply(this, given);
    };
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (...given) {
      if (window.isFull) throw new DOMException("full", "QuotaExceededError");
      return put.apply(this, given);
    };
  },
}));

/** What went wrong on the page itself: a browser also asks for an icon of the picture that was opened beside it. */
const ofPage = (wrong) => wrong.filter((line) => !line.includes("404"));

/** Does something to the stored steps. */
function withSteps(page, change) {
  return page.evaluate(
    ([store, act, ...given]) =>
      new Promise((done, failed) => {
        const opening = indexedDB.open("sekkei");
        opening.onerror = failed;
        opening.onsuccess = () => {
          const transaction = opening.result.transaction(["steps", "head"], "readwrite");
          transaction.objectStore(store)[act](...given);
          transaction.oncomplete = () => { opening.result.close(); done(); };
          transaction.onabort = failed;
        };
      }),
    change,
  );
}

for (const [what, change, left] of [
  ["a broken record", ["steps", "put", "[1,5", 1], 2],
  ["a record that is no text", ["steps", "put", { a: 1 }, 1], 2],
  ["a missing record", ["steps", "delete", 1], 2],
  ["a record of a newer form", ["steps", "put", "[9,1,[],[]]", 1], 2],
  ["steps without the design beside them", ["head", "clear"], 0],
]) {
  test(`${what} costs the steps beyond it and nothing else`, async () => {
    const { page, context, wrong } = await site.open();
    for (const days of ["30", "29", "28", "27"]) await type(page, days);
    const last = await stored(page);
    await page.goto(new URL("favicon.svg", site.url).href);
    await withSteps(page, change).catch((error) => assert.fail(`the records could not be changed: ${error}`));
    await page.goto(site.url);
    await ready(page);
    await page.getByTestId("trouble").waitFor();
    assert.equal(await page.evaluate(() => localStorage.getItem("sekkei.design")), last);
    assert.equal(await exported(page), last);
    assert.equal(await exhaust(page, "undo"), left);
    await type(page, "9");
    await page.waitForTimeout(900);
    await page.reload();
    await ready(page);
    await page.locator("[data-testid=undo][aria-disabled=false]").waitFor();
    assert.equal(await page.getByTestId("trouble").count(), 0);
    assert.equal(await value(page), "9");
    assert.deepEqual(ofPage(wrong), []);
    await context.close();
  });
}

test("a database of a newer version is left alone and the page goes on", async () => {
  const { page, context, wrong } = await site.open();
  await page.goto(new URL("favicon.svg", site.url).href);
  await page.evaluate(() => new Promise((done) => { indexedDB.deleteDatabase("sekkei").onsuccess = done; }));
  await page.evaluate(() => new Promise((done) => { const opening = indexedDB.open("sekkei", 7); opening.onsuccess = () => { opening.result.close(); done(); }; }));
  await page.goto(site.url);
  await ready(page);
  await page.getByTestId("trouble").waitFor();
  await type(page, "30");
  await page.getByTestId("undo").click();
  assert.equal(await value(page), "35");
  assert.equal(await page.evaluate(async () => (await indexedDB.databases())[0].version), 7);
  assert.deepEqual(ofPage(wrong), []);
  await context.close();
});

test("a design that cannot be read is put aside, can be saved, and the history leads back to it", async () => {
  const { page, context, wrong } = await site.open();
  await type(page, "30");
  const last = await stored(page);
  await page.goto(new URL("favicon.svg", site.url).href);
  await page.evaluate(() => localStorage.setItem("sekkei.design", '{"schema_version": 999, "mine": true}'));
  await page.goto(site.url);
  await ready(page);
  await page.getByTestId("trouble").waitFor();
  assert.deepEqual(await violations(page), []);
  assert.match(await exported(page), /"mine": true/);
  await page.locator("[data-testid=undo][aria-disabled=false]").waitFor();
  await page.getByTestId("undo").click();
  assert.equal(await stored(page), last);
  assert.match(await page.evaluate(() => localStorage.getItem("sekkei.design.unreadable")), /"mine": true/);
  assert.deepEqual(ofPage(wrong), []);
  await context.close();
});

test("what the first version of the product stored still loads, and its history begins", site.visit(async (page) => {
  assert.equal(await value(page), "14");
  assert.equal(await page.getByTestId("cell-3-vpc.cidr").count(), 1);
  await type(page, "15");
  await page.getByTestId("undo").click();
  assert.deepEqual(JSON.parse(await stored(page)), JSON.parse(FIRST));
  assert.equal(await page.getByTestId("trouble").count(), 0);
}, {
  init: (text) => {
    if (!localStorage.getItem("sekkei.design")) localStorage.setItem("sekkei.design", text);
  },
  argument: FIRST,
}));

for (const width of [1440, 390]) {
  test(`axe finds nothing in the history: ${width} px`, site.visit(async (page) => {
    await page.getByTestId("add-environment").click();
    await page.getByTestId("nav-history").click();
    await page.getByTestId("save-version").click();
    await page.getByTestId("versions").waitFor();
    await page.getByTestId("undo").click();
    assert.deepEqual(await violations(page), []);
    const overflow = await sideways(page);
    assert.ok(overflow <= 0, `scrolls sideways by ${overflow} px`);
  }, { viewport: { width, height: 844 } }));
}
