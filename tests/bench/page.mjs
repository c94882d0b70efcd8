// The page: first load, keypress to updated DOM by trusted keys, the zip, memory.

import { brotliCompressSync, constants } from "node:zlib";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { dist, launch, open, serve } from "../e2e/harness.mjs";
import { row, rounds } from "./rows.mjs";

const KEYS = 200;
const EDITS = 1000;

/** Keeps hold of the page's WebAssembly memory, which is nobody else's to see. */
function watchMemory() {
  const streaming = WebAssembly.instantiateStreaming;
  WebAssembly.instantiateStreaming = async (...all) => {
    const made = await streaming(...all);
    if (made.instance.exports.memory && !window.memory) {
      window.memory = made.instance.exports.memory;
      window.beforeHeap = window.memory.buffer.byteLength;
    }
    return made;
  };
}

async function opened(browser, url) {
  const context = await browser.newContext({ locale: "ja-JP", viewport: { width: 1440, height: 900 }, acceptDownloads: true });
  const page = await context.newPage();
  await page.addInitScript(watchMemory);
  await page.goto(url);
  await page.getByTestId("sha256").filter({ hasText: /[0-9a-f]{6}/ }).waitFor();
  return { page, context };
}

/** Types alternately a digit and a backspace into a cell and gives the times from each key's own timestamp to the last change of the page. */
async function type(page, keys) {
  const cell = page.getByTestId("cell-2-monitoring.alb_5xx_count_5min");
  await cell.fill("1");
  await cell.focus();
  await page.evaluate(() => {
    window.times = [];
    let pressed = 0;
    let last = 0;
    window.watcher?.disconnect();
    addEventListener("keydown", (event) => { pressed = event.timeStamp; last = 0; }, true);
    window.watcher = new MutationObserver(() => {
      const now = performance.now() - pressed;
      if (last === 0) window.times.push(now); else window.times[window.times.length - 1] = now;
      last = now;
    });
    window.watcher.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
  });
  for (let key = 0; key < keys; key += 1) {
    await page.keyboard.press(key % 2 === 0 ? "2" : "Backspace");
    await page.waitForTimeout(20);
  }
  return page.evaluate(() => window.times);
}

function firstLoad() {
  const page = readFileSync(join(dist, "index.html"), "utf8");
  const sent = readdirSync(dist).filter((name) => name === "index.html" || (/\.(js|wasm|css)$/.test(name) && page.includes(name)));
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 };
  return sent.reduce((sum, name) => sum + brotliCompressSync(readFileSync(join(dist, name)), { params }).length, 0) / 1000;
}

export async function measure() {
  const server = await serve();
  const browser = await launch();
  const rows = [row("first load after brotli", "KB", [firstLoad()], { goal: 250, goalOf: "limit 300" })];
  {
    const times = await rounds(5, async () => (await opened(browser, server.url)).context.close());
    rows.push(row("a new window to the checksum of the zip, uncompressed from loopback", "ms", times));
  }
  for (const [throttle, goal] of [[1, 16], [4, 50]]) {
    const { page, context } = await opened(browser, server.url);
    if (throttle > 1) {
      const session = await context.newCDPSession(page);
      await session.send("Emulation.setCPUThrottlingRate", { rate: throttle });
    }
    const times = await type(page, KEYS);
    const what = `keypress to page with every verdict${throttle > 1 ? ", CPU slowed 4 times" : ""}`;
    rows.push(row(what, "ms", times, { goal, goalOf: "p95" }));
    await context.close();
  }
  {
    const { page, context } = await opened(browser, server.url);
    for (let count = 3; count < 8; count += 1) await page.getByTestId("add-environment").click();
    await page.waitForTimeout(500);
    rows.push(row("the same with eight environments", "ms", await type(page, KEYS), { beside: "keypress to page with every verdict" }));
    await context.close();
  }
  {
    const { page, context } = await opened(browser, server.url);
    const megabytes = () => page.evaluate(() => window.memory.buffer.byteLength / 1e6);
    // What the module has before it asks for anything: its stack, and its data.
    const before = await page.evaluate(() => window.beforeHeap / 1e6);
    const loaded = await megabytes();
    await type(page, EDITS);
    await page.waitForTimeout(1500);
    const edited = await megabytes();
    rows.push(row("WebAssembly heap when loaded", "MB", [loaded - before]));
    rows.push(row(`WebAssembly heap after ${EDITS.toLocaleString("en")} edits and the pause behind them`, "MB", [edited - before], { goal: 16 }));
    rows.push(row("the same with the stack and the data of the module", "MB", [edited]));
    // Chromium asks before an eleventh download of one page.
    const saves = await rounds(8, async () => {
      const [saved] = await Promise.all([page.waitForEvent("download"), page.getByTestId("download").click()]);
      await saved.path();
    });
    rows.push(row("click to saved zip with all reports, driver included", "ms", saves));
    await context.close();
  }
  await browser.close();
  await server.close();
  return rows;
}
