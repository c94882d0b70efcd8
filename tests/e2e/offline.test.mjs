// The service worker and the manifest: the designer opens and does its main job without a network, a
// newer build waits until the user asks, and nothing else is kept.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { cpSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { sha256 } from "./engine.mjs";
import { dist, open, ready, root, serve } from "./harness.mjs";
import { ICONS, draw } from "./icons.mjs";
import { download, type, value } from "./page.mjs";
import { prepare, scratch } from "./site.mjs";

const site = prepare();
const folder = scratch();

/** A copy of the build that a test may change. */
function copy(name) {
  const to = join(folder, name);
  cpSync(dist, to, { recursive: true });
  return to;
}

/** The build with one byte more in a file, as its build would have named it unless the hash is wrong. */
function change(build, file, { rightHash = true } = {}) {
  const path = join(build, file);
  const before = readFileSync(path);
  const changed = Buffer.concat([before, Buffer.from("\n")]);
  writeFileSync(path, changed);
  const worker = readFileSync(join(build, "sw.js"), "utf8");
  const [old] = worker.match(/(?<=VERSION = ")\w+/);
  const hash = sha256(rightHash ? changed : "something else", "base64");
  const next = worker.replace(sha256(before, "base64"), hash).replaceAll(old, sha256(changed).slice(0, 16));
  assert.notEqual(next, worker);
  writeFileSync(join(build, "sw.js"), next);
}

/** Waits until the browser holds the whole build. */
const kept = (page) => page.evaluate(async () => void (await navigator.serviceWorker.ready));
const caches = (page) =>
  page.evaluate(async () => {
    const found = {};
    for (const name of await window.caches.keys()) found[name] = (await (await window.caches.open(name)).keys()).map((request) => request.url);
    return found;
  });

for (const base of ["/", "/tools/sekkei/"]) {
  test(`after one visit to ${base} the main job needs no network`, async (t) => {
    const server = await serve({ base });
    t.after(server.close);
    const { page, context, wrong } = await open(site.browser, server.url);
    await kept(page);
    await type(page, "21");
    const online = await download(page);
    await server.close();

    await page.reload();
    await ready(page);
    assert.equal(await value(page), "21");
    assert.equal(sha256(await download(page)), sha256(online));
    // Late parts: the diagram is drawn from the evaluator's module.
    await page.getByTestId("nav-diagram").click();
    await page.locator("[data-node]").first().waitFor();
    assert.deepEqual(wrong, []);
    await context.close();
  });
}

test("a plain folder server is enough, by another program and without any header of ours", async () => {
  const python = spawn("python3", ["-u", "-m", "http.server", "0", "--bind", "127.0.0.1", "--directory", dist], { stdio: ["ignore", "pipe", "ignore"] });
  const said = await new Promise((done) => python.stdout.once("data", (bytes) => done(bytes.toString())));
  const url = `http://127.0.0.1:${said.match(/port (\d+)/)[1]}/`;
  const { page, context, wrong } = await open(site.browser, url);
  await kept(page);
  const gone = new Promise((done) => python.once("exit", done));
  python.kill();
  await gone;
  await page.reload();
  await ready(page);
  assert.ok((await download(page)).length > 0);
  assert.deepEqual(wrong, []);
  await context.close();
});

test("the browser keeps the files of the build and nothing else, under the published policy", async () => {
  const { page, context, wrong } = await site.open();
  await kept(page);
  await page.evaluate(() => fetch("manifest.webmanifest?x=1#y"));
  await page.evaluate(() => fetch("sekkei.json"));
  const found = await caches(page);
  const files = readdirSync(dist, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const names = files.map((entry) => join(entry.parentPath, entry.name).slice(dist.length).replace(/^\//, "")).filter((name) => name !== "sw.js");
  assert.equal(Object.keys(found).length, 1);
  assert.deepEqual(Object.values(found)[0].sort(), names.map((name) => site.url + name).sort());
  await page.reload();
  const policy = await page.evaluate(async () => (await fetch("index.html")).headers.get("Content-Security-Policy"));
  assert.match(policy, /script-src 'self' 'wasm-unsafe-eval';/);
  // The page's own question for a file that is not there is all that may go wrong.
  assert.deepEqual(wrong.filter((line) => !/404/.test(line)), []);
  await context.close();
});

test("a newer build is announced, waits for the user, and keeps the design", async (t) => {
  const build = copy("newer");
  const server = await serve({ folder: build });
  t.after(server.close);
  const { page, context, wrong } = await open(site.browser, server.url);
  await kept(page);
  const [before] = Object.keys(await caches(page));
  assert.equal(await page.getByTestId("update").count(), 0);

  change(build, "index.html");
  await page.reload();
  await ready(page);
  await page.getByTestId("update").waitFor();
  assert.match(await page.getByTestId("announcement").textContent(), /新しい版/);
  await type(page, "23");
  await page.evaluate(() => (window.same = true));
  // Whoever closes the notice goes on with the old build.
  assert.ok((await caches(page))[before]);

  await Promise.all([page.waitForEvent("load"), page.getByTestId("update").getByRole("button", { name: "読み込み直す" }).click()]);
  await ready(page);
  assert.equal(await page.evaluate(() => window.same), undefined);
  assert.equal(await value(page), "23");
  await page.waitForFunction(async (name) => !(await caches.keys()).includes(name), before);
  const now = await page.evaluate(async () => (await (await fetch("index.html")).text()).length);
  assert.equal(now, readFileSync(join(build, "index.html"), "utf8").length);
  assert.equal(await page.getByTestId("update").count(), 0);
  assert.deepEqual(wrong, []);
  await context.close();
});

test("a build whose files do not match its hashes is not taken", async (t) => {
  const build = copy("broken");
  const server = await serve({ folder: build });
  t.after(server.close);
  const { page, context } = await open(site.browser, server.url);
  await kept(page);
  const before = await caches(page);
  change(build, "favicon.svg", { rightHash: false });
  const state = await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    const found = new Promise((done) => registration.addEventListener("updatefound", () => done(registration.installing), { once: true }));
    await registration.update().catch(() => {});
    const worker = await found;
    while (!["installed", "activated", "redundant"].includes(worker.state)) await new Promise((done) => worker.addEventListener("statechange", done, { once: true }));
    return worker.state;
  });
  assert.equal(state, "redundant");
  assert.deepEqual(await caches(page), before);
  assert.equal(await page.getByTestId("update").count(), 0);
  await context.close();
});

test("a retired worker forgets what it kept and goes", async (t) => {
  const build = copy("retired");
  const server = await serve({ folder: build });
  t.after(server.close);
  const { page, context, wrong } = await open(site.browser, server.url);
  await kept(page);
  cpSync(join(root, "app/worker/retired.js"), join(build, "sw.js"));
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update());
  await page.waitForFunction(async () => (await caches.keys()).length === 0 && !(await navigator.serviceWorker.getRegistration()));
  assert.deepEqual(wrong, []);
  await context.close();
});

test("without service workers the page works as before", site.visit(async (page) => {
  assert.ok((await download(page)).length > 0);
  assert.deepEqual(await caches(page), {});
}, { init: () => Object.defineProperty(Navigator.prototype, "serviceWorker", { value: undefined }) }));

test("the page can be installed, and its icons are those of the drawing", site.visit(async (page, context) => {
  const session = await context.newCDPSession(page);
  const { errors, data } = await session.send("Page.getAppManifest");
  assert.deepEqual(errors, []);
  const manifest = JSON.parse(data);
  for (const { src, sizes } of manifest.icons.filter((icon) => icon.type === "image/png")) {
    const png = readFileSync(join(dist, src));
    assert.equal(`${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`, sizes, src);
    const again = await draw(site.browser, ICONS[src]);
    const difference = await page.evaluate(
      async ([one, other]) => {
        const pixels = async (base64) => {
          const image = new Image();
          image.src = `data:image/png;base64,${base64}`;
          await image.decode();
          const canvas = new OffscreenCanvas(image.width, image.height);
          const context = canvas.getContext("2d");
          context.drawImage(image, 0, 0);
          return context.getImageData(0, 0, image.width, image.height).data;
        };
        const [a, b] = [await pixels(one), await pixels(other)];
        return a.reduce((sum, value, index) => sum + Math.abs(value - b[index]), 0) / a.length;
      },
      [png.toString("base64"), again.toString("base64")],
    );
    // Another Chromium may smooth edges a little differently.
    assert.ok(difference < 1, `${src} differs from favicon.svg by ${difference}; run node tests/e2e/icons.mjs`);
  }
  assert.deepEqual(Object.keys(ICONS).sort(), manifest.icons.map((icon) => icon.src).filter((src) => src.endsWith(".png")).sort());
}));
