// The language of the bundle is chosen in the page; the language of the page changes no byte of the zip.

import assert from "node:assert/strict";
import { test } from "node:test";
import { generated, sha256 } from "./engine.mjs";
import { violations } from "./harness.mjs";
import { download } from "./page.mjs";
import { prepare } from "./site.mjs";
import { unzip } from "./zip.mjs";

const site = prepare();

async function choose(page, language) {
  await page.getByTestId("nav-project").click();
  await page.getByTestId("project-language").selectOption(language);
}

const isJapanese = (text) => /[ぁ-ん]/.test(text);

test("the bundle's language is chosen in the page and on the command line alike", site.visit(async (page) => {
  const first = await download(page);
  const japanese = unzip(first);
  assert.ok(isJapanese(japanese.get("infra/README.md")) && !isJapanese(japanese.get("infra/README.en.md")));

  await choose(page, "en");
  assert.deepEqual(await violations(page), []);
  const zip = await download(page);
  const english = unzip(zip);
  for (const path of ["infra/README.md", "infra/docs/FIRST_TIME.md", "infra/docs/COMPLIANCE.md", "infra/modules/vpc/README.md", ".github/workflows/README.md"]) {
    assert.ok(!isJapanese(english.get(path).replace(/^\[日本語\].*$/m, "")), path);
    assert.ok(isJapanese(english.get(path.replace(".md", ".ja.md"))), path);
    assert.equal(english.get(path.replace(".md", ".en.md")), undefined, path);
  }
  for (const path of ["infra/envs/prod/terraform.tfvars", "infra/docs/compliance.csv", "infra/docs/compliance.sarif.json", "infra/docs/diagrams/prod/runtime.svg"]) {
    assert.ok(isJapanese(japanese.get(path)) && !isJapanese(english.get(path)), path);
  }
  assert.equal(english.get("infra/modules/vpc/main.tf"), japanese.get("infra/modules/vpc/main.tf"));

  assert.equal(sha256(generated(english.get("infra/sekkei.json"))), sha256(zip));

  // Back again, by one step: the zip is the first one.
  await page.keyboard.press("Control+z");
  assert.equal(sha256(await download(page)), sha256(first));
}));

test("the page's language changes no byte of the zip", site.visit(async (page) => {
  const hashes = new Set();
  for (const bundle of ["ja", "en"]) {
    await choose(page, bundle);
    for (const language of ["en", "ja"]) {
      await page.getByTestId(`lang-${language}`).click();
      await page.locator(`html[lang="${language}"]`).waitFor();
      hashes.add(`${bundle} ${sha256(await download(page))}`);
    }
  }
  assert.equal(hashes.size, 2);
}));

test("what comes next is in the language of the page, whatever the bundle's is", site.visit(async (page) => {
  await choose(page, "en");
  await page.getByTestId("lang-ja").click();
  await page.getByTestId("nav-start").click();
  await page.locator(".link", { hasText: "infra/docs/FIRST_TIME.ja.md" }).waitFor();
  assert.ok(isJapanese(await page.getByTestId("steps").innerText()));
  await page.getByTestId("lang-en").click();
  await page.locator(".link", { hasText: "infra/docs/FIRST_TIME.md" }).waitFor();
  assert.ok(!isJapanese(await page.getByTestId("steps").innerText()));
}));
