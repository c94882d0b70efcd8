// Drawing the runtime view: ours in the page, layout and elements, beside Mermaid 12 with the same text.

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { launch, open, root, serve, cli } from "../e2e/harness.mjs";
import { row } from "./rows.mjs";

const ROUNDS = 7;

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

/** Times of Mermaid for a text, the first with the start of its own code. */
async function mermaid(browser, text) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.setContent("<body></body>");
  await page.addScriptTag({ path: join(root, "tests/diagram/node_modules/mermaid-12/dist/mermaid.min.js") });
  const times = await page.evaluate(async ({ text, rounds }) => {
    window.mermaid.initialize({ startOnLoad: false });
    const times = [];
    for (let i = 0; i <= rounds; i += 1) {
      const begin = performance.now();
      const { svg } = await window.mermaid.render(`drawing-${i}`, text);
      document.body.innerHTML = svg;
      document.body.getBoundingClientRect();
      times.push(performance.now() - begin);
    }
    return times;
  }, { text, rounds: ROUNDS });
  await context.close();
  return times;
}

export async function measure() {
  const design = spawnSync(cli, ["design"], { encoding: "utf8" }).stdout;
  const view = (id) => spawnSync(cli, ["diagram", "--design", "-", "--view", id, "--env", "prod", "--format", "mermaid"], { input: design, encoding: "utf8" }).stdout;
  const server = await serve();
  const browser = await launch();
  const first = [], again = [], switches = [];
  for (let i = 0; i < ROUNDS; i += 1) {
    const { page, context } = await open(browser, server.url);
    const show = (id) => drawing(page, () => page.getByTestId(`view-${id}`).click());
    await page.getByTestId("nav-diagram").click();
    await page.locator("[data-node]").first().waitFor();
    await page.getByTestId("view-matrix").click();
    first.push(await show("protection"));
    await show("matrix");
    again.push(await show("protection"));
    await show("runtime");
    switches.push(await drawing(page, () => page.getByTestId("diagram-env-dev").click()));
    await context.close();
  }
  const theirs = await mermaid(browser, view("protection"));
  await browser.close();
  await server.close();
  const ours = "first drawing of the view of keys and logs, layout included";
  return [
    row(ours, "ms", first),
    row("the same view drawn again", "ms", again),
    row("another environment in the runtime view", "ms", switches),
    row("Mermaid 12: its first drawing of the same text", "ms", theirs.slice(0, 1), { beside: ours }),
    row("Mermaid 12: drawn again", "ms", theirs.slice(1), { beside: ours }),
  ];
}
