// How clients of the API are known: both ways are offered at the control, each says before what it
// moves, and the page's zip is the one of the command line.

import assert from "node:assert/strict";
import { test } from "node:test";
import { generated, sekkei } from "./engine.mjs";
import { download, value as cell } from "./page.mjs";
import { prepare } from "./site.mjs";

const CLIENTS = "cell-2-alb.client_auth";

const site = prepare();

/** The finding of TLS-09 in prod whose repair sets this value. */
function offer(page, value) {
  return page.locator("#panel-controls .control-case", { hasText: "prod" }).locator(".found-wrong", { has: page.locator("button.link", { hasText: value }) });
}

for (const [value, moved, line] of [
  ["mtls", /証明書を検証/, /mode\s+= var\.alb\.client_auth == "mtls" \? "verify" : "off"/],
  ["vpn", /内部向け/, /internal\s+= var\.alb\.client_auth == "vpn"/],
]) {
  test(`client authentication by ${value} is one click, says what it moves, and is met by the files`, site.visit(async (page) => {
    assert.equal(await cell(page, CLIENTS), "none");
    await page.getByTestId("nav-controls").click();
    await page.getByTestId("control-TLS-09").click();
    const found = offer(page, value);
    assert.match(await found.innerText(), /CloudFront を通らな/, "said before it is made");
    await found.getByTestId("show-effect").click();
    const effect = await found.getByTestId("effect").innerText();
    assert.match(effect, /TLS-09/);
    assert.match(effect, /TLS-10/);
    assert.match(effect, moved);
    assert.equal(await cell(page, CLIENTS), "none", "it is not made yet");
    await found.locator("button.link", { hasText: value }).click();
    await page.locator("#panel-controls .control-case", { hasText: "prod" }).locator(".found-wrong").first().waitFor({ state: "detached" });
    await page.locator("#panel-controls .control-case", { hasText: "prod" }).locator(".seen .place-link").first().click();
    assert.match(await page.getByTestId("file-view").locator(".found").innerText(), line);

    const draft = JSON.parse(sekkei(["design"]));
    draft.environments[2].sizes = { ...draft.environments[2].sizes, "alb.client_auth": value };
    assert.ok((await download(page)).equals(generated(JSON.stringify(draft))));
  }));
}
