// Design files that somebody has prepared: what they say is text, wherever it is drawn, and what is no
// design leaves the work as it was.

import assert from "node:assert/strict";
import { test } from "node:test";
import { sekkei } from "./engine.mjs";
import { ready } from "./harness.mjs";
import { PANELS, openDesign, type, value } from "./page.mjs";
import { prepare } from "./site.mjs";

const site = prepare();
const HOSTILE = `"><img src=x onerror="window.taken=1"><svg onload="window.taken=1"></svg><script>window.taken=1</script>\${file("/etc/passwd")}`;

const given = () => JSON.parse(sekkei(["design"]));

/** The same value with each text in it, but for the version, made hostile. */
function spoil(value, key = "") {
  if (typeof value === "string") return key.includes("schema") ? value : value + HOSTILE;
  if (Array.isArray(value)) return value.map((entry) => spoil(entry));
  if (value && typeof value === "object") return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, spoil(entry, name)]));
  return value;
}

/** A right design, whose files are rendered, with markup where any text may stand. */
function titled() {
  const design = given();
  design.project.title = HOSTILE;
  return design;
}

async function drawn(design, arrived = async () => {}) {
  const { page, context, wrong } = await site.open();
  page.on("dialog", (dialog) => wrong.push(`dialog: ${dialog.message()}`));
  await openDesign(page, JSON.stringify(design));
  await page.getByTestId("toast").first().waitFor();
  await arrived(page);
  for (const panel of PANELS) {
    await page.getByTestId(`nav-${panel}`).click();
    const made = await page.evaluate(() => [...document.querySelectorAll("img, iframe, object, embed, body script, [onload], [onerror]")].map((element) => element.outerHTML));
    assert.deepEqual(made, [], panel);
  }
  // It has arrived, and it is kept as typed.
  await page.getByTestId("nav-project").click();
  const typed = await page.locator("input").evaluateAll((inputs) => inputs.map((input) => input.value));
  assert.ok(typed.some((value) => value.includes("onerror")), "the design was not taken");
  assert.equal(await page.evaluate(() => window.taken), undefined);
  assert.deepEqual(wrong, []);
  await context.close();
}

test("markup in every text of a design is drawn as text in every panel", () => drawn(spoil(given())));
test("markup in the free texts of a right design is drawn as text in every panel", () => drawn(titled(), ready));

test("what is no design leaves the work as it was", site.visit(async (page) => {
  await type(page, "22");
  const texts = [
    "",
    "null",
    "[]",
    "{",
    "[".repeat(100_000),
    '{"a":'.repeat(50_000),
    '{"__proto__":{"taken":1},"constructor":{"prototype":{"taken":1}}}',
    `{"schema_version":${"9".repeat(400)}}`,
    '{"schema_version":1,"environments":"no"}',
    "\u0000\uffff\u202e",
    "<html><script>window.taken=1</script>",
  ];
  for (const text of texts) {
    await openDesign(page, text);
    await page.getByTestId("toast").first().waitFor();
    assert.equal(await value(page), "22", text.slice(0, 40));
    for (const toast of await page.getByTestId("toast").all()) await toast.getByRole("button").last().click();
  }
  assert.equal(await page.evaluate(() => ({}).taken ?? window.taken), undefined);
  await page.reload();
  await ready(page);
  assert.equal(await value(page), "22");
}));
