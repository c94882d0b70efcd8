// Prints the speed of the release build: keypress to updated DOM (trusted keys), generation of the zip,
// and memory. It asserts nothing: machines differ, and a wall time is no promise.

import { launch, open, serve } from "./harness.mjs";

const KEYS = 200;
const server = await serve();
const browser = await launch();

/** Time from a trusted key's own timestamp to the last change of the file pane or the matrix. */
async function keypress(throttle) {
  const { page, context } = await open(browser, server.url);
  if (throttle > 1) {
    const session = await context.newCDPSession(page);
    await session.send("Emulation.setCPUThrottlingRate", { rate: throttle });
  }
  const cell = page.getByTestId("cell-2-monitoring.alb_5xx_count_5min");
  await cell.fill("1");
  await cell.focus();
  await page.evaluate(() => {
    window.times = [];
    let pressed = 0;
    let last = 0;
    addEventListener("keydown", (event) => { pressed = event.timeStamp; last = 0; }, true);
    new MutationObserver(() => {
      const now = performance.now() - pressed;
      if (last === 0) window.times.push(now); else window.times[window.times.length - 1] = now;
      last = now;
    }).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
  });
  for (let key = 0; key < KEYS; key += 1) {
    await page.keyboard.press(key % 2 === 0 ? "2" : "Backspace");
    await page.waitForTimeout(20);
  }
  const times = await page.evaluate(() => window.times);
  await context.close();
  return times.sort((a, b) => a - b);
}

const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]?.toFixed(1) ?? "-";

const rows = [];
for (const throttle of [1, 4]) {
  const times = await keypress(throttle);
  rows.push({ measure: `keypress to DOM, CPU /${throttle}`, unit: "ms", p50: at(times, 0.5), p95: at(times, 0.95), max: at(times, 1), count: times.length });
}

const { page, context } = await open(browser, server.url);
const saves = [];
// Chromium asks before an eleventh download of one page.
for (let i = 0; i < 8; i += 1) {
  const start = performance.now();
  const [saved] = await Promise.all([page.waitForEvent("download"), page.getByTestId("download").click()]);
  await saved.path();
  saves.push(performance.now() - start);
}
saves.sort((a, b) => a - b);
rows.push({ measure: "click to saved zip (driver included)", unit: "ms", p50: at(saves, 0.5), p95: at(saves, 0.95), max: at(saves, 1), count: saves.length });
const load = await page.evaluate(() => performance.getEntriesByType("navigation")[0].domContentLoadedEventEnd);
rows.push({ measure: "navigation to DOMContentLoaded", unit: "ms", p50: load.toFixed(1), p95: "-", max: "-", count: 1 });
await context.close();

/** Milliseconds from a click to the last change of the diagram that it makes. */
async function drawing(page, click) {
  await page.evaluate(() => {
    window.drawn = { begin: 0, end: 0 };
    addEventListener("click", (event) => { window.drawn = { begin: event.timeStamp, end: event.timeStamp }; }, { capture: true, once: true });
    window.watcher?.disconnect();
    window.watcher = new MutationObserver(() => { window.drawn.end = performance.now(); });
    window.watcher.observe(document.getElementById("panel-diagram"), { subtree: true, childList: true, attributes: true, characterData: true });
  });
  await click();
  await page.waitForTimeout(250);
  return page.evaluate(() => window.drawn.end - window.drawn.begin);
}

{
  // The first drawing of a view makes its layout, the second only draws: the difference is the layout.
  const first = [], again = [], switches = [];
  for (let i = 0; i < 7; i += 1) {
    const { page, context } = await open(browser, server.url);
    await page.getByTestId("nav-diagram").click();
    await page.locator("[data-node]").first().waitFor();
    await page.getByTestId("view-matrix").click();
    const view = (id) => drawing(page, () => page.getByTestId(`view-${id}`).click());
    first.push(await view("protection"));
    await view("matrix");
    again.push(await view("protection"));
    await view("runtime");
    switches.push(await drawing(page, () => page.getByTestId("diagram-env-dev").click()));
    await context.close();
  }
  for (const [measure, times] of [["diagram: first drawing of a view, layout included", first], ["diagram: the same view again", again], ["diagram: another environment", switches]]) {
    times.sort((a, b) => a - b);
    rows.push({ measure, unit: "ms", p50: at(times, 0.5), p95: at(times, 0.95), max: at(times, 1), count: times.length });
  }
}

console.table(rows);
console.log(JSON.stringify({ date: new Date().toISOString(), rows }));
await browser.close();
await server.close();
