// Diagrams on paper: the sheets that the browser prints, read back from the PDF.

import assert from "node:assert/strict";
import { test } from "node:test";
import { getDocumentProxy } from "unpdf";
import { sekkei } from "./engine.mjs";
import { VIEWS, settled } from "./page.mjs";
import { prepare } from "./site.mjs";


const site = prepare();

/** The diagram, in a page whose own dialog for printing is left out: the PDF is what the dialog would print. */
async function diagram(options = {}) {
  const opened = await site.open(options);
  await opened.page.evaluate(() => { window.print = () => {}; });
  await opened.page.getByTestId("nav-diagram").click();
  await opened.page.locator("[data-node]").first().waitFor();
  // Sheets bear the checksum of the zip, which is worked out once the page is at rest.
  await settled(opened.page);
  return opened;
}

/** A text as it can be compared: a PDF keeps no white space, and of a sign with two codes sometimes the other. */
const bare = (text) => text.normalize("NFKC").replace(/\s/g, "");

/** Size in millimetres and text of every page, as a PDF reader finds them. */
async function printed(page) {
  const pdf = await getDocumentProxy(new Uint8Array(await page.pdf({ preferCSSPageSize: true, printBackground: true })));
  const sheets = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const sheet = await pdf.getPage(number);
    const [, , width, height] = sheet.view.map((points) => Math.round((points / 72) * 25.4));
    const { items } = await sheet.getTextContent();
    const inside = items.filter(({ transform: [, , , , x, y] }) => x > 0 && y > 0 && x < sheet.view[2] && y < sheet.view[3]);
    sheets.push({ size: [width, height], text: bare(inside.map(({ str }) => str).join("")) });
  }
  return sheets;
}

const A4 = [297, 210], A3 = [420, 297];

/** Names of the cards of a view, as the command line lists them. */
function names(view, lang = "ja") {
  const list = sekkei(["--lang", lang, "diagram", "--design", "-", "--view", view, "--env", "prod", "--format", "list"], sekkei(["design"]));
  const rows = list.split("\n\n")[2].split("\n").slice(2);
  return rows.map((row) => bare(row.split(" | ")[0].replace(/^\| /, ""))).filter(Boolean);
}

async function ordered(page, item) {
  await page.locator("#diagram-export").click();
  await page.getByRole("menuitem", { name: item, exact: true }).click();
  return printed(page);
}

test("every view is printed on A4: nothing cut, nothing of the page around it", async () => {
  for (const options of [{ colorScheme: "light" }, { colorScheme: "dark", locale: "en-US" }]) {
    const { page, context, wrong } = await diagram(options);
    const lang = options.locale ? "en" : "ja";
    for (const view of VIEWS) {
      await page.getByTestId(`view-${view}`).click();
      const sheets = await printed(page);
      const all = sheets.map(({ text }) => text).join("");
      for (const { size, text } of sheets) {
        assert.deepEqual(size, A4, view);
        assert.match(text, /\d{4}-\d{2}-\d{2}·zipsha256[0-9a-f]{8}\.\.\.[0-9a-f]{4}/, view);
      }
      const expected = names(view, lang);
      assert.ok(expected.length > 5, view);
      const missing = expected.filter((name) => !all.includes(name));
      assert.deepEqual(missing, [], `${lang} ${view}`);
      for (const control of ["sekkei.json", "Terraform1", lang === "ja" ? "比べない" : "Nocomparison"]) assert.ok(!all.includes(bare(control)), `${view}: ${control}`);
      assert.ok(sheets.length <= 3, `${view} takes ${sheets.length} sheets`);
      if (sheets.length > 1) sheets.forEach(({ text }, k) => assert.ok(text.includes(`${k + 1}/${sheets.length}`), view));
    }
    assert.deepEqual(wrong, []);
    await context.close();
  }
});

test("the menu prints on A3, one view or all of them; what was printed is gone afterwards", async () => {
  const { page, context, wrong } = await diagram();
  const one = await ordered(page, "印刷（A3 横）");
  assert.ok(one.length <= 2);
  for (const { size } of one) assert.deepEqual(size, A3);
  const all = await ordered(page, "すべての図を印刷（A3 横）");
  const text = all.map(({ text }) => text).join("");
  for (const { size } of all) assert.deepEqual(size, A3);
  for (const view of VIEWS) assert.deepEqual(names(view).filter((name) => !text.includes(name)), [], view);
  assert.equal(await page.locator(".paper-stack").count(), 0);
  // The browser's own command prints what is seen, on A4.
  for (const { size } of await printed(page)) assert.deepEqual(size, A4);
  assert.deepEqual(wrong, []);
  await context.close();
});

test("legends say what occurs: outlines of what is absent, marks of a comparison", async () => {
  const { page, context } = await diagram();
  const text = async () => (await printed(page)).map(({ text }) => text).join("");
  await page.getByTestId("diagram-env-dev").click();
  const dev = await text();
  assert.ok(dev.includes("この環境では作成しない") && !dev.includes("なくなる"), "dev");
  await page.getByTestId("diagram-compare").selectOption("prod");
  const compared = await text();
  assert.ok(["変更"].every((word) => compared.includes(word)), "compared");
  await context.close();
});
