// A real folder of the disk is dropped on the page as by hand, with the browser's own entries, and picked.
// What is made up in a script (import.test.mjs) has no folders.

import assert from "node:assert/strict";
import { appendFileSync, cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import { generated, sekkei, sha256 } from "./engine.mjs";
import { violations } from "./harness.mjs";
import { digest, download, menuItem, value } from "./page.mjs";
import { prepare, scratch } from "./site.mjs";
import { unzip } from "./zip.mjs";

const site = prepare();
const folder = scratch();
const bundle = join(folder, "bundle");
const zip = join(folder, "bundle.zip");

before(() => {
  const draft = JSON.parse(sekkei(["design"]));
  draft.environments[2].sizes["rds.backup_retention_days"] = 31;
  const design = JSON.stringify(draft);
  sekkei(["generate", "--design", "-", "--out", bundle], design);
  writeFileSync(zip, generated(design));
});

/** Drops files and folders of the disk, as the browser gives them to a page. */
async function dropFromDisk(page, ...paths) {
  const client = await page.context().newCDPSession(page);
  const data = { items: [], files: paths, dragOperationsMask: 1 };
  for (const type of ["dragEnter", "dragOver"]) await client.send("Input.dispatchDragEvent", { type, x: 400, y: 400, data });
  await page.getByTestId("drop-veil").waitFor();
  await client.send("Input.dispatchDragEvent", { type: "drop", x: 400, y: 400, data });
  await client.detach();
}

/** A copy of the bundle in a new folder. */
function copy(name, change = () => {}) {
  const path = join(folder, name);
  cpSync(bundle, path, { recursive: true });
  change(path);
  return path;
}

const problem = async (page) => (await page.getByTestId("bring-problem").textContent()).trim();

test("a folder that is dropped restores its design, and the next zip is the same bytes", site.visit(async (page) => {
  await dropFromDisk(page, bundle);
  await page.getByTestId("bring-restore").waitFor();
  assert.equal(await page.getByTestId("bring-by-hand").count(), 0);
  assert.equal(await page.getByTestId("bring-unread").count(), 0);
  await page.getByTestId("bring-restore").click();
  assert.equal(await value(page), "31");
  assert.equal(await digest(page), sha256(readFileSync(zip)));
}));

test("its two folders, and the zip of the disk, do the same", async () => {
  for (const paths of [[join(bundle, "infra"), join(bundle, ".github")], [zip]]) {
    const { page, context, wrong } = await site.open();
    await dropFromDisk(page, ...paths);
    await page.getByTestId("bring-restore").click();
    assert.equal(await value(page), "31");
    assert.equal(await digest(page), sha256(readFileSync(zip)));
    assert.deepEqual(wrong, []);
    await context.close();
  }
});

test("a folder with more entries than the browser gives at once is read to its end, and edits in it are found", async () => {
  const many = copy("many", (path) => {
    const own = join(path, "infra/modules/own");
    mkdirSync(own);
    for (let at = 0; at < 350; at += 1) writeFileSync(join(own, `f${at}.tf`), `# ${at}\n`);
    appendFileSync(join(path, "infra/modules/rds/main.tf"), "\n# ours\n");
    // Working folders of other programs are passed over, however much is in them.
    const state = join(path, "infra/envs/dev/.terraform/providers");
    mkdirSync(state, { recursive: true });
    for (let at = 0; at < 50; at += 1) writeFileSync(join(state, `p${at}`), "x");
  });
  for (const bring of [
    (page) => dropFromDisk(page, many),
    async (page) => {
      await menuItem(page, /から復元/);
      await page.getByTestId("bring-folder").setInputFiles(many);
    },
  ]) {
    const { page, context, wrong } = await site.open();
    await bring(page);
    await page.getByTestId("bring-restore").waitFor();
    assert.match(await page.getByTestId("bring-counts").textContent(), /手で編集 1[^]*手で追加 350/);
    assert.doesNotMatch(await page.locator("#bring").textContent(), /\.terraform/);
    await page.getByTestId("bring-restore").click();
    await page.getByTestId("search-files").fill("# 349");
    await page.getByTestId("search-results").getByRole("button", { name: /own\/f349\.tf/ }).waitFor();
    assert.deepEqual(wrong, []);
    await context.close();
  }
});

test("an empty folder, a folder without a design and one with too many files are refused with a reason", site.visit(async (page) => {
  const before = await digest(page);
  const nothing = join(folder, "nothing");
  mkdirSync(join(nothing, "in/it"), { recursive: true });
  await dropFromDisk(page, nothing);
  assert.match(await problem(page), /ファイルがありません[^]*今の設計はそのままです/);
  assert.deepEqual(await violations(page), []);
  await page.keyboard.press("Escape");

  const other = join(folder, "other");
  mkdirSync(other);
  for (const name of ["a.txt", "b.txt"]) writeFileSync(join(other, name), "x");
  await dropFromDisk(page, other);
  assert.match(await problem(page), /other: infra\/sekkei\.json が見つかりません/);
  await page.keyboard.press("Escape");

  const flood = copy("flood", (path) => {
    for (let at = 0; at < 5100; at += 1) writeFileSync(join(path, "infra", `f${at}.tf`), "");
  });
  await dropFromDisk(page, flood);
  assert.match(await problem(page), /ファイルが多すぎます/);
  await page.keyboard.press("Escape");
  assert.equal(await digest(page), before);
  assert.equal(await value(page), "35");
}));

test("names that no bundle has are listed as not taken, and do nothing", site.visit(async (page) => {
  const html = "<img src=x onerror=window.hacked=1>.tf";
  const names = [html, "日本語.tf", "a\nb.tf", "con\\..\\x.tf", "__proto__", "constructor", " .tf", `${"n".repeat(200)}.tf`, "README.MD"];
  const hostile = copy("hostile", (path) => {
    for (const name of names) writeFileSync(join(path, "infra", name), "# x\n");
    writeFileSync(join(path, "infra/image.tf"), Buffer.from([0xff, 0xfe, 0x00, 0xd8]));
  });
  await dropFromDisk(page, hostile);
  await page.getByTestId("bring-restore").waitFor();
  assert.match(await page.getByTestId("bring-unread").textContent(), /image\.tf/);
  assert.deepEqual(await violations(page), []);
  await page.getByTestId("bring-restore").click();
  assert.equal(await value(page), "31");
  await digest(page);
  assert.equal(await page.evaluate(() => window.hacked), undefined);
  for (const name of unzip(await download(page)).keys()) assert.match(name, /^[\x20-\x7e]+$/, name);
}));
