// The diagram: drawn as the command line draws it, still while everything else changes, walked by
// keyboard, and a way to and from sizes, files, controls and resources.

import assert from "node:assert/strict";
import { test } from "node:test";
import { sekkei } from "./engine.mjs";
import { VIEWS, saved } from "./page.mjs";
import { prepare } from "./site.mjs";

const DESIGN = sekkei(["design"]);

const site = prepare();

async function diagram(options = {}) {
  const opened = await site.open(options);
  await opened.page.getByTestId("nav-diagram").click();
  await opened.page.locator("[data-node]").first().waitFor();
  return opened;
}

const drawn = (view, environment, format, lang = "ja") =>
  sekkei(["--lang", lang, "diagram", "--design", "-", "--view", view, "--env", environment, "--format", format], DESIGN);

/** Where every card is. */
const places = (page) => page.locator("[data-node]").evaluateAll((cards) => cards.map((card) => [card.dataset.node, card.getAttribute("transform")]).sort());

async function exported(page, label) {
  await page.locator("#diagram-export").click();
  return saved(page, () => page.getByRole("menuitem", { name: label }).click());
}

test("every view is drawn in every environment, and no card moves", async () => {
  const { page, context, wrong } = await diagram();
  for (const view of VIEWS) {
    await page.getByTestId(`view-${view}`).click();
    const seen = [];
    for (const environment of view === "matrix" ? ["prod"] : ["dev", "stg", "prod"]) {
      if (view !== "matrix") await page.getByTestId(`diagram-env-${environment}`).click();
      seen.push(await places(page));
      const listed = drawn(view, environment, "list").split("\n").filter((line) => /^\| [^-]/.test(line));
      assert.ok(seen.at(-1).length > 5 && listed.length > seen.at(-1).length, `${view} ${environment}`);
    }
    for (const other of seen) assert.deepEqual(other, seen[0], view);
  }
  assert.deepEqual(wrong, []);
  await context.close();
});

test("files that the page saves are those of the command line, byte for byte", async () => {
  const { page, context, wrong } = await diagram({ colorScheme: "light" });
  for (const view of VIEWS) {
    await page.getByTestId(`view-${view}`).click();
    for (const [label, format] of [["SVG", "svg"], ["Mermaid で保存", "mermaid"], ["draw.io", "drawio"]]) {
      const file = await exported(page, label);
      assert.equal(file.bytes.toString("utf8"), drawn(view, "prod", format), `${view} ${format}`);
    }
  }
  assert.deepEqual(wrong, []);
  await context.close();
});

test("a PNG has twice the size of the drawing", async () => {
  const { page, context, wrong } = await diagram();
  const png = await exported(page, "PNG");
  assert.match(png.name, /^prod-runtime\.png$/);
  assert.equal(png.bytes.subarray(1, 4).toString("latin1"), "PNG");
  const [, width, height] = drawn("runtime", "prod", "svg").match(/width="(\d+)" height="(\d+)"/).map(Number);
  assert.deepEqual([png.bytes.readUInt32BE(16), png.bytes.readUInt32BE(20)], [2 * width, 2 * height]);
  assert.deepEqual(wrong, []);
  await context.close();
});

test("no text leaves its card, in either language", async () => {
  for (const locale of ["ja-JP", "en-US"]) {
    const { page, context } = await diagram({ locale });
    for (const view of VIEWS) {
      await page.getByTestId(`view-${view}`).click();
      for (const environment of view === "matrix" ? [null] : ["dev", "prod"]) {
        if (environment) await page.getByTestId(`diagram-env-${environment}`).click();
        // At full size every text is shown.
        await page.locator(".drawing > g").evaluate((group) => group.setAttribute("transform", "scale(1)"));
        await page.locator(".drawing").evaluate((drawing) => drawing.setAttribute("data-detail", "full"));
        const outside = await page.locator("[data-node]").evaluateAll((cards) =>
          cards.flatMap((card) => {
            const box = card.querySelector(".card-box").getBBox();
            return [...card.querySelectorAll("text")].filter((text) => {
              const own = text.getBBox();
              return !text.closest(".card-badge") && (own.x + own.width > box.width || own.y + own.height > box.height);
            }).map((text) => text.textContent);
          }),
        );
        assert.deepEqual(outside, [], `${locale} ${view} ${environment}`);
      }
    }
    await context.close();
  }
});

test("the whole diagram is walked, chosen from and left by keyboard", async () => {
  const { page, context, wrong } = await diagram();
  await page.locator('[data-node][tabindex="0"]').focus();
  const seen = new Set();
  const here = () => page.evaluate(() => document.activeElement?.dataset?.node);
  await page.keyboard.press("Home");
  for (const key of ["ArrowDown", "ArrowDown", "ArrowDown", "ArrowLeft", "ArrowRight", "ArrowDown", "ArrowDown", "ArrowDown", "ArrowRight", "ArrowDown", "ArrowRight", "ArrowRight", "End"]) {
    await page.keyboard.press(key);
    await page.waitForTimeout(40);
    seen.add(await here());
  }
  assert.ok(seen.size >= 7 && !seen.has(undefined), [...seen].join());
  await page.keyboard.press("Enter");
  await page.getByTestId("inspector").waitFor();
  assert.equal(await page.locator('[aria-pressed="true"][data-node]').count(), 1);
  await page.keyboard.press("Escape");
  await page.getByTestId("inspector").waitFor({ state: "detached" });
  const before = await page.locator(".drawing > g").getAttribute("transform");
  await page.keyboard.press("+");
  assert.notEqual(await page.locator(".drawing > g").getAttribute("transform"), before);
  await page.keyboard.press("f");
  assert.deepEqual(wrong, []);
  await context.close();
});

test("from a component to its sizes, resources, controls and lines, and back", async () => {
  const { page, context, wrong } = await diagram();
  const choose = async (node) => {
    await page.getByTestId("nav-diagram").click();
    await page.keyboard.press("Escape");
    await page.locator(`[data-node="${node}"]`).focus();
    await page.keyboard.press("Enter");
    await page.getByTestId("inspector").waitFor();
  };
  const inspector = page.getByTestId("inspector");
  await choose("database");
  await inspector.getByRole("button", { name: /task_definitions\.tf/ }).first().click();
  assert.equal(await page.getByTestId("open-file-path").textContent(), "infra/modules/ecs/task_definitions.tf");
  await inspector.getByRole("button", { name: "一覧で見る" }).click();
  await page.getByTestId("only-component").waitFor();
  const rows = await page.getByTestId("resource-list").locator("tbody tr:not(.module)").count();
  assert.ok(rows > 3 && rows < 12, `${rows} resources of the database`);
  await page.getByTestId("resource-list").getByRole("button", { name: /RDS PostgreSQL/ }).first().click();
  await inspector.waitFor();
  await page.getByTestId("inspector").getByRole("button", { name: /データベース/ }).click();
  assert.equal(await page.evaluate(() => document.querySelector("[aria-current=page]").dataset.testid), "nav-sizes");
  await page.locator("#group-Cache").locator("xpath=..").locator(".to-diagram").click();
  await inspector.getByRole("heading", { name: "ElastiCache" }).waitFor();
  await choose("cdn");
  const failing = inspector.locator("button.badge").first();
  const id = (await failing.textContent()).replace(/[^A-Z0-9-]/g, "");
  await failing.click();
  await page.getByTestId(`control-${id}`).waitFor();
  assert.equal(await page.getByTestId(`control-${id}`).getAttribute("aria-expanded"), "true");
  assert.deepEqual(wrong, []);
  await context.close();
});

test("a comparison marks what an environment leaves out, and a table says the same in words", async () => {
  const { page, context } = await diagram();
  await page.getByTestId("diagram-compare").selectOption("dev");
  assert.equal(await page.locator('[data-node="worker"]').getAttribute("class"), "card-node added");
  await page.getByTestId("diagram-env-dev").click();
  await page.getByTestId("diagram-compare").selectOption("");
  assert.match(await page.locator('[data-node="worker"]').getAttribute("class"), /ghost/);
  await page.getByTestId("hide-absent").click();
  assert.equal(await page.locator('[data-node="worker"]').isVisible(), false);
  await page.getByTestId("diagram-table").click();
  const table = page.getByTestId("diagram-as-table");
  assert.equal(await table.getByRole("button", { name: "ECS arq worker" }).count(), 0);
  await page.getByTestId("hide-absent").click();
  assert.equal(await table.getByRole("button", { name: "ECS arq worker" }).count(), 1);
  await context.close();
});
