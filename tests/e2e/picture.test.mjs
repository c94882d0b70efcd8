// The PNG as a picture: Japanese letters are drawn as letters.

import assert from "node:assert/strict";
import { test } from "node:test";
import { saved } from "./page.mjs";
import { prepare } from "./site.mjs";

const site = prepare();

/**
 * How many different shapes stand in the rows of text of a picture: dark runs of the height of a letter. Boxes in
 * place of letters are all alike.
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
      if (points.length <= 4000 && h >= 6 && h <= 40 && w <= 60) seen.add(points.map(([x, y]) => (y - top) * 64 + x - left).sort((a, b) => a - b).join());
    }
    return seen.size;
  }, png.toString("base64"));

/** The PNG of the runtime view, with the words as they are or each ideograph and kana as one that no font has. */
async function png(page, boxes) {
  await page.evaluate((boxes) => {
    window.realBlob ??= Blob;
    window.Blob = class extends window.realBlob {
      constructor(parts, options) {
        const swap = (part) => (typeof part === "string" ? part.replace(/[\u3040-\u30ff\u4e00-\u9fff]/g, "\u{10fffd}") : part);
        super(boxes && /svg/.test(options?.type ?? "") ? parts.map(swap) : parts, options);
      }
    };
  }, boxes);
  await page.locator("#diagram-export").click();
  return (await saved(page, () => page.getByRole("menuitem", { name: "PNG" }).click())).bytes;
}

test("a PNG shows Japanese in letters, not in boxes", async () => {
  const { page, context, wrong } = await site.open({ colorScheme: "light" });
  await page.getByTestId("nav-diagram").click();
  await page.locator("[data-node]").first().waitFor();
  const letters = await shapes(page, await png(page, false));
  const words = await page.locator(".drawing text").allTextContents();
  const different = new Set(words.join("").match(/[\u3040-\u30ff\u4e00-\u9fff]/g));
  assert.ok(different.size > 40, `${different.size} letters`);
  // A letter is one shape at least; strokes of the same letter repeat.
  assert.ok(letters > different.size, `${letters} shapes for ${different.size} letters`);
  const boxes = await shapes(page, await png(page, true));
  assert.ok(boxes < letters - different.size / 2, `${boxes} shapes with boxes, ${letters} with letters`);
  assert.deepEqual(wrong, []);
  await context.close();
});
