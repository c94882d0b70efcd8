// Every panel and state in both languages and themes at 390, 1024, 1440 and 2560 px: nothing that a designer
// would object to, as far as it can be measured; and pictures of them in tests/visual. Every figure and date
// of the page is in a picture, so they are compared when somebody asks for it before and after a change of looks:
// COMPARE_PICTURES=1 node --test tests/e2e/visual.test.mjs; UPDATE_EXPECT=1 writes them again.

import assert from "node:assert/strict";
import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import { faults, watchShifts } from "../visual/geometry.mjs";
import { distance, fonts, shelf, take } from "../visual/pictures.mjs";
import { STATES, TROUBLES } from "../visual/states.mjs";
import { sekkei } from "./engine.mjs";
import { root } from "./harness.mjs";
import { settled } from "./page.mjs";
import { prepare, scratch } from "./site.mjs";

const HEIGHTS = { 390: 844, 1024: 768, 1440: 900, 2560: 1300 };
const LOCALES = { ja: "ja-JP", en: "en-US" };
/** Which are kept as pictures. */
const KEPT = [
  { width: 1440, lang: "ja", theme: "light" },
  { width: 1440, lang: "en", theme: "dark" },
  { width: 390, lang: "ja", theme: "light" },
];
/** Share of blocks that may differ: what moves with the clock and with the smoothing of letters. */
const APART = 0.02;
/** Google's bound for a good page is 0.1. */
const SHIFT = 0.02;

const update = process.env.UPDATE_EXPECT === "1";
const album = shelf(join(root, "tests/visual/pictures"));
const site = prepare();
const edited = join(scratch(), "bundle");
let table;

before(async () => {
  sekkei(["generate", "--design", "-", "--out", edited], sekkei(["design"]));
  appendFileSync(join(edited, "infra/modules/rds/main.tf"), "\n# By hand\n");
});

/** The picture of a state against the kept one; what is wrong with it. */
async function compare(page, name, sameFonts) {
  if (!update && process.env.COMPARE_PICTURES !== "1") return [];
  const picture = await take(page);
  const file = `${name}.webp`;
  if (update) {
    album.write(file, Buffer.from(picture, "base64"));
    return [];
  }
  const kept = album.read(file);
  if (!kept) return [`${name}: no picture is kept; run with UPDATE_EXPECT=1`];
  if (!sameFonts) return [];
  // Not before the tests: hooks of a file begin together, and the browser may not be there yet.
  table ??= await (await site.browser.newContext()).newPage();
  const apart = await distance(table, kept.toString("base64"), picture);
  return apart > APART ? [`${name}: ${(apart * 100).toFixed(1)} % of the picture differ from tests/visual/pictures/${file}`] : [];
}

/** Each fault once, with the states that have it. */
function told(found) {
  const places = new Map();
  for (const [fault, place] of found) places.set(fault, [...(places.get(fault) ?? []), place]);
  return [...places].map(([fault, where]) => `${fault} (${where.join(", ")})`).join("\n");
}

/** Looks at a state in both themes. */
async function look(page, state, { width, lang }, sameFonts) {
  const found = [];
  for (const theme of ["dark", "light"]) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    for (const fault of await page.evaluate(faults)) found.push([fault, `${state.name} ${theme}`]);
    if (state.picture && KEPT.some((one) => one.width === width && one.lang === lang && one.theme === theme)) {
      await page.mouse.move(0, 0);
      await page.evaluate(() => document.querySelectorAll("section.panel:not([hidden]) :is(.form, .issues, .review)").forEach((one) => one.scrollTo(0, 0)));
      for (const fault of await compare(page, `${state.name}-${width}-${lang}-${theme}`, sameFonts)) found.push([fault, theme]);
    }
  }
  return found;
}

for (const width of Object.keys(HEIGHTS).map(Number)) {
  for (const lang of Object.keys(LOCALES)) {
    test(`every state at ${width} px, ${lang}`, async (t) => {
      const options = { locale: LOCALES[lang], viewport: { width, height: HEIGHTS[width] }, reducedMotion: "reduce" };
      const { page, context, wrong } = await site.open(options);
      const measured = await fonts(page);
      if (update) album.write("fonts.txt", measured);
      const sameFonts = album.read("fonts.txt")?.toString() === measured;
      if (!sameFonts && process.env.COMPARE_PICTURES === "1") t.diagnostic("other fonts are installed than when the pictures were taken: they are not compared");
      await settled(page);
      const found = [];
      for (const state of STATES) {
        await state.enter(page, { edited });
        await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
        found.push(...(await look(page, state, { width, lang }, sameFonts)));
        await state.leave?.(page);
      }
      assert.deepEqual(wrong, []);
      await context.close();
      for (const state of TROUBLES) {
        const { page, context } = await site.open({ ...options, init: state.before });
        await state.enter(page);
        found.push(...(await look(page, state, { width, lang }, sameFonts)));
        await context.close();
      }
      assert.equal(told(found), "");
    });
  }
}

for (const width of Object.keys(HEIGHTS).map(Number)) {
  test(`nothing jumps while the page arrives: ${width} px`, async () => {
    const { page, context } = await site.open({ viewport: { width, height: HEIGHTS[width] }, init: watchShifts });
    await settled(page);
    await page.waitForTimeout(300);
    const shifts = await page.evaluate(() => window.shifts);
    const sum = shifts.reduce((sum, [value]) => sum + value, 0);
    assert.ok(sum <= SHIFT, `shifts sum up to ${sum.toFixed(3)}: ${JSON.stringify(shifts)}`);
    await context.close();
  });
}
