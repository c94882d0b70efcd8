// A zip that an older template made: each file that would change is shown with its difference, and nothing is taken
// before that.

import assert from "node:assert/strict";
import { test } from "node:test";
import { generated, sekkei, sha256 } from "./engine.mjs";
import { violations } from "./harness.mjs";
import { digest, download, menuItem, settled, value } from "./page.mjs";
import { prepare } from "./site.mjs";
import { unzip, zipOf } from "./zip.mjs";

const site = prepare();

/** The zip as a template before this one would have written it: another text, a file that is no more, one too few. */
function older() {
  const design = JSON.parse(sekkei(["design"]));
  design.environments[2].sizes["rds.backup_retention_days"] = 31;
  const text = JSON.stringify(design);
  const files = unzip(generated(text));
  files.set("infra/modules/rds/main.tf", files.get("infra/modules/rds/main.tf").replace(/storage_encrypted( *)= true/, "storage_encrypted$1= false"));
  files.set("infra/modules/rds/gone.tf", "# of an older template\n");
  files.delete("infra/modules/sqs/outputs.tf");
  const manifest = JSON.parse(files.get("infra/sekkei.manifest.json"));
  manifest.generator = "sekkei 0.0.1";
  manifest.files = Object.fromEntries([...files].filter(([name]) => name !== "infra/sekkei.manifest.json").map(([name, body]) => [name, sha256(body)]).sort());
  files.set("infra/sekkei.manifest.json", JSON.stringify(manifest));
  return { text, zip: zipOf([...files]) };
}

test("a zip of an older template shows what changes in each file before anything is taken", site.visit(async (page) => {
  await settled(page);
  const before = await digest(page);
  const { text, zip } = older();
  await menuItem(page, /から復元/);
  await page.getByTestId("bring-file").setInputFiles({ name: "old.zip", mimeType: "application/zip", buffer: zip });
  const list = page.getByTestId("bring-by-template");
  await list.waitFor();
  assert.match(await page.locator("#bring").innerText(), /sekkei 0\.0\.1/);
  assert.equal(await page.getByTestId("bring-by-hand").count(), 0, "nobody edited anything");
  const rows = Object.fromEntries(await list.locator("li[data-path]").evaluateAll((rows) => rows.map((row) => [row.dataset.path, row.querySelector(".badge").textContent])));
  assert.equal(new Set(Object.values(rows)).size, 3, JSON.stringify(rows));
  assert.deepEqual(Object.keys(rows).filter((path) => !/docs\/|README|COMPLIANCE/.test(path)).sort(), ["infra/modules/rds/gone.tf", "infra/modules/rds/main.tf", "infra/modules/sqs/outputs.tf"]);
  const row = list.locator('[data-path="infra/modules/rds/main.tf"]');
  await row.getByRole("button").click();
  assert.match(await row.locator(".hunk.old").textContent(), /storage_encrypted *= false/);
  assert.match(await row.locator(".hunk.new").textContent(), /storage_encrypted *= true/);
  assert.deepEqual(await violations(page), []);
  await page.getByTestId("bring-cancel").click();
  assert.equal(await digest(page), before, "nothing was taken");
  await menuItem(page, /から復元/);
  await page.getByTestId("bring-file").setInputFiles({ name: "old.zip", mimeType: "application/zip", buffer: zip });
  await page.getByTestId("bring-restore").click();
  assert.equal(await value(page), "31");
  assert.equal(sha256(await download(page)), sha256(generated(text)));
}));
