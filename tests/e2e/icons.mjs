// Draws the icons of public/ from favicon.svg: `node tests/e2e/icons.mjs`. tests/e2e/offline.test.mjs
// holds that they are still those of the drawing.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { launch, root } from "./harness.mjs";

/** Name in public/: [pixels, share of the width that the drawing takes]. Masks cut a fifth away. */
export const ICONS = { "icon-192.png": [192, 1], "icon-512.png": [512, 1], "icon-512-maskable.png": [512, 0.8] };

/** The bytes of a PNG. A drawing with room around it gets its own colour as ground. */
export async function draw(browser, [pixels, share]) {
  const drawing = readFileSync(join(root, "public/favicon.svg"), "utf8");
  const ground = share < 1 ? drawing.match(/<rect[^>]* fill="(#\w+)"/)[1] : "transparent";
  const page = await browser.newPage({ viewport: { width: pixels, height: pixels } });
  const image = `data:image/svg+xml;base64,${Buffer.from(drawing).toString("base64")}`;
  const style = `margin:0;background:${ground} url("${image}") center / ${share * 100}% no-repeat`;
  await page.setContent(`<html style="height:100%"><body style='${style};height:100%'></body></html>`);
  const png = await page.screenshot({ omitBackground: true });
  await page.close();
  return png;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const browser = await launch();
  for (const [name, size] of Object.entries(ICONS)) writeFileSync(join(root, "public", name), await draw(browser, size));
  await browser.close();
}
