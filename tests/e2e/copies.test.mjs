// What is taken along without a zip: one file by copying or saving it, a link that is too long, and the design as a
// file in its place.

import assert from "node:assert/strict";
import { test } from "node:test";
import { generated, sekkei, sha256 } from "./engine.mjs";
import { download, menuItem, openDesign, saved, settled } from "./page.mjs";
import { prepare } from "./site.mjs";
import { unzip } from "./zip.mjs";

const site = prepare();

test("one file is copied and saved as it lies in the zip", site.visit(async (page) => {
  // Reading the clipboard is closed to the page by its headers.
  await page.evaluate(() => {
    navigator.clipboard.writeText = async (text) => void (window.copied = text);
  });
  await settled(page);
  const files = unzip(generated(sekkei(["design"])));
  for (const path of ["infra/modules/rds/main.tf", "infra/envs/prod/terraform.tfvars", ".github/workflows/terraform.yml"]) {
    await page.keyboard.press("Control+k");
    await page.getByTestId("palette-box").fill(path);
    await page.keyboard.press("Enter");
    await page.locator(`[data-testid="open-file-path"][title="${path}"]`).waitFor();
    await page.getByTestId("copy-file").click();
    await page.waitForFunction(() => window.copied !== undefined);
    assert.equal(await page.evaluate(() => { const text = window.copied; window.copied = undefined; return text; }), files.get(path), path);
    const file = await saved(page, () => page.getByTestId("download-file").click());
    assert.equal(file.name, path.split("/").at(-1));
    assert.equal(file.bytes.toString(), files.get(path));
  }
}));

test("a link that is too long for chat tools says so, and gives the file in its place", site.visit(async (page) => {
  const design = JSON.parse(sekkei(["design"]));
  // What people write is what makes a link long.
  let seed = 11;
  const letters = () => Array.from({ length: 150 }, () => String.fromCodePoint(0x4e00 + (seed = (seed * 48271) % 2147483647) % 8000)).join("");
  design.waivers = ["TLS-09", "BKP-03", "LOG-10", "AVL-02", "MON-02", "NET-08"].map((control) => ({ control, environment: "prod", person: letters().slice(0, 20), until: "2099-01-31", reason: letters() }));
  await openDesign(page, JSON.stringify(design));
  await settled(page);
  await menuItem(page, /リンクで共有/);
  const link = await page.getByTestId("share-link").inputValue();
  assert.ok(link.length > 2000, String(link.length));
  assert.match(await page.getByTestId("link-too-long").innerText(), /2,?000/);
  const file = await saved(page, () => page.getByTestId("share-file").click());
  assert.equal(file.name, "sekkei.json");
  const zip = sha256(await download(page));
  assert.equal(sha256(generated(file.bytes.toString())), zip);
  // The command line has no such limit.
  assert.equal(sha256(generated(link)), zip);
}));
