// The language of the bundle is chosen in the page; the language of the page changes no byte of the zip.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { cli, launch, open, serve, violations } from "./harness.mjs";

let server, browser, folder;

before(async () => {
  server = await serve();
  browser = await launch();
  folder = mkdtempSync(join(tmpdir(), "sekkei-e2e-"));
});

after(async () => {
  await browser?.close();
  await server?.close();
  if (folder) rmSync(folder, { recursive: true });
});

const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

/** Path of the zip of what the page shows. */
async function download(page, name) {
  const [saved] = await Promise.all([page.waitForEvent("download"), page.getByTestId("download").click()]);
  const path = join(folder, name);
  await saved.saveAs(path);
  return path;
}

const hash = (path) => sha256(readFileSync(path));

/** The files of a zip, by path. */
function files(path) {
  const script =
    "import zipfile,sys,json; z=zipfile.ZipFile(sys.argv[1]); json.dump({n: z.read(n).decode() for n in z.namelist()}, sys.stdout)";
  return JSON.parse(execFileSync("python3", ["-c", script, path], { maxBuffer: 64 << 20 }));
}

async function choose(page, language) {
  await page.getByTestId("nav-project").click();
  await page.getByTestId("project-language").selectOption(language);
}

const isJapanese = (text) => /[ぁ-ん]/.test(text);

test("the bundle's language is chosen in the page and on the command line alike", async () => {
  const { page, context, wrong } = await open(browser, server.url);
  const japanese = files(await download(page, "ja.zip"));
  assert.ok(isJapanese(japanese["infra/README.md"]) && !isJapanese(japanese["infra/README.en.md"]));

  await choose(page, "en");
  assert.deepEqual(await violations(page), []);
  const zip = await download(page, "en.zip");
  const english = files(zip);
  for (const path of ["infra/README.md", "infra/docs/FIRST_TIME.md", "infra/docs/COMPLIANCE.md", "infra/modules/vpc/README.md", ".github/workflows/README.md"]) {
    assert.ok(!isJapanese(english[path].replace(/^\[日本語\].*$/m, "")), path);
    assert.ok(isJapanese(english[path.replace(".md", ".ja.md")]), path);
    assert.equal(english[path.replace(".md", ".en.md")], undefined, path);
  }
  for (const path of ["infra/envs/prod/terraform.tfvars", "infra/docs/compliance.csv", "infra/docs/compliance.sarif.json", "infra/docs/diagrams/prod/runtime.svg"]) {
    assert.ok(isJapanese(japanese[path]) && !isJapanese(english[path]), path);
  }
  assert.equal(english["infra/modules/vpc/main.tf"], japanese["infra/modules/vpc/main.tf"]);

  const again = join(folder, "cli.zip");
  execFileSync("python3", ["-c", "import zipfile,sys; zipfile.ZipFile(sys.argv[1]).extract('infra/sekkei.json', sys.argv[2])", zip, folder]);
  execFileSync(cli, ["generate", "--design", join(folder, "infra/sekkei.json"), "--zip", again], { stdio: "pipe" });
  assert.equal(hash(again), hash(zip));

  // Back again, by one step: the zip is the first one.
  await page.keyboard.press("Control+z");
  assert.equal(hash(await download(page, "back.zip")), hash(join(folder, "ja.zip")));
  assert.deepEqual(wrong, []);
  await context.close();
});

test("the page's language changes no byte of the zip", async () => {
  const { page, context, wrong } = await open(browser, server.url);
  const hashes = new Set();
  for (const bundle of ["ja", "en"]) {
    await choose(page, bundle);
    for (const language of ["en", "ja"]) {
      await page.getByTestId(`lang-${language}`).click();
      await page.locator(`html[lang="${language}"]`).waitFor();
      hashes.add(`${bundle} ${hash(await download(page, `${bundle}-${language}.zip`))}`);
    }
  }
  assert.equal(hashes.size, 2);
  assert.deepEqual(wrong, []);
  await context.close();
});

test("what comes next is in the language of the page, whatever the bundle's is", async () => {
  const { page, context, wrong } = await open(browser, server.url);
  await choose(page, "en");
  await page.getByTestId("lang-ja").click();
  await page.getByTestId("nav-start").click();
  await page.locator(".link", { hasText: "infra/docs/FIRST_TIME.ja.md" }).waitFor();
  assert.ok(isJapanese(await page.getByTestId("steps").innerText()));
  await page.getByTestId("lang-en").click();
  await page.locator(".link", { hasText: "infra/docs/FIRST_TIME.md" }).waitFor();
  assert.ok(!isJapanese(await page.getByTestId("steps").innerText()));
  assert.deepEqual(wrong, []);
  await context.close();
});
