// What every test does with a page: its parts by name, and what it gives.

import { readFileSync } from "node:fs";

export const PANELS = ["start", "sizes", "diagram", "project", "environments", "issues", "controls", "resources", "cost", "differences", "history"];
export const VIEWS = ["runtime", "network", "protection", "delivery", "modules", "matrix"];
/** For how many days production keeps backups: the size that tests change. */
export const BACKUP = "cell-2-rds.backup_retention_days";

/** Types into a cell of the sizes and leaves it. */
export async function type(page, value, cell = BACKUP) {
  await page.getByTestId("nav-sizes").click();
  await page.getByTestId(cell).fill(value);
  await page.getByTestId(cell).press("Tab");
}

/** What a cell holds. */
export const value = (page, cell = BACKUP) => page.getByTestId(cell).inputValue();

/** Name and bytes of the file that the page saves upon an act. */
export async function saved(page, act) {
  const [file] = await Promise.all([page.waitForEvent("download"), act()]);
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
}

/** The zip of what the page shows. */
export const download = async (page) => (await saved(page, () => page.getByTestId("download").click())).bytes;

/** Chooses an entry of the menu of the design. */
export async function menuItem(page, name) {
  await page.locator("#design-menu").click();
  await page.getByRole("menuitem", { name }).click();
}

/** The file behind an entry of that menu. */
export const fromMenu = (page, name) => saved(page, () => menuItem(page, name));

/** Opens a design file. */
export async function openDesign(page, text, name = "sekkei.json") {
  await page.getByTestId("open-design").setInputFiles({ name, mimeType: "application/json", buffer: Buffer.from(text) });
}

/** Waits until the page shows the checksum of the zip, which it works out once it is at rest. */
export async function settled(page) {
  await page.getByTestId("sha256").filter({ hasText: /[0-9a-f]{6}/ }).waitFor({ state: "attached" });
}

/** The checksum of the zip, once what was typed is in it. */
export async function digest(page) {
  await page.waitForTimeout(600);
  await settled(page);
  return page.getByTestId("sha256").getAttribute("data-sha256");
}

/** By how many pixels the page scrolls sideways. */
export const sideways = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
