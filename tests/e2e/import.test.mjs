// What was downloaded comes back: by choosing, dropping or pasting; edited files are shown and kept; nothing
// that may be brought instead breaks the page or loses anything.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { generated, sekkei, sha256 } from "./engine.mjs";
import { cli, ready, root, violations } from "./harness.mjs";
import { BACKUP, digest, download, menuItem, type, value } from "./page.mjs";
import { prepare, scratch } from "./site.mjs";
import { unzip, zipOf } from "./zip.mjs";

const HOSTILE = 300;
const DOWNLOADS = 100;

const site = prepare();
const folder = scratch();

/** A design whose production keeps backups for so many days. */
function designOf(days) {
  const design = JSON.parse(sekkei(["design"]));
  design.environments[2].sizes["rds.backup_retention_days"] = days;
  return JSON.stringify(design);
}

/** The folder with the files of that design. */
function unpacked(name, days) {
  const path = join(folder, name);
  sekkei(["generate", "--design", "-", "--out", path], designOf(days));
  return path;
}

async function drop(page, ...files) {
  const transfer = await page.evaluateHandle(
    (files) => {
      const transfer = new DataTransfer();
      for (const [name, base64] of files) transfer.items.add(new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], name));
      return transfer;
    },
    files.map(([name, bytes]) => [name, Buffer.from(bytes).toString("base64")]),
  );
  await page.dispatchEvent("body", "dragover", { dataTransfer: transfer });
  await page.dispatchEvent("body", "drop", { dataTransfer: transfer });
  await transfer.dispose();
}

async function menu(page) {
  await menuItem(page, /から復元/);
  await page.locator("#bring[open]").waitFor();
}

test("a zip that is dropped restores its design in one step, and the next zip is the same bytes", site.visit(async (page) => {
  const zip = generated(designOf(31));
  await drop(page, ["bundle-31.zip", zip]);
  await page.getByTestId("bring-restore").waitFor();
  assert.match(await page.getByTestId("bring-differs").textContent(), /1$/);
  assert.equal(await page.getByTestId("bring-by-hand").count(), 0);
  assert.deepEqual(await violations(page), []);
  assert.equal(await value(page), "35");
  await page.getByTestId("bring-restore").click();
  assert.equal(await value(page), "31");
  assert.equal(await digest(page), sha256(zip));
  await page.getByTestId("undo").click();
  assert.equal(await value(page), "35");
}));

test("what is dropped while the dialog is still closing opens it again", site.visit(async (page) => {
  await drop(page, ["a.txt", "{"]);
  await page.getByTestId("bring-problem").waitFor();
  // As Escape does: the dialog is closed, and its event comes when the page has got round to it.
  await page.evaluate(() => {
    const dialog = document.querySelector("#bring");
    dialog.addEventListener("close", (event) => event.stopImmediatePropagation(), { capture: true, once: true });
    dialog.close();
  });
  await drop(page, ["b.txt", "{"]);
  await page.locator("#bring[open]").waitFor();
  assert.match(await page.getByTestId("bring-problem").textContent(), /b\.txt/);
}));

test("a folder, a design file and values are restored; what cannot be taken is listed", site.visit(async (page) => {
  const path = unpacked("unpacked", 30);
  await menu(page);
  assert.deepEqual(await violations(page), []);
  await page.getByTestId("bring-folder").setInputFiles(path);
  await page.getByTestId("bring-restore").click();
  assert.equal(await value(page), "30");

  await drop(page, ["sekkei.json", designOf(29)]);
  await page.waitForFunction((id) => document.querySelector(`[data-testid="${id}"]`).value === "29", BACKUP);

  // As some editors save it.
  await menu(page);
  await page.getByTestId("bring-file").setInputFiles({ name: "sekkei.json", mimeType: "application/json", buffer: Buffer.from(`\ufeff${designOf(28)}`, "utf16le") });
  await page.waitForFunction((id) => document.querySelector(`[data-testid="${id}"]`).value === "28", BACKUP);

  const values = readFileSync(join(path, "infra/envs/prod/terraform.tfvars"), "utf8");
  await menu(page);
  await page.getByTestId("bring-text").fill(`${values}\nsurprise = "<img src=x onerror=hacked()>"\nkms = { deletion_window_days = 4 }\n`.replace("kms = {\n", "kms_was = {\n"));
  await page.getByTestId("bring-read").click();
  await page.getByTestId("bring-take-sizes").waitFor();
  assert.equal(await page.getByTestId("bring-into").inputValue(), "2");
  assert.match(await page.getByTestId("bring-remarks").textContent(), /kms\.deletion_window_days[^]*surprise/);
  assert.equal(await page.getByTestId("bring-sizes").locator("tbody tr").count(), 1);
  assert.deepEqual(await violations(page), []);
  await page.getByTestId("bring-take-sizes").click();
  assert.equal(await value(page), "30");
  await page.getByTestId("undo").click();
  assert.equal(await value(page), "28");
}));

test("files edited since are shown with their differences and kept in the next download, and what is said is said of them", site.visit(async (page) => {
  const path = unpacked("edited", 32);
  const rds = join(path, "infra/modules/rds/main.tf");
  writeFileSync(rds, readFileSync(rds, "utf8").replace(/storage_encrypted( *)= true/, "storage_encrypted$1= false"));
  appendFileSync(join(path, "infra/README.md"), "\n私たちの手順\n");
  writeFileSync(join(path, "infra/modules/rds/own.tf"), "# ours\n");
  const errors = () => page.getByTestId("nav-controls").textContent();
  const controlsBefore = await errors();
  await menu(page);
  await page.getByTestId("bring-folder").setInputFiles(path);
  const list = page.getByTestId("bring-by-hand");
  await list.waitFor();
  assert.deepEqual(await list.locator("li").evaluateAll((rows) => rows.map((row) => row.dataset.path)), ["infra/README.md", "infra/modules/rds/main.tf", "infra/modules/rds/own.tf"]);
  const row = list.locator('[data-path="infra/modules/rds/main.tf"]');
  await row.getByRole("button").click();
  assert.match(await row.locator(".hunk.old").textContent(), /storage_encrypted *= true/);
  assert.match(await row.locator(".hunk.new").textContent(), /storage_encrypted *= false/);
  await list.locator('[data-path="infra/README.md"]').getByText("生成した内容にする").click();
  assert.deepEqual(await violations(page), []);
  await page.getByTestId("bring-restore").click();
  assert.equal(await value(page), "32");
  await digest(page);
  assert.notEqual(await errors(), controlsBefore);

  const zip = await download(page);
  assert.match(await page.locator("[data-testid=toast], .toast").last().textContent(), /手で編集した 2 ファイル/);
  const files = unzip(zip);
  assert.equal(files.get("infra/modules/rds/main.tf"), readFileSync(rds, "utf8"));
  assert.equal(files.get("infra/modules/rds/own.tf"), "# ours\n");
  assert.doesNotMatch(files.get("infra/README.md"), /私たちの手順/);
  const manifest = JSON.parse(files.get("infra/sekkei.manifest.json"));
  assert.deepEqual(manifest.kept, ["infra/modules/rds/main.tf", "infra/modules/rds/own.tf"]);
  for (const [name, hash] of Object.entries(manifest.files)) assert.equal(sha256(files.get(name)), hash, name);

  // The command line says the same of the zip.
  const file = join(folder, "kept.zip");
  writeFileSync(file, zip);
  const restored = spawnSync(cli, ["restore", file, "--out", join(folder, "restored.json")], { encoding: "utf8" });
  assert.equal(restored.status, 1);
  assert.match(restored.stderr, /modules\/rds\/main\.tf[^]*modules\/rds\/own\.tf/);
  const checked = spawnSync(cli, ["check", "--bundle", file], { encoding: "utf8" }).stdout;
  assert.match(checked, /prod: ENC-01 [^\n]*\[fails[^]*infra\/modules\/rds\/main\.tf:\d+ [^\n]*storage_encrypted = false/);

  // They are still there after a reload, marked, and can be given back.
  await page.reload();
  await ready(page);
  assert.equal(await digest(page), sha256(zip));
  await page.getByTestId("search-files").fill("# ours");
  await page.getByTestId("search-results").getByRole("button").first().click();
  await page.getByTestId("kept-note").waitFor();
  assert.deepEqual(await violations(page), []);
  await page.getByTestId("take-generated").click();
  await page.getByTestId("search-files").fill("storage_encrypted ");
  await page.getByTestId("search-results").getByRole("button", { name: /^infra\/modules\/rds\/main\.tf/ }).first().click();
  await page.getByTestId("take-generated").click();
  await page.getByTestId("kept-note").waitFor({ state: "detached" });
  assert.equal(await digest(page), sha256(generated(designOf(32))));
}));

test("file and zip of the first version keep coming back", site.visit(async (page) => {
  const old = (name) => readFileSync(join(root, "tests/goldens/returned", name));
  await drop(page, ["v1.zip", old("v1.zip")]);
  await page.getByTestId("bring-restore").click();
  assert.equal(await value(page), "33");
  const fromZip = await page.evaluate(() => localStorage.getItem("sekkei.design"));
  await page.getByTestId("undo").click();
  await drop(page, ["v1.sekkei.json", old("v1.sekkei.json")]);
  await page.waitForFunction((id) => document.querySelector(`[data-testid="${id}"]`).value === "33", BACKUP);
  await page.waitForTimeout(400);
  assert.equal(await page.evaluate(() => localStorage.getItem("sekkei.design")), old("v1.sekkei.json").toString());
  if (fromZip) assert.equal(fromZip, old("v1.sekkei.json").toString());
}));

/** Inputs that nobody should have to survive, from a seed. */
function hostile(count) {
  let seed = 20260101;
  const random = (below) => (seed = (seed * 48271) % 2147483647) % below;
  const good = generated(designOf(31));
  const json = designOf(31);
  const html = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>';
  const kinds = [
    () => ["cut.zip", good.subarray(0, random(good.length))],
    () => {
      const bytes = Buffer.from(good);
      for (let at = 0; at < 1 + random(20); at += 1) bytes[random(bytes.length)] = random(256);
      return ["bent.zip", bytes];
    },
    () => ["names.zip", zipOf([["../../etc/passwd", "x"], ["/abs", "x"], ["C:\\x", "x"], ["..\\x", "x"], [html, html], ["__proto__/constructor", "x"], ["infra/sekkei.json", json], ["infra/sekkei.json", "{}"], [`infra/${html}.tf`, html]])],
    () => ["locked.zip", zipOf([["infra/sekkei.json", json]], () => ({ flags: 1 }))],
    () => ["method.zip", zipOf([["infra/sekkei.json", json]], () => ({ method: random(100) + 9 }))],
    () => ["size.zip", zipOf([["infra/sekkei.json", json]], () => ({ size: random(4294967295) }))],
    () => ["bomb.zip", zipOf(Array.from({ length: 40 }, (_, at) => [`f${at}`, Buffer.alloc(2_000_000)]))],
    () => ["deep.zip", zipOf([["infra/sekkei.json", json], ["infra/sekkei.manifest.json", `${"[".repeat(100_000)}`], ["infra/modules/rds/main.tf", "{".repeat(50_000)]])],
    () => ["manifest.zip", zipOf([["infra/sekkei.json", json], ["infra/sekkei.manifest.json", `{"generator":${JSON.stringify(html.repeat(50))},"files":{"__proto__":"x","${"a/".repeat(500)}":1},"kept":[1,{}]}`]])],
    () => ["sekkei.json", "[".repeat(1 + random(200_000))],
    () => ["sekkei.json", `{"schema_version":${["99", "1e999", "-1", "99999999999999999999", '"1"', "null"][random(6)]}}`],
    () => ["sekkei.json", json.slice(0, random(json.length))],
    () => ["sekkei.json", json.replace("35", "1e308").replace('"hbp-cc"', JSON.stringify(html))],
    () => ["sekkei.json", `{"schema_version":1,"__proto__":{"x":1},"project":{"constructor":"x","__proto__":[]},"environments":[{"base":"prod","sizes":{"toString":1}}]}`],
    () => ["sekkei.json", Buffer.from([0x83, 0x65, 0x83, 0x58, 0x83, 0x67, random(256)])],
    () => ["sekkei.json", Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(json, "utf16le").subarray(0, random(400))])],
    () => ["terraform.tfvars", `rds = { backup_retention_days = ${"9".repeat(1 + random(400))} }\n${html} = 1\n`],
    () => ["terraform.tfvars", `a = ${"[".repeat(random(100_000))}`],
    () => ["terraform.tfvars", `environment = "${html.replaceAll('"', "")}"\nrds = { multi_az = ${html} }`],
    () => [html.replaceAll("/", ""), Buffer.from(Array.from({ length: random(300) }, () => random(256)))],
    () => ["empty.zip", "PK\x05\x06" + "\0".repeat(18)],
    () => ["nothing", ""],
  ];
  return Array.from({ length: count }, (_, at) => kinds[at < kinds.length ? at : random(kinds.length)]());
}

test(`${HOSTILE} hostile inputs lose nothing`, site.visit(async (page) => {
  await type(page, "34");
  const before = await digest(page);
  const outcomes = { refused: 0, shown: 0, opened: 0 };
  const toasts = () => page.evaluate(() => document.querySelector("[role=status]")?.textContent ?? "");
  for (const [name, bytes] of hostile(HOSTILE)) {
    await drop(page, [name, bytes]);
    const what = await page.waitForFunction((id) => {
      if (document.querySelector("#bring[open] [data-testid=bring-problem]")) return "refused";
      if (document.querySelector("#bring[open] .bring-answer")) return "shown";
      return document.querySelector(`[data-testid="${id}"]`)?.value === "34" ? false : "opened";
    }, BACKUP, { timeout: 20_000 }).then((handle) => handle.jsonValue(), () => `nothing happened: ${name}`);
    assert.ok(what in outcomes, `${what}; ${JSON.stringify(outcomes)}`);
    outcomes[what] += 1;
    if (what === "opened") {
      await page.getByTestId("undo").click();
      assert.equal(await value(page), "34", name);
    } else {
      await page.keyboard.press("Escape");
      await page.locator("#bring[open]").waitFor({ state: "detached" });
    }
  }
  console.log(`hostile inputs: ${JSON.stringify(outcomes)}`, await toasts());
  assert.equal(await value(page), "34");
  assert.equal(await digest(page), before);
  assert.equal(await page.evaluate(() => window.hacked), undefined);
  // A zip of 100,000 entries, once: it alone takes a second to make.
  await drop(page, ["many.zip", zipOf(Array.from({ length: 100_000 }, (_, at) => [`f${at}`, ""]))]);
  await page.getByTestId("bring-problem").waitFor();
}));

test(`${DOWNLOADS} downloads leave the memory as it was`, site.visit(async (page) => {
  const megabytes = async () => ({
    wasm: (await page.evaluate(() => window.memory.buffer.byteLength)) / 1e6,
    script: (await page.evaluate(() => performance.memory.usedJSHeapSize)) / 1e6,
  });
  let first, early;
  for (let at = 0; at < DOWNLOADS; at += 1) {
    const zip = sha256(await download(page));
    first ??= zip;
    assert.equal(zip, first);
    // Chromium drops downloads of one page beyond ten in a second.
    await page.waitForTimeout(120);
    if (at === 9) early = await megabytes();
  }
  const end = await megabytes();
  console.log(`WebAssembly ${early.wasm.toFixed(1)} → ${end.wasm.toFixed(1)} MB, script ${early.script.toFixed(1)} → ${end.script.toFixed(1)} MB from the 10th to the ${DOWNLOADS}th download`);
  assert.ok(end.wasm <= early.wasm, "WebAssembly's memory stands still");
  assert.ok(end.script <= early.script + 20, "the script's memory stands still");
}, {
  init: () => {
    const streaming = WebAssembly.instantiateStreaming;
    WebAssembly.instantiateStreaming = async (...all) => {
      const made = await streaming(...all);
      if (made.instance.exports.memory) window.memory ??= made.instance.exports.memory;
      return made;
    };
  },
}));

for (const [width, colorScheme, locale] of [[1440, "light", "ja-JP"], [390, "dark", "en-US"]]) {
  test(`axe finds nothing where files come back: ${width} px, ${colorScheme}, ${locale}`, site.visit(async (page) => {
    const look = async (what) => {
      assert.deepEqual(await violations(page), [], what);
      if (process.env.SEKKEI_PICTURES) await page.screenshot({ path: join(process.env.SEKKEI_PICTURES, `bring-${what}-${width}-${colorScheme}-${locale}.png`) });
    };
    await drop(page, ["x.zip", "PK\x03\x04"]);
    await page.getByTestId("bring-problem").waitFor();
    await look("problem");
    await page.keyboard.press("Escape");
    await drop(page, ["v1.zip", readFileSync(join(root, "tests/goldens/returned/v1.zip"))]);
    await page.getByTestId("bring-restore").waitFor();
    await page.getByTestId("bring-by-hand").getByRole("button").first().click();
    await look("answer");
    await page.getByTestId("bring-restore").click();
  }, { viewport: { width, height: 844 }, colorScheme, locale }));
}
