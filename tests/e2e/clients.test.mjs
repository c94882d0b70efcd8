// How clients of the API are known: both ways are offered at the control, each says before what it
// moves, and the page's zip is the one of the command line.

import assert from "node:assert/strict";
import { test } from "node:test";
import { generated, sekkei } from "./engine.mjs";
import { download, value } from "./page.mjs";
import { prepare } from "./site.mjs";

const CLIENTS = "cell-2-alb.client_auth";

const site = prepare();

for (const [way, moved, line] of [
  ["mtls", /証明書を検証/, /mode\s+= var\.alb\.client_auth == "mtls" \? "verify" : "off"/],
  ["vpn", /内部向け/, /internal\s+= var\.alb\.client_auth == "vpn"/],
]) {
  test(`client authentication by ${way} is one click, says what it moves, and is met by the files`, site.visit(async (page) => {
    assert.equal(await value(page, CLIENTS), "none");
    await page.getByTestId("nav-controls").click();
    await page.getByTestId("control-TLS-09").click();
    const prod = page.locator("#panel-controls .control-case", { has: page.locator("b", { hasText: "prod" }) });
    const found = prod.locator(".found-wrong", { has: page.locator("button.link", { hasText: way }) });
    assert.match(await found.innerText(), /CloudFront を通ら/, "said before it is made");
    await found.getByTestId("show-effect").click();
    const effect = await found.getByTestId("effect").innerText();
    for (const said of [/TLS-09/, /TLS-10/, moved]) assert.match(effect, said);
    assert.equal(await value(page, CLIENTS), "none", "it is not made yet");
    await found.locator("button.link", { hasText: way }).first().click();
    await prod.locator(".found-wrong").first().waitFor({ state: "detached" });
    assert.equal(await value(page, CLIENTS), way);
    await prod.locator(".seen .place-link").first().click();
    assert.match(await page.getByTestId("file-view").locator(".found").innerText(), line);

    const design = JSON.parse(sekkei(["design"]));
    design.environments[2].sizes["alb.client_auth"] = way;
    assert.ok((await download(page)).equals(generated(JSON.stringify(design))));
  }));
}
