// Controls, resources and differences: computed from the files of the zip, each with its line.

import assert from "node:assert/strict";
import { test } from "node:test";
import { generated, sekkei } from "./engine.mjs";
import { BACKUP, download, openDesign, saved, type, value } from "./page.mjs";
import { prepare } from "./site.mjs";
import { unzip } from "./zip.mjs";

const site = prepare();

test("the page lists the resources that the command line plans", site.visit(async (page) => {
  const plans = JSON.parse(sekkei(["plan", "--design", "-", "--format", "json"], sekkei(["design"])));
  await page.getByTestId("nav-resources").click();
  for (const [name, root] of [["dev", "infra/envs/dev"], ["stg", "infra/envs/stg"], ["prod", "infra/envs/prod"]]) {
    await page.locator("#panel-resources .segments button", { hasText: name }).click();
    const listed = await page.getByTestId("resource-list").locator("tbody tr:not(.module) td:first-child").evaluateAll((cells) => cells.map((cell) => cell.title));
    const planned = plans.find((plan) => plan.root === root).resources.map((resource) => resource.address);
    assert.deepEqual(listed, planned, name);
    assert.ok(listed.length > 200);
  }
  await page.getByTestId("resource-filter").fill("aws_db_instance");
  await page.getByTestId("resource-list").locator(".place-link").click();
  assert.match(await page.getByTestId("file-view").innerText(), /aws_db_instance/);
}));

test("a control opens the line that shows it", site.visit(async (page) => {
  await page.getByTestId("nav-controls").click();
  await page.getByTestId("control-ENC-01").click();
  await page.locator("#panel-controls .control.open .place-link").first().click();
  assert.match(await page.getByTestId("file-view").locator(".found").innerText(), /storage_encrypted\s+= true/);
}));

test("counts follow a change of a size, and say what they are counted of", site.visit(async (page) => {
  await page.getByTestId("nav-differences").click();
  const sizes = page.getByTestId("difference").locator("tbody tr", { hasText: "rds.backup_retention_days" });
  assert.match(await sizes.innerText(), /14\s+35/);
  await page.getByTestId("nav-sizes").click();
  await type(page, "30");
  await page.getByTestId("nav-differences").click();
  await page.getByTestId("difference").locator("tbody tr", { hasText: /rds.backup_retention_days\s*14\s*30/ }).waitFor();
  await page.getByTestId("nav-controls").click();
  const totals = await page.getByTestId("control-totals").innerText();
  assert.doesNotMatch(totals, /%|準拠|compliant/);
  assert.match(totals, /対象 \d+ 件のうち \d+ 件|\d+ of \d+ that apply/);
}));

/** Whether the command line makes the same zip of the design inside it. */
const isMadeAgain = (zip) => generated(unzip(zip).get("infra/sekkei.json")).equals(zip);

/** Fills the form that is open and records it. */
async function record(page, { person, day, text }) {
  await page.getByTestId("decide-person").fill(person);
  if (day) await page.getByTestId("decide-day").fill(day);
  await page.getByTestId("decide-text").fill(text);
  await page.getByTestId("decide-record").click();
}

/** A day so many days from now, as a form holds it. */
const daysFromNow = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

test("a waiver is refused until it is whole, then counts, is in the zip, and can be undone", site.visit(async (page) => {
  await page.getByTestId("nav-controls").click();
  await page.getByTestId("control-TLS-09").click();
  await page.getByTestId("decide-waive-prod").click();
  await page.getByTestId("decide-record").click();
  await page.getByTestId("decide").getByRole("alert").filter({ hasText: "名前がありません" }).waitFor();
  const day = daysFromNow(30);
  await record(page, { person: "山田 花子", day, text: "閉域網へ移行中 <b>|</b>" });
  await page.getByTestId("decision").filter({ hasText: `山田 花子（${day} まで）` }).waitFor();
  assert.match(await page.getByTestId("control-totals").innerText(), /受容 1 件/);
  await page.waitForFunction(() => document.activeElement?.id === "control-TLS-09");

  const zip = await download(page);
  const files = unzip(zip);
  const report = files.get("infra/docs/COMPLIANCE.md");
  assert.match(report, new RegExp(`\\| prod \\| TLS-09 \\| 受容: 山田 花子（${day} まで）`));
  assert.ok(!report.includes("<b>"), "what was typed stays text");
  assert.match(files.get("infra/docs/OPERATOR_CHECKLIST_DRAFT.md").split("\n")[0], /下書き/);
  assert.ok(isMadeAgain(zip));

  await page.getByTestId("undo").click();
  await page.getByTestId("control-totals").filter({ hasNotText: "受容" }).waitFor();
}));

test("a confirmation is recorded by keyboard alone", site.visit(async (page) => {
  await page.getByTestId("nav-controls").click();
  await page.getByTestId("control-OPS-03").focus();
  await page.keyboard.press("Enter");
  await page.getByTestId("decide-attest-prod").focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement?.id === "decide-person");
  await page.keyboard.press("Escape");
  await page.getByTestId("decide").waitFor({ state: "detached" });
  await page.getByTestId("decide-attest-prod").focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement?.id === "decide-person");
  await page.keyboard.type("Sato");
  await page.keyboard.press("Enter");
  await page.getByTestId("decision").filter({ hasText: "Sato" }).waitFor();
  assert.match(await page.getByTestId("control-totals").innerText(), /確認済み 1 件/);
}));

test("a waiver whose day has passed is shown and counts no more; the zip prints its day", site.visit(async (page) => {
  const design = JSON.parse(sekkei(["design"]));
  design.waivers = [{ control: "TLS-09", environment: "prod", person: "A", until: "2020-01-31", reason: "R" }];
  await openDesign(page, JSON.stringify(design));
  await page.getByTestId("nav-controls").click();
  await page.getByTestId("set-aside").filter({ hasText: "2020-01-31" }).waitFor();
  assert.doesNotMatch(await page.getByTestId("control-totals").innerText(), /受容/);
  const zip = await download(page);
  assert.match(unzip(zip).get("infra/docs/COMPLIANCE.md"), /2020-01-31 まで/);
  assert.ok(isMadeAgain(zip));
  await page.getByTestId("retract").click();
  await page.getByTestId("set-aside").waitFor({ state: "detached" });
}));

test("clauses come first when asked, and are numbered by the chosen editions", site.visit(async (page) => {
  await page.getByTestId("nav-controls").click();
  await page.getByTestId("by-clause").click();
  const panel = page.locator("#panel-controls");
  await page.getByTestId("clause-operation-11①").waitFor();
  assert.match(await page.getByTestId("clause-operation-11①").locator(".clause-row").innerText(), /確度 A[\s\S]*\d+\/\d+/);
  assert.match(await page.getByTestId("editions").innerText(), /システム運用編 第7.0版 2026-06-29/);
  assert.doesNotMatch(await panel.innerText(), /%|準拠率/);
  await page.getByTestId("clause-operation-11①-BKP-01").click();
  await panel.locator(".control.open .place-link").first().waitFor();

  await page.getByTestId("choose-editions").click();
  await page.locator("#project-guideline_editions").selectOption("former");
  await page.getByTestId("nav-controls").click();
  await page.getByTestId("editions").filter({ hasText: "第6.0版 2023-05-31" }).waitFor();
  await page.getByTestId("clause-operation-13⑤").waitFor();
  assert.doesNotMatch(await panel.innerText(), /保守委託機関編/);
}));

test("a repair says what it changes elsewhere before it is made", site.visit(async (page) => {
  await type(page, "30");
  await page.getByTestId("nav-controls").click();
  await page.getByTestId("control-BKP-01").click();
  await page.getByTestId("show-effect").first().click();
  const effect = await page.getByTestId("effect").first().innerText();
  assert.match(effect, /BKP-01/);
  assert.match(effect, /30 日\s+35 日/);
  assert.equal(await value(page), "30", "it is not made yet");
}));

test("the design is compared with the default and with a file, and the comparison is saved", site.visit(async (page) => {
  await page.getByTestId("nav-differences").click();
  await page.getByTestId("compare-default").click();
  await page.getByTestId("no-difference").waitFor();
  await page.getByTestId("nav-sizes").click();
  await page.getByTestId("cell-2-vpc.cidr").fill("10.130.0.0/16");
  await page.getByTestId("cell-2-vpc.cidr").press("Tab");
  await page.getByTestId("nav-differences").click();
  const difference = page.getByTestId("design-difference");
  await difference.filter({ hasText: "10.130.0.0/16" }).waitFor();
  assert.match(await difference.innerText(), /作り直し\s*module\.vpc\.aws_vpc\.this/);
  const report = (await saved(page, () => page.getByTestId("export-difference").click())).bytes.toString();
  assert.match(report, /\*\*作り直し\*\* `module\.vpc\.aws_vpc\.this`/);

  const design = JSON.parse(sekkei(["design"]));
  design.environments[2].sizes["rds.multi_az"] = false;
  await page.getByTestId("compare-file").click();
  await page.getByTestId("compare-picker").setInputFiles({ name: "bad.json", mimeType: "application/json", buffer: Buffer.from("[]") });
  await page.locator("#panel-differences [role=alert]").filter({ hasText: "bad.json" }).waitFor();
  await page.getByTestId("compare-picker").setInputFiles({ name: "other.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(design)) });
  await difference.filter({ hasText: "AVL-02" }).waitFor();
  assert.match(await difference.innerText(), /その場で変更/);
  const storage = difference.getByTestId("cost-difference").locator("tr", { hasText: "0.276" });
  assert.match(await storage.innerText(), /rds\.aws_db_instance\.this[\s\S]*\+13\.80/, "what a second zone costs in storage");
}));

test("reports are read and searched among the files", site.visit(async (page) => {
  await page.getByTestId("search-files").fill("責任分界表");
  await page.getByTestId("search-results").getByText("infra/docs/RESPONSIBILITIES_DRAFT.md").first().click();
  await page.getByTestId("file-view").getByText("【下書き】責任分界表").first().waitFor();
}));

test("without the evaluator there is no zip, and the page says why and keeps the input", async () => {
  const context = await site.browser.newContext({ locale: "ja-JP" });
  const page = await context.newPage();
  await page.route(/review-[0-9a-f]+\.wasm/, (route) => route.abort());
  await page.goto(site.url);
  await page.locator("#blocked").filter({ hasText: "読み込めず、ダウンロードできません" }).waitFor();
  const button = page.getByTestId("download");
  assert.equal(await button.getAttribute("aria-disabled"), "true");
  assert.equal(await button.getAttribute("aria-describedby"), "blocked");
  let downloaded = false;
  page.on("download", () => (downloaded = true));
  await button.click({ force: true });
  const cell = page.getByTestId(BACKUP);
  await cell.fill("21");
  assert.equal(await cell.inputValue(), "21");
  await page.getByTestId("file-view").getByText("21", { exact: false }).first().waitFor();
  assert.equal(downloaded, false);
  // The way out stands beside the message, and leads back to the same input.
  await page.waitForTimeout(400);
  await page.unroute(/review-[0-9a-f]+\.wasm/);
  await page.getByTestId("late-reload").click();
  await page.getByTestId("nav-controls").filter({ hasText: /\d/ }).waitFor();
  assert.equal(await cell.inputValue(), "21");
  assert.equal(await page.getByTestId("late-reload").count(), 0);
  await context.close();
});
