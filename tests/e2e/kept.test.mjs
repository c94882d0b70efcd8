// A person's files in the bundle are a part of the design's history: what was kept or given back is a step,
// survives a reload, belongs to saved versions, and takes no more of the browser than it may.

import assert from "node:assert/strict";
import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { sekkei } from "./engine.mjs";
import { ready, violations } from "./harness.mjs";
import { digest, menuItem, saved } from "./page.mjs";
import { prepare, scratch } from "./site.mjs";

const RDS = "infra/modules/rds/main.tf";
const README = "infra/README.md";

const site = prepare();
const folder = scratch();

/** A folder of the default design with something at the end of files. */
function edited(name, ends) {
  const path = join(folder, name);
  sekkei(["generate", "--design", "-", "--out", path], sekkei(["design"]));
  for (const [file, end] of Object.entries(ends)) appendFileSync(join(path, file), end);
  return path;
}

async function restore(page, path) {
  await menuItem(page, /から復元/);
  await page.getByTestId("bring-folder").setInputFiles(path);
  await page.getByTestId("bring-restore").click();
  await page.locator("#bring[open]").waitFor({ state: "detached" });
}

async function reload(page) {
  await page.waitForTimeout(900);
  await page.reload();
  await ready(page);
}

async function sentences(page) {
  await page.getByTestId("nav-history").click();
  return page.locator("#history-steps .step-words").allInnerTexts();
}

const texts = (page) => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("sekkei.kept.")).length);

const press = async (page, id) => {
  await page.locator(`[data-testid=${id}][aria-disabled=false]`).waitFor();
  await page.getByTestId(id).click();
};

/** Opens a file by what it alone holds. */
async function openFile(page, text, path) {
  await page.getByTestId("search-files").fill(text);
  await page.getByTestId("search-results").getByRole("button", { name: new RegExp(`^${path.replaceAll(".", "\\.")}`) }).first().click();
}

test("keeping and giving back are steps of the history, before and after a reload", site.visit(async (page) => {
  const plain = await digest(page);
  await restore(page, edited("steps", { [RDS]: "\n# ours alone\n", [README]: "\n私たちの手順\n" }));
  const both = await digest(page);
  assert.notEqual(both, plain);
  await openFile(page, "# ours alone", RDS);
  await page.getByTestId("take-generated").click();
  const one = await digest(page);
  assert.notEqual(one, both);
  assert.deepEqual(await sentences(page), [
    `${RDS} を生成した内容に戻した`,
    "設計全体を「steps」に置き換え（手で編集した 2 ファイルを残す）",
    "履歴の始まり",
  ]);
  assert.deepEqual(await violations(page), []);
  await page.getByTestId("lang-en").click();
  assert.deepEqual(await sentences(page), [`${RDS}: back to the generated text`, "Whole design replaced by “steps” (your edited files kept: 2)", "Beginning of the history"]);
  await page.getByTestId("lang-ja").click();

  const walk = async () => {
    await press(page, "undo");
    assert.equal(await digest(page), both);
    await press(page, "undo");
    assert.equal(await digest(page), plain);
    await press(page, "redo");
    assert.equal(await digest(page), both);
    await press(page, "redo");
    assert.equal(await digest(page), one);
  };
  await walk();
  await reload(page);
  assert.equal(await digest(page), one);
  await walk();
  await press(page, "undo");
  await reload(page);
  assert.equal(await digest(page), both);
  await page.getByTestId("nav-history").click();
  await page.locator("#step-2").click();
  assert.equal(await digest(page), one);
  assert.equal(await page.getByTestId("trouble").count(), 0);
}));

test("a saved version has the files of its time, and starting over takes them out in a step", site.visit(async (page) => {
  const plain = await digest(page);
  await restore(page, edited("version", { [RDS]: "\n# of the version\n" }));
  const kept = await digest(page);
  await page.getByTestId("nav-history").click();
  await page.getByTestId("version-name").fill("手編集あり");
  await page.getByTestId("save-version").click();
  assert.match(await page.getByTestId("version-files").textContent(), /手で編集した 1 ファイル/);
  assert.deepEqual(await violations(page), []);
  await menuItem(page, "既定の設計に戻す");
  assert.equal(await digest(page), plain);
  assert.match((await sentences(page))[0], /既定の設計に戻した（手で編集した 1 ファイルを外す）/);
  await reload(page);
  await page.getByTestId("nav-history").click();
  await page.getByTestId("compare-version").click();
  assert.match(await page.getByTestId("design-difference").innerText(), /modules\/rds\/main\.tf/);
  await page.getByTestId("nav-history").click();
  await page.getByTestId("restore-version").click();
  assert.equal(await digest(page), kept);
  await press(page, "undo");
  assert.equal(await digest(page), plain);
}));

test("neither a link nor a design file holds a person's files, and both say so", site.visit(async (page) => {
  await restore(page, edited("share", { [RDS]: "\n# not in a link\n" }));
  await digest(page);
  await menuItem(page, "リンクで共有");
  assert.match(await page.getByTestId("link-without-files").textContent(), /手で編集した 1 ファイル/);
  assert.deepEqual(await violations(page), []);
  const { bytes } = await saved(page, () => page.getByTestId("share-file").click());
  assert.doesNotMatch(bytes.toString(), /kept_files|# not in a link/);
  assert.match(await page.getByTestId("toast").last().textContent(), /手で編集した 1 ファイルは入っていません/);
}));

test("texts that nothing leads to go; of those of old steps only as many stay as there is room for", site.visit(async (page) => {
  const large = (letter) => `\n# ${letter.repeat(700_000)}\n`;
  for (const letter of ["a", "b", "c", "d"]) await restore(page, edited(`large-${letter}`, { [RDS]: large(letter) }));
  assert.equal(await texts(page), 4);
  await digest(page);
  await reload(page);
  await page.locator("[data-testid=undo][aria-disabled=false]").waitFor();
  await page.waitForFunction(() => Object.keys(localStorage).filter((key) => key.startsWith("sekkei.kept.")).length === 3);
  // The present text and two of the steps; the way further back is there and says what is missing.
  assert.equal(await page.getByTestId("trouble").count(), 0);
  await press(page, "undo");
  await press(page, "undo");
  assert.equal(await page.getByTestId("trouble").count(), 0);
  await press(page, "undo");
  await page.getByTestId("trouble").waitFor();
  assert.match(await page.getByTestId("trouble").textContent(), /手で編集したファイルの一部が、この端末に残っていません/);
  assert.deepEqual(await violations(page), []);
  await press(page, "redo");
  await openFile(page, "# bbbb", RDS);
  // A new change gives up the steps ahead; the last of them is set aside with its text, the others go.
  await menuItem(page, "既定の設計に戻す");
  await reload(page);
  await page.waitForFunction(() => Object.keys(localStorage).filter((key) => key.startsWith("sekkei.kept.")).length === 2);
}));

test("two tabs that differ in a person's files alone are told apart, and neither loses anything", async () => {
  const { page: a, context, wrong } = await site.open();
  const b = await context.newPage();
  await b.goto(site.url);
  await ready(b);
  await a.bringToFront();
  await restore(a, edited("tabs", { [RDS]: "\n# of tab a\n" }));
  await b.bringToFront();
  await b.getByTestId("divided").waitFor();
  await b.getByTestId("take-other").click();
  await b.getByTestId("divided").waitFor({ state: "detached" });
  const ofB = await digest(b);
  await a.bringToFront();
  assert.equal(await digest(a), ofB);
  await b.bringToFront();
  await openFile(b, "# of tab a", RDS);
  await b.getByTestId("take-generated").click();
  await b.waitForTimeout(900);
  await a.bringToFront();
  await a.getByTestId("divided").waitFor();
  await a.getByTestId("keep-mine").click();
  await a.getByTestId("divided").waitFor({ state: "detached" });
  const kept = await digest(a);
  await reload(a);
  assert.equal(await digest(a), kept);
  await openFile(a, "# of tab a", RDS);
  assert.deepEqual(wrong, []);
  await context.close();
});

test("files that an earlier version of the product had kept are taken over", site.visit(async (page) => {
  const plain = await digest(page);
  await page.waitForTimeout(900);
  await page.evaluate(([path]) => localStorage.setItem("sekkei.files", JSON.stringify({ [path]: "# of before\n" })), ["infra/modules/rds/own.tf"]);
  await page.reload();
  await ready(page);
  await openFile(page, "# of before", "infra/modules/rds/own.tf");
  const kept = await digest(page);
  assert.notEqual(kept, plain);
  assert.equal(await page.evaluate(() => localStorage.getItem("sekkei.files")), null);
  await reload(page);
  assert.equal(await digest(page), kept);
  await press(page, "undo");
  assert.equal(await digest(page), plain);
}));

test("where the browser has no room for a text, that is said, and undo works while the page is open", site.visit(async (page) => {
  await page.evaluate(() => {
    const set = Storage.prototype.setItem;
    Storage.prototype.setItem = function (key, ...given) {
      if (key.startsWith("sekkei.kept.")) throw new DOMException("full", "QuotaExceededError");
      return set.call(this, key, ...given);
    };
  });
  const plain = await digest(page);
  await restore(page, edited("full", { [RDS]: "\n# no room\n" }));
  assert.match(await page.getByTestId("toast").last().textContent(), /この端末に残せません/);
  const kept = await digest(page);
  await press(page, "undo");
  assert.equal(await digest(page), plain);
  await press(page, "redo");
  assert.equal(await digest(page), kept);
  await reload(page);
  await page.getByTestId("trouble").waitFor();
  assert.equal(await digest(page), plain);
}));
