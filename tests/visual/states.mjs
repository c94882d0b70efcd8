// The states of the page that are looked at: how each is reached, in their order. A state leaves the page so
// that the next one can be reached from it.

import { VIEWS, menuItem } from "../e2e/page.mjs";

/** What `storage full` means to a page: the design alone cannot be written. */
export const fullStorage = () => {
  const set = Storage.prototype.setItem;
  Storage.prototype.setItem = function (...given) {
    if (String(given[0]).startsWith("sekkei.design")) throw new DOMException("full", "QuotaExceededError");
    return set.apply(this, given);
  };
};

const panel = (id) => (page) => page.getByTestId(`nav-${id}`).click();
const escape = (page) => page.keyboard.press("Escape");

const diagram = (view) => async (page) => {
  await panel("diagram")(page);
  await page.getByTestId(`view-${view}`).click();
};

/** Name; how to get there; how to get away; whether a picture of it is kept. */
export const STATES = [
  { name: "first-run", enter: async () => {}, picture: true },
  { name: "sizes", enter: (page) => page.getByTestId("greeting-skip").click(), picture: true },
  { name: "menu", enter: (page) => page.locator("#design-menu").click(), leave: escape },
  { name: "palette", enter: (page) => page.keyboard.press("Control+k"), leave: escape, picture: true },
  {
    name: "shortcuts",
    enter: async (page) => {
      await panel("start")(page);
      await page.getByTestId("open-shortcuts").click();
    },
    leave: escape,
  },
  { name: "start", enter: panel("start"), picture: true },
  ...VIEWS.map((view) => ({
    name: `diagram-${view}`,
    enter: diagram(view),
    picture: view === "runtime",
  })),
  {
    name: "diagram-chosen",
    enter: async (page) => {
      await diagram("runtime")(page);
      await page.locator('[data-node="database"]').focus();
      await page.keyboard.press("Enter");
    },
    leave: escape,
  },
  { name: "project", enter: panel("project"), picture: true },
  { name: "environments", enter: panel("environments"), picture: true },
  { name: "issues", enter: panel("issues") },
  { name: "controls", enter: panel("controls"), picture: true },
  {
    name: "control-open",
    enter: async (page) => {
      await panel("controls")(page);
      await page.getByTestId("control-TLS-09").click();
    },
    leave: (page) => page.getByTestId("control-TLS-09").click(),
  },
  {
    name: "controls-none-found",
    enter: (page) => page.getByTestId("control-filter").fill("zzzz"),
    leave: (page) => page.getByTestId("control-filter").fill(""),
  },
  { name: "resources", enter: panel("resources"), picture: true },
  { name: "cost", enter: panel("cost"), picture: true },
  { name: "differences", enter: panel("differences"), picture: true },
  { name: "history-empty", enter: panel("history") },
  {
    name: "error",
    enter: async (page) => {
      await panel("sizes")(page);
      // A narrow window shows one environment at a time: the first.
      for (const at of [2, 0]) {
        const cell = page.getByTestId(`cell-${at}-rds.backup_retention_days`);
        if (!(await cell.isVisible())) continue;
        await cell.fill("40");
        await cell.press("Tab");
      }
    },
    picture: true,
  },
  { name: "issues-error", enter: panel("issues"), picture: true },
  { name: "history", enter: panel("history"), picture: true },
  {
    name: "repaired",
    enter: async (page) => {
      await page.keyboard.press("Control+z");
      await panel("sizes")(page);
    },
  },
  {
    name: "returned",
    enter: async (page, { edited }) => {
      await menuItem(page, /から復元|Restore from/);
      await page.getByTestId("bring-folder").setInputFiles(edited);
      await page.getByTestId("bring-by-hand").waitFor();
    },
    leave: (page) => page.getByTestId("bring-cancel").click(),
    picture: true,
  },
];

/** States that need a page of their own. */
export const TROUBLES = [
  {
    name: "storage-full",
    before: fullStorage,
    enter: async (page) => {
      await page.getByTestId("cell-0-rds.backup_retention_days").fill("5");
      await page.getByTestId("trouble").first().waitFor();
    },
    picture: true,
  },
];
