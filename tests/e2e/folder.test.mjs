// A real folder of the disk is dropped on the page as by hand, with the browser's own entries, and picked.
// What is made up in a script (import.test.mjs) has no folders.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { cli, launch, open, serve, violations } from "./harness.mjs";

const BACKUP = "cell-2-rds.backup_retention_days";

let server, browser, folder, bundle;

before(async () => {
  server = await serve();
  browser = await launch();
  folder = mkdtempSync(join(tmpdir(), "sekkei-"));
  const design = JSON.parse(execFileSync(cli, ["design"]));
  design.environments[2].sizes["rds.backup_retention_days"] = 31;
  writeFileSync(join(folder, "design.json"), JSON.stringify(design));
  bundle = join(folder, "bundle");
  execFileSync(cli, ["generate", "--design", join(folder, "design.json"), "--out", bundle], { stdio: "ignore" });
  execFileSync(cli, ["generate", "--design", join(folder, "design.json"), "--zip", join(folder, "bundle.zip")], { stdio: "ignore" });
});

after(async () => {
  await browser?.close();
  await server?.close();
  rmSync(folder, { recursive: true, force: true });
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

async function digest(page) {
  await page.waitForTimeout(500);
  await page.waitForFunction(() => document.querySelector("[data-sha256]")?.dataset.sha256);
  return page.getByTestId("sha256").getAttribute("data-sha256");
}

const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

test("a folder that is dropped restores its design, and the next zip is the same bytes", async () => {
  const { page, context, wrong } = await open(browser, server.url);
  await dropFromDisk(page, bundle);
  await page.getByTestId("bring-restore").waitFor();
  assert.equal(await page.getByTestId("bring-by-hand").count(), 0);
  assert.equal(await page.getByTestId("bring-unread").count(), 0);
  await page.getByTestId("bring-restore").click();
  assert.equal(await page.getByTestId(BACKUP).inputValue(), "31");
  assert.equal(await digest(page), sha256(readFileSync(join(folder, "bundle.zip"))));
  assert.deepEqual(wrong, []);
  await context.close();
});

test("its two folders, and the zip of the disk, do the same", async () => {
  for (const paths of [[join(bundle, "infra"), join(bundle, ".github")], [join(folder, "bundle.zip")]]) {
    const { page, context, wrong } = await open(browser, server.url);
    await dropFromDisk(page, ...paths);
    await page.getByTestId("bring-restore").click();
    assert.equal(await page.getByTestId(BACKUP).inputValue(), "31");
    assert.equal(await digest(page), sha256(readFileSync(join(folder, "bundle.zip"))));
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
      await page.locator("#design-menu").click();
      await page.getByRole("menuitem", { name: /から復元/ }).click();
      await page.getByTestId("bring-folder").setInputFiles(many);
    },
  ]) {
    const { page, context, wrong } = await open(browser, server.url);
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

test("an empty folder, a folder without a design and one with too many files are refused with a reason", async () => {
  const { page, context, wrong } = await open(browser, server.url);
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
  assert.equal(await page.getByTestId(BACKUP).inputValue(), "35");
  assert.deepEqual(wrong, []);
  await context.close();
});

test("names that no bundle has are listed as not taken, and do nothing", async () => {
  const { page, context, wrong } = await open(browser, server.url);
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
  assert.equal(await page.getByTestId(BACKUP).inputValue(), "31");
  await digest(page);
  assert.equal(await page.evaluate(() => window.hacked), undefined);
  const [saved] = await Promise.all([page.waitForEvent("download"), page.getByTestId("download").click()]);
  const listed = execFileSync("python3", ["-c", "import sys,zipfile\nprint('\\n'.join(zipfile.ZipFile(sys.argv[1]).namelist()))", await saved.path()], { encoding: "utf8" });
  for (const name of listed.trim().split("\n")) assert.match(name, /^[\x20-\x7e]+$/, name);
  assert.deepEqual(wrong, []);
  await context.close();
});
