// Finding things, the keys, the first run, the steps after the download, and the whole job by keyboard.

import assert from "node:assert/strict";
import { test } from "node:test";
import { ready, violations } from "./harness.mjs";
import { BACKUP, saved, settled, sideways, type, value } from "./page.mjs";
import { prepare } from "./site.mjs";
import { unzip } from "./zip.mjs";

const site = prepare();

/** Opens the palette, types, takes the first that is found. */
async function find(page, words) {
  await page.keyboard.press("Control+k");
  await page.getByTestId("palette-box").fill(words);
  await page.keyboard.press("Enter");
  await page.locator("#palette").waitFor({ state: "hidden" });
}

test("the palette finds each kind of thing, in either language, and goes there", site.visit(async (page) => {
  await settled(page);
  const kinds = {
    setting: "バックアップ保持 prod",
    file: "infra/modules/rds/main.tf",
    resource: "module.rds aws_db_instance",
    control: "TLS-09",
    clause: "システム運用編 12.2",
    component: "RDS PostgreSQL",
    environment: "prod 環境名",
    command: "やり直す",
    panel: "違いの比較",
  };
  for (const [kind, words] of Object.entries(kinds)) {
    await page.keyboard.press("Control+k");
    await page.getByTestId("palette-box").fill(words);
    assert.ok((await page.locator(`#palette-list [data-kind="${kind}"]`).count()) > 0, `${kind}: ${words}`);
    await page.keyboard.press("Escape");
  }
  await find(page, "ﾊﾞｯｸｱｯﾌﾟ保持 prod");
  await page.waitForFunction((id) => document.activeElement?.dataset.testid === id, BACKUP);
  await find(page, "modules/rds/main.tf");
  await page.locator(".path", { hasText: "infra/modules/rds/main.tf" }).first().waitFor();
  await find(page, "TLS-09");
  assert.equal(await page.getByTestId("nav-controls").getAttribute("aria-current"), "page");
  await find(page, "違いの比較");
  assert.equal(await page.getByTestId("nav-differences").getAttribute("aria-current"), "page");
  await page.keyboard.press("Control+k");
  assert.match(await page.locator("#palette-list li").first().innerText(), /違いの比較/, "what was chosen last comes first");
  await page.getByTestId("palette-box").fill("qqqq");
  assert.match(await page.locator(".palette-count").innerText(), /見つかりません/);
  await page.keyboard.press("Escape");
}));

test("the sheet lists the keys that work, and single keys can be switched off", site.visit(async (page) => {
  await page.getByTestId("nav-sizes").focus();
  await page.keyboard.press("?");
  await page.locator("#shortcuts").waitFor();
  const listed = await page.locator("#shortcuts tr[data-command]").evaluateAll((rows) => rows.map((row) => row.dataset.command));
  for (const id of ["palette", "undo", "redo", "download", "save-design", "search-files"]) assert.ok(listed.includes(id), id);
  await page.getByTestId("single-keys").uncheck();
  await page.keyboard.press("Escape");
  await page.keyboard.press("?");
  assert.ok(await page.locator("#shortcuts").isHidden());
  await page.keyboard.press("Control+/");
  await page.locator("#shortcuts").waitFor();
  await page.keyboard.press("Escape");
  assert.equal(await page.evaluate(() => document.activeElement?.dataset.testid), "nav-sizes", "the focus comes back");
  await page.keyboard.press("Control+Shift+F");
  await page.waitForFunction(() => document.activeElement?.id === "search-files");
  const [file] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Control+s")]);
  assert.equal(file.suggestedFilename(), "sekkei.json");
}));

test("the greeting comes once, blocks nothing and leads to the questions", site.visit(async (page) => {
  await page.getByTestId("greeting").waitFor();
  await page.getByTestId(BACKUP).fill("30");
  await page.getByTestId("greeting-begin").click();
  const questions = page.getByTestId("questions");
  assert.match(await questions.locator('[data-question="root_domain"]').innerText(), /仮の値/);
  await questions.locator('[data-question="root_domain"] button').click();
  await page.waitForFunction(() => document.activeElement?.classList.contains("field"));
  await page.keyboard.press("Control+A");
  await page.keyboard.type("clinic.example.org");
  await page.keyboard.press("Tab");
  await page.getByTestId("nav-start").click();
  assert.match(await questions.locator('[data-question="root_domain"]').innerText(), /clinic\.example\.org[\s\S]*決定済み/);
  await page.reload();
  await ready(page);
  assert.equal(await page.getByTestId("greeting").count(), 0);
}));

test("the steps after the download are the document's, filled in for an environment", site.visit(async (page) => {
  // Reading the clipboard is closed to the page by its headers.
  await page.evaluate(() => {
    navigator.clipboard.writeText = async (text) => void (window.copied = text);
  });
  await Promise.all([page.waitForEvent("download"), page.getByTestId("download").click()]);
  await page.getByTestId("toast").getByRole("button", { name: "次にやること" }).click();
  await page.waitForFunction(() => document.activeElement?.id === "next-steps");
  await page.getByTestId("next-prod").click();
  const steps = page.getByTestId("steps");
  assert.match(await steps.innerText(), /cd \.\.\/envs\/prod/);
  assert.doesNotMatch(await steps.locator("pre").allInnerTexts().then((all) => all.join()), /<env>|<project>|<zone>/);
  const first = steps.locator("li").first();
  await first.locator(".icon-button").click();
  assert.equal((await page.evaluate(() => window.copied)).trim(), (await first.locator("pre").innerText()).trim());
  await first.locator(".link").click();
  await page.locator(".path", { hasText: "FIRST_TIME.md" }).first().waitFor();
}));

test("the whole job by keyboard alone: name, size, look, download", site.visit(async (page) => {
  const type = async (words, value) => {
    await find(page, words);
    await page.waitForFunction(() => document.activeElement?.classList.contains("field"));
    await page.keyboard.press("Control+A");
    await page.keyboard.type(value);
    await page.keyboard.press("Tab");
  };
  await type("プロジェクト名", "renraku");
  await type("ルートドメイン", "renraku.example.org");
  await type("バックアップ保持 prod", "31");
  await find(page, "構成図");
  await page.locator("#panel-diagram").waitFor();
  await find(page, "リソース一覧");
  await find(page, "管理策と根拠");
  await page.keyboard.press("Control+Shift+F");
  await page.waitForFunction(() => document.activeElement?.id === "search-files");
  await page.keyboard.type("31");
  const { bytes } = await saved(page, () => page.keyboard.press("Control+Shift+S"));
  const tfvars = unzip(bytes).get("infra/envs/prod/terraform.tfvars");
  assert.match(tfvars, /project\s+= "renraku"/);
  assert.match(tfvars, /backup_retention_days\s+= 31/);
}));

for (const colorScheme of ["light", "dark"]) {
  for (const width of [1440, 390]) {
    test(`axe finds nothing in the palette, the sheet and the start: ${colorScheme}, ${width} px`, site.visit(async (page) => {
      await page.locator("#panel-start").waitFor({ state: "attached" });
      assert.deepEqual(await violations(page), [], "greeting");
      await page.keyboard.press("Control+k");
      await page.getByTestId("palette-box").fill("backup");
      assert.deepEqual(await violations(page), [], "palette");
      await page.keyboard.press("Escape");
      await page.keyboard.press("Control+/");
      assert.deepEqual(await violations(page), [], "keys");
      await page.keyboard.press("Escape");
      await page.getByTestId("nav-start").click();
      for (const id of ["user-guide", "accessibility"]) await page.getByTestId(id).locator("summary").click();
      assert.deepEqual(await violations(page), [], "documents");
      const overflow = await sideways(page);
      assert.ok(overflow <= 0, `scrolls sideways by ${overflow} px`);
    }, { colorScheme, viewport: { width, height: 844 } }));
  }
}
