// What was downloaded comes back: by choosing, dropping or pasting; edited files are shown and kept; nothing
// that may be brought instead breaks the page or loses anything.

import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import { cli, launch, open, ready, root, serve, violations } from "./harness.mjs";

const BACKUP = "cell-2-rds.backup_retention_days";
const HOSTILE = 300;
const DOWNLOADS = 100;

let server, browser, folder;

before(async () => {
  server = await serve();
  browser = await launch();
  folder = mkdtempSync(join(tmpdir(), "sekkei-"));
});

after(async () => {
  await browser?.close();
  await server?.close();
  rmSync(folder, { recursive: true, force: true });
});

const CRC = Uint32Array.from({ length: 256 }, (_, at) => {
  for (let bit = 0; bit < 8; bit += 1) at = at & 1 ? 0xedb88320 ^ (at >>> 1) : at >>> 1;
  return at;
});

const crc32 = (bytes) => ~bytes.reduce((crc, byte) => CRC[(crc ^ byte) & 255] ^ (crc >>> 8), -1) >>> 0;

/** A zip of names and bytes; `alter` may make an entry lie. */
function zipOf(files, alter = () => ({})) {
  const [parts, directory] = [[], []];
  let at = 0;
  for (const [name, text] of files) {
    const [path, plain] = [Buffer.from(name), Buffer.from(text)];
    const packed = deflateRawSync(plain);
    const { flags = 0x800, method = 8, size = plain.length } = alter(name) ?? {};
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(flags, 2);
    shared.writeUInt16LE(method, 4);
    shared.writeUInt16LE(0x21, 8);
    shared.writeUInt32LE(crc32(plain), 10);
    shared.writeUInt32LE(packed.length, 14);
    shared.writeUInt32LE(size, 18);
    shared.writeUInt16LE(path.length, 22);
    const offset = Buffer.alloc(14);
    offset.writeUInt32LE(at, 10);
    parts.push(Buffer.from("PK\x03\x04", "latin1"), shared, path, packed);
    directory.push(Buffer.from("PK\x01\x02\x14\x03", "latin1"), shared, offset, path);
    at += 30 + path.length + packed.length;
  }
  const rows = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", 0, "latin1");
  end.writeUInt16LE(Math.min(files.length, 0xffff), 8);
  end.writeUInt16LE(Math.min(files.length, 0xffff), 10);
  end.writeUInt32LE(rows.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, rows, end]);
}

/** The files of a zip of Sekkei. */
function unzip(bytes) {
  const files = new Map();
  let at = bytes.readUInt32LE(bytes.length - 6);
  while (bytes.readUInt32LE(at) === 0x02014b50) {
    const [packed, length, local] = [bytes.readUInt32LE(at + 20), bytes.readUInt16LE(at + 28), bytes.readUInt32LE(at + 42)];
    const start = local + 30 + length;
    files.set(bytes.toString("utf8", at + 46, at + 46 + length), inflateRawSync(bytes.subarray(start, start + packed)).toString());
    at += 46 + length;
  }
  return files;
}

/** A design file whose production keeps backups for so many days. */
function designFile(days) {
  const path = join(folder, `design-${days}.json`);
  const design = JSON.parse(execFileSync(cli, ["design"]));
  design.environments[2].sizes["rds.backup_retention_days"] = days;
  writeFileSync(path, JSON.stringify(design));
  return path;
}

/** The zip of that design. */
function zipFile(days) {
  const path = join(folder, `bundle-${days}.zip`);
  execFileSync(cli, ["generate", "--design", designFile(days), "--zip", path], { stdio: "ignore" });
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
  await page.locator("#design-menu").click();
  await page.getByRole("menuitem", { name: /から復元/ }).click();
  await page.locator("#bring[open]").waitFor();
}

const backup = (page) => page.getByTestId(BACKUP).inputValue();

async function digest(page) {
  await page.waitForTimeout(500);
  await page.waitForFunction(() => document.querySelector("[data-sha256]")?.dataset.sha256);
  return page.getByTestId("sha256").getAttribute("data-sha256");
}

async function download(page) {
  const [saved] = await Promise.all([page.waitForEvent("download"), page.getByTestId("download").click()]);
  return readFileSync(await saved.path());
}

const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

test("a zip that is dropped restores its design in one step, and the next zip is the same bytes", async () => {
  const { page, context, wrong } = await open(browser, server.url);
  const zip = readFileSync(zipFile(31));
  await drop(page, ["bundle-31.zip", zip]);
  await page.getByTestId("bring-restore").waitFor();
  assert.match(await page.getByTestId("bring-differs").textContent(), /1$/);
  assert.equal(await page.getByTestId("bring-by-hand").count(), 0);
  assert.deepEqual(await violations(page), []);
  assert.equal(await backup(page), "35");
  await page.getByTestId("bring-restore").click();
  assert.equal(await backup(page), "31");
  assert.equal(await digest(page), sha256(zip));
  await page.getByTestId("undo").click();
  assert.equal(await backup(page), "35");
  assert.deepEqual(wrong, []);
  await context.close();
});

test("a folder, a design file and values are restored; what cannot be taken is listed", async () => {
  const { page, context, wrong } = await open(browser, server.url);
  const path = join(folder, "unpacked");
  execFileSync(cli, ["generate", "--design", designFile(30), "--out", path], { stdio: "ignore" });
  await menu(page);
  assert.deepEqual(await violations(page), []);
  await page.getByTestId("bring-folder").setInputFiles(path);
  await page.getByTestId("bring-restore").click();
  assert.equal(await backup(page), "30");

  await drop(page, ["sekkei.json", readFileSync(designFile(29))]);
  await page.waitForFunction((id) => document.querySelector(`[data-testid="${id}"]`).value === "29", BACKUP);

  // As some editors save it.
  await menu(page);
  await page.getByTestId("bring-file").setInputFiles({ name: "sekkei.json", mimeType: "application/json", buffer: Buffer.from(`\ufeff${readFileSync(designFile(28))}`, "utf16le") });
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
  assert.equal(await backup(page), "30");
  await page.getByTestId("undo").click();
  assert.equal(await backup(page), "28");
  assert.deepEqual(wrong, []);
  await context.close();
});

test("files edited since are shown with their differences and kept in the next download, and what is said is said of them", async () => {
  const { page, context, wrong } = await open(browser, server.url);
  const path = join(folder, "edited");
  execFileSync(cli, ["generate", "--design", designFile(32), "--out", path], { stdio: "ignore" });
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
  assert.equal(await backup(page), "32");
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
  assert.equal(await digest(page), sha256(readFileSync(zipFile(32))));
  assert.deepEqual(wrong, []);
  await context.close();
});

test("file and zip of the first version keep coming back", async () => {
  const { page, context, wrong } = await open(browser, server.url);
  const old = (name) => readFileSync(join(root, "tests/goldens/returned", name));
  await drop(page, ["v1.zip", old("v1.zip")]);
  await page.getByTestId("bring-restore").click();
  assert.equal(await backup(page), "33");
  const fromZip = await page.evaluate(() => localStorage.getItem("sekkei.design"));
  await page.getByTestId("undo").click();
  await drop(page, ["v1.sekkei.json", old("v1.sekkei.json")]);
  await page.waitForFunction((id) => document.querySelector(`[data-testid="${id}"]`).value === "33", BACKUP);
  await page.waitForTimeout(400);
  assert.equal(await page.evaluate(() => localStorage.getItem("sekkei.design")), old("v1.sekkei.json").toString());
  if (fromZip) assert.equal(fromZip, old("v1.sekkei.json").toString());
  assert.deepEqual(wrong, []);
  await context.close();
});

/** Inputs that nobody should have to survive, from a seed. */
function hostile(count) {
  let seed = 20260101;
  const random = (below) => (seed = (seed * 48271) % 2147483647) % below;
  const good = readFileSync(zipFile(31));
  const json = readFileSync(designFile(31), "utf8");
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

test(`${HOSTILE} hostile inputs lose nothing`, async () => {
  const { page, context, wrong } = await open(browser, server.url);
  await page.getByTestId(BACKUP).fill("34");
  await page.getByTestId(BACKUP).press("Tab");
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
    assert.ok(what in outcomes, what);
    outcomes[what] += 1;
    if (what === "opened") {
      await page.getByTestId("undo").click();
    } else {
      await page.keyboard.press("Escape");
      await page.locator("#bring[open]").waitFor({ state: "detached" });
    }
  }
  console.log(`hostile inputs: ${JSON.stringify(outcomes)}`, await toasts());
  assert.equal(await backup(page), "34");
  assert.equal(await digest(page), before);
  assert.equal(await page.evaluate(() => window.hacked), undefined);
  // A zip of 100,000 entries, once: it alone takes a second to make.
  await drop(page, ["many.zip", zipOf(Array.from({ length: 100_000 }, (_, at) => [`f${at}`, ""]))]);
  await page.getByTestId("bring-problem").waitFor();
  assert.deepEqual(wrong, []);
  await context.close();
});

test(`${DOWNLOADS} downloads leave the memory as it was`, async () => {
  const context = await browser.newContext({ locale: "ja-JP", viewport: { width: 1440, height: 900 }, acceptDownloads: true });
  const page = await context.newPage();
  await page.addInitScript(() => {
    const streaming = WebAssembly.instantiateStreaming;
    WebAssembly.instantiateStreaming = async (...all) => {
      const made = await streaming(...all);
      if (made.instance.exports.memory) window.memory ??= made.instance.exports.memory;
      return made;
    };
  });
  await page.goto(server.url);
  await ready(page);
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
  await context.close();
});

for (const [width, colorScheme, locale] of [[1440, "light", "ja-JP"], [390, "dark", "en-US"]]) {
  test(`axe finds nothing where files come back: ${width} px, ${colorScheme}, ${locale}`, async () => {
    const { page, context, wrong } = await open(browser, server.url, { viewport: { width, height: 844 }, colorScheme, locale });
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
    assert.deepEqual(wrong, []);
    await context.close();
  });
}
