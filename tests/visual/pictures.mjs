// Pictures of the page, small enough to be kept, and how far two of them are apart: by mean brightness and
// colour of blocks, so that the smoothing of letters does not count, but a panel that moved does.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** WebP of this quality; Chromium writes it. */
const QUALITY = 45;

export async function take(page) {
  const client = await page.context().newCDPSession(page);
  const { data } = await client.send("Page.captureScreenshot", { format: "webp", quality: QUALITY, optimizeForSpeed: false });
  await client.detach();
  return data;
}

/** Share of blocks that differ, 0 to 1, measured in an empty page; 1 when the sizes differ. */
export function distance(page, one, other) {
  return page.evaluate(
    async ([one, other]) => {
      const BLOCK = 12;
      const APART = 16;
      const blocks = async (data) => {
        const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
        const image = await createImageBitmap(new Blob([bytes], { type: "image/webp" }));
        const [width, height] = [Math.ceil(image.width / BLOCK), Math.ceil(image.height / BLOCK)];
        const full = new OffscreenCanvas(image.width, image.height).getContext("2d");
        full.drawImage(image, 0, 0);
        const pixels = full.getImageData(0, 0, image.width, image.height).data;
        const sums = new Float64Array(width * height * 4);
        for (let y = 0; y < image.height; y += 1) {
          for (let x = 0; x < image.width; x += 1) {
            const to = (Math.floor(y / BLOCK) * width + Math.floor(x / BLOCK)) * 4;
            const from = (y * image.width + x) * 4;
            for (let part = 0; part < 3; part += 1) sums[to + part] += pixels[from + part];
            sums[to + 3] += 1;
          }
        }
        return { width: image.width, height: image.height, sums };
      };
      const [a, b] = [await blocks(one), await blocks(other)];
      if (a.width !== b.width || a.height !== b.height) return 1;
      let apart = 0;
      for (let at = 0; at < a.sums.length; at += 4) {
        const differs = [0, 1, 2].some((part) => Math.abs(a.sums[at + part] / a.sums[at + 3] - b.sums[at + part] / b.sums[at + 3]) > APART);
        if (differs) apart += 1;
      }
      return apart / (a.sums.length / 4);
    },
    [one, other],
  );
}

/** The widths of a few words in the page's fonts: where they differ, other fonts are installed and pictures cannot be compared. */
export function fonts(page) {
  return page.evaluate(() => {
    const style = getComputedStyle(document.documentElement);
    const pen = document.createElement("canvas").getContext("2d");
    const width = (family) => {
      pen.font = `100px ${style.getPropertyValue(family)}`;
      return ["Sizes 0123456789", "環境ごとのサイズ"].map((words) => Math.round(pen.measureText(words).width)).join("/");
    };
    return `${width("--sans")} ${width("--mono")}\n`;
  });
}

export const shelf = (folder) => ({
  read: (name) => (existsSync(join(folder, name)) ? readFileSync(join(folder, name)) : undefined),
  write: (name, data) => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, name), data);
  },
});
