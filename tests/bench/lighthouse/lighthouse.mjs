// What Lighthouse says of dist/, served with the production headers and compressed as the published site is:
// the median of three runs as on a phone and as on a desk. It asserts nothing; it names what costs points.
// Called by `cargo xtask lighthouse`, which has built the page and installed Lighthouse before.

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { launch as start } from "chrome-launcher";
import lighthouse, { desktopConfig } from "lighthouse";
import { root, serve } from "../../e2e/harness.mjs";

const RUNS = 3;
const KINDS = [
  { name: "mobile", goal: 95, config: undefined },
  { name: "desktop", goal: 100, config: desktopConfig },
];
const FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

const points = (category) => Math.round(category.score * 100);
const performance = ({ lhr }) => lhr.categories.performance.score;

/** Audits that keep a category below its best, with what Lighthouse shows of each. */
function losses(lhr) {
  return Object.values(lhr.categories).flatMap((category) =>
    category.auditRefs
      .filter(({ id, weight }) => weight > 0 && lhr.audits[id].score !== null && lhr.audits[id].score < 0.9)
      .map(({ id }) => `${category.title}: ${lhr.audits[id].title}${lhr.audits[id].displayValue ? ` (${lhr.audits[id].displayValue})` : ""}`),
  );
}

const server = await serve({ brotli: true });
const report = {};
try {
  for (const { name, goal, config } of KINDS) {
    const runs = [];
    for (let run = 0; run < RUNS; run += 1) {
      const browser = await start({ chromePath: process.env.SEKKEI_CHROMIUM ?? "/usr/bin/chromium", chromeFlags: FLAGS });
      try {
        runs.push(await lighthouse(server.url, { port: browser.port, logLevel: "error", output: "json" }, config));
      } finally {
        browser.kill();
      }
    }
    const { lhr } = runs.sort((a, b) => performance(a) - performance(b))[Math.floor(RUNS / 2)];
    const scores = Object.values(lhr.categories).map((category) => `${category.title} ${points(category)}`);
    console.log(`${name}: ${scores.join(", ")} (goal ${goal})`);
    for (const loss of losses(lhr)) console.log(`  ${loss}`);
    report[name] = lhr;
  }
} finally {
  await server.close();
}
mkdirSync(join(root, "target"), { recursive: true });
writeFileSync(join(root, "target/lighthouse.json"), JSON.stringify(report));
console.log("the whole reports: target/lighthouse.json");
