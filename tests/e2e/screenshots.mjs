// Takes the pictures of the README and of every panel: node tests/e2e/screenshots.mjs FOLDER

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { launch, open, serve } from "./harness.mjs";
import { VIEWS, type } from "./page.mjs";

const folder = process.argv[2];
if (!folder) throw new Error("name a folder for the pictures");
mkdirSync(folder, { recursive: true });
const server = await serve();
const browser = await launch();

async function take(name, options, steps = async () => {}) {
  const { page, context } = await open(browser, server.url, { reducedMotion: "reduce", ...options });
  await steps(page);
  await page.waitForTimeout(700);
  await page.screenshot({ path: join(folder, `${name}.png`) });
  await context.close();
}

const panel = (id) => async (page) => page.getByTestId(`nav-${id}`).click();
const wrong = async (page) => {
  await page.getByTestId("cell-2-api.max_count").fill("14");
  await type(page, "40");
};
const narrow = { viewport: { width: 390, height: 844 } };

await take("matrix-light", {});
await take("matrix-dark", { colorScheme: "dark" });
await take("matrix-en", { locale: "en-US" });
await take("error-light", {}, wrong);
await take("error-dark-en", { colorScheme: "dark", locale: "en-US" }, wrong);
const diagram = (view, environment) => async (page) => {
  await page.getByTestId("nav-diagram").click();
  await page.getByTestId("diagram-wide").click();
  await page.getByTestId(`view-${view}`).click();
  if (view !== "matrix") await page.getByTestId(`diagram-env-${environment}`).click();
};
for (const view of VIEWS) {
  for (const environment of view === "matrix" ? ["prod"] : ["dev", "prod"]) {
    await take(`diagram-${view}-${environment}-light`, {}, diagram(view, environment));
    await take(`diagram-${view}-${environment}-dark-en`, { colorScheme: "dark", locale: "en-US" }, diagram(view, environment));
  }
}
await take("diagram-light", {}, async (page) => {
  await diagram("runtime", "prod")(page);
  await page.locator('[data-node="api"]').focus();
  await page.keyboard.press("Enter");
});
await take("diagram-390", narrow, panel("diagram"));
for (const id of ["controls", "resources", "cost", "differences", "project", "environments", "issues"]) {
  await take(`${id}-light`, {}, panel(id));
  await take(`${id}-dark-en`, { colorScheme: "dark", locale: "en-US" }, panel(id));
  await take(`${id}-390`, narrow, panel(id));
}
await take("matrix-390", narrow);
await take("error-390-dark", { ...narrow, colorScheme: "dark" }, async (page) => {
  await page.getByTestId("nav-issues").click();
});
await take("files-390", narrow, panel("files"));
await take("matrix-1024", { viewport: { width: 1024, height: 768 } });
await take("matrix-2560", { viewport: { width: 2560, height: 1300 } });
await browser.close();
await server.close();
