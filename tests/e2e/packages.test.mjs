// Where archives are stopped: the script and the patch of the page are those of the command line.

import assert from "node:assert/strict";
import { test } from "node:test";
import { generated, sekkei } from "./engine.mjs";
import { BACKUP, fromMenu, menuItem, type } from "./page.mjs";
import { prepare } from "./site.mjs";

const site = prepare();

test("all files are saved as a script and as a patch", site.visit(async (page) => {
  for (const [label, form, ending] of [["シェルスクリプト", "script", "sh"], ["パッチ", "patch", "patch"]]) {
    const { name, bytes } = await fromMenu(page, label);
    assert.equal(name, `hbp-cc-infra.${ending}`);
    assert.ok(bytes.equals(generated(sekkei(["design"]), form)), form);
  }
}));

test("a wrong design is not saved in any form", site.visit(async (page) => {
  await type(page, "40");
  await menuItem(page, "シェルスクリプト");
  await page.locator(`[data-testid="${BACKUP}"]:focus`).waitFor();
}));
