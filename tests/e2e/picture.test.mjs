// The PNG as a picture: Japanese letters are drawn as letters.

import assert from "node:assert/strict";
import { test } from "node:test";
import { saved } from "./page.mjs";
import { prepare } from "./site.mjs";

const site = prepare();

/**
 * How many different shapes as large as a Japanese letter are in a picture: connected dark pixels. Boxes in
 * place of letters are all alike, and Latin letters are narrower.
 */
const shapes = (page, png) =>
  page.evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext("2d");
    context.drawImage(image, 0, 0);
    const { data, width, height } = context.getImageData(0, 0, image.width, image.height);
    const dark = (x, y) => data[4 * (y * width + x)] + data[4 * (y * width + x) + 1] + data[4 * (y * width + x) + 2] < 300;
    const seen = new Set();
    // Connected dark pixels, by filling.
    const done = new Uint8Array(width * height);
    for (let at = 0; at < done.length; at += 1) {
      if (done[at] || !dark(at % width, Math.floor(at / width))) continue;
      const stack = [at];
      const points = [];
      done[at] = 1;
      while (stack.length > 0) {
        const one = stack.pop();
        const [x, y] = [one % width, Math.floor(one / width)];
        points.push([x, y]);
        for (const [nx, ny] of [[x + 1, y], [x - 1, y], [x, y + 1], [x, y - 1]]) {
          const next = ny * width + nx;
          if (nx < 0 || ny < 0 || nx >= width || ny >= height || done[next] || !dark(nx, ny)) continue;
          done[next] = 1;
          stack.push(next);
        }
        if (points.length > 4000) break;
      }
      const [left, top] = [Math.min(...points.map(([x]) => x)), Math.min(...points.map(([, y]) => y))];
      const [w, h] = [Math.max(...points.map(([x]) => x)) - left + 1, Math.max(...points.map(([, y]) => y)) - top + 1];
      if (points.length <= 4000 && w >= 15 && h >= 15 && h <= 40 && w <= 40) seen.add(points.map(([x, y]) => (y - top) * 64 + x - left).sort((a, b) => a - b).join());
    }
    return seen.size;
  }, png.toString("base64"));

/** Shapes in the PNG of the runtime view, and the Japanese letters in its words. */
async function picture(locale) {
  const { page, context, wrong } = await site.open({ locale, colorScheme: "light" });
  await page.getByTestId("nav-diagram").click();
  await page.locator("[data-node]").first().waitFor();
  await page.locator("#diagram-export").click();
  const png = (await saved(page, () => page.getByRole("menuitem", { name: "PNG" }).click())).bytes;
  const words = (await page.locator(".drawing text").allTextContents()).join("");
  const found = { shapes: await shapes(page, png), letters: new Set(words.match(/[\u3040-\u30ff\u4e00-\u9fff]/g)).size };
  assert.deepEqual(wrong, []);
  await context.close();
  return found;
}

// With boxes in place of letters the Japanese picture would have no more large shapes than the English one.
test("a PNG shows Japanese in letters, not in boxes", async () => {
  const [ja, en] = [await picture("ja-JP"), await picture("en-US")];
  assert.ok(ja.letters > 40 && en.letters === 0, JSON.stringify({ ja, en }));
  assert.ok(ja.shapes > en.shapes + ja.letters / 3, JSON.stringify({ ja, en }));
});
