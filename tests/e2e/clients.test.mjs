// How clients of the API are known: both ways are offered at the control, each says before what it
// moves, and the page's zip is the one of the command line.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { cli, launch, open, serve } from "./harness.mjs";

let server, browser;

before(async () => {
  server = await serve();
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await server?.close();
});

/// The finding of TLS-09 in prod whose repair sets this value.
function offer(page, value) {
  return page.locator("#panel-controls .control-case", { hasText: "prod" }).locator(".found-wrong", { has: page.locator("button.link", { hasText: value }) });
}

for (const [value, moved, line] of [
  ["mtls", /証明書を検証/, /mode\s+= var\.alb\.client_auth == "mtls" \? "verify" : "off"/],
  ["vpn", /内部向け/, /internal\s+= var\.alb\.client_auth == "vpn"/],
]) {
  test(`client authentication by ${value} is one click, says what it moves, and is met by the files`, async () => {
    const folder = mkdtempSync(join(tmpdir(), "sekkei-"));
    const { page, context, wrong } = await open(browser, server.url);
    assert.equal(await page.getByTestId("cell-2-alb.client_auth").inputValue(), "none");
    await page.getByTestId("nav-controls").click();
    await page.getByTestId("control-TLS-09").click();
    const found = offer(page, value);
    assert.match(await found.innerText(), /CloudFront を通らな/, "said before it is made");
    await found.getByTestId("show-effect").click();
    const effect = await found.getByTestId("effect").innerText();
    assert.match(effect, /TLS-09/);
    assert.match(effect, /TLS-10/);
    assert.match(effect, moved);
    assert.equal(await page.getByTestId("cell-2-alb.client_auth").inputValue(), "none", "it is not made yet");
    await found.locator("button.link", { hasText: value }).click();
    await page.locator("#panel-controls .control-case", { hasText: "prod" }).locator(".found-wrong").first().waitFor({ state: "detached" });
    await page.locator("#panel-controls .control-case", { hasText: "prod" }).locator(".seen .place-link").first().click();
    assert.match(await page.getByTestId("file-view").locator(".found").innerText(), line);

    const [download] = await Promise.all([page.waitForEvent("download"), page.getByTestId("download").click()]);
    const design = join(folder, "design.json");
    const draft = JSON.parse(execFileSync(cli, ["design"], { encoding: "utf8" }));
    draft.environments[2].sizes = { ...draft.environments[2].sizes, "alb.client_auth": value };
    writeFileSync(design, JSON.stringify(draft));
    const zip = join(folder, "infra.zip");
    execFileSync(cli, ["generate", "--design", design, "--zip", zip]);
    assert.ok(readFileSync(await download.path()).equals(readFileSync(zip)));
    assert.deepEqual(wrong, []);
    await context.close();
  });
}
