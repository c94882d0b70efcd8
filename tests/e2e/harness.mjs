// Serves dist/ with the production headers on loopback, starts Chromium, and collects what must not
// happen: console errors, page errors and requests to another origin.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { brotliCompressSync } from "node:zlib";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

export const root = fileURLToPath(new URL("../..", import.meta.url));
export const dist = process.env.SEKKEI_DIST ?? join(root, "dist");
export const cli = process.env.SEKKEI_CLI ?? join(root, "target/debug/sekkei");
export const terraform = process.env.SEKKEI_TERRAFORM ?? "terraform";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

/** What the published site sends with every answer: one `Name: value` on a line. */
export const HEADERS = Object.fromEntries(
  readFileSync(join(root, "hosting/headers.txt"), "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => line.split(/: (.*)/s, 2)),
);

/** As `cargo xtask objects` has it: what is named after its content is kept for ever. */
const lifetime = (path) => (/-[0-9a-f]{12,16}(_bg)?\.\w+$/.test(path) ? "public, max-age=31536000, immutable" : "no-cache");

/** Serves a built folder below a path on a free loopback port; `brotli`: compressed, as the published site does. */
export async function serve({ folder = dist, base = "/", brotli = false } = {}) {
  const compressed = new Map();
  const compress = (file, body) => compressed.get(file) ?? compressed.set(file, brotliCompressSync(body)).get(file);
  const server = createServer(async (request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, "http://x").pathname));
    const file = join(folder, path === base ? "index.html" : path.slice(base.length));
    try {
      if (!path.startsWith(base) || !file.startsWith(folder)) throw new Error("outside");
      const body = await readFile(file);
      const encoding = brotli ? { "Content-Encoding": "br" } : {};
      response.writeHead(200, { ...HEADERS, ...encoding, "Cache-Control": lifetime(file), "Content-Type": TYPES[extname(file)] ?? "application/octet-stream" });
      response.end(brotli ? compress(file, body) : body);
    } catch {
      response.writeHead(404, HEADERS).end("not found");
    }
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const close = () => {
    server.closeAllConnections();
    return new Promise((done) => server.close(done));
  };
  return { url: `http://127.0.0.1:${server.address().port}${base}`, close };
}

/** A browser that makes no requests of its own. */
export function launch() {
  return chromium.launch({
    executablePath: process.env.SEKKEI_CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** Waits until the page has its files, which arrive after the first paint. */
export async function ready(page) {
  await page.getByTestId("download").filter({ hasText: /\d/ }).waitFor();
}

/**
 * A page of the designer in its own empty profile, with a list of everything that went wrong; `init` and its
 * argument run in it before the page does.
 */
export async function open(browser, url, { init, argument, ...options } = {}) {
  const context = await browser.newContext({ locale: "ja-JP", viewport: { width: 1440, height: 900 }, acceptDownloads: true, ...options });
  if (init) await context.addInitScript(init, argument);
  const page = await context.newPage();
  const wrong = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) wrong.push(`console ${message.type()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => wrong.push(`page error: ${error.message}`));
  page.on("request", (request) => {
    const target = request.url();
    if (!target.startsWith(url) && !target.startsWith("blob:") && !target.startsWith("data:")) wrong.push(`foreign request: ${target}`);
  });
  await page.goto(url);
  await ready(page);
  return { page, context, wrong };
}

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe finds in the page as it stands, one line for each rule; rules of WCAG 2.2 AA and good practice. */
export async function violations(page) {
  await page.evaluate(axe);
  const result = await page.evaluate(() =>
    window.axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }),
  );
  assert.ok(result.passes.length > 15, "axe looked at something");
  return result.violations.map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.target.join(" ")).join(" | ")}`);
}
